"""A moment of truth: before, during and after one encounter, and how to recover it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.reading.scalars import Line, Plain, TermRef, TokenPath


class MomentBlock(Block):
    """A moment of truth on a vertical strip, with words to say and a phrase for when it went wrong."""

    kind: Literal["moment"]
    title: Plain
    """What happens."""
    stage: Plain
    """The stage of the job it belongs to."""
    channel: Literal["phone", "door", "counter", "chat", "site", "meeting"]
    """Where we meet the customer."""
    customer_feels: Line
    """What the customer thinks at this moment, in the first person, without quotation marks."""
    before: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What to do before."""
    during: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What to do while the customer is there."""
    after: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What to do after."""
    limit: TokenPath | None = None
    """The standard that holds here, as a path in brand.yml."""
    say: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Words to say, without quotation marks."""
    avoid: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Words to leave unsaid."""
    recovery_when: Line
    """What went wrong, as a heading: «if we are late»."""
    recovery: Line
    """The phrase that recovers the moment."""
    dimensions: tuple[TermRef, ...] = ()
    """Dimensions of service quality the customer judges here (term ids)."""
    evidence: Line
    """What remains to be seen afterwards."""
