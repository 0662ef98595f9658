"""The pages where questions are marked at once: the set of a chapter; what is due, was wrong, or has changed, mixed."""

from __future__ import annotations

from collections.abc import Iterator

from training_manual.model.chapter import Chapter
from training_manual.pages.items import items_data
from training_manual.pages.page import Page, page_of
from training_manual.pages.revising import changes_data
from training_manual.rendering.addresses import (
    CHANGES,
    CHANGES_PRACTICE,
    HOME,
    MISTAKES,
    REVIEW,
    chapter_path,
    practice_path,
)
from training_manual.rendering.renderer import Html, Renderer


def practice_page(renderer: Renderer, chapter: Chapter) -> Page:
    """The questions of a chapter with their answers."""
    sheet = renderer.on(practice_path(chapter.id))
    title = renderer.say("practice.page_title", n=chapter.number, title=sheet.words.plain(chapter.title))

    def body() -> Html:
        asked = sheet.asked(chapter, renderer.manual.practice(chapter.id))
        return sheet.template(
            "pages/practice.html",
            mode="practice",
            chapter=chapter,
            title=title,
            asked=asked,
            back=sheet.url(chapter.id),
        )

    # Prompts would lead readers to questions instead of answers, and keys and feedback must be in no index.
    return page_of(
        sheet,
        "practice",
        title,
        body,
        parent=chapter_path(chapter.id),
        source=f"quizzes/{chapter.id}.yml",
        in_search=False,
    )


def review_pages(renderer: Renderer) -> Iterator[Page]:
    """What is due today, played; every mistake with the paragraph it came from; what a revised edition asks again."""
    yield _over_all(renderer, REVIEW, "practice", renderer.say("practice.review_title"))
    yield _over_all(renderer, MISTAKES, "mistakes", renderer.say("practice.mistakes_title"))
    if renderer.addresses.path("changes-practice") is not None:
        yield _over_all(renderer, CHANGES_PRACTICE, "practice", renderer.say("delta.title"), "delta")


def _over_all(renderer: Renderer, path: str, kind: str, title: str, mode: str = "review") -> Page:
    sheet = renderer.on(path)

    def body() -> Html:
        return sheet.template(
            f"pages/{kind}.html",
            mode=mode,
            chapter=None,
            title=title,
            asked=[],
            items=items_data(sheet, renderer.manual.shown_chapters),
            changes=changes_data(sheet) if mode == "delta" else None,
            back=sheet.url("changes" if mode == "delta" else "home"),
        )

    return page_of(sheet, kind, title, body, parent=CHANGES if mode == "delta" else HOME, in_search=False)
