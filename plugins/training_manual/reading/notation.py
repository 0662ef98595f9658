"""Notation that YAML eats: which known trap broke a file, or was swallowed by it without a word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from training_manual.problem import Code
from training_manual.reading.source import named

Event = Any
"""An event of libyaml; its stubs allow an event without marks, parsing never gives one."""


class Trap(NamedTuple):
    """A known trap, at a line and column counted from 0."""

    line: int
    column: int
    code: Code
    about: dict[str, object]


_KEY = r"[A-Za-z_][\w-]*"
_LEAD = rf"^\s*(?:- +)*(?:{_KEY}: +)?"
_ITEM = re.compile(rf"- |{_KEY}[:：]", re.ASCII)
_VALUE = re.compile(rf"(?P<lead>{_LEAD})(?P<value>\S.*)$", re.ASCII)
_WIDE_COLON = re.compile(rf"^[^\S\n]*(?:- +)*{_KEY} ?(?P<colon>：)", re.ASCII)
_TIGHT_COLON = re.compile(rf"^\s*(?:- +)*{_KEY}(?P<colon>:)(?=[^ \t])(?!//)", re.ASCII)
_STARTS = ("{{", "[[", "**", "`", ">", "|", "%", "!", "@", "*", "&", "- ", "? ", ",", "]", "}")
_BLOCK_HEADER = re.compile(r"[>|](?:[+-]?[1-9]?|[1-9][+-])\s*(?:#.*)?")
_QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?P<rest>\s*)(?=[^\s#:,\]}])""")
_BRACKETED = re.compile(r"[\[{].*[\]}]\s*(?=[^\s#\]},])")
_INNER_QUOTES = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
WIDE_MARK = re.compile("[，：、；]")
_CJK = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


# -- a file that does not parse


def odd_indents(rows: Sequence[str], literal: Collection[int]) -> Iterator[Trap]:
    """Every row with a key or a dash behind something that is no space."""
    for number, row in enumerate(rows):
        if number not in literal and _ITEM.match(row.lstrip()) and (trap := next(_in_indent(number, row), None)):
            yield trap


def broken_by(rows: Sequence[str], near: int, literal: Collection[int]) -> Trap | None:
    """The first known trap on row `near` or on one of the two above it; rows of a block scalar are nobody's fault."""
    for number in range(min(near, len(rows) - 1), max(near - 3, -1), -1):
        if number not in literal and (trap := next(_on_row(number, rows[number]), None)):
            return trap
    return None


def _on_row(line: int, row: str) -> Iterator[Trap]:
    yield from _in_indent(line, row)
    if row.lstrip().startswith("#"):
        return
    if wide := _WIDE_COLON.match(row):
        yield Trap(line, wide.start("colon"), Code.FULL_WIDTH_COLON, {})
    if tight := _TIGHT_COLON.match(row):
        yield Trap(line, tight.start("colon"), Code.NO_SPACE_AFTER_COLON, {})
    found = _VALUE.match(row)
    if found and found["lead"].strip():
        yield from _in_value(line, found.start("value"), found["value"])


def _in_indent(line: int, row: str) -> Iterator[Trap]:
    for at, character in enumerate(row[: len(row) - len(row.lstrip())]):
        if character == "\t":
            yield Trap(line, at, Code.TAB_INDENT, {})
        elif character != " ":
            yield Trap(line, at, Code.WIDE_INDENT, {"character": named(character)})


def _in_value(line: int, column: int, value: str) -> Iterator[Trap]:
    start = next((s for s in _STARTS if value.startswith(s)), None)
    if start and not _BLOCK_HEADER.fullmatch(value):
        yield Trap(line, column, Code.NEEDS_QUOTES, {"start": start.strip()})
    elif quoted := _QUOTED.match(value):
        yield Trap(line, column + quoted.end(), Code.QUOTE_ENDS_EARLY, {"quote": value[0]})
    elif value[0] in "[{":
        if _BRACKETED.match(value):
            yield Trap(line, column, Code.NEEDS_QUOTES, {"start": value[0]})
        elif mark := WIDE_MARK.search(_INNER_QUOTES.sub(lambda m: "x" * len(m[0]), value)):
            yield Trap(line, column + mark.start(), Code.FLOW_PUNCTUATION, {"mark": mark[0]})
    elif value[0] not in "\"'" and _CJK.search(value) and (cut := value.find(" #")) > 0:
        yield Trap(line, column + cut + 1, Code.HASH_CUTS_TEXT, {})


