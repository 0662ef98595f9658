"""The pages that tell a learner how far they are: my progress, and the sheet of it to print and sign."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from training_manual.model.rehearsal import rehearsing
from training_manual.pages.items import items_data
from training_manual.pages.page import Page, page_of
from training_manual.rendering.addresses import COMPLETION, PROGRESS
from training_manual.rendering.renderer import Html, Renderer, Sheet

_LOOKED_AT = ("id", "tag", "was", "chapter", "objective", "tags", "prompt")


def progress_pages(renderer: Renderer) -> Iterator[Page]:
    """Both; every figure on them comes from the record on the device, so without script they hold links and words."""
    for kind, path in (("progress", PROGRESS), ("completion", COMPLETION)):
        yield _page(renderer.on(path), kind)


def _page(sheet: Sheet, kind: str) -> Page:
    def body() -> Html:
        return sheet.template(f"pages/{kind}.html", data=_data(sheet))

    return page_of(sheet, kind, sheet.renderer.say(f"{kind}.title"), body, in_search=False)


def _data(sheet: Sheet) -> dict[str, Any]:
    """The manual's items; `paths`, the chapters of each role; `sets`, what attempts are kept under."""
    manual = sheet.renderer.manual
    data = items_data(sheet, manual.shown_chapters)
    for chapter in data["chapters"]:  # a whole manual on one page: no more of it than is looked at
        chapter["items"] = [{key: item[key] for key in _LOOKED_AT} for item in chapter["items"]]
    paths = {role.id: role.path for role in manual.roles.values() if role.path}
    return data | {"paths": paths, "sets": _sets(sheet)}


def _sets(sheet: Sheet) -> dict[str, dict[str, str]]:
    manual = sheet.renderer.manual
    sets: dict[str, dict[str, str]] = {}
    for chapter in manual.shown_chapters:
        title = sheet.renderer.say("test.chapter_title", n=chapter.number, title=sheet.words.plain(chapter.title))
        named = {"title": title, "url": sheet.url(f"chapter-test:{chapter.id}")}
        sets |= {f"{name}/test": named for name in (*chapter.was, chapter.id)}
    for exam in manual.shown_exams:
        named = {"title": sheet.words.plain(exam.title), "url": sheet.url(f"test:{exam.id}")}
        sets |= {f"tests/{name}": named for name in (*exam.was, exam.id)}
    for card in manual.role_plays.values():
        named = {"title": f"{card.code} {sheet.words.plain(card.title)}", "url": sheet.url(f"card:{card.id}")}
        sets |= {f"sheet:{name}": named for name in (*card.was, card.id)}
        sets |= {rehearsing(name): named for name in (*card.was, card.id)}
    return sets
