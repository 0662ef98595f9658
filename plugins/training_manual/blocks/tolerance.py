"""A zone of tolerance: desired and adequate level on one scale, and how a customer takes what was received."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from training_manual.item import Block
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Line, Number, Plain

Verdict = Literal["above", "inside", "below"]


class ToleranceBlock(Block):
    """A bar with the zone marked on it; readers move what was received and read the reaction."""

    kind: Literal["tolerance"]
    title: Plain
    """Which expectation is drawn."""
    story: Line
    """What happened, so that `received` has a meaning."""
    measure: Plain
    """What the scale counts, such as 迟到多久."""
    unit: Plain
    """Its unit, such as 分钟."""
    best: Number
    """The best end of the scale."""
    worst: Number
    """The worst end of the scale; it may be the greater or the smaller number."""
    desired: Number
    """What the customer hopes for."""
    adequate: Number
    """The least the customer accepts."""
    received: Number
    """What the customer got in the story."""
    above: Line
    """The reaction to something better than desired, or just as desired."""
    inside: Line
    """The reaction inside the zone."""
    below: Line
    """The reaction to something worse than adequate."""

    def place(self, value: Decimal) -> float:
        """Where `value` lies from the worst end (0) to the best (1)."""
        return float((value - self.worst) / (self.best - self.worst))

    def verdict(self, value: Decimal) -> Verdict:
        """Which of the three reactions `value` meets; exactly adequate is still inside."""
        if self.place(value) >= self.place(self.desired):
            return "above"
        return "inside" if self.place(value) >= self.place(self.adequate) else "below"

    def faults(self) -> Iterator[Fault]:
        low, high = sorted((self.best, self.worst))
        if low == high:
            yield Fault(("worst",), Code.ENDS_MEET, {"value": self.worst})
            return
        for key in ("desired", "adequate", "received"):
            if not low <= (value := getattr(self, key)) <= high:
                yield Fault((key,), Code.OUT_OF_RANGE, {"value": value, "low": low, "high": high})
        if self.place(self.desired) <= self.place(self.adequate):
            yield Fault(("adequate",), Code.ADEQUATE_NOT_BELOW, {"value": self.adequate, "desired": self.desired})
