"""A rehearsal or a branch question as a picture for its author, found by its id."""

from __future__ import annotations

from training_manual.building import Prepared
from training_manual.model.manual import Manual
from training_manual.problem import closest
from training_manual.rendering.drawing.conversation import conversation_svg
from training_manual.rendering.renderer import Renderer


def conversation_picture(prepared: Prepared, own: str, language: str | None = None) -> tuple[str, str]:
    """The SVG of the conversation `own` and "", or "" and what to say instead, in Chinese and English."""
    manual = prepared.manuals.get(language or prepared.main)
    if manual is None:
        return "", f"手册没有这种语言：{language}。/ The manual has no such language."
    talks = manual.conversations()
    if own not in talks:
        return "", _refusal(own, manual, list(talks))
    title, start, nodes = talks[own]
    plain = Renderer(manual, prepared.overrides).on("").words.plain
    return conversation_svg(plain(title), start, nodes, plain), ""


def _refusal(own: str, manual: Manual, talks: list[str]) -> str:
    if own in manual.role_plays:
        return f"卡片 {own} 还没有 rehearsal。/ The card {own} has no rehearsal yet."
    guess = closest(own, talks)
    hint = (f"是不是 {guess}？", f"did you mean {guess}?") if guess else ("可用：", f"there are: {', '.join(talks)}")
    return f"没有这段对话：{own}。{hint[0]} / No such talk: {own}; {hint[1]}"
