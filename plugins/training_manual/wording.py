"""What stands inside an author's text: tokens, references, images and links, found without a Markdown engine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(r"\{\{\s*([a-z][a-z0-9_.]*)\s*\}\}")
REFERENCE = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
IMAGE = re.compile(r"!\[([^\]\n]*)\]\(\s*<?([^)\s>]*)[^)\n]*\)")
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]*)[^)\n]*\)")
CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
HEADING = re.compile(r"^ {0,3}(?:#{1,6}(?:\s|$)|(?:=+|-+)[ \t]*$)", re.MULTILINE)
_BRACES = re.compile(r"\{\{[^}\n]{0,40}\}{0,2}|\}\}")


@dataclass(frozen=True, slots=True)
class TextReference:
    """`[[term]]`, `[[chapter#block|label]]` or `[[chapter#|label]]`."""

    target: str
    label: str | None

    @property
    def is_term(self) -> bool:
        return "#" not in self.target


def tokens_in(text: str) -> list[str]:
    return TOKEN.findall(text) if "{{" in text else []


def references_in(text: str) -> list[TextReference]:
    if "[[" not in text:
        return []
    return [TextReference(m[1].strip(), m[2]) for m in REFERENCE.finditer(text)]


def broken_tokens(text: str) -> Iterator[str]:
    """Pieces that look like a token and are none."""
    if "{{" in text or "}}" in text:
        yield from _BRACES.findall(TOKEN.sub("", text))


def has_heading(text: str) -> bool:
    """A Markdown heading; a rule of dashes counts too, since it turns the line above into one."""
    return HEADING.search(text) is not None


def in_code_or_address(text: str) -> bool:
    """A token or reference inside a code span or an address."""
    spans = [m[2] for m in CODE.finditer(text)] + [m[2] for m in IMAGE.finditer(text)] + LINK.findall(text)
    return any("{{" in span or "[[" in span for span in spans)


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
