"""A grid of rows and columns, with what to do in each cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.problem import Code, Fault, closest
from training_manual.reading.scalars import Id, Line, Plain
from training_manual.reading.typed import Record


class Heading(Record):
    """A row or a column."""

    id: Id
    """Its name."""
    name: Plain
    """What stands at its head."""


class MatrixCell(Record):
    """One cell."""

    row: Id
    """The row it stands in."""
    column: Id
    """The column it stands in."""
    text: Line
    """What holds there."""
    action: Line | None = None
    """What to do there."""


class MatrixBlock(Block):
    """A table on a wide page, a card a row on a phone."""

    kind: Literal["matrix"]
    title: Plain
    """What the grid answers."""
    row_axis: Plain | None = None
    """What the rows stand for."""
    column_axis: Plain | None = None
    """What the columns stand for."""
    rows: Annotated[tuple[Heading, ...], Field(min_length=2)]
    """The rows."""
    columns: Annotated[tuple[Heading, ...], Field(min_length=1)]
    """The columns."""
    cells: tuple[MatrixCell, ...]
    """One cell for every row and column."""

    def cell(self, row: str, column: str) -> MatrixCell:
        return next(c for c in self.cells if (c.row, c.column) == (row, column))

    def faults(self) -> Iterator[Fault]:
        rows, columns = [r.id for r in self.rows], [c.id for c in self.columns]
        for index, cell in enumerate(self.cells):
            for key, ref, known, zh in (("row", cell.row, rows, "行"), ("column", cell.column, columns, "列")):
                if ref not in known:
                    about = {"zh_what": zh, "what": key, "ref": ref}
                    yield Fault(("cells", index, key), Code.BROKEN_REFERENCE, about, closest(ref, known))
        written = [(cell.row, cell.column) for cell in self.cells]
        for row in rows:
            for column in columns:
                if (count := written.count((row, column))) != 1:
                    zh, en = ("没有写", "is missing") if count == 0 else ("写了两次", "stands twice")
                    about = {"row": row, "column": column, "zh_state": zh, "state": en}
                    yield Fault(("cells",), Code.CELL_COUNT, about)
