"""The waist: six ways to answer, each a public half and a key; marking and exports know only these.

The public half is built from nothing, never as «all but the key», so a new secret field cannot slip out.
Shown order is drawn from the ids, so it neither follows the authors' order (which is the key of an
`order` question) nor changes from build to build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any, ClassVar, Literal, TypeVar

Rule = Literal["exact", "per-item", "adjacent", "hits-minus-false", "tolerance", "distance"]


@dataclass(frozen=True)
class Key:
    """The right answer and how to score it; never leaves the build for an exam.

    `right` by interaction: Choose and Write `[ids]`, Arrange `[ids in order]`, Pair `{row: choice}`,
    Fill `[accepted texts]` or, for the rule tolerance, a number; Walk `{end node: share}`.
    """

    rule: Rule
    right: Any
    feedback: Mapping[str, str] = field(default_factory=dict)
    """What to say to each chosen atom."""
    out_of: int = 0
    """hits-minus-false: how many wrong choices cost the whole mark; 0 means a wrong choice costs nothing."""
    mistakes: Mapping[str, str | Decimal] = field(default_factory=dict)
    """Fill: typical wrong answers by atom id."""
    critical: tuple[str, ...] = ()
    """Write: criteria without which the answer does not pass."""
    better: Mapping[str, str] = field(default_factory=dict)
    """Spot: the better line for each mistake. Walk: the best choice of each node."""
    tolerance: Decimal | None = None
    """tolerance, distance: how far off still counts as right."""
    unit: str | None = None
    """tolerance: the one unit that may stand behind the number."""
    most: int = 0
    """Write judged by an observer: each row has the levels 0 to this."""
    passing: int = 0
    """Write judged by an observer: percent of the points that pass."""

    def data(self) -> dict[str, Any]:
        """What the marking script needs, ready for JSON; wording stays in the page."""
        data: dict[str, Any] = {"rule": self.rule, "right": _number(self.right)}
        if self.rule == "hits-minus-false":
            data["out_of"] = self.out_of
        if self.mistakes:
            data["mistakes"] = {atom: _number(answer) for atom, answer in self.mistakes.items()}
        if self.critical:
            data["critical"] = list(self.critical)
        if self.tolerance is not None:
            data["tolerance"] = float(self.tolerance)
        if self.unit:
            data["unit"] = self.unit
        if self.most:
            data |= {"most": self.most, "pass": self.passing}
        return data


def _number(value: Any) -> Any:
    """JSON knows no decimals."""
    return float(value) if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class Option:
    """Something that can be chosen, placed or paired."""

    id: str
    text: str
    speaker: str | None = None
    critical: bool = False


@dataclass(frozen=True)
class Step:
    """A node of a walk: what the other side says, and where each choice leads."""

    id: str
    mood: int
    says: str
    choices: tuple[Turn, ...] = ()
    end: str | None = None
    closing: str | None = None


@dataclass(frozen=True)
class Turn:
    id: str
    text: str
    to: str


@dataclass(frozen=True)
class Choose:
    kind: ClassVar[str] = "choose"
    options: tuple[Option, ...]
    many: bool
    key: Key
    in_site_words: bool = False
    """The options' texts are names of the site's own words (right, wrong), to be said in the page's language."""
    claim: str | None = None
    """What the options are verdicts on, in somebody's words."""


@dataclass(frozen=True)
class Arrange:
    kind: ClassVar[str] = "arrange"
    items: tuple[Option, ...]
    key: Key


@dataclass(frozen=True)
class Pair:
    kind: ClassVar[str] = "pair"
    rows: tuple[Option, ...]
    choices: tuple[Option, ...]
    once: bool
    """Each choice fits one row at most."""
    key: Key
    scene: str | None = None
    """What the rows are about, to be read first."""


@dataclass(frozen=True)
class Fill:
    kind: ClassVar[str] = "fill"
    key: Key
    unit: str | None = None
    """Stands behind the blank."""
    keys: Literal["text", "decimal"] = "text"
    """What a phone's keyboard has to offer."""


@dataclass(frozen=True)
class Write:
    kind: ClassVar[str] = "write"
    poor: str
    criteria: tuple[Option, ...]
    sample: str
    key: Key


@dataclass(frozen=True)
class Walk:
    kind: ClassVar[str] = "walk"
    start: str
    nodes: tuple[Step, ...]
    key: Key


Interaction = Choose | Arrange | Pair | Fill | Write | Walk


def public(interaction: Interaction) -> dict[str, Any]:
    """The public half alone, ready for JSON."""
    match interaction:
        case Choose(options=options, many=many, claim=claim):
            half: dict[str, Any] = {"many": many, "options": _all(options), **_given(claim=claim)}
        case Arrange(items=items):
            half = {"items": _all(items)}
        case Pair(rows=rows, choices=choices, once=once, scene=scene):
            half = {"rows": _all(rows), "choices": _all(choices), "once": once, **_given(scene=scene)}
        case Fill(unit=unit):
            half = _given(unit=unit)
        case Write(poor=poor, criteria=criteria):
            half = {"poor": poor, "criteria": _all(criteria)}
        case Walk(start=start, nodes=nodes):
            half = {"start": start, "nodes": _all(nodes)}
    return {"kind": interaction.kind, **half}


def marking(interaction: Interaction) -> dict[str, Any]:
    """What the marking script needs: the key, and of a walk the ways, without any wording."""
    half: dict[str, Any] = {"kind": interaction.kind}
    if isinstance(interaction, Walk):
        half["start"] = interaction.start
        half["nodes"] = [
            {"id": node.id, "choices": [{"id": turn.id, "to": turn.to} for turn in node.choices]}
            for node in interaction.nodes
        ]
    return {"interaction": half, "key": interaction.key.data()}


def _all(parts: Iterable[Any]) -> list[dict[str, Any]]:
    return [asdict(part) for part in parts]


def _given(**texts: str | None) -> dict[str, Any]:
    return {name: text for name, text in texts.items() if text is not None}


T = TypeVar("T", bound=Any)


def shuffled(owner: str, items: Iterable[T], key: tuple[str, ...] = ()) -> tuple[T, ...]:
    """`items` in an order drawn from their ids and the owner's; never the order `key`, where there is another."""

    def draw(salt: str) -> list[T]:
        return sorted(items, key=lambda item: sha256(f"{salt}/{item.id}".encode()).digest())

    items = tuple(items)
    for salt in (owner, owner + "+", owner + "++", owner + "+++"):
        order = draw(salt)
        if tuple(item.id for item in order) != key:
            break
    return tuple(order)
