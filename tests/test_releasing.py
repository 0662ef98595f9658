"""The commands an edition is released with: what they refuse, ask, write, and take back when something stops them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from ground import ROOT
from releases import change, starter
from training_manual.__main__ import main
from training_manual.building import prepare
from training_manual.commands import rebuilding
from training_manual.model.edition import Lineage
from training_manual.publishing import NotPublished

BODY, CHAPTER = "谁接起电话，谁就是", "content/chapters/first-call.yml"


@pytest.fixture(autouse=True)
def unbuilt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Building is tested in tests/site; here the pages are left out."""
    monkeypatch.setattr(rebuilding, "release_site", lambda *_: "0" * 64)


@pytest.fixture
def manual(tmp_path: Path) -> Path:
    return starter(tmp_path / "manual")


def release(root: Path, number: str, *more: str, effective: str = "2026-09-01") -> int:
    given = ("--effective", effective, "--approved-by", "总部", "--folder", str(root), *more)
    return main(["edition", "release", number, *given])


def status(root: Path, *more: str) -> int:
    return main(["edition", "status", *more, str(root)])


def lineage(root: Path) -> Lineage:
    prepared = prepare(root)
    return prepared.manuals[prepared.main].lineage


def reword(root: Path) -> None:
    change(root, CHAPTER, BODY, "谁先接起电话，谁就是")


