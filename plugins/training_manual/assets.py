"""Our scripts and styles as they are served: one stylesheet, loose modules, in a folder named by their content."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from training_manual.model.brand import Look
from training_manual.rendering.templates import Overrides

_STYLES = ("assets/style/*.css", "blocks/*/block.css", "interactions/*/interaction.css", "pages/*.css")
_SCRIPTS = ("assets/site.js", "assets/core/*.js", "assets/elements/*.js")


@dataclass(frozen=True)
class Assets:
    """Every file we serve beside pages. A new content gives a new folder, so nothing stale is ever mixed in."""

    folder: str
    """Such as `assets/manual-1a2b3c4d/`."""
    files: dict[str, str]
    """Name below the folder -> text."""

    @property
    def elements(self) -> frozenset[str]:
        return frozenset(
            name.removeprefix("elements/").removesuffix(".js") for name in self.files if name.startswith("elements/")
        )


def make_assets(overrides: Overrides, look: Look) -> Assets:
    files = {
        name.removeprefix("assets/"): path.read_text("utf-8")
        for pattern in _SCRIPTS
        for name, path in overrides.all(pattern)
    }
    styles = [path.read_text("utf-8") for pattern in _STYLES for _, path in overrides.all(pattern)]
    files["manual.css"] = "\n".join([*styles, _brand_rule(look)])
    digest = sha256("\0".join(f"{name}\0{text}" for name, text in sorted(files.items())).encode()).hexdigest()
    return Assets(f"assets/manual-{digest[:8]}/", files)


def _brand_rule(look: Look) -> str:
    """The two colours a brand may change; last in the sheet, so it wins over the base tokens in light mode."""
    if look == Look():
        return ""
    return f":root,[data-md-color-scheme=default]{{--tm-roof:{look.roof};--tm-lamp:{look.lamp}}}\n"
