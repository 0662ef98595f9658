"""A curve that shows a shape, not data: it always says that it is illustrative."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Id, Line, Percent, Plain
from training_manual.reading.typed import Record


class CurvePoint(Record):
    """A point the curve goes through."""

    x: Percent
    """From the left end, 0 to 100."""
    y: Percent
    """From the bottom, 0 to 100."""


class CurveRegion(Record):
    """A stretch of the x axis with a name."""

    id: Id
    """The region's name."""
    origin: Annotated[Percent, Field(alias="from")]
    """Where it begins, 0 to 100."""
    to: Percent
    """Where it ends, 0 to 100."""
    label: Plain
    """What it is called."""


class CurveBlock(Block):
    """A drawn curve with the word «illustrative» in it; figures belong into `statistic`."""

    kind: Literal["curve"]
    title: Plain
    """What the shape says."""
    x: Plain
    """What lies along the x axis."""
    y: Plain
    """What lies along the y axis."""
    points: Annotated[tuple[CurvePoint, ...], Field(min_length=2, max_length=12)]
    """Points from left to right; the curve is drawn smoothly through them."""
    regions: Annotated[tuple[CurveRegion, ...], Field(max_length=5)] = ()
    """Named stretches of the x axis."""
    reading: Line
    """The shape in words, for everybody and for who cannot see it."""

    def faults(self) -> Iterator[Fault]:
        for index, (before, point) in enumerate(zip(self.points, self.points[1:], strict=False), 1):
            if point.x <= before.x:
                yield Fault(("points", index, "x"), Code.POINTS_NOT_RISING, {"before": before.x, "value": point.x})
        for index, region in enumerate(self.regions):
            if region.to <= region.origin:
                about = {"value": region.to, "low": region.origin + 1, "high": 100}
                yield Fault(("regions", index, "to"), Code.OUT_OF_RANGE, about)
