"""What the tests share: where the repository is, and the one switch that writes golden files anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from ground import ROOT, Golden, Once
from training_manual.mkdocs_host.command import build_site

# A slow machine is no failure, and the same code is always asked the same questions.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files instead of comparing with them")


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    return Golden(ROOT / "tests" / "golden", bool(pytestconfig.getoption("--update-golden")))


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than cores: half of a walk is waiting, and then another worker has something to do."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow ones first, so that no worker is left alone with one at the end; before all, those that need no site."""

    def turn(item: pytest.Item) -> int:
        if item.get_closest_marker("slow") is None:
            return 2
        return "site" in getattr(item, "fixturenames", ())

    items.sort(key=turn)


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Each worker has a folder in the one that all share."""
    own = tmp_path_factory.getbasetemp()
    return Once(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The repository's own manual, built once in both languages."""
    return once("built", lambda folder: build_site(ROOT, folder / "site")) / "site"


__all__ = ["ROOT", "Golden"]
