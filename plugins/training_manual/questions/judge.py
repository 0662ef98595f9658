"""May this be quoted?"""

from __future__ import annotations

from typing import Annotated, Literal

from training_manual.interaction import Choose, Key, Option
from training_manual.item import Question
from training_manual.reading.scalars import Aside, Line, SourceRef

VERDICTS = ("as-is", "with-limits", "not")


class JudgeQuestion(Question):
    """A claim somebody wants to use: to be quoted as it stands, only with its limits, or not at all."""

    kind: Literal["judge"]
    claim: Line
    """The claim as somebody wants to use it, without quotation marks."""
    answer: Literal["as-is", "with-limits", "not"]
    """as-is: it may be quoted as it stands. with-limits: only with who, when and what was measured. not: never."""
    feedback_as_is: Line
    """What to say to who would quote it as it stands."""
    feedback_with_limits: Line
    """What to say to who would quote it with its limits."""
    feedback_not: Line
    """What to say to who would not quote it."""
    sources: Annotated[tuple[SourceRef, ...], Aside()] = ()
    """Where the claim comes from (sources.yml), shown after answering with what to know before quoting it."""

    def interaction(self) -> Choose:
        said = (self.feedback_as_is, self.feedback_with_limits, self.feedback_not)
        return Choose(
            options=tuple(Option(verdict, f"practice.quote-{verdict}") for verdict in VERDICTS),
            many=False,
            in_site_words=True,
            claim=self.claim,
            key=Key("exact", [self.answer], dict(zip(VERDICTS, said, strict=True))),
        )
