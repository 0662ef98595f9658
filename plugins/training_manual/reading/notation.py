"""Notation that YAML eats: guesses, from the raw line, which of the known traps broke the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from training_manual.problem import Code, Place, Problem

_VALUE = re.compile(r"^(?P<lead>\s*(?:- )?\s*(?:[A-Za-z_][\w-]*:\s+)?)(?P<value>\S.*)$")
_WIDE_COLON = re.compile(r"^\s*(?:- )?[A-Za-z_][\w-]*(?P<colon>：)")
_EATEN = ("{{", "[[", "**", "`", ">", "%", "!", "@", "*", "&")
_FLOW = re.compile(r"[{\[][^\"']*?[:：,，]\s*[^\"'\s{\[][^\"']*(?P<mark>[,，:：?])")


def notation_problem(file: str, text: str, near: int) -> Problem | None:
    """The first known trap on line `near` (counted from 0) or on one of the two lines above it."""
    rows = text.split("\n")
    for number in range(min(near, len(rows) - 1), max(near - 3, -1), -1):
        for column, code, about in _traps(rows[number]):
            return Problem(Place(file, number + 1, column + 1), code, about)
    return None


def _traps(row: str) -> Iterator[tuple[int, Code, dict[str, object]]]:
    indent = row[: len(row) - len(row.lstrip())]
    for at, character in enumerate(indent):
        if character == "\t":
            yield at, Code.TAB_INDENT, {}
        elif character != " ":
            yield at, Code.WIDE_INDENT, {"character": f"U+{ord(character):04X}"}
    if wide := _WIDE_COLON.match(row):
        yield wide.start("colon"), Code.FULL_WIDTH_COLON, {}
    found = _VALUE.match(row)
    if found:
        value = found["value"]
        start = next((s for s in _EATEN if value.startswith(s)), None)
        if start and not re.fullmatch(r"[>|][+-]?\d?", value):
            yield found.start("value"), Code.NEEDS_QUOTES, {"start": start}
    if flow := _FLOW.search(row):
        yield flow.start("mark"), Code.FLOW_PUNCTUATION, {"mark": flow["mark"]}
