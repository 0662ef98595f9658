"""An old edition in hand: it says so, leads to the one that holds, and old links lead on to where things are now."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from browser.hosting import Host, wait_until_kept
from releases import change, release, starter
from training_manual.__main__ import main

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a manual that was released twice; in between a block was renamed."""
    root = starter(tmp_path_factory.mktemp("editions") / "manual", "en")
    release(root, "2026.1")
    change(root, "content/chapters/first-call.yml", "- id: say-when\n", "- id: say-a-time\n        was: [say-when]\n")
    change(root, "content/chapters/first-call.yml", "id: first-call\n", "id: the-call\nwas: [first-call]\n")
    (root / "content/chapters/first-call.yml").rename(root / "content/chapters/the-call.yml")
    (root / "quizzes/first-call.yml").rename(root / "quizzes/the-call.yml")
    for path in [*root.glob("content/**/*.yml"), *root.glob("quizzes/*.yml")]:
        text = path.read_text("utf-8").replace("[first-call]", "«»").replace("first-call", "the-call")
        path.write_text(text.replace("«»", "[first-call]").replace("reread: say-when", "reread: say-a-time"), "utf-8")
    release(root, "2026.2")
    assert main(["build", str(root)]) == 0
    return root / "site"


@pytest.fixture
def kept(built: Path, host: Host, tmp_path: Path) -> Host:
    """A host of a copy of it."""
    shutil.copytree(built, tmp_path / "site")
    host.folder = tmp_path / "site"
    return host


@pytest.fixture
def page(reader: BrowserContext) -> Iterator[Page]:
    """A page whose console stays empty."""
    page, said = reader.new_page(), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    assert said == []


def test_a_kept_page_says_which_edition_holds_and_leads_to_the_same_place_in_it(kept: Host, page: Page) -> None:
    page.goto(kept.url("e/2026.1/en/chapters/first-call/#say-when"))
    notice = page.locator("edition-notice")
    expect(notice).to_contain_text("This is edition 2026.1; edition 2026.2 is in force.")
    expect(notice).to_be_in_viewport()
    notice.get_by_role("link", name="This page in edition 2026.2").click()
    page.wait_for_url(kept.url("en/chapters/the-call/#say-a-time"))
    expect(page.locator("#say-a-time")).to_be_in_viewport()
    expect(page.locator("edition-notice")).to_have_count(0)


def test_the_edition_that_holds_says_nothing_and_its_chooser_leads_to_the_same_page_of_another(
    kept: Host, page: Page
) -> None:
    page.goto(kept.url("e/2026.2/glossary/"))
    page.get_by_text("换一版看").click()
    chooser = page.locator("edition-menu").get_by_role("link")
    expect(chooser).to_have_text(["2026.2 版 现行", "2026.1 版"], use_inner_text=True)
    expect(page.locator("edition-notice")).to_be_hidden()
    chooser.nth(1).click()
    page.wait_for_url(kept.url("e/2026.1/glossary/"))
    expect(page.locator("edition-notice")).to_be_visible()


def test_an_edition_holds_until_the_day_the_next_one_begins(kept: Host, page: Page) -> None:
    path = kept.folder / "versions.json"
    listed = json.loads(path.read_text("utf-8"))
    listed[0]["properties"]["effective"] = "2099-12-01"
    path.write_text(json.dumps(listed), "utf-8")
    page.goto(kept.url("e/2026.1/"))
    expect(page.locator("edition-notice")).to_contain_text("这是 2026.1 版，2099年12月1日起用 2026.2 版。")
    page.goto(kept.url("e/2026.2/"))
    expect(page.locator("edition-notice")).to_contain_text("2099年12月1日起生效，在那以前用 2026.1 版。")


def test_links_to_what_was_renamed_lead_on_by_themselves(kept: Host, page: Page) -> None:
    for old, new in (
        ("chapters/first-call/#say-when", "chapters/the-call/#say-a-time"),
        ("chapters/first-call/#who-answers", "chapters/the-call/#who-answers"),
        ("en/practice/first-call/#fc-restate", "en/practice/the-call/#fc-restate"),
    ):
        page.goto(kept.url(old))
        page.wait_for_url(kept.url(new))
    page.goto(kept.url("chapters/the-call/#say-when"))  # its name of before, in the chapter as it is now called
    expect(page.locator("#say-a-time")).to_be_in_viewport()


def test_the_worker_of_the_site_answers_for_no_kept_edition(kept: Host, reader: BrowserContext) -> None:
    page = reader.new_page()
    page.goto(kept.url("en/chapters/the-call/"))
    wait_until_kept(page, "en/chapters/the-call/")
    page.goto(kept.url("e/2026.1/en/chapters/first-call/"))
    expect(page.locator("edition-notice")).to_be_visible()
    kept.down()
    page.goto(kept.url("e/2026.1/en/chapters/first-call/"))
    expect(page).to_have_url(kept.url("en/offline/#e/2026.1/en/chapters/first-call/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("No signal: this page cannot open")
    kept.up()
