"""Every page of a manual in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from training_manual.model.chapter import Chapter
from training_manual.model.lists import Term
from training_manual.model.manual import Manual
from training_manual.pages.page import Heading, Page
from training_manual.rendering.addresses import (
    FACES,
    GLOSSARY,
    HOME,
    card_path,
    chapter_path,
    form_path,
    practice_path,
)
from training_manual.rendering.renderer import Html, Renderer, Sheet


def make_pages(renderer: Renderer) -> Iterator[Page]:
    """The pages readers see, home first, in reading order. Each is rendered when its HTML is asked for."""
    manual = renderer.manual
    yield home(renderer)
    for chapter in manual.shown_chapters:
        yield chapter_page(renderer, chapter)
        if manual.practice(chapter.id):
            yield practice_page(renderer, chapter)
    for card in manual.role_plays:
        yield from card_pages(renderer, card)
    for form in manual.forms:
        yield form_page(renderer, form)
    yield glossary(renderer)


def home(renderer: Renderer) -> Page:
    manual, sheet = renderer.manual, renderer.on(HOME)
    shown = manual.chapter_by_id
    paths = []
    for role in manual.roles.values():
        chapters = [shown[c] for c in role.path if shown[c].state == "ready"]
        if chapters:
            paths.append({"role": role, "chapters": chapters, "minutes": sum(c.minutes for c in chapters)})
    body = partial(
        sheet.template,
        "pages/home.html",
        roles=paths,
        chapters=manual.shown_chapters,
        cards=list(manual.role_plays.values()),
        forms=list(manual.forms.values()),
        terms_count=len(manual.terms),
        edition=None,
    )
    return _page(sheet, "home", sheet.words.plain(manual.brand.manual.title), body, in_search=False)


def chapter_page(renderer: Renderer, chapter: Chapter) -> Page:
    manual = renderer.manual
    sheet = renderer.on(chapter_path(chapter.id))

    def body() -> Html:
        previous, following = manual.neighbours[chapter.id]
        return sheet.template(
            "pages/chapter.html",
            chapter=chapter,
            part=manual.part(chapter),
            sections=[{"section": s, "blocks": sheet.blocks(chapter, s.blocks)} for s in chapter.sections],
            previous=previous,
            next=following,
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
    return _page(
        sheet,
        "chapter",
        sheet.words.plain(chapter.title),
        body,
        headings=tuple(headings),
        description=sheet.words.plain(chapter.summary),
        source=f"content/chapters/{chapter.id}.yml",
    )


def _measured(manual: Manual, chapter: Chapter) -> dict[str, str]:
    """For each objective the questions that measure it, `id:tag id:tag`."""
    measured = {objective.id: "" for objective in chapter.objectives}
    for question in manual.practice(chapter.id):
        if question.objective:
            measured[question.objective] += f" {question.id}:{manual.tags[question.id]}"
    return {objective: items.strip() for objective, items in measured.items()}


def practice_page(renderer: Renderer, chapter: Chapter) -> Page:
    sheet = renderer.on(practice_path(chapter.id))

    def body() -> Html:
        asked = sheet.asked(chapter, renderer.manual.practice(chapter.id))
        return sheet.template("pages/practice.html", chapter=chapter, asked=asked, store_key=renderer.store)

    title = renderer.say("practice.page_title", n=chapter.number, title=sheet.words.plain(chapter.title))
    # Prompts would lead readers to questions instead of answers, and keys and feedback must be in no index.
    return _page(
        sheet,
        "practice",
        title,
        body,
        parent=chapter_path(chapter.id),
        source=f"quizzes/{chapter.id}.yml",
        in_search=False,
    )


def card_pages(renderer: Renderer, card_id: str) -> Iterator[Page]:
    """The common side, each face on a page of its own, and the slips to print."""
    card, rubric = renderer.manual.role_plays[card_id], renderer.manual.rubric
    source = f"content/role_plays/{card_id}.yml"
    sheet = renderer.on(card_path(card_id))
    title = sheet.words.plain(card.title)
    body = partial(sheet.template, "pages/card.html", card=card, rubric=rubric)
    yield _page(sheet, "card", title, body, card_id, source=source)
    for face in FACES:
        sheet = renderer.on(card_path(card_id, face))
        body = partial(sheet.template, "pages/face.html", card=card, rubric=rubric, face=face)
        name = f"{renderer.say(f'pages.face.{face}')} · {title}"
        yield _page(sheet, "face", name, body, card_id, parent=card_path(card_id), source=source, in_search=False)
    sheet = renderer.on(card_path(card_id, "slips"))
    body = partial(sheet.template, "pages/slips.html", card=card, rubric=rubric, edition=None)
    yield _page(
        sheet, "slips", renderer.say("pages.slips.title", title=title), body, card_id, source=source, in_search=False
    )


def form_page(renderer: Renderer, form_id: str) -> Page:
    form = renderer.manual.forms[form_id]
    sheet = renderer.on(form_path(form_id))
    body = partial(sheet.template, "pages/form.html", form=form)
    title = f"{form.code} {sheet.words.plain(form.title)}"
    return _page(sheet, "form", title, body, form_id, source=f"content/forms/{form_id}.yml")


def glossary(renderer: Renderer) -> Page:
    sheet = renderer.on(GLOSSARY)
    groups = _by_letter(renderer.manual)
    body = partial(sheet.template, "pages/glossary.html", groups=groups)
    headings = tuple(Heading(f"letter-{group.letter.lower()}", group.letter, 2) for group in groups)
    return _page(sheet, "glossary", renderer.say("pages.glossary"), body, headings=headings, source="content/terms.yml")


def missing(renderer: Renderer, root: str) -> str:
    """The body of the page for addresses that lead nowhere; its links start at `root`, since it has no place."""
    sheet = renderer.on(HOME, root)
    return str(sheet.wrapped("missing", sheet.template("pages/missing.html")))


class Letter(NamedTuple):
    """The terms that start with one letter."""

    letter: str
    terms: tuple[Term, ...]


def _by_letter(manual: Manual) -> list[Letter]:
    """Terms under the first letter of their pinyin (Chinese) or name."""

    def key(term: Term) -> str:
        return (term.pinyin or term.name if manual.language.startswith("zh") else term.name).lower()

    terms = sorted(manual.terms.values(), key=lambda term: (key(term), term.id))
    return [Letter(letter, tuple(group)) for letter, group in groupby(terms, lambda term: key(term)[0].upper())]


def _page(sheet: Sheet, kind: str, title: str, body: Callable[[], Html], about: str = "", **more: object) -> Page:
    # `wrapped` comes behind `body`, which finds out the terms the page uses.
    return Page(sheet.page, kind, title, lambda: str(sheet.wrapped(kind, body(), about)), **more)  # type: ignore[arg-type]
