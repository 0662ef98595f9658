"""Pages shown by `serve` while the manual has errors: the problems, at every address that was there before."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from training_manual.pages.page import Page
from training_manual.problem import Problem

TITLE = "要改的地方 / Problems"


def trouble_pages(problems: Sequence[Problem], paths: Sequence[str]) -> list[Page]:
    rows = "".join(
        f"<li><p><code>{escape(str(p.place))}</code> <small>{p.code.key}</small><br>{escape(p.zh)}<br>"
        f'<span lang="en">{escape(p.en)}</span></p></li>'
        for p in problems
    )
    html = f'<div class="tm tm-page--trouble"><h1>{TITLE}</h1><ol>{rows}</ol></div>'
    return [Page(path, "trouble", TITLE, lambda: html, in_search=False) for path in dict.fromkeys(["", *paths])]
