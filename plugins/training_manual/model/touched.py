"""What an edition asks people to read, to confirm and to answer again: told by tags, as their records are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from training_manual.item import Question
from training_manual.model.edition import Edition
from training_manual.model.manual import Manual
from training_manual.reading.typed import Record
from training_manual.wording import full_block_ref

What = Literal["added", "material"]
WORKING = "working"
"""What the manual's sources are called while they differ from every release."""


@dataclass(frozen=True)
class Touched:
    """What is otherwise in one edition than in the one before it, of what the manual still has."""

    edition: str
    """A release, or WORKING for what comes after the latest."""
    sections: Mapping[str, What] = field(default_factory=dict)
    """By `chapter#section`, in the order of the manual."""
    questions: tuple[str, ...] = ()
    """Practice questions that are new, changed, or measure what is."""

    def __bool__(self) -> bool:
        return bool(self.sections or self.questions)


def name_of(manual: Manual) -> str:
    """What this manual is called on pages of assigned work."""
    return manual.lineage.edition or WORKING


def touched(manual: Manual) -> tuple[Touched, ...]:
    """The sources, while they ask for more than the latest release does, then every release, the latest first.

    `lineage.since` is known for the present manual alone; an assignment outlives the edition it was written in.
    """
    editions = manual.lineage.editions
    if not editions:
        return ()
    steps = [_between(manual, one, two) for one, two in pairwise(editions)]
    sources = _between(manual, editions[-1], None)
    first = Touched(editions[0].number)
    return (*((sources,) if sources else ()), *reversed([first, *steps]))


def latest_touched(manual: Manual) -> Touched:
    """What headquarters means by «the changes»: those of the latest release; after the first one, of the sources."""
    editions = manual.lineage.editions
    wanted = editions[-1].number if len(editions) > 1 else WORKING
    return next((one for one in touched(manual) if one.edition == wanted), Touched(wanted))


def _between(manual: Manual, old: Edition, new: Edition | None) -> Touched:
    """`new`: a release; None for the manual as it stands."""
    now = {**manual.tags, **manual.section_tags} if new is None else _tags(new)
    step = _Step(manual, _tags(old), now)
    sections = {
        ref: step.what(names)
        for chapter in manual.shown_chapters
        for section in chapter.sections
        if step.differs(names := step.names(ref := f"{chapter.id}#{section.id}", section))
    }
    questions = [
        question.id
        for chapter in manual.shown_chapters
        for question in manual.practice(chapter.id)
        if step.asks(question, full_block_ref(question.reread, chapter.id))
    ]
    return Touched(new.number if new else WORKING, sections, tuple(questions))


def _tags(edition: Edition) -> dict[str, str]:
    return {ref: item.tag for ref, item in edition.items.items() if item.tag} | dict(edition.sections)


@dataclass(frozen=True)
class _Step:
    """From one edition to the next: tags by the references each has."""

    manual: Manual
    old: Mapping[str, str]
    new: Mapping[str, str]

    def names(self, ref: str, item: Record) -> tuple[str, ...]:
        return (ref, *self.manual.earlier_names(ref, item))

    def differs(self, names: Iterable[str]) -> bool:
        """Whether the newer one has it, and the older one has it otherwise or not at all."""
        names = tuple(names)
        now = _first(self.new, names)
        return bool(now) and now != _first(self.old, names)

    def what(self, names: Iterable[str]) -> What:
        return "material" if _first(self.old, names) else "added"

    def asks(self, question: Question, target: str) -> bool:
        """A question is touched itself, or by what it measures; one that came later was not asked."""
        own, (chapter, there) = self.names(question.id, question), self.manual.places[target]
        return bool(_first(self.new, own)) and (
            self.differs(own) or self.differs(self.names(target, chapter if there is None else there))
        )


def _first(tags: Mapping[str, str], names: Iterable[str]) -> str:
    return next((tags[name] for name in names if name in tags), "")
