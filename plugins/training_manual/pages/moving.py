"""Pages at addresses of before: they lead to where it stands now, or say what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from training_manual.pages.page import Page, page_of
from training_manual.pages.past import Relic, past_of
from training_manual.rendering.renderer import Html, Renderer, Sheet


def moved_pages(renderer: Renderer) -> Iterator[Page]:
    for path, relics in past_of(renderer).lost_pages:
        whole = relics.get("") or Relic(path, "", None, "", None, None)
        sheet = renderer.on(path)
        title = whole.title or renderer.say("moving.moved" if whole.to else "moving.page")
        body = partial(_body, sheet, whole, relics)
        kind = "moved" if whole.to else "gone"
        yield page_of(sheet, kind, title, body, in_search=False, leads_to=whole.to)


def _body(sheet: Sheet, whole: Relic, relics: Mapping[str, Relic]) -> Html:
    """With the places on it that do not stand, under their own names, on the page it leads to."""
    others = [one for one in relics.values() if one.anchor and (not one.to or one.to != f"{whole.to}#{one.anchor}")]
    return sheet.template("pages/moved.html", whole=whole, relics=others)
