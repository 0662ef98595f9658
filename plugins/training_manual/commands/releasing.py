"""The command edition release: verdicts taken, the edition frozen and built, or the reasons why not."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from training_manual.building import Prepared, frozen
from training_manual.commands import rebuilding
from training_manual.commands.asking import Redlines, asked
from training_manual.commands.shell import Commands, checked, folder_option, refused, verdict
from training_manual.editions.releasing import Judged, date_of, decision_problems, judged_in, release, undecided
from training_manual.linking.frozen import Unfit, sources_zip
from training_manual.linking.records import edition_text, order_of
from training_manual.model.decision import Decisions
from training_manual.model.edition import Edition, Lineage
from training_manual.model.notice import EDITION
from training_manual.problem import Code, Problem, as_text, errors, in_order
from training_manual.publishing import NotPublished
from training_manual.reading.nodes import read_nodes
from training_manual.reading.typed import validate
from training_manual.rendering.renderer import Renderer


def add_to(edition: Commands) -> None:
    """Adds `release` to the actions of `edition`."""
    out = edition.add("release", _release, "发布一版 / release an edition")
    out.add_argument("number", help="版次，两个数 / two numbers, such as 2026.2")
    out.add_argument("--effective", required=True, help="生效日 / the day it begins to hold, such as 2026-12-01")
    out.add_argument(
        "--approved-by",
        required=True,
        action="append",
        help="谁批准的；别的语言再写一次，如 en=… / who approved it; once more for another language, en=…",
    )
    out.add_argument("--decisions", type=Path, help="裁定文件；不写就一处一处问 / decisions; asked for if left out")
    folder_option(out)


def _release(arguments: argparse.Namespace) -> int:
    folder: Path = arguments.folder
    prepared = checked(folder)
    if prepared is None:
        return 1
    line, effective = prepared.manuals[prepared.main].lineage, date_of(arguments.effective)
    if effective is None:
        zh, en = Code.NOT_A_DAY.value.zh, Code.NOT_A_DAY.value.en
        return refused(zh.format(value=arguments.effective), en.format(value=arguments.effective))
    if why := _unfit(folder, line, arguments.number, effective, prepared.problems):
        return refused(*why)
    try:
        said = _judged(arguments, prepared, line)
    except (KeyboardInterrupt, EOFError):
        return refused(
            "\n停下了，没有发布，裁定也没有记下。要分几次做，请用裁定文件。",
            "stopped: nothing was released, no verdict was kept; to do it in several sittings use a decisions file",
        )
    if said is None:
        return 1
    judged, note = said
    edition = release(
        line,
        line.present or frozen(prepared.manuals, prepared.overrides),
        judged,
        number=arguments.number,
        effective=effective,
        released=date.today(),
        approved_by=_by_language(arguments.approved_by, prepared),
        note=note,
        tool=version("mkdocs-training-manual"),
    )
    try:
        record = _published(folder, edition)
    except (NotPublished, Unfit) as stopped:
        return refused(f"{stopped}\n没有发布。", "nothing was released")
    print(_RELEASED.format(number=edition.number, record=record, sources=record.with_suffix(".zip")))
    return 0


def _by_language(names: list[str], prepared: Prepared) -> dict[str, str]:
    """`运营部`, `en=Operations`: a name alone is in the language of the sources."""
    found = {}
    for name in names:
        language, _, rest = name.partition("=")
        known = language in prepared.manuals and rest
        found[language if known else prepared.manuals[prepared.main].brand.manual.language] = rest if known else name
    return found


def _published(folder: Path, edition: Edition) -> Path:
    """Builds the edition into the site out of a folder of its own; only then puts its sources and record in place."""
    record, packed = folder / "editions" / f"{edition.number}.json", sources_zip(folder)
    edition = replace(edition, sources=sha256(packed).hexdigest())
    with TemporaryDirectory() as staged:
        beside = Path(staged) / "editions"
        shutil.copytree(record.parent, beside) if record.parent.is_dir() else beside.mkdir()
        (beside / f"{edition.number}.zip").write_bytes(packed)
        (beside / record.name).write_text(edition_text(edition), "utf-8")
        edition = replace(edition, site=rebuilding.release_site(folder, edition.number, Path(staged)))
    record.parent.mkdir(exist_ok=True)
    # Whatever stops it between the two, `check` tells sources without a record.
    _put(record.with_suffix(".zip"), packed)
    _put(record, edition_text(edition).encode())
    return record


def _put(path: Path, data: bytes) -> None:
    """The whole file at once, or nothing."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)


