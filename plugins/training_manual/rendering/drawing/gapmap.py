"""A map of gaps as SVG: places one below the other, numbered brackets between those that drift apart."""

from __future__ import annotations

from collections.abc import Sequence

from training_manual.blocks.gapmap import GapmapBlock
from training_manual.rendering.drawing.lettering import FONT, LEADING, WIDTH, Plain, Say, figure, wrapped, written

LEFT, RIGHT = 64, WIDTH - 64
PADDING = 8
GAP = 26
SIDE = 24
TRACK = 26
RADIUS = 10

Span = tuple[int, int]


def gapmap_svg(block: GapmapBlock, plain: Plain, say: Say) -> str:
    """The drawing of `block`: each gap a bracket left or right, with its number."""
    y, tops, bottoms = 4.0, list[float](), list[float]()
    parts = []
    for index, place in enumerate(block.places):
        if index == 0 or place.side != block.places[index - 1].side:
            if index:
                y += 4
                parts.append(f'<path class="tm-gapmap__line" d="M0 {y - GAP / 2:.1f}H{WIDTH}"/>')
            parts.append(written([say(f"blocks.gapmap.{place.side}")], LEFT, y - 2, "start", "tm-drawing__small"))
            y += SIDE - 4
        lines = wrapped(plain(place.name), (RIGHT - LEFT - 2 * PADDING) / FONT)
        height = len(lines) * LEADING + 2 * PADDING
        parts.append(
            f'<g class="tm-gapmap__place tm-gapmap__place--{place.side}"><rect x="{LEFT}" y="{y:.1f}" '
            f'width="{RIGHT - LEFT}" height="{height:.1f}" rx="4"/>'
            + written(lines, WIDTH / 2, y + PADDING - 2, "middle")
            + "</g>"
        )
        tops.append(y)
        bottoms.append(y + height)
        y += height + GAP
    rows = {place.id: row for row, place in enumerate(block.places)}
    spans = [tuple(sorted((rows[gap.origin], rows[gap.to]))) for gap in block.gaps]
    parts += _joins([(a, b) for a, b in spans], tops, bottoms)
    return figure("gapmap", y - GAP + 4, plain(block.title), *parts)


def _joins(spans: Sequence[Span], tops: Sequence[float], bottoms: Sequence[float]) -> list[str]:
    """A numbered mark a gap; brackets that overlap take tracks of their own, sides in turn."""
    taken: dict[tuple[int, int], list[Span]] = {}
    drawn = []
    for number, (a, b) in enumerate(spans, 1):
        side, track = _free(taken, (a, b), number % 2)
        x = LEFT - 12 - TRACK * track if side == 0 else RIGHT + 12 + TRACK * track
        edge = LEFT if side == 0 else RIGHT
        # A bracket leaves a box at a height of its own, so that two in a row do not run into one another.
        start, end = (tops[a] + bottoms[a]) / 2 + 5, (tops[b] + bottoms[b]) / 2 - 5
        middle = (start + end) / 2
        drawn.append(f'<path class="tm-gapmap__gap" d="M{edge} {start:.1f}H{x}V{end:.1f}H{edge}"/>')
        drawn.append(
            f'<circle class="tm-gapmap__number" cx="{x}" cy="{middle:.1f}" r="{RADIUS}"/>'
            f'<text class="tm-drawing__head" x="{x}" y="{middle + 4.5:.1f}" text-anchor="middle">{number}</text>'
        )
    return drawn


def _free(taken: dict[tuple[int, int], list[Span]], span: Span, side: int) -> tuple[int, int]:
    """The nearest track on which `span` meets no other, the preferred side first."""
    for track in range(len(taken) + 1):
        for here in (side, 1 - side):
            lane = taken.setdefault((here, track), [])
            if all(span[0] >= other[1] or other[0] >= span[1] for other in lane):
                lane.append(span)
                return here, track
    raise AssertionError("a new track is always free")
