"""Options side by side: pros and cons, or one cell a criterion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.problem import Code, Fault, closest
from training_manual.reading.scalars import Id, Line, Plain
from training_manual.reading.typed import Record


class Criterion(Record):
    """A line of the comparison."""

    id: Id
    """The criterion's name."""
    name: Plain
    """What is compared."""


class ComparisonCell(Record):
    """What one option says to one criterion."""

    criterion: Id
    """The criterion."""
    text: Line
    """The answer."""


class ComparisonOption(Record):
    """One thing compared."""

    id: Id
    """The option's name."""
    name: Plain
    """What it is called."""
    when: Line | None = None
    """When to choose it."""
    pros: tuple[Line, ...] = ()
    """What speaks for it."""
    cons: tuple[Line, ...] = ()
    """What speaks against it."""
    cells: tuple[ComparisonCell, ...] = ()
    """One text a criterion."""


class ComparisonBlock(Block):
    """A card an option on a phone, a table on a wide page and in print."""

    kind: Literal["comparison"]
    title: Plain
    """What is compared."""
    question: Line | None = None
    """The question the comparison answers."""
    criteria: tuple[Criterion, ...] = ()
    """The lines of the table."""
    options: Annotated[tuple[ComparisonOption, ...], Field(min_length=2)]
    """The things compared."""

    def faults(self) -> Iterator[Fault]:
        known = [c.id for c in self.criteria]
        for index, option in enumerate(self.options):
            for at, cell in enumerate(option.cells):
                if cell.criterion not in known:
                    about = {"zh_what": "比较项", "what": "criterion", "ref": cell.criterion}
                    path = ("options", index, "cells", at, "criterion")
                    yield Fault(path, Code.BROKEN_REFERENCE, about, closest(cell.criterion, known))
            for criterion in known:
                if sum(cell.criterion == criterion for cell in option.cells) != 1:
                    yield Fault(
                        ("options", index),
                        Code.CELL_COUNT,
                        {"row": option.id, "column": criterion, "zh_state": "要写一次", "state": "must stand once"},
                    )
