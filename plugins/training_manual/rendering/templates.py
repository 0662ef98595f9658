"""Where templates, strings, icons and styles are found: HQ's own folder first, then the packaged one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup

from training_manual.packaged import packaged_overrides


class Overrides:
    """The stack of folders that templates and assets are taken from, the first one that has a file wins."""

    def __init__(self, *own: Path):
        folders = [*own, packaged_overrides()]
        self.folders = tuple(dict.fromkeys(f.resolve() for f in folders if f.is_dir()))
        # Read and compiled once for all pages and languages of a build, and gone with it.
        self.strings = cache(self._strings)
        self.icon = cache(self._icon)
        self.environment = cache(self._environment)

    def find(self, name: str) -> Path | None:
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)

    def all(self, pattern: str) -> Iterator[tuple[str, Path]]:
        """Every file matching `pattern`, by its name relative to the folder, in order of name."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            found |= {p.relative_to(folder).as_posix(): p for p in folder.glob(pattern) if p.is_file()}
        return iter(sorted(found.items()))

    def _strings(self, language: str) -> dict[str, str]:
        """The site's own words in `language`; English fills what a language lacks."""
        own = self._words(language)
        english = self._words("en")
        # A language that has a word but no singular of it says the word, not English's singular.
        return {k: v for k, v in english.items() if k.removesuffix(".one") not in own} | own

    def _words(self, language: str) -> dict[str, str]:
        words: dict[str, str] = {}
        for _, path in self.all(f"strings/*.{language}.json"):
            words |= json.loads(path.read_text("utf-8"))
        return words

    def _icon(self, name: str) -> Markup:
        path = self.find(f"icons/{name}.svg")
        if path is None:
            raise LookupError(f"no icon {name}")
        svg = path.read_text("utf-8").strip()
        return Markup(svg.replace("<svg ", '<svg class="tm-icon" aria-hidden="true" focusable="false" ', 1))

    def _environment(self) -> Environment:
        """Jinja2 with the three text filters; they work through `words`, the Text of the page being rendered."""
        environment = Environment(
            loader=FileSystemLoader([str(folder) for folder in self.folders]),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=StrictUndefined,
            auto_reload=False,  # each build has an environment of its own; asking the disk every time is slow
        )
        environment.filters |= {"md": _md, "line": _line, "plain": _plain}
        return environment


@pass_context
def _md(context: Context, text: str) -> Any:
    return context["words"].block(text)


@pass_context
def _line(context: Context, text: str) -> Any:
    return context["words"].line(text)


@pass_context
def _plain(context: Context, text: str) -> Any:
    return context["words"].plain(text)
