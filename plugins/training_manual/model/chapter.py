"""Chapters with their sections, and the pools of questions that belong to them."""

from __future__ import annotations

from typing import Annotated, Literal

from training_manual.blocks.objectives import Objective
from training_manual.item import Block, Question, Silenced
from training_manual.reading.scalars import Aside, ChapterRef, Count, Id, Line, PartRef, Plain, Word
from training_manual.reading.typed import Record


class Section(Record):
    """A part of a chapter with a heading of its own."""

    id: Id
    """The section's name, unique among the chapter's sections and blocks."""
    title: Plain
    """The heading."""
    blocks: tuple[Block, ...] = ()
    """What stands in it; each block has a `kind`."""
    was: Annotated[tuple[Word, ...], Aside()] = ()
    """Earlier names of this section (section, or chapter#section), so that editions can follow it."""
    silenced: Silenced = ()
    """Advice that does not hold for this section itself; its blocks have their own."""


class Chapter(Record):
    """One chapter: one file, one page."""

    id: Id
    """The chapter's name and file name."""
    part: PartRef
    """The part it belongs to (parts.yml)."""
    number: Annotated[Count, Aside()]
    """Its number in the whole manual; it orders the chapters. That of an annex only orders the annexes."""
    title: Plain
    """The heading of the page."""
    summary: Line
    """What it is about, in one sentence."""
    minutes: Annotated[Count, Aside()]
    """How long reading takes."""
    state: Literal["ready", "stub", "annex"] = "ready"
    """stub: planned, only authors see it. annex: a guide behind the chapters, without questions, on nobody's path."""
    objectives: tuple[Objective, ...]
    """What a reader can do afterwards; [] in an annex."""
    sections: tuple[Section, ...] = ()
    """The sections; none in a stub."""
    was: Annotated[tuple[Word, ...], Aside()] = ()
    """Earlier ids of this chapter, so that editions can follow it."""
    silenced: Silenced = ()
    """Advice that does not hold for the chapter's own words and objectives; sections and blocks have their own."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for section in self.sections for block in section.blocks)


class Pool(Record):
    """quizzes/<chapter>.yml: the questions of one chapter."""

    chapter: ChapterRef
    """The chapter they belong to; also the file's name."""
    questions: tuple[Question, ...] = ()
    """The questions; each has a `kind`."""
    silenced: Silenced = ()
    """Advice that does not hold for the pool as a whole; questions have their own."""
