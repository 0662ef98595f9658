"""A conversation as SVG for its author: what is said, what can be answered, where it leads, how the mood moves.

Turns stand in columns by how many answers it takes to come to them; an answer's line leaves from the answer. The
picture stands alone (no stylesheet), since authors open it outside the site.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from training_manual.conversation import Node
from training_manual.rendering.drawing.lettering import FONT, LEADING, Plain, wrapped, written

BOX = 250
BETWEEN = 90
GAP = 26
PAD = 10
TOP = 44
STAGGER = 46
"""Boxes side by side do not stand at one height, or a line past a box would run along its head."""
_STYLE = (
    "text{font:13px sans-serif;fill:#15232a}.id{font-weight:600;font-family:monospace}.box{fill:#fff;stroke:#75858c}"
    ".good{fill:#e2f1e8;stroke:#1b673f}.fair{fill:#fbf0d5;stroke:#6f4700}.bad{fill:#fae7e4;stroke:#ac291e}"
    ".rule{stroke:#d5dedf}.up,.down,.same{fill:none;stroke-width:1.4;opacity:.75}.up{stroke:#1b673f}.down{stroke:#ac291e}"
    ".same{stroke:#75858c;stroke-dasharray:5 4}.tip{stroke:none}"
    ".up.tip{fill:#1b673f}.down.tip{fill:#ac291e}.same.tip{fill:#75858c}.name{font-size:16px;font-weight:600}"
)


@dataclass(frozen=True)
class _Box:
    node: Node
    column: int
    y: float
    h: float
    head: list[str]
    answers: list[tuple[list[str], float]]
    """Lines of each answer and where they begin, from the box's top."""

    @property
    def x(self) -> float:
        return PAD + self.column * (BOX + BETWEEN)


def conversation_svg(title: str, start: str, nodes: Sequence[Node], plain: Plain) -> str:
    """The drawing of the conversation of `nodes` that begins at `start`; its feedback is left out."""
    boxes = {box.node.id: box for box in _boxes(start, nodes, plain)}
    width = max(box.x for box in boxes.values()) + BOX + PAD
    height = max(box.y + box.h for box in boxes.values()) + PAD
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" ',
        f'height="{height:.0f}"><title>{escape(title)}</title><style>{_STYLE}</style>',
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="#f3f6f6"/>',
        written([title], PAD, 10, "start", "name"),
        *(_drawn(box) for box in boxes.values()),
        # On top: a line that passes a box is seen to pass it.
        *(_ways(box, boxes) for box in boxes.values()),
        "</svg>",
    ]
    return "".join(parts) + "\n"


def _columns(start: str, nodes: Sequence[Node]) -> list[list[Node]]:
    """Nodes by the longest way that leads to them, so that lines run to the right; ways back do not count."""
    by_id = {node.id: node for node in nodes}
    order: list[str] = []
    on_way, done = set[str](), set[str]()
    back = set[tuple[str, str]]()

    def visit(here: str) -> None:
        on_way.add(here)
        for choice in by_id[here].choices:
            if choice.to in on_way:
                back.add((here, choice.to))
            elif choice.to not in done:
                visit(choice.to)
        on_way.discard(here)
        done.add(here)
        order.append(here)

    visit(start)
    depth = dict.fromkeys(order, 0)
    for here in reversed(order):
        for choice in by_id[here].choices:
            if (here, choice.to) not in back:
                depth[choice.to] = max(depth[choice.to], depth[here] + 1)
    columns: list[list[Node]] = [[] for _ in range(max(depth.values()) + 1)]
    for here in reversed(order):
        columns[depth[here]].append(by_id[here])
    return [sorted(column, key=lambda node: -node.mood) for column in columns]


def _boxes(start: str, nodes: Sequence[Node], plain: Plain) -> list[_Box]:
    boxes = []
    for column, standing in enumerate(_columns(start, nodes)):
        y = float(TOP + STAGGER * (column % 3))
        for node in standing:
            box = _box(node, column, y, plain)
            boxes.append(box)
            y += box.h + GAP
    return boxes


def _box(node: Node, column: int, y: float, plain: Plain) -> _Box:
    room = (BOX - 2 * PAD - 6) / FONT
    head = wrapped(plain(node.customer), room)
    at = PAD + LEADING * (1 + len(head)) + PAD
    answers: list[tuple[list[str], float]] = []
    for choice in node.choices:
        shows = "".join(f" ✓{row}" for row in getattr(choice, "meets", ()))
        lines = wrapped(plain(choice.text) + shows, room)
        answers.append((lines, at))
        at += LEADING * len(lines) + PAD
    if node.closing:
        head += ["", *wrapped(plain(node.closing), room)]
        at = PAD + LEADING * (1 + len(head)) + PAD
    return _Box(node, column, y, at, head, answers)


def _drawn(box: _Box) -> str:
    node, x, y = box.node, box.x, box.y
    mood = (f"{node.mood:+d}" if node.mood else "0").replace("-", "−") + (
        f" · {node.end} {node.score}" if node.end else ""
    )
    lines = "".join(
        f'<path class="rule" d="M{x} {y + at - PAD / 2:.0f}h{BOX}"/>{written(lines, x + PAD, y + at)}'
        for lines, at in box.answers
    )
    return (
        f'<rect class="box {node.end or ""}" x="{x}" y="{y:.0f}" width="{BOX}" height="{box.h:.0f}" rx="6"/>'
        + written([f"{node.id}  {mood}"], x + PAD, y + PAD / 2, "start", "id")
        + written(box.head, x + PAD, y + PAD / 2 + LEADING)
        + lines
    )


def _ways(box: _Box, boxes: dict[str, _Box]) -> str:
    drawn = []
    for choice, (lines, at) in zip(box.node.choices, box.answers, strict=True):
        to = boxes[choice.to]
        x, y = box.x + BOX, box.y + at + LEADING * len(lines) / 2
        end_x, end_y = to.x, to.y + LEADING
        bend = max(60.0, abs(end_x - x) / 2)
        change = to.node.mood - box.node.mood
        kind = "up" if change > 0 else "down" if change < 0 else "same"
        way = f"M{x:.0f} {y:.0f}C{x + bend:.0f} {y:.0f} {end_x - bend:.0f} {end_y:.0f} {end_x:.0f} {end_y:.0f}"
        drawn.append(f'<path class="{kind}" d="{way}"/>')
        drawn.append(f'<path class="{kind} tip" d="M{end_x - 9:.0f} {end_y - 5:.0f}l10 5-10 5z"/>')
    return "".join(drawn)
