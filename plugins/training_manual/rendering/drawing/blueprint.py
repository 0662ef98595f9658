"""A service blueprint as SVG: time runs down, what the customer sees stands left of the line of visibility."""

from __future__ import annotations

from training_manual.blocks.blueprint import BlueprintBlock, BlueprintStep
from training_manual.rendering.drawing.lettering import FONT, LEADING, WIDTH, Plain, Say, figure, wrapped, written

MIDDLE = WIDTH / 2
GUTTER = 9
PADDING = 7
GAP = 7
HEAD = 28
NAME = 22
SEEN, UNSEEN = ("evidence", "customer", "front"), ("back", "support")


def blueprint_svg(block: BlueprintBlock, plain: Plain, say: Say) -> str:
    """The drawing of `block`: a row a step, two columns of boxes, the line between them."""
    y = float(HEAD)
    parts = [
        written([say("blocks.blueprint.seen")], MIDDLE - GUTTER, 2, "end", "tm-drawing__head"),
        written([say("blocks.blueprint.unseen")], MIDDLE + GUTTER, 2, "start", "tm-drawing__head"),
    ]
    for number, step in enumerate(block.steps, 1):
        row, y = _row(step, number, y, plain, say)
        parts += row
    line = f'<path class="tm-blueprint__line" d="M{MIDDLE} 0V{y:.1f}"/>'
    return figure("blueprint", y, plain(block.title), line, *parts)


def _row(step: BlueprintStep, number: int, y: float, plain: Plain, say: Say) -> tuple[list[str], float]:
    """One step from `y` down, and where it ends."""
    parts = [f'<path class="tm-blueprint__rule" d="M0 {y:.1f}H{WIDTH}"/>']
    parts.append(written([f"{number} {plain(step.name)}"], 0, y + 3, "start", "tm-drawing__head"))
    top = bottom = y + NAME + 4
    for layers, left in ((SEEN, 0.0), (UNSEEN, MIDDLE + GUTTER)):
        at = top
        for layer in layers:
            if words := getattr(step, layer):
                box, at = _box(layer, plain(words), left, at, say)
                parts.append(box)
        bottom = max(bottom, at)
    for mark, words in (("fails", step.fails), ("waits", step.waits)):
        if words:
            said = f"{say(f'blocks.blueprint.{mark}')}{plain(words)}"
            lines = wrapped(said, (WIDTH - 26) / FONT)
            parts += [_mark(mark, bottom + LEADING / 2), written(lines, 22, bottom, "start", f"tm-blueprint__{mark}")]
            bottom += len(lines) * LEADING + GAP
    return parts, bottom + GAP


def _box(layer: str, words: str, x: float, y: float, say: Say) -> tuple[str, float]:
    width = MIDDLE - GUTTER
    lines = wrapped(words, (width - 2 * PADDING) / FONT)
    height = (len(lines) + 1) * LEADING + PADDING + 4
    drawn = (
        f'<g class="tm-blueprint__{layer}"><rect x="{x + 0.5:.1f}" y="{y:.1f}" width="{width - 1:.1f}" '
        f'height="{height:.1f}" rx="4"/>'
        + written([say(f"blocks.blueprint.{layer}")], x + PADDING, y + 2, "start", "tm-drawing__small")
        + written(lines, x + PADDING, y + 2 + LEADING)
        + "</g>"
    )
    return drawn, y + height + GAP


def _mark(mark: str, y: float) -> str:
    """A triangle where it fails, a clock's face where one waits; a word stands beside it."""
    path = (
        f"M9 {y - 6:.1f}l7 12h-14z"
        if mark == "fails"
        else f"M2 {y:.1f}a7 7 0 1 0 14 0a7 7 0 1 0-14 0M9 {y - 4:.1f}v4h4"
    )
    return f'<path class="tm-blueprint__mark tm-blueprint__mark--{mark}" d="{path}"/>'
