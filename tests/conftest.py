"""What the tests share: where the repository is, and the one switch that writes golden files anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from training_manual.mkdocs_host.command import build_site

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files instead of comparing with them")


class Golden:
    """Compares a text with a committed file; a missing file fails, it is not written by accident."""

    def __init__(self, folder: Path, update: bool):
        self.folder = folder
        self.update = update

    def holds(self, name: str, text: str) -> None:
        path = self.folder / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.is_file(), f"golden {name} is missing: look at what comes out, then run make golden"
        assert text == path.read_text("utf-8"), f"{name} has changed: if that was meant, run make golden"


@pytest.fixture(scope="session")
def golden(pytestconfig: pytest.Config) -> Golden:
    return Golden(ROOT / "tests" / "golden", bool(pytestconfig.getoption("--update-golden")))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own manual, built once in both languages."""
    into = tmp_path_factory.mktemp("built") / "site"
    build_site(ROOT, into)
    return into
