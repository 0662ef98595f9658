"""One manual in one language -> the HTML of its pages, through the templates of site_overrides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from training_manual.interaction import Choose, Fill, Interaction, Option
from training_manual.item import Block, Question
from training_manual.model.chapter import Chapter
from training_manual.model.edition import Edition
from training_manual.model.manual import Manual
from training_manual.rendering.addresses import Addresses, relative
from training_manual.rendering.amounts import figure
from training_manual.rendering.drawing import DRAWINGS
from training_manual.rendering.drawing.tape import mood, tape
from training_manual.rendering.revisions import Revisions
from training_manual.rendering.standing import Asked, Standing
from training_manual.rendering.templates import Overrides
from training_manual.rendering.text import Text
from training_manual.wording import full_block_ref

Html = Markup
"""Safe HTML, for rooms that do not know the template engine."""


class Renderer:
    """Renders the pages of `manual`. One for each language; not safe for threads."""

    def __init__(self, manual: Manual, overrides: Overrides, environment: Environment | None = None):
        self.manual = manual
        self.overrides = overrides
        self.environment = environment or overrides.environment()
        self.strings: Mapping[str, str] = overrides.strings(manual.language)
        self.addresses = Addresses(manual)
        self.beside = False
        """Whether the editions kept below e/ are published with this site, so that links may lead there."""
        self.kept = ""
        """The number of the edition this is built as, to be kept below e/; "" for the site itself."""

    def on(self, page: str, root: str | None = None) -> Sheet:
        """A sheet for the page at `page` (path from the site's root, such as `chapters/x/`).

        Links are relative; with `root`, the site's own address, they start there.
        """
        return Sheet(self, page, root)

    @cached_property
    def store(self) -> str:
        """The prefix of everything this manual keeps in a browser; the same in every language."""
        return self.manual.brand.manual.code

    @cached_property
    def edition(self) -> str:
        """What this manual is called among its editions: `2026.1 版`, or that it is a working copy."""
        lineage = self.manual.lineage
        number = lineage.edition if lineage.present else None
        return self.say("pages.edition", n=number) if number else self.say("pages.working")

    @cached_property
    def revisions(self) -> Revisions:
        """What readers are told of changes, in the words of this manual's language."""
        return Revisions(self.manual, self.say, self.strings)

    def say(self, key: str, /, **values: object) -> str:
        """One of the site's own words, holes filled; `key.one` where `n` is 1. Raises KeyError for no word."""
        text = self.strings.get(f"{key}.one" if values.get("n") == 1 else key) or self.strings[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text


class Sheet:
    """One page while it is being rendered: knows where it is and which terms it has used."""

    def __init__(self, renderer: Renderer, page: str, root: str | None = None):
        self.renderer = renderer
        self.page = page
        self.root = root
        manual = renderer.manual
        self.words = Text(
            manual.tokens,
            manual.terms,
            renderer.strings,
            manual.brand.currency,
            self.url,
            renderer.addresses.title,
            "../" * page.count("/"),
        )
        here = renderer.addresses.among(page, manual.brand.manual.languages)
        self._base = {
            "words": self.words,
            "language": manual.language,
            "source_language": manual.brand.manual.language,
            "t": renderer.say,
            "icon": renderer.overrides.icon,
            "limit": self.words.value,
            "figure": figure,
            "role": manual.roles.__getitem__,
            "term": manual.terms.__getitem__,
            "source": manual.sources.__getitem__,
            "competency": manual.competencies.__getitem__,
            "form": manual.forms.__getitem__,
            "card": manual.role_plays.__getitem__,
            "chapter": manual.chapter_by_id.__getitem__,
            "url": self.url,
            "to": self.to,
            "then": self.then,
            "title": renderer.addresses.title,
            "tape": lambda total, now=None, done=None: Markup(tape(total, now, done)),
            "mood": lambda value: Markup(mood(value)),
            "drawing": self._drawing,
            "store": renderer.store,
            "kept": renderer.kept,
            "beside": renderer.beside,
            # For what asks which editions there are: the way to the folder of versions.json, and the page from there
            # (in a kept edition from that edition, so that it names the same page in every one).
            "up": "../" * (here.count("/") + 2 * bool(renderer.kept)) or "./",
            "here": here,
            "edition": renderer.edition,
            "lineage": manual.lineage,
            "day": renderer.revisions.day,
        }

    def url(self, target: str) -> str:
        """The href of `target` seen from this page; "" where readers cannot go."""
        path = self.renderer.addresses.path(target)
        return "" if path is None else self.to(path)

    def to(self, path: str) -> str:
        """The href of a path from the site's root."""
        return relative(path, self.page) if self.root is None else self.root + path

    def then(self, path: str, edition: Edition) -> str:
        """The href of the path in a kept edition; "" where those are not beside the site."""
        if not self.renderer.beside or self.renderer.manual.language not in edition.languages:
            return ""
        return f"{self._base['up']}e/{edition.number}/{self.renderer.addresses.among(path, edition.languages)}"

    def template(self, name: str, **values: Any) -> Markup:
        """The template `name` rendered with the page's functions and `values`."""
        return Markup(self.renderer.environment.get_template(name).render({**self._base, **values}))

    def wrapped(self, kind: str, body: Markup, about: str = "") -> Markup:
        """A page's body in the one wrapper, with the definitions of the terms it used.

        `about` is the item the page shows as a whole; the page says so where that is not wholly translated.
        """
        terms = sorted(self.words.used_terms.values(), key=lambda term: term.id)
        untranslated = about in self.renderer.manual.untranslated
        return self.template("pages/wrap.html", kind=kind, body=body, terms=terms, untranslated=untranslated)

    def blocks(self, chapter: Chapter, blocks: tuple[Block, ...]) -> list[Markup]:
        """The blocks of a section in their frames."""
        return [self.block(block, self._standing(chapter, block)) for block in blocks]

    def block(self, block: Block, at: Standing) -> Markup:
        body = self.template(f"blocks/{block.kind}/block.html", block=block, at=at)
        manual = self.renderer.manual
        change = manual.lineage.change_of.get(at.ref)
        mark = self.renderer.revisions.told(change) if change else None
        notices = [notice for notice in manual.notices if at.ref in notice.affects]
        return self.template("blocks/frame.html", block=block, at=at, body=body, mark=mark, notices=notices)

    def _standing(self, chapter: Chapter, block: Block) -> Standing:
        ref = f"{chapter.id}#{block.id}"
        index, of = self._places(chapter)[block.id]
        manual = self.renderer.manual
        return Standing(chapter, manual.language, ref, manual.tags[ref], index, of, ref in manual.untranslated)

    def _places(self, chapter: Chapter) -> dict[str, tuple[int, int]]:
        if self._placed is None or self._placed[0] != chapter.id:
            totals = Counter(block.kind for block in chapter.blocks)
            counted: Counter[str] = Counter()
            places = {}
            for block in chapter.blocks:
                counted[block.kind] += 1
                places[block.id] = (counted[block.kind], totals[block.kind])
            self._placed = (chapter.id, places)
        return self._placed[1]

    _placed: tuple[str, dict[str, tuple[int, int]]] | None = None

    def asked(self, chapter: Chapter, questions: tuple[Question, ...], first: int = 1) -> list[Asked]:
        """Questions ready for their templates, in the order of the pool, numbered from `first`."""
        manual = self.renderer.manual
        ready = []
        for number, question in enumerate(questions, first):
            target = full_block_ref(question.reread, chapter.id)
            ready.append(
                Asked(
                    question,
                    self._in_words(question.interaction()),
                    manual.tags[question.id],
                    number,
                    self.url(target),
                    self.renderer.addresses.title(target),
                    question.id in manual.untranslated,
                )
            )
        return ready

    def _in_words(self, interaction: Interaction) -> Interaction:
        """Fills what an interaction leaves to the page: the site's «right» and «wrong», values in a key."""
        key = interaction.key
        if isinstance(interaction, Choose) and interaction.in_site_words:
            words = tuple(Option(o.id, self.renderer.say(o.text)) for o in interaction.options)
            return replace(interaction, options=words)
        if isinstance(interaction, Fill) and key.rule == "tolerance":
            unit = self.words.plain(interaction.unit) if interaction.unit else None
            return replace(interaction, unit=unit, key=replace(key, unit=unit))
        if isinstance(interaction, Fill):
            right = [self.words.plain(text) for text in key.right]
            mistakes = {atom: self.words.plain(str(text)) for atom, text in key.mistakes.items()}
            return replace(interaction, key=replace(key, right=right, mistakes=mistakes))
        return interaction

    def _drawing(self, block: Block) -> Markup:
        return Markup(DRAWINGS[block.kind](block, self.words.plain, self.renderer.say))
