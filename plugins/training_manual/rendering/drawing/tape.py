"""The ruler: long ticks are units, a heavy baseline is done, one pointer is now."""

from __future__ import annotations

WIDTH, INSET, BASE = 320, 6, 30


def tape(total: int, now: float | None = None, done: float | None = None) -> str:
    """An SVG ruler of `total` units; `done` (default `now`) is the heavy part, the pointer stands at `now`."""
    return _ruler(total, now, done if done is not None else now)


def mood(value: int) -> str:
    """An SVG ruler from -5 to 5 with the pointer at `value`."""
    return _ruler(10, value + 5, None)


def _ruler(total: int, now: float | None, done: float | None) -> str:
    step = (WIDTH - 2 * INSET) / max(total, 1)

    def at(value: float) -> str:
        return f"{INSET + step * value:.1f}".removesuffix(".0")

    ticks = "".join(f"M{at(i)} {BASE - 12}V{BASE}" for i in range(total + 1))
    parts = [
        f'<svg class="tm-tape" viewBox="0 0 {WIDTH} 36" aria-hidden="true" focusable="false">',
        f'<path class="tm-tape__ticks" d="M{at(0)} {BASE}H{at(total)}{ticks}"/>',
    ]
    if done:
        parts.append(f'<path class="tm-tape__done" d="M{at(0)} {BASE}H{at(min(done, total))}"/>')
    if now is not None:
        x = INSET + step * min(now, total)
        parts.append(f'<path class="tm-tape__stem" d="M{at(min(now, total))} 12V{BASE + 3}"/>')
        parts.append(f'<path class="tm-tape__now" d="M{x - 8:.1f} 2h16l-8 11z"/>')
    return "".join(parts) + "</svg>"
