"""From tap to paint on a practice page of 100 questions, the processor slowed six times: `python bench/tapping.py`.

The same page is tapped with our scripts and with scripts off; the ratio says what the player costs. Figures are printed
and never asserted. See README.md beside this file.
"""

from __future__ import annotations

import functools
import http.server
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from corpus import Words, lent_words, make
from playwright.sync_api import Page, sync_playwright
from run import FRAME, REPOSITORY, build
from writing import write_manual

sys.path.insert(0, str(REPOSITORY / "tests"))
from fetch_tools import chromium

QUESTIONS, SLOWER, TAPS = 100, 6, 40
AIM = 50

# A paint follows the frame in which the event was handled: the first task behind that frame runs after it.
WATCH = """() => {
  window.taps = [];
  addEventListener("click", (event) => {
    if (event.target.matches("input")) return; // what the label passes on
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.taps.push(performance.now() - event.timeStamp);
      port2.postMessage(0);
    });
  }, true);
}"""


def write_long_practice(root: Path, words: Words) -> str:
    """A manual with one chapter of 100 questions below `root`; gives the path of its practice page."""
    write_manual(root, FRAME, words, QUESTIONS // 10)
    made = list(make(words, QUESTIONS // 10))
    questions = [
        question | {"reread": f"{one.chapter['id']}#{question['reread'].rpartition('#')[2]}", "objective": None}
        for one in made
        for question in one.pool["questions"]
    ]
    own = made[0].chapter["id"]
    for one in made:
        (root / f"quizzes/{one.chapter['id']}.yml").unlink()
    pool = {"chapter": own, "questions": [{k: v for k, v in q.items() if v is not None} for q in questions]}
    (root / f"quizzes/{own}.yml").write_text(json.dumps(pool, ensure_ascii=False), "utf-8")
    return f"practice/{own}/"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def tapped(page: Page) -> list[float]:
    """Milliseconds of TAPS taps on options: with the player those of the question now open, without it any."""
    page.evaluate(WATCH)
    options = page.locator("practice-question:not([data-judged]) label.tm-option:visible")
    # Bare taps on the screen: looking for an element before each would be measured too.
    boxes = [box for n in range(3) if (box := options.nth(n).bounding_box())]
    for n in range(TAPS):
        box = boxes[n % len(boxes)]
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(400)  # past the transitions
    assert page.evaluate("window.taps.length") == TAPS
    found: list[float] = page.evaluate("window.taps")
    return found


def measure(browser: Any, address: str, scripts: bool) -> list[float]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    if not scripts:
        page.route("**/manual-*/**/*.js", lambda route: route.abort())
    page.goto(address)
    page.wait_for_load_state("networkidle")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    found = tapped(page)
    context.close()
    return found


def main() -> None:
    with TemporaryDirectory(prefix="bench-") as folder:
        root = Path(folder) / "long"
        path = write_long_practice(root, lent_words(REPOSITORY / "content"))
        build(root, "--no-jieba")
        with served(root / "site") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
            ours, bare = (measure(browser, address + path, scripts) for scripts in (True, False))
            browser.close()
    print(f"\n## From tap to paint, {QUESTIONS} questions on the page, processor slowed {SLOWER} times\n")
    print("| | with the player | without scripts | ratio |\n|---|---|---|---|")
    for name, of in (("median", median), ("95th percentile", lambda times: quantiles(times, n=20)[-1])):
        print(f"| {name} | {of(ours):.0f} ms | {of(bare):.0f} ms | **{of(ours) / of(bare):.2f}** |")
    print(f"\nWe aim at {AIM} ms.")


if __name__ == "__main__":
    main()
