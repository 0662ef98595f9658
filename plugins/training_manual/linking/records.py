"""Edition records, `editions/<number>.json`: read without throwing, written one item a line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from training_manual.model.edition import Edition
from training_manual.model.notice import EDITION
from training_manual.problem import Code, Place, Problem

FORMAT = "training-manual/edition/1"
_EDITION = TypeAdapter(Edition)


def order_of(number: str) -> tuple[int, ...]:
    """2026.9 comes before 2026.10."""
    return tuple(int(part) for part in number.split("."))


def read_editions(files: Mapping[str, bytes]) -> tuple[tuple[Edition, ...], list[Problem]]:
    """The releases among `files` (path -> content), oldest first; a damaged record is a problem."""
    editions, problems = [], []
    for path, data in files.items():
        stem = path.rpartition("/")[2].removesuffix(".json")
        try:
            given = json.loads(data)
            if not isinstance(given, dict) or given.pop("format", None) != FORMAT:
                raise ValueError("format")
            edition = _EDITION.validate_python(
                {**given, "items": {item["ref"]: _full(item) for item in given["items"]}}
            )
            if edition.number != stem or not re.fullmatch(EDITION, edition.number, re.ASCII):
                raise ValueError("number")
            editions.append(edition)
        except (ValueError, ValidationError, KeyError, TypeError) as wrong:
            line = wrong.lineno if isinstance(wrong, json.JSONDecodeError) else 1
            problems.append(Problem(Place(path, line), Code.DAMAGED_EDITION))
    return tuple(sorted(editions, key=lambda edition: order_of(edition.number))), problems


def edition_text(edition: Edition) -> str:
    """The record of an edition: the same text for the same edition, one item a line."""
    given: dict[str, Any] = {"format": FORMAT, **_EDITION.dump_python(edition, mode="json")}
    items = [_bare(item) for item in given.pop("items").values()]
    head = json.dumps(given, ensure_ascii=False, indent=1).removesuffix("\n}")
    rows = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
    return f'{head},\n "items": [\n{rows}\n ]\n}}\n'


def _bare(item: dict[str, Any]) -> dict[str, Any]:
    """Without what is not said, facts as `[field, value, reason]`: records are long, and kept for ever."""
    item["facts"] = [[fact["field"], fact["value"], fact["reason"]] for fact in item["facts"]]
    return {key: value for key, value in item.items() if value or key in ("title", "texts", "facts")}


def _full(item: dict[str, Any]) -> dict[str, Any]:
    facts = [{"field": field, "value": value, "reason": reason} for field, value, reason in item["facts"]]
    return {**item, "facts": facts}
