"""Every fault an author can make, as a folder; what is printed for it is read and agreed on in `expected.txt`."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ground import ROOT, Golden
from training_manual.building import prepare
from training_manual.linking import link, read_folder
from training_manual.linting.coverage import coverage
from training_manual.problem import Code, Problem, as_annotations, as_json, in_order

CASES = ROOT / "tests" / "problems"
STARTER = ROOT / "plugins" / "training_manual" / "starter"
NAMES = sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())
# A file the system refuses to open, and a folder that is no manual: both below.
# Said of a decisions file (tests/test_editions.py), or of what no file can hold.
DECISIONS = {
    # These need a release beside the manual: tests/test_releasing.py.
    *(Code.NOTICE_OVER, Code.SHOWN_BEFORE, Code.EDITION_WITHOUT_SOURCES),
    *(Code.NO_VERDICT, Code.VERDICT_NOT_ASKED, Code.NOT_CHANGED, Code.NO_NOTE, Code.NOTE_NOT_TRANSLATED),
    *(Code.OTHER_EDITION, Code.OTHER_WORDS_JUDGED),
}
WITHOUT_CASE = {Code.UNREADABLE, Code.NO_SUCH_FOLDER} | DECISIONS


def lay_over(case: Path, manual: Path) -> None:
    """The files of a case over a copy of the starter."""
    shutil.copytree(STARTER, manual)
    for source in sorted(case.rglob("*")):
        target = manual / source.relative_to(case)
        if source.is_dir() or source == case / "expected.txt":
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".deleted":
            target.with_suffix("").unlink()
        elif source.suffix == ".symlink":
            target.with_suffix("").symlink_to(source.read_text("utf-8").strip())
        else:
            target.write_bytes(source.read_bytes())


def problems_of(manual: Path) -> list[Problem]:
    """Everything `check --coverage` says."""
    prepared = prepare(manual)
    gaps = list(coverage(prepared.manuals[prepared.main])) if prepared.manuals else []
    return in_order([*prepared.problems, *gaps])


@pytest.fixture
def agreed(pytestconfig: pytest.Config) -> Golden:
    return Golden(CASES, bool(pytestconfig.getoption("--update-golden")))


def test_the_starter_manual_has_no_problem(tmp_path: Path) -> None:
    shutil.copytree(STARTER, tmp_path / "manual")
    assert problems_of(tmp_path / "manual") == []


@pytest.mark.parametrize("name", NAMES)
def test_an_author_reads_what_was_agreed(name: str, tmp_path: Path, agreed: Golden) -> None:
    lay_over(CASES / name, tmp_path / "manual")
    agreed.holds(f"{name}/expected.txt", "".join(f"{problem}\n" for problem in problems_of(tmp_path / "manual")))


@pytest.mark.parametrize("name", NAMES)
def test_every_place_lies_inside_a_file_of_the_manual(name: str, tmp_path: Path) -> None:
    manual = tmp_path / "manual"
    lay_over(CASES / name, manual)
    for problem in problems_of(manual):
        path = manual / problem.place.file
        if path.is_file() and problem.code is not Code.NOT_UTF8:
            rows = path.read_bytes().decode("utf-8-sig", "replace").splitlines() or [""]
            assert 1 <= problem.place.line <= len(rows), problem
            assert 1 <= problem.place.column <= len(rows[problem.place.line - 1]) + 1, problem
        else:
            assert problem.place.column >= 1


@pytest.mark.parametrize("name", NAMES)
def test_all_printings_say_the_same_places(name: str, tmp_path: Path) -> None:
    lay_over(CASES / name, tmp_path / "manual")
    problems = problems_of(tmp_path / "manual")
    places = [(p.place.file, p.place.line, p.place.column, p.code.key) for p in problems]
    rows = json.loads(as_json(problems))
    assert [(r["file"], r["line"], r["column"], r["code"]) for r in rows] == places
    shape = re.compile(r"::(?:error|warning) file=(.*),line=(\d+),col=(\d+),title=([a-z0-9-]+)::\S")
    found = [shape.match(line) for line in as_annotations(problems).splitlines()]
    assert [(m[1], int(m[2]), int(m[3]), m[4]) for m in found if m] == places


def test_every_kind_of_problem_has_a_case() -> None:
    printed = " ".join((CASES / name / "expected.txt").read_text("utf-8") for name in NAMES)
    assert {code for code in Code if f"[{code.key}]" not in printed} == WITHOUT_CASE


def test_a_folder_that_is_no_manual_says_so(tmp_path: Path) -> None:
    assert [p.code for p in prepare(tmp_path).problems] == [Code.NO_SUCH_FOLDER]


def test_a_file_nobody_may_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(STARTER, tmp_path / "manual")
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "roles.yml":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [(p.place.file, p.code) for p in prepare(tmp_path / "manual").problems if p.code is Code.UNREADABLE] == [
        ("content/roles.yml", Code.UNREADABLE)
    ]


SLIPS = [
    "",
    "：",
    "，",
    ": ",
    " #",
    "{{",
    "}}",
    "[[",
    "]]",
    "- ",
    "\t",
    "\u3000",
    '"',
    "'",
    "\n",
    "\n  ",
    "`",
    "|",
    ">",
    "~",
]


@given(st.data())
def test_no_slip_of_the_hand_ends_in_an_exception(data: st.DataObject) -> None:
    sound = read_folder(STARTER)
    file = data.draw(st.sampled_from(sorted(sound.files)))
    text = sound.files[file].decode()
    start = data.draw(st.integers(0, len(text)))
    end = min(start + data.draw(st.integers(0, 12)), len(text))
    slip = text[:start] + data.draw(st.sampled_from(SLIPS)) + text[end:]
    reading = link(replace(sound, files={**sound.files, file: slip.encode()}))
    rows = slip.split("\n")
    for problem in reading.problems:
        if problem.place.file == file:
            assert 1 <= problem.place.line <= len(rows)
            assert 1 <= problem.place.column <= len(rows[problem.place.line - 1]) + 1
    assert reading.manual or reading.problems
