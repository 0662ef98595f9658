"""Can a paper be drawn? Every question fills one row of the blueprint, or none, and counts under its difficulty.

Rows and difficulties have quotas, so a whole paper is a greatest flow from rows over questions to difficulties, and
augmenting paths find it (Ford and Fulkerson 1956). The browser draws with the same rules in `assets/core/draw.js`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


def columns(n: int, shares: Sequence[int]) -> dict[int, int]:
    """How many of `n` questions have difficulty 1, 2, 3: the largest remainders get what rounding down leaves."""
    whole = sum(shares)
    quotas = {level: n * share // whole for level, share in enumerate(shares, 1)}
    by_remainder = sorted(quotas, key=lambda level: (-(n * shares[level - 1] % whole), level))
    for level in by_remainder[: n - sum(quotas.values())]:
        quotas[level] += 1
    return quotas


@dataclass(frozen=True)
class Jam:
    """Rows that together want more than there is for them."""

    rows: tuple[int, ...]
    wanted: int
    found: int
    full: tuple[int, ...]
    """Difficulties whose quota leaves out further questions of these rows."""


def jam(levels: Sequence[int], rows: Sequence[tuple[int, Sequence[int]]], quotas: Mapping[int, int]) -> Jam | None:
    """What keeps a paper from being drawn; None where it can be.

    `levels`: the difficulty of each question. `rows`: how many each row wants, and the questions that may fill it.
    """
    free = sum(quotas.values()) - sum(wanted for wanted, _ in rows)
    paper = _Paper(levels, [may for _, may in rows] + [range(len(levels))], quotas, {})
    wants = [*(wanted for wanted, _ in rows), free]
    for row, wanted in enumerate(wants):
        for _ in range(wanted):
            seen, full = set[int](), set[int]()
            if not paper.one_more(row, seen, full):
                found = sum(filled in seen for filled in paper.row_of.values())
                return Jam(tuple(sorted(seen)), sum(wants[r] for r in seen), found, tuple(sorted(full)))
    return None


@dataclass(frozen=True)
class _Paper:
    levels: Sequence[int]
    rows: Sequence[Sequence[int]]
    quotas: Mapping[int, int]
    row_of: dict[int, int]
    """The row each drawn question fills."""

    def one_more(self, row: int, seen: set[int], full: set[int]) -> bool:
        """Finds `row` one more question, where need be one whose own row finds another; notes where it has looked."""
        seen.add(row)
        new = [question for question in self.rows[row] if question not in self.row_of]
        for question in new:
            level = self.levels[question]
            if len(self._drawn(level)) < self.quotas[level]:
                self.row_of[question] = row
                return True
        # Each drawn question that could make room, and the one `row` would get for it.
        swaps = {question: question for question in self.rows[row] if question in self.row_of}
        for question in new:
            if (level := self.levels[question]) not in full:
                full.add(level)
                swaps |= {drawn: question for drawn in self._drawn(level) if drawn not in swaps}
        for drawn, question in swaps.items():
            if (other := self.row_of[drawn]) not in seen and self.one_more(other, seen, full):
                del self.row_of[drawn]
                self.row_of[question] = row
                return True
        return False

    def _drawn(self, level: int) -> list[int]:
        return [question for question in self.row_of if self.levels[question] == level]
