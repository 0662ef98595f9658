"""What stands inside an author's text: tokens, references, images and links, found without a Markdown engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"\{\{\s*([a-z][a-z0-9_.]*)\s*\}\}")
REFERENCE = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_ADDRESS = re.compile(r"\]\(\s*<?([^)\s>]*)")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\n]*)>")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:", re.MULTILINE)
CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
HEADING = re.compile(r"^ {0,3}(?:#{1,6}(?:\s|$)|(?:=+|-+)[ \t]*$)", re.MULTILINE)
_BROKEN = re.compile(r"\{\{[^}\n]{0,40}\}{0,2}|\}\}|\{[a-z_]+\.[a-z0-9_.]+\}|\[\[[^\]\n]{0,40}\]{0,2}")


@dataclass(frozen=True, slots=True)
class TextReference:
    """`[[term]]`, `[[chapter#block|label]]` or `[[chapter#|label]]`."""

    target: str
    label: str | None
    start: int = 0
    """Where in the text it stands."""

    @property
    def is_term(self) -> bool:
        return "#" not in self.target


def tokens_in(text: str) -> list[str]:
    return TOKEN.findall(text) if "{{" in text else []


def references_in(text: str) -> list[TextReference]:
    if "[[" not in text:
        return []
    return [TextReference(m[1].strip(), m[2], m.start()) for m in REFERENCE.finditer(text)]


def broken_pieces(text: str) -> Iterator[tuple[int, str]]:
    """What looks like a token or a reference and is none, each with where it stands."""
    if "{" in text or "}}" in text or "[[" in text:
        sound = REFERENCE.sub(_blank, TOKEN.sub(_blank, text))
        yield from ((m.start(), m[0]) for m in _BROKEN.finditer(sound))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def heading_in(text: str) -> int | None:
    """Where a Markdown heading stands; a rule of dashes counts too, since it turns the line above into one."""
    found = HEADING.search(text)
    return found.start() if found else None


def definition_in(text: str) -> int | None:
    """Where an address stands on a line of its own, `[name]: https://…`."""
    found = _DEFINITION.search(text)
    return found.start() if found else None


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link or an image leads."""

    target: str
    start: int
    image: bool
    alternative: str = ""
    """What an image shows."""


def addresses_in(text: str) -> Iterator[Address]:
    """Every link and image, however its brackets are nested; where they do not match, an image is assumed."""
    if "](" in text:
        for match in _ADDRESS.finditer(text):
            start = _opening(text, match.start())
            is_image = start < 0 or text[start - 1 : start] == "!"
            shown = text[start + 1 : match.start()]
            yield Address(match[1], max(start - is_image, 0), is_image, shown if start >= 0 else "")
    if "<" in text:
        for match in _AUTOLINK.finditer(text):
            if not text[: match.start()].rstrip().endswith("]("):  # else the brackets only hold a link's address
                yield Address(match[1], match.start(), False)


def _opening(text: str, closing: int) -> int:
    """Where the bracket that closes at `closing` opens, or -1."""
    open_ones = 0
    for at in range(closing, -1, -1):
        if text[at] in "[]" and text[at - 1 : at] != "\\":
            open_ones += 1 if text[at] == "]" else -1
            if open_ones == 0:
                return at
    return -1


def in_code_or_address(text: str) -> int | None:
    """Where a code span or an address holds a token or a reference."""
    spans = [(m.start(), m[2]) for m in CODE.finditer(text)] + [(a.start, a.target) for a in addresses_in(text)]
    return next((start for start, span in spans if "{{" in span or "[[" in span), None)


def same_pieces(source: str, translation: str) -> tuple[list[str], list[str]]:
    """Tokens and reference targets missing from, and added by, a translation."""
    one, other = _pieces(source), _pieces(translation)
    missing, extra = list(one), []
    for piece in other:
        if piece in missing:
            missing.remove(piece)
        else:
            extra.append(piece)
    return missing, extra


def _pieces(text: str) -> list[str]:
    return [f"{{{{{t}}}}}" for t in tokens_in(text)] + [f"[[{r.target}]]" for r in references_in(text)]


def full_block_ref(value: str, context: str) -> str:
    """`block` in chapter `context`, or `chapter#block` as it stands; `chapter#` is the chapter itself."""
    if "#" not in value:
        return f"{context}#{value}"
    return value.removesuffix("#")
