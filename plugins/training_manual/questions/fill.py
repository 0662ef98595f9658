"""Fill in a figure or a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from training_manual.interaction import Fill, Key
from training_manual.item import Question
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import AnswerText, Id, Line, TokenPath
from training_manual.reading.typed import Record

BLANK = "____"


class Mistake(Record):
    """A typical wrong answer."""

    id: Id
    """The mistake's name."""
    answer: Line
    """What people write."""
    feedback: Line
    """What to say to it."""


class FillQuestion(Question):
    """Fill the blank; numbers are compared as numbers, units and wide digits are understood."""

    kind: Literal["fill"]
    answer: AnswerText | None = None
    """The right answer; or use `answer_from`."""
    answer_from: TokenPath | None = None
    """A limit of brand.yml that is the answer, so that a new edition changes both."""
    accept: tuple[AnswerText, ...] = ()
    """Further right answers."""
    mistakes: tuple[Mistake, ...] = ()
    """Typical wrong answers with a word to each."""
    feedback_wrong: Line
    """What to say to any other wrong answer."""

    def faults(self) -> Iterator[Fault]:
        if (self.answer is None) == (self.answer_from is None):
            yield Fault((), Code.EXACTLY_ONE, {"keys": "answer, answer_from"})
        if (count := self.prompt.count(BLANK)) != 1:
            yield Fault(("prompt",), Code.BLANK_COUNT, {"count": count})

    def interaction(self) -> Fill:
        main = self.answer if self.answer is not None else f"{{{{{self.answer_from}}}}}"
        right = [main, *self.accept]
        if self.answer_from is not None:
            right.append(f"{{{{{self.answer_from}.n}}}}")
        feedback = {m.id: m.feedback for m in self.mistakes}
        return Fill(
            key=Key(
                "exact",
                right,
                {**feedback, "wrong": self.feedback_wrong},
                mistakes={m.id: m.answer for m in self.mistakes},
            )
        )
