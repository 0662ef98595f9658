"""A flow as SVG: one row a node, so lines between rows and along the gutters never cross a box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from training_manual.blocks.flow import FlowBlock, FlowNode
from training_manual.rendering.drawing.lettering import wrapped

WIDTH = 340
FONT = 13
LEADING = 17
PADDING = 9
GAP = 24
GUTTER = 16


@dataclass(frozen=True)
class _Box:
    node: FlowNode
    lane: int
    row: int
    x: float
    y: float
    w: float
    h: float
    lines: list[str]

    @property
    def middle(self) -> float:
        return self.y + self.h / 2

    @property
    def centre(self) -> float:
        return self.x + self.w / 2


def flow_svg(block: FlowBlock, plain: Callable[[str], str]) -> str:
    """The drawing of `block`; `plain` turns an author's text into plain text. Width 340, scaled by the page."""
    lanes = block.lanes if block.layout == "swimlane" else ()
    boxes, height = _boxes(block, len(lanes) or 1, plain, top=34 if lanes else 8)
    by_id = {box.node.id: box for box in boxes}
    head = [
        f'<svg class="tm-flow__svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{escape(plain(block.title))}">',
        f'<defs><marker id="arrow-{block.id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path class="tm-flow__tip" d="M0 0 8 4 0 8z"/></marker></defs>',
    ]
    body = [_lane(plain(lane.name), i, len(lanes), height) for i, lane in enumerate(lanes)]
    for number, edge in enumerate(block.edges):
        start, end = by_id[edge.origin], by_id[edge.to]
        label = plain(edge.label) if edge.label else ""
        body.append(_edge(start, end, number, block.id, label, len(lanes) or 1))
    body += [_box(box) for box in boxes]
    return "".join([*head, *body, "</svg>"])


def _lane_span(index: int, count: int) -> tuple[float, float]:
    """Left edge and width of the boxes in a lane; the gutter is on its right, and one on the far left."""
    room = (WIDTH - GUTTER) / count
    return GUTTER + index * room, room - GUTTER


def _boxes(block: FlowBlock, count: int, plain: Callable[[str], str], top: float) -> tuple[list[_Box], float]:
    lane_of = {lane.id: i for i, lane in enumerate(block.lanes)} if count > 1 else {}
    y, boxes = top, []
    for row, node in enumerate(block.nodes):
        lane = lane_of.get(node.lane or "", 0)
        x, w = _lane_span(lane, count)
        slant = 8 if node.shape == "decision" else 0
        lines = wrapped(plain(node.text), (w - 2 * PADDING - slant) / FONT if count == 1 else (w - 6 - slant) / FONT)
        h = len(lines) * LEADING + 2 * PADDING
        boxes.append(_Box(node, lane, row, x, y, w, h, lines))
        y += h + GAP
    return boxes, y - GAP + 10


def _lane(name: str, index: int, count: int, height: float) -> str:
    x, w = _lane_span(index, count)
    rule = f'<path class="tm-flow__lane" d="M{x - GUTTER / 2:.1f} 4V{height - 4:.0f}"/>' if index else ""
    return f'{rule}<text class="tm-flow__head" x="{x + w / 2:.1f}" y="18" text-anchor="middle">{escape(name)}</text>'


def _box(box: _Box) -> str:
    x, y, w, h = box.x, box.y, box.w, box.h
    match box.node.shape:
        case "start" | "end":
            shape = f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{min(h / 2, 18):.1f}"/>'
        case "decision":
            shape = (
                f'<path d="M{x + 9:.1f} {y:.1f}h{w - 18:.1f}l9 {h / 2:.1f}-9 {h / 2:.1f}h-{w - 18:.1f}l-9-{h / 2:.1f}z"/>'
            )
        case "record":
            shape = f'<path d="M{x:.1f} {y:.1f}h{w - 9:.1f}l9 9v{h - 9:.1f}h-{w:.1f}zM{x + w - 9:.1f} {y:.1f}v9h9"/>'
        case _:
            shape = f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="4"/>'
    first = y + PADDING + FONT
    text = "".join(
        f'<text x="{box.centre:.1f}" y="{first + i * LEADING:.1f}" text-anchor="middle">{escape(line)}</text>'
        for i, line in enumerate(box.lines)
    )
    return f'<g class="tm-flow__node tm-flow__node--{box.node.shape}">{shape}{text}</g>'


def _edge(start: _Box, end: _Box, number: int, owner: str, label: str, lanes: int) -> str:
    if end.row == start.row + 1:
        if start.lane == end.lane:
            path = f"M{start.centre:.1f} {start.y + start.h:.1f}V{end.y - 1:.1f}"
            at = (start.centre + 5, start.y + start.h + 15, "start")
        else:
            side = start.x + start.w if end.x > start.x else start.x
            path = f"M{side:.1f} {start.middle:.1f}H{end.centre:.1f}V{end.y - 1:.1f}"
            at = ((side + end.centre) / 2, start.middle - 4, "middle")
    else:
        right = end.x > start.x or ((end.x == start.x and start.lane < lanes - 1) or lanes == 1)
        side = start.x + start.w if right else start.x
        spread = (number % 3 - 1) * 3
        gutter = (start.x + start.w + GUTTER / 2 if right else start.x - GUTTER / 2) + spread
        entry = end.x if end.x > gutter else end.x + end.w
        stop = entry - 1 if end.x > gutter else entry + 1
        path = f"M{side:.1f} {start.middle:.1f}H{gutter:.1f}V{end.middle:.1f}H{stop:.1f}"
        at = (gutter - 3, start.middle + 16, "end") if right else (gutter + 3, start.middle + 16, "start")
    words = ""
    if label:
        words = f'<text class="tm-flow__label" x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{at[2]}">{escape(label)}</text>'
    return f'<path class="tm-flow__edge" d="{path}" marker-end="url(#arrow-{owner})"/>{words}'
