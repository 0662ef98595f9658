"""Editions beside the site: carried along, built again where they are missing, told where they are not as they were."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ground import Once
from releases import change, release, starter
from training_manual.building import prepare
from training_manual.keeping import Keeper
from training_manual.publishing import NotPublished, publish, site_digest
from training_manual.verifying import broken_links

CHAPTER = "content/chapters/first-call.yml"


def build(sources: Path, number: str, into: Path) -> None:
    """Instead of MkDocs: a site of one page."""
    into.mkdir()
    (into / "index.html").write_text(f"{number} {(sources / CHAPTER).read_text('utf-8')}", "utf-8")


def newer(sources: Path, number: str, into: Path) -> None:
    """The same by a newer tool."""
    build(sources, number, into)
    (into / "new.css").write_text("", "utf-8")


@pytest.fixture(scope="module")
def twice(once: Once) -> Path:
    """A manual that was released twice and changed again."""
    return once("twice", release_twice) / "manual"


def release_twice(folder: Path) -> None:
    root = starter(folder / "manual")
    release(root, "2026.1", build)
    change(root, CHAPTER, "先听完，不打断。", "先听完。")
    release(root, "2026.2", build)
    change(root, CHAPTER, "先听完。", "先把话听完。")


@pytest.fixture
def manual(twice: Path, tmp_path: Path) -> Path:
    """A copy of it, to be harmed."""
    shutil.copytree(twice, tmp_path / "manual")
    return tmp_path / "manual"


class Told(list[str]):
    """What was said while a site was published."""


def keeper(root: Path, by: Any = build) -> tuple[Keeper, Told]:
    prepared, told = prepare(root), Told()
    line = prepared.manuals[prepared.main].lineage
    return Keeper(root, line.editions, line.edition, by, told.append), told


def published(root: Path, by: Any = build) -> Told:
    keeping, told = keeper(root, by)
    publish(lambda new: build(root, "now", new), root / "site", keeping.keep)
    return told


def listed(root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((root / "site/versions.json").read_text("utf-8"))
    return found


def test_versions_are_listed_as_mike_does_the_newest_first(manual: Path) -> None:
    assert published(manual) == []
    assert [(one["version"], one["title"], one["aliases"], one["properties"]["path"]) for one in listed(manual)] == [
        ("2026.2", "2026.2", ["latest"], "e/2026.2/"),
        ("2026.1", "2026.1", [], "e/2026.1/"),
    ]
    digests = [one["properties"]["digest"] for one in listed(manual)]
    assert digests == [site_digest(manual / "site/e" / number) for number in ("2026.2", "2026.1")]


def test_the_site_is_the_latest_edition_while_nothing_differs_from_it(manual: Path) -> None:
    change(manual, CHAPTER, "先把话听完。", "先听完。")
    published(manual)
    assert [one["properties"]["path"] for one in listed(manual)] == ["", "e/2026.1/"]


def test_a_manual_that_was_never_released_lists_nothing(tmp_path: Path) -> None:
    root = starter(tmp_path / "manual")
    published(root)
    assert [path.name for path in (root / "site").iterdir()] == ["index.html"]


def test_a_folder_that_is_no_edition_is_told_and_left_alone(manual: Path) -> None:
    build(manual, "2025.9", manual / "site/e/2025.9")
    (told,) = published(manual)
    assert "e/2025.9/ 没有 editions/2025.9.json" in told
    assert (manual / "site/e/2025.9/index.html").is_file()


def test_what_is_kept_is_not_made_again(manual: Path) -> None:
    page = manual / "site/e/2026.1/index.html"
    before = page.stat().st_ino
    published(manual)
    assert page.stat().st_ino == before


def test_a_missing_edition_is_built_again_and_said_to_be_as_it_was(manual: Path) -> None:
    shutil.rmtree(manual / "site/e/2026.1")
    (told,) = published(manual)
    assert "2026.1 版已重建，与发布时逐字节相同" in told
    assert (manual / "site/e/2026.1/index.html").read_text("utf-8").startswith("2026.1")


def test_an_edition_that_somebody_has_changed_is_told_and_left_alone_until_it_is_rebuilt(manual: Path) -> None:
    page = manual / "site/e/2026.1/index.html"
    page.write_text("changed", "utf-8")
    for _ in range(2):
        (told,) = published(manual)
        assert "training-manual edition rebuild 2026.1" in told
        assert page.read_text("utf-8") == "changed"
    keeping, said = keeper(manual)
    keeping.rebuild(manual / "site", keeping.editions[0])
    assert "逐字节相同" in said[0]
    assert published(manual) == []
    assert page.read_text("utf-8").startswith("2026.1")


def test_pages_of_a_newer_tool_are_taken_if_the_texts_are_those_released(manual: Path) -> None:
    shutil.rmtree(manual / "site/e/2026.1")
    (told,) = published(manual, newer)
    assert "正文、题目和译文与发布时相同" in told
    assert published(manual, newer) == []


def test_an_edition_whose_texts_would_be_others_is_refused_and_the_site_stays(manual: Path) -> None:
    published(manual)
    (manual / "site/index.html").write_text("the old site", "utf-8")
    change(manual, "editions/2026.1.json", "先听完，不打断。", "先打断。")
    shutil.rmtree(manual / "site/e/2026.1")
    with pytest.raises(NotPublished, match=r"2026\.1 版重建出来和 editions/2026\.1\.json 记的不一样"):
        published(manual, newer)
    assert (manual / "site/index.html").read_text("utf-8") == "the old site"
    keeping, _ = keeper(manual, newer)
    with pytest.raises(NotPublished):
        keeping.rebuild(manual / "site", keeping.editions[0])
    assert not (manual / "site/e/2026.1").exists()
    assert sorted(path.name for path in manual.glob(".site*")) == []


def test_an_edition_with_a_dead_link_is_not_released(manual: Path) -> None:
    def broken(sources: Path, number: str, into: Path) -> None:
        build(sources, number, into)
        (into / "index.html").write_text('<a href="nowhere/">x</a>', "utf-8")

    with pytest.raises(NotPublished, match="nowhere"):
        release(manual, "2026.3", broken)
    assert not (manual / "site/e/2026.3").exists()


def test_links_into_editions_are_looked_over_and_editions_are_not_again(tmp_path: Path) -> None:
    (tmp_path / "e/2026.1/chapter").mkdir(parents=True)
    (tmp_path / "e/2026.1/chapter/index.html").write_text('<a href="gone/">x</a>', "utf-8")
    page = tmp_path / "index.html"
    page.write_text('<a href="e/2026.1/chapter/#place">x</a>', "utf-8")
    assert list(broken_links(tmp_path)) == []
    page.write_text('<a href="e/2026.1/gone/">x</a>', "utf-8")
    assert list(broken_links(tmp_path)) == ["index.html: e/2026.1/gone/ leads nowhere"]


def test_links_from_an_edition_to_the_site_are_the_sites_to_keep(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<a href="../../">x</a><a href="../../confirm/">x</a>', "utf-8")
    assert list(broken_links(tmp_path, "../../")) == []
    assert len(list(broken_links(tmp_path))) == 2
    page.write_text('<a href="../../../elsewhere/">x</a><a href="../2025.1/">x</a>', "utf-8")
    assert len(list(broken_links(tmp_path, "../../"))) == 2
