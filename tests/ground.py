"""What the tests stand on: the repository's root and its golden files."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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
        old = path.read_text("utf-8")
        changes = "\n".join(unified_diff(old.splitlines(), text.splitlines(), "agreed", "now", lineterm="", n=1))
        assert text == old, f"{name} has changed: if that was meant, run make golden\n{changes}"
