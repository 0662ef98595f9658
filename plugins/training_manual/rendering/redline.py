"""Marks in a revised text: what was taken out and what was put in, cut into words that people read as one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Literal, NamedTuple

from training_manual.rendering.tidying import SENTENCE, Step, readable, slid
from training_manual.searching import Segmenter

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f"
_LATIN = "A-Za-z\u00c0-\u024f"
# What is counted in Chinese; units of limits and amounts come from the words of the site.
_MEASURES = (
    *("分钟", "小时", "秒", "天", "日", "周", "月", "年", "个月", "次", "个", "位", "人", "条", "步", "句", "遍", "声"),
    *("件", "份", "页", "章", "节", "题", "分", "元", "米", "厘米", "毫米", "公里", "度", "倍", "岁", "点", "台", "户"),
    *("张", "项", "处"),
)
# Longer texts are compared by the sentence first: the matcher's time grows with the product of both lengths.
_MOST = 1_000_000


Kind = Literal["same", "gone", "new"]


class Mark(NamedTuple):
    """A piece of text that stayed, went, or came."""

    kind: Kind
    text: str


class Redline:
    """Compares two wordings of a text.

    `words` are Chinese words that are marked whole; so are a number with its unit, and every Latin word.
    """

    def __init__(self, words: Segmenter, units: Iterable[str] = ()):
        self._words = words
        known = sorted({*units, *_MEASURES}, key=lambda unit: (-len(unit), unit))
        unit = "|".join(re.escape(u) + (f"(?![{_LATIN}])" if u[-1].isascii() else "") for u in known)
        number = rf"(?:[A-Z]{{0,3}}[$€£¥])?\d+(?:[.,:]\d+)*(?:[ \u00a0]?(?:{unit}|[%％‰℃]))?"
        word = rf"[{_LATIN}][{_LATIN}0-9]*(?:['’-][{_LATIN}0-9]+)*"
        self._token = re.compile(rf"{number}|(?P<han>[{_HAN}]+)|{word}|\s+|.", re.DOTALL)

    def __call__(self, old: str, new: str) -> tuple[Mark, ...]:
        """The pieces in order: without those that came it reads as the old text, without those that went as the new."""
        if old == new:
            return (Mark("same", old),)
        steps = _compared(self.tokens(old), self.tokens(new))
        return tuple(_joined(chain.from_iterable(_marks(step) for step in slid(readable(steps)))))

    def tokens(self, text: str) -> tuple[str, ...]:
        found = self._token.finditer(text)
        return tuple(chain.from_iterable(self._words.pieces(m[0]) if m["han"] else [m[0]] for m in found))


# -- comparing


def _compared(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    if len(old) * len(new) <= _MOST:
        return list(_matched(old, new))
    steps: list[Step] = []
    ours, theirs = list(_sentences(old)), list(_sentences(new))
    often = Counter(theirs)
    if sum(often[sentence] for sentence in ours) > _MOST / 5:
        return [Step(tuple(old), tuple(new))]  # the same few sentences over and over
    for step in _matched(ours, theirs):
        flat = Step(tuple(chain.from_iterable(step.old)), tuple(chain.from_iterable(step.new)))
        small = len(flat.old) * len(flat.new) <= _MOST
        steps += [flat] if step.stays or not small else _matched(flat.old, flat.new)
    return steps


def _matched(old: Sequence, new: Sequence) -> Iterator[Step]:  # type: ignore[type-arg]
    for _, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Step(tuple(old[i:j]), tuple(new[k:m]))


def _sentences(tokens: Sequence[str]) -> Iterator[tuple[str, ...]]:
    start = 0
    for at, token in enumerate(tokens, 1):
        if token in SENTENCE or at == len(tokens):
            yield tuple(tokens[start:at])
            start = at


# -- printing


def _marks(step: Step) -> Iterator[Mark]:
    old, new = "".join(step.old), "".join(step.new)
    if step.stays:
        yield Mark("same", old)
        return
    kept = _longer_by(old, new)
    if old and new and kept:
        shorter, longer = sorted((old, new), key=len)
        more: Kind = "gone" if longer == old else "new"
        if kept == "start":
            yield from (Mark("same", shorter), Mark(more, longer[len(shorter) :]))
        else:
            yield from (Mark(more, longer[: -len(shorter)]), Mark("same", shorter))
        return
    yield from (Mark("gone", old), Mark("new", new))


def _longer_by(old: str, new: str) -> Literal["start", "end", ""]:
    """Where one begins or ends with the other, parted between two Chinese characters: a word cut differently."""
    shorter, longer = sorted((old, new), key=len)
    cut = len(shorter)
    if not re.fullmatch(f"[{_HAN}]+", longer):
        return ""
    if longer[:cut] == shorter:
        return "start"
    return "end" if longer[-cut:] == shorter else ""


def _joined(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Neighbours of one kind as one piece; of a change what went stands first."""
    held: dict[Kind, str] = {"same": "", "gone": "", "new": ""}
    for kind, text in marks:
        if text and any(held[other] for other in held if (other == "same") != (kind == "same")):
            yield from _let_go(held)
        held[kind] += text
    yield from _let_go(held)


def _let_go(held: dict[Kind, str]) -> Iterator[Mark]:
    for kind, text in held.items():
        if text:
            yield Mark(kind, text)
            held[kind] = ""
