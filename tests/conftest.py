"""What the tests share: where the repository is, and the one switch that writes golden files anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from ground import ROOT, Golden
from training_manual.mkdocs_host.command import build_site

# A slow machine is no failure, and the same code is always asked the same questions.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files instead of comparing with them")


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    return Golden(ROOT / "tests" / "golden", bool(pytestconfig.getoption("--update-golden")))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own manual, built once in both languages."""
    into = tmp_path_factory.mktemp("built") / "site"
    build_site(ROOT, into)
    return into


__all__ = ["ROOT", "Golden"]
