"""A learner looks at how far they are: the figures, the next step, the week, and the sheet to print and sign."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.walking import Watched

pytestmark = pytest.mark.browser

# A fortnight's record, made from the page's own list of items.
FORTNIGHT = Path(__file__).with_name("fortnight.js").read_text("utf-8")


def begin(watched: Watched, path: str = "progress/") -> tuple[Page, dict[str, str]]:
    page = watched.open(path)
    seeded = page.evaluate(FORTNIGHT)
    page.reload()
    return page, seeded


def test_who_has_not_begun_is_shown_the_first_step_and_no_empty_lists(phone: Watched) -> None:
    page = phone.open("progress/")
    expect(page.locator(".tm-progress__figure")).to_have_text(re.compile(r"^0 / \d{2,}$"))
    assert page.locator("h2:visible").all_inner_texts() == ["各章"]
    page.locator("[data-part=go]").click()
    page.wait_for_url("**/chapters/about-this-manual/#*")


def test_the_figures_are_those_of_the_record_and_the_next_step_is_what_is_due(phone: Watched) -> None:
    page, seeded = begin(phone)
    expect(page.locator("[data-part=state]")).to_contain_text(f"读完 1 章，共 {seeded['chapters']} 章")
    expect(page.locator("[data-part=state]")).to_contain_text(f"练习通过 {seeded['passed']} 题")
    expect(page.locator("[data-part=due]")).to_contain_text("今天该复习 2 题")  # one due, one changed
    expect(page.locator("[data-part=mistakes]")).to_contain_text("错题 2 道")
    expect(page.locator("[data-chapter]").first.locator("[data-part=figures]")).to_contain_text(
        f"读 {seeded['sections']}/{seeded['sections']} 节"
    )
    shares = [text.split("/") for text in page.locator("[data-part=competencies-rows] .tm-row__note").all_inner_texts()]
    assert (ranks := [int(n) / int(of) for n, of in shares]) == sorted(ranks)
    assert len(ranks) > 3
    tests = page.locator("[data-part=tests-rows] li")
    expect(tests).to_have_count(2)
    expect(tests.filter(has_text="4821")).to_contain_text("9 / 10")
    assert page.locator("[data-part=go]").get_attribute("href") == "../review/"


def test_a_reached_objective_is_green_and_an_open_one_leads_to_its_question(phone: Watched) -> None:
    page, seeded = begin(phone)
    chapter = page.locator("[data-chapter]").first
    chapter.locator("summary").click()
    expect(chapter.locator("[data-objective]").first).to_have_attribute("data-passed", "")
    expect(chapter.locator("[data-objective]").first).to_contain_text("已通过")
    opened = chapter.locator("[data-objective]:not([data-passed]) a").first
    anchor = str(opened.get_attribute("href")).partition("#")[2]
    opened.click()
    page.wait_for_url(f"**/practice/{seeded['first']}/#{anchor}")
    expect(page.locator(f"practice-question[id='{anchor}']")).to_be_visible()


def test_what_changed_since_it_was_read_or_answered_is_one_tap_away(phone: Watched) -> None:
    page, seeded = begin(phone)
    page.locator("[data-part=changes] summary").click()
    hrefs = page.locator("[data-part=changes-rows] a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert sorted(hrefs) == [
        f"../chapters/{seeded['second']}/#{seeded['section']}",
        f"../practice/{seeded['first']}/#{seeded['changed']}",
    ]


def test_a_weekly_goal_is_kept_and_the_week_is_measured_by_it(phone: Watched) -> None:
    page, seeded = begin(phone)
    line = page.locator("[data-part=week-line]")
    expect(line).to_have_text("本周答了 8 题，练了 1 天。")
    expect(page.locator("[data-part=week-ruler] svg")).to_have_count(0)
    page.locator("[data-part=goal]").select_option("40")
    expect(page.locator("[data-part=week-ruler] svg")).to_have_count(1)
    page.reload()
    expect(page.locator("[data-part=goal]")).to_have_value("40")
    kept = json.loads(page.evaluate("store => localStorage.getItem(`${store}/record`)", seeded["store"]))
    assert kept["goal"]["n"] == 40
    assert len(kept["attempts"]) == 3


def test_another_learner_on_the_same_phone_has_a_progress_of_their_own(phone: Watched) -> None:
    page, seeded = begin(phone)
    learners = json.dumps({"now": "b", "names": {"": "陈立", "b": "王芳"}})
    page.evaluate("([store, all]) => localStorage.setItem(`${store}/learners`, all)", [seeded["store"], learners])
    page.reload()
    expect(page.locator(".tm-progress__roof")).to_contain_text("王芳")
    expect(page.locator("[data-part=n]")).to_have_text("0")
    expect(page.locator("[data-part=today]")).to_be_hidden()


def test_a_browser_that_keeps_nothing_is_told_so(phone: Watched) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    # Material's own scripts ask for it on every page; ours run later.
    later = "document.addEventListener('readystatechange', () => {" + refuse + "}, { once: true })"
    phone.context.add_init_script(later)
    page = phone.open("progress/")
    expect(page.locator("[data-problem=blocked]")).to_be_visible()
    expect(page.locator("[data-part=n]")).to_have_text("0")


@pytest.mark.parametrize("language", ["", "en/"], ids=["zh", "en"])
def test_with_a_record_nothing_scrolls_sideways_and_every_target_is_a_fingertip(
    browser: Browser, address: str, language: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, is_mobile=True, has_touch=True)
    watched = Watched(context, address)
    page, _ = begin(watched, f"{language}progress/")
    for fold in page.locator(".tm-progress summary").all():
        fold.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    low = (
        "all => all.map(e => [e.textContent.trim(), e.getBoundingClientRect().height]).filter(([, high]) => high < 44)"
    )
    assert page.locator(".tm :is(a, button, summary, select):visible").evaluate_all(low) == []
    page.goto(f"{address}{language}progress/completion/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
    assert watched.trouble == []


@pytest.mark.parametrize("language", ["", "en/"], ids=["zh", "en"])
def test_the_sheet_to_sign_is_one_page_and_says_what_is_open_and_what_it_does_not_prove(
    desk: Watched, language: str
) -> None:
    page, seeded = begin(desk, f"{language}progress/")
    page.goto(f"{desk.address}{language}progress/completion/")
    expect(page.locator("[data-part=sections]")).to_contain_text("7")
    expect(page.locator("[data-part=tests] tbody tr")).to_have_count(1)
    expect(page.locator("[data-part=tests]")).to_contain_text("4821")
    expect(page.locator("[data-part=open]")).to_contain_text("13")
    expect(page.locator(".tm-completion")).to_contain_text("是谁答的题" if not language else "Who answered")
    expect(page.locator("[data-part=name]")).to_have_text("")
    # As many tests as a whole manual has.
    body = "const all = document.querySelector('tbody');"
    page.evaluate(body + "for (let n = 0; n < 21; n++) all.append(all.rows[0].cloneNode(true))")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    learners = json.dumps({"now": "", "names": {"": "陈立"}})
    page.evaluate("([store, all]) => localStorage.setItem(`${store}/learners`, all)", [seeded["store"], learners])
    page.reload()
    expect(page.locator("[data-part=name]")).to_have_text("陈立")
