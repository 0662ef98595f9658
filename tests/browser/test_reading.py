"""A new employee reads: on a phone and at a desk, in both languages, with and without script."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from browser.walking import Watched
from ground import ROOT

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
    "role-plays/rp-wrong-door/sheet/",
    "role-plays/rp-wrong-door/rehearsal/",
    "role-plays/",
    "session/",
    "session/print/",
    "forms/f01/",
    "chapters/service-processes/",
    "chapters/trainer-guide/",
    "glossary/",
    "sources/",
    "history/",
    "progress/",
    "progress/completion/",
    "record/",
    "desk/",
    "assignment/",
]
BOTH = [*PAGES, *(f"en/{page}" for page in PAGES)]
FORMS = sorted(path.stem for path in (ROOT / "content/forms").glob("*.yml"))


@pytest.mark.slow
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_scrolls_sideways_and_the_console_is_empty(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, is_mobile=width < 500, service_workers="block"
    )
    watched = Watched(context, address)
    page = watched.open("")
    for path in [one for one in BOTH if not re.search("chapters/|forms/", one)] if width == 360 else PAGES:
        page.goto(address + path)
        page.wait_for_timeout(100)  # what a script would add
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
    assert watched.trouble == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["", "en/"])
def test_no_chapter_and_no_form_scrolls_sideways_on_a_small_phone(
    browser: Browser, address: str, site: Path, language: str
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, is_mobile=True, service_workers="block")
    watched = Watched(context, address)
    page = watched.open("")
    for folder in ("chapters", "forms"):
        for found in sorted((site / language / folder).iterdir()):
            page.goto(f"{address}{language}{folder}/{found.name}/")
            page.wait_for_timeout(100)  # what a script would add
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, found.name
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


NAMED = """[...document.querySelectorAll("button")].every((one) =>
    !one.offsetParent || one.textContent.trim() || one.title || one.getAttribute("aria-label"))"""


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "paths"), [("light", PAGES), ("dark", BOTH[len(PAGES) :])], ids=["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, scheme: str, paths: list[str]) -> None:
    """Beyond what Material's own untouched page has: its search dialog has no name. Dark differs in colours alone."""
    import json

    import axe_playwright_python

    script = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text("utf-8")
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
        service_workers="block",
    )
    found = []
    page = context.new_page()
    for path in paths:
        page.goto(address + path)
        # A player names its buttons once it knows what there is to play; one that never does is found below.
        with suppress(PlaywrightTimeout):
            page.wait_for_function(NAMED, timeout=5000)
        page.evaluate(script)
        rules = "" if scheme == "light" else "runOnly: ['color-contrast'], "
        run = f"axe.run({{{rules}resultTypes: ['violations']}}).then(r => JSON.stringify(r.violations))"
        result = json.loads(page.evaluate(run))
        for violation in result:
            if violation["impact"] in ("serious", "critical") and violation["id"] != "aria-dialog-name":
                places = [node["target"][0] for node in violation["nodes"][:3]]
                found.append(f"{path}: {violation['id']} {places}")
    context.close()
    assert found == []


@pytest.mark.parametrize("language", ["", "en/"])
def test_a_form_prints_on_one_sheet(browser: Browser, address: str, language: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    sheets = {}
    for form in FORMS:
        page.goto(f"{address}{language}forms/{form}/")
        sheets[form] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    page.close()
    assert {form: count for form, count in sheets.items() if count != 1} == {}


def test_a_formula_works_out_what_is_typed_and_goes_back_to_its_example(phone: Watched) -> None:
    page = phone.open("chapters/complaint-facts/#our-complaint-rate")
    sheet = page.locator("section:has(> #our-complaint-rate) formula-sheet")
    example = sheet.locator("output").inner_text()
    sheet.locator("input").first.fill("８")
    expect(sheet.locator("output")).to_have_text("5.00")
    sheet.locator("input").nth(1).fill("0")
    expect(sheet.locator("output")).to_have_text("还差数")
    sheet.locator("button").click()
    expect(sheet.locator("output")).to_have_text(example)


def test_previous_and_next_follow_the_chosen_path(phone: Watched) -> None:
    page = phone.open("chapters/moments-of-truth/")
    expect(page.locator("path-steps > :not([data-role])")).to_be_visible()
    page.goto(phone.address)
    page.locator("[data-choose=technician]").click()
    page.goto(phone.address + "chapters/moments-of-truth/")
    way = page.locator("path-steps > [data-role=technician]")
    expect(way).to_be_visible()
    expect(page.locator("path-steps > :not([data-role])")).to_be_hidden()
    names = [role.get_attribute("href") for role in way.locator("a").all()]
    assert all(name and name.startswith("../") for name in names)
