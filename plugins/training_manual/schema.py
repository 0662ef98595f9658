"""JSON Schemas (draft-07) of every YAML file, for editors: completion by kind, hovers from the field docstrings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from training_manual.all_blocks import BLOCKS
from training_manual.all_questions import QUESTIONS
from training_manual.item import Block, Question
from training_manual.model.brand import Brand
from training_manual.model.campaign import Campaign
from training_manual.model.chapter import Chapter, Pool
from training_manual.model.decision import Decisions
from training_manual.model.exam import Exam
from training_manual.model.form import Form
from training_manual.model.lists import Competency, Part, Role, Rubric, Source, SyllabusItem, Term
from training_manual.model.notice import Notice
from training_manual.model.role_play import RolePlay
from training_manual.model.trainer import Trainer
from training_manual.reading.typed import Record

FILES: dict[str, type[Record]] = {
    "assignment.json": Campaign,
    "brand.json": Brand,
    "chapter.json": Chapter,
    "decisions.json": Decisions,
    "exam.json": Exam,
    "form.json": Form,
    "pool.json": Pool,
    "role-play.json": RolePlay,
    "rubric.json": Rubric,
}
LISTS: dict[str, type[Record]] = {
    "notices.json": Notice,
    "parts.json": Part,
    "roles.json": Role,
    "sources.json": Source,
    "syllabus.json": SyllabusItem,
    "tags.json": Competency,
    "terms.json": Term,
    "trainers.json": Trainer,
}
_DRAFT = "http://json-schema.org/draft-07/schema#"
_REF = "#/definitions/"

Schema = dict[str, Any]


def schemas() -> dict[str, str]:
    """File name -> JSON text; the same models give the same bytes."""
    definitions = _definitions()
    made = {name: definitions[model.__name__] for name, model in FILES.items()}
    made |= {
        name: {"type": "array", "items": {"$ref": _REF + model.__name__}, "description": model.__doc__}
        for name, model in LISTS.items()
    }
    return {name: _printed(made[name], definitions) for name in sorted(made)}


def _printed(root: Schema, definitions: Mapping[str, Schema]) -> str:
    needed: set[str] = set()
    waiting = list(_references(root))
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += _references(definitions[name])
    whole = {"$schema": _DRAFT, **root, "definitions": {name: definitions[name] for name in sorted(needed)}}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(reference := node.get("$ref"), str):
            yield reference.removeprefix(_REF)
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _definitions() -> dict[str, Schema]:
    """Every record by its class name; `Block` and `Question` lead to their kinds."""
    models = [*FILES.values(), *LISTS.values(), *BLOCKS.values(), *QUESTIONS.values()]
    _, written = models_json_schema([(model, "validation") for model in models], ref_template=_REF + "{model}")
    definitions = {name: _as_draft7(schema) for name, schema in written["$defs"].items()}
    for base, table in ((Block, BLOCKS), (Question, QUESTIONS)):
        kind = definitions[base.__name__]["properties"]["kind"]["description"]
        for model in table.values():
            definitions[model.__name__]["properties"]["kind"]["description"] = kind
        definitions[base.__name__] = _by_kind(kind, table)
    return definitions


def _by_kind(description: str, table: Mapping[str, type[Record]]) -> Schema:
    """Names the kinds, then asks for the fields of the one that was written."""
    meanings = "".join(f"\n\n{kind}: {model.__doc__}" for kind, model in table.items())
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"enum": list(table), "description": description + meanings}},
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"$ref": _REF + model.__name__},
            }
            for kind, model in table.items()
        ],
    }


def _as_draft7(written: Schema) -> Schema:
    """What pydantic wrote, without its titles, in words of draft-07."""
    schema = {key: value for key, value in written.items() if key not in ("title", "default")}
    if written.get("default") not in (None, [], {}) and not isinstance(written["default"], dict):
        schema["default"] = written["default"]
    if "properties" in schema:
        required = schema.get("required", ())
        schema["properties"] = {
            name: _as_draft7(inner) if name in required else _or_nothing(_as_draft7(inner))
            for name, inner in schema["properties"].items()
        }
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            schema[key] = _as_draft7(schema[key])
    if "anyOf" in schema:  # `X | None`: the None comes back wherever a field is not required
        (only,) = (_as_draft7(one) for one in schema.pop("anyOf") if one != {"type": "null"})
        schema = only | schema
    if "const" in schema:
        schema.pop("type", None)
    if "$ref" in schema and len(schema) > 1:  # draft-07 ignores what stands beside a reference
        schema["allOf"] = [{"$ref": schema.pop("$ref")}]
    return schema


def _or_nothing(schema: Schema) -> Schema:
    """Also without a value: `note:` with nothing behind it means «not given»."""
    if "$ref" in schema or "allOf" in schema:
        about = {key: value for key, value in schema.items() if key not in ("$ref", "allOf")}
        record = schema.get("allOf") or [{"$ref": schema["$ref"]}]
        return {**about, "anyOf": [*record, {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    nothing: Schema = {"type": [*types, "null"]}
    if "enum" in schema:
        nothing["enum"] = [*schema["enum"], None]
    return schema | nothing


__all__ = ["schemas"]
