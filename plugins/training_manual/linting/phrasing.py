"""One wording for each term, and the punctuation of Chinese: what two authors of one manual would write differently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from training_manual.model.lists import Term
from training_manual.problem import Code, Fault
from training_manual.reading.typed import Record, leaves

_HAN = r"[\u3400-\u9fff]"
_NOT_TEXT = re.compile(r"\]\([^)\s]*\)|https?://\S+|\{\{[^}]*\}\}|\[\[[^\]|]*(?:\||\]\])")
"""Addresses, tokens and the targets of references; a reference's label is text."""
_HALF_WIDTH = re.compile(rf"(?<={_HAN})[,;:?!()\"](?!\d)|(?<!\d)[,;:?!()\"](?={_HAN})")
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", '"': "“ ”"}


class Phrasing:
    """The wordings of one glossary."""

    def __init__(self, terms: Iterable[Term]):
        terms = list(terms)
        self._instead = {word: term.name for term in terms for word in term.avoid}
        # A fixed name that holds such a word (客户服务 holds 客户) is found first, so it is left alone.
        names = [term.name for term in terms if any(word in term.name for word in self._instead)]
        known = sorted({*self._instead, *names}, key=len, reverse=True)
        self._any = re.compile("|".join(map(re.escape, known)) or r"(?!)")

    def faults(self, record: Record) -> Iterator[Fault]:
        for leaf in leaves(record):
            if leaf.wording:
                text = _NOT_TEXT.sub(lambda hidden: "\0" * len(hidden[0]), leaf.value)
                for found in self._any.finditer(text):
                    if (word := found[0]) in self._instead:
                        about = {"word": word, "name": self._instead[word]}
                        yield Fault(leaf.path, Code.TERM_WORDING, about, offset=found.start())
                for found in _HALF_WIDTH.finditer(text):
                    about = {"mark": found[0], "wide": _WIDE[found[0]]}
                    yield Fault(leaf.path, Code.HALF_WIDTH_MARK, about, offset=found.start())
