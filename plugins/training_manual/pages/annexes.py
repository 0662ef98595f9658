"""What stands behind the chapters and is made from lists: glossary, sources, history of editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from training_manual.model.chapter import Chapter
from training_manual.model.lists import Source, Term
from training_manual.model.manual import Manual
from training_manual.pages.history import history
from training_manual.pages.page import Heading, Page, page_of
from training_manual.rendering.addresses import GLOSSARY, SOURCES
from training_manual.rendering.renderer import Renderer

KINDS = ("study", "book", "article", "standard", "law", "training")
"""Kinds of source, in the order they are listed."""


def annex_pages(renderer: Renderer) -> Iterator[Page]:
    yield glossary(renderer)
    yield sources(renderer)
    yield history(renderer)


def glossary(renderer: Renderer) -> Page:
    sheet = renderer.on(GLOSSARY)
    groups = _by_letter(renderer.manual)
    body = partial(sheet.template, "pages/glossary.html", groups=groups)
    headings = tuple(Heading(f"letter-{group.letter.lower()}", group.letter, 2) for group in groups)
    title = renderer.say("pages.glossary")
    return page_of(sheet, "glossary", title, body, headings=headings, source="content/terms.yml")


def sources(renderer: Renderer) -> Page:
    """Every source with how far it was checked, what to know before quoting it, and the blocks that rest on it."""
    manual, sheet = renderer.manual, renderer.on(SOURCES)
    cited = _citations(manual)
    groups = [
        (kind, [Work(source, cited[source.id]) for source in manual.sources.values() if source.kind == kind])
        for kind in KINDS
    ]
    groups = [(kind, works) for kind, works in groups if works]
    body = partial(sheet.template, "pages/sources.html", groups=groups)
    headings = tuple(Heading(f"kind-{kind}", renderer.say(f"pages.sources.{kind}"), 2) for kind, _ in groups)
    title = renderer.say("pages.sources")
    return page_of(sheet, "sources", title, body, headings=headings, source="content/sources.yml")


class Work(NamedTuple):
    """A source, and where the manual rests on it."""

    source: Source
    cited: tuple[tuple[Chapter, tuple[str, ...]], ...]
    """Chapters in order, each with the references of its blocks."""


def _citations(manual: Manual) -> dict[str, tuple[tuple[Chapter, tuple[str, ...]], ...]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for chapter in (*manual.shown_chapters, *manual.annexes):
        for block in chapter.blocks:
            for source in dict.fromkeys((*block.sources, *filter(None, [getattr(block, "source", None)]))):
                found[source][chapter.id].append(f"{chapter.id}#{block.id}")
    return defaultdict(tuple) | {
        source: tuple((manual.chapter_by_id[chapter], tuple(refs)) for chapter, refs in by_chapter.items())
        for source, by_chapter in found.items()
    }


class Letter(NamedTuple):
    """The terms that start with one letter."""

    letter: str
    terms: tuple[Term, ...]


def _by_letter(manual: Manual) -> list[Letter]:
    """Terms under the first letter of their pinyin (Chinese) or name."""

    def key(term: Term) -> str:
        return (term.pinyin or term.name if manual.language.startswith("zh") else term.name).lower()

    terms = sorted(manual.terms.values(), key=lambda term: (key(term), term.id))
    return [Letter(letter, tuple(group)) for letter, group in groupby(terms, lambda term: key(term)[0].upper())]
