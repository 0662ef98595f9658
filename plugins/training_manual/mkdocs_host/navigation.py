"""Parts and chapters as MkDocs navigation, and tables of contents from finished pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mkdocs.structure.toc import AnchorLink, TableOfContents

from training_manual.model.manual import Manual
from training_manual.pages.page import Heading, Page


def navigation(manual: Manual, pages: Sequence[Page], words: dict[str, str]) -> list[Any]:
    """`config.nav`: home, a section a part with its chapters, then glossary. Parts without a ready chapter are left out."""
    uris = {page.path: _uri(page) for page in pages}
    nav: list[Any] = [{words["site.home"]: uris[""]}]
    for part in manual.parts:
        chapters = [
            {f"{chapter.number} {chapter.title}": uris[f"chapters/{chapter.id}/"]}
            for chapter in manual.shown_chapters
            if chapter.part == part.id
        ]
        if chapters:
            nav.append({part.title: chapters})
    nav.append({words["pages.glossary"]: uris["glossary/"]})
    return nav


def _uri(page: Page) -> str:
    if page.kind == "chapter" and page.source:
        return page.source.removeprefix("content/")
    return f"{page.path}index.yml"


def contents(headings: Sequence[Heading]) -> TableOfContents:
    """Level 3 entries below the level 2 entry before them."""
    top: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.title, heading.id, heading.level)
        (top[-1].children if heading.level > 2 and top else top).append(link)
    return TableOfContents(top)
