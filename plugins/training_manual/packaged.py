"""What this distribution carries along: the site's own templates, styles and scripts."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def packaged_overrides() -> Path:
    """site_overrides of this distribution: inside the wheel, or beside the clone of an editable install."""
    inside = PACKAGE / "site_overrides"
    return inside if inside.is_dir() else PACKAGE.parent.parent / "site_overrides"
