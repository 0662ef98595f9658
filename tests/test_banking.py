"""What the desk gets: banks it marks with as the practice page does, and key files for sealed exams."""

from __future__ import annotations

import json
import os
import re
import stat
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import kept_back
from drafting import drafted, first
from ground import ours
from test_reassigning import released
from training_manual.__main__ import main
from training_manual.interaction import marking
from training_manual.pages.banking import bank, chapter_bank, key_file, paper_plain
from training_manual.rendering.addresses import DESK
from training_manual.rendering.renderer import Renderer

EVERY = {
    *("id", "chapter", "difficulty", "points", "critical", "tags", "objective"),
    *("kind", "hand", "prompt", "marking", "many", "atoms"),
}


@cache
def banks(language: str) -> list[dict[str, Any]]:
    """The banks of all chapters of our manual as they lie in the site."""
    renderer = Renderer(ours().manuals[language], ours().overrides)
    chapters = [c for c in renderer.manual.shown_chapters if renderer.manual.practice(c.id)]
    return [item for chapter in chapters for item in json.loads(chapter_bank(renderer, chapter))["items"]]


def key(exam: str = "sealed") -> dict[str, Any]:
    made = kept_back.prepared()
    renderers = {language: Renderer(manual, made.overrides) for language, manual in made.manuals.items()}
    return json.loads(json.dumps(key_file(renderers, exam, "working")))  # type: ignore[no-any-return]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_bank_holds_every_practice_question_and_no_other(language: str) -> None:
    manual = ours().manuals[language]
    practised = [(q.id, manual.tags[q.id]) for c in manual.shown_chapters for q in manual.practice(c.id)]
    assert [(item["id"], item["tag"]) for item in banks(language)] == practised


def test_a_bank_marks_as_the_practice_page_does() -> None:
    manual = ours().manuals["zh"]
    renderer = Renderer(manual, ours().overrides)
    on_page = {
        one.question.id: json.loads(json.dumps(one.marking))
        for chapter in manual.shown_chapters
        for one in renderer.on("practice/x/").asked(chapter, manual.practice(chapter.id))
    }
    assert {item["id"]: item["marking"] for item in banks("zh")} == on_page


def test_every_atom_of_a_key_has_its_words() -> None:
    for item in banks("zh") + banks("en"):
        right, hand = item["marking"]["key"]["right"], item["hand"]
        if hand in ("choose", "arrange"):
            assert set(right) <= set(item["atoms"]), item["id"]
        elif hand == "pair":
            assert set(right) == set(item["atoms"])
            assert set(right.values()) <= set(item["choices"])
        elif hand == "write":
            assert right == [row["id"] for row in item["criteria"]]
            assert item["sample"]
            assert item["poor"]
        elif hand == "walk":
            nodes = item["marking"]["interaction"]["nodes"]
            assert {f"{n['id']}.{c['id']}" for n in nodes for c in n["choices"]} == set(item["atoms"])


def test_an_item_of_a_bank_has_these_fields_and_its_hand_s_own() -> None:
    more = {
        "choose": {"claim"},
        "pair": {"choices", "scene"},
        "fill": {"unit"},
        "write": {"criteria", "sample", "poor"},
    }
    for item in banks("zh"):
        assert EVERY | {"tag"} <= set(item) <= EVERY | {"tag", "was"} | more.get(item["hand"], set()), item["id"]


def test_a_bank_and_a_key_file_say_what_a_question_was_called_before() -> None:
    made = drafted(json.loads(first()))
    manual = made.manuals["zh"]
    chapter = manual.chapter_by_id["samples"]
    named = {question.id: list(question.was) for question in manual.practice("samples") if question.was}
    listed = json.loads(chapter_bank(Renderer(manual, made.overrides), chapter))["items"]
    assert named
    assert {item["id"]: item["was"] for item in listed if "was" in item} == named
    sealed = kept_back.prepared().manuals["zh"]
    kept = {question.id: list(question.was) for _, question in sealed.pool_of(sealed.exams["sealed"]) if question.was}
    assert kept
    for held in key()["banks"].values():
        assert {item["id"]: item["was"] for item in held["items"] if "was" in item} == kept


