"""A talk between customer and staff, with the mistakes marked for who looks for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.problem import Code, Fault, closest
from training_manual.reading.scalars import Id, Line, Plain
from training_manual.reading.typed import Record


class Speaker(Record):
    """Somebody who speaks."""

    id: Id
    """The speaker's name among the turns."""
    name: Plain
    """What stands above the words."""
    side: Literal["customer", "staff"]
    """Only what staff say can be a mistake."""


class DialogueTurn(Record):
    """What one person says."""

    id: Id
    """The turn's name."""
    who: Id
    """The id of the speaker."""
    say: Line
    """The words, without quotation marks."""
    mistake: Plain | None = None
    """The mistake in a few words, such as 推责任; leave out where there is none."""
    why: Line | None = None
    """Why it is a mistake, or what is good about it; needed with a mistake."""
    better: Line | None = None
    """What to say instead; needed with a mistake."""


class DialogueBlock(Block):
    """A talk; readers tap the lines of staff to find what went wrong."""

    kind: Literal["dialogue"]
    title: Plain
    """What the talk is about."""
    setting: Line
    """Where and when."""
    speakers: Annotated[tuple[Speaker, ...], Field(min_length=2, max_length=4)]
    """Who speaks."""
    turns: Annotated[tuple[DialogueTurn, ...], Field(min_length=2, max_length=16)]
    """What is said, in order."""
    task: Line | None = None
    """What to look for."""

    @property
    def mistakes(self) -> int:
        """How many there are to find."""
        return sum(turn.mistake is not None for turn in self.turns)

    def speaker(self, turn: DialogueTurn) -> Speaker:
        return next(speaker for speaker in self.speakers if speaker.id == turn.who)

    def faults(self) -> Iterator[Fault]:
        sides = {speaker.id: speaker.side for speaker in self.speakers}
        for index, turn in enumerate(self.turns):
            if turn.who not in sides:
                about = {"answer": turn.who, "zh_where": "说话的人", "where": "speakers"}
                yield Fault(("turns", index, "who"), Code.ANSWER_NOT_AMONG, about, closest(turn.who, sides))
            elif turn.mistake and sides[turn.who] == "customer":
                yield Fault(("turns", index, "mistake"), Code.CUSTOMER_IS_MARKED)
            if turn.mistake:
                for key in ("why", "better"):
                    if getattr(turn, key) is None:
                        yield Fault(("turns", index), Code.MISSING_KEY, {"key": key})
