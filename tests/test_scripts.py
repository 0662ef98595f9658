"""The browser's pure scripts, tested by node's own runner: marking by tables, records, storage."""

from __future__ import annotations

import subprocess

import pytest

from fetch_tools import node
from ground import ROOT

FILES = sorted(path.name for path in (ROOT / "tests/js").glob("*.test.js"))


def test_there_are_scripts_to_test() -> None:
    assert "mark.test.js" in FILES


@pytest.mark.parametrize("name", FILES)
def test_node_finds_it_right(name: str) -> None:
    """A file at a time, so that no worker waits for all of them."""
    found = node()
    assert found, "node is needed: run make test"
    command = [found, "--test", str(ROOT / "tests/js" / name)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]
    assert "fail 0" in result.stdout