def test_earlier_names_do_not_lie_under_the_lock_of_a_paper() -> None:
    made = kept_back.prepared()
    manual = made.manuals["zh"]
    exam = manual.exams["sealed"]
    plain = json.loads(paper_plain(Renderer(manual, made.overrides), exam))
    assert {name for item in plain["items"] for name in item} == EVERY - {
        "kind", "hand", "prompt", "marking", "many", "atoms",
    }  # fmt: skip


def test_texts_of_a_bank_are_plain() -> None:
    for item in banks("zh") + banks("en"):
        for text in [item["prompt"], *item["atoms"].values(), *item.get("choices", {}).values()]:
            assert not re.search(r"\{\{|\[\[|\*\*|<\w", text), (item["id"], text)


def test_a_key_file_holds_the_pool_in_all_languages_without_tags() -> None:
    made = key()
    manual = kept_back.prepared().manuals["zh"]
    pool = [question.id for _, question in manual.pool_of(manual.exams["sealed"])]
    assert made["format"] == "training-manual/key/1"
    assert (made["manual"], made["exam"], made["edition"]) == ("SAMPLE", "sealed", "working")
    assert (made["n"], made["pass"], made["minutes"]) == (3, 80, None)
    assert made["columns"] == {"1": 0, "2": 3, "3": 0}
    assert {language: [item["id"] for item in held["items"]] for language, held in made["banks"].items()} == {
        "zh": pool,
        "en": pool,
    }
    assert all("tag" not in item for held in made["banks"].values() for item in held["items"])
    assert "(in English)" in made["banks"]["en"]["items"][0]["prompt"]
    assert set(made["names"]) >= {tag for item in made["banks"]["zh"]["items"] for tag in item["tags"]}
    assert made["titles"] == {"zh": "密封考试", "en": "密封考试"}


def test_a_key_file_holds_the_key_of_every_kind() -> None:
    manual = kept_back.prepared().manuals["zh"]
    made = {item["id"]: item for item in key()["banks"]["zh"]["items"]}
    for chapter, question in manual.pool_of(manual.exams["sealed"]):
        renderer = Renderer(manual, kept_back.prepared().overrides)
        (one,) = renderer.on(DESK).asked(chapter, (question,))
        assert made[question.id]["marking"] == json.loads(json.dumps(marking(one.interaction)))
        assert bank(renderer.on(DESK), [(chapter, question)], sealed=True)["items"][0]["kind"] == question.kind


# -- the command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The manual with a sealed exam on disk; the working directory is another one."""
    root = tmp_path / "manual"
    kept_back.write(kept_back.translated(kept_back.folder()[0]), root)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return root


def test_exam_key_writes_a_file_for_its_owner_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exam", "key", "sealed", "--folder", str(folder)]) == 0
    written = Path("sealed-working.key.json")
    made = json.loads(written.read_text("utf-8"))
    assert made == key()
    if os.name == "posix":
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
    told = capsys.readouterr().out
    assert made["opening"] in told
    assert made["digest"] in told
    assert written.name in told


def test_a_key_file_that_was_open_to_all_is_closed(folder: Path) -> None:
    Path("k.json").write_text("old")
    Path("k.json").chmod(0o644)
    assert main(["exam", "key", "sealed", "--folder", str(folder), "-o", "k.json"]) == 0
    if os.name == "posix":
        assert stat.S_IMODE(Path("k.json").stat().st_mode) == 0o600


def test_exam_key_on_the_screen_is_json_and_nothing_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exam", "key", "sealed", "--folder", str(folder), "-o", "-"]) == 0
    assert json.loads(capsys.readouterr().out) == key()
    assert list(Path().iterdir()) == []


