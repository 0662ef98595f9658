"""The browser's pure scripts, tested by node's own runner: marking by tables, records, storage."""

from __future__ import annotations

import subprocess

from fetch_tools import node
from ground import ROOT


def test_node_finds_marking_records_and_storage_right() -> None:
    found = node()
    assert found, "node is needed: run make test"
    files = sorted(str(path) for path in (ROOT / "tests/js").glob("*.test.js"))
    result = subprocess.run([found, "--test", *files], capture_output=True, text=True, check=False, encoding="utf-8")
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]
    assert "# fail 0" in result.stdout or "fail 0" in result.stdout
