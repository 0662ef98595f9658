"""Do questions measure what a chapter promises, and lead back into it? Does the place of the key give it away?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from training_manual.interaction import Choose, Interaction
from training_manual.item import Question
from training_manual.model.chapter import Chapter, Section
from training_manual.model.manual import Manual
from training_manual.problem import Code, Fault
from training_manual.questions.truefalse import TrueFalseQuestion
from training_manual.wording import full_block_ref

SINGLES = 6
"""So many single choices show where keys gather."""
TOO_OFTEN = 0.6
TRUTHS = 4
"""So many true-or-false questions should not all have one answer."""


def key_faults(questions: Iterable[tuple[Question, Interaction]]) -> Iterator[Fault]:
    """Keys of a pool that can be learnt without the subject. The order that counts is the one learners see."""
    places, truths = list[int](), list[bool]()
    for question, asked in questions:
        if isinstance(question, TrueFalseQuestion):
            truths.append(question.answer)
        elif isinstance(asked, Choose) and not asked.many and not asked.in_site_words:
            places.append([option.id for option in asked.options].index(asked.key.right[0]))
    if len(places) >= SINGLES:
        ((place, count),) = Counter(places).most_common(1)
        if count > TOO_OFTEN * len(places):
            yield Fault(("chapter",), Code.KEY_POSITION, {"of": len(places), "count": count, "position": place + 1})
    if len(truths) >= TRUTHS and len(set(truths)) == 1:
        about = {"count": len(truths), "answer": "true" if truths[0] else "false"}
        yield Fault(("chapter",), Code.SAME_TRUTH, about)


def reread_faults(question: Question, chapter: str) -> Iterator[Fault]:
    """Who answered wrong should read again in the chapter that is being practised."""
    target = full_block_ref(question.reread, chapter).partition("#")[0]
    if target != chapter:
        yield Fault(("reread",), Code.REREAD_ELSEWHERE, {"chapter": target})


def objective_faults(chapter: Chapter, practice: Sequence[Question]) -> Iterator[Fault]:
    measured = {question.objective for question in practice}
    for index, objective in enumerate(chapter.objectives):
        if objective.id not in measured:
            yield Fault(("objectives", index, "id"), Code.NOT_MEASURED, {"id": objective.id})


def section_faults(section: Section, chapter: str, asked_for: frozenset[str]) -> Iterator[Fault]:
    """Sections that only link to practice, cards and forms have nothing to read again."""
    places = {f"{chapter}#{own}" for own in (section.id, *(block.id for block in section.blocks))}
    if not places & asked_for and any(block.kind != "embed" for block in section.blocks):
        yield Fault(("id",), Code.NOT_ASKED, {"title": section.title})


def asked_for(manual: Manual) -> frozenset[str]:
    """Every place some question leads back to."""
    pools = manual.pools.items()
    return frozenset(full_block_ref(q.reread, chapter) for chapter, pool in pools for q in pool.questions)
