"""The JSON Schemas: an editor accepts what `check` accepts and marks what `check` would refuse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

import pytest
from jsonschema import Draft7Validator

from ground import ROOT
from training_manual.all_blocks import BLOCKS
from training_manual.all_questions import QUESTIONS
from training_manual.linking import read_folder
from training_manual.reading.nodes import Node, Scalar, Sequence, read_nodes
from training_manual.samples import packaged_samples
from training_manual.schema import schemas

SCHEMAS = {name: json.loads(text) for name, text in schemas().items()}
GLOBS: dict[str, list[str]] = {
    schema.removeprefix("./schema/"): [patterns] if isinstance(patterns, str) else patterns
    for schema, patterns in json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"].items()
}
MANUALS = [ROOT, *(ROOT / "plugins/training_manual" / name for name in ("starter", "samples/manual"))]
FILES = {
    f"{manual.relative_to(ROOT).as_posix()}: {path}": (path, data)
    for manual in MANUALS
    for path, data in read_folder(manual).files.items()
}


def as_an_editor_reads(node: Node) -> Any:
    """YAML 1.2 core: bare numbers, true, false and nothing are no text."""
    if isinstance(node, Sequence):
        return [as_an_editor_reads(item) for item in node.items]
    if not isinstance(node, Scalar):
        return {key.text: as_an_editor_reads(value) for key, value in node.entries}
    if not node.plain:
        return node.text
    if node.text in ("", "~", "null"):
        return None
    if node.text in ("true", "false"):
        return node.text == "true"
    if re.fullmatch(r"[-+]?\d+", node.text, re.ASCII):
        return int(node.text)
    if re.fullmatch(r"[-+]?\d+\.\d*", node.text, re.ASCII):
        return float(node.text)
    return node.text


def value(text: str) -> Any:
    node, problems = read_nodes("here.yml", text.encode())
    assert node is not None, problems
    return as_an_editor_reads(node)


def complaints(schema: str, instance: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft7Validator(SCHEMAS[schema]).iter_errors(instance)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_draft_7_and_its_file_is_fresh(name: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[name])
    assert (ROOT / "schema" / name).read_text("utf-8") == schemas()[name], "run: make golden"


def test_the_folder_holds_no_other_schema() -> None:
    assert {path.name for path in (ROOT / "schema").iterdir()} == set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_tells_what_it_is_for(name: str) -> None:
    assert [path for path, field in fields(SCHEMAS[name]) if not field.get("description")] == []


def fields(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for holder, inside in ((path, schema), *schema.get("definitions", {}).items()):
        for key, field in inside.get("properties", {}).items():
            record = field.get("$ref", "").rpartition("/")[2]
            yield f"{holder}.{key}", schema["definitions"][record] if record else field


def test_an_editor_knows_every_schema_here_and_in_a_new_manual() -> None:
    here, new = (json.loads((root / ".vscode/settings.json").read_text("utf-8")) for root in MANUALS[:2])
    assert new == here
    assert set(GLOBS) == set(SCHEMAS)


@pytest.mark.parametrize("name", FILES)
def test_every_file_of_a_manual_pleases_its_schema(name: str) -> None:
    path, data = FILES[name]
    (schema,) = [schema for schema, patterns in GLOBS.items() if is_meant(path, patterns)]
    assert complaints(schema, value(data.decode())) == []


def is_meant(path: str, patterns: list[str]) -> bool:
    """As the editor has it: what a pattern with a ! names is left out."""
    is_out = any(PurePosixPath(path).match(pattern[1:]) for pattern in patterns if pattern.startswith("!"))
    return not is_out and any(PurePosixPath(path).match(pattern) for pattern in patterns)


def test_every_sample_pleases_its_schema() -> None:
    for sample in packaged_samples().samples:
        item = value(sample.yaml)
        assert complaints(*_in_its_file(sample.wing, item)) == []


def _in_its_file(wing: str, item: object) -> tuple[str, object]:
    if wing == "questions":
        return "pool.json", {"chapter": "x", "questions": [item]}
    section = {"id": "s", "title": "t", "blocks": [item]}
    required = {"id": "x", "part": "p", "number": 1, "title": "t", "summary": "s", "minutes": 1, "objectives": []}
    return "chapter.json", {**required, "sections": [section]}


@pytest.mark.parametrize(("schema", "table"), [("chapter.json", BLOCKS), ("pool.json", QUESTIONS)])
def test_an_item_is_completed_by_its_kind(schema: str, table: dict[str, type]) -> None:
    base = SCHEMAS[schema]["definitions"]["Block" if table is BLOCKS else "Question"]
    assert base["properties"]["kind"]["enum"] == list(table)
    assert [rule["then"]["$ref"].rpartition("/")[2] for rule in base["allOf"]] == [k.__name__ for k in table.values()]


PROSE = "id: a\nkind: prose\nbody: 字\n"
SINGLE = """\
id: a
kind: single
prompt: 问
difficulty: 1
reread: b
options:
  - id: one
    text: 一
    correct: true
    feedback: 对
  - id: two
    text: 二
    feedback: 错
"""


def test_numbers_and_words_of_yaml_are_text_where_text_is_wanted() -> None:
    assert complaints(*_in_its_file("blocks", value(PROSE.replace("字", "2026") + "title: true\n"))) == []


def test_a_key_without_a_value_is_a_key_left_out() -> None:
    assert complaints(*_in_its_file("blocks", value(PROSE + "title:\ncovers: ~\n"))) == []
    assert complaints(*_in_its_file("blocks", value("id: a\nkind: prose\nbody:\n")))


@pytest.mark.parametrize(
    ("wing", "text"),
    [
        ("blocks", PROSE + "colour: red\n"),
        ("blocks", PROSE.replace("prose", "pros")),
        ("blocks", PROSE.replace("id: a", "id: 第一")),
        ("blocks", PROSE.replace("body", "text")),
        ("blocks", PROSE + "covers: [A-1, A-2, A-3, A-4, A-5]\n"),
        ("blocks", PROSE + "title:\n  - 一\n"),
        ("blocks", "id: a\nbody: 字\n"),
        ("blocks", "id: a\nkind: callout\ntone: loud\nbody: 字\n"),
        ("questions", SINGLE.replace("correct: true", "correct: yes")),
        ("questions", SINGLE.replace("difficulty: 1", "difficulty: 4")),
        ("questions", SINGLE.replace("difficulty: 1", "difficulty: 一")),
        ("questions", SINGLE.replace("    feedback: 错\n", "")),
        ("questions", SINGLE + "use: secret\n"),
    ],
)
def test_what_check_refuses_is_marked(wing: str, text: str) -> None:
    assert complaints(*_in_its_file(wing, value(text)))


def test_the_faulty_ones_are_faulty_for_one_reason_only() -> None:
    assert complaints(*_in_its_file("blocks", value(PROSE))) == []
    assert complaints(*_in_its_file("questions", value(SINGLE))) == []
