"""Figures written out that stand in brand.yml as a limit, amount or warranty: a new edition would miss them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from training_manual.blocks.standard import StandardBlock
from training_manual.blocks.statistic import StatisticBlock
from training_manual.model.brand import Limit, Period, Token
from training_manual.problem import Code, Fault
from training_manual.questions.judge import JudgeQuestion
from training_manual.reading.typed import Leaf, Record, leaves
from training_manual.rendering.amounts import plain_number

_DIGITS = "零一二三四五六七八九"
_NUMERAL = rf"[\d{_DIGITS}十百千两][\d.,{_DIGITS}十百千两]*"
_OTHER_NUMBERS = ("第", "第 ", "×", "～", "~", "–", "-")
"""第 2 年, 7×24 小时, 20～30 分钟."""
# Small numbers in words stand in many a story (来回两小时); beside one of these they are a limit.
_BEFORE = re.compile(r"(?:保修|质保|最多|最晚|最迟|最长|超过)$")
_BEHIND = re.compile(r"之?内|以内|保修|质保")
_OTHER_WORDS = re.compile(r"(?<=年)[级代度]|(?<=周)年")


class Figures:
    """The figures of one brand, as people write them; `value` tells what a token shows."""

    def __init__(self, tokens: Mapping[str, Token], value: Callable[[str], str]):
        self._paths: dict[tuple[str, str, str], list[str]] = {}
        """What stands before, the number and the unit -> tokens."""
        for path, token in tokens.items():
            number = token.n if isinstance(token, Limit | Period) else token if isinstance(token, Decimal) else None
            if number is not None:
                before, _, behind = value(path).partition(plain_number(number))
                for written in (plain_number(number), *in_chinese(number)):
                    self._paths.setdefault((before, written, _unit(behind)), []).append(path)
        self._before = {before for before, _, _ in self._paths}
        units = {unit for _, _, unit in self._paths}
        # It starts with one class of characters, which Python's engine searches for quickly.
        behind = rf"(?:[ \u00a0\u3000-]*个?({'|'.join(map(re.escape, sorted(units - {''})))})s?)" + "?" * ("" in units)
        self._any = re.compile(f"({_NUMERAL}){behind}")

    def stand_in(self, text: str) -> bool:
        """Quick, so that not every text of a file needs to be looked at."""
        return any(self._paths_of(found) for found in self._any.finditer(text))

    def faults(self, record: Record) -> Iterator[Fault]:
        """What studies found and others promise is no limit of ours."""
        if isinstance(record, StatisticBlock | JudgeQuestion):
            return
        for leaf in leaves(record):
            if leaf.wording and not _is_foreign(leaf, record):
                for found in self._any.finditer(leaf.value):
                    if paths := self._paths_of(found):
                        about = {"text": found[0], "tokens": " / ".join(paths)}
                        guess = f"{{{{{paths[0]}}}}}"
                        yield Fault(leaf.path, Code.LITERAL_FIGURE, about, guess, offset=found.start())

    def _paths_of(self, found: re.Match[str]) -> list[str]:
        number, (start, end) = unicodedata.normalize("NFKC", found[1]).replace(",", ""), found.span()
        before = next((b for b in self._before if b and found.string.endswith(b, 0, start)), "")
        paths = self._paths.get((before, number, found[2] or ""), [])
        if not paths or found.string.endswith(_OTHER_NUMBERS, 0, start) or _OTHER_WORDS.match(found.string, end):
            return []
        if (found[2] or "").isascii() and found.string[end : end + 1].isalnum():
            return []
        if len(number) == 1 and number in _DIGITS + "两十":
            is_limit = _BEFORE.search(found.string[:start]) or _BEHIND.match(found.string, end)
            return paths if is_limit else []
        return paths


def _unit(behind: str) -> str:
    """`个工作日` is also written 工作日 (but 个月 not 月, which is a name), `minutes` also minute."""
    unit = behind.strip()
    return unit.removesuffix("s") if unit.isascii() else unit if unit == "个月" else unit.removeprefix("个")


def _is_foreign(leaf: Leaf, record: Record) -> bool:
    if not isinstance(record, StandardBlock) or len(leaf.path) < 2:
        return False
    row = record.rows[int(leaf.path[1])]
    return row.historical or row.source is not None


def in_chinese(number: Decimal) -> list[str]:
    """`30` as 三十, `200` as 二百 and 两百; whole numbers below ten thousand."""
    n = int(number)
    if n != number or not 0 < n < 10_000:
        return []
    said, gap = "", False
    for worth, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, worth)
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + name
        gap = not digit
    if said.startswith("一十"):
        return [said[1:]]
    return [said, "两" + said[1:]] if said[0] == "二" and said[1:2] != "十" else [said]
