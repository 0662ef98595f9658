"""A curve as SVG: a smooth line through its points, named stretches below, and the word that it is illustrative."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from training_manual.blocks.curve import CurveBlock
from training_manual.rendering.drawing.lettering import FONT, LEADING, WIDTH, Plain, Say, figure, wrapped, written

LEFT, RIGHT, TOP, BOTTOM = 26, WIDTH - 8, 24, 196


def curve_svg(block: CurveBlock, plain: Plain, say: Say) -> str:
    """The drawing of `block`."""

    def at(x: float, y: float) -> tuple[float, float]:
        return LEFT + (RIGHT - LEFT) * x / 100, BOTTOM - (BOTTOM - TOP) * y / 100

    parts = [
        f'<path class="tm-curve__axes" d="M{LEFT} {TOP - 8}V{BOTTOM}H{RIGHT}"/>',
        f'<text class="tm-drawing__small" transform="translate(14 {(TOP + BOTTOM) / 2:.0f}) rotate(-90)" '
        f'text-anchor="middle">{escape(plain(block.y))}</text>',
    ]
    below = BOTTOM + 4
    for index, region in enumerate(block.regions):
        start, end = at(region.origin, 0)[0], at(region.to, 0)[0]
        if index % 2:
            parts.append(
                f'<rect class="tm-curve__region" x="{start:.1f}" y="{TOP - 8}" width="{end - start:.1f}" '
                f'height="{BOTTOM - TOP + 8}"/>'
            )
        lines = wrapped(plain(region.label), (end - start - 4) / FONT)
        parts.append(written(lines, (start + end) / 2, BOTTOM + 4, "middle", "tm-drawing__small"))
        below = max(below, BOTTOM + 4 + len(lines) * LEADING)
    parts.append(written(wrapped(plain(block.x), (RIGHT - LEFT) / FONT), (LEFT + RIGHT) / 2, below + 2, "middle"))
    parts.append(f'<path class="tm-curve__line" d="{_smooth([at(p.x, p.y) for p in block.points])}"/>')
    word = say("blocks.curve.illustrative")
    parts.append(written([word], LEFT + 8, TOP - 10, "start", "tm-drawing__head tm-curve__word"))
    return figure("curve", below + LEADING + 6, plain(block.title), *parts)


def _smooth(points: Sequence[tuple[float, float]]) -> str:
    """A path that goes through the points and overshoots none (Fritsch & Carlson 1980, monotone cubic)."""
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(points)]
    tangents = [slopes[0], *((a + b) / 2 if a * b > 0 else 0.0 for a, b in pairwise(slopes)), slopes[-1]]
    for i, slope in enumerate(slopes):
        if slope == 0:
            tangents[i] = tangents[i + 1] = 0.0
        elif (size := ((tangents[i] / slope) ** 2 + (tangents[i + 1] / slope) ** 2) ** 0.5) > 3:
            tangents[i], tangents[i + 1] = (3 * t / size for t in (tangents[i], tangents[i + 1]))
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for i, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        third = (x2 - x1) / 3
        controls = (x1 + third, y1 + third * tangents[i], x2 - third, y2 - third * tangents[i + 1], x2, y2)
        path += "C" + " ".join(f"{number:.1f}" for number in controls)
    return path
