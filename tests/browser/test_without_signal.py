"""Without a signal: what was read opens, what was not is said, and editions are never mixed."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.hosting import Host, wait_until_kept
from ground import ROOT, Once
from training_manual.linking import read_manual
from training_manual.mkdocs_host.command import build_site
from training_manual.offline import digest_of
from training_manual.scaffolding import new_chapter

pytestmark = pytest.mark.browser

DATE = int(time.time())


def opened(reader: BrowserContext, url: str) -> Page:
    page = reader.new_page()
    page.goto(url)
    return page


UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const worker = registration.installing;
  if (!worker) return "none";
  await new Promise((done) => {
    worker.onstatechange = () => ["activated", "redundant"].includes(worker.state) && done();
  });
  return worker.state;
}"""


# -- one edition


def test_the_first_chapter_read_and_its_practice_open_without_a_signal(
    site: Path, host: Host, reader: BrowserContext
) -> None:
    host.folder = site
    page = opened(reader, host.url("chapters/ten-dimensions/"))
    wait_until_kept(page, "chapters/ten-dimensions/", "practice/ten-dimensions/")
    host.down()
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    page.goto(host.url("practice/ten-dimensions/"))
    expect(page.locator("practice-quiz[data-ready]")).to_be_visible()
    expect(page.locator("practice-question[data-now] fieldset")).to_be_visible()
    host.up()


def test_a_running_practice_has_its_chapter_with_it(site: Path, host: Host, reader: BrowserContext) -> None:
    host.folder = site
    page = opened(reader, host.url("en/practice/complaint-procedure/"))
    wait_until_kept(page, "en/practice/complaint-procedure/", "en/chapters/complaint-procedure/")
    host.down()
    page.reload()
    expect(page.locator("practice-quiz[data-ready]")).to_be_visible()
    page.goto(host.url("en/chapters/complaint-procedure/"))
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.tm h1')).fontWeight") == "600"
    host.up()


@pytest.mark.parametrize(
    ("folder", "words"),
    [("", ["没有信号，这一页打不开", "再试一次"]), ("en/", ["No signal: this page cannot open", "Try again"])],
)
def test_a_page_never_read_says_so_in_its_language_and_can_be_tried_again(
    site: Path, host: Host, reader: BrowserContext, folder: str, words: list[str]
) -> None:
    host.folder = site
    page = opened(reader, host.url(f"{folder}glossary/"))
    wait_until_kept(page, f"{folder}glossary/")
    title = page.locator(".tm h1").inner_text()
    host.down()
    page.goto(host.url(f"{folder}chapters/ten-dimensions/?from=test#access"))
    expect(page.locator("h1")).to_have_text(words[0])
    kept = page.locator("kept-pages li")
    expect(kept.filter(has_text=title)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    kept.filter(has_text=title).click()
    expect(page.locator(".tm h1")).to_have_text(title)
    page.go_back()
    host.up()
    page.get_by_text(words[1]).click()
    page.wait_for_url(f"**/{folder}chapters/ten-dimensions/?from=test#access")
    expect(page.locator("#access")).to_be_visible()


def test_what_stands_behind_the_hash_leads_to_no_other_site(site: Path, host: Host, reader: BrowserContext) -> None:
    host.folder = site
    wait_until_kept(opened(reader, host.url("glossary/")), "glossary/")
    for wanted in ("//elsewhere.example/", "javascript:alert(1)", "https://elsewhere.example/"):
        page = opened(reader, host.url(f"offline/#{wanted}"))
        expect(page.locator("kept-pages section")).to_be_visible()
        expect(page.locator("[data-again]")).to_be_hidden()


def test_search_that_was_used_works_without_a_signal(site: Path, host: Host, browser: Browser) -> None:
    host.folder = site
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = opened(context, host.url())
    wait_until_kept(page, "")
    search(page, "投诉")  # that page was there before the worker
    page.reload()
    search(page, "投诉")
    wait_until_kept(page, "search/search_index.json")
    host.down()
    page.reload()
    search(page, "首问")
    host.up()
    context.close()


def search(page: Page, query: str) -> None:
    page.wait_for_selector('[data-md-component="search-query"]:not([disabled])')
    field = page.locator(".md-search__input")
    field.click()
    hit = page.locator(".md-search-result__link:has(mark)").first
    for _ in range(40):
        field.fill(query)
        field.press("End")
        page.wait_for_timeout(250)
        if hit.count():
            return
    raise AssertionError(f"{query} is not found")


def test_home_says_whether_pages_open_without_a_signal(site: Path, host: Host, browser: Browser) -> None:
    host.folder = site
    cannot = "这个浏览器不能离线保存，没有信号时打不开。"
    for script, words in (
        ("", "读过的页面没有信号也能打开。"),
        ("delete Navigator.prototype.serviceWorker", cannot),
        ("ServiceWorkerContainer.prototype.register = () => Promise.reject(new Error())", cannot),
    ):
        context = browser.new_context()
        context.add_init_script(script)
        troubles: list[str] = []
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))  # noqa: B023
        page.goto(host.url())
        expect(page.locator("offline-state")).to_have_text(words)
        context.close()
        assert troubles == []


