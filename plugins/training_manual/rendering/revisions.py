"""What readers are told of a change: the old and the new wording with marks, why, and where it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from training_manual.model.edition import Change, Passage, Reason
from training_manual.model.manual import Manual
from training_manual.rendering.redline import Mark, Redline
from training_manual.searching import Segmenter, pairs_as_words, terms_as_words

# Their words would spoil a role play or give an answer away; readers are told that they have changed, and where.
_KEPT_BACK = ("card", "sheet", "rehearsal")


@dataclass(frozen=True)
class Told:
    """One change, ready for a template."""

    change: Change
    what: str
    """added, removed, material, words, moved."""
    title: str
    passages: tuple[tuple[Mark, ...], ...]
    """Each text that differs in this language, in pieces."""
    reasons: tuple[Reason, ...]
    """Why it is a change; told where no text differs that may be shown."""
    note: str
    came_from: str
    """The chapter it stood in before it moved to another one; ""."""

    @property
    def is_whole(self) -> bool:
        """Whether everything is new, or gone."""
        return self.what in ("added", "removed")


class Revisions:
    """The changes of a manual's lineage in its language."""

    def __init__(self, manual: Manual, say: Callable[..., str], strings: Mapping[str, str]):
        self._manual = manual
        self._say = say
        self._strings = strings

    def told(self, change: Change) -> Told:
        return Told(
            change=change,
            what=change.what,
            title=self.in_words(change.item.title),
            passages=tuple(self.redline(p.old or "", p.new or "") for p in self._passages(change)),
            reasons=tuple(r for r in change.reasons if r != "wording") or change.reasons,
            note=self.in_words(change.note),
            came_from=self._came_from(change),
        )

    @cached_property
    def redline(self) -> Redline:
        manual, language = self._manual, self._manual.language
        present = manual.lineage.present
        texts = (
            [text for i in present.items.values() for text in i.texts.get(language, {}).values()] if present else []
        )
        terms = terms_as_words(manual)
        money = (text for key, text in self._strings.items() if key.startswith("money."))
        units = [text for key, text in self._strings.items() if key.startswith("unit.")]
        units += [text.removeprefix("{n}").strip() for text in money if text.startswith("{n}")]
        return Redline(Segmenter(terms, pairs_as_words(texts, terms)), units)

    def in_words(self, texts: Mapping[str, str]) -> str:
        """In this language, else in that of the sources, else in any."""
        source = self._manual.brand.manual.language
        return texts.get(self._manual.language) or texts.get(source) or next(iter(texts.values()), "")

    def day(self, day: date) -> str:
        """`2026 年 3 月 1 日`, `1 March 2026`."""
        month = self._say(f"editions.month.{day.month}")
        return self._say("editions.day", year=day.year, month=month, day=day.day)

    def _passages(self, change: Change) -> Iterator[Passage]:
        group = change.item.group
        if group not in _KEPT_BACK:
            for passage in change.passages(self._manual.language):
                # The rest of a question holds its answer.
                if passage.old != passage.new and (group != "question" or passage.field == "prompt"):
                    yield passage

    def _came_from(self, change: Change) -> str:
        old, new = change.old, change.new
        if not (change.moved and old and new) or old.chapter == new.chapter:
            return ""
        earlier = self._manual.chapter_by_id.get(old.chapter)
        return earlier.title if earlier else ""
