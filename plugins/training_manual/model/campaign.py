"""Campaigns: what headquarters asks of everybody in a role, in every outlet at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from training_manual.problem import Code, Fault
from training_manual.reading.scalars import (
    AtLeastOne,
    CardRef,
    ChapterRef,
    Count,
    Day,
    ExamRef,
    Id,
    Percent,
    Plain,
    RoleRef,
    TrainerRef,
)
from training_manual.reading.typed import Record


class Campaign(Record):
    """quizzes/assignments/<id>.yml: one task for everybody in these roles."""

    id: Id
    """The campaign's name and file name."""
    title: Plain
    """What it is called."""
    practice: ChapterRef | None = None
    """The chapter whose practice questions are asked, those a trainer has to judge too."""
    test: ChapterRef | None = None
    """Instead: the chapter whose test is asked."""
    exam: ExamRef | None = None
    """Instead: a path test or a sealed exam (quizzes/exams/)."""
    cards: tuple[CardRef, ...] = ()
    """Instead: role-play cards to be played and observed."""
    roles: Annotated[tuple[RoleRef, ...], Field(min_length=1)]
    """Who is asked."""
    trainer: TrainerRef
    """The trainer (quizzes/trainers.yml) to whose key answers are sealed."""
    opens: Day
    """The first day."""
    due: Day
    """The last day."""
    attempts: AtLeastOne = 1
    """How often it may be handed in."""
    items: AtLeastOne | None = None
    """How many questions; the set's own number where left out. A path test and cards have their own."""
    minutes: Count | None = None
    """Time for the whole; the set's own where left out, 0 for none."""
    pass_share: Percent | None = None
    """Percent of the points that pass; the set's own where left out."""
    seed: Count | None = None
    """The number of the paper: another number draws other questions."""

    @property
    def set(self) -> str:
        """The name its attempts are kept under, as pages and records have it."""
        if self.exam:
            return f"tests/{self.exam}"
        return self.practice or (f"{self.test}/test" if self.test else "cards")

    def faults(self) -> Iterator[Fault]:
        given = [key for key in ("practice", "test", "exam", "cards") if getattr(self, key)]
        if len(given) != 1:
            last = max(given, key=lambda key: self.provenance.place((key,)), default=None)
            yield Fault((last,) if last else (), Code.EXACTLY_ONE, {"keys": "practice, test, exam, cards"})
        if self.items is not None and (self.exam or self.cards):
            yield Fault(("items",), Code.FIXED_NUMBER)
        if self.due < self.opens:
            about = {"later": "due", "value": self.due, "earlier": "opens", "other": self.opens}
            yield Fault(("due",), Code.DAYS_REVERSED, about)
