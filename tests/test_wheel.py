"""The wheel alone, in an empty environment outside the clone: a new HQ starts, checks and builds a manual."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from ground import ROOT


@pytest.mark.slow
def test_a_new_hq_starts_a_manual_from_the_wheel(tmp_path: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path), cwd=ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    home = tmp_path / "environment"
    venv.create(home, with_pip=True)
    folder = home / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(folder / "python"), "-m", "pip", "install", "--quiet"]
    run(*pip, "--require-hashes", "-r", str(ROOT / "requirements.txt"), cwd=tmp_path)
    run(*pip, "--no-deps", str(wheel), cwd=tmp_path)
    command = str(folder / "training-manual")
    run(command, "new-manual", "manual", cwd=tmp_path)
    assert "*.key.json" in (tmp_path / "manual/.gitignore").read_text("utf-8").splitlines()
    assert (tmp_path / "manual/.vscode/settings.json").is_file()
    run(command, "check", cwd=tmp_path / "manual")
    run(command, "build", cwd=tmp_path / "manual")
    site = tmp_path / "manual" / "site"
    assert any((site / "chapters").rglob("index.html"))
    assert any((site / "practice").rglob("index.html"))
    assert any((site / "assets").glob("manual-*/manual.css"))


def run(*command: str, cwd: Path) -> None:
    # Nothing of the clone may be found by accident.
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    result = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert result.returncode == 0, result.stdout + result.stderr
