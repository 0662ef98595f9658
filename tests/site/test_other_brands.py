"""One tool for any franchise: another brand leaves no trace of the first, and English may be the source."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ground import ROOT, Once, our_manual
from training_manual.linking import read_manual
from training_manual.mkdocs_host.command import build_site
from training_manual.model.brand import Brand, Limit, tokens
from training_manual.problem import errors

BRANDS = ROOT / "tests" / "brands"
TEXT = {".html", ".js", ".json", ".css", ".xml", ".txt"}


def brand_of(folder: Path) -> Brand:
    manual = read_manual(folder).manual
    assert manual is not None
    return manual.brand


@pytest.fixture(scope="module")
def tea(once: Once) -> Path:
    """Our own manual under another brand, and what is built from it."""
    return once("tea", build_tea)


def build_tea(folder: Path) -> None:
    for name in ("content", "quizzes", "locale"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(BRANDS / "tea", folder, dirs_exist_ok=True)
    build_site(folder, folder / "site")


def words_of(brand: Brand) -> set[str]:
    """Names and numbers nobody but this brand has; the first two characters of its name, too, are nobody else's."""
    return {brand.brand.name, brand.brand.name[:2], brand.brand.hq, brand.brand.hotline, brand.manual.code}


@pytest.mark.slow
def test_another_brand_shows_no_trace_of_the_first(tea: Path) -> None:
    gone = re.compile("|".join(map(re.escape, words_of(our_manual().brand) | {"Nuanyan"})))
    read = 0
    for path in sorted((tea / "site").rglob("*")):
        if path.suffix in TEXT:
            read += 1
            found = gone.search(path.read_text("utf-8"))
            assert found is None, f"{path.name} still says {found[0]}"
    assert read > 100


def test_another_brand_shows_its_own_names_limits_and_amounts(tea: Path) -> None:
    brand = brand_of(tea)
    whole = "\n".join(path.read_text("utf-8") for path in sorted((tea / "site/chapters").rglob("*.html")))
    for path, value in tokens(brand).items():
        if path.startswith(("limits.", "authority.")):
            shown = value.text if isinstance(value, Limit) and value.text else getattr(value, "n", value)
            assert re.search(rf"(?<!\d){shown}(?!\d)", whole), f"{path} is shown nowhere"
    home = (tea / "site/index.html").read_text("utf-8")
    assert brand.manual.title in home
    english = (tea / "site/en/index.html").read_text("utf-8")
    assert "Tea shop manual" in english


def test_the_limits_of_the_first_brand_are_gone(tea: Path) -> None:
    page = (tea / "site/chapters/complaint-procedure/index.html").read_text("utf-8")
    ours = page[page.index('id="limits"') :]
    assert "17\u00a0分钟" in ours
    assert "30\u00a0分钟" not in ours


@pytest.fixture(scope="module")
def english(once: Once) -> Path:
    return once("english", build_english)


def build_english(folder: Path) -> None:
    shutil.copytree(BRANDS / "english", folder, dirs_exist_ok=True)
    build_site(folder, folder / "site")


def test_a_manual_may_be_written_in_english(english: Path) -> None:
    assert errors(read_manual(english).problems) == []
    page = (english / "site/chapters/first-ride/index.html").read_text("utf-8")
    assert '<html lang="en"' in page
    assert "20\u00a0minutes" in page
    body = page[page.index('<div class="tm ') : page.index("<footer")]
    assert not re.search(r"[\u4e00-\u9fff]", body)


def test_its_chinese_side_shows_what_is_translated_and_marks_what_is_not(english: Path) -> None:
    page = (english / "site/zh/chapters/first-ride/index.html").read_text("utf-8")
    assert '<html lang="zh' in page
    assert "接一辆车" in page
    assert "这一段还没有译文" in page


def test_an_annex_has_a_page_and_no_practice_and_counts_in_no_path(english: Path) -> None:
    site = english / "site"
    annex = (site / "chapters/first-day/index.html").read_text("utf-8")
    assert "Annex" in annex
    assert not (site / "practice/first-day").exists()
    assert 'data-id="first-day"' not in (site / "index.html").read_text("utf-8")
    assert '"id": "first-day"' not in (site / "progress/index.html").read_text("utf-8").replace('"id":', '"id": ')
