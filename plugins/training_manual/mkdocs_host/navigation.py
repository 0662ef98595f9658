"""Parts and chapters as MkDocs navigation, and tables of contents from finished pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mkdocs.structure.toc import AnchorLink, TableOfContents

from training_manual.model.manual import Manual
from training_manual.pages.page import Heading, Page
from training_manual.rendering.addresses import GLOSSARY, HISTORY, HOME, SOURCES, chapter_path


def navigation(manual: Manual, pages: Sequence[Page], words: dict[str, str]) -> list[Any]:
    """`config.nav`: home, a section for each part that has a chapter to read, the lists behind them."""
    uris = {page.path: page.source_uri for page in pages}
    nav: list[Any] = [{words["site.home"]: uris[HOME]}]
    for part in manual.parts:
        chapters = [
            {f"{chapter.number} {chapter.title}": uris[chapter_path(chapter.id)]}
            for chapter in manual.shown_chapters
            if chapter.part == part.id
        ]
        chapters += [{annex.title: uris[chapter_path(annex.id)]} for annex in manual.annexes if annex.part == part.id]
        if chapters:
            nav.append({part.title: chapters})
    lists = (("glossary", GLOSSARY), ("sources", SOURCES), ("history", HISTORY))
    nav += [{words[f"pages.{name}"]: uris[path]} for name, path in lists]
    return nav


def contents(headings: Sequence[Heading]) -> TableOfContents:
    """Level 3 entries below the level 2 entry before them."""
    top: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.title, heading.id, heading.level)
        (top[-1].children if heading.level > 2 and top else top).append(link)
    return TableOfContents(top)
