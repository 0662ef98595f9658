"""The command line: check, build, new, new-manual, i18n, schema, graph, outline."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from training_manual.building import prepare
from training_manual.graphing import conversation_picture
from training_manual.linking import read_folder, read_manual
from training_manual.linting.coverage import coverage, coverage_reading, coverage_summary
from training_manual.localising import updated_catalogues
from training_manual.model.manual import Manual
from training_manual.problem import Code, Problem, as_annotations, as_json, as_text, errors, in_order
from training_manual.reading.scalars import ID_PATTERN
from training_manual.scaffolding import new_chapter, new_exam, new_quiz, new_role_play

STARTER = Path(__file__).resolve().parent / "starter"
PRINTINGS = {"text": as_text, "json": as_json, "annotations": as_annotations}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status (0 fine, 1 problems, 2 wrong use)."""
    arguments = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):  # a console of another encoding must not stop a Chinese message
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    status: int = arguments.run(arguments)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="training-manual", description="服务手册：检查、构建、新建。")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(run=run)
        return sub

    check = command("check", _check, "列出所有要改的地方 / print every problem")
    _folder(check)
    check.add_argument("--format", choices=[*PRINTINGS], default=_default_printing(), help="printing")
    check.add_argument("--coverage", action="store_true", help="大纲里没教、没考的 / syllabus gaps and stubs")
    check.add_argument("--read", action="store_true", help="大纲和正文对着读 / each syllabus item beside its texts")
    check.add_argument("--strict", action="store_true", help="有提醒也算不过（退出码 1）/ warnings fail too (exit 1)")

    build = command("build", _build, "检查后构建网站，出错时旧网站不动 / check, build, then swap the site")
    _folder(build)

    new = command("new", _new, "新建一个能通过检查的文件 / write a new file that passes check")
    new.add_argument("what", choices=["chapter", "quiz", "exam", "role-play"])
    new.add_argument("id", help="编号；quiz 用章的编号 / its id; for a quiz the chapter's")
    new.add_argument("--folder", type=Path, default=Path("."), help="the manual's folder")

    start = command("new-manual", _new_manual, "在新文件夹里放一本能构建的小手册 / a small manual to start from")
    start.add_argument("folder", type=Path)

    i18n = command("i18n", _i18n, "译文 / translations")
    i18n.add_argument("action", choices=["update"], help="把新文字并入 locale/ / merge new text into locale/")
    _folder(i18n)

    schema = command("schema", _schema, "写出 JSON Schema，编辑器据此补全和解释 / write the JSON Schemas for editors")
    schema.add_argument("folder", type=Path, nargs="?", default=Path("schema"))

    graph = command("graph", _graph, "把排练或分支题画成 SVG / draw a rehearsal or a branch question as SVG")
    graph.add_argument("id", help="演练卡或分支题的编号 / id of a card or a branch question")
    graph.add_argument("--language", help="画哪种语言（默认主语言）/ in which language (default: the main one)")
    _folder(graph)

    outline = command("outline", _outline, "列出全书的编号 / list every id of the manual")
    _folder(outline)
    return parser


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, nargs="?", default=Path("."), help="the manual's folder (default: here)")


def _default_printing() -> str:
    return "annotations" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


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
        print(_verdict(problems), file=sys.stderr)
    return 1 if errors(problems) or (arguments.strict and problems) else 0


def _verdict(problems: list[Problem]) -> str:
    wrong = len(errors(problems))
    hints = len(problems) - wrong
    if not problems:
        return "没有要改的。/ Nothing to mend."
    return f"{wrong} 处错误，{hints} 处提醒。/ {wrong} errors, {hints} warnings."


def _build(arguments: argparse.Namespace) -> int:
    from training_manual.mkdocs_host.command import build_site, site_folder
    from training_manual.publishing import NotPublished, publish

    problems = prepare(arguments.folder).problems
    if problems:
        print(as_text(problems))
    if errors(problems):
        print(_verdict(problems), file=sys.stderr)
        return 1
    site = site_folder(arguments.folder)
    try:
        publish(lambda new: build_site(arguments.folder, new), site)
    except NotPublished as refused:
        print(f"{refused}\n网站没有换，旧的还在。/ The site was not replaced.", file=sys.stderr)
        return 1
    print(f"网站在 {site} / The site is in {site}")
    return 0


