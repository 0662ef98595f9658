"""Files -> records: each item validated alone, a broken one leaves a hole with its id."""

from __future__ import annotations

import re
from typing import TypeVar

from training_manual.all_blocks import BLOCKS
from training_manual.all_questions import QUESTIONS
from training_manual.item import Block, Question
from training_manual.linking.folder import OPTIONAL, Folder
from training_manual.linking.parts import Parts
from training_manual.model.brand import Brand
from training_manual.model.campaign import Campaign
from training_manual.model.chapter import Chapter, Pool, Section
from training_manual.model.exam import Exam
from training_manual.model.form import Form
from training_manual.model.lists import Competency, Part, Role, Rubric, Source, SyllabusItem, Term
from training_manual.model.notice import Notice
from training_manual.model.role_play import RolePlay
from training_manual.model.trainer import Trainer
from training_manual.problem import Code, Place, Problem, closest
from training_manual.reading.nodes import Mapping, Node, Scalar, Sequence, read_nodes
from training_manual.reading.scalars import ID_PATTERN
from training_manual.reading.typed import Origin, Record, not_a_list, read_id, validate

R = TypeVar("R", bound=Record)


def assemble(folder: Folder) -> Parts:
    """Every file of the folder as records; what cannot be read is among `problems`."""
    parts = Parts(problems=list(folder.problems))
    for stem in _LISTS:
        if stem not in OPTIONAL and f"content/{stem}.yml" not in folder.files:
            _hole_for_file(parts, "content", stem)
    for path, data in folder.files.items():
        node, problems = read_nodes(path, data)
        parts.problems += problems
        place, _, name = path.rpartition("/")
        stem = name.removesuffix(".yml")
        if node is None or any(p.code is Code.DUPLICATE_KEY for p in problems):
            _hole_for_file(parts, place, stem)
        if node is None:
            continue
        if place == "content":
            _single_file(parts, stem, node, path)
        elif place == "content/chapters":
            _chapter(parts, node, path, stem)
        elif path == TRAINERS:
            _list(parts, Trainer, "trainer", parts.trainers, node, path)
        elif place == "quizzes":
            _pool(parts, node, path, stem)
        elif place in _WHOLES:
            kind, model, into = _WHOLES[place]
            _whole(parts, model, kind, getattr(parts, into), node, path, stem)
    return parts


TRAINERS = "quizzes/trainers.yml"
_WHOLES: dict[str, tuple[str, type[Record], str]] = {
    "quizzes/exams": ("exam", Exam, "exams"),
    "quizzes/assignments": ("campaign", Campaign, "campaigns"),
    "content/role_plays": ("card", RolePlay, "role_plays"),
    "content/forms": ("form", Form, "forms"),
}
_IN_FOLDER = {"content/chapters": "chapter", **{place: kind for place, (kind, _, _) in _WHOLES.items()}}
_LISTS: dict[str, tuple[str, type[Record]]] = {
    "parts": ("part", Part),
    "roles": ("role", Role),
    "terms": ("term", Term),
    "sources": ("source", Source),
    "syllabus": ("syllabus", SyllabusItem),
    "tags": ("tag", Competency),
    "notices": ("notice", Notice),
}


def _hole_for_file(parts: Parts, place: str, stem: str) -> None:
    """What a lost file held is unknown, so references to it are not judged."""
    if place == "content" and stem in _LISTS:
        parts.holes.add((_LISTS[stem][0], ""))
    elif f"{place}/{stem}.yml" == TRAINERS:
        parts.holes.add(("trainer", ""))
    elif place in _IN_FOLDER:
        parts.holes.add((_IN_FOLDER[place], stem))
        if place == "content/chapters":
            parts.holes |= {("block", f"{stem}#"), ("objective", f"{stem}#")}


def _single_file(parts: Parts, stem: str, node: Node, path: str) -> None:
    if stem == "brand":
        parts.brand = _valid(parts, Brand, node, path)
    elif stem == "rubric":
        parts.rubric = _valid(parts, Rubric, node, path)
    elif stem in _LISTS:
        kind, model = _LISTS[stem]
        _list(parts, model, kind, getattr(parts, stem), node, path)


def _valid(parts: Parts, model: type[R], node: Node, path: str) -> R | None:
    record, problems = validate(model, node, path)
    parts.problems += problems
    return record


def _saw_id(parts: Parts, kind: str, node: Node, path: str, prefix: str = "") -> str | None:
    own = read_id(node)
    if own is not None:
        parts.saw(kind, prefix + own, Origin(path, node).place(("id",)))
    if own is None or not (kind == "syllabus" or re.fullmatch(ID_PATTERN, own)):
        parts.holes.add((kind, prefix))  # what has no sound name may be what others point at
    return own


def _list(parts: Parts, model: type[R], kind: str, into: list[R], node: Node, path: str) -> None:
    for item in _items(parts, node, path):
        _saw_id(parts, kind, item, path)
        if record := _valid(parts, model, item, path):
            into.append(record)


