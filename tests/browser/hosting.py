"""Web servers: one for walks that need no more, one that can lose its signal; what a service worker has kept of it."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

NOTHING = json.dumps(
    {
        "config": {
            "lang": ["en"],
            "separator": "\\s",
            "pipeline": [],
            "fields": {name: {"boost": 1} for name in ("title", "text", "tags")},
        },
        "docs": [],
    }
).encode()
"""A search index of no page."""


class _Whole(http.server.SimpleHTTPRequestHandler):
    """A page asks for some seventy files: over connections that stay open, each sent at once."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing: a test's output is its own."""


class _WithoutIndex(_Whole):
    """Reading a megabyte of index at every page would be half the time of a walk that searches for nothing.

    The server leaves it out, not the browser: a route there has Playwright look at every request, without the cache.
    """

    def do_GET(self) -> None:
        if not self.path.endswith("/search_index.json"):
            return super().do_GET()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(NOTHING)))
        self.end_headers()
        self.wfile.write(NOTHING)
        return None


@contextmanager
def served(folder: Path, index: bool = False) -> Iterator[str]:
    """The address of a site on this machine, with its search `index` or with an empty one."""
    handler = functools.partial(_Whole if index else _WithoutIndex, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class Host:
    """A web server that can lose its signal, and that a new edition can be put on at any moment."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.lasting = ""
        """What of it a browser need not ask for again: files below here are named by what is in them."""
        self.port = 0
        self.up()

    def up(self) -> None:
        host = self
        self.is_down = False

        class Handler(http.server.SimpleHTTPRequestHandler):
            def parse_request(self) -> bool:
                # A browser opens connections ahead of need; these too are cut when the signal is lost.
                return super().parse_request() and not host.is_down

            def translate_path(self, path: str) -> str:
                self.directory = str(host.folder)
                if path == "/sw.js":  # the browser itself asks for it, by its date; all files here are of one
                    del self.headers["If-Modified-Since"]
                return super().translate_path(path)

            def end_headers(self) -> None:
                lasts = host.lasting and self.path.startswith(host.lasting)
                # Else the browser asks each time whether there is a newer one.
                self.send_header("Cache-Control", "max-age=3600" if lasts else "no-cache")
                super().end_headers()

            def log_message(self, format: str, *arguments: object) -> None:
                """Says nothing: a test's output is its own."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()

    def down(self) -> None:
        self.is_down = True
        self.server.shutdown()
        self.server.server_close()

    def url(self, path: str = "") -> str:
        return f"http://127.0.0.1:{self.port}/{path}"


IS_KEPT = """async (path) => {
  const cache = await caches.open(new URL("/", location).href);
  const lists = (await cache.keys()).map(({ url }) => url).filter((url) => url.includes("/offline-"));
  if (!lists.length) return false;
  const { files } = await (await cache.match(lists.pop())).json();
  return Boolean(await cache.match(new URL(`/?kept=${files[path]}`, location).href));
}"""


def wait_until_kept(page: Page, *paths: str) -> None:
    for path in paths:
        name = f"{path}index.html" if path.endswith("/") or not path else path
        for _ in range(300):
            if page.evaluate(IS_KEPT, name):
                break
            page.wait_for_timeout(100)
        else:
            raise AssertionError(f"{path} was not kept")
