"""One dimension of service quality: what it means, what it asks of us, how it looks when done and not done."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.reading.scalars import Line, TermRef


class DimensionBlock(Block):
    """A card with three tabs (means, requires, ask yourself) and a fold with behaviours."""

    kind: Literal["dimension"]
    term: TermRef
    """The term that names it; the name comes from the glossary."""
    means: Line
    """What it means, in one sentence."""
    requires: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What it asks of us."""
    ask: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Questions to ask oneself."""
    good: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Behaviour that shows it."""
    bad: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Behaviour that fails it."""
    maps_to: Literal["reliability", "responsiveness", "assurance", "empathy", "tangibles"]
    """Its place among the five dimensions of 1988."""
