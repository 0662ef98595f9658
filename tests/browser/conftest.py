"""A real Chromium over the built site; every walk ends with an empty console and nothing asked of another host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, expect, sync_playwright

from browser.hosting import Host, served
from browser.walking import Watched
from fetch_tools import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing of these is looked at, and each costs every new page time.
    "--disable-extensions",
    "--disable-software-rasterizer",
    "--disable-features=SpareRendererForSitePerProcess,WebUIPreloading,PreloadTopChromeWebUI,InitialWebUI",
]
# Two walks at once on two cores: what is right comes in time even then, what is wrong comes never.
expect.set_options(timeout=20_000)
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The built site on this machine, but for its search index."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(
        viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2, service_workers="block"
    )
    watched = Watched(context, address)
    yield watched
    context.close()
    assert watched.trouble == []


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
    watched = Watched(context, address)
    yield watched
    context.close()
    assert watched.trouble == []


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    host = Host(tmp_path)
    yield host
    host.down()


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    yield context
    context.close()
