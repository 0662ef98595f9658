"""Is the statement right or wrong?"""

from __future__ import annotations

from typing import Literal

from training_manual.interaction import Choose, Key, Option
from training_manual.item import Question
from training_manual.reading.scalars import Flag, Line


class TrueFalseQuestion(Question):
    """A statement that is right or wrong."""

    kind: Literal["truefalse"]
    answer: Flag
    """true where the statement is right."""
    feedback_true: Line
    """What to say to who took it for right."""
    feedback_false: Line
    """What to say to who took it for wrong."""

    def interaction(self) -> Choose:
        return Choose(
            options=(Option("true", "practice.true"), Option("false", "practice.false")),
            many=False,
            in_site_words=True,
            key=Key(
                "exact",
                ["true" if self.answer else "false"],
                {"true": self.feedback_true, "false": self.feedback_false},
            ),
        )
