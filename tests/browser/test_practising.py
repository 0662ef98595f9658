"""A new employee practises: every kind by keyboard and touch, saved at every tap, wrong ones again."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from browser.walking import Watched

pytestmark = pytest.mark.browser


def keys(page: Page) -> dict[str, dict[str, object]]:
    """The key of every question on the page, as the player reads it."""
    scripts = page.locator("practice-question").evaluate_all(
        "all => all.map(q => [q.id, q.dataset.hand, q.querySelector('script[type=\"application/json\"]').textContent])"
    )
    return {own: {"hand": hand, **json.loads(data)} for own, hand, data in scripts}


def answer(page: Page, own: str, asked: dict[str, object], right: bool) -> None:
    """Answers the open question, right or wrong."""
    question = page.locator(f"practice-question[id='{own}']")
    key = asked["key"]
    assert isinstance(key, dict)
    match asked["hand"]:
        case "choose":
            boxes = question.locator("input.tm-option__input, input[type=checkbox], input[type=radio]")
            values = boxes.evaluate_all("all => all.map(i => i.value)")
            wanted = key["right"] if right else [v for v in values if v not in key["right"]][:1]
            for value in wanted:
                question.locator(f"input[value='{value}']").check(force=True)
        case "arrange":
            order = key["right"] if right else list(reversed(key["right"]))
            for place, item in enumerate(order):
                for _ in range(20):
                    shown = question.locator("[data-atom]").evaluate_all("all => all.map(r => r.dataset.atom)")
                    if shown.index(item) <= place:
                        break
                    question.locator(f"[data-atom='{item}'] [data-move=up]").click()
            if question.locator("[data-atom]").evaluate_all("all => all.map(r => r.dataset.atom)") == order:
                # an order that already stood there still has to be touched once
                question.locator("[data-move=down]").first.click()
                question.locator(f"[data-atom='{order[0]}'] [data-move=up]").click()
        case "pair":
            for row, choice in key["right"].items():
                held = question.locator(f"[data-atom='{row}']")
                choices = held.locator("[data-choice]").evaluate_all("all => all.map(c => c.dataset.choice)")
                picked = choice if right else next(c for c in choices if c != choice)
                if held.locator("select").count():
                    held.locator("select").select_option(picked)
                else:
                    held.locator(f"label[data-choice='{picked}']").click()
        case "fill":
            question.locator("input[type=text]").fill(key["right"][0] if right else "没有")
        case "write":
            question.locator("textarea").fill("我来办，今天下班前给您回电，这样可以吗？")


def test_a_practice_is_answered_saved_and_gone_through_to_the_result(phone: Watched) -> None:
    page = phone.open("practice/ten-dimensions/")
    asked = keys(page)
    assert len(asked) == 16
    order = list(asked)
    main = page.locator("[data-part=main]")
    for number, own in enumerate(order):
        expect(page.locator(f"practice-question[id='{own}']")).to_be_visible()
        right = number % 4 != 1
        answer(page, own, asked[own], right)
        main.click()
        if asked[own]["hand"] == "write":
            for met in page.locator(f"practice-question[id='{own}'] label[data-atom]").all():
                met.click()
            main.click()
        expect(page.locator("[data-part=status]")).not_to_be_empty()
        if number == 4:  # the phone dies here
            page.reload()
            expect(page.locator(f"practice-question[id='{own}']")).to_be_visible()
        main.click()
    result = page.locator("[data-part=result]")
    expect(result).to_be_visible()
    expect(result).to_contain_text("12")
    wrong = page.locator("[data-part=list] li")
    assert wrong.count() == 4


def test_only_what_was_wrong_is_asked_again(phone: Watched) -> None:
    page = phone.open("practice/moments-of-truth/")
    asked = keys(page)
    first = next(own for own, a in asked.items() if a["hand"] == "choose" and a["key"]["rule"] == "exact")  # type: ignore[index]
    assert first == next(iter(asked))
    answer(page, first, asked[first], right=False)
    page.locator("[data-part=main]").click()
    expect(page.locator(f"practice-question[id='{first}']")).to_contain_text("选错")
    page.locator("[data-part=side]").click()
    answer(page, first, asked[first], right=True)
    page.locator("[data-part=main]").click()
    expect(page.locator(f"practice-question[id='{first}']")).to_contain_text("答对")


def test_a_wrong_answer_leads_to_the_block_to_reread_and_back(phone: Watched) -> None:
    page = phone.open("practice/moments-of-truth/")
    asked = keys(page)
    first = next(iter(asked))
    answer(page, first, asked[first], right=False)
    page.locator("[data-part=main]").click()
    page.locator("[data-reread]:visible").first.click()
    page.wait_for_url("**/chapters/moments-of-truth/#*")
    page.locator("return-link a").click()
    page.wait_for_url("**/practice/moments-of-truth/**")
    expect(page.locator(f"practice-question[id='{first}']")).to_be_visible()


def test_an_answer_to_another_revision_is_no_answer(phone: Watched) -> None:
    page = phone.open("practice/moments-of-truth/")
    asked = keys(page)
    first = next(iter(asked))
    answer(page, first, asked[first], right=True)
    page.locator("[data-part=main]").click()
    page.evaluate(
        "id => { const key = Object.keys(localStorage).find(k => k.endsWith('/record'));"
        " const kept = JSON.parse(localStorage[key]); const [tag] = Object.keys(kept.items[id]);"
        " kept.items[id] = {['9-00000000']: kept.items[id][tag]}; localStorage[key] = JSON.stringify(kept); }",
        first,
    )
    page.reload()
    assert page.locator(f"practice-question[id='{first}'] input:checked").count() == 0


def test_a_conversation_is_walked_to_its_end_by_keyboard(desk: Watched) -> None:
    page = desk.open("practice/moments-of-truth/")
    asked = keys(page)
    walk = next(own for own, a in asked.items() if a["hand"] == "walk")
    side, main = page.locator("[data-part=side]"), page.locator("[data-part=main]")
    while not page.locator(f"practice-question[id='{walk}']").is_visible():
        (side if side.is_visible() else main).click()
    for _ in range(12):
        choices = page.locator(f"practice-question[id='{walk}'] button:visible")
        if not choices.count():
            break
        choices.first.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(80)
    main.click()
    expect(page.locator("[data-part=status]")).not_to_be_empty()


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
