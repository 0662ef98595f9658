"""A link card to a practice set, a role play or a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from training_manual.item import Block
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import CardRef, ChapterRef, FormRef, Line


class EmbedBlock(Block):
    """A link card with time and difficulty; exactly one of quiz, role_play and form."""

    kind: Literal["embed"]
    quiz: ChapterRef | None = None
    """The chapter whose practice set it leads to."""
    role_play: CardRef | None = None
    """The role-play card it leads to."""
    form: FormRef | None = None
    """The form it leads to."""
    note: Line | None = None
    """A word on why."""

    def faults(self) -> Iterator[Fault]:
        if sum(ref is not None for ref in (self.quiz, self.role_play, self.form)) != 1:
            yield Fault((), Code.EXACTLY_ONE, {"keys": "quiz, role_play, form"})
