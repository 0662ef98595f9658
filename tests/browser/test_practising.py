"""A new employee practises: every kind by keyboard and touch, saved at every tap, wrong ones again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.answering import Hand, keys, shown
from browser.walking import Watched

pytestmark = pytest.mark.browser

CHAPTERS = ("ten-dimensions", "moments-of-truth", "complaint-procedure")
"""Together they hold every kind of question."""


def play(page: Page, hand: Hand, wrong: int) -> int:
    """Answers everything on the page, every `wrong`th question wrong (0: none). Says how many were."""
    asked, missed = keys(page), 0
    status = page.locator("[data-part=status]")
    for number, key in enumerate(asked.values(), 1):
        assert shown(page) == key.id
        right = not wrong or number % wrong != 0
        missed += not right
        hand.answer(key, right)
        if key.hand != "walk":  # a talk is over when it is over
            hand.main()
        expect(page.locator(f"practice-question[id='{key.id}'][data-judged]")).to_be_visible()
        words = ("答对", "Right") if right else ("没答对", "对了一部分", "Wrong", "Not right", "Partly")
        assert any(word in status.inner_text() for word in words), (key, status.inner_text())
        hand.main()
    return missed


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_kind_is_answered_right_by_touch(phone: Watched, chapter: str) -> None:
    page = phone.open(f"practice/{chapter}/")
    assert play(page, Hand(page, touch=True), wrong=0) == 0
    expect(page.locator("[data-part=verdict]")).to_have_text("全对")
    assert page.locator("[data-part=list] li").count() == 0


@pytest.mark.slow
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_kind_is_answered_by_keyboard_alone_in_english(desk: Watched, chapter: str) -> None:
    page = desk.open(f"en/practice/{chapter}/")
    wrong = play(page, Hand(page, touch=False), wrong=3)
    result = page.locator("[data-part=result]")
    expect(result).to_be_visible()
    assert page.locator("[data-part=list] li").count() == wrong


def test_a_killed_tab_opens_at_the_same_question_with_what_was_chosen(phone: Watched) -> None:
    page = phone.open("practice/ten-dimensions/")
    hand, asked = Hand(page, touch=True), list(keys(page).values())
    for key in asked[:2]:
        hand.answer(key, right=True)
        hand.main()
        hand.main()
    hand.answer(asked[2], right=False)
    chosen = "field => JSON.stringify([...field.elements].map(one => [one.value, one.checked]))"
    before = page.locator(f"practice-question[id='{asked[2].id}'] fieldset").evaluate(chosen)
    page.close()
    page = phone.open("practice/ten-dimensions/")
    assert shown(page) == asked[2].id
    assert page.locator(f"practice-question[id='{asked[2].id}'] fieldset").evaluate(chosen) == before
    expect(page.locator("[data-part=right]")).to_contain_text("2")


def test_only_what_was_wrong_is_asked_again(phone: Watched) -> None:
    page = phone.open("practice/moments-of-truth/")
    hand, key = Hand(page, touch=True), next(iter(keys(page).values()))
    first = key.id
    hand.answer(key, right=False)
    page.locator("[data-part=main]").click()
    expect(page.locator(f"practice-question[id='{first}']")).to_contain_text("选错")
    page.locator("[data-part=side]").click()
    hand.answer(key, right=True)
    page.locator("[data-part=main]").click()
    expect(page.locator(f"practice-question[id='{first}']")).to_contain_text("答对")


def test_a_wrong_answer_leads_to_the_block_to_reread_and_back(phone: Watched) -> None:
    page = phone.open("practice/moments-of-truth/")
    key = next(iter(keys(page).values()))
    first = key.id
    Hand(page, touch=True).answer(key, right=False)
    page.locator("[data-part=main]").click()
    page.locator("[data-reread]:visible").first.click()
    page.wait_for_url("**/chapters/moments-of-truth/#*")
    page.locator("return-link a").click()
    page.wait_for_url("**/practice/moments-of-truth/**")
    expect(page.locator(f"practice-question[id='{first}']")).to_be_visible()


def test_an_answer_to_another_revision_is_no_answer(phone: Watched) -> None:
    page = phone.open("practice/moments-of-truth/")
    key = next(iter(keys(page).values()))
    first = key.id
    Hand(page, touch=True).answer(key, right=True)
    page.locator("[data-part=main]").click()
    # From a page that keeps nothing: this one would join what it still holds to what is written beneath it.
    page.goto(f"{phone.address}sources/")
    page.evaluate(
        "id => { const key = Object.keys(localStorage).find(k => k.endsWith('/record'));"
        " const kept = JSON.parse(localStorage[key]); const [tag] = Object.keys(kept.items[id]);"
        " kept.items[id] = {['9-00000000']: kept.items[id][tag]}; localStorage[key] = JSON.stringify(kept); }",
        first,
    )
    page.goto(f"{phone.address}practice/moments-of-truth/")
    expect(page.locator(f"practice-question[id='{first}'] input:checked")).to_have_count(0)


def test_an_objective_turns_green_when_its_questions_are_passed(phone: Watched) -> None:
    page = phone.open("chapters/moments-of-truth/")
    ring = page.locator("objective-rings [data-measured-by]").first
    items = (ring.get_attribute("data-measured-by") or "").split()
    expect(ring).not_to_have_attribute("data-passed", "")
    page.evaluate(
        "items => { const store = document.querySelector('[data-store]').dataset.store;"
        " const kept = {version: 1, items: {}, places: {}};"
        " for (const item of items) { const [id, tag] = item.split(':');"
        " kept.items[id] = {[tag]: {at: 1, response: [], result: {share: 1, passed: true}}}; }"
        " localStorage[`${store}/record`] = JSON.stringify(kept); }",
        items,
    )
    page.reload()
    expect(page.locator("objective-rings [data-measured-by]").first).to_have_attribute("data-passed", "")
