"""Choose every right option."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.interaction import Choose, Key, Option, shuffled
from training_manual.item import Question
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Flag, Id, Line
from training_manual.reading.typed import Record


class MultipleOption(Record):
    """One option."""

    id: Id
    """The option's name; a learner's answer hangs on it."""
    text: Line
    """What can be chosen."""
    correct: Flag = False
    """true on every right option."""
    feedback: Line
    """What to say of it, right or wrong."""


class MultipleQuestion(Question):
    """Choose every right option; wrong choices cost their share."""

    kind: Literal["multiple"]
    options: Annotated[tuple[MultipleOption, ...], Field(min_length=2, max_length=10)]
    """The options; one at least is correct and one is not."""

    def faults(self) -> Iterator[Fault]:
        if not any(option.correct for option in self.options):
            yield Fault(("options",), Code.NO_RIGHT_ANSWER, {"key": "correct"})
        elif all(option.correct for option in self.options):
            yield Fault(("options",), Code.NO_WRONG_ANSWER, {"key": "correct"})

    def interaction(self) -> Choose:
        right = [o.id for o in self.options if o.correct]
        return Choose(
            options=shuffled(self.id, (Option(o.id, o.text) for o in self.options)),
            many=True,
            key=Key(
                "hits-minus-false",
                right,
                {o.id: o.feedback for o in self.options},
                out_of=len(self.options) - len(right),
            ),
        )
