"""Trainers: a public key is two points of the curve, and the list keeps what its author wrote around it."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from fetch_tools import node
from ground import ROOT
from training_manual.__main__ import main
from training_manual.linking import read_manual
from training_manual.model.public_key import NotAKey, read_public_key, write_public_key
from training_manual.trainer_list import with_trainer, with_withdrawal

STARTER = ROOT / "plugins/training_manual/starter"


def point(number: int) -> bytes:
    key = ec.derive_private_key(number, ec.SECP256R1()).public_key()
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)[1:]


def code(number: int = 1, manual: str = "SM-01") -> str:
    return write_public_key(point(number) + point(number + 1), manual)


# -- the key


def test_a_key_comes_back_whatever_a_chat_has_put_between_its_letters() -> None:
    text = code()
    folded = "\n> ".join(text[at : at + 40] for at in range(0, len(text), 40)) + "\u200b"
    found = read_public_key(folded)
    assert (found.points, found.manual) == (point(1) + point(2), "SM-01")
    assert found.fingerprint == "A3F9 DDDA C9D0 0B62 F61A"
    assert found.id == "a3f9dddac9d00b62"


@given(st.integers(0, 219), st.sampled_from("ABab01-_"))
def test_a_single_wrong_letter_is_seen(at: int, letter: str) -> None:
    text = code()
    at = min(at, len(text) - 1)
    if text[at] != letter:
        with pytest.raises(NotAKey):
            read_public_key(text[:at] + letter + text[at + 1 :])


@pytest.mark.parametrize("at", [0, 40, 64, 100])
def test_what_is_no_point_of_the_curve_is_no_key(at: int) -> None:
    points = bytearray(point(1) + point(2))
    points[at] ^= 1
    with pytest.raises(NotAKey, match="P-256"):
        read_public_key(write_public_key(bytes(points), "SM-01"))


def test_a_point_beyond_the_field_is_no_key() -> None:
    beyond = (int.from_bytes(point(1)[:32], "big") + 2**256 - 2**224 + 2**192 + 2**96 - 1) % 2**256
    with pytest.raises(NotAKey):
        read_public_key(write_public_key(beyond.to_bytes(32, "big") + point(1)[32:] + point(2), "SM-01"))
    with pytest.raises(NotAKey):
        read_public_key(write_public_key(bytes(128), "SM-01"))


def test_the_browser_reads_and_writes_the_same_code() -> None:
    manuals = ["NY-CS", "SM-01", "手册 一", "a.b_c!~*'()", "….", "%25", "x" * 80]
    asked = json.dumps([(manual, list(point(1) + point(2))) for manual in manuals])
    script = (
        "import { writeCode } from './site_overrides/assets/core/codes.js';"
        f"console.log(JSON.stringify({asked}.map(([m, b]) => writeCode('TMK1', m, 'p', Uint8Array.from(b)))));"
    )
    found = node()
    assert found, "node is needed: run make test"
    command = [found, "--input-type=module", "-e", script]
    run = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8")
    assert json.loads(run.stdout) == [code(manual=manual) for manual in manuals]


# -- the list


def test_an_empty_list_gets_its_first_entry_below_its_comments() -> None:
    text = with_trainer("# 名单\n[]\n", "wang-min", "王敏", code(), date(2026, 3, 1), "东门店 #1")
    assert text == (
        f'# 名单\n- id: wang-min\n  name: 王敏\n  key: {code()}\n  since: 2026-03-01\n  outlet: "东门店 #1"\n'
    )


def test_what_stands_in_the_list_stays_to_the_letter() -> None:
    first = f"# 名单\n- id: wang-min   # 店长\n  name: 王敏\n  key: {code()}\n  since: 2026-03-01\n\n# 完"
    assert with_trainer(first, "li", "李", code(3), date(2026, 4, 1)).startswith(first + "\n- id: li\n")


def test_a_withdrawal_is_one_line_behind_the_day_the_key_was_listed() -> None:
    entry = f"- id: wang-min\n  name: 王敏\n  key: {code()}\n  since: 2026-03-01\n  outlet: 东门店\n"
    text = with_withdrawal(entry, "wang-min", date(2026, 5, 1))
    assert text == entry.replace("since: 2026-03-01\n", "since: 2026-03-01\n  withdrawn: 2026-05-01\n")
    assert with_withdrawal(entry, "li", date(2026, 5, 1)) is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(STARTER, tmp_path / "manual")
    return tmp_path / "manual"


def test_a_trainer_is_added_listed_and_withdrawn(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = ["--folder", str(folder)]
    assert main(["trainer", "list", *there]) == 0
    assert "还没有培训师" in capsys.readouterr().out
    assert main(["trainer", "add", "wang-min", "--name", "王敏", "--key", code(), *there]) == 0
    told = capsys.readouterr().out
    assert read_public_key(code()).fingerprint in told
    assert "培训台" in told
    assert main(["trainer", "add", "li-qiang", "--name", "Li: Qiang", "--key", code(3), "--outlet", "- 1", *there]) == 0
    manual = read_manual(folder).manual
    assert manual is not None
    assert [(t.id, t.name, t.outlet) for t in manual.trainers.values()] == [
        ("wang-min", "王敏", None),
        ("li-qiang", "Li: Qiang", "- 1"),
    ]
    assert main(["trainer", "withdraw", "wang-min", *there]) == 0
    assert main(["trainer", "withdraw", "wang-min", *there]) == 1
    capsys.readouterr()
    assert main(["trainer", "list", *there]) == 0
    assert f"{date.today()} 停用" in capsys.readouterr().out.splitlines()[0]


@pytest.mark.parametrize(
    ("own", "name", "key", "said"),
    [
        ("wang-min", "李强", code(3), "duplicate-id"),
        ("li-qiang", "李强", code(), "trainer-key-twice"),
        ("li-qiang", "李强", code(3, "NY-CS"), "not-a-trainer-key"),
        ("li-qiang", "李强", "TMK1.SM-01.pAAAA", "not-a-trainer-key"),
        ("Li Qiang", "李强", code(3), "not-an-id"),
        ("li-qiang", "<b>", code(3), "markup-in-title"),
    ],
)
def test_what_would_not_pass_check_is_not_written(
    own: str, name: str, key: str, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ["--folder", str(folder)]
    assert main(["trainer", "add", "wang-min", "--name", "王敏", "--key", code(), *there]) == 0
    before = (folder / "quizzes/trainers.yml").read_bytes()
    assert main(["trainer", "add", own, "--name", name, "--key", key, *there]) == 1
    assert f"[{said}]" in capsys.readouterr().err
    assert (folder / "quizzes/trainers.yml").read_bytes() == before


def test_a_lost_key_is_withdrawn_although_the_rest_of_the_manual_is_broken(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ["--folder", str(folder)]
    assert main(["trainer", "add", "wang-min", "--name", "王敏", "--key", code(), *there]) == 0
    (folder / "content/chapters/first-call.yml").write_text("id: first-call\ntitle: [\n", "utf-8")
    assert main(["check", str(folder)]) == 1
    capsys.readouterr()
    assert main(["trainer", "list", *there]) == 0
    assert "wang-min  王敏" in capsys.readouterr().out
    assert main(["trainer", "withdraw", "wang-min", *there]) == 0
    told = capsys.readouterr()
    assert told.out.strip() == str(folder / "quizzes/trainers.yml")
    assert "content/chapters/first-call.yml" in told.err
    assert f"withdrawn: {date.today()}" in (folder / "quizzes/trainers.yml").read_text("utf-8")


@pytest.mark.parametrize("text", [b"- id: wang-min\n", "- id: wang-min\n  name: 王敏\n".encode("gbk"), b"- [\n"])
def test_a_broken_list_is_told_and_left_alone(text: bytes, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, there = folder / "quizzes/trainers.yml", ["--folder", str(folder)]
    path.write_bytes(text)
    add = ["trainer", "add", "li-qiang", "--name", "李强", "--key", code(), *there]
    for command in (["trainer", "list", *there], ["trainer", "withdraw", "wang-min", *there], add):
        assert main(command) == 1
        assert capsys.readouterr().err.startswith("quizzes/trainers.yml:")
    assert path.read_bytes() == text


def test_no_list_is_begun_where_there_is_no_manual(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = ["--folder", str(tmp_path)]
    add = ["trainer", "add", "li-qiang", "--name", "李强", "--key", code(), *there]
    for command in (["trainer", "list", *there], ["trainer", "withdraw", "wang-min", *there], add):
        assert main(command) == 1
        assert "[no-such-folder]" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_new_list_names_its_schema_where_other_files_do(folder: Path) -> None:
    there, path = ["--folder", str(folder)], folder / "quizzes/trainers.yml"
    add = ["trainer", "add", "wang-min", "--name", "王敏", "--key", code(), *there]
    assert main(add) == 0
    assert path.read_text("utf-8").startswith("# 培训师")
    path.unlink()
    assert main(["new", "chapter", "second", *there]) == 0
    assert main(add) == 0
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=../schema/trainers.json\n# 培训师")


def test_a_fault_elsewhere_does_not_stop_a_lost_key_from_being_withdrawn(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ["--folder", str(folder)]
    assert main(["trainer", "add", "wang-min", "--name", "王敏", "--key", code(), *there]) == 0
    campaign = "id: april\ntitle: 四月\npractice: first-call\nroles: [newcomer]\ntrainer: wang-min\n"
    (folder / "quizzes/assignments").mkdir()
    (folder / "quizzes/assignments/april.yml").write_text(f"{campaign}opens: 2026-04-01\ndue: 2099-04-30\n", "utf-8")
    assert main(["check", str(folder)]) == 0
    assert main(["trainer", "withdraw", "wang-min", *there]) == 0
    assert "[trainer-withdrawn]" in capsys.readouterr().err
    assert "withdrawn:" in (folder / "quizzes/trainers.yml").read_text("utf-8")
