"""What an edition lets a trainer assign: over the samples' manual, released, revised and released again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import kept_back
from test_campaigns import HEAD, TRAINERS, block, page
from training_manual.building import Prepared, frozen, prepare_folder
from training_manual.linking import Folder
from training_manual.linking.records import edition_text
from training_manual.model.touched import WORKING
from training_manual.pages.assigning import assignable
from training_manual.problem import as_text
from training_manual.rendering.renderer import Renderer

SHORT, LONG, MORE = (f"content/chapters/{name}.yml" for name in ("samples-short", "samples", "samples-more"))
Revise = Callable[[dict[str, str]], None]


def rewrite(path: str, old: str, new: str) -> Revise:
    def revise(files: dict[str, str]) -> None:
        assert files[path].count(old) >= 1, (path, old)
        files[path] = files[path].replace(old, new, 1)

    return revise


def prepared(folder: Folder) -> Prepared:
    made = prepare_folder(Path("tests"), folder)
    assert made.manuals, as_text(made.problems)
    return made


def revised(folder: Folder, *revisions: Revise) -> Folder:
    files = {path: data.decode() for path, data in folder.files.items()}
    for revise in revisions:
        revise(files)
    return replace(folder, files={path: text.encode() for path, text in files.items()})


def released(folder: Folder, number: str) -> Folder:
    made, day = prepared(folder), date(2026, 1, 5)
    edition = replace(
        frozen(made.manuals, made.overrides), number=number, effective=day, released=day, approved_by={"zh": "培训部"}
    )
    return replace(folder, editions={**folder.editions, f"editions/{number}.json": edition_text(edition).encode()})


@cache
def first() -> Folder:
    return released(kept_back.folder()[0], "2026.1")


def sets(folder: Folder, language: str = "zh") -> dict[str, dict[str, Any]]:
    """What an edition asks again, by name of the set."""
    made = prepared(folder)
    sheet = Renderer(made.manuals[language], made.overrides).on("desk/")
    return {one["set"]: one for one in assignable(sheet) if one["kind"] in ("delta", "confirm")}


def whats(one: dict[str, Any]) -> dict[str, str]:
    return {section["ref"]: section["what"] for section in one["sections"]}


STEP = rewrite(SHORT, "- id: tell\n", "- id: tell-all\n")
WORDS = rewrite(SHORT, "title: 转电话", "title: 把电话转过去")
PHRASE = rewrite(LONG, "- id: ask-to-move\n", "- id: ask-first\n")
PROSE = rewrite(LONG, "limits.arrival_window", "limits.ack_phone")
NEW_SECTION = rewrite(
    MORE,
    "sections:\n",
    "sections:\n  - id: say-goodbye\n    title: 道别\n    blocks:\n      - id: bye\n        kind: prose\n"
    "        body: 说一声再见。\n",
)
ALL = {"samples#at-the-door", "samples-short#on-the-phone", "samples-more#at-the-end"}


def test_a_manual_that_was_never_released_asks_nothing_again() -> None:
    assert sets(kept_back.folder()[0]) == {}


def test_the_first_release_can_be_confirmed_as_a_whole_and_every_section_names_its_roles_and_its_tag() -> None:
    made = prepared(first())
    found = sets(first())
    assert list(found) == ["confirm/all"]
    assert whats(found["confirm/all"]) == dict.fromkeys(ALL, "whole")
    by_ref = {one["ref"]: one for one in found["confirm/all"]["sections"]}
    assert by_ref["samples#at-the-door"]["roles"] == ["first-contact"]
    assert by_ref["samples-short#on-the-phone"]["roles"] == []
    assert {ref: one["tag"] for ref, one in by_ref.items()} == made.manuals["zh"].section_tags


def test_sources_that_differ_are_a_working_copy_and_ask_what_they_touched() -> None:
    found = sets(revised(first(), STEP))
    assert list(found) == ["changes/working", "confirm/working", "confirm/all"]
    assert whats(found["confirm/working"]) == {"samples-short#on-the-phone": "material"}
    assert "未定版" in found["confirm/working"]["title"]


def test_a_question_is_asked_again_when_it_changed_or_what_it_measures_and_not_for_its_neighbours() -> None:
    assert sets(revised(first(), PHRASE))["changes/working"]["only"] == ["talk-at-the-door"]
    assert "changes/working" not in sets(revised(first(), PROSE))
    short = sets(revised(first(), STEP))["changes/working"]
    pool = prepared(first()).manuals["zh"].practice("samples-short")
    assert short["only"] == [question.id for question in pool]
    assert (short["of"], short["n"], short["chapters"]) == (len(pool), len(pool), ["samples-short"])
    changed = rewrite("quizzes/samples-short.yml", "- id: hello\n", "- id: hello-there\n")
    assert sets(revised(first(), changed))["changes/working"]["only"] == ["phone-rings"]


def test_what_was_asked_of_the_sources_goes_on_as_what_their_release_asks() -> None:
    second = released(revised(first(), STEP), "2026.2")
    found = sets(second)
    assert found["changes/2026-2"]["was"] == ["changes/working"]
    assert found["confirm/2026-2"]["was"] == ["confirm/working"]
    again = sets(revised(second, PHRASE))
    assert all(one.get("was", []) == [] for one in again.values())


def test_every_other_set_carries_the_names_it_had_before_its_chapter_or_its_test_was_renamed() -> None:
    chapter = rewrite(SHORT, "id: samples-short\n", "id: samples-short\nwas: [phone, dial]\n")
    exam = rewrite(kept_back.EXAM_FILE, "id: sealed\n", "id: sealed\nwas: [last-test]\n")
    made = prepared(revised(kept_back.folder()[0], chapter, exam))
    sheet = Renderer(made.manuals["zh"], made.overrides).on("desk/")
    assert {one["set"]: list(one["was"]) for one in assignable(sheet) if one.get("was")} == {
        "samples-short": ["phone", "dial"],
        "samples-short/test": ["phone/test", "dial/test"],
        "tests/sealed": ["tests/last-test"],
    }


def test_other_words_ask_nobody_for_anything() -> None:
    assert sets(revised(first(), WORDS)).keys() == {"confirm/all"}


def test_a_release_carries_its_number_and_its_new_and_changed_sections_in_every_language() -> None:
    second = released(revised(first(), PHRASE, NEW_SECTION), "2026.2")
    found = sets(second)
    assert list(found) == ["changes/2026-2", "confirm/2026-2", "confirm/all"]
    assert whats(found["confirm/2026-2"]) == {"samples#at-the-door": "material", "samples-more#say-goodbye": "added"}
    assert sets(second, "en")["confirm/2026-2"]["title"] == "Read and understood: sections changed in edition 2026.2"


def test_links_of_earlier_editions_and_of_a_release_with_a_typo_mended_still_find_their_sections() -> None:
    second = released(revised(first(), PHRASE), "2026.2")
    mended = sets(revised(second, WORDS))
    assert whats(mended["confirm/2026-2"]) == {"samples#at-the-door": "material"}
    assert "past" not in mended["confirm/2026-2"]
    assert mended["changes/2026-2"]["only"] == ["talk-at-the-door"]
    third = sets(released(revised(second, STEP), "2026.3"))
    assert list(third) == ["changes/2026-3", "confirm/2026-3", "confirm/2026-2", "confirm/all"]
    assert third["confirm/2026-2"]["past"]


def test_pages_name_their_edition_and_roles_have_their_names_in_all_languages() -> None:
    for folder, edition in ((first(), "2026.1"), (revised(first(), WORDS), WORKING)):
        made = prepared(folder)
        for path, kind in (("desk/", "trainer-desk"), ("assignment/", "assigned-work")):
            html = page(Renderer(made.manuals["zh"], made.overrides), path)
            opening = html[html.index(f"<{kind}") :]
            assert f'data-edition="{edition}"' in opening[: opening.index(">")]
    roles = block(Renderer(prepared(first()).manuals["en"], prepared(first()).overrides), "desk/", "data-roles")
    assert [(one["id"], "安装师傅" in one["names"]) for one in roles][1] == ("technician", True)


ASKS = {
    "everything": "confirm: all",
    "changes": "confirm: changes",
    "practice": "changes: true",
}


def asked(folder: Folder) -> dict[str, str]:
    """Campaigns that pages list: id -> set."""
    files = {
        f"quizzes/assignments/{own}.yml": f"id: {own}\ntitle: 看\n{what}\n{HEAD}opens: 2026-04-01\ndue: 2026-04-30\n"
        for own, what in ASKS.items()
    }
    whole = replace(folder, files={**folder.files, "quizzes/trainers.yml": TRAINERS.encode()})
    whole = replace(whole, files={**whole.files, **{path: text.encode() for path, text in files.items()}})
    made = prepared(whole)
    return {
        one["id"]: one["set"]
        for one in block(Renderer(made.manuals["zh"], made.overrides), "assignment/", "data-campaigns")
    }


def test_a_campaign_asks_for_the_latest_edition_and_is_left_out_while_that_touched_nothing() -> None:
    everything = {"everything": "confirm/all"}
    assert asked(kept_back.folder()[0]) == {}
    assert asked(first()) == everything
    second = released(revised(first(), PHRASE), "2026.2")
    of_second = everything | {"changes": "confirm/2026-2", "practice": "changes/2026-2"}
    assert asked(second) == asked(revised(second, STEP)) == of_second
    assert asked(released(revised(second, WORDS), "2026.3")) == everything
