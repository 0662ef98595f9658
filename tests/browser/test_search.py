"""Search finds Chinese words: each query's first hit is the place somebody wrote down for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from browser.hosting import served
from browser.walking import Watched

QUERIES = yaml.safe_load((Path(__file__).parent / "queries.yml").read_text("utf-8"))
CASES = [(language, query, place) for language, found in QUERIES.items() for query, place in found.items()]


@pytest.fixture(scope="module")
def home(browser: Browser, site: Path) -> Iterator[Callable[[str], Page]]:
    """The home page of a language, opened once: its index is read once for all queries."""
    with served(site, index=True) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
        watched = Watched(context, address)
        yield cache(watched.open)
        context.close()
        assert watched.trouble == []


@pytest.mark.browser
@pytest.mark.parametrize(("language", "query", "place"), CASES, ids=[query for _, query, _ in CASES])
def test_the_first_hit_is_the_right_place(home: Callable[[str], Page], language: str, query: str, place: str) -> None:
    base = "" if language == "zh" else f"{language}/"
    page = home(base)
    page.bring_to_front()
    page.wait_for_selector('[data-md-component="search-query"]:not([disabled])')
    field = page.locator(".md-search__input")
    field.click()
    hits = page.locator(".md-search-result__link:has(mark)")
    # What is found of the query before this one must be gone first.
    field.fill("")
    expect(hits).to_have_count(0)
    hit = hits.first
    for _ in range(20):  # the index is read by a worker that says nothing when it is ready
        field.fill(query)
        field.press("End")
        page.wait_for_timeout(250)
        if hit.count():
            break
    href = hit.get_attribute("href") or ""
    found = href.removeprefix(page.url.partition("?")[0].partition("#")[0])
    path, _, anchor = found.partition("#")
    assert path.partition("?")[0] + (f"#{anchor}" if anchor else "") == place
