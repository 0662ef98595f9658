"""What the page of a test tells: an open one where its questions are, a sealed one nothing of them."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from ground import ROOT
from training_manual.linking import Folder, link, read_folder
from training_manual.model.manual import Manual
from training_manual.pages.making import make_pages
from training_manual.pages.page import Page
from training_manual.problem import as_text
from training_manual.rendering.renderer import Renderer
from training_manual.rendering.templates import Overrides

SECRET = "门外的雨伞该不该收进屋里"
SEALED = f"""\
  - id: kept-for-the-exam
    kind: truefalse
    use: exam
    prompt: {SECRET}
    difficulty: 1
    reread: first-visit
    answer: true
    feedback_true: 对，{SECRET}。
    feedback_false: 不对，{SECRET}。
"""
EXAM = """\
id: sealed
title: 密封考试
chapters: [moments-of-truth]
use: exam
secret: AbsolutelyNobodyKnows1
items: 1
difficulty:
  easy: 100
  medium: 0
  hard: 0
"""


@cache
def manual() -> Manual:
    """Ours, with one question kept for an exam."""
    folder = read_folder(ROOT)
    pool = "quizzes/moments-of-truth.yml"
    files = {**folder.files, pool: folder.files[pool].rstrip() + b"\n" + SEALED.encode()}
    files["quizzes/exams/sealed.yml"] = EXAM.encode()
    reading = link(Folder(files, {}, folder.images))
    assert reading.manual is not None, as_text(reading.problems)
    return reading.manual


@cache
def pages() -> dict[str, Page]:
    return {page.path: page for page in make_pages(Renderer(manual(), Overrides()))}


def data(path: str, name: str) -> Any:
    found = re.search(rf'<script type="application/json" data-{name}>(.*?)</script>', pages()[path].html, re.S)
    return json.loads(found[1]) if found else None


def test_a_sealed_exam_is_named_and_nothing_of_it_is_on_any_page() -> None:
    html = pages()["tests/sealed/"].html
    assert "密封考试" in html
    assert data("tests/sealed/", "paper") is None
    for page in pages().values():
        assert SECRET not in page.html, page.path
        assert "kept-for-the-exam" not in page.html, page.path


def test_an_open_test_says_that_it_is_open_and_holds_no_answer() -> None:
    for path in ("tests/complaint-desk/", "practice/moments-of-truth/test/"):
        html = pages()[path].html
        assert "公开测验" in html
        assert '"right"' not in html
        assert "data-feedback" not in html


def test_a_chapters_test_asks_ten_and_one_of_every_objective_that_can_be_asked() -> None:
    chapter = manual().chapter_by_id["moments-of-truth"]
    paper, items = data("practice/moments-of-truth/test/", "paper"), data("practice/moments-of-truth/test/", "items")
    asked = [item for one in items["chapters"] for item in one["items"]]
    assert paper["n"] == 10 < len(asked)
    assert {row["objective"] for row in paper["rows"]} == {o.id for o in chapter.objectives}
    assert all(row["n"] == 1 for row in paper["rows"])


def test_what_its_writer_must_judge_is_in_no_open_test() -> None:
    kinds = {q.id: q.kind for chapter in manual().shown_chapters for q in manual().practice(chapter.id)}
    assert "rewrite" in kinds.values()
    for path in pages():
        if "test" in path and (items := data(path, "items")):
            assert all(kinds[item["id"]] != "rewrite" for one in items["chapters"] for item in one["items"])
