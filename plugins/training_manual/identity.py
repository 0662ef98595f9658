"""Revision tags: what a learner's record hangs on besides an item's id.

A tag is `<bump>-<8 hex>`. The hex hashes the item's structure: its kind, the ids of its atoms in order, its key,
limits, owners and the values of the tokens in its texts; not its wording, nor its own id (`was` follows a rename).
`bump` counts HQ's verdicts «this change of words is material». Tags are compared for equality only, so a reverted
change gives the old tag again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from types import MappingProxyType

from training_manual.model.brand import Limit, Period, Token
from training_manual.model.edition import Fact, Reason
from training_manual.reading.typed import Leaf, Record, leaves
from training_manual.wording import tokens_in


def revision_tag(item: Record, tokens: Mapping[str, Token], bump: int = 0) -> str:
    """The tag of `item` as it stands; `tokens` are the brand's values in the source language."""
    return f"{bump}-{structure_hex(structure(item, tokens))}"


def structure(
    item: Record, tokens: Mapping[str, Token], names: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Fact]:
    """What of `item` is structure, in its own order; a change of any of it is material.

    `names`: what chapters, cards and forms were first called; a reference to one that was renamed stays the same.
    """
    for leaf in leaves(item):
        if leaf.aside or leaf.value == leaf.shape.default or leaf.path == ("id",):
            continue  # neither a field added to the tool later, with a default, nor a new name asks anybody again
        if leaf.wording is None:
            named = leaf.refers is not None and leaf.refers.to in ("chapter", "card", "form")
            yield Fact(leaf.field, names.get(leaf.value, leaf.value) if named else str(leaf.value), _reason(leaf))
            if leaf.refers and leaf.refers.to == "token":
                yield _value(leaf.field, leaf.value, tokens)
            continue
        if leaf.wording.is_key:
            yield Fact(leaf.field, leaf.value, "key")
        for path in tokens_in(leaf.value):
            yield _value(path, path, tokens)


def _reason(leaf: Leaf) -> Reason:
    if leaf.refers and leaf.refers.to == "token":
        return "limit"
    if leaf.refers and leaf.refers.to == "role":
        return "owner"
    return "kind" if leaf.path == ("kind",) else "atoms" if leaf.path[-1] == "id" else "structure"


def _value(field: str, path: str, tokens: Mapping[str, Token]) -> Fact:
    is_limit = path.startswith(("limits.", "authority.", "warranty."))
    return Fact(field, token_value(path, tokens), "limit" if is_limit else "token")


def structure_hex(facts: Iterable[Fact]) -> str:
    """The hex of a tag: 8 digits of SHA-256 over fields and values."""
    return _hex([(fact.field, fact.value) for fact in facts])


def wording_hex(item: Record) -> str:
    """Fingerprint of the words people see of `item`, tokens not filled in; its name and bookkeeping left out."""
    return _hex([(leaf.field, leaf.value) for leaf in leaves(item) if leaf.wording and not leaf.aside])


def _hex(rows: list[tuple[str, str]]) -> str:
    packed = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return sha256(packed.encode()).hexdigest()[:8]


def section_tag(block_tags: Mapping[str, str]) -> str:
    """The tag of a section, from its blocks' tags by id, in any order: reading it holds until one of them changes."""
    packed = json.dumps(sorted(block_tags.items()), separators=(",", ":"))
    return sha256(packed.encode()).hexdigest()[:8]


def token_value(path: str, tokens: Mapping[str, Token]) -> str:
    """A token's value, spelt the same in every language and version of the tool."""
    match tokens[path.removesuffix(".n")]:
        case Limit(n=n, unit=unit, text=text):
            return text or f"{_spelt(n)} {unit}"
        case Period(n=n, unit=unit):
            return f"{_spelt(n)} {unit}"
        case Decimal() as amount:
            return _spelt(amount)
        case text:
            return str(text)


def _spelt(number: Decimal | None) -> str:
    """`30` however it was written (30.0)."""
    return f"{number.normalize():f}" if number is not None else ""
