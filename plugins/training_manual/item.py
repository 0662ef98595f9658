"""What every block and every question has in common; each kind adds its own fields."""

from __future__ import annotations

from abc import abstractmethod
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from training_manual.interaction import Interaction
from training_manual.reading.scalars import (
    Aside,
    BlockRef,
    Count,
    Difficulty,
    Flag,
    Id,
    Line,
    Plain,
    Reason,
    RoleRef,
    SourceRef,
    SyllabusRef,
    TagRef,
    Word,
)
from training_manual.reading.typed import Record

Covers = Annotated[tuple[SyllabusRef, ...], Field(max_length=4)]

Advice = Literal[
    "longest-right",
    "key-position",
    "same-truth",
    "negated-stem",
    "all-of-the-above",
    "near-duplicate",
    "reread-elsewhere",
    "not-measured",
    "not-asked",
    "literal-figure",
    "term-wording",
    "half-width-mark",
    "no-recovery",
    "unmet-critical",
]
"""Codes of advice on teaching (problem.py), which authors may silence."""


class Silence(Record):
    """Advice of `check` that does not hold here."""

    code: Annotated[Advice, Aside()]
    """What `check` prints in brackets."""
    why: Reason
    """Why it may stay, for who edits this next; readers never see it."""


Silenced = Annotated[tuple[Silence, ...], Aside()]


class Block(Record):
    """One thing a reader meets on a page; the base of every block kind."""

    id: Id
    """The block's name in this chapter; keep it when you move or reword the block."""
    kind: str
    """The kind of block; it decides which further fields there are."""
    title: Plain | None = None
    """The heading above the block."""
    covers: Covers = ()
    """Syllabus items this block really teaches, four at most."""
    sources: Annotated[tuple[SourceRef, ...], Aside()] = ()
    """Where the facts come from (sources.yml)."""
    audience: Annotated[tuple[RoleRef, ...], Aside()] = ()
    """Roles that need this block; leave out for everybody."""
    was: Annotated[tuple[Word, ...], Aside()] = ()
    """Earlier addresses of this block (chapter#block), so that editions can follow it."""
    silenced: Silenced = ()
    """Advice that does not hold for this block."""


class Question(Record):
    """One question of a pool; the base of every question kind."""

    id: Id
    """The question's name, unique in the whole manual; keep it when you move or reword the question."""
    kind: str
    """The kind of question; it decides which further fields there are."""
    prompt: Line
    """What is asked."""
    difficulty: Difficulty
    """1 easy, 2 medium, 3 hard."""
    tags: Annotated[tuple[TagRef, ...], Aside()] = ()
    """Competencies this question belongs to (tags.yml)."""
    objective: Annotated[Id | None, Aside()] = None
    """The objective of the chapter this question measures."""
    reread: Annotated[BlockRef, Aside()]
    """The exact block to read again after a wrong answer."""
    covers: Covers = ()
    """Syllabus items this question tests, four at most."""
    explain: Line | None = None
    """The why, shown after answering."""
    hint: Line | None = None
    """Help on request."""
    points: Annotated[Count, Aside()] = 1
    """What a full answer is worth."""
    time_s: Annotated[Count | None, Aside()] = None
    """Suggested seconds, for timed tests."""
    critical: Flag = False
    """Safety, no blame, escalation: a path test is not passed while this is wrong."""
    use: Literal["practice", "exam"] = "practice"
    """practice: shown on practice pages. exam: kept for sealed exams, on no page."""
    was: Annotated[tuple[Word, ...], Aside()] = ()
    """Earlier ids of this question."""
    silenced: Silenced = ()
    """Advice that does not hold for this question."""

    marks_itself: ClassVar[bool] = True
    """False where somebody must judge the answer: then it is for practice and for a trainer, not for an open test."""
    hand: ClassVar[str | None] = None
    """A template of its own where the interaction's usual one does not fit."""

    @abstractmethod
    def interaction(self) -> Interaction:
        """The question lowered to one of the six interactions: a public half and a key."""
