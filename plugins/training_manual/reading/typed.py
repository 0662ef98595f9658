"""Checked nodes -> typed, frozen records; every pydantic error becomes a Problem with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Self, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError

from training_manual.problem import Code, Fault, Place, Problem, closest
from training_manual.reading.nodes import Mapping, Node, Scalar, Sequence
from training_manual.reading.scalars import ID_PATTERN, Aside, Refers, Wording

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an item was written, so that a later room can name the exact place of any of its fields."""

    file: str
    node: Node

    def place(self, path: Path = (), offset: int = 0) -> Place:
        """The place of the value at `path` (of a character in it), or of the nearest written thing that holds it."""
        spot = self.node_at(path)
        line, column = spot.spot(offset) if offset and isinstance(spot, Scalar) else (spot.line, spot.column)
        return Place(self.file, line + 1, column + 1)

    def node_at(self, path: Path) -> Node:
        """The value at `path`, or the nearest thing that holds it."""
        node = self.node
        for step in path:
            inner = node.get(step) if isinstance(node, Mapping) and isinstance(step, str) else None
            if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                inner = node.items[step]
            if inner is None:
                break
            node = inner
        return node

    def key_place(self, path: Path) -> Place:
        """The place of the key that names the last step of `path`."""
        node = self.node_at(path[:-1])
        key = node.key(str(path[-1])) if isinstance(node, Mapping) and path else None
        return Place(self.file, key.line + 1, key.column + 1) if key else self.place(path)


class Record(BaseModel):
    """Base of everything an author writes: frozen, no unknown keys, knows its origin."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    _origin: Origin | None = PrivateAttr(default=None)

    @property
    def provenance(self) -> Origin:
        assert self._origin is not None, "only items read from a file have an origin"
        return self._origin

    def at(self, origin: Origin) -> Self:
        self._origin = origin
        return self

    def settle(self) -> None:
        """Keeps its file and line alone: the tree an item was read from is several times its size."""
        origin = self.provenance
        self.at(Origin(origin.file, Scalar(origin.node.line, origin.node.column, "", plain=True)))

    def faults(self) -> Iterator[Fault]:
        """What is wrong although every field alone is well-formed; kinds override it."""
        return iter(())


R = TypeVar("R", bound=Record)


def validate(model: type[R], node: Node, file: str) -> tuple[R | None, list[Problem]]:
    """`node` as a `model`, or the problems that prevent it; faults of a whole item keep it from passing too."""
    origin = Origin(file, node)
    if not isinstance(node, Mapping):
        return None, [_not_a_mapping(origin, ())]
    try:
        record = model.model_validate(plain_data(node)).at(origin)
    except ValidationError as refused:
        return None, _once([problem for error in refused.errors() for problem in _as_problems(error, model, origin)])
    found = [*_doubled_ids(record, origin), *(placed(fault, origin) for fault in record.faults())]
    failed = any(p.severity == "error" for p in found)
    return (None if failed else record), found


def plain_data(node: Node) -> Any:
    """Nodes as dicts, lists and str; keys without a value are left out."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain_data(item) for item in node.items]
    return {k.text: plain_data(v) for k, v in node.entries if not (isinstance(v, Scalar) and v.missing)}


def read_id(node: Node) -> str | None:
    """The id an item gives itself, if it can be made out: a broken item still fills its place."""
    value = node.get("id") if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) and not value.missing else None


def _once(problems: list[Problem]) -> list[Problem]:
    """A key that is misspelt is missing too: that is said once."""
    meant = {(p.place.file, p.guess) for p in problems if p.code is Code.UNKNOWN_KEY}
    return [p for p in problems if p.code is not Code.MISSING_KEY or (p.place.file, p.about["key"]) not in meant]


def placed(fault: Fault, origin: Origin) -> Problem:
    """The problem that `fault` is, seen from the item that `origin` belongs to."""
    about = fault.about if fault.first is None else {**fault.about, "first": str(origin.place(fault.first))}
    return Problem(origin.place(fault.path, fault.offset), fault.code, about, fault.guess)


def not_a_list(place: Place) -> Problem:
    return _shape(place, "一个列表，每行以 - 加一个空格开头", "a list, each line starting with a - and a space")


def _shape(place: Place, zh: str, en: str) -> Problem:
    return Problem(place, Code.WRONG_SHAPE, {"zh_wanted": zh, "wanted": en})