def is_colon_in_text(row: str, column: int) -> bool:
    """The colon YAML stumbled over stands in the middle of a text, not behind a key that is indented too far."""
    return row[column : column + 1] == ":" and not re.fullmatch(rf"\s*{_KEY}", row[:column], re.ASCII)


# -- a file that parses and does not mean what was written


def swallowed_in(event: Event, rows: Sequence[str], *, is_key: bool, in_brackets: str) -> Iterator[Trap]:
    """Traps in one scalar. `in_brackets` is the bracket it stands in, or nothing."""
    line, column = event.start_mark.line, event.start_mark.column
    text: str = event.value
    if event.style == ">" and not text.strip():
        yield Trap(line, column, Code.NEEDS_QUOTES, {"start": ">"})
    if not event.style:
        yield from _plain(event, rows, is_key, in_brackets)
    if event.style != "|" and not is_key and event.end_mark.line > line:
        yield from _folded(event, rows)


def _plain(event: Event, rows: Sequence[str], is_key: bool, in_brackets: str) -> Iterator[Trap]:
    line, column = event.start_mark.line, event.start_mark.column
    text: str = event.value
    if is_key and text[:1].isspace():
        yield Trap(line, column, Code.WIDE_INDENT, {"character": named(text[0])})
    elif is_key and in_brackets:
        yield from _key_in_brackets(event, rows)
    elif in_brackets == "[" and (mark := WIDE_MARK.search(text)):
        yield Trap(line, _column(event, mark.start()), Code.FLOW_PUNCTUATION, {"mark": mark[0]})
    rest = rows[event.end_mark.line][event.end_mark.column :] if event.end_mark.line < len(rows) else ""
    comment = rest.lstrip(" \t")
    # Behind a plain value (`number: 7  # seventh`) it is a comment; behind Chinese, or stuck to a word, it is text.
    if comment.startswith("#") and (_CJK.search(text) or not re.match(r"#(\s|$)", comment)):
        yield Trap(event.end_mark.line, len(rows[event.end_mark.line]) - len(comment), Code.HASH_CUTS_TEXT, {})
    for number in range(line + 1, event.end_mark.line + 1):
        if wide := _WIDE_COLON.match(rows[number]):
            yield Trap(number, wide.start("colon"), Code.FULL_WIDTH_COLON, {})


def _column(event: Event, offset: int) -> int:
    """Where a character of a plain text stands; the text's beginning where it goes over several rows."""
    start: int = event.start_mark.column
    return start + (offset if event.start_mark.line == event.end_mark.line else 0)


def _key_in_brackets(event: Event, rows: Sequence[str]) -> Iterator[Trap]:
    """A «key» in braces that is a piece of text: `{id: a, text: first, then}` or `{id：a}`."""
    line, column = event.start_mark.line, event.start_mark.column
    row = rows[line]
    if "：" in event.value:
        yield Trap(line, _column(event, event.value.index("：")), Code.FULL_WIDTH_COLON, {})
    elif not row[event.end_mark.column :].lstrip().startswith(":") or not event.value.isascii():
        comma = row.rfind(",", 0, column)
        if comma >= 0:
            yield Trap(line, comma, Code.FLOW_PUNCTUATION, {"mark": ","})


def _folded(event: Event, rows: Sequence[str]) -> Iterator[Trap]:
    """A line break between two Chinese characters becomes a space."""
    for number in range(event.start_mark.line, min(event.end_mark.line, len(rows) - 1)):
        above, below = rows[number].rstrip()[-1:], rows[number + 1].lstrip()[:1]
        is_end = number + 1 == event.end_mark.line and event.end_mark.column == 0
        if not is_end and _CJK.match(above) and _CJK.match(below):
            yield Trap(number, len(rows[number].rstrip()) - 1, Code.FOLDED_TEXT, {})
            return
