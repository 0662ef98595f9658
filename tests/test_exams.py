"""Path tests: what they are drawn from, and whether a whole paper can be drawn from it at all."""

from __future__ import annotations

import json
import subprocess
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetch_tools import node
from ground import ROOT, our_manual
from training_manual.item import Question
from training_manual.linking import Reading, link, read_folder
from training_manual.linking.folder import Folder
from training_manual.model.blueprint import columns, jam
from training_manual.model.exam import Exam
from training_manual.model.manual import Manual
from training_manual.problem import Code

STARTER = read_folder(ROOT / "plugins/training_manual/starter")
TABLE = json.loads((ROOT / "tests/drawing/columns.json").read_text("utf-8"))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['n']} in {row['shares']}")
def test_difficulties_share_a_paper_as_in_the_browser(row: dict[str, object]) -> None:
    assert {str(level): n for level, n in columns(row["n"], row["shares"]).items()} == row["columns"]  # type: ignore[arg-type]


# -- can it be drawn?

Rows = list[tuple[int, list[int]]]


def some_paper_fits(levels: list[int], rows: Rows, quotas: dict[int, int]) -> bool:
    """Every paper is tried, and every way to put its questions into rows."""

    def placed(places: list[list[int]], left: frozenset[int]) -> bool:
        return not places or any(placed(places[1:], left - {q}) for q in left.intersection(places[0]))

    places = [may for wanted, may in rows for _ in range(wanted)]
    return any(
        all(sum(levels[q] == level for q in paper) == n for level, n in quotas.items())
        and placed(places, frozenset(paper))
        for paper in combinations(range(len(levels)), sum(quotas.values()))
    )


@st.composite
def blueprints(draw: st.DrawFn) -> tuple[list[int], Rows, dict[int, int]]:
    levels = draw(st.lists(st.integers(1, 3), max_size=7))
    questions = st.lists(st.sampled_from(range(len(levels))), unique=True) if levels else st.just([])
    quotas = {level: draw(st.integers(0, 2)) for level in (1, 2, 3)}
    rows, left = [], sum(quotas.values())
    for _ in range(draw(st.integers(0, 3))):
        wanted = draw(st.integers(0, left))
        rows.append((wanted, draw(questions)))
        left -= wanted
    return levels, rows, quotas


@settings(max_examples=1000)
@given(blueprints())
def test_a_paper_jams_exactly_where_none_can_be_drawn(blueprint: tuple[list[int], Rows, dict[int, int]]) -> None:
    levels, rows, quotas = blueprint
    stuck = jam(levels, rows, quotas)
    assert (stuck is None) == some_paper_fits(levels, rows, quotas)
    if stuck:
        every = [*rows, (sum(quotas.values()) - sum(n for n, _ in rows), list(range(len(levels))))]
        assert stuck.wanted == sum(every[row][0] for row in stuck.rows)
        named = [every[row] for row in stuck.rows]
        assert stuck.found == most_in(levels, named, quotas) < stuck.wanted


def most_in(levels: list[int], rows: Rows, quotas: dict[int, int]) -> int:
    """How many places of these rows can be filled at most, whatever becomes of all others."""
    state = {(frozenset[int](), tuple(sorted(quotas.items())))}
    for place in [may for wanted, may in rows for _ in range(wanted)]:
        grown = set(state)
        for used, left in state:
            room = dict(left)
            for q in place:
                if q not in used and room[levels[q]]:
                    grown.add((used | {q}, tuple(sorted({**room, levels[q]: room[levels[q]] - 1}.items()))))
        state = grown
    return max(len(used) for used, _ in state)


# -- what it is drawn from

SECOND = """\
id: second
part: basics
number: 2
title: 第二章
summary: 试写的一章。
minutes: 5
objectives: []
"""
WRITTEN = f"""\
{SECOND}sections:
  - id: start
    title: 开头
    blocks:
      - id: body
        kind: prose
        body: 字。
"""
QUESTION = """\
  - id: {id}
    kind: truefalse
    prompt: {id}，对吗？
    difficulty: 1
    reread: second#
    answer: true
    use: {use}
    feedback_true: 对。
    feedback_false: 不对。
"""
POOL = "chapter: second\nquestions:\n" + "".join(
    QUESTION.format(id=own, use=use) for own, use in (("s-open", "practice"), ("s-kept", "exam"))
)


def reading(exam: str, second: str = WRITTEN) -> Reading:
    """The starter with a second chapter, which holds one question of each use, and a path test."""
    files = {
        **STARTER.files,
        "content/chapters/second.yml": second.encode(),
        "quizzes/second.yml": POOL.encode(),
        "quizzes/exams/first.yml": f"id: first\ntitle: 测试\n{exam}".encode(),
    }
    return link(Folder(files))


def manual(exam: str, second: str = WRITTEN) -> Manual:
    found = reading(exam, second)
    assert found.manual is not None, found.problems
    return found.manual


