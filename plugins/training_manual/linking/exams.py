"""Can every path test be drawn, and from nothing practised? Judged once all else is sound: a fault is told once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from training_manual.item import Question
from training_manual.model.exam import DifficultyShares, Exam
from training_manual.model.manual import Manual
from training_manual.problem import Code, Fault, Problem


def exam_problems(manual: Manual) -> Iterator[Problem]:
    """What keeps a path test from being drawn: an error, but a warning while some of its chapters are stubs.

    A test without any ready chapter is only planned: nothing is said, and `Manual.shown_exams` leaves it out.
    """
    yield from _asked_twice(manual)
    for exam in manual.exams.values():
        place = exam.provenance.place
        chapters = manual.chapters_of(exam)
        if not chapters:
            yield Problem(place(("role",)), Code.NO_PATH, {"role": exam.role})
        stubs = sum(chapter.state == "stub" for chapter in chapters)
        if stubs == len(chapters):
            continue
        pool = [question for _, question in manual.pool_of(exam)]
        short = [Problem(place(f.path), f.code, f.about) for f in (_alone(exam, pool) or _together(exam, pool))]
        if short and stubs:  # one is enough: the missing questions stand in chapters still to be written
            about = {"stubs": stubs, "zh_short": short[0].zh, "short": short[0].en}
            yield Problem(short[0].place, Code.EXAM_WAITS, about)
        else:
            yield from short


def _asked_twice(manual: Manual) -> Iterator[Problem]:
    """What is kept for exams but asks what a practice page answers, spaces and punctuation aside."""
    every = [question for pool in manual.pools.values() for question in pool.questions]
    open_ones = {_folded(question.prompt): question for question in every if question.use == "practice"}
    for question in every:
        if question.use == "exam" and (other := open_ones.get(_folded(question.prompt))):
            about = {"other": other.id, "first": str(other.provenance.place(("prompt",)))}
            yield Problem(question.provenance.place(("prompt",)), Code.ASKED_IN_PRACTICE, about)


def _folded(prompt: str) -> str:
    return re.sub(r"[\W_]+", "", normalize("NFKC", prompt)).casefold()


_SHARES = tuple(DifficultyShares.model_fields)


def _alone(exam: Exam, pool: Sequence[Question]) -> list[Fault]:
    """The paper as a whole, rows and difficulties that want more than the pools hold."""
    found = []
    if len(pool) < exam.items:
        paper = {"wanted": exam.items, "count": len(pool), "use": exam.use}
        found.append(Fault(("items",), Code.TOO_FEW_QUESTIONS, paper))
    for index, row in enumerate(exam.rows):
        if (count := sum(map(row.takes, pool))) < row.items:
            about = {"row": row.name, "wanted": row.items, "count": count}
            found.append(Fault(_path(exam, index), Code.TOO_FEW_FOR_ROW, about))
    for level, wanted in exam.quotas.items() if len(pool) >= exam.items else ():
        if (count := sum(question.difficulty == level for question in pool)) < wanted:
            about = {"difficulty": level, "wanted": wanted, "count": count}
            found.append(Fault(("difficulty", _SHARES[level - 1]), Code.TOO_FEW_OF_DIFFICULTY, about))
    return found


def _together(exam: Exam, pool: Sequence[Question]) -> list[Fault]:
    """Rows that each find enough, but not together."""
    if not (stuck := exam.jam(pool)):
        return []
    about = {
        "rows": ", ".join(exam.rows[row].name for row in stuck.rows),
        "wanted": stuck.wanted,
        "count": stuck.found,
        "zh_full": "".join(f"，difficulty: {level} 的只取 {exam.quotas[level]} 题" for level in stuck.full),
        "full": "".join(f", and the shares allow {exam.quotas[level]} of difficulty {level}" for level in stuck.full),
    }
    return [Fault(_path(exam, stuck.rows[0]), Code.ROWS_COMPETE, about)]


def _path(exam: Exam, row: int) -> tuple[str | int, ...]:
    return ("blueprint", row) if row < len(exam.blueprint) else ("critical",)
