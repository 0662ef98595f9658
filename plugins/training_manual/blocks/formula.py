"""A formula to work with: readers put in their own figures and read what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import prod
from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Count, Id, Line, Number, Plain
from training_manual.reading.typed import Record

Compute = Literal["ratio-percent", "ratio", "difference", "sum", "product", "present-value"]


def _present_value(values: Sequence[Decimal]) -> Decimal:
    """Gain a year, whole years, discount rate in percent; each gain falls at the end of its year."""
    gain, years, rate = values
    return sum((gain / (1 + rate / 100) ** year for year in range(1, int(years) + 1)), Decimal())


# Twin: site_overrides/assets/core/formula.js; both are held to tests/formulas.json.
COMPUTE: dict[Compute, tuple[int | None, Callable[[Sequence[Decimal]], Decimal]]] = {
    "ratio-percent": (2, lambda v: v[0] / v[1] * 100),
    "ratio": (2, lambda v: v[0] / v[1]),
    "difference": (2, lambda v: v[0] - v[1]),
    "sum": (None, lambda v: sum(v, Decimal())),
    "product": (None, lambda v: prod(v, start=Decimal(1))),
    "present-value": (3, _present_value),
}
"""How many inputs each takes (None: two or more), and what it does with them."""


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Half up, away from zero; a zero has no sign."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + Decimal(0)


class FormulaInput(Record):
    """One figure to put in."""

    id: Id
    """The input's name."""
    label: Plain
    """What it counts."""
    unit: Plain
    """Its unit."""
    example: Number
    """Its value in the worked example."""


class FormulaBlock(Block):
    """A small calculator with a worked example; nothing typed into it is kept or sent."""

    kind: Literal["formula"]
    title: Plain
    """What is worked out."""
    expression: Line
    """The formula in words, with × ÷ + −."""
    inputs: Annotated[tuple[FormulaInput, ...], Field(min_length=2, max_length=7)]
    """What goes in, in the order `compute` takes it."""
    compute: Compute
    """ratio-percent: first ÷ second × 100. ratio: first ÷ second. difference: first − second. sum. product.
    present-value: gain a year, years, discount rate in percent."""
    decimals: Annotated[Count, Field(le=6)] = 0
    """Digits behind the point of the result."""
    unit: Plain
    """The unit of the result."""
    reading: Line
    """What the result says."""
    pitfalls: Annotated[tuple[Line, ...], Field(min_length=1)]
    """How it misleads."""

    @property
    def example(self) -> Decimal:
        """The result for the examples, rounded half up. Raises ZeroDivisionError; `faults` names that first."""
        return rounded(COMPUTE[self.compute][1]([i.example for i in self.inputs]), self.decimals)

    def faults(self) -> Iterator[Fault]:
        wanted = COMPUTE[self.compute][0]
        if wanted is not None and len(self.inputs) != wanted:
            said = {"compute": self.compute, "wanted": wanted, "count": len(self.inputs)}
            yield Fault(("inputs",), Code.INPUT_COUNT, said)
        elif self.compute in ("ratio-percent", "ratio") and self.inputs[1].example == 0:
            yield Fault(("inputs", 1, "example"), Code.DIVIDES_BY_ZERO)
        elif self.compute == "present-value":
            if not 1 <= (years := self.inputs[1].example) <= 50 or years != int(years):
                about = {"value": years, "low": 1, "high": 50}
                yield Fault(("inputs", 1, "example"), Code.OUT_OF_RANGE, about)
            if not 0 <= (rate := self.inputs[2].example) <= 100:
                yield Fault(("inputs", 2, "example"), Code.OUT_OF_RANGE, {"value": rate, "low": 0, "high": 100})
