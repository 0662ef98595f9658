"""Find the partner of each row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.interaction import Key, Option, Pair, shuffled
from training_manual.item import Question
from training_manual.problem import Code, Fault, closest
from training_manual.reading.scalars import Id, Line
from training_manual.reading.typed import Record


class MatchChoice(Record):
    """A possible partner."""

    id: Id
    """The partner's name."""
    text: Line
    """What it says."""


class MatchRow(Record):
    """A row that needs its partner."""

    id: Id
    """The row's name."""
    text: Line
    """What it says."""
    answer: Id
    """The id of its partner among `choices`."""
    feedback: Line
    """Why they belong together."""


class MatchQuestion(Question):
    """Find the partner of each row; every choice fits one row at most."""

    kind: Literal["match"]
    choices: Annotated[tuple[MatchChoice, ...], Field(min_length=2, max_length=8)]
    """The partners, some of which may be left over."""
    rows: Annotated[tuple[MatchRow, ...], Field(min_length=2, max_length=8)]
    """The rows."""

    def faults(self) -> Iterator[Fault]:
        known, taken = [c.id for c in self.choices], dict[str, int]()
        for index, row in enumerate(self.rows):
            path = ("rows", index, "answer")
            if row.answer not in known:
                about = {"answer": row.answer, "zh_where": "可选项", "where": "choices"}
                yield Fault(path, Code.ANSWER_NOT_AMONG, about, closest(row.answer, known))
            elif row.answer in taken:
                about = {"answer": row.answer}
                yield Fault(path, Code.ANSWER_TWICE, about, first=("rows", taken[row.answer], "answer"))
            taken.setdefault(row.answer, index)

    def interaction(self) -> Pair:
        return Pair(
            rows=tuple(Option(r.id, r.text) for r in self.rows),
            choices=shuffled(self.id, (Option(c.id, c.text) for c in self.choices)),
            once=True,
            key=Key("per-item", {r.id: r.answer for r in self.rows}, {r.id: r.feedback for r in self.rows}),
        )
