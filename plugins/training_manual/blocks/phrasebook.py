"""What to say and what to leave unsaid, by situation."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.reading.scalars import Id, Line, Plain
from training_manual.reading.typed import Record


class Phrase(Record):
    """One situation."""

    id: Id
    """The phrase's name."""
    situation: Line
    """When it comes up."""
    avoid: Line
    """What to leave unsaid."""
    say: Line
    """What to say instead."""
    note: Line | None = None
    """Why."""


class PhrasebookBlock(Block):
    """Pairs of sentences, each with the words Avoid and Say."""

    kind: Literal["phrasebook"]
    title: Plain
    """What the phrases are for."""
    rows: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    """The phrases."""
