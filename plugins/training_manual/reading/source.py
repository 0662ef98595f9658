"""Bytes of a file -> text whose every character can be seen; other encodings are named, never guessed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from training_manual.problem import Code, Place, Problem

MAX_FILE = 4_000_000
_MOST_SHOWN = 20


class Unreadable(Exception):
    """Reading a file ended early; carries the problems that ended it."""

    def __init__(self, *problems: Problem):
        super().__init__(*map(str, problems))
        self.problems = list(problems)


class Written:
    """A file as it was written. Few ask for its rows once it is read, and a whole manual's are a lot of memory."""

    def __init__(self, file: str, data: bytes):
        self._file, self._data = file, data

    @cached_property
    def rows(self) -> list[str]:
        return decode(self._file, self._data).split("\n")


def decode(file: str, data: bytes) -> str:
    """UTF-8 text without BOM and with plain line ends. Raises Unreadable."""
    if len(data) > MAX_FILE:
        raise Unreadable(too_big(Place(file), "文件", "the file", f"{len(data)} 字节", f"{len(data)} bytes", MAX_FILE))
    if not data.strip():
        raise Unreadable(Problem(Place(file), Code.EMPTY_FILE))
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_not_utf8(file, data, error.start)) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Tabs and line ends aside, most files hold nothing odd: `isprintable` says so at the speed of C.
    odd = [] if text.replace("\n", "").replace("\t", "").isprintable() else list(_odd_characters(file, text))
    if odd:
        raise Unreadable(*odd[:_MOST_SHOWN])
    return text


def too_big(place: Place, zh_what: str, what: str, zh_size: str, size: str, limit: int) -> Problem:
    about = {"zh_what": zh_what, "what": what, "zh_size": zh_size, "size": size, "limit": limit}
    return Problem(place, Code.TOO_BIG, about)


def _odd_characters(file: str, text: str) -> Iterator[Problem]:
    for number, row in enumerate(text.split("\n"), 1):
        for column, character in enumerate(row, 1):
            if code := oddity(character):
                yield Problem(Place(file, number, column), code, {"character": named(character)})


# Bidi marks, soft hyphen, zero-width space, word joiners, fillers, line and paragraph separators, BOM.
_UNSEEN = frozenset(
    "\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u3164\ufeff\ufff9\ufffa\ufffb\uffa0"
)


def oddity(character: str) -> Code | None:
    """Why a character may not stand in a text; zero-width joiners (emoji, Indic) are text, tab and line end too."""
    if " " <= character <= "~" or character in "\n\t":
        return None
    kind = unicodedata.category(character)
    if kind == "Co":
        return Code.PRIVATE_CHARACTER
    # A character this Python does not know yet may be next year's emoji; only the 66 non-characters are refused.
    is_none = kind == "Cn" and (ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef")
    return Code.CONTROL_CHARACTER if character in _UNSEEN or is_none or kind in ("Cc", "Cs") else None


def named(character: str) -> str:
    """`U+200B (ZERO WIDTH SPACE)`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def _not_utf8(file: str, data: bytes, start: int) -> Problem:
    before = data[:start].decode("utf-8", "replace").removeprefix("\ufeff")
    place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
    name = _name_encoding(data)
    about = {"zh_encoding": f"看起来是 {name}" if name else "认不出是哪一种", "encoding": name or "no encoding we know"}
    return Problem(place, Code.NOT_UTF8, about)


def _name_encoding(data: bytes) -> str | None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:64]:
        return "UTF-16"
    high = [at for at, byte in enumerate(data) if byte > 0x7F]
    if sum(one + 1 == other for one, other in pairwise(high)) < len(high) / 3:
        return None  # single accented letters: some Latin encoding
    # Big5 before GBK: nearly all Big5 is also valid GBK, but hardly ever valid GB2312.
    for codec, name in (("gb2312", "GBK"), ("big5", "Big5"), ("gb18030", "GBK")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        wide = [c for c in text if ord(c) > 0x7F]
        if sum("\u4e00" <= c <= "\u9fff" or c in "，。？！：；“”（）、" for c in wide) > 0.9 * len(wide):
            return name
    return None
