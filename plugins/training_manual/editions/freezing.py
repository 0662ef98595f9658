"""Freezes a manual: every item with its tag, its structure and the words readers see of it in every language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from training_manual.identity import structure, wording_hex
from training_manual.item import Block, Question
from training_manual.model.chapter import Chapter, Section
from training_manual.model.edition import Edition, Fact, Frozen, Group
from training_manual.model.form import Form
from training_manual.model.lists import Term
from training_manual.model.manual import Manual
from training_manual.model.rehearsal import Rehearsal, rehearsing
from training_manual.model.role_play import ObserverFace, RolePlay, observing
from training_manual.reading.scalars import Refers
from training_manual.reading.typed import Leaf, Path, Record, leaves, leaves_and_branches
from training_manual.wording import full_block_ref, references_in

Plain = Callable[[str], str]
"""Author text -> what readers see of it, tokens filled in, marks left out."""
NOT_TAUGHT = ("brand", "syllabus.", "tags.", "assignments.", "notices.")
"""Contexts of records that are no part of an edition: the brand shows in its tokens, the others are HQ's own."""


def freeze(manuals: Mapping[str, Manual], plain: Mapping[str, Plain]) -> Edition:
    """The manual (language -> Manual, the main one first) as an edition without a number."""
    freezer = _Freezer(manuals, plain)
    manual = freezer.manual
    return Edition(
        number="",
        effective=date.min,
        released=date.min,
        approved_by={},
        languages=tuple(manuals),
        items=freezer.items(),
        sections=dict(manual.section_tags),
        minutes={chapter.id: chapter.minutes for chapter in manual.chapters},
    )


def records_of(manual: Manual) -> dict[str, Record]:
    """Everything that is frozen, by reference: items with tags as they are tagged, else the records of translations."""
    tagged = dict(manual.items())
    found: dict[str, Record] = {}
    for context, record in manual.records():
        if not context.startswith(NOT_TAUGHT):
            found[context] = tagged.get(context, record)
            if isinstance(record, RolePlay):  # its observer's sheet and its rehearsal have tags of their own
                parts = (observing(context), rehearsing(context))
                found |= {ref: tagged[ref] for ref in parts if ref in tagged}
    return found


@dataclass(frozen=True)
class _Freezer:
    manuals: Mapping[str, Manual]
    plain: Mapping[str, Plain]

    @cached_property
    def manual(self) -> Manual:
        """In the language the sources are written in."""
        source = next(iter(self.manuals.values())).brand.manual.language
        return self.manuals[source]

    @cached_property
    def records(self) -> Mapping[str, Mapping[str, Record]]:
        return {language: records_of(manual) for language, manual in self.manuals.items()}

    def items(self) -> dict[str, Frozen]:
        places = dict(_places(self.manual))
        return {
            ref: self._frozen(ref, record, *places.get(ref, ("", "")))
            for ref, record in self.records[self.manual.language].items()
        }

    def _frozen(self, ref: str, record: Record, chapter: str, section: str) -> Frozen:
        facts = (
            () if isinstance(record, Term) else tuple(structure(record, self.manual.tokens, self.manual.first_names))
        )
        if isinstance(record, Question):
            facts = (*facts, Fact("key", _digest(record.interaction().key), "key"))
        return Frozen(
            ref=ref,
            group=_group(record),
            kind=getattr(record, "kind", ""),
            chapter=chapter,
            section=section,
            tag=self.manual.tags.get(ref, ""),
            print=wording_hex(record),
            prints={
                language: wording_hex(records[ref])
                for language, records in self.records.items()
                if language != self.manual.language
            },
            title={language: self._title(language, ref, section) for language in self.manuals},
            roles=self._roles(record, chapter),
            was=self.manual.earlier_names(ref, record),
            cites=tuple(dict.fromkeys(_cites(record, chapter))),
            facts=facts,
            texts={language: self._texts(language, ref) for language in self.manuals},
        )

    def _texts(self, language: str, ref: str) -> dict[str, str]:
        """Every word of the item, and the limits and roles it names, as readers see them."""
        record = self.records[language][ref]
        shown = ((leaf, self._shown(language, leaf)) for leaf in leaves(record) if not leaf.aside)
        return {atom_path(record, leaf.path): text for leaf, text in shown if text}

    def _shown(self, language: str, leaf: Leaf) -> str | None:
        if leaf.wording:
            return self.plain[language](leaf.value)
        match leaf.refers:
            case Refers("token"):
                return self.plain[language](f"{{{{{leaf.value}}}}}")
            case Refers("role"):
                return self.manuals[language].roles[leaf.value].name
        return None

    def _title(self, language: str, ref: str, section: str) -> str:
        record, manual = self.records[language][ref], self.manuals[language]
        own = getattr(record, "title", None) or getattr(record, "name", None)
        if isinstance(record, Block) and not own:
            term = getattr(record, "term", None)
            own = manual.terms[term].name if term else None
            chapter = ref.partition("#")[0]
            own = own or next(s.title for s in manual.chapter_by_id[chapter].sections if s.id == section)
        if isinstance(record, (Rehearsal, ObserverFace)):
            own = manual.role_plays[ref.rpartition(".")[0]].title
        if isinstance(record, Question):
            own = record.prompt
        code = getattr(record, "code", "") if isinstance(record, (RolePlay, Form)) else ""
        return f"{code} {self.plain[language](own or ref)}".strip()

    def _roles(self, record: Record, chapter: str) -> tuple[str, ...]:
        if isinstance(record, Block) and record.audience:
            return record.audience
        homes = record.chapters if isinstance(record, RolePlay) else (chapter,)
        return tuple(r for r, path in self.manual.paths.items() if any(c.id in homes for c in path))


