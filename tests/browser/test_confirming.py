"""Somebody confirms what they have read; new words leave it as it is, a changed limit asks again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import PHONE
from browser.hosting import Host
from browser.walking import Watched
from releases import change, starter
from training_manual.building import frozen, prepare
from training_manual.linking.records import edition_text
from training_manual.mkdocs_host.command import build_site

pytestmark = pytest.mark.browser

CHAPTER, SECTION = "content/chapters/first-call.yml", "first-call#answering"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The starter as it was released, with other words since, and with another limit."""
    into = tmp_path_factory.mktemp("confirming")
    root, built = starter(into / "manual"), {}
    prepared = prepare(root)
    edition = replace(frozen(prepared.manuals, prepared.overrides), number="2026.1", approved_by={"zh": "总部"})
    (root / "editions").mkdir()
    day = date(2026, 3, 1)
    (root / "editions/2026.1.json").write_text(edition_text(replace(edition, effective=day, released=day)), "utf-8")
    for name, old, new in (
        ("released", "", ""),
        ("words", "先听完，不打断。", "先听完，中间不打断。"),
        ("material", "    n: 30\n", "    n: 20\n"),
    ):
        change(root, "content/brand.yml" if name == "material" else CHAPTER, old, new)
        built[name] = into / name
        build_site(root, built[name])
    return built


@pytest.fixture
def learner(browser: Browser, sites: dict[str, Path]) -> Iterator[Watched]:
    host = Host(sites["released"])
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, service_workers="block")
    watched = Watched(context, host.url())
    watched.host = host  # type: ignore[attr-defined]
    yield watched
    context.close()
    host.down()
    assert watched.trouble == []


READ = "([store, ref]) => JSON.parse(localStorage.getItem(`${store}/record`) ?? '{}').read?.[ref]?.tag"
FORGET = """([store, ref]) => {
    const record = JSON.parse(localStorage.getItem(`${store}/record`));
    delete record.read[ref];
    localStorage.setItem(`${store}/record`, JSON.stringify(record));
}"""


def store(page: Page) -> str | None:
    return page.locator("[data-store]").get_attribute("data-store")


def read(page: Page, section: str) -> str:
    """Reads the section to its end; the tag it is then kept with."""
    page.locator(f"[data-read={section}] > :last-child").scroll_into_view_if_needed()
    kept = [store(page), f"first-call#{section}"]
    page.wait_for_function(READ, arg=kept)
    return str(page.evaluate(READ, kept))


def revise(learner: Watched, page: Page, site: Path, path: str = "confirm/") -> None:
    """The sources are another version from now on, and the learner comes back."""
    learner.host.folder = site  # type: ignore[attr-defined]
    page.goto(learner.address + path)


def test_a_confirmation_outlives_new_words_and_ends_with_a_changed_limit(
    learner: Watched, sites: dict[str, Path]
) -> None:
    page = learner.open("confirm/")
    row = page.locator(f'[data-ref="{SECTION}"]')
    state, confirm, undo = (
        row.locator("[data-part=state]"),
        row.locator("[data-do=confirm]"),
        row.locator("[data-do=undo]"),
    )
    page.locator("[data-part=role] select").select_option("newcomer")
    expect(state).to_have_text("还没确认，先读一遍")
    confirm.click()
    expect(state).to_contain_text("再点一次")  # it was never read here
    confirm.click()
    expect(state).to_contain_text("2026.1 版")
    row.locator("summary").click()
    row.locator("textarea").fill("夜里谁接？")
    expect(page.locator("[data-part=count]")).to_have_text("要确认 2 处，已确认 1 处")

    page.reload()
    expect(state).to_contain_text("已确认")
    expect(row.locator("textarea")).to_have_value("夜里谁接？")
    expect(page.locator("[data-part=role] select")).to_have_value("newcomer")
    undo.click()
    expect(state).to_have_text("还没确认，先读一遍")
    confirm.click()
    confirm.click()

    revise(learner, page, sites["words"])
    expect(state).to_contain_text("已确认")
    expect(page.locator("[data-part=count]")).to_contain_text("没有改到")

    revise(learner, page, sites["material"])
    expect(state).to_contain_text("内容改过了，要再确认")
    expect(page.locator("[data-part=count]")).to_have_text("要确认 1 处，已确认 0 处")
    expect(row.locator("textarea")).to_have_value("夜里谁接？")
    row.get_by_role("link").click()
    read(page, "answering")
    page.locator("reading-place").get_by_text("去确认").click()
    expect(state).to_contain_text("内容改过了，要再确认")
    confirm.click()  # read meanwhile: one tap is enough
    expect(state).to_contain_text("已确认")
    expect(page.locator("[data-part=count]")).to_have_text("全部确认了，共 1 处。")


def test_the_practice_of_changes_asks_who_knew_the_edition_before_and_nobody_new(
    learner: Watched, sites: dict[str, Path]
) -> None:
    page = learner.open("chapters/first-call/")
    page.locator("[data-read=answering] > :last-child").scroll_into_view_if_needed()
    store = page.locator("[data-store]").get_attribute("data-store")
    page.wait_for_function(
        "store => localStorage.getItem(`${store}/record`)?.includes('answering\":{\"tag')", arg=store
    )
    revise(learner, page, sites["material"], "changes/practice/")
    expect(page.locator("practice-question[data-now]")).to_be_visible()
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("[data-part=status]")).to_contain_text("没有要补的题")
    page.locator("[data-act=back]").click()
    page.wait_for_url("**/changes/")


def test_leafing_through_an_edition_that_is_kept_does_not_undo_what_was_read_since(
    learner: Watched, sites: dict[str, Path]
) -> None:
    learner.host.folder = sites["material"]  # type: ignore[attr-defined]
    page = learner.open("chapters/first-call/")
    tag = read(page, "answering")
    read(page, "try-it")
    page.evaluate(FORGET, [store(page), "first-call#try-it"])
    old = (sites["released"] / "chapters/first-call/index.html").read_text("utf-8")
    body = old.replace("<reading-place", "<edition-notice hidden></edition-notice><reading-place")
    learner.context.route(
        "**/chapters/first-call/", lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8")
    )
    revise(learner, page, sites["released"], "chapters/first-call/")
    read(page, "answering")
    read(page, "try-it")  # never read before, so it counts
    assert page.evaluate(READ, [store(page), "first-call#answering"]) == tag


def test_a_browser_that_keeps_nothing_says_so(learner: Watched) -> None:
    refuse = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"
    # Material's own scripts ask for it on every page; ours run later.
    later = "document.addEventListener('readystatechange', () => {" + refuse + "}, { once: true })"
    learner.context.add_init_script(later)
    page = learner.open("confirm/")
    expect(page.locator("[data-problem=blocked]")).to_be_visible()
    row = page.locator(f'[data-ref="{SECTION}"]')
    row.locator("[data-do=confirm]").click()
    row.locator("[data-do=confirm]").click()
    expect(row.locator("[data-part=state]")).to_contain_text("已确认")  # as long as the page is open
