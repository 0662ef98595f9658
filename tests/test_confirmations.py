"""What people are asked to confirm: the sections an edition changed, its notices, and the whole path for who is new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from drafting import Files, Revise, drafted, lineage_of, released, revised
from training_manual.building import Prepared
from training_manual.editions.releasing import Judgement, undecided
from training_manual.model.edition import Edition, Verdict
from training_manual.pages.confirming import confirm_data
from training_manual.pages.making import make_pages
from training_manual.rendering.addresses import CHANGES_PRACTICE, CONFIRM
from training_manual.rendering.renderer import Renderer

DOOR, PHONE, END = "samples#at-the-door", "samples-short#on-the-phone", "samples-more#at-the-end"


@cache
def first_edition() -> Edition:
    return released(drafted(revised()), "2026.1")


@cache
def after(*revisions: Revise) -> Prepared:
    """The sources as they are after the first edition was released and then revised."""
    return drafted(revised(*revisions), [first_edition()])


def second_edition(verdict: Verdict, *revisions: Revise) -> Prepared:
    """The second edition, every change of words in it judged alike."""
    draft = after(*revisions)
    said = {change.ref: Judgement(verdict, {"zh": "改了", "en": "changed"}) for change in undecided(lineage_of(draft))}
    return drafted(revised(*revisions), [first_edition(), released(draft, "2026.2", said)])


def renderer(prepared: Prepared, language: str = "zh") -> Renderer:
    return Renderer(prepared.manuals[language], prepared.overrides)


def data(prepared: Prepared, language: str = "zh") -> dict[str, Any]:
    return confirm_data(renderer(prepared, language).on(CONFIRM))


def asked(prepared: Prepared) -> dict[str, str]:
    return {section["ref"]: section["what"] for section in data(prepared)["sections"] if section["what"] != "whole"}


def html(prepared: Prepared, path: str = CONFIRM) -> str:
    return next(page.html for page in make_pages(renderer(prepared)) if page.path == path)


def blocks(files: Files, chapter: str = "samples") -> list[Any]:
    found: list[Any] = files[f"content/chapters/{chapter}.yml"]["sections"][0]["blocks"]
    return found


def prose(files: Files) -> Any:
    return next(block for block in blocks(files) if block["kind"] == "prose")


def other_words(files: Files) -> None:
    prose(files)["body"] += "\n\n进门以前先敲门。"


def other_step(files: Files) -> None:
    procedure = next(block for block in blocks(files) if block["kind"] == "procedure")
    procedure["steps"].reverse()


def one_block_less(files: Files) -> None:
    blocks(files).remove(next(block for block in blocks(files) if block["kind"] == "reflection"))


def one_block_more(files: Files) -> None:
    blocks(files, "samples-short").append({"id": "twice", "kind": "prose", "body": "第二次打来，先说上次做到哪一步。"})


def one_section_more(files: Files) -> None:
    new = {"id": "twice", "title": "第二次打来", "blocks": [{"id": "say-it", "kind": "prose", "body": "先说上次。"}]}
    files["content/chapters/samples-short.yml"]["sections"].append(new)


def a_notice(files: Files) -> None:
    files["content/notices.yml"] = [
        {
            "id": "gas-valve",
            "kind": "safety",
            "title": "先关阀",
            "text": "闻到燃气味，先关阀，**不碰开关**。",
            "effective": "2026-11-20",
            "roles": ["technician"],
        }
    ]


def test_before_anything_is_released_there_is_nothing_to_confirm() -> None:
    draft = drafted(revised())
    assert {CONFIRM, CHANGES_PRACTICE}.isdisjoint(page.path for page in make_pages(renderer(draft)))
    assert renderer(draft).addresses.path("confirm") is None


def test_of_the_first_edition_the_whole_path_is_confirmed_and_there_is_no_practice_of_changes() -> None:
    first = after()
    assert asked(first) == {}
    assert [section["ref"] for section in data(first)["sections"]] == [DOOR, PHONE, END]
    assert CHANGES_PRACTICE not in [page.path for page in make_pages(renderer(first))]
    assert data(first)["base"] == ""
    assert re.search(r'data-part="whole" open', html(first))


def test_a_change_of_words_is_not_asked_of_anybody_and_keeps_the_tag() -> None:
    second = second_edition("words", other_words)
    assert data(second)["edition"] == "2026.2"
    assert asked(second) == {}
    assert data(second)["sections"] == data(after())["sections"]
    assert not re.search(r'data-part="whole" open', html(second)), "who knows the edition before has nothing to do"


def test_words_that_headquarters_calls_material_are() -> None:
    assert asked(second_edition("material", other_words)) == {DOOR: "material"}


def test_a_section_is_asked_again_when_its_structure_changes_a_block_goes_or_comes() -> None:
    assert asked(after(other_step)) == {DOOR: "material"}
    assert asked(after(one_block_less)) == {DOOR: "material"}
    assert asked(after(one_block_more)) == {PHONE: "material"}


def test_a_new_section_is_new_and_its_neighbour_stays() -> None:
    assert asked(after(one_section_more)) == {"samples-short#twice": "added"}


def test_a_renamed_chapter_is_not_asked_again_and_names_where_it_was_confirmed() -> None:
    def renamed(files: Files) -> None:
        for path in ("content/chapters/samples-more.yml", "quizzes/samples-more.yml"):
            if path in files:
                files[path.replace("samples-more", "further")] = files.pop(path)
        chapter = files["content/chapters/further.yml"]
        chapter |= {"id": "further", "was": ["samples-more"]}
        if "quizzes/further.yml" in files:
            files["quizzes/further.yml"]["chapter"] = "further"

    section = data(after(renamed))["sections"][-1]
    assert (section["ref"], section["what"]) == ("further#at-the-end", "whole")
    assert list(section["was"]) == [END]


def test_a_working_copy_says_that_it_is_one() -> None:
    draft = after(other_step)
    assert data(draft)["edition"] == ""
    assert renderer(draft).say("confirm.draft") in html(draft)
    assert renderer(draft).say("confirm.draft") not in html(after())


def test_an_edition_that_is_kept_leads_to_the_present_one_instead() -> None:
    stored = renderer(after(), "en")
    stored.kept = "2026.1"
    page = next(page.html for page in make_pages(stored) if page.path == CONFIRM)
    assert re.search(r"<confirm-list[^>]* data-kept", page)
    assert 'href="../../../../en/confirm/"' in page


def test_a_notice_in_force_stands_on_the_page_in_full_and_in_front() -> None:
    told = after(a_notice)
    first, *others = data(told)["sections"]
    assert (first["ref"], first["what"], list(first["roles"])) == ("notices.gas-valve", "notice", ["technician"])
    assert first["url"].endswith("#notices.gas-valve")
    assert "notice" not in {section["what"] for section in others}
    page = html(told)
    assert 'id="notices.gas-valve"' in page
    assert "<strong>不碰开关</strong>" in page


def test_a_section_is_for_the_roles_whose_path_leads_there_and_for_everybody_where_none_does() -> None:
    roles = {section["ref"]: list(section["roles"]) for section in data(after())["sections"]}
    assert roles == {DOOR: ["first-contact"], PHONE: [], END: []}
    assert data(after())["roles"] == {"first-contact": "首问员工"}


def test_a_section_that_holds_only_blocks_for_some_is_for_them_alone() -> None:
    def for_technicians(files: Files) -> None:
        for block in blocks(files, "samples-short"):
            block["audience"] = ["technician"]

    roles = {section["ref"]: list(section["roles"]) for section in data(after(for_technicians))["sections"]}
    assert roles[PHONE] == ["technician"]


def test_titles_are_those_of_the_language_and_everything_else_is_the_same() -> None:
    draft = after(other_step, a_notice)
    zh, en = data(draft), data(draft, "en")
    assert [section["title"] for section in en["sections"]] == [f"EN {section['title']}" for section in zh["sections"]]

    def bare(sections: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        return ({**section, "title": ""} for section in sections)

    assert [*bare(zh["sections"])] == [*bare(en["sections"])]


def test_every_section_is_a_link_on_the_page_even_without_script() -> None:
    page = html(after(other_step))
    for ref, href in ((DOOR, "../chapters/samples/#at-the-door"), (PHONE, "../chapters/samples-short/#on-the-phone")):
        assert re.search(rf'data-ref="{ref}"><a class="tm-row" href="{href}"', page)


def test_a_chapter_ends_with_the_way_to_confirm_it_once_something_is_released() -> None:
    released_once, never = after(), drafted(revised())
    assert 'href="../../confirm/#samples"' in html(released_once, "chapters/samples/")
    assert "confirm/" not in html(never, "chapters/samples/")


def test_the_practice_of_changes_carries_changes_and_questions_but_no_answers() -> None:
    page = html(after(other_step), CHANGES_PRACTICE)
    assert 'data-mode="delta"' in page
    assert "data-changes>" in page
    assert '"practice": "../../practice/samples/"' in page
    assert "data-atom" not in page
