"""What readers are told of a revision."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from ground import Golden
from small_editions import EVERYTHING, Files, added, block, dropped, html, page, released, renderer, reworded, sooner
from training_manual.pages.revising import changes_data
from training_manual.rendering.addresses import CHANGES, HISTORY, HOME, chapter_path
from training_manual.rendering.renderer import Renderer


def articles(text: str) -> dict[str, str]:
    """Entries of the page of changes, by reference and editions."""
    found = re.findall(r'<article class="tm-change" data-entry="(.*?)" data-from="(.*?)".*?</article>', text, re.S)
    bodies = re.findall(r'<article class="tm-change".*?</article>', text, re.S)
    return {f"{unescape(ref)} {since}": body for (ref, since), body in zip(found, bodies, strict=True)}


@pytest.fixture(scope="module")
def second() -> Renderer:
    return renderer([released("2026.1"), released("2026.2", *EVERYTHING)], *EVERYTHING)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_changes(language: str, golden: Golden) -> None:
    site = renderer([released("2026.1"), released("2026.2", *EVERYTHING)], *EVERYTHING, language=language)
    shown, _, rest = html(site, CHANGES).partition('<script type="application/json" data-changes>')
    data, _, end = rest.partition("</script>")
    golden.holds(f"pages/changes.{language}.html", shown + end)
    golden.holds(f"pages/changes.{language}.json", json.dumps(json.loads(data), ensure_ascii=False, indent=1) + "\n")


def test_there_is_nothing_to_tell_before_a_second_edition() -> None:
    for site in (renderer([]), renderer([released("2026.1")])):
        assert page(site, CHANGES) is None
        assert site.on(HOME).url("changes") == ""
        assert "tm-revised" not in html(site, chapter_path("samples"))
        assert "<edition-news" not in html(site, HOME)


def test_a_block_says_that_this_edition_changed_it_and_search_does_not_hear_it(second: Renderer) -> None:
    chapter = html(second, chapter_path("samples"))
    marks = re.findall(r'<(details|p) class="tm-revised"( data-search-exclude)?>.*?</\1>', chapter, re.S)
    assert [excluded for _, excluded in marks] == [" data-search-exclude"] * 3
    assert "2026.2\u00a0版改了这里" in chapter
    assert "2026.2\u00a0版改了字句" in chapter
    assert "2026.2\u00a0版新增" in chapter


def test_a_working_copy_calls_itself_so() -> None:
    draft = renderer([released("2026.1"), released("2026.2", sooner)], sooner, added)
    assert "工作稿新增" in html(draft, chapter_path("samples"))
    assert "2026.2\u00a0版改了这里" not in html(draft, chapter_path("samples"))
    assert "工作稿改了什么" in html(draft, CHANGES)
    assert "工作稿" in html(draft, HISTORY)


def test_pages_carry_the_number_of_their_edition(second: Renderer) -> None:
    for path in (HISTORY, chapter_path("samples"), "forms/f01/", "role-plays/rp-first-visit/sheet/"):
        text = html(second, path)
        assert "2026.2\u00a0版" in text, path
        assert "工作稿" not in text, path


def test_neither_answers_nor_hidden_faces_of_a_card_stand_among_the_changes(second: Renderer) -> None:
    text = html(second, CHANGES)
    assert "hang-up-first" in text
    assert "phone-rings" in text
    for secret in ("只有答过的人", "先喝口水", "等顾客先挂"):
        assert secret not in text


def test_an_item_that_two_editions_had_alike_is_listed_once_and_else_for_each() -> None:
    def later(files: Files) -> None:
        reworded(files)
        block(files, "knock-first")["title"] = "先敲三下门"

    site = renderer([released("2025.2"), released("2026.1", reworded), released("2026.2", later)], later, dropped)
    listed = articles(html(site, CHANGES))
    assert set(listed) == {
        "samples#knock-first 2026.1 2025.2",
        "samples#power-off-first 2025.2",
        "samples-short#write-it-down 2026.2 2026.1 2025.2",
    }
    assert {name for name, body in listed.items() if " hidden>" in body.partition("\n")[0]} == {
        "samples#knock-first 2026.1 2025.2",
        "samples#power-off-first 2025.2",
    }
    data = changes_data(site.on(CHANGES))
    assert data["bases"] == ["2026.2", "2026.1", "2025.2"]
    assert {f"{entry['ref']} {' '.join(entry['from'])}" for entry in data["entries"]} == set(listed)


def test_scripts_are_told_of_every_change_where_it_stands_and_whom_it_concerns(second: Renderer) -> None:
    data = changes_data(second.on(CHANGES))
    by_ref = {entry["ref"]: entry for entry in data["entries"]}
    steps = by_ref["samples#nine-steps"]
    assert steps["what"] == "material"
    assert steps["roles"] == ("first-contact", "manager")
    assert steps["url"] == "../chapters/samples/#nine-steps"
    assert steps["section"] == "samples#at-the-door"
    assert steps["minutes"] > 0
    assert by_ref["samples#power-off-first"]["what"] == "words"
    assert by_ref["samples-short#write-it-down"]["url"] == ""
    assert steps["questions"] == ["warranty-years"]
    section = data["sections"]["samples#at-the-door"]
    assert section["tag"] != section["tags"]["2026.1"]
    assert section["tag"] == section["tags"]["2026.2"]
    assert data["released"] == {"2026.1": 1772323200000, "2026.2": 1796083200000}


def test_a_removed_block_leads_to_the_old_edition_only_where_that_is_kept_beside(second: Renderer) -> None:
    assert "一边听一边写" in html(second, CHANGES)
    assert "e/2026.1/" not in html(second, CHANGES)
    beside = renderer([released("2026.1"), released("2026.2", dropped)], dropped)
    beside.beside = True
    assert '"../e/2026.1/chapters/samples-short/#write-it-down"' in html(beside, CHANGES)


def test_the_history_counts_what_each_edition_changed() -> None:
    site = renderer([released("2025.2"), released("2026.1", reworded), released("2026.2", *EVERYTHING)], *EVERYTHING)
    releases = re.findall(r'<section class="tm-release">.*?</section>', html(site, HISTORY), re.S)
    numbers = [number for release in releases for number in re.findall(r"<h2>(\d+\.\d)\s版", release)]
    assert numbers == ["2026.2", "2026.1", "2025.2"]
    assert "改动\u00a01" not in releases[1]
    assert "字句\u00a01" in releases[1]
    assert "新增\u00a01" in releases[0]
    assert "删去\u00a01" in releases[0]
    assert "第一版" in releases[2]
    assert "工作稿" not in html(site, HISTORY)


def test_a_chapter_that_readers_cannot_see_is_not_spoken_of() -> None:
    def stub(files: Files) -> None:
        listed = {"part": "samples", "objectives": [{"id": "to-come", "text": "以后说"}]}
        about = {"number": 9, "title": "以后再写", "summary": "还没有写。", "minutes": 5, "state": "stub"}
        files["content/chapters/later.yml"] = {"id": "later", **listed, **about}

    def retitled(files: Files) -> None:
        stub(files)
        files["content/chapters/later.yml"]["title"] = "明年再写"

    site = renderer([released("2026.1", stub)], retitled, added)
    assert list(articles(html(site, CHANGES))) == ["samples#call-first 2026.1"]


def test_a_notice_stands_on_top_of_the_home_page_and_at_what_it_is_about() -> None:
    def recall(files: Files) -> None:
        files["content/notices.yml"] = [
            {
                "id": "heater-recall",
                "kind": "safety",
                "title": "三种热水器先停用",
                "text": "上门**先断电**，报店长。",
                "effective": "2026-12-05",
                "affects": ["samples#nine-steps", "samples-short#on-the-phone"],
            }
        ]

    site = renderer([released("2026.1")], recall)
    assert html(site, HOME).find("三种热水器先停用") < html(site, HOME).find("<reading-path")
    chapter = html(site, chapter_path("samples"))
    assert chapter.count("三种热水器先停用") == 1
    assert chapter.find("nine-steps") < chapter.find("三种热水器先停用") < chapter.find("听完，不打断")
    assert html(site, chapter_path("samples-short")).count("2026\u00a0年 12") == 1
    assert "三种热水器先停用" in html(site, HISTORY)
    assert "三种热水器先停用" not in html(site, chapter_path("samples-more"))
