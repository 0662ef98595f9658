"""Service standards: limit, average and target apart, each with how it is measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Flag, Id, Line, Plain, SourceRef, TokenPath
from training_manual.reading.typed import Record


class StandardRow(Record):
    """One standard."""

    id: Id
    """The standard's name."""
    item: Plain
    """What is measured."""
    limit: TokenPath | None = None
    """The limit, as a path in brand.yml."""
    value: Line | None = None
    """The limit in words, where it is not one of ours."""
    average: Line | None = None
    """The average aimed at; never in the limit's place."""
    target: Line | None = None
    """The share that must keep the limit."""
    measure: Line | None = None
    """How it is measured."""
    source: SourceRef | None = None
    """Where a figure that is not ours comes from."""
    historical: Flag = False
    """An old example, not our rule."""


class StandardBlock(Block):
    """A card a standard."""

    kind: Literal["standard"]
    title: Plain
    """What the standards are about."""
    rows: Annotated[tuple[StandardRow, ...], Field(min_length=1)]
    """The standards."""

    def faults(self) -> Iterator[Fault]:
        for index, row in enumerate(self.rows):
            if (row.limit is None) == (row.value is None):
                yield Fault(("rows", index), Code.EXACTLY_ONE, {"keys": "limit, value"})
