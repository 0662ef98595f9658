"""Releases an edition: headquarters' verdicts on changes of words, and what follows from them for revision tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from training_manual.identity import section_tag
from training_manual.model.decision import Decisions
from training_manual.model.edition import Change, Edition, Frozen, Lineage, Verdict
from training_manual.problem import Code, Place, Problem, closest


@dataclass(frozen=True)
class Judgement:
    """What headquarters says of one change."""

    verdict: Verdict | None = None
    note: Mapping[str, str] = field(default_factory=dict)


Judged = Mapping[str, Judgement]
"""By reference."""


def undecided(lineage: Lineage) -> tuple[Change, ...]:
    """Changes of words since the latest release that somebody has to judge."""
    return tuple(change for change in lineage.since_latest if change.undecided)


def judged_in(decisions: Decisions) -> Judged:
    """The verdicts of a decisions file."""
    return {one.item: Judgement(one.verdict, one.note) for one in decisions.changes}


def decision_problems(decisions: Decisions, lineage: Lineage, languages: tuple[str, ...]) -> Iterator[Problem]:
    """What is wrong with a decisions file, each with its place."""
    changes = {change.ref: change for change in lineage.since_latest}
    said = {one.item for one in decisions.changes}
    whole = decisions.provenance
    first: dict[str, Place] = {}
    for at, one in enumerate(decisions.changes):
        place = whole.place(("changes", at, "item"))
        about = {"item": one.item}
        if one.item in first:
            yield Problem(place, Code.DUPLICATE_ID, {"id": one.item, "first": str(first[one.item])})
        first.setdefault(one.item, place)
        change = changes.get(one.item)
        if change is None:
            yield Problem(place, Code.NOT_CHANGED, about, closest(one.item, changes))
            continue
        if one.verdict and not change.undecided:
            yield Problem(whole.place(("changes", at, "verdict")), Code.VERDICT_NOT_ASKED, about | _why_not(change))
        if one.wording and change.new and one.wording != change.new.print:
            yield Problem(whole.place(("changes", at, "wording")), Code.OTHER_WORDS_JUDGED, about)
        if change.undecided and not one.verdict:
            yield Problem(place, Code.NO_VERDICT, about)
        if one.verdict == "material" and not one.note:
            yield Problem(place, Code.NO_NOTE, about)
        yield from _untold(one.note, languages, one.item, whole.place(("changes", at, "note")))
    yield from _untold(decisions.note, languages, decisions.edition, whole.place(("note",)))
    for change in undecided(lineage):
        if change.ref not in said:
            yield Problem(Place(whole.place().file), Code.NO_VERDICT, {"item": change.ref})


def _why_not(change: Change) -> dict[str, str]:
    words = {
        "added": ("是新增的", "it is new"),
        "removed": ("已经删去", "it was removed"),
        "moved": ("只换了地方", "it only stands elsewhere"),
        "material": ("规矩本身变了，一定要重读", "its structure has changed, it is read again in any case"),
        "words": ("只改了译文或记号", "only a translation or marks have changed"),
    }
    zh, en = words[change.what]
    if change.what == "words" and change.new and not change.new.tag:
        zh, en = "没有人的学习记录挂在它上面", "nobody's record hangs on it"
    return {"zh_why": zh, "why": en}


def _untold(note: Mapping[str, str], languages: tuple[str, ...], item: str, place: Place) -> Iterator[Problem]:
    for language in languages if note else ():
        if language not in note:
            yield Problem(place, Code.NOTE_NOT_TRANSLATED, {"item": item, "language": language})


def release(lineage: Lineage, present: Edition, judged: Judged, **facts: object) -> Edition:
    """`present` as a release; `facts` are the further fields of Edition: number, effective, approved_by and so on."""
    items = {ref: _judged(item, judged.get(ref), lineage.editions) for ref, item in present.items.items()}
    gone = {ref: dict(said.note) for ref, said in judged.items() if ref not in items and said.note}
    return replace(present, items=items, sections=_sections(present, items), gone=gone, **facts)  # type: ignore[arg-type]


def _judged(item: Frozen, said: Judgement | None, editions: tuple[Edition, ...]) -> Frozen:
    if said is None:
        return item
    tag = _risen(item, editions) if said.verdict == "material" else item.tag
    return replace(item, tag=tag, verdict=said.verdict, note=dict(said.note))


def _risen(item: Frozen, editions: tuple[Edition, ...]) -> str:
    """A tag that no edition has had: one more than any bump so far."""
    names = (item.ref, *item.was)
    bumps = [int(found.tag.partition("-")[0]) for e in editions for name in names if (found := e.items.get(name))]
    return f"{max(bumps, default=0) + 1}-{item.tag.partition('-')[2]}"


def _sections(present: Edition, items: Mapping[str, Frozen]) -> dict[str, str]:
    """Of the sections only those have another tag in which a verdict has given a block one."""
    risen = {
        f"{item.chapter}#{item.section}"
        for ref, item in items.items()
        if item.group == "block" and item.tag != present.items[ref].tag
    }
    own = {
        ref: section_tag({block.partition("#")[2]: items[block].tag for block in present.blocks[ref]}) for ref in risen
    }
    return {**present.sections, **own}


def date_of(text: str) -> date | None:
    """A day as 2026-12-01; None for anything else."""
    try:  # Python would also take 20261201 and weeks
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None