def test_a_key_file_does_not_go_where_the_site_is_made_of(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for place in ("content/downloads/k.json", "site/k.json", "site_overrides/k.json"):
        assert main(["exam", "key", "sealed", "--folder", str(folder), "-o", str(folder / place)]) == 1
        assert not (folder / place).exists()
    assert "发布" in capsys.readouterr().err


def test_a_key_file_does_not_go_into_the_site_wherever_it_is_built(folder: Path) -> None:
    frame = folder / "mkdocs.yml"
    frame.write_text(frame.read_text("utf-8").replace("site_dir: site", "site_dir: ../public"), "utf-8")
    command = ["exam", "key", "sealed", "--folder", str(folder), "-o"]
    for place in (folder.parent / "public/k.json", folder.parent / "public", folder / "content"):
        assert main([*command, str(place)]) == 1
        assert not place.exists() or place.is_dir()
    (folder / "site").mkdir()
    assert main([*command, str(folder / "site/k.json")]) == 0
    frame.write_text("plugins: [no-such-plugin]\n", "utf-8")
    assert main([*command, str(folder / "site/k.json")]) == 1
    assert not (folder.parent / "public").exists()


def test_exam_key_says_where_it_cannot_write(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["exam", "key", "sealed", "--folder", str(folder), "-o"]
    assert main([*command, "nodir/x.json"]) == 1
    said = capsys.readouterr().err
    assert "没有文件夹 nodir" in said
    assert "there is no folder nodir; make it first" in said
    Path("there").mkdir()
    assert main([*command, "there"]) == 1
    said = capsys.readouterr().err
    assert f"-o {Path('there/sealed-working.key.json')}" in said
    assert "is a folder" in said
    assert list(Path().rglob("*.json")) == []


def test_exam_key_says_that_writing_failed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "touch", refuse)
    assert main(["exam", "key", "sealed", "--folder", str(folder), "-o", "k.json"]) == 1
    assert "写不进 k.json" in capsys.readouterr().err


def test_exam_key_knows_the_sealed_exams_there_are(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exam", "key", "seald", "--folder", str(folder)]) == 1
    said = capsys.readouterr().err
    assert "有：sealed" in said
    assert "did you mean sealed" in said


def test_an_edition_s_key_is_worked_out_from_its_frozen_sources(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "editions").mkdir()
    with zipfile.ZipFile(folder / "editions/2026.1.zip", "w") as frozen:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in (".yml", ".po"):
                frozen.write(path, path.relative_to(folder).as_posix())
    (record,) = released(kept_back.translated(kept_back.folder()[0]), "2026.1").editions.values()
    (folder / "editions/2026.1.json").write_bytes(record)
    pool = folder / kept_back.POOL
    pool.write_text(pool.read_text("utf-8").replace('"prompt": "', '"prompt": "现在'), "utf-8")
    assert main(["exam", "key", "sealed", "--folder", str(folder), "--edition", "2026.1", "-o", "then.json"]) == 0
    assert main(["exam", "key", "sealed", "--folder", str(folder), "-o", "now.json"]) == 0
    then, now = (json.loads(Path(name).read_text("utf-8")) for name in ("then.json", "now.json"))
    assert then == key() | {"edition": "2026.1"}
    assert now["opening"] != then["opening"]
    assert now["digest"] == then["digest"]
    capsys.readouterr()
    assert main(["exam", "key", "sealed", "--folder", str(folder), "--edition", "2026.2"]) == 1
    assert "有：2026.1" in capsys.readouterr().err


def test_a_damaged_edition_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "editions").mkdir()
    (folder / "editions/1.zip").write_bytes(b"no zip")
    assert main(["exam", "key", "sealed", "--folder", str(folder), "--edition", "1"]) == 1
    assert "坏了" in capsys.readouterr().err


def test_exam_secret_writes_the_missing_line_and_leaves_a_written_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / kept_back.EXAM_FILE
    before = path.read_text("utf-8")
    assert main(["exam", "secret", "sealed", "--folder", str(folder)]) == 1
    assert path.read_text("utf-8") == before
    for without in (before.replace(kept_back.SECRET, ""), re.sub(r"secret: .*\n", "", before)):
        path.write_text(without, "utf-8")
        assert main(["check", str(folder)]) == 1
        assert "exam secret sealed" in capsys.readouterr().out
        assert main(["exam", "secret", "sealed", "--folder", str(folder)]) == 0
        assert main(["check", str(folder)]) == 0
        assert len(re.findall(r"^secret: [A-Za-z0-9]{32}$", path.read_text("utf-8"), re.MULTILINE)) == 1


@pytest.mark.parametrize(
    "line", ["secret:   # to be made", "secret: ~", "secret: null # later", "secret:", '"secret":']
)
def test_exam_secret_fills_the_line_that_waits_for_it(line: str, folder: Path) -> None:
    path = folder / kept_back.EXAM_FILE
    before = path.read_text("utf-8")
    path.write_text(re.sub(r"secret: .*\n", f"{line}\nminutes: 5\n", before), "utf-8")
    if "null" in line:  # a word here, no secret: only on purpose is it replaced
        assert main(["exam", "secret", "sealed", "--folder", str(folder)]) == 1
        assert main(["exam", "secret", "sealed", "--new", "--folder", str(folder)]) == 0
    else:
        assert main(["exam", "secret", "sealed", "--folder", str(folder)]) == 0
    after = path.read_text("utf-8")
    assert len(re.findall("secret", after)) == 1
    assert re.search(r'^"?secret"?: [A-Za-z0-9]{32}(?:  # (?:to be made|later))?\nminutes: 5$', after, re.MULTILINE)
    assert ("#" in line) == ("#" in after)
    assert main(["check", str(folder)]) == 0


def test_a_new_secret_changes_the_opening_code_and_leaves_old_slips_their_paper(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / kept_back.EXAM_FILE
    before = path.read_text("utf-8")
    there = ["--folder", str(folder)]
    assert main(["exam", "key", "sealed", *there, "-o", "old.json"]) == 0
    capsys.readouterr()
    assert main(["exam", "secret", "sealed", "--new", *there]) == 0
    told = capsys.readouterr().out
    assert "training-manual build" in told
    assert "training-manual exam key sealed" in told
    assert "照样能判" in told
    assert main(["exam", "key", "sealed", *there, "-o", "new.json"]) == 0
    old, new = (json.loads(Path(name).read_text("utf-8")) for name in ("old.json", "new.json"))
    assert new["digest"] == old["digest"]
    assert new["opening"] != old["opening"]
    assert new["banks"] == old["banks"]
    one_line = re.compile(r"secret: .*")
    assert one_line.sub("", path.read_text("utf-8")) == one_line.sub("", before)
    assert path.read_text("utf-8") != before


@pytest.mark.parametrize("block", ["secret: >\n  Abcdefghijklmnop\n", "secret:\n  Abcdefghijklmnop\n"])
def test_a_secret_over_several_lines_is_left_to_its_author(
    block: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / kept_back.EXAM_FILE
    path.write_text(re.sub(r"secret: .*\n", block, path.read_text("utf-8")), "utf-8")
    before = path.read_bytes()
    assert main(["exam", "secret", "sealed", "--new", "--folder", str(folder)]) == 1
    assert path.read_bytes() == before
    assert re.search(r"^secret: [A-Za-z0-9]{32}$", capsys.readouterr().err, re.MULTILINE)


def test_exam_secret_is_for_sealed_exams_alone(folder: Path) -> None:
    path = folder / kept_back.EXAM_FILE
    path.write_text(re.sub(r"secret: .*\n", "", path.read_text("utf-8")).replace("use: exam\n", ""), "utf-8")
    assert main(["exam", "secret", "sealed", "--folder", str(folder)]) == 1
    assert main(["exam", "secret", "../sealed", "--folder", str(folder)]) == 1
    assert "secret:" not in path.read_text("utf-8")
