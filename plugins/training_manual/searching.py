"""Chinese text cut into words for a search index.

Material's search cuts a query along the words of its own index, so an index with sound words is all it needs. Words
are the manual's own terms, and pairs of characters that its text keeps together; what is left stands as single
characters, so that any wording is found. Words are parted by a zero-width space, which Material's Chinese separator
knows and readers never see. Another engine would replace this module alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from training_manual.model.manual import Manual

ZERO_WIDTH_SPACE = "\u200b"
_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]+")

# A pair is a word where it stands at least so often, and makes up so much of its rarer character's uses.
_OFTEN = 3
_TOGETHER = 0.3
# Enough text to learn a manual's words from; more only costs time.
_SAMPLE = 400_000


def terms_as_words(manual: Manual) -> frozenset[str]:
    """Names of terms and roles, cut where one holds another (服务补救 gives 服务 and 补救)."""
    brand = manual.brand.brand
    names = [brand.name, brand.outlet, brand.hq, *(role.name for role in manual.roles.values())]
    for term in manual.terms.values():
        names += [term.name, *term.also]
    whole = {word for name in names for word in _CHINESE.findall(name) if len(word) > 1}
    words = set(whole)
    for compound in whole:
        for word in whole:
            if word != compound and word in compound:
                words.discard(compound)
                words |= {piece for piece in compound.split(word) if len(piece) > 1}
    return frozenset(words)


def pairs_as_words(texts: Sequence[str], known: Iterable[str]) -> frozenset[str]:
    """Pairs of characters that `texts` keep together, outside the words already known."""
    total = sum(map(len, texts))
    step = max(1, total // _SAMPLE)
    cut = Segmenter(known)
    singles: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for text in texts[::step]:
        for run in _CHINESE.findall(text):
            for rest in "".join(p if len(p) == 1 else " " for p in cut.pieces(run)).split():
                singles.update(rest)
                pairs.update(map("".join, pairwise(rest)))
    return frozenset(
        pair
        for pair, count in pairs.items()
        if count >= _OFTEN and count >= _TOGETHER * min(singles[pair[0]], singles[pair[1]])
    )


class Segmenter:
    """Cuts Chinese text into words of a lexicon, longest first; `lesser` words only where none of those fits.

    So 的顾客 is 的 and 顾客, though 的顾 stands often enough to be a pair. The rest is single characters.
    """

    def __init__(self, words: Iterable[str], lesser: Iterable[str] = ()):
        self._words: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words, key=lambda word: (-len(word), word)):
            self._words[word[0]].append(word)
        lesser = tuple(lesser)
        self._lesser = Segmenter(lesser) if lesser else None

    def __call__(self, text: str) -> str:
        return _CHINESE.sub(lambda m: ZERO_WIDTH_SPACE.join(["", *self.pieces(m[0]), ""]), text)

    def pieces(self, run: str) -> list[str]:
        """`run`, all Chinese, in words."""
        found, at, words = [], 0, self._words
        while at < len(run):
            first = run[at]
            piece = next((w for w in words[first] if run.startswith(w, at)), first) if first in words else first
            found.append(piece)
            at += len(piece)
        return found if self._lesser is None else list(self._again(found))

    def _again(self, pieces: list[str]) -> Iterator[str]:
        """Single characters that stand together, cut into the lesser words."""
        assert self._lesser is not None
        for single, group in groupby(pieces, lambda piece: len(piece) == 1):
            held = list(group)
            yield from self._lesser.pieces("".join(held)) if single else held


def cut_index(docs: list[dict[str, str]], manual: Manual) -> None:
    """Cuts the titles and texts of a search index's entries, in place."""
    for entry in docs:
        for field in ("title", "text"):  # without the cuts Material makes where jieba happens to be installed
            entry[field] = entry[field].replace(ZERO_WIDTH_SPACE, "")
    terms = terms_as_words(manual)
    texts = [entry[field] for entry in docs for field in ("title", "text")]
    cut = Segmenter(terms, pairs_as_words(texts, terms))
    for entry in docs:
        for field in ("title", "text"):
            entry[field] = cut(entry[field])