def _new(arguments: argparse.Namespace) -> int:
    if not re.fullmatch(ID_PATTERN, arguments.id, re.ASCII):
        about = {"value": arguments.id}
        print(
            f"{Code.NOT_AN_ID.value.zh.format_map(about)}\n{Code.NOT_AN_ID.value.en.format_map(about)}", file=sys.stderr
        )
        return 2
    manual = _readable(arguments.folder)
    if manual is None:
        return 1
    if arguments.what == "quiz" and arguments.id not in manual.chapter_by_id:
        known = ", ".join(manual.chapter_by_id)
        print(f"没有这一章：{arguments.id}。/ No such chapter; there are: {known}", file=sys.stderr)
        return 1
    if arguments.what == "exam" and not any(manual.practice(chapter.id) for chapter in manual.shown_chapters):
        print("还没有题目，请先 training-manual new quiz。/ No questions yet: new quiz comes first", file=sys.stderr)
        return 1
    makers = {"chapter": new_chapter, "quiz": new_quiz, "exam": new_exam, "role-play": new_role_play}
    name, text = makers[arguments.what](arguments.id, manual)
    path = arguments.folder / name
    if path.exists():
        print(f"{path} 已经有了，没有改动。/ It exists already and was left alone.", file=sys.stderr)
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    print(path)
    return _check(argparse.Namespace(folder=arguments.folder, format="text", coverage=False, read=False, strict=False))


def _new_manual(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        print(f"{folder} 不是空的，没有改动。/ It is not empty and was left alone.", file=sys.stderr)
        return 1
    shutil.copytree(STARTER, folder, dirs_exist_ok=True)
    _write_schemas(folder / "schema")
    print(f"写好了。/ Done.\n  cd {folder}\n  training-manual check\n  mkdocs serve")
    return 0


def _i18n(arguments: argparse.Namespace) -> int:
    manual = _readable(arguments.folder)
    if manual is None:
        return 1
    old = read_folder(arguments.folder).catalogues
    for language in manual.brand.manual.languages:
        if language == manual.language:
            continue
        new, problems = updated_catalogues(manual, language, old)
        if problems:
            print(as_text(in_order(problems)), file=sys.stderr)
            return 1
        changed = {name: data for name, data in new.items() if old.get(name) != data}
        for name, data in changed.items():
            path = arguments.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(path)
        print(f"{language}：改了 {len(changed)} 个文件。/ {len(changed)} files changed.")
    return 0


def _schema(arguments: argparse.Namespace) -> int:
    print(*_write_schemas(arguments.folder), sep="\n")
    return 0


def _write_schemas(folder: Path) -> list[Path]:
    from training_manual.schema import schemas

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in schemas()]


def _outline(arguments: argparse.Namespace) -> int:
    manual = _readable(arguments.folder)
    if manual is None:
        return 1
    print(manual.outline(), end="")
    return 0


def _graph(arguments: argparse.Namespace) -> int:
    prepared = prepare(arguments.folder)
    if not prepared.manuals:
        # What is printed goes into a file of its own: the picture, never the reason there is none.
        print(f"{as_text(prepared.problems)}\n{_verdict(prepared.problems)}", file=sys.stderr)
        return 1
    picture, refusal = conversation_picture(prepared, arguments.id, arguments.language)
    print(refusal or picture, end="\n" if refusal else "", file=sys.stderr if refusal else sys.stdout)
    return 1 if refusal else 0


def _readable(folder: Path) -> Manual | None:
    """The manual in its source language; where there is none, its problems are printed."""
    reading = read_manual(folder)
    if reading.manual is None:
        print(as_text(reading.problems))
        print(_verdict(reading.problems), file=sys.stderr)
    return reading.manual


if __name__ == "__main__":
    sys.exit(main())
