"""A zone of tolerance as SVG: one scale from worst to best, the zone on it, a pointer at what was received."""

from __future__ import annotations

from decimal import Decimal

from training_manual.blocks.tolerance import ToleranceBlock
from training_manual.rendering.amounts import figure as amount
from training_manual.rendering.drawing.lettering import FONT, WIDTH, Plain, Say, figure, width, written

INSET = 12
BASE = 74
ZONE = 22
HEIGHT = 142


def tolerance_svg(block: ToleranceBlock, plain: Plain, say: Say) -> str:
    """The drawing of `block`; a script moves the pointer along `data-left` to `data-right`."""
    unit = plain(block.unit)

    def at(value: Decimal) -> float:
        return INSET + (WIDTH - 2 * INSET) * block.place(value)

    low, high, now = at(block.adequate), at(block.desired), at(block.received)
    parts = [
        f'<path class="tm-tolerance__scale" d="M{INSET} {BASE}H{WIDTH - INSET}M{INSET} {BASE - 8}v16'
        f'M{WIDTH - INSET} {BASE - 8}v16"/>',
        f'<rect class="tm-tolerance__zone" x="{low:.1f}" y="{BASE - ZONE / 2}" width="{high - low:.1f}" '
        f'height="{ZONE}"/>',
        written(
            [say("blocks.tolerance.zone")], (low + high) / 2, BASE - 9, "middle", "tm-drawing__small tm-tolerance__name"
        )
        if high - low > 60
        else "",
    ]
    for row, (key, value) in enumerate((("desired", block.desired), ("adequate", block.adequate))):
        x, top = at(value), BASE + 14 + row * 19
        parts.append(f'<path class="tm-tolerance__mark" d="M{x:.1f} {BASE - 16}V{top}"/>')
        parts.append(_label(f"{say(f'blocks.tolerance.{key}')} {amount(value, unit)}", x, top, ""))
    for key, value, x in (("worst", block.worst, INSET), ("best", block.best, WIDTH - INSET)):
        parts.append(
            _label(f"{say(f'blocks.tolerance.{key}')} {amount(value, unit)}", x, BASE + 52, "tm-drawing__small")
        )
    pointer = (
        f'<g class="tm-tolerance__pointer" data-left="{INSET}" data-right="{WIDTH - INSET}" '
        f'transform="translate({now:.1f} 0)"><path class="tm-tape__stem" d="M0 32V{BASE + 8}"/>'
        '<path class="tm-tape__now" d="M-8 22h16l-8 11z"/></g>'
    )
    words = f"{say('blocks.tolerance.received')} {amount(block.received, unit)}"
    received = _label(words, now, 0, "tm-drawing__head").replace("<text ", "<text data-received ", 1)
    return figure("tolerance", HEIGHT, plain(block.title), *parts, received, pointer)


def _label(words: str, x: float, top: float, name: str) -> str:
    """Under or over its mark, pushed back inside where it would leave the drawing."""
    half = width(words) * FONT / 2
    x = min(max(x, half + 2), WIDTH - half - 2)
    return written([words], x, top, "middle", name)
