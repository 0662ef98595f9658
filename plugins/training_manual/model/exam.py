"""Path tests: which questions a paper is drawn from, and how it is made up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, NamedTuple

from training_manual.item import Question
from training_manual.model.blueprint import Jam, columns, jam
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import (
    Aside,
    AtLeastOne,
    ChapterRef,
    Count,
    Id,
    Percent,
    Plain,
    RoleRef,
    Secret,
    TagRef,
    Word,
)
from training_manual.reading.typed import Record


class DifficultyShares(Record):
    """How hard a paper is, in percent of its questions; together 100."""

    easy: Percent
    """Percent of difficulty 1."""
    medium: Percent
    """Percent of difficulty 2."""
    hard: Percent
    """Percent of difficulty 3."""


class BlueprintRow(Record):
    """So many questions of the paper are drawn under one tag."""

    tag: TagRef
    """The competency (tags.yml)."""
    items: AtLeastOne
    """How many questions; one question fills one row only."""


class PaperRow(NamedTuple):
    """So many questions of a paper that have one thing in common."""

    tag: str | None
    """None: critical questions."""
    items: int

    @property
    def name(self) -> str:
        return self.tag or "critical"

    @property
    def data(self) -> dict[str, object]:
        """For scripts that draw a paper."""
        return {"n": self.items, **({"tag": self.tag} if self.tag else {"critical": True})}

    def takes(self, question: Question) -> bool:
        return question.critical if self.tag is None else self.tag in question.tags


class Exam(Record):
    """quizzes/exams/<id>.yml: a test over several chapters."""

    id: Id
    """The test's name and file name."""
    title: Plain
    """What it is called."""
    role: RoleRef | None = None
    """The role whose path it closes: the questions of the chapters on its path (roles.yml)."""
    chapters: tuple[ChapterRef, ...] = ()
    """Instead of `role`: the chapters whose questions are asked."""
    use: Literal["practice", "exam"] = "practice"
    """practice: an open test of questions from the practice pages. exam: a sealed one, of questions kept for it."""
    items: AtLeastOne = 30
    """How many questions a paper has."""
    difficulty: DifficultyShares | None = None
    """Percent of easy, medium and hard questions; 40, 40 and 20 where left out."""
    blueprint: tuple[BlueprintRow, ...] = ()
    """So many questions under these tags at least; the rest is free."""
    critical: Count = 0
    """So many critical questions at least, besides those that fill a row of the blueprint."""
    pass_share: Percent = 80
    """Percent of the points that pass, where every critical question is right too."""
    minutes: Count | None = None
    """Time for the whole paper; leave out for none."""
    was: Annotated[tuple[Word, ...], Aside()] = ()
    """Earlier ids of this test."""
    secret: Annotated[Secret | None, Aside()] = None
    """Of a sealed exam: random letters that its opening code is worked out from; `exam secret` writes them."""

    @property
    def shares(self) -> tuple[int, int, int]:
        """Percent by difficulty, easy first."""
        given = self.difficulty
        return (given.easy, given.medium, given.hard) if given else (40, 40, 20)

    @property
    def quotas(self) -> dict[int, int]:
        """How many questions of each difficulty a paper has."""
        return columns(self.items, self.shares)

    @property
    def rows(self) -> tuple[PaperRow, ...]:
        """The rows of the blueprint, and one for critical questions."""
        rows = tuple(PaperRow(row.tag, row.items) for row in self.blueprint)
        return (*rows, PaperRow(None, self.critical)) if self.critical else rows

    def jam(self, pool: Sequence[Question]) -> Jam | None:
        """What keeps a paper from being drawn from `pool`; None where it can be."""
        rows = [(row.items, [i for i, question in enumerate(pool) if row.takes(question)]) for row in self.rows]
        return jam([question.difficulty for question in pool], rows, self.quotas)

    def faults(self) -> Iterator[Fault]:
        if self.use == "exam" and self.secret is None:
            yield Fault(("use",), Code.NO_SECRET, {"id": self.id})
        if (self.role is None) == (not self.chapters):
            yield Fault(("role",), Code.EXACTLY_ONE, {"keys": "role, chapters"})
        if sum(self.shares) != 100:
            yield Fault(("difficulty",), Code.NOT_A_HUNDRED, {"sum": sum(self.shares)})
        wanted = sum(row.items for row in self.rows)
        if wanted > self.items:
            path = ("blueprint",) if self.blueprint else ("critical",)
            yield Fault(path, Code.BLUEPRINT_TOO_BIG, {"wanted": wanted, "items": self.items})
