"""Choose the one right option."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.interaction import Choose, Key, Option, shuffled
from training_manual.item import Question
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Flag, Id, Line
from training_manual.reading.typed import Record


class SingleOption(Record):
    """One option."""

    id: Id
    """The option's name; a learner's answer hangs on it."""
    text: Line
    """What can be chosen."""
    correct: Flag = False
    """true on the right option."""
    feedback: Line
    """What to say to who chose it, right or wrong."""


class SingleQuestion(Question):
    """Choose the one right option."""

    kind: Literal["single"]
    options: Annotated[tuple[SingleOption, ...], Field(min_length=2, max_length=8)]
    """The options; exactly one is correct."""

    def faults(self) -> Iterator[Fault]:
        right = [index for index, option in enumerate(self.options) if option.correct]
        if not right:
            yield Fault(("options",), Code.NO_RIGHT_ANSWER, {"key": "correct"})
        elif len(right) > 1:
            yield Fault(("options", right[1]), Code.SEVERAL_RIGHT_ANSWERS, {"count": len(right)})

    def interaction(self) -> Choose:
        return Choose(
            options=shuffled(self.id, (Option(o.id, o.text) for o in self.options)),
            many=False,
            key=Key("exact", [o.id for o in self.options if o.correct], {o.id: o.feedback for o in self.options}),
        )
