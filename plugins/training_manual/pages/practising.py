"""The pages where questions are marked at once: the practice set of a chapter, and what is due or was wrong, mixed."""

from __future__ import annotations

from collections.abc import Iterator

from training_manual.model.chapter import Chapter
from training_manual.pages.items import items_data
from training_manual.pages.page import Page, page_of
from training_manual.rendering.addresses import HOME, MISTAKES, REVIEW, chapter_path, practice_path
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
    """What is due today, played, and every mistake with the paragraph it came from."""
    for path, template in ((REVIEW, "practice"), (MISTAKES, "mistakes")):
        yield _over_all(renderer, path, template)


def _over_all(renderer: Renderer, path: str, template: str) -> Page:
    sheet = renderer.on(path)
    title = renderer.say("practice.mistakes_title" if path == MISTAKES else "practice.review_title")

    def body() -> Html:
        return sheet.template(
            f"pages/{template}.html",
            mode="review",
            chapter=None,
            title=title,
            asked=[],
            items=items_data(sheet, renderer.manual.shown_chapters),
            back=sheet.url("home"),
        )

    kind = "practice" if template == "practice" else "mistakes"
    return page_of(sheet, kind, title, body, parent=HOME, in_search=False)
