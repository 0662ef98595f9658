"""A flow as SVG: one row a node, so lines between rows and along the gutters never cross a box.

An edge to the next row goes straight there. Any other edge leaves its box sideways, runs along a track of its own in
the gutter beside the lane, and enters its target from the side. Where several edges meet a side, each has a port.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from training_manual.blocks.flow import FlowBlock, FlowEdge, FlowNode
from training_manual.rendering.drawing.lettering import FONT, LEADING, WIDTH, Plain, Say, figure, wrapped, written

PADDING = 9
GAP = 24
TRACK = 6
PORT = 8
WORD_PORT = 15
HEAD = 16


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

    def side(self, right: bool) -> float:
        return self.x + self.w if right else self.x


@dataclass(frozen=True)
class _Route:
    """How an edge goes: `gutter` is None for the next row, else the number of the gutter it runs along."""

    edge: FlowEdge
    start: int
    end: int
    gutter: int | None
    right: bool
    """Leaves to the right."""


def flow_svg(block: FlowBlock, plain: Plain, _: Say) -> str:
    """The drawing of `block`."""
    lanes = block.lanes if block.layout == "swimlane" else ()
    lane_of = {lane.id: i for i, lane in enumerate(lanes)}
    places = [lane_of.get(node.lane or "", 0) for node in block.nodes]
    routes = _routes(block, places)
    edges_of_lanes = _lane_edges(routes, len(lanes) or 1)
    heads = [
        wrapped(plain(lane.name), (e[1] - e[0] + TRACK) / FONT) for lane, e in zip(lanes, edges_of_lanes, strict=False)
    ]
    top = max((len(lines) for lines in heads), default=0) * LEADING
    words = Counter(
        r.start for r in routes if r.edge.label and (r.gutter is not None or places[r.start] != places[r.end])
    )
    boxes = _boxes(block, places, edges_of_lanes, plain, top + HEAD if lanes else 8, words)
    height = boxes[-1].y + boxes[-1].h + 10
    return figure(
        "flow",
        height,
        plain(block.title),
        f'<defs><marker id="arrow-{block.id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" ',
        'markerHeight="7" orient="auto"><path class="tm-flow__tip" d="M0 0 8 4 0 8z"/></marker></defs>',
        *(_lane(lines, i, edges_of_lanes, height) for i, lines in enumerate(heads)),
        *_lines(routes, boxes, edges_of_lanes, block.id, plain),
        *(_box(box) for box in boxes),
    )


def _routes(block: FlowBlock, places: Sequence[int]) -> list[_Route]:
    rows = {node.id: row for row, node in enumerate(block.nodes)}
    routes = []
    for edge in block.edges:
        start, end = rows[edge.origin], rows[edge.to]
        right = places[end] >= places[start]
        far = end != start + 1
        routes.append(_Route(edge, start, end, places[start] + right if far else None, right))
    return routes


def _lane_edges(routes: Sequence[_Route], count: int) -> list[tuple[float, float]]:
    """Left and right edge of each lane; the gutter between two lanes is as wide as its tracks need."""
    tracks = [sum(route.gutter == number for route in routes) for number in range(count + 1)]
    gutters = [max(4 if number in (0, count) else 12, TRACK * (n + 1) if n else 0) for number, n in enumerate(tracks)]
    width = (WIDTH - sum(gutters)) / count
    lefts = [sum(gutters[: i + 1]) + i * width for i in range(count)]
    return [(left, left + width) for left in lefts]


def _boxes(
    block: FlowBlock,
    places: Sequence[int],
    lanes: Sequence[tuple[float, float]],
    plain: Plain,
    top: float,
    words: Counter[int],
) -> list[_Box]:
    y, boxes = top, []
    for row, (node, lane) in enumerate(zip(block.nodes, places, strict=True)):
        left, right = lanes[lane]
        slant = 10 if node.shape in ("decision", "start", "end") else 4
        lines = wrapped(plain(node.text), (right - left - slant) / FONT)
        h = max(len(lines) * LEADING + 2 * PADDING, words[row] * WORD_PORT + PADDING)
        boxes.append(_Box(node, lane, row, left, y, right - left, h, lines))
        y += h + GAP
    return boxes


def _lane(name: Sequence[str], index: int, lanes: Sequence[tuple[float, float]], height: float) -> str:
    left, right = lanes[index]
    rule = ""
    if index:
        x = (lanes[index - 1][1] + left) / 2
        rule = f'<path class="tm-flow__lane" d="M{x:.1f} 4V{height - 4:.0f}"/>'
    return rule + written(name, (left + right) / 2, 4, "middle", "tm-drawing__head")


def _box(box: _Box) -> str:
    x, y, w, h = box.x, box.y, box.w, box.h
    match box.node.shape:
        case "start" | "end":
            shape = f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="{min(h / 2, 16):.1f}"/>'
        case "decision":
            flat, half = w - 18, h / 2
            shape = f'<path d="M{x + 9:.1f} {y:.1f}h{flat:.1f}l9 {half:.1f}-9 {half:.1f}h-{flat:.1f}l-9-{half:.1f}z"/>'
        case "record":
            shape = f'<path d="M{x:.1f} {y:.1f}h{w - 9:.1f}l9 9v{h - 9:.1f}h-{w:.1f}zM{x + w - 9:.1f} {y:.1f}v9h9"/>'
        case _:
            shape = f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="4"/>'
    text = written(box.lines, box.centre, box.middle - len(box.lines) * LEADING / 2, "middle")
    return f'<g class="tm-flow__node tm-flow__node--{box.node.shape}">{shape}{text}</g>'


def _lines(
    routes: Sequence[_Route],
    boxes: Sequence[_Box],
    lanes: Sequence[tuple[float, float]],
    owner: str,
    plain: Plain,
) -> list[str]:
    ports = _ports(routes, boxes)
    used: dict[int, int] = defaultdict(int)
    drawn = []
    for number, route in enumerate(routes):
        start, end = boxes[route.start], boxes[route.end]
        leaves = start.middle + ports.get((number, "out"), 0)
        side = start.side(route.right)
        if route.gutter is None and start.lane == end.lane:
            path = f"M{start.centre:.1f} {start.y + start.h:.1f}V{end.y - 1:.1f}"
            at = (start.centre + 5, start.y + start.h + 15, "start")
        elif route.gutter is None:
            path = f"M{side:.1f} {leaves:.1f}H{end.centre:.1f}V{end.y - 1:.1f}"
            next_lane = lanes[start.lane + 1][0] if route.right else lanes[start.lane - 1][1]
            at = (next_lane, leaves - 4, "start" if route.right else "end")
        else:
            used[route.gutter] += 1
            left = lanes[route.gutter - 1][1] if route.gutter else 0
            x = left + TRACK * used[route.gutter]
            from_right = end.x + end.w < x
            enters = end.middle + ports[number, "in"]
            stop = end.side(from_right) + (1 if from_right else -1)
            path = f"M{side:.1f} {leaves:.1f}H{x:.1f}V{enters:.1f}H{stop:.1f}"
            # The row is the box's own, so beside the gutter there is room for a word.
            if not route.right:
                at = (side - 12, leaves - 4, "end")
            elif route.gutter < len(lanes):
                at = (lanes[route.gutter][0], leaves - 4, "start")
            else:  # below its corner: the word of the way straight down stands in the middle
                at = (start.x + start.w - 4, start.y + start.h + 15, "end")
        drawn.append(f'<path class="tm-flow__edge" d="{path}" marker-end="url(#arrow-{owner})"/>')
        if route.edge.label:
            x, y, anchor = at
            word = escape(plain(route.edge.label))
            drawn.append(f'<text class="tm-flow__label" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{word}</text>')
    return drawn


def _ports(routes: Sequence[_Route], boxes: Sequence[_Box]) -> dict[tuple[int, str], float]:
    """How far from the middle of its side each edge leaves and enters."""
    meeting: dict[tuple[int, bool], list[tuple[int, str]]] = defaultdict(list)
    for number, route in enumerate(routes):
        if route.gutter is None and boxes[route.start].lane == boxes[route.end].lane:
            continue
        meeting[route.start, route.right].append((number, "out"))
        if route.gutter is not None:
            from_right = boxes[route.end].lane < route.gutter
            meeting[route.end, from_right].append((number, "in"))
    found = {}
    for ends in meeting.values():
        spoken = sum(routes[number].edge.label is not None and way == "out" for number, way in ends)
        room = WORD_PORT if spoken > 1 else PORT
        for index, end in enumerate(ends):
            found[end] = (index - (len(ends) - 1) / 2) * room
    return found
