"""What is to be read and confirmed: notices, the sections an edition has changed, and every other one."""

from __future__ import annotations

from typing import Any

from training_manual.model.touched import Touched, touched
from training_manual.rendering.renderer import Sheet


def confirm_data(sheet: Sheet) -> dict[str, Any]:
    """`[{ref, title, chapter, number, url, tag, roles, what, was}]`: notices in force, then the manual's order.

    `what`: notice; added or material, by what the sources change, and while they change nothing by what the latest
    release did; whole for the rest.
    """
    manual, plain = sheet.renderer.manual, sheet.words.plain
    changed = next(iter(touched(manual)), Touched("")).sections
    notices = [
        {
            "ref": f"notices.{notice.id}",
            "title": plain(notice.title),
            "chapter": "",
            "number": 0,
            "url": sheet.url("home"),
            "tag": manual.tags[f"notices.{notice.id}"],
            "roles": list(notice.roles),
            "what": "notice",
            "was": [],
        }
        for notice in manual.notices
    ]
    sections = [
        {
            "ref": ref,
            "title": plain(section.title),
            "chapter": chapter.id,
            "number": chapter.number,
            "url": sheet.url(ref),
            "tag": manual.section_tags[ref],
            "roles": [role for role, path in manual.paths.items() if chapter in path],
            "what": changed.get(ref, "whole"),
            "was": [f"{earlier}#{section.id}" for earlier in chapter.was],
        }
        for chapter in manual.shown_chapters
        for section in chapter.sections
        for ref in (f"{chapter.id}#{section.id}",)
    ]
    return {"sections": [*notices, *sections]}
