"""Turn a poor sentence into a good one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from training_manual.interaction import Key, Option, Write
from training_manual.item import Question
from training_manual.reading.scalars import Flag, Id, Line
from training_manual.reading.typed import Record


class WritingCriterion(Record):
    """One thing a good sentence does."""

    id: Id
    """The criterion's name."""
    text: Line
    """What to look for."""
    critical: Flag = False
    """Without it the sentence does not pass."""


class RewriteQuestion(Question):
    """Write a better sentence, then check it against the criteria and a sample."""

    kind: Literal["rewrite"]
    marks_itself = False
    poor: Line
    """The sentence to better."""
    criteria: Annotated[tuple[WritingCriterion, ...], Field(min_length=2, max_length=6)]
    """What a good sentence does."""
    sample: Line
    """A good sentence, shown after writing."""

    def interaction(self) -> Write:
        return Write(
            poor=self.poor,
            criteria=tuple(Option(c.id, c.text, critical=c.critical) for c in self.criteria),
            sample=self.sample,
            key=Key(
                "per-item", [c.id for c in self.criteria], critical=tuple(c.id for c in self.criteria if c.critical)
            ),
        )
