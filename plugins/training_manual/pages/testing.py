"""The pages of tests: a chapter's own, and path tests over several chapters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from training_manual.item import Question
from training_manual.model.chapter import Chapter
from training_manual.model.exam import Exam
from training_manual.pages.items import items_data
from training_manual.pages.page import Page, page_of
from training_manual.rendering.addresses import HOME, chapter_test_path, practice_path, relative, test_path
from training_manual.rendering.renderer import Html, Renderer, Sheet

CHAPTER_TEST = 10
"""Questions of a chapter's test, all where there are fewer."""
PASS_SHARE = 80


@dataclass(frozen=True)
class Paper:
    """What a test's page says and its script draws by."""

    set: str
    """The name its attempts are kept under."""
    title: str
    n: int
    pass_share: int
    """Percent."""
    minutes: int | None
    critical: bool
    """Some questions must be right."""
    sealed: bool
    columns: Mapping[int, int] | None
    """Questions of each difficulty."""
    rows: Sequence[Mapping[str, Any]]
    """Quotas: `n` questions of one `objective` or `tag`, or `critical` ones."""
    by: str
    """What the result is summed up by: objective or tags."""
    names: Mapping[str, str]

    def data(self) -> dict[str, Any]:
        """What the script needs."""
        return {
            "n": self.n,
            "pass": self.pass_share,
            "minutes": self.minutes,
            "columns": self.columns,
            "rows": self.rows,
            "by": self.by,
            "names": self.names,
        }


def test_pages(renderer: Renderer) -> Iterator[Page]:
    """A test for every chapter with questions that mark themselves, then the path tests that can be drawn."""
    manual = renderer.manual
    for chapter in manual.shown_chapters:
        if any(question.marks_itself for question in manual.practice(chapter.id)):
            yield _chapter_test(renderer, chapter)
    for exam in manual.shown_exams:
        yield _path_test(renderer, exam)


def _chapter_test(renderer: Renderer, chapter: Chapter) -> Page:
    pool = [question for question in renderer.manual.practice(chapter.id) if question.marks_itself]
    sheet = renderer.on(chapter_test_path(chapter.id))
    title = renderer.say("test.chapter_title", n=chapter.number, title=sheet.words.plain(chapter.title))
    measured = {question.objective for question in pool}
    paper = Paper(
        set=f"{chapter.id}/test",
        title=title,
        n=min(CHAPTER_TEST, len(pool)),
        pass_share=PASS_SHARE,
        minutes=None,
        critical=any(question.critical for question in pool),
        sealed=False,
        columns=None,
        rows=[{"objective": o.id, "n": 1} for o in chapter.objectives if o.id in measured],
        by="objective",
        names={objective.id: sheet.words.plain(objective.text) for objective in chapter.objectives},
    )
    return _page(sheet, paper, [(chapter, question) for question in pool], practice_path(chapter.id))


def _path_test(renderer: Renderer, exam: Exam) -> Page:
    manual, sheet = renderer.manual, renderer.on(test_path(exam.id))
    sealed = exam.use == "exam"
    paper = Paper(
        set=f"tests/{exam.id}",
        title=sheet.words.plain(exam.title),
        n=exam.items,
        pass_share=exam.pass_share,
        minutes=exam.minutes,
        critical=any(question.critical for _, question in manual.pool_of(exam)),
        sealed=sealed,
        columns=exam.quotas,
        rows=[row.data for row in exam.rows],
        by="tags",
        names={tag.id: sheet.words.plain(tag.name) for tag in manual.competencies.values()},
    )
    return _page(sheet, paper, () if sealed else manual.pool_of(exam), HOME)


def _page(sheet: Sheet, paper: Paper, pool: Sequence[tuple[Chapter, Question]], parent: str) -> Page:
    def body() -> Html:
        asked = {question.id for _, question in pool}
        data = items_data(sheet, dict.fromkeys(chapter for chapter, _ in pool), asked)
        return sheet.template("pages/test.html", paper=paper, items=data, back=relative(parent, sheet.page))

    return page_of(sheet, "test", paper.title, body, parent=parent, in_search=False)


@dataclass(frozen=True)
class ListedTest:
    """A test as the home page names it."""

    href: str
    name: str
    note: str


def list_tests(sheet: Sheet) -> list[ListedTest]:
    """Path tests first, then those of the chapters."""
    manual, say, plain = sheet.renderer.manual, sheet.renderer.say, sheet.words.plain
    listed = []
    for exam in manual.shown_exams:
        note = say("test.listed-sealed" if exam.use == "exam" else "test.listed", n=exam.items)
        listed.append(ListedTest(sheet.url(f"test:{exam.id}"), plain(exam.title), note))
    for chapter in manual.shown_chapters:
        n = sum(question.marks_itself for question in manual.practice(chapter.id))
        if n:
            href, note = sheet.url(f"chapter-test:{chapter.id}"), say("test.listed", n=min(n, CHAPTER_TEST))
            listed.append(ListedTest(href, say("pages.chapter", n=chapter.number) + " " + plain(chapter.title), note))
    return listed
