"""The service worker and its list: the same for the same files, naming what is there and nothing for machines alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ground import ROOT
from training_manual.assets import worker_script
from training_manual.offline import WORKER, digest_of, offline_files, readers_need
from training_manual.rendering.templates import Overrides

DIGESTS = {
    path: digest_of(path.encode())
    for path in (
        "chapters/a/index.html",
        "index.html",
        "offline/index.html",
        "assets/manual-1a/site.js",
        "assets/theme.css",
        "assets/theme.css.map",
        "assets/unused.js",
        "images/a.svg",
        "sitemap.xml",
        "sitemap.xml.gz",
        "404.html",
        ".nojekyll",
        "sw.js",
        "offline-0123.json",
        "e/2026.1/index.html",
        "versions.json",
    )
}
DOORS = {
    "index.html": '<link rel="stylesheet" href="assets/theme.css"><script src="https://elsewhere/x.js"></script>',
    "offline/index.html": '<link rel="stylesheet" href="../assets/theme.css?1"><link rel="prev" href="../chapters/a/">',
}


def made(digests: dict[str, str] = DIGESTS) -> tuple[str, str, dict[str, str], list[str]]:
    """The worker, the name of its list, and the two halves of the list."""
    files = offline_files(digests, DOORS, "assets/manual-1a/", {"site.js": ""}, 'const VERSION = "{version}";')
    (name,) = files.keys() - {WORKER}
    listed = json.loads(files[name])
    return files[WORKER], name, listed["files"], listed["always"]


def test_the_list_names_what_readers_open_and_nothing_for_machines() -> None:
    _, _, files, _ = made()
    assert list(files) == [
        "assets/manual-1a/site.js",
        "assets/theme.css",
        "assets/unused.js",
        "chapters/a/index.html",
        "images/a.svg",
        "index.html",
        "offline/index.html",
    ]


def test_home_the_offline_page_and_what_they_load_are_always_kept() -> None:
    _, _, _, always = made()
    assert always == ["assets/manual-1a/site.js", "assets/theme.css", "index.html", "offline/index.html"]


def test_any_changed_file_makes_another_edition_and_nothing_else_does() -> None:
    worker, name, _, _ = made()
    assert made(dict(reversed(DIGESTS.items())))[:2] == (worker, name)
    assert made(DIGESTS | {"sitemap.xml": "changed"})[:2] == (worker, name)
    other, another, _, _ = made(DIGESTS | {"images/a.svg": "changed"})
    assert other != worker
    assert another != name


def test_the_worker_knows_its_list_by_the_digest_of_the_list() -> None:
    worker, name, _, _ = made()
    (version,) = re.findall(r"\w{16}", worker)
    assert name == f"offline-{version}.json"
    assert digest_of(offline_files(DIGESTS, DOORS, "assets/manual-1a/", {"site.js": ""}, "")[name].encode()) == version


def test_every_listed_file_is_in_the_built_site_as_the_list_says(site: Path) -> None:
    (path,) = site.glob("offline-*.json")
    listed = json.loads(path.read_text("utf-8"))
    assert f'VERSION="{path.stem.removeprefix("offline-")}"' in (site / WORKER).read_text("utf-8")
    assert {name: digest_of((site / name).read_bytes()) for name in listed["files"]} == listed["files"]
    pages = {page.relative_to(site).as_posix() for page in site.rglob("index.html")}
    assert pages <= set(listed["files"])
    assert {"offline/index.html", "en/offline/index.html"} <= set(listed["always"]) <= set(listed["files"])
    assert not {WORKER, path.name} & set(listed["files"])


def test_the_offline_page_loads_nothing_that_is_not_always_kept(site: Path) -> None:
    (path,) = site.glob("offline-*.json")
    always = json.loads(path.read_text("utf-8"))["always"]
    for page in (site / "offline", site / "en/offline"):
        html = (page / "index.html").read_text("utf-8")
        loads = re.findall(r'<(?:script|link rel="(?:stylesheet|icon)")[^>]* (?:src|href)="([^"]+)"', html)
        assert len(loads) > 5
        for load in loads:
            assert (page / load).resolve().relative_to(site.resolve()).as_posix() in always, load


def test_the_worker_is_short_and_its_edition_the_only_hole() -> None:
    path = ROOT / "site_overrides/assets/offline/worker.js"
    assert len(path.read_text("utf-8").splitlines()) <= 80
    assert worker_script(Overrides(), "worker").count("{version}") == 1


def test_readers_keep_what_their_pages_load_and_nothing_that_the_desk_alone_does() -> None:
    ours = {
        "site.js": "",
        "manual.css": "",
        "desk.css": "",
        "elements/assigned-work.js": 'import{a}from"../core/seal.js";import{b}from"../page/qr.js"',
        "elements/desk-results.js": 'import{c}from"../core/marking.js";import{d}from"../core/mark.js"',
        "elements/trainer-desk.js": 'import"../core/marking.js"',
        "elements/test-paper.js": 'import{mark}from"../core/mark.js"',
        "core/seal.js": 'await import("../vendor/hpke.js")',
        "core/mark.js": "",
        "core/marking.js": 'import{mark}from"./mark.js"',
        "page/qr.js": 'await import("../vendor/lean-qr.js")',
        "vendor/hpke.js": "",
        "vendor/lean-qr.js": "",
    }
    assert sorted(readers_need(ours)) == [
        "core/mark.js",
        "core/seal.js",
        "elements/assigned-work.js",
        "elements/test-paper.js",
        "manual.css",
        "page/qr.js",
        "site.js",
        "vendor/lean-qr.js",
    ]
