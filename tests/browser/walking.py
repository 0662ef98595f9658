"""Pages that note what the console says and whom they ask."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, Page


class Watched:
    """A context whose pages note what the console says and whom they ask."""

    def __init__(self, context: BrowserContext, address: str):
        self.context = context
        self.address = address
        self.trouble: list[str] = []

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.on("console", lambda m: self._said(m.type, m.text))
        page.on("pageerror", lambda error: self._failed(str(error)))
        page.on("request", lambda request: self._asked(request.url))
        page.goto(self.address + path)
        return page

    def _said(self, kind: str, text: str) -> None:
        # Where a walk is of no use to the worker, Playwright keeps it out, and says so.
        if kind in ("error", "warning") and "blocked by Playwright" not in text:
            self.trouble.append(text)

    def _failed(self, text: str) -> None:
        # Material's timers, where a walk turns the clock: one that was taken back in the meantime comes all the same.
        if text != "executing a cancelled action":
            self.trouble.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.trouble.append(f"asked {url}")


def in_page(page: Page, body: str, *arguments: Any) -> Any:
    """Runs `body` among the page's own modules: `core(name)` gives one."""
    return page.evaluate(
        """async ([body, arguments_]) => {
            const {src} = [...document.scripts].find(one => one.src.includes("/elements/"));
            const core = name => import(src.replace(/elements\\/[^/]+$/, `core/${name}.js`));
            const run = new (Object.getPrototypeOf(async () => {}).constructor)("core", "given", body);
            return run(core, arguments_);
        }""",
        [body, list(arguments)],
    )
