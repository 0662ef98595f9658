"""A manual with its text swapped for one language, checked again with places in the catalogue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from training_manual.linking.references import Known, check_text
from training_manual.localising.catalogues import Catalogue, Message, catalogue_path
from training_manual.model.chapter import Chapter
from training_manual.model.manual import Manual
from training_manual.problem import Code, Place, Problem
from training_manual.reading.scalars import Wording
from training_manual.reading.typed import Record, leaves, rewritten
from training_manual.wording import same_pieces

R = TypeVar("R", bound=Record)


def needed_messages(manual: Manual, language: str) -> Iterator[tuple[str, Message]]:
    """Every text to translate, with the path of the catalogue it belongs to, in the order of the manual."""
    seen: set[tuple[str, str, str]] = set()
    for context, record in manual.records():
        path = catalogue_path(language, record.provenance.file)
        for leaf in leaves(record):
            key = (path, f"{context}.{leaf.field}", leaf.value if leaf.wording else "")
            if leaf.wording and key not in seen:
                seen.add(key)
                yield path, Message(key[1], leaf.value, "")


def localise(manual: Manual, language: str, catalogue: Catalogue, known: Known) -> tuple[Manual, list[Problem]]:
    """`manual` (in its source language) in `language`; where there is no sound translation the source stays."""
    swap = _Swap(manual, language, catalogue, known)
    by_id = swap.mapping
    localised = replace(
        manual,
        language=language,
        brand=swap.record("brand", manual.brand),
        rubric=swap.record("rubric", manual.rubric),
        parts=tuple(swap.record(f"parts.{part.id}", part) for part in manual.parts),
        roles=by_id("roles.", manual.roles),
        terms=by_id("terms.", manual.terms),
        sources=by_id("sources.", manual.sources),
        syllabus=by_id("syllabus.", manual.syllabus),
        competencies=by_id("tags.", manual.competencies),
        chapters=tuple(swap.chapter(chapter) for chapter in manual.chapters),
        pools={
            key: pool.model_copy(update={"questions": tuple(swap.record(q.id, q) for q in pool.questions)})
            for key, pool in manual.pools.items()
        },
        exams=by_id("exams.", manual.exams),
        campaigns=by_id("assignments.", manual.campaigns),
        role_plays=by_id("", manual.role_plays),
        forms=by_id("", manual.forms),
        notices=tuple(swap.record(f"notices.{notice.id}", notice) for notice in manual.notices),
        untranslated=frozenset(swap.untranslated),
    )
    return localised, [*swap.problems, *swap.summary()]


class _Swap:
    def __init__(self, manual: Manual, language: str, catalogue: Catalogue, known: Known):
        self.manual = manual
        self.language = language
        self.catalogue = catalogue
        self.known = known
        self.problems: list[Problem] = []
        self.untranslated: set[str] = set()
        self.missing: Counter[str] = Counter()
        self.fuzzy: Counter[str] = Counter()
        self.checked: set[tuple[str, str]] = set()

    def chapter(self, chapter: Chapter) -> Chapter:
        sections = tuple(
            self.record(f"{chapter.id}#{s.id}", s.model_copy(update={"blocks": ()})).model_copy(
                update={"blocks": tuple(self.record(f"{chapter.id}#{b.id}", b) for b in s.blocks)}
            )
            for s in chapter.sections
        )
        bare = self.record(chapter.id, chapter.model_copy(update={"sections": ()}))
        return bare.model_copy(update={"sections": sections})

    def mapping(self, prefix: str, records: Mapping[str, R]) -> Mapping[str, R]:
        return {key: self.record(prefix + key, record) for key, record in records.items()}

    def record(self, context: str, record: R) -> R:
        wordings = {leaf.field: leaf.wording for leaf in leaves(record) if leaf.wording}
        file = record.provenance.file

        def write(field: str, text: str) -> str:
            message = self.catalogue.get((f"{context}.{field}", text))
            if message is None or not message.text or message.fuzzy:
                (self.fuzzy if message and message.fuzzy else self.missing)[file] += 1
                self.untranslated.add(context)
                return text
            self._check(message, wordings[field], context)
            return message.text

        return rewritten(record, write)

    def _check(self, message: Message, wording: Wording, context: str) -> None:
        key = (message.context, message.source)
        if key in self.checked:
            return
        self.checked.add(key)
        missing, extra = same_pieces(message.source, message.text)
        if missing or extra:
            about = {"missing": ", ".join(missing) or "—", "extra": ", ".join(extra) or "—"}
            self.problems.append(Problem(message.place, Code.TRANSLATION_TOKENS, about))
        chapter = context.partition("#")[0]
        self.problems += check_text(message.text, wording, chapter, self.known, lambda _: message.place)

    def summary(self) -> Iterator[Problem]:
        begun = {message.place.file for message in self.catalogue.values()}
        untouched = [file for file in self.missing if catalogue_path(self.language, file) not in begun]
        if len(untouched) > 1:  # a language just begun: one line, not one a file
            count, files = sum(self.missing.pop(file) for file in untouched), len(untouched)
            about = {"zh_file": f"{files} 个文件里有", "file": f"{files} files", "count": count}
            place = Place(f"locale/{self.language}")
            yield Problem(place, Code.UNTRANSLATED, {"language": self.language, **about})
        for code, counter in ((Code.UNTRANSLATED, self.missing), (Code.FUZZY, self.fuzzy)):
            for file, count in counter.items():
                about = {"language": self.language, "zh_file": f"{file} 里有", "file": file, "count": count}
                yield Problem(Place(catalogue_path(self.language, file)), code, about)
