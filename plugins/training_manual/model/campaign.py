"""Campaigns: what headquarters asks of everybody in a role, in every outlet at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.problem import Code, Fault
from training_manual.reading.scalars import (
    AtLeastOne,
    CardRef,
    ChapterRef,
    Count,
    Day,
    ExamRef,
    Flag,
    Id,
    Percent,
    Plain,
    RoleRef,
    TrainerRef,
)
from training_manual.reading.typed import Record

WHAT = ("practice", "test", "exam", "cards", "changes", "confirm")
"""Keys that say what is asked; a campaign has one of them."""


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
    changes: Flag = False
    """Instead: the practice questions that the latest edition has touched. While it touched none, nobody is asked."""
    confirm: Literal["changes", "all"] | None = None
    """Instead: sections to be read and confirmed, those that the latest edition has changed or all of one's role."""
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
    """How many questions; the set's own number where left out. A path test and cards have their own, sections none."""
    minutes: Count | None = None
    """Time for the whole; the set's own where left out, 0 for none."""
    pass_share: Percent | None = None
    """Percent of the points that pass; the set's own where left out."""
    seed: Count | None = None
    """The number of the paper: another number draws other questions."""

    def faults(self) -> Iterator[Fault]:
        given = [key for key in WHAT if getattr(self, key)]
        if len(given) != 1:
            last = max(given, key=lambda key: self.provenance.place((key,)), default=None)
            yield Fault((last,) if last else (), Code.EXACTLY_ONE, {"keys": ", ".join(WHAT)})
        if self.items is not None and (self.exam or self.cards or self.confirm):
            yield Fault(("items",), Code.FIXED_NUMBER)
        if self.due < self.opens:
            about = {"later": "due", "value": self.due, "earlier": "opens", "other": self.opens}
            yield Fault(("due",), Code.DAYS_REVERSED, about)
