"""gettext files -> messages, and back; Babel reads and writes, what it swallows is caught before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.pofile import PoFileError, read_po, unescape, write_po

from training_manual.problem import Code, Place, Problem
from training_manual.reading.source import Unreadable, decode

# A fixed date: the same messages give the same bytes.
_NOISE = re.compile(rb'^"(?:Generated-By|Report-Msgid|Last-Translator|Language-Team|P\w+-\w+-Date).*\n', re.MULTILINE)
_FUZZY = "fuzzy"
_NOWHERE = Place("")
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Message:
    """One translated text."""

    context: str
    source: str
    text: str
    """Empty where nobody has translated it yet."""
    fuzzy: bool = False
    previous: str | None = None
    """The source text the translation was made for, where the source has changed since."""
    obsolete: bool = False
    """Nobody needs it now; kept in case its text comes back."""
    place: Place = _NOWHERE


Catalogue = Mapping[tuple[str, str], Message]
"""Messages by context and source text."""


def catalogue_path(language: str, source_file: str) -> str:
    """`content/chapters/x.yml` -> `locale/en/LC_MESSAGES/chapters.x.po`."""
    domain = source_file.removeprefix("content/").removesuffix(".yml").replace("/", ".")
    return f"locale/{language}/LC_MESSAGES/{domain}.po"


def read_catalogues(files: Mapping[str, bytes], language: str) -> tuple[dict[tuple[str, str], Message], list[Problem]]:
    """Every message of `language` in `files` (path -> bytes), and what is wrong with the files."""
    found: dict[tuple[str, str], Message] = {}
    problems: list[Problem] = []
    for path, data in files.items():
        if path.startswith(f"locale/{language}/"):
            messages, wrong = read_catalogue(path, data)
            problems += wrong
            found |= {(m.context, m.source): m for m in messages if not m.obsolete}
    return found, problems


def read_catalogue(path: str, data: bytes) -> tuple[list[Message], list[Problem]]:
    try:
        text = decode(path, data)
    except Unreadable as end:
        return [], end.problems
    if problems := list(_swallowed(path, text)):
        return [], problems
    try:
        catalog = read_po(BytesIO(text.encode()), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = getattr(error, "lineno", 0)
        about = {"zh_reason": str(error), "reason": str(error)}
        return [], [Problem(Place(path, line + 1), Code.PO_SYNTAX, about)]
    live = [_message(path, message) for message in catalog if message.id and isinstance(message.id, str)]
    kept = [_message(path, message, obsolete=True) for message in catalog.obsolete.values()]
    return [*live, *kept], []


def _message(path: str, found: BabelMessage, obsolete: bool = False) -> Message:
    return Message(
        found.context or "",
        str(found.id),
        str(found.string or ""),
        # gettext has no flags on obsolete messages, so there it is a translator's comment.
        found.fuzzy or (obsolete and _FUZZY in found.user_comments),
        _previous(found.user_comments),
        obsolete,
        Place(path, found.lineno or 1),
    )


_PREVIOUS = re.compile(r'^\|\s*(msgctxt|msgid)?\s*(".*")$')


def _previous(comments: Iterable[str]) -> str | None:
    """What stands behind `#| msgid`; to Babel's reader it is a comment like any other."""
    keyword, pieces = "", list[str]()
    for comment in comments:
        if found := _PREVIOUS.match(comment):
            keyword = found[1] or keyword
            if keyword == "msgid":
                pieces.append(unescape(found[2]))
    return "".join(pieces) or None


_QUOTED = re.compile(r'^(?P<keyword>msgctxt|msgid|msgstr)?\s*"(?P<value>(?:[^"\\]|\\.)*)"$')


def _swallowed(path: str, text: str) -> Iterator[Problem]:
    """Conflict markers, broken strings and doubled messages, none of which Babel minds."""
    seen: dict[tuple[str, str], int] = {}
    keyword, context, source, start = "", "", "", 1
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if re.match(r"<{7}|={7}|>{7}", line):
            yield Problem(Place(path, number), Code.PO_CONFLICT)
            return
        if not line or line.startswith("#"):
            continue
        if not (found := _QUOTED.match(line)):
            column = len(raw) - len(raw.lstrip()) + 1
            zh, en = "引号没有合上，或多了别的字", "a quote is not closed, or other text stands here"
            yield Problem(Place(path, number, column), Code.PO_SYNTAX, {"zh_reason": zh, "reason": en})
            return
        if found["keyword"]:
            if keyword == "msgstr":
                context = source = ""
            if keyword in ("", "msgstr"):
                start = number
            keyword = found["keyword"]
            if keyword == "msgstr" and source:
                if (context, source) in seen:
                    yield Problem(Place(path, start), Code.PO_DUPLICATE, {"first": seen[context, source]})
                seen.setdefault((context, source), start)
        if keyword == "msgctxt":
            context += found["value"]
        elif keyword == "msgid":
            source += found["value"]


def write_catalogue(language: str, messages: Iterable[Message], obsolete: Iterable[Message] = ()) -> bytes:
    """The bytes of a catalogue: messages in the order given, obsolete ones behind; no dates, no line numbers."""
    catalog = Catalog(
        locale=language,
        header_comment="# Translations of the training manual; the msgid is the source text.",
        project="training-manual",
        version="1",
        creation_date=_CREATED,
        revision_date=_CREATED,
        charset="utf-8",
        fuzzy=False,
    )
    for message in messages:
        flags = (_FUZZY,) if message.fuzzy and message.text else ()
        previous = (message.previous,) if message.previous and flags else ()
        catalog.add(message.source, message.text, flags=flags, previous_id=previous, context=message.context)
    for message in obsolete:
        key = (message.source, message.context)
        comments = (_FUZZY,) if message.fuzzy else ()
        catalog.obsolete[key] = BabelMessage(
            message.source, message.text, user_comments=comments, context=message.context
        )
    out = BytesIO()
    write_po(out, catalog, width=0, no_location=True, include_previous=True, sort_output=False)
    return _NOISE.sub(b"", out.getvalue())
