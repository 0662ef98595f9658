"""Builds into a new folder, looks it over, then swaps: what is online is always whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from training_manual.verifying import broken_links


class NotPublished(Exception):
    """The new site was not put in place; the old one stands untouched."""


def publish(build: Callable[[Path], None], site: Path) -> None:
    """Runs `build` with a new folder beside `site`, checks it and puts it in the place of `site`.

    Raises NotPublished, or whatever `build` raises; `site` is then as it was.
    """
    new, old = site.with_name(f".{site.name}-new"), site.with_name(f".{site.name}-old")
    if old.exists() and not site.exists():  # an earlier run was killed between its two renames
        old.rename(site)
    for left_over in (new, old):
        shutil.rmtree(left_over, ignore_errors=True)
    try:
        build(new)
        if wrong := list(broken_links(new)):
            raise NotPublished("\n".join(wrong))
        if site.exists():
            site.rename(old)
        new.rename(site)
    finally:
        if old.exists() and not site.exists():  # whatever stopped it, an interrupt included
            old.rename(site)
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
