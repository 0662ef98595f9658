"""Commands about sealed exams: exam key, exam secret."""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from training_manual.building import Prepared, prepare, prepare_folder
from training_manual.commands.shell import Commands, folder_option, refused, verdict
from training_manual.linking import read_folder
from training_manual.linking.frozen import Unfit, unpack
from training_manual.model.touched import WORKING
from training_manual.pages.banking import key_file
from training_manual.problem import as_text, closest, errors
from training_manual.reading.nodes import Mapping, Scalar, read_nodes
from training_manual.rendering.renderer import Renderer
from training_manual.sealing import new_secret
from training_manual.secret_line import with_secret


def add_to(commands: Commands) -> None:
    exam = commands.group("exam", "密封考试：答案文件和密钥 / sealed exams: key file and secret")
    key = exam.add("key", _key, "写出一份密封考试的答案文件，给培训师 / write a sealed exam's key file for the trainer")
    key.add_argument("exam", help="试卷编号 / the test's id")
    key.add_argument(
        "--edition", help="版次，如 2026.1；不写就用现在的稿子 / an edition; the working sources if left out"
    )
    key.add_argument("-o", "--output", help="写到哪里；- 是屏幕 / where to; - is the screen")
    folder_option(key)
    secret = exam.add("secret", _secret, "给密封考试写上 secret / give a sealed exam its secret")
    secret.add_argument("exam", help="试卷编号 / the test's id")
    secret.add_argument(
        "--new",
        action="store_true",
        help="换一个新的，再考一场以前用 / replace it before another sitting: the old opening code opens nothing",
    )
    folder_option(secret)


def _key(arguments: argparse.Namespace) -> int:
    edition = arguments.edition or WORKING
    output = arguments.output or f"{arguments.exam}-{edition}.key.json"
    if output != "-" and (unfit := _unfit(arguments.folder, Path(output), arguments.exam, edition)):
        return refused(*unfit)
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
        return refused(
            f"没有 “{arguments.exam}” 这份密封考试，或者题还没凑齐。有：{known}。{zh}",
            f"there is no sealed exam '{arguments.exam}' of which a paper can be drawn; there are: {known}{en}",
        )
    renderers = {language: Renderer(one, prepared.overrides) for language, one in prepared.manuals.items()}
    key = key_file(renderers, arguments.exam, edition)
    written = json.dumps(key, ensure_ascii=False, indent=1) + "\n"
    if output == "-":
        print(written, end="")
        return 0
    try:
        _write_for_one(Path(output), written)
    except OSError as failed:
        return refused(
            f"写不进 {output}：{failed.strerror}。请看看权限，或用 -o 写到别处。",
            f"{output} cannot be written: {failed.strerror}; look at its permissions, or write elsewhere with -o",
        )
    print(f"答案文件 / key file  {output}\n试卷 / paper        {key['digest']}\n开考码 / opens with  {key['opening']}")
    print("只给培训师，别发进群里。丢了不要紧，再运行一次就有。")
    print("For the trainer alone; if it is lost, run this again.")
    return 0


def _unfit(folder: Path, output: Path, exam: str, edition: str) -> tuple[str, str] | None:
    """Why a key file cannot go there, and what to do, in both languages."""
    if _is_published(folder, output):
        return (
            f"{output} 会跟着网站发布，答案文件不能放在那里。请换一个文件夹。",
            f"{output} would be published with the site; write the key file elsewhere",
        )
    if output.is_dir():
        better = output / f"{exam}-{edition}.key.json"
        return (
            f"{output} 是文件夹。请连文件名一起写：-o {better}",
            f"{output} is a folder; name the file too: -o {better}",
        )
    if not output.parent.is_dir():
        return (
            f"没有文件夹 {output.parent}。请先建好它，或写到别处。",
            f"there is no folder {output.parent}; make it first, or write elsewhere",
        )
    return None


def _is_published(folder: Path, output: Path) -> bool:
    """Whether a build would carry the file into the site, or is the site."""
    from training_manual.mkdocs_host.command import site_folder_if_told

    site = site_folder_if_told(folder) or folder / "site"
    target = output.resolve()
    return any(
        place.resolve() in (target, *target.parents) for place in (site, folder / "content", folder / "site_overrides")
    )


def _write_for_one(path: Path, text: str) -> None:
    """Readable for its owner alone from its first byte on."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(text, "utf-8")


def _prepared(folder: Path, edition: str | None) -> Prepared | None:
    """The manual as it stands, or as it stood in an edition."""
    if edition is None:
        return prepare(folder)
    with TemporaryDirectory() as unpacked:
        try:
            unpack(folder, edition, Path(unpacked))
        except Unfit as unfit:
            refused(
                f"{unfit.zh}不写 --edition，就用现在的稿子。",
                f"{unfit.en}; without --edition the working sources are used",
            )
            return None
        return prepare_folder(folder, read_folder(Path(unpacked)))


def _secret(arguments: argparse.Namespace) -> int:
    path = arguments.folder / "quizzes/exams" / f"{arguments.exam}.yml"
    if not re.fullmatch(r"[a-z0-9-]+", arguments.exam) or not path.is_file():
        there = ", ".join(sorted(found.stem for found in path.parent.glob("*.yml"))) or "—"
        return refused(f"没有试卷 “{arguments.exam}”。有：{there}", f"there is no such test; there are: {there}")
    node, problems = read_nodes(f"quizzes/exams/{path.name}", path.read_bytes())
    if not isinstance(node, Mapping):
        print(as_text(problems), file=sys.stderr)
        return 1
    use, old = node.get("use"), node.get("secret")
    if not isinstance(use, Scalar) or use.text != "exam":
        return refused(
            f"“{arguments.exam}” 没有写 use: exam，是公开的测试，用不着 secret。",
            f"'{arguments.exam}' has no use: exam, an open test needs no secret",
        )
    had = old is not None and not (isinstance(old, Scalar) and old.missing)
    if had and not arguments.new:
        return refused(
            "它已经有 secret，没有改动。换一个，开考码就变了；真要换，比如要再考一场，请加 --new。",
            "it has a secret, nothing was changed: another one changes the opening code; to have one, say for another "
            "sitting, add --new",
        )
    secret = new_secret()
    text = with_secret(path.read_text("utf-8"), secret)
    if text is None:
        return refused(
            f"{path} 的写法改不了，没有改动。请自己把 secret 写成单独的一行：\nsecret: {secret}",
            f"the way {path} is written leaves no place for it, nothing was changed; give 'secret' the line above",
        )
    path.write_text(text, "utf-8")
    print(path)
    if had:
        print(_WHAT_FOLLOWS.format(exam=arguments.exam))
    return 0


_WHAT_FOLLOWS = """\
secret 换了，开考码也跟着换了。接着做两件事：
  1. 再发布一次网站：training-manual build。发布以前，网站上还是旧的卷子，旧码打得开。
  2. 重写答案文件，给主考：training-manual exam key {exam}。开考码在里面。
     主考的培训台里还有旧的，就先在“成绩”里删掉，再放新的。
题没有变，所以以前交的答卷照样能判。
The secret is another one, and so is the opening code. Two things are left to do:
  1. Publish the site again: training-manual build. Until then the old paper lies there, and the old code opens it.
  2. Write the key file anew for the trainer: training-manual exam key {exam}. The opening code is in it.
     If the trainer's desk still has the old one, delete it there first, under Results, then load the new one.
The questions are the same, so what was handed in before is still marked."""