def _places(manual: Manual) -> Iterator[tuple[str, tuple[str, str]]]:
    """Reference -> the chapter and the section it stands in."""
    for chapter in manual.chapters:
        yield chapter.id, (chapter.id, "")
        for section in chapter.sections:
            yield f"{chapter.id}#{section.id}", (chapter.id, "")
            yield from ((f"{chapter.id}#{block.id}", (chapter.id, section.id)) for block in section.blocks)
    for pool in manual.pools.values():
        yield from ((question.id, (pool.chapter, "")) for question in pool.questions)
    for card in manual.role_plays.values():
        yield from ((ref, (card.chapters[0], "")) for ref in (card.id, observing(card.id), rehearsing(card.id)))


_GROUPS: tuple[tuple[type[Record], Group], ...] = (
    (Chapter, "chapter"),
    (Section, "section"),
    (Block, "block"),
    (RolePlay, "card"),
    (ObserverFace, "sheet"),
    (Rehearsal, "rehearsal"),
    (Form, "form"),
    (Term, "term"),
)


def _group(record: Record) -> Group:
    if isinstance(record, Question):
        return "question" if record.use == "practice" else "exam-question"
    return next((group for kind, group in _GROUPS if isinstance(record, kind)), "list")


def _digest(key: Any) -> str:
    """A key told apart from another one; nothing of it can be read."""
    packed = json.dumps([key.rule, key.right, str(key.tolerance)], ensure_ascii=False, default=str, sort_keys=True)
    return sha256(packed.encode()).hexdigest()[:16]


def _cites(record: Record, chapter: str) -> Iterator[str]:
    for leaf in leaves(record):
        if leaf.refers and leaf.refers.to == "block":
            yield full_block_ref(leaf.value, chapter)
        elif leaf.refers and leaf.refers.to in ("chapter", "form", "card"):
            yield leaf.value
        elif leaf.refers and leaf.refers.to == "term":
            yield f"terms.{leaf.value}"
        elif leaf.wording:
            for found in references_in(leaf.value):
                yield f"terms.{found.target}" if found.is_term else found.target.removesuffix("#")


def atom_path(record: Record, path: Path) -> str:
    """`steps.call.text` for the text of the step `call`: a way that holds when the steps change places."""
    names: list[str] = []
    value: Any = record
    for step in path:
        if isinstance(step, int):
            value = value[step]
            names.append(str(getattr(value, "id", step)))
        elif isinstance(value, dict):
            value = value[step]
            names.append(step)
        else:
            model: type[Record] = type(value)
            shape = next(shape for shape in leaves_and_branches(model) if shape.key == step)
            value = getattr(value, shape.name)
            names.append(step)
    return ".".join(names)