def test_the_first_edition_needs_no_verdict_and_then_nothing_differs(
    manual: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(manual) == 0
    assert "还没有发布过" in capsys.readouterr().out
    assert release(manual, "2026.1") == 0
    assert {path.name for path in (manual / "editions").iterdir()} == {"2026.1.json", "2026.1.zip"}
    capsys.readouterr()
    assert status(manual) == 0
    assert capsys.readouterr().out == "和 2026.1 版一样。/ The same as edition 2026.1.\n"
    assert lineage(manual).edition == "2026.1"


def test_who_approved_it_has_a_name_in_each_language(tmp_path: Path) -> None:
    root = starter(tmp_path / "manual")
    assert release(root, "2026.1", "--approved-by", "zh=运营部 = 甲") == 0
    assert dict(lineage(root).editions[0].approved_by) == {"zh": "运营部 = 甲"}


@pytest.mark.parametrize(
    ("number", "effective", "said"),
    [
        ("2026", "2026-10-01", "不是版次"),
        ("２０２６.2", "2026-10-01", "不是版次"),
        ("2026.1", "2026-10-01", "不在上一版 2026.1 之后"),
        ("2025.12", "2026-10-01", "不在上一版 2026.1 之后"),
        ("2026.02", "2026-10-01", "不是版次"),
        ("2026.2", "2026-13-01", "2026-13-01"),
        ("2026.2", "20261001", "20261001"),
        ("2026.2", "2026-08-31", "早于上一版"),
        ("2026.2", "2026-10-01", "一模一样"),
    ],
)
def test_what_cannot_be_released_is_refused_with_its_cure(
    number: str, effective: str, said: str, manual: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(manual, "2026.1")
    assert release(manual, number, effective=effective) == 1
    assert said in capsys.readouterr().err
    assert {path.name for path in (manual / "editions").iterdir()} == {"2026.1.json", "2026.1.zip"}


def test_a_manual_with_errors_or_missing_translations_is_not_released(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken, half = starter(tmp_path / "broken"), starter(tmp_path / "half", "en")
    change(broken, CHAPTER, "[[customer]]", "[[custmer]]")
    assert release(broken, "2026.1") == 1
    assert f"{CHAPTER}:" in capsys.readouterr().err
    assert release(half, "2026.1") == 1
    assert "译文还没齐" in capsys.readouterr().err
    assert not (broken / "editions").exists()
    assert not (half / "editions").exists()


def test_where_nobody_can_be_asked_a_change_of_words_waits_for_a_decisions_file(
    manual: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    release(manual, "2026.1")
    reword(manual)
    assert release(manual, "2026.2", effective="2026-12-01") == 1
    told = capsys.readouterr().err
    assert "first-call#who-answers" in told
    assert "--decisions" in told
    decisions = manual / "decisions.yml"
    assert status(manual, "--decisions", str(decisions)) == 0
    assert release(manual, "2026.2", "--decisions", str(decisions), effective="2026-12-01") == 1
    assert re.search(r"decisions\.yml:\d+:\d+: .*edition", capsys.readouterr().err)
    text = decisions.read_text("utf-8").replace("edition:", "edition: 2026.2", 1)
    decisions.write_text(text.replace("verdict:\n", "verdict: words\n"), "utf-8")
    assert release(manual, "2026.2", "--decisions", str(decisions), effective="2026-12-01") == 0
    line = lineage(manual)
    assert (line.edition, [c.what for c in line.changes]) == ("2026.2", ["words"])


def test_a_decisions_file_is_never_written_over(manual: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release(manual, "2026.1")
    reword(manual)
    decisions = manual / "decisions.yml"
    decisions.write_text("已经填了一半", "utf-8")
    assert status(manual, "--decisions", str(decisions)) == 1
    assert decisions.read_text("utf-8") == "已经填了一半"
    assert "没有改动" in capsys.readouterr().err


def test_the_terminal_asks_for_each_change_shows_what_differs_and_takes_no_other_answer(
    manual: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    release(manual, "2026.1")
    reword(manual)
    answers = iter(["什么？", "m", "", "说清是谁先接", "接电话的规矩"])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert release(manual, "2026.2", effective="2026-12-01") == 0
    told = capsys.readouterr().out
    assert re.search(r"\{\+谁?先.*?\+\}", told)
    assert "顾客不用把同一件事说第二遍" in told
    line = lineage(manual)
    (change_,) = line.changes
    assert (change_.what, change_.note["zh"], line.latest and line.latest.note["zh"]) == (
        "material",
        "说清是谁先接",
        "接电话的规矩",
    )


def test_whatever_stops_a_release_leaves_nothing_of_it(manual: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release(manual, "2026.1")
    change(manual, "content/brand.yml", "n: 30", "n: 20")

    def stop(root: Path, _: str, staged: Path) -> str:
        assert (staged / "editions" / "2026.2.json").is_file(), "the build reads it"
        assert not (root / "editions" / "2026.2.json").exists(), "and it is not in place before that"
        raise KeyboardInterrupt

    monkeypatch.setattr(rebuilding, "release_site", stop)
    with pytest.raises(KeyboardInterrupt):
        release(manual, "2026.2", effective="2026-12-01")
    assert {path.name for path in (manual / "editions").iterdir()} == {"2026.1.json", "2026.1.zip"}


def test_sources_without_a_record_are_told_and_never_written_over(
    manual: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(manual, "2026.1")
    (manual / "editions/2026.1.json").unlink()
    before = (manual / "editions/2026.1.zip").read_bytes()
    change(manual, "content/brand.yml", "n: 30", "n: 20")
    assert release(manual, "2026.1") == 1
    assert "editions/2026.1.zip:1:1" in capsys.readouterr().err
    assert (manual / "editions/2026.1.zip").read_bytes() == before


def test_a_missing_zip_is_told_while_another_one_is_there(manual: Path) -> None:
    release(manual, "2026.1")
    change(manual, "content/brand.yml", "n: 30", "n: 20")
    release(manual, "2026.2", effective="2026-12-01")
    (manual / "editions/2026.1.zip").unlink()
    assert [(p.place.file, p.code.key) for p in prepare(manual).problems] == [
        ("editions/2026.1.json", "edition-without-sources")
    ]


def test_whoever_stops_answering_is_told_that_nothing_was_kept(
    manual: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    release(manual, "2026.1")
    reword(manual)

    def stop(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", stop)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert release(manual, "2026.2", effective="2026-12-01") == 1
    assert "没有发布" in capsys.readouterr().err


def test_what_changes_no_item_can_still_be_released(manual: Path) -> None:
    release(manual, "2026.1")
    change(manual, CHAPTER, "minutes: 10", "minutes: 12")
    assert release(manual, "2026.2", effective="2026-12-01") == 0


def test_a_question_whose_answer_was_shown_is_no_secret(manual: Path) -> None:
    release(manual, "2026.1")
    pool = (manual / "quizzes/first-call.yml").read_text("utf-8")
    own = re.search(r"- id: ([\w-]+)", pool)
    assert own
    change(manual, "quizzes/first-call.yml", own[0], f"{own[0]}\n    use: exam")
    found = {p.code.key: p for p in prepare(manual).problems}
    assert found["shown-before"].about == {"id": own[1], "edition": "2026.1"}


def test_pages_that_do_not_hold_together_are_not_released(
    manual: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> str:
        raise NotPublished("index.html: nowhere/ leads nowhere")

    monkeypatch.setattr(rebuilding, "release_site", refuse)
    assert release(manual, "2026.1") == 1
    assert "nowhere/ leads nowhere\n没有发布。" in capsys.readouterr().err
    assert not (manual / "editions").exists()


def test_status_for_programs_names_texts_reasons_and_who_cites_an_item(
    manual: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    release(manual, "2026.1")
    change(manual, "content/brand.yml", "n: 30", "n: 20")
    capsys.readouterr()
    assert status(manual, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["base"] == "2026.1"
    found = {one["item"]: one for one in told["changes"]}
    assert found["first-call#say-when"]["reasons"] == ["limit"]
    (text,) = found["first-call#say-when"]["texts"]["zh"]
    assert ("30\u00a0分钟" in text["old"], "20\u00a0分钟" in text["new"]) == (True, True)
    assert all(one["what"] == "material" for one in found.values())


def test_a_notice_stands_until_the_edition_that_says_it_itself(manual: Path) -> None:
    (manual / "content/notices.yml").write_text(
        "- id: gas\n  kind: safety\n  title: 先关总阀\n  text: 换阀之前先关总阀。\n  effective: 2026-10-01\n"
        "  until: 2026.2\n  affects: [first-call#who-answers]\n",
        "utf-8",
    )
    release(manual, "2026.1")
    prepared = prepare(manual)
    assert [notice.id for notice in prepared.manuals["zh"].notices] == ["gas"]
    assert prepared.manuals["zh"].tags["notices.gas"]
    change(manual, "content/notices.yml", "先关总阀。", "先关总阀，再开窗。")
    assert lineage(manual).edition == "2026.1", "a notice between editions makes no working copy"
    change(manual, "content/brand.yml", "n: 30", "n: 20")
    release(manual, "2026.2", effective="2026-12-01")
    after = prepare(manual)
    assert after.manuals["zh"].notices == ()
    (over,) = after.problems
    assert (over.code.key, str(over.place)) == ("notice-over", "content/notices.yml:6:10")


def test_the_commands_of_the_readme_are_those_there_are() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for action in ("edition status", "edition release", "edition rebuild"):
        assert f"training-manual {action}" in text
