"""The page of changes on a phone: whose rereading it shows, since which edition, with or without old words."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from small_editions import EVERYTHING, Files, block, html, overrides, released, renderer
from training_manual.assets import make_assets, sheets_for
from training_manual.pages.page import elements_in
from training_manual.rendering.addresses import CHANGES, HOME
from training_manual.rendering.renderer import Renderer

pytestmark = pytest.mark.browser
BETWEEN = 1775000000000
"""After 2026.1 was released, before 2026.2."""


def oldest(files: Files) -> None:
    block(files, "knock-first")["title"] = "敲三下门"


@pytest.fixture(scope="module")
def site() -> Renderer:
    editions = [released("2025.2", oldest), released("2026.1"), released("2026.2", *EVERYTHING)]
    return renderer(editions, *EVERYTHING)


@pytest.fixture(scope="module")
def address(site: Renderer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two pages as a host would serve them, without the host."""
    folder = tmp_path_factory.mktemp("changes")
    assets = make_assets(overrides(), site.manual.brand.look)
    for name, text in assets.files.items():
        put(folder / "assets" / name, text)
    for path, kind in ((CHANGES, "changes"), (HOME, "home")):
        body, up = html(site, path), "../" * path.count("/")
        links = [f'<link rel="stylesheet" href="{up}assets/{sheet}">' for sheet in sheets_for(kind, elements_in(body))]
        links += [f'<script type="module" src="{up}assets/elements/{name}.js"></script>' for name in elements_in(body)]
        head = f'<meta charset="utf-8"><link rel="icon" href="data:,">{"".join(links)}'
        put(
            folder / path / "index.html",
            f'<!doctype html><html lang="zh">{head}<body class="md-typeset"><div class="md-content__inner">{body}',
        )
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def record(site: Renderer) -> dict[str, Any]:
    """Of somebody who has read the first chapter in 2026.1."""
    then = site.manual.lineage.editions[1].sections["samples#at-the-door"]
    read = {"samples#at-the-door": {"tag": then, "at": BETWEEN}}
    return {"version": 1, "items": {}, "places": {}, "read": read, "attempts": {}, "days": {}}


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    tab, trouble = context.new_page(), list[str]()
    tab.on("pageerror", lambda error: trouble.append(str(error)))
    tab.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    yield tab
    context.close()
    assert trouble == []


def opened(tab: Tab, address: str, path: str, **kept: object) -> None:
    tab.goto(address + path)
    tab.evaluate("kept => Object.entries(kept).forEach(([k, v]) => localStorage.setItem(`SAMPLE/${k}`, v))", kept)
    tab.reload()


def shown(tab: Tab) -> list[str]:
    return [str(row.get_attribute("data-entry")) for row in tab.locator("[data-entry]:visible").all()]


def test_who_has_read_an_earlier_edition_sees_what_to_read_again(tab: Tab, address: str, site: Renderer) -> None:
    opened(tab, address, CHANGES, record=json.dumps(record(site)), role=json.dumps("first-contact"))
    expect(tab.get_by_role("tab", name="我要重读 2")).to_have_attribute("aria-selected", "true")
    assert shown(tab) == ["samples#nine-steps", "samples#call-first"]
    tab.get_by_role("tab", name="我要重读").press("ArrowRight")
    expect(tab.get_by_role("tab", name="全部 7")).to_be_focused()
    assert len(shown(tab)) == 7
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    tab.get_by_role("tab", name="字句 3").click()
    assert shown(tab) == ["samples#power-off-first", "phone-rings", "rp-first-visit"]


def test_who_never_read_anything_is_sent_to_the_path_and_sees_everything(tab: Tab, address: str) -> None:
    opened(tab, address, CHANGES)
    expect(tab.get_by_role("tab", name="全部 7")).to_have_attribute("aria-selected", "true")
    tab.get_by_role("tab", name="我要重读 0").click()
    expect(tab.get_by_role("status")).to_contain_text("第一次读")
    assert shown(tab) == []


def test_an_older_edition_to_compare_with_brings_its_own_changes(tab: Tab, address: str) -> None:
    opened(tab, address, CHANGES)
    assert "samples#knock-first" not in shown(tab)
    tab.get_by_label("从哪一版算起").select_option("2025.2")
    expect(tab.get_by_role("tab", name="全部 8")).to_be_visible()
    assert "samples#knock-first" in shown(tab)


def test_old_words_can_be_put_aside(tab: Tab, address: str) -> None:
    opened(tab, address, CHANGES)
    expect(tab.locator("article del").first).to_be_visible()
    tab.get_by_role("button", name="只看新文").click()
    expect(tab.locator("article del").first).to_be_hidden()
    expect(tab.locator("article ins").first).to_be_visible()


def test_the_home_page_says_how_much_there_is_for_the_role_just_chosen(tab: Tab, address: str, site: Renderer) -> None:
    opened(tab, address, HOME, record=json.dumps(record(site)))
    expect(tab.locator("edition-news")).to_contain_text("你要重读\u00a02\u00a0处")
    tab.get_by_role("link", name="安装师傅").click()
    expect(tab.locator("edition-news")).to_contain_text("你要重读\u00a01\u00a0处")
