"""Records -> one Manual: ids unique, references and tokens good, revision tags worked out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from training_manual.identity import structure, structure_hex, wording_hex
from training_manual.linking.assembly import assemble
from training_manual.linking.campaigns import campaign_problems, trainer_problems
from training_manual.linking.exams import exam_problems
from training_manual.linking.folder import Folder, read_folder
from training_manual.linking.overtaken import overtaken
from training_manual.linking.parts import Parts
from training_manual.linking.reading_again import section_tags
from training_manual.linking.records import order_of, read_editions
from training_manual.linking.references import WHAT, Known, check_record
from training_manual.linking.renames import rename_problems
from training_manual.model.brand import tokens
from training_manual.model.edition import Edition, Lineage, bump_of
from training_manual.model.form import Form
from training_manual.model.lists import Rubric
from training_manual.model.manual import Manual
from training_manual.model.notice import Notice
from training_manual.model.role_play import RolePlay
from training_manual.problem import Code, Problem, closest, errors, in_order
from training_manual.reading.typed import Record
from training_manual.sealing import opening_code


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder: a manual unless there are errors, and everything to say."""

    manual: Manual | None
    problems: list[Problem]
    known: Known
    """For checking translations against the same targets."""


def read_manual(root: Path) -> Reading:
    """Reads and links the manual at `root` (the folder that holds content/ and quizzes/)."""
    return link(read_folder(root))


def link(folder: Folder) -> Reading:
    parts = assemble(folder)
    known = Known(parts.seen, tokens(parts.brand) if parts.brand else None, folder.images, frozenset(parts.holes))
    editions, damaged = read_editions(folder.editions)
    problems = [*parts.problems, *damaged, *_checks(parts, known)]
    if errors(problems) or parts.brand is None or parts.rubric is None:
        return Reading(None, in_order(problems), known)
    manual = _manual(parts, folder, editions)
    problems += [
        *exam_problems(manual),
        *campaign_problems(manual),
        *rename_problems(manual),
        *overtaken(parts.notices, manual),
    ]
    return Reading(None if errors(problems) else manual, in_order(problems), known)


def _manual(parts: Parts, folder: Folder, editions: tuple[Edition, ...]) -> Manual:
    assert parts.brand is not None
    assert isinstance(parts.rubric, Rubric)
    order = {part.id: index for index, part in enumerate(parts.parts)}
    roles: dict[str | None, int] = {role.id: index for index, role in enumerate(parts.roles)}
    manual = Manual(
        language=parts.brand.manual.language,
        brand=parts.brand,
        parts=tuple(parts.parts),
        roles={role.id: role for role in parts.roles},
        terms={term.id: term for term in parts.terms},
        sources={source.id: source for source in parts.sources},
        syllabus={item.id: item for item in parts.syllabus},
        competencies={tag.id: tag for tag in parts.tags},
        rubric=parts.rubric,
        chapters=tuple(sorted(parts.chapters, key=lambda c: (order[c.part], c.number))),
        pools={pool.chapter: pool for pool in parts.pools},
        exams={exam.id: exam for exam in sorted(parts.exams, key=lambda e: roles.get(e.role, len(roles)))},
        trainers={trainer.id: trainer for trainer in parts.trainers},
        campaigns={one.id: one for one in sorted(parts.campaigns, key=lambda c: (c.opens, c.due, c.id))},
        role_plays={card.id: card for card in sorted(parts.role_plays, key=lambda c: c.code)},
        forms={form.id: form for form in sorted(parts.forms, key=lambda f: f.code)},
        notices=tuple(sorted(_in_force(parts.notices, editions), key=lambda n: n.effective, reverse=True)),
        images=folder.images,
        lineage=Lineage(editions),
    )
    tags = {reference: _tag(manual, reference, item) for reference, item in manual.items()}
    sections = dict(section_tags(manual, tags))
    openings = {
        exam.id: opening_code(manual.brand.manual.code, exam, [(tags[q.id], q) for _, q in manual.pool_of(exam)])
        for exam in manual.exams.values()
        if exam.use == "exam"
    }
    return replace(
        manual,
        tags=MappingProxyType(tags),
        section_tags=MappingProxyType(sections),
        openings=MappingProxyType(openings),
    )


def _in_force(notices: Iterable[Notice], editions: tuple[Edition, ...]) -> Iterator[Notice]:
    """Those that no release says itself yet."""
    latest = order_of(editions[-1].number) if editions else ()
    return (notice for notice in notices if notice.until is None or latest < order_of(notice.until))


def _tag(manual: Manual, reference: str, item: Record) -> str:
    """An item's revision tag, with what headquarters has said of its words in the editions so far."""
    hex_ = structure_hex(structure(item, manual.tokens, manual.first_names))
    names = (reference, *manual.earlier_names(reference, item))
    return f"{bump_of(manual.lineage.editions, names, hex_, wording_hex(item))}-{hex_}"


