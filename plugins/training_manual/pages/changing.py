"""The page of what changed in this edition: old and new wording, why, who reads again and for how long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil

from training_manual.model.edition import SHOWN, Change, Frozen
from training_manual.model.lists import Role
from training_manual.model.manual import Manual
from training_manual.pages.page import Page, page_of
from training_manual.pages.revising import (
    Entry,
    address,
    asking,
    bases,
    changes_data,
    changes_told,
    entries,
    is_told,
    minutes_of,
    section_of,
)
from training_manual.rendering.addresses import CHANGES, chapter_path
from training_manual.rendering.renderer import Html, Renderer, Sheet
from training_manual.rendering.revisions import Told

GROUPS = (("reread", ("material", "added")), ("words", ("words", "moved")), ("removed", ("removed",)))
"""How the page is parted while no script knows the reader."""


@dataclass(frozen=True)
class Shown:
    """An entry ready for the page."""

    entry: Entry
    told: Told
    where: str
    url: str
    earlier: str
    """The page of the old edition where a removed item stood; "" where that is not kept beside this one."""
    questions: list[str]
    cited: list[tuple[str, str]]
    """Address and title of what names it."""
    is_hidden: bool
    """Not changed since the edition this is compared with at first."""


def changes_pages(renderer: Renderer) -> Iterator[Page]:
    """The page of changes; none before there is an edition to compare with."""
    if renderer.manual.lineage.base is None:
        return
    sheet = renderer.on(CHANGES)
    lineage = renderer.manual.lineage
    title = (
        renderer.say("editions.title", n=lineage.edition) if lineage.edition else renderer.say("editions.title.draft")
    )

    def body() -> Html:
        listed = [_shown(sheet, entry) for entry in entries(renderer.manual)]
        groups = [(name, [one for one in listed if one.told.what in whats]) for name, whats in GROUPS]
        return sheet.template(
            "pages/changes.html",
            title=title,
            bases=bases(lineage),
            note=renderer.revisions.in_words(lineage.latest.note) if lineage.edition and lineage.latest else "",
            groups=groups,
            total=len(changes_told(renderer.manual)),
            roles=list(to_reread(renderer.manual)),
            data=changes_data(sheet),
        )

    # What was is no answer to what somebody looks for.
    yield page_of(sheet, "changes", title, body, in_search=False)


def to_reread(manual: Manual) -> Iterator[tuple[Role, int, int]]:
    """For each role with a path: how many blocks it has to read since the last edition, and in how many minutes."""
    present = manual.lineage.present
    assert present is not None
    for role in map(manual.roles.__getitem__, manual.paths):
        mine = [
            change
            for change in changes_told(manual)
            if change.item.group == "block"
            and change.what in ("material", "added")
            and (not change.item.roles or role.id in change.item.roles)
        ]
        yield role, len(mine), ceil(sum(minutes_of(present, change) for change in mine))


def _shown(sheet: Sheet, entry: Entry) -> Shown:
    change, manual = entry.change, sheet.renderer.manual
    base = manual.lineage.base
    assert base is not None
    return Shown(
        entry=entry,
        told=sheet.renderer.revisions.told(change),
        where=_where(sheet, change, entry.bases),
        url=address(sheet, change),
        earlier=_earlier(sheet, entry),
        questions=asking(manual, change),
        cited=list(_cited(sheet, change)),
        is_hidden=base.number not in entry.bases,
    )


def _where(sheet: Sheet, change: Change, names: tuple[str, ...]) -> str:
    """`第 13 章　投诉处理九步`; that of a removed item as it was."""
    say, item, lineage = sheet.renderer.say, change.item, sheet.renderer.manual.lineage
    chapter = sheet.renderer.manual.chapter_by_id.get(item.chapter)
    home: Mapping[str, Frozen] = lineage.present.items if lineage.present else {}
    if change.new is None:
        home = next(edition.items for edition in lineage.editions if edition.number == names[0])
    title = sheet.renderer.revisions.in_words
    said = []
    if chapter:
        words = sheet.words.plain
        said.append(words(chapter.title) if chapter.state == "annex" else say("pages.chapter", n=chapter.number))
    if item.group != "block":
        said.append(say(f"editions.kind.{item.group}"))
    elif (section := home.get(section_of(item))) and title(section.title) != title(item.title):
        said.append(title(section.title))
    return say("pages.gap").join(said)


def _earlier(sheet: Sheet, entry: Entry) -> str:
    old = entry.change.old
    if entry.change.new or old is None or old.group != "block":
        return ""
    last = next(one for one in sheet.renderer.manual.lineage.editions if one.number == entry.bases[0])
    return sheet.then(f"{chapter_path(old.chapter)}#{old.ref.partition('#')[2]}", last)


def _cited(sheet: Sheet, change: Change) -> Iterator[tuple[str, str]]:
    manual = sheet.renderer.manual
    items = manual.lineage.present.items if manual.lineage.present else {}
    for ref in change.cited_by:
        item = items[ref]
        named = Change(None, item, "added", False, (), ())
        if item.group in SHOWN and is_told(manual, change) and (url := address(sheet, named)):
            kind = sheet.renderer.say(f"editions.kind.{item.group}")
            yield url, f"{kind}{sheet.renderer.say('pages.gap')}{sheet.renderer.revisions.in_words(item.title)}"
