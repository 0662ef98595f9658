"""Commands about trainers, whose keys the manual knows: trainer add, list, withdraw."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from training_manual.commands.shell import Commands, folder_option
from training_manual.linking import Folder, link, read_folder
from training_manual.linking.assembly import assemble
from training_manual.model.public_key import read_public_key
from training_manual.model.trainer import Trainer
from training_manual.problem import Code, Place, Problem, as_text, closest, errors
from training_manual.trainer_list import MODELINE, PATH, headed, with_trainer, with_withdrawal


def add_to(commands: Commands) -> None:
    trainer = commands.group("trainer", "培训师的公钥 / trainers and their public keys")
    add = trainer.add("add", _add, "登记一位培训师 / list a trainer's public key")
    add.add_argument("id", help="编号 / the trainer's id, such as wang-min")
    add.add_argument("--name", required=True, help="学员看到的姓名 / what learners see")
    add.add_argument("--key", required=True, help="培训台上复制的 TMK1… / the code the desk shows, TMK1…")
    add.add_argument("--outlet", help="所在门店 / where the trainer works")
    folder_option(add)
    folder_option(trainer.add("list", _list, "列出培训师和指纹 / list trainers and fingerprints"))
    withdraw = trainer.add("withdraw", _withdraw, "停用一把公钥 / say that a key counts no longer")
    withdraw.add_argument("id")
    folder_option(withdraw)


def _add(arguments: argparse.Namespace) -> int:
    text = _text(arguments.folder)
    if text is None:
        return 1
    head = headed(_others_name_schemas(arguments.folder))
    text = with_trainer(text or head, arguments.id, arguments.name, arguments.key, date.today(), arguments.outlet)
    if not _stands(arguments.folder, text):
        return 1
    _print_fingerprint(arguments.key)
    return 0


def _others_name_schemas(folder: Path) -> bool:
    """Whether files of this manual tell the editor their schema, as those of `new` do."""
    return any(data.startswith(MODELINE.encode()) for data in read_folder(folder).files.values())


def _print_fingerprint(key: str) -> None:
    print(
        f"指纹 {read_public_key(key).fingerprint}\n请和培训师在培训台上看到的指纹对一遍，一字不差，才是这把钥匙。\n"
        "Compare this fingerprint with what the trainer's desk shows: only if they are equal is it the same key."
    )


def _list(arguments: argparse.Namespace) -> int:
    trainers = _trainers(arguments.folder)
    if trainers is None:
        return 1
    if not trainers:
        print("还没有培训师。/ No trainers yet.")
    for trainer in trainers.values():
        until = f"  {trainer.withdrawn} 停用 / withdrawn" if trainer.withdrawn else ""
        outlet = f"  {trainer.outlet}" if trainer.outlet else ""
        print(f"{trainer.id}  {trainer.name}{outlet}  {trainer.public_key.fingerprint}  {trainer.since}{until}")
    return 0


def _withdraw(arguments: argparse.Namespace) -> int:
    trainers, text = _trainers(arguments.folder), _text(arguments.folder)
    if trainers is None or text is None:
        return 1
    own = arguments.id
    if own not in trainers:
        return _no_trainer(own, trainers)
    if day := trainers[own].withdrawn:
        print(f"{own} 已在 {day} 停用，没有改动。/ It was withdrawn then; nothing was changed.", file=sys.stderr)
        return 1
    text = with_withdrawal(text, own, date.today())
    if text is None:
        print(
            f"{PATH} 里这一位的 since 没有单独成行，请自己加一行 withdrawn。\n"
            f"'since' has no line of its own there; add a line 'withdrawn' by hand",
            file=sys.stderr,
        )
        return 1
    return 0 if _stands(arguments.folder, text) else 1


def _no_trainer(own: str, known: Mapping[str, object]) -> int:
    guess = closest(own, known)
    zh, en = (f"是不是 {guess}？", f"; did you mean '{guess}'?") if guess else ("", "")
    print(f"没有 “{own}” 这位培训师，名单见 training-manual trainer list。{zh}", file=sys.stderr)
    print(f"there is no trainer '{own}', training-manual trainer list shows them{en}", file=sys.stderr)
    return 1


def _trainers(folder: Path) -> Mapping[str, Trainer] | None:
    """The list alone: a lost key is withdrawn the same day, whatever else is wrong. None, and told, if it is wrong."""
    text = _text(folder)
    if text is None:
        return None
    parts = assemble(Folder({PATH: (text.strip() or "[]").encode()}))
    if wrong := errors(parts.problems):
        print(as_text(wrong), file=sys.stderr)
        return None
    return {trainer.id: trainer for trainer in parts.trainers}


def _text(folder: Path) -> str | None:
    """The list as it is written, empty where there is none. None, and told, where no manual or no text is."""
    if not (folder / "content").is_dir():
        print(as_text([Problem(Place("content"), Code.NO_SUCH_FOLDER)]), file=sys.stderr)
        return None
    path = folder / PATH
    try:
        return path.read_text("utf-8") if path.is_file() else ""
    except UnicodeDecodeError:
        print(as_text(assemble(Folder({PATH: path.read_bytes()})).problems), file=sys.stderr)
        return None


def _stands(folder: Path, text: str) -> bool:
    """Writes the list unless something in it is wrong then; what is wrong elsewhere is told and does not stop it."""
    files = read_folder(folder)
    problems = link(replace(files, files={**files.files, PATH: text.encode()})).problems
    wrong = [problem for problem in errors(problems) if problem.place.file == PATH]
    if wrong:
        print(as_text(wrong), file=sys.stderr)
        print("没有写入。/ Nothing was written.", file=sys.stderr)
        return False
    path = folder / PATH
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    print(path)
    if left := errors(problems):
        print(as_text(left), file=sys.stderr)
    return True
