"""Bytes of a YAML file -> a tree of nodes that know their line and column, or problems.

The tree is built from libyaml's *event* stream: events are flat, so a depth bomb is refused where
`yaml.compose` would overflow the C stack. Aliases, tags and merge keys are refused, scalars stay
text (`no`, `1_000`, `2026-13-45` mean what is written), duplicate keys are seen with both places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from sys import intern

import yaml

from training_manual.problem import Code, Place, Problem
from training_manual.reading.notation import (
    WIDE_MARK,
    Event,
    Trap,
    broken_by,
    is_colon_in_text,
    odd_indents,
    swallowed_in,
)
from training_manual.reading.source import Unreadable, Written, decode, too_big

MAX_DEPTH = 40
MAX_SCALAR = 200_000


@dataclass(frozen=True, slots=True)
class Scalar:
    line: int
    column: int
    text: str
    plain: bool
    file: Written | None = field(default=None, compare=False, repr=False)
    """Shared by all scalars of a file: a place inside a text is looked up there."""

    @property
    def missing(self) -> bool:
        """An empty plain scalar and `~` mean «not given»."""
        return self.plain and self.text in ("", "~")

    def spot(self, offset: int) -> tuple[int, int]:
        """Line and column of a character of the text; of the whole scalar where escapes or folds blur it."""
        rows = self.file.rows if self.file else []
        before, wanted = self.text[:offset], self.text.split("\n")
        down = before.count("\n")
        across = offset - (before.rfind("\n") + 1)
        opening = rows[self.line][self.column : self.column + 1] if self.line < len(rows) else ""
        if opening == "|" and not self.plain and self.line + 1 + down < len(rows):
            row = rows[self.line + 1 + down]
            if row.endswith(wanted[down]):
                return self.line + 1 + down, min(len(row) - len(wanted[down]) + across, len(row))
        elif down == 0 and opening:
            start = self.column if self.plain else self.column + 1
            if rows[self.line].startswith(before, start):
                return self.line, start + across
        return self.line, self.column


@dataclass(frozen=True, slots=True)
class Sequence:
    line: int
    column: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    line: int
    column: int
    keys: tuple[Scalar, ...]
    values: tuple[Node, ...]

    @property
    def entries(self) -> Iterator[tuple[Scalar, Node]]:
        return zip(self.keys, self.values, strict=True)

    def get(self, key: str) -> Node | None:
        for name, node in self.entries:
            if name.text == key:
                return node
        return None

    def key(self, key: str) -> Scalar | None:
        return next((name for name in self.keys if name.text == key), None)

    def without(self, key: str) -> Mapping:
        return _mapping(self.line, self.column, [e for e in self.entries if e[0].text != key])


Node = Scalar | Sequence | Mapping


def _mapping(line: int, column: int, entries: Collection[tuple[Scalar, Node]]) -> Mapping:
    # Two tuples: one a pair would be a fifth of the tree.
    return Mapping(line, column, tuple(key for key, _ in entries), tuple(value for _, value in entries))


def read_nodes(file: str, data: bytes) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document (None if it could not be read) and what is wrong with it."""
    try:
        builder = _Builder(file, decode(file, data), Written(file, data))
        return builder.document(), builder.problems
    except Unreadable as end:
        return None, end.problems


