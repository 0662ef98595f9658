"""A built site, looked over before it goes live: every link of ours leads somewhere, every id stands once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name == "id":
                self.ids[value] += 1
            elif value and name in ("href", "src") and not (tag == "link" and ("rel", "canonical") in attrs):
                self.links.append(value)


KEPT = "e/"
"""Editions kept beside a site were looked over when they were built, each as a site of its own."""


def broken_links(site: Path, above: str | None = None) -> Iterator[str]:
    """`page: what is wrong`, one line each; nothing for a sound site. Foreign addresses are not looked at.

    `above`: the way up to the site this will be a part of; links to there are that site's to keep.
    """
    pages = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    pages = {name: path for name, path in pages.items() if not name.startswith(KEPT)}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    read: dict[str, _Reader] = {}
    for name, path in pages.items():
        reader = _Reader()
        reader.feed(path.read_text("utf-8"))
        read[name] = reader
    for name, reader in read.items():
        yield from (f"{name}: id {own} stands twice" for own, times in reader.ids.items() if times > 1)
        if name.endswith("404.html"):
            continue  # shown at any address, so its links start at the site's root
        for link in reader.links:
            if wrong := _wrong(link, name, files, read, above):
                yield f"{name}: {wrong}"


def _wrong(link: str, page: str, files: set[str], read: dict[str, _Reader], above: str | None) -> str | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("/"):
        return None
    target = page
    if parts.path:
        target = normpath(f"{page.rpartition('/')[0]}/./{unquote(parts.path)}".lstrip("/"))
        if parts.path.endswith(("/", ".")):
            target = "index.html" if target == "." else f"{target}/index.html"
    if above and target.startswith(above) and not target.startswith(f"{above}../"):
        return None
    if target not in files:
        return f"{link} leads nowhere"
    if parts.fragment and target in read and unquote(parts.fragment) not in read[target].ids:
        return f"{link} has no such place"
    return None
