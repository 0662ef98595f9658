"""Options that give the answer away, or that nobody can tell apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any, NamedTuple

from training_manual.interaction import Choose, Interaction, Walk
from training_manual.item import Question
from training_manual.problem import Code, Fault
from training_manual.reading.typed import Path, lists_of_records

Shown = Callable[[str], str]
"""A text as learners see it: tokens filled, no markup."""


class Offer(NamedTuple):
    """A text to be chosen, placed or paired."""

    id: str | None
    way: Path
    """From the question to it."""
    text: str
    bare: str
    """Without punctuation, width and case."""
    letters: frozenset[str]


Offered = Sequence[Offer]
"""What stands side by side."""


def option_faults(question: Question, interaction: Interaction, shown: Shown) -> Iterator[Fault]:
    right: list[str] = interaction.key.right if isinstance(interaction, Choose) else []
    for offered in _offered(question, shown):
        if len(right) == 1:
            yield from _longest(offered, right[0])
        if isinstance(interaction, Choose | Walk):  # as a bucket «both» is fine
            yield from _above(offered)
        yield from _alike(offered)


def _offered(question: Question, shown: Shown) -> Iterator[Offered]:
    if question.kind == "spot":  # lines of a scene, where a thing may be said twice
        return
    for path, atoms in lists_of_records(question):
        offered = [_offer(atom, (*path, at, "text"), shown) for at, atom in enumerate(atoms) if hasattr(atom, "text")]
        if len(offered) > 1:
            yield offered


def _offer(atom: Any, way: Path, shown: Shown) -> Offer:
    text = shown(atom.text)
    bare = _bare(text)
    return Offer(getattr(atom, "id", None), way, text, bare, frozenset(bare))


# -- the longest

LONGER = 1.3
MORE = 6


def _longest(offered: Offered, right: str) -> Iterator[Fault]:
    longest = max(offered, key=lambda offer: len(offer.text))
    length, other = len(longest.text), max(len(offer.text) for offer in offered if offer is not longest)
    if longest.id == right and length >= other * LONGER and length >= other + MORE:
        yield Fault(longest.way, Code.LONGEST_RIGHT, {"length": length, "other": other})


# -- all of the above

_ABOVE = re.compile(
    r"(?:(?:以上|上述|上面|前面|这些|[二两三四五]者|[二两三四五几][项个条种])"
    r"(?:各项|[几二两三四五][项个条种]|选项|说法|做法|答案|情况)*(?:全部|全|都|均|皆)+"
    r"|全部|全|都)(?:不|没|没有)?(?:是|对|正确|可以|行|错误?|非|有可能|可能|有|要|需要|成立|合适)?的?"
    r"|(?:以上|上述|上面)?(?:都没有|没有一[项个条种](?:是)?|没有)(?:正确|对|合适)的?(?:选项|答案|做法)?"
    r"|(?:以上|上述|上面)(?:全部|全|都|均|皆)?(?:是|对|不是|不对)"
    r"|[a-h](?:和|与|及|跟|或)[a-h](?:都.{0,4})?|[a-h]{2,4}都.{0,4}"
    r"|(?:all|none|any|both|either|neither)(?:of)?(?:the)?(?:above|these|those|options|answers)(?:(?:is|are).*)?"
    r"|(?:both|neither|either)?(?:the)?[a-h](?:and|or|nor)[a-h]|(?:all|none)(?:is|are)(?:correct|right|true|wrong|false)"
)


def _above(offered: Offered) -> Iterator[Fault]:
    for offer in offered:
        if len(offer.bare) > 1 and _ABOVE.fullmatch(offer.bare):
            yield Fault(offer.way, Code.ALL_OF_THE_ABOVE, {"text": offer.text})


# -- twice the same

# Punctuation says nothing, but inside a figure or as a sign of its own it does: 1.5, 10-12, 5%.
_SILENT = re.compile(r"(?!(?<=\d)[.,:/-](?=\d)|-(?=\d))[^\w%‰+<>=]")
_TELLING = re.compile(
    r"[\d零〇一二三四五六七八九十百千万两半单双]|[不没无未非别勿否]|[先后前内外上下左右早晚多少高低大小]"
    r"|not?|never|none|cannot|without|\w+n['’]t|before|after|more|less|first|last|above|below"
    r"|one|two|three|four|five|six|seven|eight|nine|ten"
)
_WORDS = re.compile(r"[a-z'’]+|[\d.,:/]+|.")
ALIKE = 0.9
LEAST = 8


def _alike(offered: Offered) -> Iterator[Fault]:
    for one, two in combinations((offer for offer in offered if offer.bare), 2):
        if one.bare == two.bare or (_may_be_alike(one, two) and _are_alike(one, two) and not _differ(one, two)):
            yield Fault(two.way, Code.NEAR_DUPLICATE, {"other": one.text}, first=one.way)


def _bare(text: str) -> str:
    return _SILENT.sub("", _plain(text))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _may_be_alike(one: Offer, two: Offer) -> bool:
    """What costs next to nothing: how many characters may stand in one of the two alone."""
    lengths = len(one.bare), len(two.bare)
    return min(lengths) >= LEAST and len(one.letters ^ two.letters) <= (1 - ALIKE) * sum(lengths)


def _are_alike(one: Offer, two: Offer) -> bool:
    return SequenceMatcher(None, one.bare, two.bare, autojunk=False).ratio() >= ALIKE


def _differ(one: Offer, two: Offer) -> bool:
    """The difference is a figure, a negation or a pair of opposites: that is what such a question asks for."""
    words, others = (Counter(_WORDS.findall(_plain(offer.text))) for offer in (one, two))
    return any(_TELLING.fullmatch(word) or word[0].isdigit() for word in (words - others) + (others - words))
