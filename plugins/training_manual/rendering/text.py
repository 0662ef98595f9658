"""Author text -> HTML: Markdown by comrak, tokens filled into text nodes only, references as links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape

from comrak import ExtensionOptions, ParseOptions, RenderOptions, markdown_to_html
from markupsafe import Markup

from training_manual.model.brand import Token
from training_manual.model.lists import Term
from training_manual.rendering.amounts import amount
from training_manual.wording import REFERENCE, TOKEN

_EXTENSIONS = ExtensionOptions(
    wikilinks_title_after_pipe=True, cjk_friendly_emphasis=True, table=True, strikethrough=True
)
_PARSING = ParseOptions()
_RENDERING = RenderOptions()
_MARKED = re.compile(r"[*_`~\[\]\\<&|!{}\n]|^[-+>#=\d]|://")
_FIRST_PRIVATE = 0xE000
_INLINE_MARK = "\uf8ff"
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_LINK = re.compile(r'<a href="([^"]*)"( data-wikilink="true")?>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'<img src="(images/[^"]*)"')
_QUOTES = re.compile(r"[*_`~]+")


# Authors part a token from Chinese by a space, since its value may be a number; where it is not, the space goes.
_GAP = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[\u2e80-\u9fff\uff00-\uffef])")


def _closed_up(text: str) -> str:
    return _GAP.sub("", text)


def _fill(html: str, values: list[str]) -> str:
    """Puts values in the place of their private-use characters; they are text already, never parsed again."""
    for index, value in enumerate(values):
        html = html.replace(chr(_FIRST_PRIVATE + index), value)
    return _closed_up(html)


class Text:
    """Turns the author text of one page into HTML; remembers the terms it used."""

    def __init__(
        self,
        tokens: Mapping[str, Token],
        terms: Mapping[str, Term],
        strings: Mapping[str, str],
        currency: str,
        url: Callable[[str], str],
        title_of: Callable[[str], str],
        root: str,
    ):
        self._values: dict[str, str] = {}
        self._tokens = tokens
        self._terms = terms
        self._strings = strings
        self._currency = currency
        self._url = url
        self._title_of = title_of
        self._root = root
        self.used_terms: dict[str, Term] = {}

    def block(self, text: str) -> Markup:
        """Paragraphs and lists."""
        return Markup(self._html(text))

    def line(self, text: str) -> Markup:
        """Inline HTML; paragraphs of a text that should be one line become breaks."""
        if not _MARKED.search(text):
            return Markup(escape(text))
        return Markup("<br>".join(self._inline(part) for part in _PARAGRAPHS.split(text.strip())))

    def _inline(self, text: str) -> str:
        """One line: a mark at its start keeps `1. 先道歉` or `- …` from becoming a list."""
        html = self._html(_INLINE_MARK + text.replace("\n", " ")).strip()
        return html.removeprefix("<p>").removesuffix("</p>").replace(_INLINE_MARK, "", 1)

    def plain(self, text: str) -> str:
        """Bare text, tokens filled, references by their label."""
        filled = _closed_up(TOKEN.sub(lambda m: self.value(m[1]), text)) if "{{" in text else text
        labelled = REFERENCE.sub(lambda m: m[2] or self._label(m[1]), filled)
        return _QUOTES.sub("", labelled) if labelled is not filled or "*" in labelled or "`" in labelled else labelled

    def value(self, path: str) -> str:
        """What a token shows."""
        if path not in self._values:
            base = path.removesuffix(".n")
            self._values[path] = amount(self._tokens[base], self._strings, self._currency, base != path)
        return self._values[path]

    def _html(self, text: str) -> str:
        values: list[str] = []

        def hide(match: re.Match[str]) -> str:
            values.append(self.value(match[1]))
            return chr(_FIRST_PRIVATE + len(values) - 1)

        hidden = TOKEN.sub(hide, text) if "{{" in text else text
        html = markdown_to_html(hidden, _EXTENSIONS, _PARSING, _RENDERING)
        if "<a " in html:
            html = _LINK.sub(self._link, html)
        if "<img " in html:
            html = _IMAGE.sub(lambda m: f'<img loading="lazy" src="{self._root}{m[1]}"', html)
        return _fill(html, [escape(value) for value in values]) if values else html

    def _link(self, match: re.Match[str]) -> str:
        target, is_reference, label = match[1], match[2], match[3]
        if not is_reference:
            return f'<a class="tm-out" href="{target}" rel="noopener noreferrer">{label}</a>'
        shown = label if label != target else escape(self._label(target))
        if "#" in target:
            href = self._url(target.removesuffix("#"))
            return f'<a href="{href}">{shown}</a>' if href else shown
        term = self._terms[target]
        self.used_terms[target] = term
        return f'<a class="tm-term" href="{self._url("glossary")}#{target}" data-term="{target}">{shown}</a>'

    def _label(self, target: str) -> str:
        if "#" not in target:
            return self._terms[target].name
        return self._title_of(target.removesuffix("#"))
