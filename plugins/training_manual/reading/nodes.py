"""Bytes of a YAML file -> a tree of nodes that know their line and column, or problems.

The tree is built from libyaml's *event* stream: events are flat, so a depth bomb is refused where
`yaml.compose` would overflow the C stack. Aliases, tags and merge keys are refused, scalars stay
text (`no`, `1_000`, `2026-13-45` mean what is written), duplicate keys are seen with both places.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from training_manual.problem import Code, Place, Problem
from training_manual.reading.notation import notation_problem

MAX_DEPTH = 40
MAX_FILE = 4_000_000
MAX_SCALAR = 200_000


@dataclass(frozen=True, slots=True)
class Scalar:
    line: int
    column: int
    text: str
    plain: bool

    @property
    def missing(self) -> bool:
        """An empty plain scalar and `~` mean «not given»."""
        return self.plain and self.text in ("", "~")


@dataclass(frozen=True, slots=True)
class Sequence:
    line: int
    column: int
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    line: int
    column: int
    entries: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        return next((node for name, node in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        return next((name for name, _ in self.entries if name.text == key), None)

    def without(self, key: str) -> Mapping:
        return Mapping(self.line, self.column, tuple(e for e in self.entries if e[0].text != key))


Node = Scalar | Sequence | Mapping


class Unreadable(Exception):
    """Reading a file ended early; carries the one problem that ended it."""

    def __init__(self, problem: Problem):
        super().__init__(str(problem))
        self.problem = problem


def read_nodes(file: str, data: bytes) -> tuple[Node | None, list[Problem]]:
    """The tree of one YAML document (None if it could not be read) and what is wrong with it."""
    try:
        text = decode(file, data)
        tree = _Builder(file, text).document()
    except Unreadable as end:
        return None, [end.problem]
    return tree.root, tree.problems


def decode(file: str, data: bytes) -> str:
    """UTF-8 text without BOM and with plain line ends. Raises Unreadable."""
    if len(data) > MAX_FILE:
        raise Unreadable(_problem(file, 0, 0, Code.TOO_BIG, what="文件 / the file", size=len(data), limit=MAX_FILE))
    if not data.strip():
        raise Unreadable(_problem(file, 0, 0, Code.EMPTY_FILE))
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        raise Unreadable(_problem(file, line, column, Code.NOT_UTF8, encoding=_name_encoding(data))) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, row in enumerate(text.split("\n")):
        for at, character in enumerate(row):
            if character != "\t" and is_invisible(character):
                raise Unreadable(
                    _problem(file, number, at, Code.CONTROL_CHARACTER, character=f"U+{ord(character):04X}")
                )
    return text


_BIDI = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_invisible(character: str) -> bool:
    """Control, bidi, surrogate and non-characters; zero-width joiners (emoji, Indic) are text."""
    if " " <= character <= "~":
        return False
    return character in _BIDI or character == "\ufeff" or unicodedata.category(character) in ("Cc", "Cs", "Cn")


def _name_encoding(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:64]:
        return "UTF-16"
    for name in ("gb18030", "big5"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        wide = [c for c in text if ord(c) > 0x7F]
        if wide and sum("\u4e00" <= c <= "\u9fff" or c in "，。？！：；“”（）、" for c in wide) > 0.9 * len(wide):
            return "GBK" if name == "gb18030" else "Big5"
    return "Latin-1?"


@dataclass
class _Tree:
    root: Node
    problems: list[Problem]


class _Builder:
    def __init__(self, file: str, text: str):
        self.file = file
        self.text = text
        self.problems: list[Problem] = []
        self.depth = 0

    def document(self) -> _Tree:
        try:
            events = yaml.parse(self.text, Loader=yaml.CSafeLoader)
            next(events)  # stream start
            first = next(events)
            if isinstance(first, yaml.StreamEndEvent):
                raise Unreadable(_problem(self.file, 0, 0, Code.EMPTY_FILE))
            root = self._node(next(events), events)
            next(events)  # document end
            more = next(events)
            if not isinstance(more, yaml.StreamEndEvent):
                self._refuse(more, Code.SEVERAL_DOCUMENTS)
        except yaml.MarkedYAMLError as error:
            raise Unreadable(self._syntax(error)) from None
        return _Tree(root, self.problems + list(self._notation(root)))

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event]) -> Node:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(event, Code.ALIAS)
        if getattr(event, "tag", None):
            self._refuse(event, Code.TAG)
        mark = event.start_mark
        if isinstance(event, yaml.ScalarEvent):
            if len(event.value) > MAX_SCALAR:
                self._refuse(event, Code.TOO_BIG, what="文字 / the text", size=len(event.value), limit=MAX_SCALAR)
            return Scalar(mark.line, mark.column, event.value, not event.style)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self._refuse(event, Code.TOO_DEEP, limit=MAX_DEPTH)
        node = self._sequence(event, events) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(event, events)
        self.depth -= 1
        return node

    def _sequence(self, start: yaml.Event, events: Iterator[yaml.Event]) -> Sequence:
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events))
        return Sequence(start.start_mark.line, start.start_mark.column, tuple(items))

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event]) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events)
            value = self._node(next(events), events)
            if not isinstance(key, Scalar):
                # `{{brand.name}}` unquoted is a mapping inside a mapping to YAML
                raise Unreadable(_problem(self.file, key.line, key.column, Code.NEEDS_QUOTES, start="{{"))
            if key.text == "<<" and key.plain:
                self._refuse(event, Code.MERGE_KEY)
            if key.text in entries:
                first = entries[key.text][0].line + 1
                self.problems.append(
                    _problem(self.file, key.line, key.column, Code.DUPLICATE_KEY, key=key.text, first=first)
                )
            else:
                entries[key.text] = (key, value)
        return Mapping(start.start_mark.line, start.start_mark.column, tuple(entries.values()))

    def _refuse(self, event: yaml.Event, code: Code, **about: object) -> None:
        mark = event.start_mark
        raise Unreadable(_problem(self.file, mark.line, mark.column, code, **about))

    def _syntax(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        trap = notation_problem(self.file, self.text, line)
        return trap or _problem(self.file, line, column, Code.YAML_SYNTAX, reason=error.problem or str(error))

    def _notation(self, root: Node) -> Iterator[Problem]:
        """Traps that libyaml swallows without a word: a tree that parsed but does not mean what was written."""
        if isinstance(root, Scalar):
            trap = notation_problem(self.file, self.text, root.line)
            if trap:
                yield trap
        rows = self.text.split("\n")
        stack: list[Node] = [root]
        while stack:
            node = stack.pop()
            if isinstance(node, Mapping):
                for key, value in node.entries:
                    if key.plain and key.text and not key.text[0].isascii() and key.text[0].isspace():
                        shown = f"U+{ord(key.text[0]):04X}"
                        yield _problem(self.file, key.line, key.column, Code.WIDE_INDENT, character=shown)
                    stack.append(value)
            elif isinstance(node, Sequence):
                stack.extend(node.items)
            elif node.plain and not node.text.isascii():
                yield from self._cut_by_hash(node, rows)

    def _cut_by_hash(self, node: Scalar, rows: list[str]) -> Iterator[Problem]:
        row = rows[node.line] if node.line < len(rows) else ""
        end = node.column + len(node.text)
        rest = row[end:]
        if row[node.column : end] == node.text and rest.lstrip(" ").startswith("#"):
            at = end + rest.index("#")
            yield _problem(self.file, node.line, at, Code.HASH_CUTS_TEXT)


def _problem(file: str, line: int, column: int, code: Code, **about: object) -> Problem:
    return Problem(Place(file, line + 1, column + 1), code, about)
