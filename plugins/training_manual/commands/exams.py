"""Commands about sealed exams: exam key, exam secret."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from training_manual.building import Prepared, prepare, prepare_folder
from training_manual.commands.shell import Commands, folder_option, verdict
from training_manual.linking import read_folder
from training_manual.pages.assigning import WORKING
from training_manual.pages.banking import key_file
from training_manual.problem import as_text, closest, errors
from training_manual.reading.nodes import Mapping, Scalar, read_nodes
from training_manual.rendering.renderer import Renderer
from training_manual.sealing import new_secret


def add_to(commands: Commands) -> None:
    exam = commands.group("exam", "密封考试：答案文件和密钥 / sealed exams: key file and secret")
    key = exam.add("key", _key, "写出一份密封考试的答案文件，给培训师 / write a sealed exam's key file for the trainer")
    key.add_argument("exam", help="试卷编号 / the test's id")
    key.add_argument(
        "--edition", help="版次，如 2026.1；不写就用现在的稿子 / an edition; the working sources if left out"
    )
    key.add_argument("-o", "--output", help="写到哪里；- 是屏幕 / where to; - is the screen")
    folder_option(key)
    secret = exam.add("secret", _secret, "给密封考试补上 secret / give a sealed exam its secret")
    secret.add_argument("exam", help="试卷编号 / the test's id")
    folder_option(secret)


def _refused(zh: str, en: str) -> int:
    print(f"{zh}\n{en}", file=sys.stderr)
    return 1


def _key(arguments: argparse.Namespace) -> int:
    edition = arguments.edition or WORKING
    output = arguments.output or f"{arguments.exam}-{edition}.key.json"
    if output != "-" and _is_published(arguments.folder, Path(output)):
        return _refused(
            f"{output} 会跟着网站发布，答案文件不能放在那里。请换一个文件夹。",
            f"{output} would be published with the site; write the key file elsewhere",
        )
    prepared = _prepared(arguments.folder, arguments.edition)
    if prepared is None:
        return 1
    if not prepared.manuals or errors(prepared.problems):
        print(f"{as_text(errors(prepared.problems))}\n{verdict(prepared.problems)}", file=sys.stderr)
        return 1
    manual = prepared.manuals[prepared.main]
    sealed = [exam.id for exam in manual.shown_exams if exam.use == "exam"]
    if arguments.exam not in sealed:
        guess = closest(arguments.exam, sealed)
        zh, en = (f"是不是 {guess}？", f"; did you mean {guess}?") if guess else ("", "")
        known = ", ".join(sealed) or "—"
        return _refused(
            f"没有 “{arguments.exam}” 这份密封考试，或者题还没凑齐。有：{known}。{zh}",
            f"there is no sealed exam '{arguments.exam}' of which a paper can be drawn; there are: {known}{en}",
        )
    renderers = {language: Renderer(one, prepared.overrides) for language, one in prepared.manuals.items()}
    key = key_file(renderers, arguments.exam, edition)
    written = json.dumps(key, ensure_ascii=False, indent=1) + "\n"
    if output == "-":
        print(written, end="")
        return 0
    _write_for_one(Path(output), written)
    print(f"答案文件 / key file  {output}\n试卷 / paper        {key['digest']}\n开卷码 / opens with  {key['opening']}")
    print("只给培训师，别发进群里。丢了不要紧，再运行一次就有。")
    print("For the trainer alone; if it is lost, run this again.")
    return 0


def _is_published(folder: Path, output: Path) -> bool:
    """Whether a build would carry the file into the site, or is the site."""
    target = output.resolve()
    return any((folder / name).resolve() in target.parents for name in ("content", "site", "site_overrides"))


def _write_for_one(path: Path, text: str) -> None:
    """Readable for its owner alone from its first byte on."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(text, "utf-8")


def _prepared(folder: Path, edition: str | None) -> Prepared | None:
    """The manual as it stands, or as it stood in an edition."""
    if edition is None:
        return prepare(folder)
    known = {path.stem: path for path in sorted((folder / "editions").glob("*.zip"))}
    if edition not in known:
        listed = ", ".join(known) or "—"
        _refused(
            f"没有版次 {edition} 的存稿（editions/{edition}.zip）。有：{listed}。不写 --edition，就用现在的稿子。",
            f"there are no frozen sources editions/{edition}.zip; there are: {listed}; without --edition the working "
            "sources are used",
        )
        return None
    with TemporaryDirectory() as unpacked:
        try:
            with ZipFile(known[edition]) as frozen:
                frozen.extractall(unpacked)
        except BadZipFile:
            _refused(
                f"editions/{edition}.zip 坏了，打不开。请从备份里找回。",
                f"editions/{edition}.zip is damaged; restore it from a backup",
            )
            return None
        return prepare_folder(folder, read_folder(Path(unpacked)))


def _secret(arguments: argparse.Namespace) -> int:
    path = arguments.folder / "quizzes/exams" / f"{arguments.exam}.yml"
    if not re.fullmatch(r"[a-z0-9-]+", arguments.exam) or not path.is_file():
        there = ", ".join(sorted(found.stem for found in path.parent.glob("*.yml"))) or "—"
        return _refused(f"没有试卷 “{arguments.exam}”。有：{there}", f"there is no such test; there are: {there}")
    text = path.read_text("utf-8")
    node, problems = read_nodes(f"quizzes/exams/{path.name}", text.encode())
    if not isinstance(node, Mapping):
        print(as_text(problems), file=sys.stderr)
        return 1
    use, old = node.get("use"), node.get("secret")
    if not isinstance(use, Scalar) or use.text != "exam":
        return _refused(
            f"“{arguments.exam}” 没有写 use: exam，是公开的测试，用不着 secret。",
            f"'{arguments.exam}' has no use: exam, an open test needs no secret",
        )
    if old is not None and not (isinstance(old, Scalar) and old.missing):
        return _refused(
            "它已经有 secret，没有改动。换一个，开卷码就变了；真要换，请先删掉那一行。",
            "it has a secret, nothing was changed: another one changes the opening code; to have one, delete the line",
        )
    kept = "".join(row for row in text.splitlines(keepends=True) if not re.match(r"secret:\s*$", row))
    path.write_text(f"{kept.rstrip()}\nsecret: {new_secret()}\n", "utf-8")
    print(path)
    return 0
