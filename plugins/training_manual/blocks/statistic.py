"""A figure with who said it, when, where, and what it does not say."""

from __future__ import annotations

from typing import Literal

from training_manual.item import Block
from training_manual.reading.scalars import Line, Plain, SourceRef


class StatisticBlock(Block):
    """A big figure, its origin in one line, then its limit; an unverified one is struck through."""

    kind: Literal["statistic"]
    claim: Line
    """What the figure counts."""
    value: Plain
    """The figure, as it is to be printed."""
    population: Line
    """Whom it was measured on."""
    place: Plain
    """Where."""
    year: Plain
    """When."""
    source: SourceRef
    """Who said it (sources.yml)."""
    status: Literal["ok", "adjusted", "unverified"]
    """ok: may be quoted. adjusted: only with the correction. unverified: do not quote."""
    limit_of_claim: Line
    """What the figure does not say."""
