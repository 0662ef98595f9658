"""The Manual: everything one franchise teaches, linked and in one language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from training_manual.conversation import Node
from training_manual.item import Block, Question
from training_manual.model.brand import Brand, Token, tokens
from training_manual.model.campaign import Campaign
from training_manual.model.chapter import Chapter, Pool, Section
from training_manual.model.edition import Lineage
from training_manual.model.exam import Exam
from training_manual.model.form import Form
from training_manual.model.lists import Competency, Part, Role, Rubric, Source, SyllabusItem, Term
from training_manual.model.notice import Notice
from training_manual.model.rehearsal import rehearsing
from training_manual.model.role_play import RolePlay, observing
from training_manual.model.trainer import Trainer
from training_manual.questions.branch import BranchQuestion
from training_manual.reading.typed import Record


@dataclass(frozen=True)
class Manual:
    """A whole manual. Every sequence is in the order readers meet it; every mapping is by id."""

    language: str
    brand: Brand
    parts: tuple[Part, ...]
    roles: Mapping[str, Role]
    terms: Mapping[str, Term]
    sources: Mapping[str, Source]
    syllabus: Mapping[str, SyllabusItem]
    competencies: Mapping[str, Competency]
    """What the `tags` of questions and role plays name."""
    rubric: Rubric
    chapters: tuple[Chapter, ...]
    pools: Mapping[str, Pool]
    """By chapter id."""
    exams: Mapping[str, Exam]
    """Path tests: those of the roles in their order, then the others."""
    trainers: Mapping[str, Trainer]
    """Whose keys this manual knows, the withdrawn ones too."""
    campaigns: Mapping[str, Campaign]
    """What headquarters asks of whole roles, by the day it opens."""
    role_plays: Mapping[str, RolePlay]
    forms: Mapping[str, Form]
    notices: tuple[Notice, ...] = ()
    """What holds before the next edition says it, the latest first."""
    images: frozenset[str] = frozenset()
    """Paths below content/, such as images/plan.png."""
    tags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Revision tag of every item, by reference; the same in every language."""
    section_tags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The tag of every section, from those of its blocks."""
    openings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The opening code of every sealed exam, from its questions in the source language; on no page."""
    lineage: Lineage = field(default_factory=Lineage)
    """Its editions, and what has changed since."""
    untranslated: frozenset[str] = frozenset()
    """References of the items that show some source text, for the mark on the page."""

    @cached_property
    def tokens(self) -> Mapping[str, Token]:
        return tokens(self.brand)

    @cached_property
    def chapter_by_id(self) -> Mapping[str, Chapter]:
        return {chapter.id: chapter for chapter in self.chapters}

    @cached_property
    def shown_chapters(self) -> tuple[Chapter, ...]:
        """What readers see and work through: no stubs, no annexes."""
        return tuple(chapter for chapter in self.chapters if chapter.state == "ready")

    @cached_property
    def annexes(self) -> tuple[Chapter, ...]:
        """The guides behind the chapters."""
        return tuple(chapter for chapter in self.chapters if chapter.state == "annex")

    @cached_property
    def paths(self) -> Mapping[str, tuple[Chapter, ...]]:
        """For each role with a path the chapters it reads, in order, stubs left out; no role without a chapter."""
        listed = {
            role.id: tuple(self.chapter_by_id[c] for c in role.path if self.chapter_by_id[c].state == "ready")
            for role in self.roles.values()
        }
        return {role: chapters for role, chapters in listed.items() if chapters}

    @cached_property
    def places(self) -> Mapping[str, tuple[Chapter, Section | Block | None]]:
        """`chapter`, `chapter#section` and `chapter#block` -> what stands there."""
        found: dict[str, tuple[Chapter, Section | Block | None]] = {}
        for chapter in self.chapters:
            found[chapter.id] = (chapter, None)
            for section in chapter.sections:
                found[f"{chapter.id}#{section.id}"] = (chapter, section)
                for block in section.blocks:
                    found[f"{chapter.id}#{block.id}"] = (chapter, block)
        return found

    def part(self, chapter: Chapter) -> Part:
        return next(part for part in self.parts if part.id == chapter.part)

    def practice(self, chapter: str) -> tuple[Question, ...]:
        """The questions shown on a chapter's practice page; exam items are on no page."""
        pool = self.pools.get(chapter)
        return tuple(q for q in pool.questions if q.use == "practice") if pool else ()

    def chapters_of(self, exam: Exam) -> tuple[Chapter, ...]:
        """The chapters a path test is about, in the order they are read; stubs too."""
        listed = exam.chapters if exam.role is None else self.roles[exam.role].path
        return tuple(self.chapter_by_id[chapter] for chapter in dict.fromkeys(listed))

    def pool_of(self, exam: Exam) -> tuple[tuple[Chapter, Question], ...]:
        """The questions a path test is drawn from, with their chapters; a stub has none."""
        return tuple(
            (chapter, question)
            for chapter in self.chapters_of(exam)
            if chapter.state == "ready" and chapter.id in self.pools
            for question in self.pools[chapter.id].questions
            if question.use == exam.use and (question.marks_itself or question.use == "exam")
        )

    @cached_property
    def shown_exams(self) -> tuple[Exam, ...]:
        """What readers see: path tests of which a whole paper can be drawn today."""
        pools = {own: [question for _, question in self.pool_of(exam)] for own, exam in self.exams.items()}
        return tuple(exam for own, exam in self.exams.items() if not exam.jam(pools[own]))

    def items(self) -> Iterator[tuple[str, Record]]:
        """Every item that has a revision tag, with its reference (`chapter#block` or a bare id)."""
        for chapter in self.chapters:
            for block in chapter.blocks:
                yield f"{chapter.id}#{block.id}", block
        for pool in self.pools.values():
            for question in pool.questions:
                yield question.id, question
        for card in self.role_plays.values():
            yield card.id, card.model_copy(update={"rehearsal": None})
            yield observing(card.id), card.observer.with_shared(self.rubric)
            if card.rehearsal:
                yield rehearsing(card.id), card.rehearsal
        yield from self.forms.items()
        for notice in self.notices:
            yield f"notices.{notice.id}", notice

    def earlier_names(self, reference: str, item: Record) -> tuple[str, ...]:
        """What `item` was called before: its own `was`, and what follows from that of its chapter or card."""
        home, parted, name = reference.partition("#")
        own: tuple[str, ...] = getattr(item, "was", ())
        if not parted:
            card, dot, part = reference.partition(".")
            if not dot:
                return own
            if card in self.role_plays:  # its observer's sheet, its rehearsal
                return tuple(f"{earlier}.{part}" for earlier in self.role_plays[card].was)
            return tuple(f"{card}.{earlier}" for earlier in own)
        homes = (home, *self.chapter_by_id[home].was)
        names = [one if "#" in one else f"{chapter}#{one}" for chapter in homes for one in own]
        return tuple(dict.fromkeys([*names, *(f"{chapter}#{name}" for chapter in homes[1:])]))

    @cached_property
    def first_names(self) -> Mapping[str, str]:
        """What chapters, cards and forms that were renamed were called in the first release that had them."""
        kinds = (self.chapters, self.role_plays.values(), self.forms.values())
        named = {one.id: (*one.was, one.id) for kind in kinds for one in kind if one.was}
        known = [edition.items for edition in self.lineage.editions]
        return {own: next((n for items in known for n in was if n in items), was[0]) for own, was in named.items()}

    def conversations(self) -> dict[str, tuple[str, str, tuple[Node, ...]]]:
        """Every conversation by the id of its card or question: title, first node, nodes."""
        asked = [q for pool in self.pools.values() for q in pool.questions if isinstance(q, BranchQuestion)]
        played = [(card, card.rehearsal) for card in self.role_plays.values() if card.rehearsal]
        return {
            **{card.id: (f"{card.code} {card.title}", talk.start, talk.nodes) for card, talk in played},
            **{question.id: (question.prompt, question.start, question.nodes) for question in asked},
        }

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every record with translatable text and the context its translations stand under."""
        yield "brand", self.brand
        yield "rubric", self.rubric
        for part in self.parts:
            yield f"parts.{part.id}", part
        for group, name in (
            (self.roles, "roles"),
            (self.terms, "terms"),
            (self.sources, "sources"),
            (self.syllabus, "syllabus"),
            (self.competencies, "tags"),
        ):
            for key, record in group.items():
                yield f"{name}.{key}", record
        for chapter in self.chapters:
            yield chapter.id, chapter.model_copy(update={"sections": ()})
            for section in chapter.sections:
                yield f"{chapter.id}#{section.id}", section.model_copy(update={"blocks": ()})
                for block in section.blocks:
                    yield f"{chapter.id}#{block.id}", block
        for pool in self.pools.values():
            for question in pool.questions:
                yield question.id, question
        for exam in self.exams.values():
            yield f"exams.{exam.id}", exam
        for campaign in self.campaigns.values():
            yield f"assignments.{campaign.id}", campaign
        for card in self.role_plays.values():
            yield card.id, card
        for form in self.forms.values():
            yield form.id, form
        for notice in self.notices:
            yield f"notices.{notice.id}", notice

    def settle(self) -> None:
        """Lets go of the places inside chapters and questions, once all is checked."""
        for chapter in self.chapters:
            for record in (chapter, *chapter.sections, *chapter.blocks):
                record.settle()
        for pool in self.pools.values():
            for record in (pool, *pool.questions):
                record.settle()

    def outline(self) -> str:
        """The manual as an indented list of references, for people and golden files."""
        lines = []
        for part in self.parts:
            lines.append(f"{part.id}  {part.title}")
            for chapter in self.chapters:
                if chapter.part != part.id:
                    continue
                state = "" if chapter.state == "ready" else f"  ({chapter.state})"
                lines.append(f"  {chapter.number} {chapter.id}  {chapter.title}{state}")
                for section in chapter.sections:
                    lines.append(f"    #{section.id}  {section.title}")
                    lines += [f"      #{block.id}  {block.kind}" for block in section.blocks]
                for question in self.pools[chapter.id].questions if chapter.id in self.pools else ():
                    lines.append(f"    ? {question.id}  {question.kind}")
        lines += [f"test {exam.id}  {exam.title}" for exam in self.exams.values()]
        lines += [f"campaign {campaign.id}  {campaign.title}" for campaign in self.campaigns.values()]
        lines += [f"{card.code} {card.id}  {card.title}" for card in self.role_plays.values()]
        lines += [f"{form.code} {form.id}  {form.title}" for form in self.forms.values()]
        return "\n".join(lines) + "\n"
