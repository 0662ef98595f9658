"""Building: what is online stays whole, whatever an author breaks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from ground import ROOT, Once
from training_manual.publishing import publish

STARTER = ROOT / "plugins/training_manual/starter"
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}


@pytest.fixture
def manual(once: Once, tmp_path: Path) -> Path:
    """A small manual with a site that is already online."""
    return shutil.copytree(once("starter", online) / "manual", tmp_path / "manual")


def online(folder: Path) -> None:
    root = shutil.copytree(STARTER, folder / "manual")
    assert run("training_manual", "build", cwd=root).returncode == 0


def run(module: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=cwd, env=QUIET, capture_output=True, text=True, check=False, encoding="utf-8")


def fingerprint(folder: Path) -> str:
    parts = [str(p.relative_to(folder)).encode() + p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()]
    return sha256(b"\0".join(parts)).hexdigest()


def break_it(root: Path) -> None:
    chapter = next((root / "content/chapters").glob("*.yml"))
    chapter.write_text(chapter.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")


@pytest.mark.parametrize(
    "command", [("training_manual", "build"), ("mkdocs", "build"), ("mkdocs", "build", "--strict")]
)
def test_a_broken_manual_leaves_the_site_as_it_was(manual: Path, command: tuple[str, ...]) -> None:
    before = fingerprint(manual / "site")
    break_it(manual)
    result = run(command[0], *command[1:], cwd=manual)
    assert result.returncode != 0
    assert "titel" in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert fingerprint(manual / "site") == before


def test_check_prints_every_place_and_exits_with_1(manual: Path) -> None:
    assert run("training_manual", "check", cwd=manual).returncode == 0
    break_it(manual)
    result = run("training_manual", "check", cwd=manual)
    assert result.returncode == 1
    assert "content/chapters/" in result.stdout
    assert "[unknown-key]" in result.stdout


def test_a_site_with_a_dead_link_is_not_swapped_in(manual: Path) -> None:
    before = fingerprint(manual / "site")
    overrides = manual / "site_overrides/pages"
    overrides.mkdir(parents=True)
    (overrides / "missing.html").write_text('<p><a href="nowhere/">x</a></p>', "utf-8")
    (overrides / "glossary.html").write_text('<article><h1>x</h1><a href="nowhere/">x</a></article>', "utf-8")
    result = run("training_manual", "build", cwd=manual)
    assert result.returncode == 1
    assert "nowhere" in result.stderr
    assert fingerprint(manual / "site") == before


@pytest.mark.slow
def test_a_new_file_of_every_sort_passes_the_check(manual: Path) -> None:
    for what, own in (("chapter", "new-one"), ("quiz", "new-one"), ("exam", "new-test"), ("role-play", "rp-new")):
        result = run("training_manual", "new", what, own, cwd=manual)
        assert result.returncode == 0, result.stdout + result.stderr
    assert run("training_manual", "new", "chapter", "new-one", cwd=manual).returncode == 1
    assert run("training_manual", "build", cwd=manual).returncode == 0
    assert (manual / "site/chapters/new-one/index.html").is_file()
    assert (manual / "site/practice/new-one/index.html").is_file()


def test_serving_shows_the_problems_at_every_address_and_recovers(manual: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config.base import load_config

    config = load_config(str(manual / "mkdocs.yml"), site_dir=str(manual / "served"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    chapter = next((manual / "content/chapters").glob("*.yml"))
    page = manual / "served/chapters" / chapter.stem / "index.html"
    good = page.read_text("utf-8")
    text = chapter.read_text("utf-8")
    break_it(manual)
    build(config)
    for shown in (page, manual / "served/index.html"):
        assert "unknown-key" in shown.read_text("utf-8")
    chapter.write_text(text, "utf-8")
    build(config)
    assert page.read_text("utf-8") == good


@pytest.mark.slow
def test_properdocs_builds_the_site_unchanged(tmp_path: Path) -> None:
    arguments = ("build", "--strict", "-f", "mkdocs.yml", "-d", str(tmp_path / "site"))
    result = run("properdocs", *arguments, cwd=ROOT)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "site/en/chapters/ten-dimensions/index.html").is_file()


def test_a_new_file_stays_in_its_folder(manual: Path) -> None:
    before = fingerprint(manual)
    for own in ("../../escaped", "Bad Id"):
        assert run("training_manual", "new", "chapter", own, cwd=manual).returncode == 2
    assert fingerprint(manual) == before


def test_a_build_killed_between_its_renames_loses_nothing(manual: Path) -> None:
    before = fingerprint(manual / "site")
    (manual / "site").rename(manual / ".site-old")
    break_it(manual)
    with pytest.raises(RuntimeError):
        publish(fail, manual / "site")
    assert fingerprint(manual / "site") == before


def fail(new: Path) -> None:
    raise RuntimeError(new)


def test_an_interrupt_between_the_renames_puts_the_old_site_back(manual: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(manual / "site")
    rename = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        if path.name == ".site-new":
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish(lambda new: new.mkdir(), manual / "site")
    assert fingerprint(manual / "site") == before
