"""The scalar types of the YAML files: what a written text may mean, and what the build does with it.

Every type reads from the text as written (no `yes`, no `1_000`, no `nan`). Markers in the annotation tell
the later rooms what a text is: `Wording` is shown to people and translated, `Refers` points at another item,
`Aside` is bookkeeping that is no part of an item's meaning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from training_manual.problem import Code
from training_manual.reading.source import named, oddity


@dataclass(frozen=True)
class Wording:
    """Shown to people and translated. `markup`: none (a title), line (inline), prose (paragraphs)."""

    markup: Literal["none", "line", "prose"]
    is_key: bool = False
    """The wording itself is the right answer, so a change of it is material."""


@dataclass(frozen=True)
class Refers:
    """Points at an item of another kind: chapter, block, term, source, role, form, exam, trainer, card, tag, token …"""

    to: str


@dataclass(frozen=True)
class Aside:
    """Bookkeeping: a change here is no change of what the item asks or teaches."""


def refuse(code: Code, **about: object) -> PydanticCustomError:
    """An error that `typed.validate` turns back into a Problem with this code."""
    return PydanticCustomError(code.name, "{code}", {"code": code.name, "about": about})


def _text(value: object) -> str:
    if isinstance(value, dict) and len(value) == 1:
        raise refuse(Code.COLON_SPLITS_TEXT)
    if not isinstance(value, str):
        raise refuse(Code.WRONG_SHAPE, zh_wanted="一段文字", wanted="a text")
    text = unicodedata.normalize("NFC", value.rstrip("\n"))
    if not text.strip():
        raise refuse(Code.WRONG_SHAPE, zh_wanted="一段文字，不能是空的", wanted="a text, not an empty one")
    if not text.replace("\n", "").isprintable():
        for character in text:
            if code := oddity(character):  # written as an escape, "\\u202e": a bare one is seen while decoding
                raise refuse(code, character=named(character))
    return text


LEAST_REASON = 4


def _reason(value: object) -> str:
    text = _text(value)
    if len(text.strip()) < LEAST_REASON:
        raise refuse(Code.NO_REASON, value=text, least=LEAST_REASON)
    return text


_MARKUP = re.compile(r"[<>`]|\*\*")
_ENTITY = re.compile(r"&(?:[lg]t|#0*6[02]|#x0*3[ce]);?", re.IGNORECASE)


def _plain(value: object) -> str:
    text = _text(value)
    # Material's striptags unescapes titles, so an escaped bracket is as bad as a bare one.
    if mark := _MARKUP.search(text) or _ENTITY.search(text):
        raise refuse(Code.MARKUP_IN_TITLE, mark=mark[0])
    return text


def _flag(value: object) -> bool:
    if value in ("true", "false"):
        return value == "true"
    raise refuse(Code.NOT_A_FLAG, value=value)


def _number(value: object) -> Decimal:
    text = value if isinstance(value, str) else ""
    try:
        number = Decimal(text) if re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", text, re.ASCII) else None
    except InvalidOperation:
        number = None
    if number is None:
        raise refuse(Code.NOT_A_NUMBER, value=value)
    return number


def _within(low: int, high: int) -> BeforeValidator:
    def check(value: object) -> int:
        number = _number(value)
        if number != int(number):
            raise refuse(Code.NOT_A_NUMBER, value=value)
        if not low <= number <= high:
            raise refuse(Code.OUT_OF_RANGE, value=value, low=low, high=high)
        return int(number)

    return BeforeValidator(check)


def _day(value: object) -> date:
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise refuse(Code.NOT_A_DAY, value=value)


ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,63}$"


def matching(pattern: str, code: Code) -> BeforeValidator:
    compiled = re.compile(pattern, re.ASCII)

    def check(value: object) -> str:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            raise refuse(code, value=value)
        return value

    return BeforeValidator(check)


# An editor must accept what `check` accepts: YAML reads `title: 2026` as a number, we read text.
_ANY_SCALAR = WithJsonSchema({"type": ["string", "number", "boolean"]})

Plain = Annotated[str, BeforeValidator(_plain), Wording("none"), _ANY_SCALAR]
"""A title or name: no markup, no references."""
Line = Annotated[str, BeforeValidator(_text), Wording("line"), _ANY_SCALAR]
"""One line of text; **bold**, {{tokens}} and [[references]] work."""
Prose = Annotated[str, BeforeValidator(_text), Wording("prose"), _ANY_SCALAR]
"""Paragraphs and lists; **bold**, {{tokens}} and [[references]] work."""
AnswerText = Annotated[str, BeforeValidator(_text), Wording("line", is_key=True), _ANY_SCALAR]
"""A text that is itself the right answer."""
Word = Annotated[str, BeforeValidator(_plain), _ANY_SCALAR]
"""Shown as written in every language (a name, a year, a code)."""
Reason = Annotated[str, BeforeValidator(_reason), Aside(), _ANY_SCALAR]
"""A few words from author to author."""
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Number = Annotated[
    Decimal, BeforeValidator(_number), PlainSerializer(str), WithJsonSchema({"type": ["number", "string"]})
]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Count = Annotated[int, _within(0, 100_000), WithJsonSchema({"type": "integer", "minimum": 0})]
AtLeastOne = Annotated[int, _within(1, 100_000), WithJsonSchema({"type": "integer", "minimum": 1})]
Percent = Annotated[int, _within(0, 100), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 100})]
Mood = Annotated[int, _within(-5, 5), WithJsonSchema({"type": "integer", "minimum": -5, "maximum": 5})]
Difficulty = Annotated[int, _within(1, 3), Aside(), WithJsonSchema({"type": "integer", "enum": [1, 2, 3]})]
Share = Annotated[
    Decimal, BeforeValidator(_number), PlainSerializer(str), WithJsonSchema({"type": ["number", "string"]})
]
Colour = Annotated[
    str,
    matching(r"#[0-9A-Fa-f]{6}", Code.NOT_A_COLOUR),
    WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"}),
]

Id = Annotated[
    str, matching(ID_PATTERN, Code.NOT_AN_ID), WithJsonSchema({"type": ["string", "integer"], "pattern": ID_PATTERN})
]

Secret = Annotated[
    str,
    matching(r"[A-Za-z0-9]{16,128}", Code.NOT_A_SECRET),
    WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9]{16,128}$"}),
]
"""Random letters and digits that nobody outside headquarters sees."""

ChapterRef = Annotated[str, BeforeValidator(_text), Refers("chapter"), WithJsonSchema({"type": "string"})]
"""The id of a chapter."""
PartRef = Annotated[str, BeforeValidator(_text), Refers("part"), WithJsonSchema({"type": "string"})]
"""The id of a part (parts.yml)."""
BlockRef = Annotated[str, BeforeValidator(_text), Refers("block"), WithJsonSchema({"type": "string"})]
"""A block or section: `block-id` in this chapter, or `chapter-id#block-id`."""
TermRef = Annotated[str, BeforeValidator(_text), Refers("term"), WithJsonSchema({"type": "string"})]
"""The id of a term (terms.yml)."""
SourceRef = Annotated[str, BeforeValidator(_text), Refers("source"), WithJsonSchema({"type": "string"})]
"""The id of a source (sources.yml)."""
RoleRef = Annotated[str, BeforeValidator(_text), Refers("role"), WithJsonSchema({"type": "string"})]
"""The id of a role (roles.yml)."""
FormRef = Annotated[str, BeforeValidator(_text), Refers("form"), WithJsonSchema({"type": "string"})]
"""The id of a form (forms/)."""
ExamRef = Annotated[str, BeforeValidator(_text), Refers("exam"), WithJsonSchema({"type": "string"})]
"""The id of a test (quizzes/exams/)."""
TrainerRef = Annotated[str, BeforeValidator(_text), Refers("trainer"), WithJsonSchema({"type": "string"})]
"""The id of a trainer (quizzes/trainers.yml)."""
CardRef = Annotated[str, BeforeValidator(_text), Refers("card"), WithJsonSchema({"type": "string"})]
"""The id of a role-play card (role_plays/)."""
SyllabusRef = Annotated[str, BeforeValidator(_text), Refers("syllabus"), Aside(), WithJsonSchema({"type": "string"})]
"""The id of an item of HQ's list of what must be taught (syllabus.yml)."""
TagRef = Annotated[str, BeforeValidator(_text), Refers("tag"), WithJsonSchema({"type": "string"})]
"""The id of a competency (tags.yml)."""
TokenPath = Annotated[str, BeforeValidator(_text), Refers("token"), WithJsonSchema({"type": "string"})]
"""The path of a value in brand.yml, bare: `limits.ack_phone`."""
