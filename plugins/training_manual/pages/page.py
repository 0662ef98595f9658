"""A finished page, as every host takes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from training_manual.pages.past import past_of
from training_manual.rendering.renderer import Html, Sheet

_ELEMENT = re.compile(r"<([a-z]+-[a-z]+)[\s>]")


@dataclass(frozen=True)
class Heading:
    """An entry of a page's table of contents."""

    id: str
    title: str
    level: int
    """2 a section, 3 a block."""


@dataclass(frozen=True)
class Page:
    """One page of the site."""

    path: str
    """From the site's root, ends in `/` (the home page is empty)."""
    kind: str
    """home, chapter, practice, test, progress, completion, record, confirm, cards, card, face, slips, sheet,
    rehearsal, session, desk, assignment, form, glossary, sources, history, changes,
    moved, gone, gallery, offline, missing."""
    title: str
    """Plain text."""
    make: Callable[[], str]
    """Makes its HTML. All pages of a large manual at once would take more memory than everything else."""
    headings: tuple[Heading, ...] = ()
    description: str = ""
    source: str | None = None
    """The YAML it comes from, relative to the manual's root."""
    in_search: bool = True
    parent: str | None = None
    """The path its close button leads to, for pages that have one instead of a menu."""
    leads_to: str | None = None
    """The path, from the site's root, of the page that what stood here is on now."""

    @property
    def source_uri(self) -> str:
        """What a host calls it: a chapter by its YAML below content/, any other page by its own address."""
        if self.kind == "chapter" and self.source:
            return self.source.removeprefix("content/")
        return f"{self.path}index.yml"

    @property
    def html(self) -> str:
        """Made anew each time it is asked for."""
        return self.make()


def page_of(sheet: Sheet, kind: str, title: str, body: Callable[[], Html], about: str = "", **more: Any) -> Page:
    """The page a sheet becomes; `about` is the item it shows as a whole, `more` the further fields of Page."""

    def make() -> str:
        html = body()
        if relics := past_of(sheet.renderer).left(sheet.page) if kind not in ("moved", "gone") else ():
            html += sheet.template("pages/left.html", relics=relics)
        return str(sheet.wrapped(kind, html, about))  # behind `body`, which finds out the terms the page uses

    return Page(sheet.page, kind, title, make, **more)


def elements_in(html: str) -> tuple[str, ...]:
    """Names of the custom elements in a page; each is a script of the same name."""
    return tuple(sorted(set(_ELEMENT.findall(html))))
