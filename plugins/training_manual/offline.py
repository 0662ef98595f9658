"""Reading without a signal: the service worker at the site's root and the list of what it may keep."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from posixpath import normpath

WORKER = "sw.js"
DOORS = ("index.html", "offline/index.html")
"""Pages of each language that open without having been read: home, and the one shown for a page that does not."""
_LINK = re.compile(r'<(?:link|script|img)\b[^>]*?\s(?:href|src)="([^"#?:]+)"')


_FOR_TRAINERS = ("elements/desk-", "elements/trainer-", "desk.css")
_AT_NEED = ("vendor/hpke.js",)
"""Kept by whoever opens an assignment: `assigned-work` asks for it."""
_IMPORT = re.compile(r'(?:from|import\(?)\s*"(\.[^"]+)"')


def digest_of(data: bytes) -> str:
    """What a file is called in the list and in the cache; worker.js reckons the same."""
    return sha256(data).hexdigest()[:16]


def is_listed(path: str) -> bool:
    """Whether readers may keep the file at `path`: not the worker itself, nor what is there for machines alone.

    Nor an edition of before: it asks on every page which one is in force.
    """
    parts = path.split("/")
    if parts[0] in ("e", "versions.json"):
        return False
    if any(part.startswith(".") for part in parts) or path == WORKER or re.fullmatch(r"offline-\w+\.json", path):
        return False
    return not parts[-1].endswith(".map") and parts[-1] not in ("sitemap.xml", "sitemap.xml.gz", "404.html")


def readers_need(ours: Mapping[str, str]) -> frozenset[str]:
    """Of our own scripts and styles (name -> text) those a reader may need: not what the trainer's desk alone loads."""
    waiting = [n for n in ours if not n.startswith((*_FOR_TRAINERS, "core/", "page/", "vendor/"))]
    needed = set(waiting)
    while waiting:
        name = waiting.pop()
        for link in _IMPORT.findall(ours[name]):
            other = normpath(f"{name.rpartition('/')[0]}/{link}")
            if other in ours and other not in needed:
                needed.add(other)
                waiting.append(other)
    return frozenset(needed - set(_AT_NEED))


def offline_files(
    digests: Mapping[str, str], doors: Mapping[str, str], assets: str, ours: Mapping[str, str], worker: str
) -> dict[str, str]:
    """The worker and its list, by path. The list is {"files": {path: digest}, "always": [what every page needs]}.

    `digests`: of every file of the site, by path; `doors`: the HTML of the DOORS of each language, by path;
    `assets`: the folder of our own scripts and styles, `ours` their texts by name; `worker`: worker.js, its edition
    still a hole.
    """
    files = {path: digests[path] for path in sorted(digests) if is_listed(path)}
    always = set(doors) | {assets + name for name in readers_need(ours) if assets + name in files}
    for path, html in doors.items():
        always |= {linked for linked in _linked(path, html) if linked in files and not linked.endswith(".html")}
    listed = json.dumps({"files": files, "always": sorted(always)}, ensure_ascii=False, separators=(",", ":"))
    version = digest_of(listed.encode())
    return {WORKER: worker.replace("{version}", version), f"offline-{version}.json": listed}


def _linked(page: str, html: str) -> Iterator[str]:
    """Paths of what `page` loads itself."""
    for link in _LINK.findall(html):
        yield normpath(f"{page.rpartition('/')[0]}/./{link}".lstrip("/"))