_TIGHT_KEY = re.compile(r"[A-Za-z_][\w-]* ?(?::(?!//)|(：))", re.ASCII)


def _not_a_mapping(origin: Origin, path: Path) -> Problem:
    """Where `key: value` was expected: perhaps the colon is full-width, or its space is missing."""
    node, place = origin.node_at(path), origin.place(path)
    found = _TIGHT_KEY.match(node.text) if isinstance(node, Scalar) and node.plain else None
    if found:
        code = Code.FULL_WIDTH_COLON if found[1] else Code.NO_SPACE_AFTER_COLON
        return Problem(origin.place(path, found.end() - 1), code)
    return _shape(place, "几行 “键: 值”", "lines of 'key: value'")


def _as_problems(error: Any, model: type[Record], origin: Origin) -> Iterator[Problem]:
    path: Path = tuple(step for step in error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    place = origin.place(path)
    if kind == "missing":
        yield Problem(origin.key_place(path), Code.MISSING_KEY, {"key": path[-1]})
    elif kind == "extra_forbidden":
        known = list(_fields_at(model, path[:-1]))
        key = str(path[-1])
        about = {"key": key, "known": ", ".join(known)}
        yield Problem(origin.key_place(path), Code.UNKNOWN_KEY, about, closest(key, known))
    elif kind == "literal_error":
        value = str(error["input"])
        known = [str(v) for v in _choices_at(model, path)]
        yield Problem(place, Code.NOT_A_CHOICE, {"value": value, "known": ", ".join(known)}, closest(value, known))
    elif kind in ("too_long", "too_short"):
        code, limit = (Code.TOO_MANY, "max_length") if kind == "too_long" else (Code.TOO_FEW, "min_length")
        node = origin.node_at(path)
        count = len(node.items) if isinstance(node, Sequence) else 0
        # pydantic counts only the sound items; a broken one has been reported and is there all the same
        if count > context[limit] if kind == "too_long" else count < context[limit]:
            yield Problem(place, code, {"limit": context[limit], "count": count})
    elif kind in ("list_type", "tuple_type"):
        yield not_a_list(place)
    elif kind in ("model_type", "dict_type", "model_attributes_type"):
        yield _not_a_mapping(origin, path)
    elif kind in Code.__members__:
        if path and path[-1] == "[key]":  # pydantic's word for a name the author chose
            place = origin.key_place(path[:-1])
        yield Problem(place, Code[kind], context["about"])
    else:  # a pydantic error no field of ours can raise; say what pydantic says
        yield _shape(place, error["msg"], error["msg"])


def _doubled_ids(record: Record, origin: Origin) -> Iterator[Problem]:
    """Atoms of one list must differ in id."""
    for path, items in lists_of_records(record):
        seen: dict[str, Path] = {}
        for index, item in enumerate(items):
            own = getattr(item, "id", None)
            if own is None:
                continue
            here = (*path, index, "id")
            if own in seen:
                about = {"id": own, "first": str(origin.place(seen[own]))}
                yield Problem(origin.place(here), Code.DUPLICATE_ID, about)
            seen.setdefault(own, here)


def lists_of_records(record: Record, path: Path = ()) -> Iterator[tuple[Path, tuple[Record, ...]]]:
    """Every list of atoms in `record`, with the way to it."""
    for field in branches(type(record)):
        value = getattr(record, field.name)
        here = (*path, field.key)
        if isinstance(value, Record):
            yield from lists_of_records(value, here)
        elif isinstance(value, tuple) and field.holds_records:
            yield here, value
            for index, item in enumerate(value):
                yield from lists_of_records(item, (*here, index))


# -- what a record is made of, worked out once a class


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field of a record: its Python name, its YAML key and what its annotation says of it."""

    name: str
    key: str
    wording: Wording | None
    refers: Refers | None
    aside: bool
    holds_records: bool
    by_name: bool
    """A mapping from names the author chose to records."""
    record: type[Record] | None
    choices: tuple[object, ...]
    default: object


@cache
def leaves_and_branches(model: type[Record]) -> tuple[FieldShape, ...]:
    shapes = []
    for name, info in model.model_fields.items():
        markers, record, choices = _unwrap(info.annotation)
        by_name = get_origin(info.annotation) is dict
        markers = (*info.metadata, *markers)
        wording = next((m for m in markers if isinstance(m, Wording)), None)
        refers = next((m for m in markers if isinstance(m, Refers)), None)
        aside = any(isinstance(m, Aside) for m in markers)
        shapes.append(
            FieldShape(
                name,
                info.alias or name,
                wording,
                refers,
                aside,
                record is not None,
                by_name,
                record,
                choices,
                info.default,
            )
        )
    return tuple(shapes)


@cache
def branches(model: type[Record]) -> tuple[FieldShape, ...]:
    return tuple(shape for shape in leaves_and_branches(model) if shape.holds_records)


def _unwrap(annotation: Any) -> tuple[tuple[object, ...], type[Record] | None, tuple[object, ...]]:
    """Markers, the record class inside, and the values a Literal allows."""
    origin = get_origin(annotation)
    arguments = get_args(annotation)
    if origin is Annotated:
        inner = _unwrap(arguments[0])
        return (*arguments[1:], *inner[0]), *inner[1:]
    if origin in (Union, UnionType):
        return _unwrap(next(a for a in arguments if a is not NoneType))
    if origin in (tuple, dict):
        return _unwrap(arguments[0 if origin is tuple else 1])
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return (), annotation, ()
    return (), None, arguments if origin is not None else ()


def _shape_at(model: type[Record], path: Path) -> FieldShape | None:
    current: type[Record] | None = model
    shape = None
    in_names = False
    for step in path:
        if isinstance(step, int) or in_names:
            in_names = False
            continue
        if current is None:
            return None
        shape = next((s for s in leaves_and_branches(current) if step in (s.key, s.name)), None)
        current = shape.record if shape else None
        in_names = shape is not None and shape.by_name
    return shape


def _fields_at(model: type[Record], path: Path) -> list[str]:
    shape = _shape_at(model, path)
    inner = shape.record if shape else model if not any(isinstance(s, str) for s in path) else None
    return [s.key for s in leaves_and_branches(inner)] if inner else []


def _choices_at(model: type[Record], path: Path) -> tuple[object, ...]:
    shape = _shape_at(model, path)
    return shape.choices if shape else ()


class Leaf(NamedTuple):
    """One written value of a record: where it stands, its value and the markers of its type."""

    path: Path
    field: str
    """Dotted keys without list positions: the context of a translation."""
    value: Any
    shape: FieldShape

    @property
    def wording(self) -> Wording | None:
        return self.shape.wording

    @property
    def refers(self) -> Refers | None:
        return self.shape.refers

    @property
    def aside(self) -> bool:
        return self.shape.aside


def leaves(record: Record, path: Path = (), field: str = "") -> Iterator[Leaf]:
    """Every value of `record` that is set, in the order of the fields, depth first."""
    for shape in leaves_and_branches(type(record)):
        value = getattr(record, shape.name)
        if value is None:
            continue
        here, name = (*path, shape.key), f"{field}.{shape.key}" if field else shape.key
        if isinstance(value, str):
            yield Leaf(here, name, value, shape)
            continue
        if isinstance(value, tuple):
            inner = [((*here, index), name, item) for index, item in enumerate(value)]
        elif isinstance(value, dict):
            inner = [((*here, key), f"{name}.{key}", item) for key, item in value.items()]
        else:
            inner = [(here, name, value)]
        for at, called, item in inner:
            if isinstance(item, Record):
                yield from leaves(item, at, called)
            else:
                yield Leaf(at, called, item, shape)


def rewritten(record: R, write: Any, field: str = "") -> R:
    """A copy of `record` with every wording replaced by `write(field, text)`; all else is shared."""
    changed: dict[str, Any] = {}
    for shape in leaves_and_branches(type(record)):
        value = getattr(record, shape.name)
        if value is None:
            continue
        name = f"{field}.{shape.key}" if field else shape.key
        is_wording = shape.wording is not None
        if isinstance(value, Record):
            new: Any = rewritten(value, write, name)
        elif isinstance(value, tuple) and shape.holds_records:
            new = tuple(rewritten(item, write, name) for item in value)
        elif isinstance(value, dict) and shape.holds_records:
            new = {key: rewritten(item, write, f"{name}.{key}") for key, item in value.items()}
        elif isinstance(value, tuple) and is_wording:
            new = tuple(write(name, item) for item in value)
        elif is_wording:
            new = write(name, value)
        else:
            continue
        changed[shape.name] = new
    return record.model_copy(update=changed)


__all__ = [
    "ID_PATTERN",
    "Leaf",
    "Origin",
    "Record",
    "leaves",
    "lists_of_records",
    "not_a_list",
    "placed",
    "read_id",
    "rewritten",
    "validate",
]
