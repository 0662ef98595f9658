"""The history of editions: what each one changed, since when it holds, who approved it; the notices in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from training_manual.model.edition import SHOWN, Edition, Frozen, What
from training_manual.model.manual import Manual
from training_manual.pages.page import Page, page_of
from training_manual.pages.revising import changes_told
from training_manual.rendering.addresses import CHANGES, HISTORY
from training_manual.rendering.renderer import Html, Renderer, Sheet

COUNTED: tuple[What, ...] = ("added", "material", "words", "moved", "removed")
"""In the order they are told."""


@dataclass(frozen=True)
class Release:
    """One edition in the list."""

    edition: Edition
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
    for at, edition in reversed([*enumerate(lineage.editions)]):
        before = lineage.editions[at - 1] if at else None
        is_present = lineage.edition == edition.number
        changes = sheet.then(CHANGES, edition) if before else ""
        yield Release(
            edition,
            tuple(_counts(renderer.manual, before, edition)) if before else (),
            renderer.revisions.in_words(edition.note),
            is_present,
            "" if is_present else sheet.then("", edition),
            sheet.url("changes") if is_present else changes,
        )


def _counts(manual: Manual, before: Edition, edition: Edition) -> Iterator[tuple[What, int]]:
    lineage = manual.lineage
    if lineage.edition == edition.number:
        found = Counter(change.what for change in changes_told(manual))
    else:
        found = Counter(_differences(before.items, edition.items))
    yield from ((what, found[what]) for what in COUNTED if found[what])


def _differences(before: Mapping[str, Frozen], now: Mapping[str, Frozen]) -> Iterator[What]:
    """Of two editions that both are past: nobody compares them passage by passage any more."""
    kept = set()
    for item in _told(now.values()):
        old = next((before[name] for name in (item.ref, *item.was) if name in before), None)
        if old is None:
            if item.group not in ("chapter", "section"):
                yield "added"
            continue
        kept.add(old.ref)
        if item.tag != old.tag:
            yield "material"
        elif (item.print, item.facts) != (old.print, old.facts):
            yield "words"
        elif item.ref.rpartition("#")[2] != old.ref.rpartition("#")[2] or item.section != old.section:
            yield "moved"
    for old in _told(before.values()):
        if old.ref not in kept and old.group not in ("chapter", "section"):
            yield "removed"


def _told(items: Iterable[Frozen]) -> Iterator[Frozen]:
    return (item for item in items if item.group in SHOWN)