class _Builder:
    def __init__(self, file: str, text: str, written: Written):
        self.file = file
        self.written = written
        self.text = text = text if text.endswith("\n") else text + "\n"  # libyaml's marks count that end too
        self.rows = tuple(text.split("\n"))
        self.problems: list[Problem] = []
        self.depth = 0
        self.brackets = [""]
        """The bracket around each open collection, or nothing in block style."""
        self.last: Event = None
        self.literal: set[int] = set()
        """Rows inside block scalars, where nothing is notation."""

    def document(self) -> Node:
        try:
            events = yaml.parse(self.text, Loader=yaml.CSafeLoader)
            next(events)  # stream start
            first = next(events)
            if isinstance(first, yaml.StreamEndEvent):
                raise Unreadable(Problem(Place(self.file), Code.EMPTY_FILE))
            root = self._node(next(events), events)
            next(events)  # document end
            more = next(events)
            if not isinstance(more, yaml.StreamEndEvent):
                self._refuse(more, Code.SEVERAL_DOCUMENTS)
        except yaml.YAMLError as error:
            raise Unreadable(*self.problems, *self._syntax(error)) from None
        return root

    def _node(self, event: Event, events: Iterator[Event], *, is_key: bool = False) -> Node:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, Code.ALIAS)
        if getattr(event, "tag", None):
            self._refuse(event, Code.NEEDS_QUOTES, start="!")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, is_key)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._refuse(event, Code.TOO_DEEP, limit=MAX_DEPTH)
        is_list = isinstance(event, yaml.SequenceStartEvent)
        self.brackets.append(("[" if is_list else "{") if event.flow_style else "")
        node = self._sequence(event, events) if is_list else self._mapping(event, events)
        self.brackets.pop()
        self.depth -= 1
        return node

    def _scalar(self, event: Event, is_key: bool) -> Scalar:
        self.last = event
        mark = event.start_mark
        if (size := len(event.value)) > MAX_SCALAR:
            place = Place(self.file, mark.line + 1, mark.column + 1)
            raise Unreadable(too_big(place, "这段文字", "the text", f"{size} 字", f"{size} characters", MAX_SCALAR))
        if event.style in ("|", ">"):
            self.literal.update(range(mark.line + 1, event.end_mark.line))
        # Keys come back by the thousand: one copy of each is enough.
        if self._calm(event, is_key):
            text = intern(event.value) if is_key else event.value
            return Scalar(mark.line, mark.column, text, not event.style, self.written)
        traps = list(swallowed_in(event, self.rows, is_key=is_key, in_brackets=self.brackets[-1]))
        self.problems += map(self._trapped, traps)
        lost = (Code.WIDE_INDENT, Code.FULL_WIDTH_COLON)
        if not self.brackets[-1] and any(trap.code in lost for trap in traps):  # nobody knows what belongs where
            raise Unreadable(*self.problems, *map(self._trapped, odd_indents(self.rows, self.literal)))
        text, plain = event.value, not event.style
        if traps and not text.strip():  # YAML took all of it away: what was written, so that nothing else is missed
            text, plain = self.rows[mark.line][mark.column :].strip(), False
        return Scalar(mark.line, mark.column, text.strip() if is_key else text, plain, self.written)

    def _calm(self, event: Event, is_key: bool) -> bool:
        """Nothing can have been swallowed: the text fills its row (nearly all texts do, so this saves time)."""
        start, end = event.start_mark, event.end_mark
        if event.style == "|":
            return True
        if self.brackets[-1] or start.line != end.line or not event.value or event.value[0].isspace():
            return False
        return is_key or end.column >= len(self.rows[end.line])

    def _sequence(self, start: Event, events: Iterator[Event]) -> Node:
        items: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            said = len(self.problems)
            node = self._node(event, events)
            if isinstance(node, Scalar) and any(p.code is Code.FLOW_PUNCTUATION for p in self.problems[said:]):
                items += [replace(node, text=part) for part in WIDE_MARK.split(node.text)]  # read on as it was meant
            else:
                items.append(node)
        if items and self._doubled(start, items[0], "[["):
            return self._meant_as_text(start, "[[")
        return Sequence(start.start_mark.line, start.start_mark.column, tuple(items))

    def _mapping(self, start: Event, events: Iterator[Event]) -> Node:
        entries: dict[str, tuple[Scalar, Node]] = {}
        meant_as_text = False
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            said = len(self.problems)
            key = self._node(event, events, is_key=True)
            if isinstance(key, Scalar) and key.text == "<<" and key.plain:
                self._refuse(event, Code.MERGE_KEY)
            is_piece = self.brackets[-1] and len(self.problems) > said
            value = self._node(next(events), events)
            if not isinstance(key, Scalar):
                if not self._doubled(start, key, "{{"):
                    self._refuse(event, Code.NEEDS_QUOTES, start=self.rows[key.line][key.column : key.column + 1])
                meant_as_text = True
            elif key.text in entries:
                first = entries[key.text][0].line + 1
                self.problems.append(self._problem(key, Code.DUPLICATE_KEY, key=key.text, first=first))
            elif not is_piece:
                entries[key.text] = (key, value)
            elif "：" in key.text:  # `{id：a}` has been reported; read on as it was meant
                name, _, meant = key.text.partition("：")
                entries[name] = (replace(key, text=name), replace(key, text=meant))
        if meant_as_text:
            return self._meant_as_text(start, "{{")
        return _mapping(start.start_mark.line, start.start_mark.column, entries.values())

    def _doubled(self, start: Event, inner: Node, brackets: str) -> bool:
        """`[[term]]` and `{{token}}` without quotes are a list in a list, a mapping in a mapping."""
        return self.rows[start.start_mark.line].startswith(brackets, start.start_mark.column) and (
            not isinstance(inner, Scalar)
        )

    def _meant_as_text(self, start: Event, brackets: str) -> Scalar:
        mark = start.start_mark
        self.problems.append(self._trapped(Trap(mark.line, mark.column, Code.NEEDS_QUOTES, {"start": brackets})))
        return Scalar(mark.line, mark.column, self.rows[mark.line][mark.column :], False, self.written)

    def _refuse(self, event: Event, code: Code, **about: object) -> None:
        mark = event.start_mark
        raise Unreadable(*self.problems, Problem(Place(self.file, mark.line + 1, mark.column + 1), code, about))

    def _problem(self, node: Node, code: Code, **about: object) -> Problem:
        return Problem(Place(self.file, node.line + 1, node.column + 1), code, about)

    def _trapped(self, trap: Trap) -> Problem:
        return Problem(Place(self.file, trap.line + 1, trap.column + 1), trap.code, trap.about)

    def _syntax(self, error: yaml.YAMLError) -> Iterator[Problem]:
        """What most probably broke the file; libyaml often notices a line or more behind the spot."""
        reason: str = getattr(error, "problem", None) or str(error)
        context: str = getattr(error, "context", None) or ""
        mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
        if context == "while scanning a simple key" or mark is None:
            mark = begun or mark
        if mark is None:
            yield Problem(Place(self.file), Code.YAML_SYNTAX, _reason(reason))
            return
        line, column = self._inside(mark.line, mark.column)
        last, trap = self.last, broken_by(self.rows, line, self.literal)
        if context == "while scanning a quoted scalar" and "end of stream" in reason and begun:
            trap = Trap(begun.line, begun.column, Code.UNCLOSED_QUOTE, {})
        elif last and last.style in ("'", '"') and last.start_mark.line < last.end_mark.line == line:
            trap = Trap(last.start_mark.line, last.start_mark.column, Code.UNCLOSED_QUOTE, {})
        elif trap and trap.code in (Code.TAB_INDENT, Code.WIDE_INDENT):
            yield from map(self._trapped, odd_indents(self.rows, self.literal))
        elif trap is None and reason.startswith("mapping values") and is_colon_in_text(self.rows[line], column):
            trap = Trap(line, column, Code.COLON_SPLITS_TEXT, {})
        elif trap is None and reason.startswith("did not find expected ','") and begun:
            if begun.line == line and self.rows[line][column : column + 1] == ":":
                trap = Trap(line, column, Code.FLOW_PUNCTUATION, {"mark": ":"})
            else:
                trap = Trap(begun.line, begun.column, Code.YAML_SYNTAX, _reason(reason))
        yield self._trapped(trap or Trap(line, column, Code.YAML_SYNTAX, _reason(reason)))

    def _inside(self, line: int, column: int) -> tuple[int, int]:
        """The end of the file is behind its last row: the last row that holds something is meant."""
        while line > 0 and (line >= len(self.rows) or not self.rows[line].strip()):
            line -= 1
            column = len(self.rows[line].rstrip()) if line < len(self.rows) else 0
        return line, column


