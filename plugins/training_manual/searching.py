"""Chinese text cut into words for a search index.

Material's search cuts a query along the words of its own index, so an index with sound words is all it needs: the
manual's own terms as words, every other Chinese character alone. Words are parted by a zero-width space, which
Material's Chinese separator knows and readers never see. Another engine would replace this module alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from training_manual.model.manual import Manual

ZERO_WIDTH_SPACE = "\u200b"
_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]+")


def lexicon(manual: Manual) -> frozenset[str]:
    """The words of the manual: names of terms and roles, cut where one holds another (服务补救 gives 服务 and 补救)."""
    brand = manual.brand.brand
    names = [brand.name, brand.outlet, brand.hq, *(role.name for role in manual.roles.values())]
    for term in manual.terms.values():
        names += [term.name, *term.also]
    whole = {word for name in names for word in _CHINESE.findall(name) if len(word) > 1}
    words = set(whole)
    for compound in sorted(whole, key=len):
        for word in whole:
            if word == compound or word not in compound:
                continue
            words.discard(compound)
            words |= {piece for piece in compound.split(word) if len(piece) > 1}
    return frozenset(words)


class Segmenter:
    """Cuts text into words of a lexicon, longest first; where no word fits, into single characters."""

    def __init__(self, words: Iterable[str]):
        known = sorted(words, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join([*map(re.escape, known), "."]), re.DOTALL)

    def __call__(self, text: str) -> str:
        return _CHINESE.sub(lambda m: ZERO_WIDTH_SPACE.join(["", *self._pattern.findall(m[0]), ""]), text)
