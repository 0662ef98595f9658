"""Work out a figure."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from training_manual.interaction import Fill, Key
from training_manual.item import Question
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import AnswerText, Aside, Id, Line, Number
from training_manual.reading.typed import Record

BLANK = "____"
# Far beyond any figure of the trade; a wider tolerance is a slip of the keyboard.
WIDEST = 100_000


class FigureMistake(Record):
    """A typical wrong figure."""

    id: Id
    """The mistake's name."""
    answer: Annotated[Number, Aside()]
    """What people work out, in the unit of the answer; found with the same tolerance."""
    feedback: Line
    """What they did, and what to do instead."""


class CalculateQuestion(Question):
    """Work out a figure; the working is shown afterwards."""

    kind: Literal["calculate"]
    answer: Number
    """The right figure, without its unit."""
    tolerance: Number = Decimal(0)
    """How far off still counts as right: 0.5 forgives rounding to whole percents."""
    unit: AnswerText | None = None
    """Shown behind the input, such as % or 元; learners may type it or leave it out, another unit is wrong."""
    working: Line
    """How it is worked out, shown after answering: 45 ÷ 48 = 93.75%."""
    mistakes: tuple[FigureMistake, ...] = ()
    """Typical wrong figures with a word to each."""
    feedback_wrong: Line
    """What to say to any other wrong figure."""

    def faults(self) -> Iterator[Fault]:
        if (count := self.prompt.count(BLANK)) > 1:
            yield Fault(("prompt",), Code.BLANK_COUNT, {"count": count})
        if not 0 <= self.tolerance <= WIDEST:
            about = {"value": self.tolerance, "low": 0, "high": WIDEST}
            yield Fault(("tolerance",), Code.OUT_OF_RANGE, about)
            return
        for index, mistake in enumerate(self.mistakes):
            if abs(mistake.answer - self.answer) <= self.tolerance:
                about = {"value": mistake.answer, "answer": self.answer, "tolerance": self.tolerance}
                yield Fault(("mistakes", index, "answer"), Code.MISTAKE_IS_RIGHT, about)

    def interaction(self) -> Fill:
        figures = (self.answer, *(m.answer for m in self.mistakes))
        return Fill(
            unit=self.unit,
            # A phone's decimal keys have no minus.
            keys="text" if min(figures) < 0 else "decimal",
            key=Key(
                "tolerance",
                self.answer,
                {m.id: m.feedback for m in self.mistakes} | {"wrong": self.feedback_wrong},
                mistakes={m.id: m.answer for m in self.mistakes},
                tolerance=self.tolerance,
                unit=self.unit,
            ),
        )
