"""Runs MkDocs from the command line of the manual."""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.exceptions import MkDocsException

from training_manual.mkdocs_host.languages import PLUGIN


def build_site(root: Path, into: Path, strict: bool = True, beside: bool = False) -> None:
    """Builds the manual at `root` (with its mkdocs.yml) into `into`; `beside`: links may lead to kept editions.

    Raises mkdocs' Abort or ConfigurationError.
    """
    _build(root, into, strict, beside=beside)


def build_edition(root: Path, number: str, into: Path) -> None:
    """The same for the unpacked sources of an edition, as it is kept: for readers alone, and it never changes again."""
    gc.unfreeze()  # the plugin froze what it built before, in this process
    gc.collect()
    _build(root, into, True, kept=number)


def _build(root: Path, into: Path, strict: bool, **given: Any) -> None:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(into), strict=strict)
    plugin = config.plugins[PLUGIN]  # one object for every build of a process
    vars(plugin).update({"kept": "", "beside": False, **given})
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()


def site_folder(root: Path) -> Path:
    """Where mkdocs.yml wants the site."""
    return Path(load_config(str(root / "mkdocs.yml")).site_dir)


def site_folder_if_told(root: Path) -> Path | None:
    """The same; None where mkdocs.yml cannot be read, which `build` tells."""
    log = logging.getLogger("mkdocs")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        return site_folder(root)
    except (MkDocsException, OSError):
        return None
    finally:
        log.setLevel(level)