# -- one edition over another


@pytest.fixture(scope="module")
def editions(once: Once) -> tuple[Path, Path]:
    """Two editions of a small manual with two chapters that show one picture; the second changes text and picture."""
    root = once("editions", build_editions)
    return root / "old", root / "new"


def build_editions(root: Path) -> None:
    manual = root / "manual"
    shutil.copytree(ROOT / "plugins/training_manual/starter", manual)
    read = read_manual(manual).manual
    assert read is not None
    name, text = new_chapter("second-call", read)
    seen = "![图](images/plan.svg)\n\n          旧版"
    (manual / name).write_text(text.replace("写正文", seen), "utf-8")
    first = manual / "content/chapters/first-call.yml"
    first.write_text(first.read_text("utf-8").replace("先听完，不打断", seen), "utf-8")
    picture = manual / "content/images/plan.svg"
    picture.parent.mkdir()
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>', "utf-8")
    build_site(manual, root / "old")
    for path in (first, manual / name):
        path.write_text(path.read_text("utf-8").replace("旧版", "新版"), "utf-8")
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"/>', "utf-8")
    style = manual / "site_overrides/pages/missing.css"  # so the folder of scripts and styles has another name
    style.parent.mkdir(parents=True)
    style.write_text(".tm-missing{display:block}", "utf-8")
    build_site(manual, root / "new")
    # Out of an archive, the files of all editions can be of one date; the browser's own cache then takes old for new.
    for path in root.rglob("*"):
        os.utime(path, (DATE, DATE))


def folder_of(site: Path) -> str:
    return next((site / "assets").glob("manual-*")).name


PARTS = """async () => {
  const names = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /manual-/.test(name));
  const picture = await (await fetch(document.querySelector("article img").src)).text();
  return { folders: [...new Set(names.map((name) => name.match(/manual-\\w+/)[0]))], picture };
}"""


def assert_whole(page: Page, site: Path, word: str) -> None:
    """Text, scripts, styles and picture of the page are those of `site`."""
    expect(page.locator(".tm")).to_contain_text(word)
    picture = (site / "images/plan.svg").read_text("utf-8")
    assert page.evaluate(PARTS) == {"folders": [folder_of(site)], "picture": picture}


def test_a_new_edition_replaces_the_old_one_whole(
    editions: tuple[Path, Path], host: Host, reader: BrowserContext
) -> None:
    old, new = editions
    host.folder = old
    page = opened(reader, host.url("chapters/first-call/"))
    wait_until_kept(page, "chapters/first-call/", "practice/first-call/")
    still = opened(reader, host.url("chapters/first-call/"))
    assert_whole(still, old, "旧版")
    host.folder = new
    assert page.evaluate(UPDATE) == "activated"
    page.goto(host.url("chapters/first-call/"))
    assert_whole(page, new, "新版")
    # A page of the old edition that is still open gets the scripts it has not loaded yet, though the server has none.
    script = host.url(f"assets/{folder_of(old)}/elements/tab-set.js")
    assert still.evaluate("async (url) => (await fetch(url)).ok", script)
    host.down()
    page.reload()
    assert_whole(page, new, "新版")
    page.goto(host.url("practice/first-call/"))  # kept before, fetched anew, not visited since
    assert folder_of(new) in page.content()
    assert folder_of(old) not in page.content()
    host.up()


def test_an_edition_that_cannot_be_fetched_whole_changes_nothing(
    editions: tuple[Path, Path], host: Host, reader: BrowserContext, tmp_path: Path
) -> None:
    old, new = editions
    host.folder = old
    page = opened(reader, host.url("chapters/first-call/"))
    wait_until_kept(page, "chapters/first-call/", "practice/first-call/")
    host.folder = shutil.copytree(new, tmp_path / "half")
    late = host.folder / "practice/first-call/index.html"
    late.write_bytes((old / "practice/first-call/index.html").read_bytes())
    assert page.evaluate(UPDATE) == "redundant"
    late.unlink()
    assert page.evaluate(UPDATE) == "redundant"
    host.down()
    page.reload()
    assert_whole(page, old, "旧版")
    host.up()
    host.folder = new
    assert page.evaluate(UPDATE) == "activated"
    page.reload()
    assert_whole(page, new, "新版")


