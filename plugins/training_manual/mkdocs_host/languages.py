"""Further languages: a nested build below the main one, with the same Manual and its own search and theme words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig

from training_manual.building import Prepared
from training_manual.rendering.addresses import relative

PLUGIN = "training-manual"


def build_other_languages(prepared: Prepared, config: MkDocsConfig) -> None:
    """Builds each language but the main one into `site/<language>/`."""
    for language in list(prepared.manuals)[1:]:
        nested = load_config(
            config.config_file_path,
            site_dir=str(Path(config.site_dir) / language),
            site_url=_below(config.site_url, language),
            strict=config.strict,
        )
        # MkDocs hands every configuration of a process the same plugin object: give it back as it was.
        plugin: Any = nested.plugins[PLUGIN]
        before = dict(vars(plugin))
        plugin.prepared, plugin.language = prepared, language
        try:
            build(nested)
        finally:
            vars(plugin).update(before)


def alternates(prepared: Prepared, language: str, path: str, site_url: str | None) -> list[dict[str, str]]:
    """The same page in every language: absolute addresses where the site has one (crawlers ignore others)."""
    main = prepared.main
    links = []
    for other in prepared.manuals:
        below = "" if other == main else f"{other}/"
        here = path if language == main else f"{language}/{path}"
        near = relative(below + path, here)
        far = f"{site_url.removesuffix(f'{language}/' if language != main else '')}{below}{path}" if site_url else near
        name = prepared.overrides.strings(other)["site.language"]
        links.append({"lang": language_tag(other), "name": name, "href": near, "absolute": far})
    return links


def language_tag(language: str) -> str:
    """The language as browsers and crawlers write it."""
    return "zh-CN" if language == "zh" else language


def _below(site_url: str | None, language: str) -> str | None:
    return f"{site_url.rstrip('/')}/{language}/" if site_url else None