def _items(parts: Parts, node: Node | None, path: str) -> tuple[Node, ...]:
    if isinstance(node, Sequence):
        return node.items
    if node is not None and not (isinstance(node, Scalar) and node.missing):
        parts.problems.append(not_a_list(Origin(path, node).place()))
        place, _, name = path.rpartition("/")
        _hole_for_file(parts, place, name.removesuffix(".yml"))
    return ()


def _whole(parts: Parts, model: type[R], kind: str, into: list[R], node: Node, path: str, stem: str) -> None:
    _file_name_is(parts, node, path, stem, "id")
    _saw_id(parts, kind, node, path)
    if record := _valid(parts, model, node, path):
        into.append(record)


def _file_name_is(parts: Parts, node: Node, path: str, stem: str, key: str) -> None:
    """One file, one item, one name: the file's name is the id, so a rename cannot be half done."""
    value = node.get(key) if isinstance(node, Mapping) else None
    if isinstance(value, Scalar) and value.text and value.text != stem:
        if re.fullmatch(ID_PATTERN, value.text):  # else that alone is said
            about = {"id": value.text, "name": stem}
            parts.problems.append(Problem(Origin(path, value).place(), Code.ID_IS_NOT_FILE_NAME, about))
        _hole_for_file(parts, path.rpartition("/")[0], stem)


def _chapter(parts: Parts, node: Node, path: str, stem: str) -> None:
    _file_name_is(parts, node, path, stem, "id")
    own = _saw_id(parts, "chapter", node, path) or stem
    if not isinstance(node, Mapping):
        _valid(parts, Chapter, node, path)
        return
    chapter = _valid(parts, Chapter, node.without("sections"), path)
    parts.holes |= {
        (kind, f"{own}#")
        for kind, key in (("block", "sections"), ("objective", "objectives"))
        if chapter is None and node.get(key) is None  # perhaps misspelt
    }
    for objective in _objectives(node):
        parts.saw("objective", f"{own}#{objective[0]}", Place(path, objective[1].line + 1, objective[1].column + 1))
    sections = []
    for item in _items(parts, node.get("sections"), path):
        if section := _section(parts, item, path, own):
            sections.append(section)
    if chapter is None:
        return
    chapter = chapter.model_copy(update={"sections": tuple(sections)})
    if chapter.state == "stub" and node.get("sections") is not None:
        parts.problems.append(Problem(Origin(path, node).place(("state",)), Code.STUB_WITH_SECTIONS))
    if chapter.state != "stub" and node.get("sections") is None:
        parts.problems.append(Problem(Origin(path, node).place(), Code.MISSING_KEY, {"key": "sections"}))
    parts.chapters.append(chapter.at(Origin(path, node)))


def _objectives(node: Mapping) -> list[tuple[str, Node]]:
    listed = node.get("objectives")
    found = [(read_id(item), item) for item in listed.items] if isinstance(listed, Sequence) else []
    return [(own, item) for own, item in found if own]


def _section(parts: Parts, node: Node, path: str, chapter: str) -> Section | None:
    _saw_id(parts, "block", node, path, f"{chapter}#")
    blocks = []
    if isinstance(node, Mapping):
        for item in _items(parts, node.get("blocks"), path):
            _saw_id(parts, "block", item, path, f"{chapter}#")
            if (kind := _kind(parts, item, path, BLOCKS)) and (block := _valid(parts, kind, item, path)):
                blocks.append(block)
    section = _valid(parts, Section, node.without("blocks") if isinstance(node, Mapping) else node, path)
    return section.model_copy(update={"blocks": tuple(blocks)}) if section else None


B = TypeVar("B", Block, Question)


def _kind(parts: Parts, node: Node, path: str, table: dict[str, type[B]]) -> type[B] | None:
    origin = Origin(path, node)
    value = node.get("kind") if isinstance(node, Mapping) else None
    if not isinstance(value, Scalar) or value.missing:
        parts.problems.append(Problem(origin.place(), Code.MISSING_KEY, {"key": "kind"}))
        return None
    if value.text not in table:
        about = {"kind": value.text, "known": ", ".join(table)}
        parts.problems.append(Problem(origin.place(("kind",)), Code.UNKNOWN_KIND, about, closest(value.text, table)))
        return None
    return table[value.text]


def _pool(parts: Parts, node: Node, path: str, stem: str) -> None:
    _file_name_is(parts, node, path, stem, "chapter")
    if not isinstance(node, Mapping):
        _valid(parts, Pool, node, path)
        return
    pool = _valid(parts, Pool, node.without("questions"), path)
    questions = []
    for item in _items(parts, node.get("questions"), path):
        _saw_id(parts, "question", item, path)
        if (kind := _kind(parts, item, path, QUESTIONS)) and (question := _valid(parts, kind, item, path)):
            questions.append(question)
    if pool:
        parts.pools.append(pool.model_copy(update={"questions": tuple(questions)}))