def _checks(parts: Parts, known: Known) -> Iterator[Problem]:
    for record, context in _records(parts):
        yield from check_record(record, context, known)
    yield from _same_numbers(parts)
    yield from _same_codes(parts.role_plays)
    yield from _same_codes(parts.forms)
    yield from _question_targets(parts, known)
    yield from _rows(parts)
    yield from trainer_problems(parts.trainers, parts.brand)
    for term in parts.terms:
        if term.read and not (known.has("chapter", term.read) or known.has("block", term.read)):
            about = {"zh_what": WHAT["block"][0], "what": WHAT["block"][1], "ref": term.read}
            guess = closest(term.read, [*known.ids.get("chapter", {}), *known.ids.get("block", {})])
            yield Problem(term.provenance.place(("read",)), Code.BROKEN_REFERENCE, about, guess)


def _records(parts: Parts) -> Iterator[tuple[Record, str]]:
    """Every record, with the chapter that `block-id` alone refers to."""
    for one in (parts.brand, parts.rubric):
        if one is not None:
            yield one, ""
    short_files = (parts.parts, parts.roles, parts.terms, parts.sources, parts.syllabus, parts.tags, parts.notices)
    for listed in (*short_files, parts.exams, parts.campaigns, parts.trainers, parts.forms):
        for record in listed:
            yield record, ""
    for card in parts.role_plays:
        yield card, card.chapters[0]
    for chapter in parts.chapters:
        yield chapter.model_copy(update={"sections": ()}), chapter.id
        for section in chapter.sections:
            yield section.model_copy(update={"blocks": ()}), chapter.id
            for block in section.blocks:
                yield block, chapter.id
    for pool in parts.pools:
        yield pool.model_copy(update={"questions": ()}), pool.chapter
        for question in pool.questions:
            yield question, pool.chapter


def _same_numbers(parts: Parts) -> Iterator[Problem]:
    seen: dict[int, str] = {}
    for chapter in sorted(parts.chapters, key=lambda c: c.provenance.file):
        place = chapter.provenance.place(("number",))
        if chapter.number in seen:
            yield Problem(place, Code.DUPLICATE_NUMBER, {"number": chapter.number, "first": seen[chapter.number]})
        seen.setdefault(chapter.number, str(place))


def _same_codes(items: Iterable[RolePlay | Form]) -> Iterator[Problem]:
    """What is printed on a paper tells it from every other one."""
    seen: dict[str, str] = {}
    for item in sorted(items, key=lambda item: item.provenance.file):
        place = item.provenance.place(("code",))
        if item.code in seen:
            yield Problem(place, Code.DUPLICATE_ID, {"id": item.code, "first": seen[item.code]})
        seen.setdefault(item.code, str(place))


def _question_targets(parts: Parts, known: Known) -> Iterator[Problem]:
    """A question's objective belongs to its chapter; an annex has no questions."""
    annexes = {chapter.id for chapter in parts.chapters if chapter.state == "annex"}
    for pool in parts.pools:
        if pool.chapter in annexes:
            yield Problem(pool.provenance.place(("chapter",)), Code.ANNEX_WITH_QUESTIONS, {"id": pool.chapter})
        for question in pool.questions:
            if question.objective and not known.has("objective", f"{pool.chapter}#{question.objective}"):
                own = [o.partition("#")[2] for o in known.ids.get("objective", {}) if o.startswith(f"{pool.chapter}#")]
                zh, en = WHAT["objective"]
                about = {"zh_what": zh, "what": en, "ref": question.objective}
                place = question.provenance.place(("objective",))
                yield Problem(place, Code.BROKEN_REFERENCE, about, closest(question.objective, own))


def _rows(parts: Parts) -> Iterator[Problem]:
    """Rows of an observer's sheet have names of their own, and what a line of a rehearsal shows is one of them."""
    if parts.rubric is None:
        return
    shared = {row.id: ("rows", index, "id") for index, row in enumerate(parts.rubric.rows)}
    for card in parts.role_plays:
        for index, row in enumerate(card.observer.rows):
            if row.id in shared:  # two rows of one sheet would be one to the page
                first = str(parts.rubric.provenance.place(shared[row.id]))
                place = card.provenance.place(("observer", "rows", index, "id"))
                yield Problem(place, Code.DUPLICATE_ID, {"id": row.id, "first": first})
        known = [row.id for row in card.observer.with_shared(parts.rubric).rows]
        for at, node in enumerate(card.rehearsal.nodes if card.rehearsal else ()):
            for index, choice in enumerate(node.choices):
                for nth, name in enumerate(choice.meets):
                    if name not in known:
                        place = card.provenance.place(("rehearsal", "nodes", at, "choices", index, "meets", nth))
                        about = {"zh_what": "观察行", "what": "row of the rubric", "ref": name}
                        yield Problem(place, Code.BROKEN_REFERENCE, about, closest(name, known))


__all__ = ["Reading", "link", "read_manual"]
