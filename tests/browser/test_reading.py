"""A new employee reads: on a phone and at a desk, in both languages, with and without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.walking import Watched

pytestmark = pytest.mark.browser

PAGES = [
    "",
    "chapters/ten-dimensions/",
    "chapters/moments-of-truth/",
    "chapters/complaint-procedure/",
    "practice/complaint-procedure/",
    "practice/complaint-procedure/test/",
    "tests/complaint-desk/",
    "review/",
    "mistakes/",
    "offline/",
    "role-plays/rp-wrong-door/",
    "role-plays/rp-wrong-door/customer/",
    "role-plays/rp-wrong-door/observer/",
    "role-plays/rp-wrong-door/slips/",
    "forms/f01/",
    "glossary/",
    "progress/",
    "progress/completion/",
    "record/",
]
BOTH = [*PAGES, *(f"en/{page}" for page in PAGES)]


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_scrolls_sideways_and_the_console_is_empty(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, is_mobile=width < 500)
    watched = Watched(context, address)
    for path in BOTH:
        page = watched.open(path)
        page.wait_for_timeout(150)  # what a script would add
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        page.close()
    context.close()
    assert watched.trouble == []


def test_changing_the_language_keeps_page_and_place(phone: Watched) -> None:
    page = phone.open("chapters/ten-dimensions/#access")
    page.locator("label[for=__drawer].md-header__button").click()
    page.locator("a[data-language]").first.click()
    page.wait_for_url("**/en/chapters/ten-dimensions/#access")
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.locator("#access")).to_have_text("Access")


def test_a_term_opens_where_it_stands_and_closes_again(phone: Watched) -> None:
    page = phone.open("chapters/ten-dimensions/")
    term = page.locator("a.tm-term").first
    name = term.inner_text()
    term.click()
    sheet = page.locator("dialog[open]")
    expect(sheet.locator("h2")).to_contain_text(name)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.url.endswith("chapters/ten-dimensions/")


def test_without_script_everything_can_be_read(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "chapters/ten-dimensions/")
    panels = page.locator(".tm-dimension").first.locator(".tm-tabs__panel")
    assert panels.count() == 3
    for number in range(3):
        expect(panels.nth(number)).to_be_visible()
    page.goto(address + "practice/moments-of-truth/")
    asked = page.locator("practice-question").count()
    assert asked > 10
    assert page.locator("fieldset:visible").count() == asked
    assert page.locator(".tm-answer:visible").count() == asked
    page.goto(address)
    assert page.locator('.tm-home a[href*="chapters/"]:visible').count() >= 3
    context.close()


def test_a_form_keeps_what_was_filled_in_on_this_device(phone: Watched) -> None:
    page = phone.open("forms/f01/")
    field = page.locator("input[name$=-received-by], input[name*=received-by]").first
    field.fill("陈立")
    field.blur()
    page.reload()
    expect(page.locator("input[name*=received-by]").first).to_have_value("陈立")


def test_a_checklist_keeps_its_marks_and_names_the_lowest_three(phone: Watched) -> None:
    page = phone.open("chapters/ten-dimensions/#eighteen-questions")
    listed = page.locator("[data-ref='ten-dimensions#eighteen-questions']")
    names = listed.locator("input[type=radio]").evaluate_all("all => [...new Set(all.map(i => i.name))]")
    assert len(names) == 18
    for number, name in enumerate(names):
        value = "1" if number < 3 else "4"
        listed.locator(f"input[name='{name}'][value='{value}']").check(force=True)
    page.reload()
    expect(page.locator(f"input[name='{names[0]}'][value='1']")).to_be_checked()
    expect(page.locator("[data-ref='ten-dimensions#eighteen-questions']")).to_contain_text("63")


def test_the_role_chosen_on_the_home_page_is_remembered(phone: Watched) -> None:
    page = phone.open("")
    page.locator("[data-choose=technician]").click()
    page.reload()
    expect(page.locator("select").first).to_have_value("technician")
    page.locator("[data-go]").click()
    page.wait_for_url("**/chapters/**")


@pytest.mark.parametrize(("scheme", "paths"), [("light", PAGES), ("dark", BOTH[len(PAGES) :])], ids=["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, scheme: str, paths: list[str]) -> None:
    """Beyond what Material's own untouched page has: its search dialog has no name."""
    import json

    import axe_playwright_python

    script = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    found = []
    for path in paths:
        page = context.new_page()
        page.goto(address + path)
        page.evaluate(script)
        run = "axe.run({resultTypes: ['violations']}).then(r => JSON.stringify(r.violations))"
        result = json.loads(page.evaluate(run))
        for violation in result:
            if violation["impact"] in ("serious", "critical") and violation["id"] != "aria-dialog-name":
                places = [node["target"][0] for node in violation["nodes"][:3]]
                found.append(f"{path}: {violation['id']} {places}")
        page.close()
    context.close()
    assert found == []
