"""What readers are told has changed since earlier editions, and what scripts must know to say who reads again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import chain
from typing import Any

from training_manual.model.edition import SHOWN, Change, Edition, Frozen, Lineage
from training_manual.model.manual import Manual
from training_manual.rendering.renderer import Sheet
from training_manual.wording import full_block_ref


@dataclass(frozen=True)
class Entry:
    """One change as the page lists it; an item that several older editions had differently has several."""

    change: Change
    bases: tuple[str, ...]
    """The editions that had it like this, newest first."""


def entries(manual: Manual) -> tuple[Entry, ...]:
    """Every change readers are told of, since every edition, in the order of the manual."""
    lineage = manual.lineage
    if lineage.present is None:
        return ()
    places = {ref: place for place, ref in enumerate(lineage.present.items)}
    found: dict[str, list[tuple[float, Change, list[str]]]] = defaultdict(list)
    for base in bases(lineage):
        last = -1.0
        for change in lineage.since[base]:
            last = float(places[change.ref]) if change.new else last + 1e-6
            if not is_told(manual, change):
                continue
            same = next((names for _, other, names in found[change.ref] if _is_same(other, change)), None)
            if same is None:
                found[change.ref].append((last, change, [base]))
            else:
                same.append(base)
    return tuple(
        Entry(change, tuple(names))
        for _, change, names in sorted(chain.from_iterable(found.values()), key=lambda row: row[0])
    )


def changes_told(manual: Manual) -> tuple[Change, ...]:
    """Those since the edition this is compared with at first."""
    return tuple(change for change in manual.lineage.changes if is_told(manual, change))


def bases(lineage: Lineage) -> tuple[str, ...]:
    """The editions somebody may have read before this one, newest first."""
    earlier = lineage.editions if lineage.is_draft else lineage.editions[:-1]
    return tuple(edition.number for edition in reversed(earlier))


def is_told(manual: Manual, change: Change) -> bool:
    item = change.item
    if item.group not in SHOWN or (item.group in ("chapter", "section") and change.what in ("added", "removed")):
        return False  # what stands in a new chapter or section is told itself
    chapter = manual.chapter_by_id.get(item.chapter)
    return chapter is None or chapter.state != "stub"


def _is_same(one: Change, other: Change) -> bool:
    if one.ref != other.ref or one.what != other.what or one.moved != other.moved:
        return False
    a, b = one.old, other.old
    if a is None or b is None:
        return a is b
    return (a.ref, a.tag, a.print, a.prints, a.texts, a.facts) == (b.ref, b.tag, b.print, b.prints, b.texts, b.facts)


def changes_data(sheet: Sheet) -> dict[str, Any]:
    """`{edition, base, bases, released, sections, entries, roles}`; of texts only titles. `{}` without a base."""
    manual = sheet.renderer.manual
    lineage = manual.lineage
    if lineage.base is None:
        return {}
    listed, homes = entries(manual), _sections(lineage)
    held = dict.fromkeys(ref for entry in listed if (ref := homes.get(section_of(entry.change.item), "")))
    return {
        "edition": lineage.edition or "",
        "base": lineage.base.number,
        "bases": list(bases(lineage)),
        "released": {edition.number: _moment(edition.released) for edition in lineage.editions},
        "sections": {ref: _section_data(lineage, ref) for ref in held},
        "entries": [_entry_data(sheet, entry, homes) for entry in listed],
        "roles": {role: sheet.words.plain(manual.roles[role].name) for role in manual.paths},
    }


def _moment(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp() * 1000)


def section_of(item: Frozen) -> str:
    return f"{item.chapter}#{item.section}" if item.group == "block" else item.ref if item.group == "section" else ""


def _section_data(lineage: Lineage, ref: str) -> dict[str, Any]:
    present = lineage.present
    assert present is not None
    item = present.items.get(ref)
    names = (ref, *item.was) if item else (ref,)
    then = {e.number: next((e.sections[n] for n in names if n in e.sections), "") for e in lineage.editions}
    return {"was": names[1:], "tag": present.sections.get(ref, ""), "tags": {n: tag for n, tag in then.items() if tag}}


def _sections(lineage: Lineage) -> dict[str, str]:
    """What each section is called now, by every name it ever had; what was removed with its section has none."""
    items = lineage.present.items.values() if lineage.present else ()
    return {name: item.ref for item in items if item.group == "section" for name in (*item.was, item.ref)}


def _entry_data(sheet: Sheet, entry: Entry, homes: Mapping[str, str]) -> dict[str, Any]:
    change, item = entry.change, entry.change.item
    manual = sheet.renderer.manual
    present = manual.lineage.present
    assert present is not None
    return {
        "ref": change.ref,
        "group": item.group,
        "from": entry.bases,
        "what": change.what,
        "moved": change.moved,
        "section": homes.get(section_of(item), ""),
        "chapter": item.chapter,
        "roles": item.roles,
        "minutes": minutes_of(present, change),
        "url": address(sheet, change),
        "title": sheet.renderer.revisions.in_words(item.title),
        "questions": asking(manual, change),
        "tag": item.tag if change.new else "",
        "was": item.was if change.new else (),
    }


def minutes_of(present: Edition, change: Change) -> float:
    return round(present.cost(change.new), 1) if change.new and change.new.group == "block" else 0


def address(sheet: Sheet, change: Change) -> str:
    """Where the changed item stands now; "" where it is gone or readers cannot go."""
    item = change.new
    if item is None:
        return ""
    match item.group:
        case "question":
            practice = sheet.url(f"practice:{item.chapter}")
            return f"{practice}#{item.ref}" if practice else ""
        case "card" | "sheet" | "rehearsal":
            return sheet.url(f"card:{item.ref.partition('.')[0]}")
        case "form":
            return sheet.url(f"form:{item.ref}")
        case "term":
            return f"{sheet.url('glossary')}#{item.ref.removeprefix('terms.')}"
        case _:
            return sheet.url(item.ref)


def asking(manual: Manual, change: Change) -> list[str]:
    """The practice questions that send readers to a changed block or to its section."""
    if change.new is None or change.new.group != "block":
        return []
    targets = {change.ref, section_of(change.new)}
    return [
        question.id
        for chapter in manual.shown_chapters
        for question in manual.practice(chapter.id)
        if full_block_ref(question.reread, chapter.id) in targets
    ]
