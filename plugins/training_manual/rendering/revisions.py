"""What readers are told of a change: the old and the new wording with marks, why, and where it stood."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from training_manual.model.brand import Period
from training_manual.model.edition import Change, Fact, Passage, Reason
from training_manual.model.manual import Manual
from training_manual.rendering.amounts import amount
from training_manual.rendering.redline import Mark, Redline
from training_manual.searching import Segmenter, pairs_as_words, terms_as_words

_IN_TEXTS = ("limits.", "authority.", "warranty.")
# Their words would spoil a role play; readers are told that they have changed.
_KEPT_BACK = ("card", "sheet", "rehearsal")


class Figure(NamedTuple):
    """A limit, an amount or an owner before and after; "" where there was none."""

    reason: Reason
    old: str
    new: str


@dataclass(frozen=True)
class Told:
    """One change, ready for a template."""

    change: Change
    what: str
    """added, removed, material, words, moved."""
    title: str
    passages: tuple[tuple[Mark, ...], ...]
    """Each text that differs in this language, in pieces."""
    figures: tuple[Figure, ...]
    """Limits, amounts and owners that stand in no text, old and new."""
    reasons: tuple[Reason, ...]
    """Why it is a change."""
    note: str
    came_from: str
    """The chapter it stood in before it moved to another one; ""."""

    @property
    def said(self) -> tuple[Reason, ...]:
        """Reasons the marks do not show by themselves."""
        if self.passages or self.figures:
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
            passages=tuple(self.redline(p.old or "", p.new or "") for p in self._passages(change)),
            figures=tuple(self._figures(change)),
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

    def _passages(self, change: Change) -> Iterator[Passage]:
        group = change.item.group
        if group not in _KEPT_BACK:
            for passage in change.passages(self._manual.language):
                # The rest of a question holds its answer.
                if passage.old != passage.new and (group != "question" or passage.field == "prompt"):
                    yield passage

    def _figures(self, change: Change) -> Iterator[Figure]:
        old, new = change.old, change.new
        if old is None or new is None or new.group in (*_KEPT_BACK, "question"):
            return
        before, now = ([f for f in item.facts if self._is_figure(f)] for item in (old, new))
        for field in dict.fromkeys(fact.field for fact in (*before, *now)):
            was, has = ([f.value for f in facts if f.field == field] for facts in (before, now))
            reason = next(fact.reason for fact in (*before, *now) if fact.field == field)
            if Counter(was) == Counter(has):
                continue
            pairs = zip_longest(was, has, fillvalue="") if len(was) == len(has) else _unpaired(was, has)
            for one, other in dict.fromkeys(pairs):
                if one != other:
                    yield Figure(reason, self._spoken(reason, one), self._spoken(reason, other))

    @staticmethod
    def _is_figure(fact: Fact) -> bool:
        # Values of tokens in a text have the token's path for a field, and show in the text.
        in_text = fact.field.startswith(_IN_TEXTS)
        return fact.reason in ("limit", "owner") and not in_text and not fact.value.startswith(_IN_TEXTS)

    def _spoken(self, reason: Reason, value: str) -> str:
        """`4 hour` -> `4 小时`, `lead` -> `组长`, `200` -> `200 元`."""
        if reason == "owner":
            return self._manual.roles[value].name if value in self._manual.roles else value
        number, _, unit = value.partition(" ")
        if f"unit.{unit}" in self._strings:
            return amount(Period(n=Decimal(number), unit=unit), self._strings, "")
        if re.fullmatch(r"\d+(\.\d+)?", value):
            return amount(Decimal(value), self._strings, self._manual.brand.currency)
        return value

    def _came_from(self, change: Change) -> str:
        old, new = change.old, change.new
        if not (change.moved and old and new) or old.chapter == new.chapter:
            return ""
        earlier = self._manual.chapter_by_id.get(old.chapter)
        return earlier.title if earlier else ""


def _unpaired(was: list[str], has: list[str]) -> Iterator[tuple[str, str]]:
    """What only one of the two lists has: first what went, then what came."""
    gone, come = Counter(was) - Counter(has), Counter(has) - Counter(was)
    yield from zip_longest(gone.elements(), come.elements(), fillvalue="")
