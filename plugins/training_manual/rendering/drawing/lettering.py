"""Text in a drawing: how wide it is, where it breaks (Chinese anywhere, Latin between words), and its SVG."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from html import escape
from typing import Literal

WIDTH = 360
"""Every drawing is as wide as a phone, in px."""
FONT = 13
LEADING = 17

Plain = Callable[[str], str]
"""Turns an author's text into plain text."""
Say = Callable[..., str]
"""One of the site's own words."""

_PIECES = re.compile(r"[A-Za-z0-9'.\-–/%]+ ?|.", re.DOTALL)
_NEVER_FIRST = set("，。、；：？！）”’》％,.;:?!)%")


def width(text: str) -> float:
    """Width in em: a wide character is 1, any other 0.56 (measured mean of the system fonts)."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WF" else 0.56 for c in text)


def wrapped(text: str, em: float) -> list[str]:
    """`text` in lines of at most `em`; closing punctuation stays with the character before it."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > em and piece not in _NEVER_FIRST:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]


def written(
    lines: Sequence[str],
    x: float,
    y: float,
    anchor: Literal["start", "middle", "end"] = "start",
    name: str = "",
) -> str:
    """`lines` as SVG text of class `name`; `y` is the top of the first line."""
    kind = f' class="{name}"' if name else ""
    return "".join(
        f'<text{kind} x="{x:.1f}" y="{y + FONT + i * LEADING:.1f}" text-anchor="{anchor}">{escape(line)}</text>'
        for i, line in enumerate(lines)
    )


def figure(kind: str, height: float, title: str, *parts: str) -> str:
    """The parts of a drawing of `kind`, as wide as a phone and `height` px high, under the name `title`."""
    return (
        f'<svg class="tm-drawing tm-{kind}__svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )
