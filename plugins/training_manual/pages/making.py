"""Every page of a manual in one language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from training_manual.model.chapter import Chapter
from training_manual.model.lists import Role
from training_manual.model.manual import Manual
from training_manual.pages.annexes import annex_pages
from training_manual.pages.assigning import assigning_pages
from training_manual.pages.changing import changes_pages
from training_manual.pages.confirming import confirm_pages
from training_manual.pages.items import item_tag, item_tags, section_was
from training_manual.pages.moving import moved_pages
from training_manual.pages.page import Heading, Page, page_of
from training_manual.pages.past import past_of
from training_manual.pages.playing import playing_pages
from training_manual.pages.practising import practice_page, review_pages
from training_manual.pages.progressing import progress_pages
from training_manual.pages.recording import record_page
from training_manual.pages.revising import changes_data, changes_told
from training_manual.pages.testing import list_tests, test_pages
from training_manual.rendering.addresses import (
    HOME,
    OFFLINE,
    chapter_path,
    form_path,
)
from training_manual.rendering.renderer import Html, Renderer


def make_pages(renderer: Renderer) -> Iterator[Page]:
    """The pages readers see, home first, in reading order. Each is rendered when its HTML is asked for."""
    manual = renderer.manual
    yield home(renderer)
    for chapter in manual.shown_chapters:
        yield chapter_page(renderer, chapter)
        if manual.practice(chapter.id):
            yield practice_page(renderer, chapter)
    yield from test_pages(renderer)
    yield from review_pages(renderer)
    yield from progress_pages(renderer)
    yield record_page(renderer)
    yield from confirm_pages(renderer)
    yield from playing_pages(renderer)
    yield from assigning_pages(renderer)
    for form in manual.forms:
        yield form_page(renderer, form)
    for chapter in manual.annexes:
        yield chapter_page(renderer, chapter)
    yield from annex_pages(renderer)
    yield from changes_pages(renderer)
    yield offline_page(renderer)
    yield from moved_pages(renderer)


def home(renderer: Renderer) -> Page:
    manual, sheet = renderer.manual, renderer.on(HOME)
    paths = [
        {"role": manual.roles[role], "chapters": chapters, "minutes": sum(chapter.minutes for chapter in chapters)}
        for role, chapters in manual.paths.items()
    ]
    body = partial(
        sheet.template,
        "pages/home.html",
        roles=paths,
        chapters=manual.shown_chapters,
        earlier=partial(section_was, manual),
        cards=list(manual.role_plays.values()),
        forms=list(manual.forms.values()),
        tests=list_tests(sheet),
        items=item_tags(manual),
        terms_count=len(manual.terms),
        annexes=manual.annexes,
        campaigns=len(manual.campaigns),
        notices=manual.notices,
        news=len(changes_told(manual)),
        changes=changes_data(sheet),
    )
    return page_of(sheet, "home", sheet.words.plain(manual.brand.manual.title), body, in_search=False)


def chapter_page(renderer: Renderer, chapter: Chapter) -> Page:
    manual = renderer.manual
    sheet = renderer.on(chapter_path(chapter.id))

    def body() -> Html:
        before = past_of(renderer).aliases(sheet.page)
        return sheet.template(
            "pages/chapter.html",
            chapter=chapter,
            before=before,
            part=manual.part(chapter),
            sections=[
                {
                    "section": s,
                    "tag": manual.section_tags[f"{chapter.id}#{s.id}"],
                    "notices": [n for n in manual.notices if f"{chapter.id}#{s.id}" in n.affects],
                    "blocks": list(zip(s.blocks, sheet.blocks(chapter, s.blocks), strict=True)),
                }
                for s in chapter.sections
            ],
            ways=[*_ways(manual, chapter)],
            minutes=chapter.minutes,
            measured=_measured(manual, chapter),
        )

    headings = []
    for section in chapter.sections:
        headings.append(Heading(section.id, sheet.words.plain(section.title), 2))
        for block in section.blocks:
            title = block.title or (manual.terms[block.term].name if hasattr(block, "term") else None)
            if title:
                headings.append(Heading(block.id, sheet.words.plain(title), 3))
    return page_of(
        sheet,
        "chapter",
        sheet.words.plain(chapter.title),
        body,
        headings=tuple(headings),
        description=sheet.words.plain(chapter.summary),
        source=f"content/chapters/{chapter.id}.yml",
    )


class Way(NamedTuple):
    """A chapter's place in an order of chapters: a role's path, or (without a role) the whole manual."""

    role: Role | None
    place: int
    of: int
    previous: Chapter | None
    next: Chapter | None


def _ways(manual: Manual, chapter: Chapter) -> Iterator[Way]:
    """The whole manual first, then each path that leads through `chapter`; the page shows that of the chosen role."""
    for role, order in ((None, manual.shown_chapters), *manual.paths.items()):
        if chapter in order:
            at = order.index(chapter)
            around = (None, *order, None)
            yield Way(manual.roles[role] if role else None, at + 1, len(order), around[at], around[at + 2])


def _measured(manual: Manual, chapter: Chapter) -> dict[str, str]:
    """For each objective the questions that measure it, `id:tag id:tag`, earlier ids behind the tag."""
    measured = {objective.id: "" for objective in chapter.objectives}
    for question in manual.practice(chapter.id):
        if question.objective:
            measured[question.objective] += f" {item_tag(manual, question)}"
    return {objective: items.strip() for objective, items in measured.items()}


def form_page(renderer: Renderer, form_id: str) -> Page:
    form = renderer.manual.forms[form_id]
    sheet = renderer.on(form_path(form_id))
    body = partial(sheet.template, "pages/form.html", form=form)
    title = f"{form.code} {sheet.words.plain(form.title)}"
    return page_of(sheet, "form", title, body, form_id, source=f"content/forms/{form_id}.yml")


def offline_page(renderer: Renderer) -> Page:
    """Shown by the service worker instead of a page that was never read, when there is no signal."""
    sheet = renderer.on(OFFLINE)
    body = partial(sheet.template, "pages/offline.html")
    return page_of(sheet, "offline", renderer.say("offline.title"), body, in_search=False)


def missing(renderer: Renderer, root: str) -> str:
    """The body of the page for addresses that lead nowhere; its links start at `root`, since it has no place."""
    sheet = renderer.on(HOME, root)
    return str(sheet.wrapped("missing", sheet.template("pages/missing.html")))