SECRET = "secret: AbsolutelyNobodyKnows1\n"
EASY = "difficulty:\n  easy: 100\n  medium: 0\n  hard: 0\n"


def pool(of: Manual) -> list[tuple[str, str]]:
    return [(chapter.id, question.id) for chapter, question in of.pool_of(of.exams["first"])]


def test_a_path_test_asks_the_questions_of_its_chapters_in_the_order_they_are_read() -> None:
    found = pool(manual(f"chapters: [second, first-call]\nitems: 4\n{EASY}"))
    assert [chapter for chapter, _ in found] == ["second", "first-call", "first-call", "first-call"]
    assert found[0] == ("second", "s-open")


def test_a_role_s_test_asks_what_stands_on_its_path() -> None:
    assert {chapter for chapter, _ in pool(manual(f"role: newcomer\nitems: 3\n{EASY}"))} == {"first-call"}


def test_a_sealed_test_asks_nothing_that_stands_on_a_practice_page() -> None:
    assert pool(
        manual(f"chapters: [second, first-call]\nuse: exam\nsecret: AbsolutelyNobodyKnows1\nitems: 1\n{EASY}")
    ) == [("second", "s-kept")]


def test_a_chapter_named_twice_gives_its_questions_once() -> None:
    assert pool(manual(f"chapters: [second, second]\nitems: 1\n{EASY}")) == [("second", "s-open")]


STUB = f"{SECOND}state: stub\n"


def test_questions_of_a_stub_do_not_count_and_a_test_that_needs_them_waits_unseen() -> None:
    found = reading(f"chapters: [second, first-call]\nitems: 4\n{EASY}", STUB)
    assert found.manual is not None
    assert [p.code for p in found.problems] == [Code.EXAM_WAITS]
    assert len(pool(found.manual)) == 3
    assert found.manual.shown_exams == ()


def test_a_test_that_can_be_drawn_is_shown_although_a_chapter_is_still_to_be_written() -> None:
    found = reading(f"chapters: [second, first-call]\nitems: 3\n{EASY}", STUB)
    assert found.problems == []
    assert found.manual is not None
    assert [exam.id for exam in found.manual.shown_exams] == ["first"]


def test_a_test_over_stubs_alone_is_planned_and_nothing_is_said() -> None:
    found = reading("chapters: [second]\n", STUB)
    assert found.problems == []
    assert found.manual is not None
    assert found.manual.shown_exams == ()


def test_tests_of_roles_stand_in_the_order_of_roles_before_all_others() -> None:
    files = {
        f"quizzes/exams/{own}.yml": f"id: {own}\ntitle: 测试\n{scope}\nitems: 3\n{EASY}".encode()
        for own, scope in (("a", "chapters: [first-call]"), ("b", "role: newcomer"))
    }
    found = link(Folder({**STARTER.files, **files})).manual
    assert found is not None
    assert list(found.exams) == ["b", "a"]


def test_a_path_test_can_be_taken_in_this_manual_today() -> None:
    assert "complaint-desk" in [exam.id for exam in our_manual().shown_exams]


# -- enough kept back for sealed papers


def test_each_path_has_questions_for_two_sealed_papers_that_share_none() -> None:
    """Drawn by the browser's own script: some seed gives a paper whose rest still gives another whole one."""
    manual = our_manual()
    sealed = [exam.model_copy(update={"use": "exam", "items": 30}) for exam in manual.exams.values() if exam.role]
    assert sealed
    pools = [[question for _, question in manual.pool_of(exam)] for exam in sealed]
    cases: list[dict[str, Any]] = [
        {
            "pool": [
                {"id": q.id, "difficulty": q.difficulty, "tags": list(q.tags), "critical": q.critical} for q in pool
            ],
            "blueprint": {
                "n": exam.items,
                "columns": exam.quotas,
                "rows": [
                    {"n": row.items, "critical": True} if row.tag is None else {"n": row.items, "tag": row.tag}
                    for row in exam.rows
                ],
            },
        }
        for exam, pool in zip(sealed, pools, strict=True)
    ]
    for exam, pool, papers in zip(sealed, pools, papers_of(cases), strict=True):
        by_id = {question.id: question for question in pool}

        def is_whole(ids: list[str], exam: Exam = exam, by_id: dict[str, Question] = by_id) -> bool:
            return len(ids) == exam.items and exam.jam([by_id[own] for own in ids]) is None

        def leaves_another(ids: list[str], exam: Exam = exam, pool: list[Question] = pool) -> bool:
            return exam.jam([question for question in pool if question.id not in ids]) is None

        assert any(is_whole(paper) and leaves_another(paper) for paper in papers), f"{exam.id}: {len(pool)} kept back"


def papers_of(cases: list[dict[str, Any]]) -> list[list[list[str]]]:
    found = node()
    assert found, "node is needed: run make test"
    script = str(ROOT / "tests/js/papers.js")
    run = subprocess.run([found, script], input=json.dumps(cases), capture_output=True, text=True, check=True)
    papers: list[list[list[str]]] = json.loads(run.stdout)
    return papers