_RELEASED = """\
{number} 版发布了。请把这两个文件交进版本库，再发布网站：
  {record}
  {sources}
  training-manual build
Edition {number} is released. Commit these two files, then publish the site with training-manual build."""


def _unfit(
    folder: Path, line: Lineage, number: str, effective: date, problems: list[Problem]
) -> tuple[str, str] | None:
    """Why it cannot be released, and what to do, in both languages."""
    if not re.fullmatch(EDITION, number, re.ASCII):
        about = {"value": number}
        return Code.NOT_AN_EDITION.value.zh.format(**about), Code.NOT_AN_EDITION.value.en.format(**about)
    if left := [p for p in problems if p.code in (Code.UNTRANSLATED, Code.FUZZY)]:
        return (
            f"译文还没齐，不能发布：\n{as_text(left)}\n请先译完，再发布。",
            "translations are missing or unsure; finish them, then release",
        )
    latest = line.latest
    if latest and order_of(number) <= order_of(latest.number):
        return (
            f"{number} 不在上一版 {latest.number} 之后。请用更大的版次。",
            f"{number} does not come after the last edition, {latest.number}; use a higher number",
        )
    if latest and effective < latest.effective:
        return (
            f"生效日 {effective} 早于上一版的 {latest.effective}。请改 --effective。",
            f"it would hold from {effective}, before the last edition did ({latest.effective}); change --effective",
        )
    if latest and not line.is_draft and latest.sources == sha256(sources_zip(folder)).hexdigest():
        return (
            f"和 {latest.number} 版一模一样，没有可发布的。",
            f"nothing has changed since {latest.number}, there is nothing to release",
        )
    return None


def _judged(arguments: argparse.Namespace, prepared: Prepared, line: Lineage) -> tuple[Judged, dict[str, str]] | None:
    """What headquarters says of the changes, out of the file or asked for one by one; None if that is not enough."""
    languages = tuple(prepared.manuals)
    if arguments.decisions:
        return _read_decisions(arguments.decisions, arguments.number, line, languages)
    if line.latest is None or not undecided(line):
        return {}, {}
    if not sys.stdin.isatty():
        names = "\n".join(f"  {change.ref}" for change in undecided(line))
        refused(
            f"这些地方改了字句，要有人裁定：\n{names}\n"
            "请先 training-manual edition status --decisions 裁定.yml，填好，再用 --decisions 裁定.yml 发布。",
            "the words of these items have changed and somebody has to judge them; write a decisions file with "
            "'edition status --decisions FILE', fill it in, and release with --decisions FILE",
        )
        return None
    return asked(line, _redlines(prepared))


def _redlines(prepared: Prepared) -> Redlines:
    return {one: Renderer(manual, prepared.overrides).revisions.redline for one, manual in prepared.manuals.items()}


def _read_decisions(
    path: Path, number: str, line: Lineage, languages: tuple[str, ...]
) -> tuple[Judged, dict[str, str]] | None:
    try:
        node, problems = read_nodes(str(path), path.read_bytes())
    except OSError as failed:
        refused(f"读不了 {path}：{failed.strerror}。", f"{path} cannot be read: {failed.strerror}")
        return None
    decisions = None
    if node is not None:
        decisions, wrong = validate(Decisions, node, str(path))
        problems = [*problems, *wrong]
    if decisions and not errors(problems):
        problems += decision_problems(decisions, line, languages)
        if decisions.edition != number:
            place, about = decisions.provenance.place(("edition",)), {"value": decisions.edition, "number": number}
            problems.append(Problem(place, Code.OTHER_EDITION, about))
    if problems:
        print(as_text(in_order(problems)), file=sys.stderr)
    if decisions is None or errors(problems):
        print(verdict(problems), file=sys.stderr)
        return None
    return judged_in(decisions), dict(decisions.note)
