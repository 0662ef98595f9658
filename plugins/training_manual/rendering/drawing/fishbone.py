"""A fishbone as SVG: the effect at the head, branches left and right of an upright spine."""

from __future__ import annotations

from training_manual.blocks.fishbone import FishboneBlock, FishboneBranch
from training_manual.rendering.drawing.lettering import FONT, LEADING, WIDTH, Plain, Say, figure, wrapped, written

SPINE = WIDTH / 2
RISE = 16
NEAR = 14
GAP = 14


def fishbone_svg(block: FishboneBlock, plain: Plain, say: Say) -> str:
    """The drawing of `block`: the head on top, two branches a row."""
    lines = wrapped(plain(block.effect), (WIDTH - 60) / FONT)
    head = len(lines) * LEADING + 16
    parts = [
        f'<g class="tm-fishbone__head"><rect x="20" y="1" width="{WIDTH - 40}" height="{head:.0f}" rx="4"/>'
        + written(lines, SPINE, 8, "middle", "tm-drawing__head")
        + "</g>"
    ]
    y, end = head + RISE + 10.0, head + 10.0
    for start in range(0, len(block.branches), 2):
        pair = block.branches[start : start + 2]
        drawn = [_branch(branch, right, y, plain, say) for branch, right in zip(pair, (False, True), strict=False)]
        parts += [part for part, _ in drawn]
        end = y + LEADING + 4
        y = max(bottom for _, bottom in drawn) + RISE + GAP
    spine = (
        f'<path class="tm-fishbone__spine" d="M{SPINE} {end:.1f}V{head + 2:.0f}M{SPINE - 6} {head + 10:.0f}l6-8 6 8"/>'
    )
    return figure("fishbone", y - RISE - GAP + 4, plain(block.title), spine, *parts)


def _branch(branch: FishboneBranch, right: bool, y: float, plain: Plain, say: Say) -> tuple[str, float]:
    """One branch whose name stands at `y`, and where its causes end."""
    away = 1 if right else -1
    outer = WIDTH - 2 if right else 2
    x = SPINE + NEAR + 4 if right else 2
    room = SPINE - NEAR - 10
    bone = y + LEADING + 4
    path = f"M{outer} {bone:.1f}H{SPINE + away * NEAR}L{SPINE} {bone - RISE:.1f}"
    parts = [
        f'<path class="tm-fishbone__bone" d="{path}"/>',
        written(wrapped(plain(branch.name), room / FONT)[:1], x, y, "start", "tm-drawing__head"),
    ]
    at = bone + 4
    for cause in branch.causes:
        words = plain(cause.text)
        if cause.root:
            words = f"{say('blocks.fishbone.root')}{words}"
        lines = wrapped(words, (room - 10) / FONT)
        height = len(lines) * LEADING
        if cause.root:
            parts.append(
                f'<rect class="tm-fishbone__root" x="{x - 1:.1f}" y="{at:.1f}" width="{room + 2:.1f}" '
                f'height="{height + 3:.1f}" rx="3"/>'
            )
        parts.append(f'<path class="tm-fishbone__tick" d="M{x + 1:.1f} {at + 10:.1f}h5"/>')
        parts.append(written(lines, x + 10, at, "start"))
        at += height + 4
    return "".join(parts), at
