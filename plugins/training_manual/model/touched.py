"""What an edition asks people to read, to confirm and to answer again: told by tags, on which their records hang too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from training_manual.model.edition import Edition
from training_manual.model.manual import Manual
from training_manual.wording import full_block_ref

WORKING = "working"
"""What the manual's sources are called while they differ from every release."""


@dataclass(frozen=True)
class Touched:
    """What is otherwise in one edition than in the one before it, of what the manual still has."""

    edition: str
    """A release, or WORKING for what comes after the latest."""
    sections: Mapping[str, Literal["added", "material"]] = field(default_factory=dict)
    """By `chapter#section`, in the order of the manual."""
    questions: tuple[str, ...] = ()
    """Practice questions that are new, changed, or measure what is."""


def name_of(manual: Manual) -> str:
    """What this manual is called on pages of assigned work."""
    return manual.lineage.edition or WORKING


def touched(manual: Manual) -> tuple[Touched, ...]:
    """Of the sources as they are if they are no release, then of every release but the first, the latest before all.

    `lineage.since` is known for the present manual alone; an assignment outlives the edition it was written in.
    """
    editions = manual.lineage.editions
    steps = [_between(manual, one, two) for one, two in zip(editions, editions[1:], strict=False)]
    if editions:
        steps.append(_between(manual, editions[-1], None))
    return tuple(step for step in reversed(steps) if step.sections or step.questions)


def latest_touched(manual: Manual) -> Touched:
    """What headquarters means by «the changes»: those of the latest release; without one, of the sources."""
    editions, found = manual.lineage.editions, touched(manual)
    wanted = editions[-1].number if len(editions) > 1 else WORKING
    return next((one for one in found if one.edition == wanted), Touched(wanted))


def _between(manual: Manual, old: Edition, new: Edition | None) -> Touched:
    """`new`: a release; None for the manual as it stands."""
    tags = manual.tags if new is None else _tags(new)
    sections = manual.section_tags if new is None else new.sections
    before, sections_before = _tags(old), old.sections
    changed: dict[str, Literal["added", "material"]] = {}
    for chapter in manual.shown_chapters:
        for section in chapter.sections:
            names = [f"{one}#{section.id}" for one in (chapter.id, *chapter.was)]
            was, now = _first(sections_before, names), _first(sections, names)
            if now and now != was:
                changed[names[0]] = "material" if was else "added"

    def is_touched(names: Iterable[str]) -> bool:
        now = _first(tags, names := tuple(names))
        return bool(now) and now != _first(before, names)

    questions = []
    for chapter in manual.shown_chapters:
        homes = (chapter.id, *chapter.was)
        for question in manual.practice(chapter.id):
            own = (question.id, *question.was)
            target = full_block_ref(question.reread, chapter.id)
            home, _, name = target.partition("#")
            there = manual.places[target][1]
            earlier = getattr(there, "was", ())
            homes = (home, *manual.chapter_by_id[home].was)
            blocks = [one if "#" in one else f"{home}#{one}" for home in homes for one in (name, *earlier)]
            # A question that came later was not asked in that edition.
            if _first(tags, own) and (is_touched(own) or target in changed or is_touched(blocks)):
                questions.append(question.id)
    return Touched(new.number if new else WORKING, changed, tuple(questions))


def _tags(edition: Edition) -> dict[str, str]:
    return {ref: item.tag for ref, item in edition.items.items() if item.tag}


def _first(tags: Mapping[str, str], names: Iterable[str]) -> str:
    return next((tags[name] for name in names if name in tags), "")
