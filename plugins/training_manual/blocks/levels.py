"""Things that build on one another: steps that go up, or rings around a core."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.reading.scalars import Id, Line, Plain
from training_manual.reading.typed import Record


class Level(Record):
    """One step or ring."""

    id: Id
    """The level's name."""
    name: Plain
    """What it is called."""
    text: Line
    """What it is."""
    example: Line | None = None
    """One from our own work."""


class LevelsBlock(Block):
    """Levels in order: the lowest step, or the core, first."""

    kind: Literal["levels"]
    title: Plain
    """What has these levels."""
    direction: Literal["up", "inside-out"]
    """up: each step stands on the one before. inside-out: each ring lies around the one before."""
    items: Annotated[tuple[Level, ...], Field(min_length=3, max_length=7)]
    """The levels, lowest or innermost first."""
