"""Score a visit somebody describes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from training_manual.interaction import Key, Option, Pair
from training_manual.item import Question
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Count, Id, Line, Plain, Prose
from training_manual.reading.typed import Record


class Level(Record):
    """One step of the scale."""

    points: Count
    """What it is worth."""
    text: Plain
    """What it is called, such as 做到."""


class RateRow(Record):
    """One thing to score."""

    id: Id
    """The row's name."""
    text: Line
    """What to look for."""
    reference: Count
    """The points it deserves, one of the levels."""
    feedback: Line
    """What in the scene speaks for these points."""


class RateQuestion(Question):
    """Score a described visit as a mystery customer would; each row near the reference counts."""

    kind: Literal["rate"]
    scene: Prose
    """The visit, as it was seen; not what to think of it."""
    levels: Annotated[tuple[Level, ...], Field(min_length=2, max_length=6)]
    """The scale, the fewest points first."""
    rows: Annotated[tuple[RateRow, ...], Field(min_length=2, max_length=12)]
    """What is to be scored, in the order of the sheet."""
    tolerance: Count = 0
    """How many points off still count as right."""

    def faults(self) -> Iterator[Fault]:
        scale = [level.points for level in self.levels]
        for index, (before, points) in enumerate(pairwise(scale), 1):
            if points <= before:
                yield Fault(("levels", index, "points"), Code.LEVELS_NOT_RISING, {"value": points, "before": before})
        for index, row in enumerate(self.rows):
            path = ("rows", index, "reference")
            if row.reference not in scale:
                where = {
                    "zh_where": f"分值（{'、'.join(map(str, scale))}）",
                    "where": f"points of the levels ({', '.join(map(str, scale))})",
                }
                yield Fault(path, Code.ANSWER_NOT_AMONG, {"answer": row.reference, **where})
            elif all(abs(points - row.reference) <= self.tolerance for points in scale):
                yield Fault(path, Code.ALWAYS_RIGHT, {"tolerance": self.tolerance})

    def interaction(self) -> Pair:
        return Pair(
            rows=tuple(Option(row.id, row.text) for row in self.rows),
            choices=tuple(Option(str(level.points), f"{level.points} {level.text}") for level in self.levels),
            once=False,
            scene=self.scene,
            key=Key(
                "distance",
                {row.id: str(row.reference) for row in self.rows},
                {row.id: row.feedback for row in self.rows},
                tolerance=Decimal(self.tolerance),
            ),
        )
