"""A small manual with one question of nearly every kind kept for a sealed exam, a canary in everything it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ground import ROOT
from training_manual.building import Prepared, prepare_folder
from training_manual.item import Question
from training_manual.linking import Folder, link
from training_manual.localising import needed_messages
from training_manual.localising.catalogues import Message, write_catalogue
from training_manual.model.manual import Manual
from training_manual.problem import as_text, errors
from training_manual.reading.typed import leaves
from training_manual.samples import little_manual, packaged_samples, packaged_texts

TEXT, NAME = "雀鹂鸢", "keptback"
"""What every canary in a text and every one in an id begins with."""
SECRET = "OnlyHeadquartersKnows0123"
POOL = "quizzes/samples.yml"
EXAM_FILE = "quizzes/exams/sealed.yml"
EXAM = f"""\
id: sealed
title: 密封考试
chapters: [samples]
use: exam
secret: {SECRET}
items: 3
difficulty:
  easy: 0
  medium: 100
  hard: 0
"""


@dataclass(frozen=True)
class Canary:
    """A string that stands nowhere else."""

    text: str
    kind: str
    """The question kind."""
    field: str
    """What it was planted in: `options.text`, `options.id`."""


def planted(question: Question, number: int) -> tuple[dict[str, Any], list[Canary]]:
    """The question as data of a YAML file, kept for an exam, a canary in each text and a new name for each id."""
    data: dict[str, Any] = question.model_dump(mode="json", exclude_defaults=True, exclude={"silenced", "was"})
    canaries, names = list[Canary](), dict[str, str]()
    for leaf in leaves(question):
        if leaf.path[-1] == "id" and leaf.value not in names:
            names[leaf.value] = f"{NAME}{number:02d}x{len(names):02d}-{leaf.value}"
            canaries.append(Canary(names[leaf.value], question.kind, leaf.field))
        elif leaf.wording and (holder := _holder(data, leaf.path)) is not None:
            mark = f"{TEXT}{number:02d}.{len(canaries):03d}"
            holder[leaf.path[-1]] += mark
            canaries.append(Canary(mark, question.kind, leaf.field))
    earlier = Canary(f"{NAME}{number:02d}-earlier", question.kind, "was")
    return _renamed(data, names) | {"use": "exam", "was": [earlier.text]}, [*canaries, earlier]


def _holder(data: Any, path: tuple[str | int, ...]) -> Any:
    for step in path[:-1]:
        try:
            data = data[step]
        except (KeyError, IndexError):
            return None
    return data if isinstance(data, list) or path[-1] in data else None


def _renamed(data: Any, names: dict[str, str]) -> Any:
    """Every id, and every text that is exactly one: an answer names an option."""
    if isinstance(data, dict):
        return {key: value if key in _NO_NAMES else _renamed(value, names) for key, value in data.items()}
    if isinstance(data, list):
        return [_renamed(value, names) for value in data]
    return names.get(data, data) if isinstance(data, str) else data


_NO_NAMES = {"kind", "tags", "objective", "reread", "covers", "sources", "answer_from", "who"}


@cache
def folder() -> tuple[Folder, tuple[Canary, ...]]:
    """The samples' own manual in two languages: the full samples kept for an exam, all others practised."""
    found = packaged_samples()
    base = little_manual(found.samples, packaged_texts())
    questions, canaries = [], list[Canary]()
    for number, question in enumerate(found.manual.pools["samples"].questions):
        if question.kind == "branch":
            data = question.model_dump(mode="json", exclude_defaults=True)
        else:
            data, more = planted(question, number)
            canaries += more
        questions.append(data)
    brand = base.files["content/brand.yml"].decode().replace("    - zh\n", "    - zh\n    - en\n")
    files = {
        **base.files,
        "content/brand.yml": brand.encode(),
        POOL: json.dumps({"chapter": "samples", "questions": questions}, ensure_ascii=False, indent=1).encode(),
        EXAM_FILE: EXAM.encode(),
    }
    return replace(base, files=files), tuple(canaries)


def translated(base: Folder) -> Folder:
    """With an English catalogue for what is kept back; its words hold the same canaries."""
    manual = linked(base)
    kept = {q.id for pool in manual.pools.values() for q in pool.questions if q.use == "exam"}
    messages = [
        replace(message, text=f"{message.source} (in English)")
        for _, message in needed_messages(manual, "en")
        if message.context.split(".")[0] in kept
    ]
    return replace(base, catalogues={"locale/en/LC_MESSAGES/quizzes.samples.po": _catalogue(messages)})


def _catalogue(messages: list[Message]) -> bytes:
    return write_catalogue("en", messages)


def linked(base: Folder) -> Manual:
    reading = link(base)
    assert reading.manual is not None, as_text(errors(reading.problems))
    return reading.manual


@cache
def prepared() -> Prepared:
    made = prepare_folder(ROOT / "tests", translated(folder()[0]))
    assert made.manuals, as_text(errors(made.problems))
    return made


def changed(base: Folder, own: str, change: Callable[[dict[str, Any]], None]) -> Folder:
    """The folder after an author has changed one question of the pool."""
    pool = json.loads(base.files[POOL])
    (question,) = [one for one in pool["questions"] if one["id"] == own]
    change(question)
    return replace(base, files={**base.files, POOL: json.dumps(pool, ensure_ascii=False, indent=1).encode()})


def write(base: Folder, root: Path) -> None:
    """On disk, with the frame of the starter's site."""
    for path, data in {**base.files, **base.catalogues}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    frame = ROOT / "plugins/training_manual/starter/mkdocs.yml"
    (root / "mkdocs.yml").write_bytes(frame.read_bytes())
