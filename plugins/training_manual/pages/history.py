"""The history of editions: what each one changed, since when it holds, who approved it; the notices in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from training_manual.model.edition import Change, Edition, What
from training_manual.model.manual import Manual
from training_manual.pages.page import Page, page_of
from training_manual.pages.revising import changes_told, is_told
from training_manual.rendering.addresses import CHANGES, HISTORY
from training_manual.rendering.renderer import Html, Renderer, Sheet

COUNTED: tuple[What, ...] = ("added", "material", "words", "moved", "removed")
"""In the order they are told."""


@dataclass(frozen=True)
class Release:
    """One edition in the list."""

    edition: Edition
    approved: str
    counts: tuple[tuple[What, int], ...]
    """What it changed, and how often; nothing for the first one."""
    note: str
    is_present: bool
    url: str
    """Where it can be read; "" where it is not kept beside this site."""
    changes: str
    """The page of what it changed, likewise."""


def history(renderer: Renderer) -> Page:
    """Every edition, the newest first; while none is released it says that this is a working copy."""
    sheet = renderer.on(HISTORY)

    def body() -> Html:
        manual = renderer.manual
        return sheet.template(
            "pages/history.html",
            releases=list(_releases(sheet)),
            differences=len(changes_told(manual)),
            notices=manual.notices,
        )

    return page_of(sheet, "history", renderer.say("pages.history"), body)


def _releases(sheet: Sheet) -> Iterator[Release]:
    renderer, lineage = sheet.renderer, sheet.renderer.manual.lineage
    for edition in reversed(lineage.editions):
        step = lineage.steps.get(edition.number)
        is_present = lineage.edition == edition.number
        yield Release(
            edition,
            renderer.revisions.in_words(edition.approved_by),
            tuple(_counts(renderer.manual, step)) if step is not None else (),
            renderer.revisions.in_words(edition.note),
            is_present,
            "" if is_present else sheet.then("", edition),
            "" if step is None else sheet.url("changes") if is_present else sheet.then(CHANGES, edition),
        )


def _counts(manual: Manual, step: Iterable[Change]) -> Iterator[tuple[What, int]]:
    found = Counter(change.what for change in step if is_told(manual, change))
    yield from ((what, found[what]) for what in COUNTED if found[what])
