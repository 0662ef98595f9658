"""What a reader can do afterwards; also shown at the top of every chapter."""

from __future__ import annotations

from typing import Literal

from training_manual.item import Block
from training_manual.reading.scalars import Id, Line
from training_manual.reading.typed import Record


class Objective(Record):
    """One thing a reader can do afterwards."""

    id: Id
    """Questions name it in `objective`."""
    text: Line
    """Starts with a verb somebody can observe."""


class ObjectivesBlock(Block):
    """Objectives of a section; the chapter's own stand in its `objectives`."""

    kind: Literal["objectives"]
    items: tuple[Objective, ...]
    """The objectives."""
