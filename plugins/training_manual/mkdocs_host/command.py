"""Runs MkDocs from the command line of the manual."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.exceptions import MkDocsException


def build_site(root: Path, into: Path, strict: bool = True) -> None:
    """Builds the manual at `root` (with its mkdocs.yml) into `into`. Raises mkdocs' Abort or ConfigurationError."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(into), strict=strict)
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
