"""The short files of a manual: parts, roles, terms, sources, syllabus, tags and the shared rubric."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from training_manual.reading.scalars import (
    Aside,
    ChapterRef,
    Count,
    Flag,
    Id,
    Line,
    Plain,
    TermRef,
    Word,
)
from training_manual.reading.typed import Record


class Part(Record):
    """A part of the manual; chapters say which part they belong to."""

    id: Id
    """The part's name."""
    title: Plain
    """What stands in the navigation."""


class Role(Record):
    """Somebody's work in the franchise."""

    id: Id
    """The role's name."""
    name: Plain
    """What the role is called."""
    path: tuple[ChapterRef, ...] = ()
    """The chapters this role reads, in order; roles with a path are offered on the home page."""


class Term(Record):
    """A word of the trade, for the glossary and for tap-to-open definitions."""

    id: Id
    """The term's name; `[[id]]` in any text shows and links it."""
    name: Plain
    """The one wording the manual uses."""
    english: Word | None = None
    """The English word, shown beside the name."""
    pinyin: Word | None = None
    """Syllables without tones, parted by spaces; it orders the Chinese glossary."""
    also: tuple[Word, ...] = ()
    """Other wordings people search for."""
    avoid: tuple[Word, ...] = ()
    """Wordings the manual does not use for it; `check` finds them, inside another term's name they may stand."""
    definition: Line
    """One or two plain sentences."""
    not_to_confuse: Line | None = None
    """What it is mistaken for."""
    see: tuple[TermRef, ...] = ()
    """Related terms."""
    read: Word | None = None
    """Where it is taught: a chapter, or chapter#block."""


class Source(Record):
    """Where a fact comes from."""

    id: Id
    """The source's name."""
    author: Plain
    """Who wrote or measured it."""
    title: Plain
    """What it is called."""
    year: Plain
    """When."""
    kind: Literal["study", "book", "article", "standard", "law", "training"]
    """What it is."""
    checked: Literal["original", "secondary", "none"]
    """Whether somebody looked at the original, at a page quoting it, or at nothing."""
    note: Line
    """What to know before quoting it."""


class SyllabusItem(Record):
    """One thing that must be taught."""

    id: Word
    """Its number on HQ's list, such as B-51; blocks, questions and cards name it in `covers`."""
    topic: Line
    """What it is about."""


class Competency(Record):
    """Something staff must be able to do; questions and role plays of any chapter belong to it."""

    id: Id
    """The tag: questions and role plays name it in `tags`, path tests in `blueprint`."""
    name: Plain
    """What it is called."""


class RubricRow(Record):
    """One behaviour an observer scores 0, 1 or 2."""

    id: Id
    """The row's name; scores hang on it."""
    behaviour: Line
    """What to look for."""
    critical: Flag = False
    """0 here means not passed."""
    zero: Line
    """What 0 looks like."""
    one: Line
    """What 1 looks like."""
    two: Line
    """What 2 looks like."""


class Rubric(Record):
    """rubric.yml: the rows every role-play card shares."""

    pass_share: Annotated[Count, Aside()]
    """Percent of the points that pass."""
    stop_word: Plain
    """Whoever says it ends the play at once."""
    rows: Annotated[tuple[RubricRow, ...], Field(min_length=1)]
    """The shared rows."""
