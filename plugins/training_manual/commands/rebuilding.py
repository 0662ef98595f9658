"""Editions built from their frozen sources: edition rebuild, and what releasing one asks of the site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from training_manual.building import Prepared, prepare
from training_manual.commands.shell import Commands, verdict
from training_manual.keeping import Keeper, release
from training_manual.linking.frozen import Unfit
from training_manual.model.edition import Edition
from training_manual.problem import as_text, errors
from training_manual.publishing import NotPublished


def add_to(edition: Commands) -> None:
    """Adds `rebuild` to the actions of `edition`."""
    rebuilding = edition.add(
        "rebuild", rebuild, "用存稿重建网站里的一版 / build an edition of the site again from its frozen sources"
    )
    rebuilding.add_argument("number", nargs="?", help="版次，如 2026.1 / an edition, such as 2026.1")
    rebuilding.add_argument("folder", type=Path, nargs="?", help="the manual's folder (default: here)")
    rebuilding.add_argument("--all", action="store_true", help="每一版 / every edition")


def keeper(prepared: Prepared) -> Keeper:
    """Who keeps the editions of a manual beside its site."""
    from training_manual.mkdocs_host.command import build_edition

    lineage = prepared.manuals[prepared.main].lineage
    return Keeper(prepared.root, lineage.editions, lineage.edition, build_edition, print)


def standing(prepared: Prepared) -> str:
    """Which edition the manual is, in Chinese and English."""
    lineage = prepared.manuals[prepared.main].lineage
    if lineage.latest is None:
        return "工作稿：还没有发布过。/ A working copy; nothing was released yet."
    number = lineage.latest.number
    if not lineage.is_draft:
        return f"这是 {number} 版。/ This is edition {number}."
    n = len(lineage.changes)
    changes = "change" if n == 1 else "changes"
    return f"工作稿：与 {number} 版有 {n} 处不同。/ A working copy: {n} {changes} since edition {number}."


def release_site(root: Path, number: str, staged: Path | None = None) -> str:
    """Builds edition `number`, frozen already, into the site's e/ folder; the digest of its pages.

    `staged`: where its record and sources lie before they are in the manual at `root`.

    Raises Unfit or NotPublished; the site is then as it was.
    """
    from training_manual.mkdocs_host.command import build_edition, site_folder

    return release(staged or root, number, build_edition, site_folder(root))


def rebuild(arguments: argparse.Namespace) -> int:
    folder, number = arguments.folder, arguments.number
    if arguments.all and number and folder is None:  # `rebuild --all FOLDER`
        folder, number = Path(number), None
    prepared = prepare(folder or Path("."))
    if not prepared.manuals:
        print(f"{as_text(errors(prepared.problems))}\n{verdict(prepared.problems)}", file=sys.stderr)
        return 1
    keeping = keeper(prepared)
    wanted = [one for one in keeping.editions if arguments.all or one.number == number]
    if not wanted:
        return _unknown(number, [one.number for one in keeping.editions])
    return _rebuilt(keeping, wanted)


def _rebuilt(keeping: Keeper, wanted: Sequence[Edition]) -> int:
    from training_manual.mkdocs_host.command import site_folder

    for edition in wanted:
        try:
            keeping.rebuild(site_folder(keeping.root), edition)
        except (NotPublished, Unfit) as refused:
            print(f"{refused}\n网站里的 {edition.number} 版没有换。/ It was not replaced.", file=sys.stderr)
            return 1
    return 0


def _unknown(number: str | None, known: Sequence[str]) -> int:
    listed = ", ".join(known) or "—"
    print(
        f"没有版次 {number or '（没写）'}。有：{listed}；全部重建用 --all。\n"
        f"there is no edition {number or '(none given)'}; there are: {listed}; --all rebuilds every one",
        file=sys.stderr,
    )
    return 1
