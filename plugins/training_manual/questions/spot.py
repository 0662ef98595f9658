"""Find the mistakes in a scene or a talk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from training_manual.interaction import Choose, Key, Option
from training_manual.item import Question
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Flag, Id, Line, Plain
from training_manual.reading.typed import Record


class SpotLine(Record):
    """One line of the scene."""

    id: Id
    """The line's name."""
    speaker: Plain | None = None
    """Who speaks."""
    text: Line
    """What is said or done."""
    mistake: Flag = False
    """true where something is wrong."""
    feedback: Line
    """Why it is a mistake, or why it is fine."""
    better: Line | None = None
    """What would have been better."""


class SpotQuestion(Question):
    """Find the mistakes; a false alarm costs as much as a find earns."""

    kind: Literal["spot"]
    lines: Annotated[tuple[SpotLine, ...], Field(min_length=3, max_length=20)]
    """The scene, line by line."""

    hand: ClassVar[str | None] = "spot"

    def faults(self) -> Iterator[Fault]:
        if not any(line.mistake for line in self.lines):
            yield Fault(("lines",), Code.NO_RIGHT_ANSWER, {"key": "mistake"})
        elif all(line.mistake for line in self.lines):
            yield Fault(("lines",), Code.NO_WRONG_ANSWER, {"key": "mistake"})

    def interaction(self) -> Choose:
        mistakes = [line.id for line in self.lines if line.mistake]
        return Choose(
            options=tuple(Option(line.id, line.text, line.speaker) for line in self.lines),
            many=True,
            key=Key(
                "hits-minus-false",
                mistakes,
                {line.id: line.feedback for line in self.lines},
                out_of=len(mistakes),
                better={line.id: line.better for line in self.lines if line.better},
            ),
        )
