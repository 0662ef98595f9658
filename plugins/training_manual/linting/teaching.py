"""How well a sound manual teaches: advice an author may follow, or silence with a reason.

That every option has feedback and every question a block to read again needs no advice: the models require it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from training_manual.item import Silence
from training_manual.linting.aims import (
    asked_for,
    key_faults,
    objective_faults,
    reread_faults,
    section_faults,
)
from training_manual.linting.figures import Figures
from training_manual.linting.graphs import recovery_faults, rehearsal_faults
from training_manual.linting.options import option_faults
from training_manual.linting.phrasing import Phrasing
from training_manual.linting.stems import stem_faults
from training_manual.model.chapter import Chapter, Pool
from training_manual.model.manual import Manual
from training_manual.problem import Code, Fault, Problem
from training_manual.questions.branch import BranchQuestion
from training_manual.reading.typed import Record, placed
from training_manual.rendering.addresses import Addresses
from training_manual.rendering.text import Text


def teaching(manual: Manual, strings: Mapping[str, str], files: Mapping[str, bytes] | None = None) -> Iterator[Problem]:
    """Every piece of advice on `manual` in its source language, before it is settled.

    `strings` name the units; `files`, what the manual was read from, save time.
    """
    return _Lint(manual, strings, files).advice()


class _Lint:
    def __init__(self, manual: Manual, strings: Mapping[str, str], files: Mapping[str, bytes] | None):
        self.manual = manual
        currency, title = manual.brand.currency, Addresses(manual).title
        self.words = Text(manual.tokens, manual.terms, strings, currency, lambda _: "", title, "")
        self.figures = Figures(manual.tokens, self.words.value)
        # Most files hold none: looking through each of their texts would take longer than all else here.
        files = files or {}
        self.without = {file for file, data in files.items() if not self.figures.stand_in(data.decode("utf-8-sig"))}
        self.phrasing = Phrasing(manual.terms.values())
        self.asked_for = asked_for(manual)

    def advice(self) -> Iterator[Problem]:
        for chapter in self.manual.chapters:
            yield from self._chapter(chapter)
        for pool in self.manual.pools.values():
            yield from self._pool(pool)
        for card in self.manual.role_plays.values():
            own = [*self._texts(card)(card), *rehearsal_faults(card, self.manual.rubric)]
            yield from _unsilenced(card, card.silenced, own)
        for form in self.manual.forms.values():
            yield from _unsilenced(form, form.silenced, self._texts(form)(form))

    def _chapter(self, chapter: Chapter) -> Iterator[Problem]:
        practice, ready = self.manual.practice(chapter.id), chapter.state == "ready"
        texts = self._texts(chapter)
        own = [*texts(chapter.model_copy(update={"sections": ()}))]
        own += objective_faults(chapter, practice) if ready else ()
        yield from _unsilenced(chapter, chapter.silenced, own)
        for section in chapter.sections:
            own = [*texts(section.model_copy(update={"blocks": ()}))]
            own += section_faults(section, chapter.id, self.asked_for) if practice else ()
            yield from _unsilenced(section, section.silenced, own)
            for block in section.blocks:
                yield from _unsilenced(block, block.silenced, texts(block))

    def _pool(self, pool: Pool) -> Iterator[Problem]:
        texts = self._texts(pool)
        asked = [(question, question.interaction()) for question in pool.questions]
        yield from _unsilenced(pool, pool.silenced, key_faults(asked))
        for question, interaction in asked:
            own = [
                *texts(question),
                *stem_faults(question),
                *option_faults(question, interaction, self.words.plain),
                *reread_faults(question, pool.chapter),
                *(recovery_faults(question.nodes) if isinstance(question, BranchQuestion) else ()),
            ]
            yield from _unsilenced(question, question.silenced, own)

    def _texts(self, whole: Record) -> Callable[[Record], Iterable[Fault]]:
        """What looks through the texts of a record in the file of `whole`."""
        if whole.provenance.file in self.without:
            return self.phrasing.faults
        return lambda record: [*self.figures.faults(record), *self.phrasing.faults(record)]


def _unsilenced(item: Record, silences: tuple[Silence, ...], faults: Iterable[Fault]) -> Iterator[Problem]:
    """What is left to say of `item` itself; a silence that has nothing to silence is told too."""
    wanted, used = {silence.code for silence in silences}, set[str]()
    for fault in faults:
        if fault.code.key in wanted:
            used.add(fault.code.key)
        else:
            yield placed(fault, item.provenance)
    for index, silence in enumerate(silences):
        if silence.code not in used:
            stale = Fault(("silenced", index, "code"), Code.STALE_SILENCE, {"code": silence.code})
            yield placed(stale, item.provenance)
