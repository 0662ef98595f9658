"""Search finds Chinese words: each query's first hit is the place somebody wrote down for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from browser.walking import Watched

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text("utf-8"))
CASES = [(language, query, place) for language, found in QUERIES.items() for query, place in found.items()]


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
    watched = Watched(context, address, searches=True)
    yield watched
    context.close()
    assert watched.trouble == []


@pytest.mark.browser
@pytest.mark.parametrize(("language", "query", "place"), CASES, ids=[query for _, query, _ in CASES])
def test_the_first_hit_is_the_right_place(desk: Watched, language: str, query: str, place: str) -> None:
    base = "" if language == "zh" else f"{language}/"
    page = desk.open(base)
    page.wait_for_selector('[data-md-component="search-query"]:not([disabled])')
    field = page.locator(".md-search__input")
    field.click()
    hit = page.locator(".md-search-result__link:has(mark)").first
    for _ in range(20):  # the index is read by a worker that says nothing when it is ready
        field.fill(query)
        field.press("End")
        page.wait_for_timeout(250)
        if hit.count():
            break
    href = hit.get_attribute("href") or ""
    found = href.removeprefix(desk.address + base)
    path, _, anchor = found.partition("#")
    assert path.partition("?")[0] + (f"#{anchor}" if anchor else "") == place
