"""What readers are told of a change: the old and the new wording with marks, why, and where it stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from training_manual.model.edition import Change, Passage, Reason
from training_manual.model.manual import Manual
from training_manual.rendering.redline import Mark, Redline
from training_manual.searching import Segmenter, pairs_as_words, terms_as_words

# A figure or a name that needs to be told what it is.
_BARE = ("limit", "owner")
# Their words would spoil a role play; readers are told that they have changed.
_KEPT_BACK = ("card", "sheet", "rehearsal")


class Part(NamedTuple):
    """A paragraph in which something went or came."""

    of: str
    """What it belongs to: the step, option or item it is a detail of; "" where that is clear."""
    label: str
    """What it says, where a bare figure or name would not tell: the field's name, else ""."""
    pieces: tuple[Mark, ...]


@dataclass(frozen=True)
class Told:
    """One change, ready for a template."""

    change: Change
    what: str
    """added, removed, material, words, moved."""
    title: str
    parts: tuple[Part, ...]
    """Every paragraph that differs in this language."""
    reasons: tuple[Reason, ...]
    """Why it is a change."""
    note: str
    came_from: str
    """The chapter it stood in before it moved to another one; ""."""

    @property
    def said(self) -> tuple[Reason, ...]:
        """Reasons the marks do not show by themselves."""
        if self.parts:
            return tuple(reason for reason in self.reasons if reason in ("kind", "key", "order"))
        return tuple(reason for reason in self.reasons if reason != "wording") or self.reasons

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
            parts=tuple(self._parts(change)),
            reasons=change.reasons,
            note=self.in_words(change.note),
            came_from=self._came_from(change),
        )

    @cached_property
    def redline(self) -> Redline:
        manual, language = self._manual, self._manual.language
        present = manual.lineage.present
        texts = [text for i in present.items.values() for text in i.texts.get(language, {}).values()] if present else []
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

    def _parts(self, change: Change) -> Iterator[Part]:
        texts = change.item.texts.get(self._manual.language, {})
        passages = list(self._passages(change))
        named = {passage.field for passage in passages}
        for passage in passages:
            home, _, field = passage.field.rpartition(".")
            # `steps.call.limit` is a detail of the step; `must.0` is no detail of anything.
            is_detail = "." in home and not field.isdecimal()
            main = next((name for name in texts if name.startswith(f"{home}.")), "") if is_detail else ""
            of = texts[main] if main and main not in named else ""
            named.add(main)  # once is enough
            label = self._say(f"editions.field.{field}") if field in _BARE else ""
            for pieces in _paragraphs(self.redline(passage.old or "", passage.new or "")):
                yield Part(of, label, pieces)
                of = ""

    def _passages(self, change: Change) -> Iterator[Passage]:
        group, heading = change.item.group, self.in_words(change.item.title)
        if group in _KEPT_BACK:
            return
        for passage in change.passages(self._manual.language):
            # The rest of a question holds its answer; the title of what is wholly new is told anyway.
            is_told = passage.field == "prompt" if group == "question" else heading not in (passage.old, passage.new)
            if is_told or (change.old and change.new and group != "question"):
                yield passage

    def _came_from(self, change: Change) -> str:
        old, new = change.old, change.new
        if not (change.moved and old and new) or old.chapter == new.chapter:
            return ""
        earlier = self._manual.chapter_by_id.get(old.chapter)
        return earlier.title if earlier else ""


def _paragraphs(marks: Iterable[Mark]) -> Iterator[tuple[Mark, ...]]:
    """The paragraphs and list items in which something went or came, without the mark of a list."""
    lines: list[list[Mark]] = [[]]
    for kind, text in marks:
        for at, piece in enumerate(text.split("\n")):
            if at:
                lines.append([])
            piece = piece if lines[-1] else piece.lstrip().removeprefix("- ")
            if piece:
                lines[-1].append(Mark(kind, piece))
    yield from (tuple(line) for line in lines if any(kind != "same" and text.strip() for kind, text in line))
