"""Builds into a new folder, looks it over, then swaps: what is online is always whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from training_manual.verifying import broken_links


class NotPublished(Exception):
    """The new site was not put in place; the old one stands untouched."""


def publish(build: Callable[[Path], None], site: Path, keep: Callable[[Path, Path], None] | None = None) -> None:
    """Runs `build` with a new folder beside `site`, checks it and puts it in the place of `site`.

    `keep(site, new)` puts into the new folder what stays of the old site, and has checked it. Raises NotPublished, or
    whatever `build` raises; `site` is then as it was.
    """
    with swapped(site, site.with_name(f".{site.name}")) as new:
        build(new)
        if keep:
            keep(site, new)
        refuse_broken(new)


@contextmanager
def swapped(folder: Path, beside: Path) -> Iterator[Path]:
    """A new folder, called after `beside`, to be filled; it takes the place of `folder` if that ends well."""
    new, old = beside.with_name(f"{beside.name}-new"), beside.with_name(f"{beside.name}-old")
    if old.exists() and not folder.exists():  # an earlier run was killed between its two renames
        old.rename(folder)
    for left_over in (new, old):
        shutil.rmtree(left_over, ignore_errors=True)
    try:
        yield new
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    finally:
        if old.exists() and not folder.exists():  # whatever stopped it, an interrupt included
            old.rename(folder)
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def refuse_broken(site: Path, above: str | None = None) -> None:
    """Raises NotPublished where a link of `site` leads nowhere; `above` as of broken_links."""
    if wrong := list(broken_links(site, above)):
        raise NotPublished("\n".join(wrong))


def carry(folder: Path, into: Path) -> None:
    """`folder` once more at `into`, without a moment in which one of them is not whole.

    Its files are not copied but linked: nobody writes into a published file, it is only ever replaced.
    """
    shutil.copytree(folder, into, copy_function=_linked, dirs_exist_ok=True)


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one that knows no links
        shutil.copy2(source, target)


def site_digest(folder: Path) -> str:
    """SHA-256 over the paths and contents of all files of `folder`: equal means byte for byte the same pages."""
    files = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    whole = sha256()
    for name, path in files:
        whole.update(f"{sha256(path.read_bytes()).hexdigest()}  {name}\n".encode())
    return whole.hexdigest()
