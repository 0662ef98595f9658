"""Commands that write an author's files: new, new-manual, i18n, schema."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from pathlib import Path

from training_manual.commands.looking import check_folder
from training_manual.commands.shell import Commands, folder_behind, folder_option, readable
from training_manual.linking import read_folder
from training_manual.localising import updated_catalogues
from training_manual.problem import Code, as_text, in_order
from training_manual.reading.scalars import ID_PATTERN
from training_manual.scaffolding import new_chapter, new_exam, new_quiz, new_role_play

STARTER = Path(__file__).resolve().parent.parent / "starter"


def add_to(commands: Commands) -> None:
    new = commands.add("new", _new, "新建一个能通过检查的文件 / write a new file that passes check")
    new.add_argument("what", choices=["chapter", "quiz", "exam", "role-play"])
    new.add_argument("id", help="编号；quiz 用章的编号 / its id; for a quiz the chapter's")
    folder_option(new)

    start = commands.add("new-manual", _new_manual, "在新文件夹里放一本能构建的小手册 / a small manual to start from")
    start.add_argument("folder", type=Path)

    i18n = commands.add("i18n", _i18n, "译文 / translations")
    i18n.add_argument("action", choices=["update"], help="把新文字并入 locale/ / merge new text into locale/")
    folder_behind(i18n)

    schema = commands.add(
        "schema", _schema, "写出 JSON Schema，编辑器据此补全和解释 / write the JSON Schemas for editors"
    )
    schema.add_argument("folder", type=Path, nargs="?", default=Path("schema"))


def _new(arguments: argparse.Namespace) -> int:
    if not re.fullmatch(ID_PATTERN, arguments.id, re.ASCII):
        about = {"value": arguments.id}
        print(
            f"{Code.NOT_AN_ID.value.zh.format_map(about)}\n{Code.NOT_AN_ID.value.en.format_map(about)}", file=sys.stderr
        )
        return 2
    manual = readable(arguments.folder)
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
    return check_folder(arguments.folder)


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
    manual = readable(arguments.folder)
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
