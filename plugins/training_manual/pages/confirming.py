"""The page where people confirm, section by section, that they have read and understood the manual as it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import Any

from training_manual.model.chapter import Chapter, Section
from training_manual.model.manual import Manual
from training_manual.model.notice import Notice
from training_manual.pages.page import Page, page_of
from training_manual.rendering.addresses import CONFIRM, HOME
from training_manual.rendering.renderer import Renderer, Sheet


def confirm_pages(renderer: Renderer) -> Iterator[Page]:
    """One; without a single release there is nothing that anybody could be held to."""
    sheet = renderer.on(CONFIRM)
    if not sheet.url("confirm"):
        return
    data = confirm_data(sheet)
    body = partial(
        sheet.template,
        "pages/confirm.html",
        data=data,
        notices=renderer.manual.notices,
        touched=_by_chapter(data, "added", "material"),
        whole=_by_chapter(data, "whole"),
    )
    yield page_of(sheet, "confirm", renderer.say("confirm.title"), body, parent=HOME, in_search=False)


def confirm_data(sheet: Sheet) -> dict[str, Any]:
    """`{edition, base, sections: [{ref, title, chapter, number, url, tag, roles, what, was}], roles}`.

    Notices stand in front. what: notice, added, material (otherwise than in the edition this one is compared with),
    whole (as it was there).
    """
    manual = sheet.renderer.manual
    sections = [_section(sheet, chapter, section) for chapter in manual.shown_chapters for section in chapter.sections]
    return {
        "edition": manual.lineage.edition or "",
        "base": manual.lineage.base.number if manual.lineage.base else "",
        "sections": [*(_notice(sheet, notice) for notice in manual.notices), *sections],
        "roles": {role: sheet.words.plain(manual.roles[role].name) for role in manual.paths},
    }


def _notice(sheet: Sheet, notice: Notice) -> dict[str, Any]:
    ref = f"notices.{notice.id}"
    return {
        "ref": ref,
        "title": sheet.words.plain(notice.title),
        "chapter": "",
        "number": 0,
        "url": f"{sheet.url('confirm')}#{ref}",
        "tag": sheet.renderer.manual.tags[ref],
        "roles": notice.roles,
        "what": "notice",
        "was": [],
    }


def _section(sheet: Sheet, chapter: Chapter, section: Section) -> dict[str, Any]:
    manual, ref = sheet.renderer.manual, f"{chapter.id}#{section.id}"
    was = manual.earlier_names(ref, section)
    return {
        "ref": ref,
        "title": sheet.words.plain(section.title),
        "chapter": chapter.id,
        "number": chapter.number,
        "url": sheet.url(ref),
        "tag": manual.section_tags[ref],
        "roles": _roles(manual, chapter, section),
        "what": _what(manual, (ref, *was)),
        "was": was,
    }


def _what(manual: Manual, names: tuple[str, ...]) -> str:
    """Told by tags, on which confirmations hang: what has to be confirmed again is always among what is touched."""
    if manual.lineage.base is None:
        return "whole"
    before = next((tag for name in names if (tag := manual.lineage.base.sections.get(name))), None)
    return "added" if before is None else "whole" if before == manual.section_tags[names[0]] else "material"


def _roles(manual: Manual, chapter: Chapter, section: Section) -> list[str]:
    """Those whose path leads through the chapter; fewer where every block is for some of them alone."""
    walking = [role for role, path in manual.paths.items() if chapter in path]
    if section.blocks and all(block.audience for block in section.blocks):
        wanted = {role for block in section.blocks for role in block.audience}
        return [role for role in walking if role in wanted] or sorted(wanted)
    return walking


def _by_chapter(data: dict[str, Any], *what: str) -> list[tuple[str, list[dict[str, Any]]]]:
    chosen = [section for section in data["sections"] if section["what"] in what]
    return [(chapter, list(rows)) for chapter, rows in groupby(chosen, lambda section: section["chapter"])]
