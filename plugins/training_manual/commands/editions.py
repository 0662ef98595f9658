"""Commands about editions: status here; release and rebuild have modules of their own."""

from __future__ import annotations

import argparse
from pathlib import Path

from training_manual.commands import rebuilding, releasing
from training_manual.commands.shell import Commands, checked, folder_behind, refused
from training_manual.editions.decisions import decisions_text
from training_manual.editions.telling import as_json, as_lines
from training_manual.model.edition import Lineage


def add_to(commands: Commands) -> None:
    edition = commands.group("edition", "版次：看改动、发布、重建 / editions: what has changed, release, rebuild")
    status = edition.add("status", _status, "和上一版比，改了什么 / what has changed since the last release")
    status.add_argument("--format", choices=["text", "json"], default="text", help="printing")
    status.add_argument("--decisions", type=Path, help="写一份裁定文件来填 / write a decisions file to fill in")
    folder_behind(status)
    releasing.add_to(edition)
    rebuilding.add_to(edition)


def _status(arguments: argparse.Namespace) -> int:
    prepared = checked(arguments.folder)
    if prepared is None:
        return 1
    line = prepared.manuals[prepared.main].lineage
    if arguments.decisions:
        return _write_decisions(arguments.decisions, line, tuple(prepared.manuals))
    print(as_json(line) if arguments.format == "json" else as_lines(line, prepared.main))
    return 0


def _write_decisions(path: Path, line: Lineage, languages: tuple[str, ...]) -> int:
    if path.exists():
        return refused(f"{path} 已经有了，没有改动。", f"{path} exists already and was left alone")
    if line.latest is None:
        return refused(
            "还没有发布过，第一版不用裁定。", "nothing was released yet; the first edition needs no decisions"
        )
    try:
        path.write_text(decisions_text(line, languages), "utf-8")
    except OSError as failed:
        return refused(f"写不进 {path}：{failed.strerror}。", f"{path} cannot be written: {failed.strerror}")
    print(path)
    return 0
