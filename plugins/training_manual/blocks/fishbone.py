"""A fishbone (Ishikawa) diagram: one effect, and its possible causes in branches."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.reading.scalars import Flag, Id, Line, Plain
from training_manual.reading.typed import Record


class Cause(Record):
    """One possible cause."""

    id: Id
    """The cause's name."""
    text: Line
    """The cause, in a few words."""
    root: Flag = False
    """Found to be a root cause, by looking."""


class FishboneBranch(Record):
    """Causes of one sort."""

    id: Id
    """The branch's name."""
    name: Plain
    """The sort, in a word or two: people, tools, information."""
    causes: Annotated[tuple[Cause, ...], Field(min_length=1, max_length=5)]
    """The causes."""


class FishboneBlock(Block):
    """Causes in branches along a spine that ends at the effect."""

    kind: Literal["fishbone"]
    title: Plain
    """What is looked into."""
    effect: Plain
    """The effect at the head, in a few words."""
    branches: Annotated[tuple[FishboneBranch, ...], Field(min_length=2, max_length=6)]
    """The branches."""
    reading: Line | None = None
    """What to do next with what was found."""
