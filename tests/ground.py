"""What the tests stand on: the repository's root, its own manual, its golden files, and what is made once for all."""

from __future__ import annotations

import time
from collections.abc import Callable
from difflib import unified_diff
from functools import cache
from pathlib import Path

from training_manual.building import Prepared, prepare
from training_manual.linking import read_manual
from training_manual.model.manual import Manual

ROOT = Path(__file__).resolve().parent.parent


@cache
def our_manual() -> Manual:
    """The repository's own manual, read once a worker: it is frozen, and reading it takes seconds."""
    found = read_manual(ROOT).manual
    assert found is not None
    return found


@cache
def ours() -> Prepared:
    """The same in all its languages, with what advice there is on it."""
    return prepare(ROOT)


class Once:
    """Makes a folder once in a run, whichever worker comes first; the others wait for it and only read."""

    def __init__(self, shared: Path):
        self.shared = shared

    def __call__(self, name: str, make: Callable[[Path], object]) -> Path:
        folder, done = self.shared / name, self.shared / f"{name}.done"
        try:
            folder.mkdir()
        except FileExistsError:
            while not done.exists():
                time.sleep(0.05)
            assert done.read_text() == "made", f"{name} could not be made: see the test that was the first to need it"
            return folder
        outcome = "broken"
        try:
            make(folder)
            outcome = "made"
        finally:
            part = done.with_suffix(".part")
            part.write_text(outcome)
            part.rename(done)
        return folder


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