def test_a_page_of_the_next_edition_is_shown_whole_and_not_kept(
    editions: tuple[Path, Path], host: Host, reader: BrowserContext, tmp_path: Path
) -> None:
    old, new = editions
    host.folder = old
    page = opened(reader, host.url("chapters/first-call/"))
    wait_until_kept(page, "chapters/first-call/")
    page.reload()  # the picture is asked for through the worker
    assert_whole(page, old, "旧版")
    host.folder = shutil.copytree(new, tmp_path / "unlisted")
    next(host.folder.glob("offline-*.json")).unlink()  # the next worker cannot be installed yet
    page.goto(host.url("chapters/second-call/"))
    assert_whole(page, new, "新版")
    page.goto(host.url("chapters/first-call/"))  # nobody is led back
    assert_whole(page, new, "新版")
    host.down()
    page.reload()
    assert_whole(page, old, "旧版")
    page.goto(host.url("chapters/second-call/"))
    expect(page.locator("h1")).to_have_text("没有信号，这一页打不开")
    host.up()


def test_going_back_an_edition_and_forward_again_stays_whole(
    editions: tuple[Path, Path], host: Host, reader: BrowserContext
) -> None:
    old, new = editions
    host.folder = old
    page = opened(reader, host.url("chapters/first-call/"))
    wait_until_kept(page, "chapters/first-call/")
    for folder, word in ((new, "新版"), (old, "旧版"), (new, "新版"), (old, "旧版")):
        host.folder = folder
        assert page.evaluate(UPDATE) == "activated"
        page.reload()
        assert_whole(page, folder, word)
    host.down()
    page.reload()
    assert_whole(page, old, "旧版")
    host.up()


def test_two_editions_are_kept_and_a_page_taken_out_opens_no_more(
    editions: tuple[Path, Path], host: Host, reader: BrowserContext, tmp_path: Path
) -> None:
    old, new = editions
    host.folder = old
    page = opened(reader, host.url("chapters/first-call/"))
    wait_until_kept(page, "chapters/first-call/")
    third = shutil.copytree(new, tmp_path / "third")
    (path,) = third.glob("offline-*.json")
    listed = json.loads(path.read_text("utf-8"))
    del listed["files"]["forms/f01/index.html"]
    text = json.dumps(listed)
    version = digest_of(text.encode())
    path.unlink()
    (third / f"offline-{version}.json").write_text(text, "utf-8")
    worker = (third / "sw.js").read_text("utf-8")
    (third / "sw.js").write_text(worker.replace(path.stem.removeprefix("offline-"), version), "utf-8")
    for folder in (new, third):
        wait_until_kept(opened(reader, host.url("forms/f01/")), "forms/f01/")
        host.folder = folder
        assert page.evaluate(UPDATE) == "activated"
    kept = page.evaluate("async () => (await (await caches.open(location.origin + '/')).keys()).map(({ url }) => url)")
    lists = [url.rpartition("/")[2] for url in kept if "/offline-" in url]
    assert lists == [path.name, f"offline-{version}.json"]
    named = set(listed["files"].values()) | set(json.loads((new / path.name).read_text("utf-8"))["files"].values())
    assert {url.partition("=")[2] for url in kept if "?kept=" in url} <= named
    host.down()
    page.goto(host.url("forms/f01/"))
    expect(page.locator("h1")).to_have_text("没有信号，这一页打不开")
    host.up()


def test_a_preview_on_the_same_port_ends_the_work_of_a_build(
    editions: tuple[Path, Path], host: Host, reader: BrowserContext, tmp_path: Path
) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config.base import load_config

    old, new = editions
    config = load_config(str(new.parent / "manual/mkdocs.yml"), site_dir=str(tmp_path / "served"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    assert not list((tmp_path / "served").glob("offline-*.json"))
    host.folder = old
    page = opened(reader, host.url("chapters/first-call/"))
    wait_until_kept(page, "chapters/first-call/")
    host.folder = tmp_path / "served"
    page.reload()  # still the old page, but the browser sees that there is another worker
    expect(page.locator(".tm")).to_contain_text("新版", timeout=15000)
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.reload()
    expect(page.locator(".tm")).to_contain_text("新版")
    page.goto(host.url())
    page.wait_for_timeout(300)
    assert page.locator("offline-state").inner_text() == ""
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
