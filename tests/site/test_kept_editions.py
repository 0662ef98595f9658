"""Editions beside the site: kept as they were built, built again as they were, never mistaken for the present one."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from ground import Once
from releases import change, release, starter
from training_manual.__main__ import main
from training_manual.building import prepare
from training_manual.commands.rebuilding import standing
from training_manual.offline import WORKER
from training_manual.publishing import site_digest

CHAPTER = "content/chapters/first-call.yml"


@pytest.fixture(scope="module")
def released(once: Once) -> Path:
    """A manual in two languages, released and then changed, with its site."""
    return once("released", release_one) / "manual"


def release_one(folder: Path) -> None:
    root = starter(folder / "manual", "en")
    release(root, "2026.1")
    change(root, CHAPTER, "先听完，不打断。", "先听完。")
    assert main(["build", str(root)]) == 0


def head(page: Path) -> str:
    return page.read_text("utf-8").partition("</head>")[0]


@pytest.mark.parametrize("below", ["", "en/"])
def test_a_kept_page_sends_crawlers_to_the_site_and_is_in_no_list_of_theirs(released: Path, below: str) -> None:
    kept = head(released / f"site/e/2026.1/{below}chapters/first-call/index.html")
    assert f'<link rel="canonical" href="https://manual.example/{below}chapters/first-call/">' in kept
    assert '<meta name="robots" content="noindex">' in kept
    assert "hreflang" not in kept
    ours = head(released / f"site/{below}chapters/first-call/index.html")
    assert "noindex" not in ours
    assert "hreflang" in ours
    assert "/e/" not in (released / "site/sitemap.xml").read_text("utf-8")


def test_a_kept_edition_has_no_worker_no_sitemap_and_no_page_for_lost_addresses(released: Path) -> None:
    edition = released / "site/e/2026.1"
    names = {path.name for path in edition.rglob("*")}
    assert not names & {WORKER, "sitemap.xml", "sitemap.xml.gz", "404.html"}
    assert not [name for name in names if name.startswith("offline-") and name.endswith(".json")]
    assert not [page for page in edition.rglob("*.html") if "data-worker" in page.read_text("utf-8")]
    assert (released / "site" / WORKER).is_file()


def test_the_worker_keeps_nothing_of_an_edition_before(released: Path) -> None:
    (path,) = (released / "site").glob("offline-*.json")
    assert not [name for name in json.loads(path.read_text("utf-8"))["files"] if name.startswith(("e/", "versions"))]


def test_every_kept_page_can_say_which_edition_it_is_and_where_to_ask(released: Path) -> None:
    edition = released / "site/e/2026.1"
    pages = sorted(edition.rglob("*.html"))
    assert len(pages) > 40
    for page in pages:
        (notice,) = re.findall(r"<edition-notice [^>]*>", page.read_text("utf-8"))
        up, here = (re.search(f'data-{name}="([^"]*)"', notice) for name in ("up", "here"))
        assert up, page
        assert here, page
        assert (page.parent / up[1]).resolve() == (released / "site").resolve()
        assert edition / here[1] / "index.html" == page
        assert 'data-edition="2026.1"' in notice
    assert "<edition-notice" not in (released / "site/index.html").read_text("utf-8")


def test_an_edition_is_built_again_byte_for_byte_although_newer_ones_exist(
    released: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "elsewhere"
    shutil.copytree(released, root, ignore=shutil.ignore_patterns("site"))
    release(root, "2026.2", lambda *given: given[-1].mkdir())
    capsys.readouterr()
    assert main(["edition", "rebuild", "2026.1", str(root)]) == 0
    assert "2026.1 版已重建，与发布时逐字节相同" in capsys.readouterr().out
    assert site_digest(root / "site/e/2026.1") == site_digest(released / "site/e/2026.1")


def test_rebuild_names_the_editions_there_are(released: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edition", "rebuild", "2027.1", str(released)]) == 1
    assert "有：2026.1；" in capsys.readouterr().err


def test_a_build_says_which_edition_the_site_is(released: Path) -> None:
    root = released
    assert (
        standing(prepare(root)) == "工作稿：与 2026.1 版有 1 处不同。/ A working copy: 1 change since edition 2026.1."
    )
