"""Commands that look at a manual: check, build, outline, graph."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from training_manual.building import prepare
from training_manual.commands.rebuilding import keeper, standing
from training_manual.commands.shell import Commands, folder_behind, readable, verdict
from training_manual.graphing import conversation_picture
from training_manual.linking.frozen import Unfit
from training_manual.linting.coverage import coverage, coverage_reading, coverage_summary
from training_manual.problem import as_annotations, as_json, as_text, errors, in_order
from training_manual.publishing import NotPublished, publish

PRINTINGS = {"text": as_text, "json": as_json, "annotations": as_annotations}


def add_to(commands: Commands) -> None:
    check = commands.add("check", _check, "列出所有要改的地方 / print every problem")
    folder_behind(check)
    check.add_argument("--format", choices=[*PRINTINGS], default=_default_printing(), help="printing")
    check.add_argument("--coverage", action="store_true", help="大纲里没教、没考的 / syllabus gaps and stubs")
    check.add_argument("--read", action="store_true", help="大纲和正文对着读 / each syllabus item beside its texts")
    check.add_argument("--strict", action="store_true", help="有提醒也算不过（退出码 1）/ warnings fail too (exit 1)")

    build = commands.add("build", _build, "检查后构建网站，出错时旧网站不动 / check, build, then swap the site")
    folder_behind(build)

    graph = commands.add("graph", _graph, "把排练或分支题画成 SVG / draw a rehearsal or a branch question as SVG")
    graph.add_argument("id", help="演练卡或分支题的编号 / id of a card or a branch question")
    graph.add_argument("--language", help="画哪种语言（默认主语言）/ in which language (default: the main one)")
    folder_behind(graph)

    outline = commands.add("outline", _outline, "列出全书的编号 / list every id of the manual")
    folder_behind(outline)


def _default_printing() -> str:
    return "annotations" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def check_folder(folder: Path) -> int:
    """What `check` says without options, for commands that have changed something."""
    return _check(argparse.Namespace(folder=folder, format="text", coverage=False, read=False, strict=False))


def _check(arguments: argparse.Namespace) -> int:
    prepared = prepare(arguments.folder)
    problems = list(prepared.problems)
    main_manual = prepared.manuals.get(prepared.main) if prepared.manuals else None
    if arguments.coverage and main_manual:
        problems += coverage(main_manual)
    problems = in_order(problems)
    if problems or arguments.format == "json":
        print(PRINTINGS[arguments.format](problems))
    if arguments.format == "text":
        if arguments.read and main_manual:
            print("\n".join(coverage_reading(main_manual)))
        if arguments.coverage and main_manual:
            print(coverage_summary(main_manual))
        print(verdict(problems), file=sys.stderr)
    return 1 if errors(problems) or (arguments.strict and problems) else 0


def _build(arguments: argparse.Namespace) -> int:
    from training_manual.mkdocs_host.command import build_site, site_folder

    prepared = prepare(arguments.folder)
    if prepared.problems:
        print(as_text(prepared.problems))
    if errors(prepared.problems):
        print(verdict(prepared.problems), file=sys.stderr)
        return 1
    site = site_folder(arguments.folder)
    try:
        publish(lambda new: build_site(arguments.folder, new, beside=True), site, keeper(prepared).keep)
    except (NotPublished, Unfit) as refused:
        print(f"{refused}\n网站没有换，旧的还在。/ The site was not replaced.", file=sys.stderr)
        return 1
    print(f"网站在 {site} / The site is in {site}\n{standing(prepared)}")
    return 0


def _outline(arguments: argparse.Namespace) -> int:
    manual = readable(arguments.folder)
    if manual is None:
        return 1
    print(manual.outline(), end="")
    return 0


def _graph(arguments: argparse.Namespace) -> int:
    prepared = prepare(arguments.folder)
    if not prepared.manuals:
        # What is printed goes into a file of its own: the picture, never the reason there is none.
        print(f"{as_text(prepared.problems)}\n{verdict(prepared.problems)}", file=sys.stderr)
        return 1
    picture, refusal = conversation_picture(prepared, arguments.id, arguments.language)
    print(refusal or picture, end="\n" if refusal else "", file=sys.stderr if refusal else sys.stdout)
    return 1 if refusal else 0