# libyaml's messages in an author's words; the longest beginning counts.
_REASONS = {
    "mapping values are not allowed": ("这一行的缩进比上一行深", "this line is indented deeper than the one above"),
    "could not find expected ':'": ("少了一个半角冒号", "a colon is missing"),
    "did not find expected key": ("缩进和上面对不齐", "the indentation does not match the lines above"),
    "did not find expected '-' indicator": ("缩进和上面对不齐", "the indentation does not match the lines above"),
    "did not find expected ',' or ']'": ("方括号没有合上", "a square bracket is not closed"),
    "did not find expected ',' or '}'": ("花括号没有合上", "a brace is not closed"),
    "found unknown escape character": (
        "双引号里的 \\ 不能这样用，请改用单引号",
        "a \\ in double quotes starts an escape; use single quotes",
    ),
    "found character that cannot start": ("文字不能以这个字符开头", "a text cannot start with this character"),
    "block sequence entries are not allowed": ("这里不能用 -", "no - may stand here"),
}


def _reason(said: str) -> dict[str, object]:
    zh, en = next((words for start, words in _REASONS.items() if said.startswith(start)), (said, said))
    return {"zh_reason": zh, "reason": en}


__all__ = ["Mapping", "Node", "Scalar", "Sequence", "read_nodes"]
