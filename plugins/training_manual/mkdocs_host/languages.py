"""Further languages: a nested build below the main one, with the same Manual and its own search and theme words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig

from training_manual.building import Prepared

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


def _below(site_url: str | None, language: str) -> str | None:
    return f"{site_url.rstrip('/')}/{language}/" if site_url else None
