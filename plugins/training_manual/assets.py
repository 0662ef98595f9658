"""Our scripts and styles as they are served: small, one stylesheet a wing, in a folder named by their content."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from rcssmin import cssmin
from rjsmin import jsmin

from training_manual.model.brand import Look
from training_manual.rendering.templates import Overrides

# A practice page needs no blocks and a chapter no inputs of questions: on a phone each page loads only its wing.
_SHEETS = {
    "manual.css": ("assets/style/*.css",),
    "reading.css": ("assets/style/reading/*.css",),
    "chapter.css": ("blocks/*/block.css", "pages/chapter.css"),
    "practice.css": ("interactions/*.css", "interactions/*/interaction.css", "pages/practice.css"),
    "pages.css": ("blocks/objectives/block.css", "pages/*.css"),
    "test.css": ("pages/test.css",),
    "mistakes.css": ("pages/mistakes.css",),
    "progress.css": ("pages/progress.css", "pages/completion.css"),
    "record.css": ("pages/record.css",),
    "terms.css": ("pages/terms.css",),
    "share.css": ("pages/share.css",),
    "kept.css": ("pages/kept.css",),
    "moved.css": ("pages/moved.css",),
    "changes.css": ("pages/changes.css",),
    "rehearsal.css": ("pages/rehearsal.css",),
    "paper.css": ("pages/paper.css",),
    "session.css": ("pages/session.css", "pages/clock.css"),
    "confirm.css": ("pages/confirm.css",),
    "assignment.css": ("pages/assignment.css",),
    "desk.css": ("pages/desk.css", "pages/results.css"),
}
_OWN_SHEET = tuple(
    f"pages/{name}.css"
    for name in (
        *("terms", "chapter", "practice", "test", "mistakes", "progress", "completion", "record", "share"),
        *(
            "rehearsal",
            "session",
            "clock",
            "paper",
            "assignment",
            "desk",
            "results",
            "changes",
            "confirm",
            "kept",
            "moved",
        ),
    )
)
_AT_NEED = {
    "share.css": {"share-code"},
    "kept.css": {"edition-notice", "edition-menu"},
    "moved.css": {"moved-place"},
}
"""What only pages with one of these elements load."""
_SCRIPTS = ("assets/site.js", "assets/core/*.js", "assets/page/*.js", "assets/elements/*.js")
# Other people's scripts are served as they came: their checksums are in vendor.json, their licence is in the file.
_VENDORED = ("assets/vendor/*.js", "assets/vendor/*/*.js")


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


def sheets_for(kind: str, elements: Collection[str] = ()) -> tuple[str, ...]:
    """The stylesheets a page of `kind` with these elements loads, in order."""
    return (
        *_sheets_of(kind, elements),
        *(name for name, of in _AT_NEED.items() if of & {*elements} and kind != "gallery"),
    )


def _sheets_of(kind: str, elements: Collection[str]) -> tuple[str, ...]:
    terms = ("terms.css",) if "term-sheet" in elements else ()
    match kind:
        case "practice":
            return ("manual.css", "practice.css", *terms)
        case "test":
            return ("manual.css", "practice.css", "terms.css", "test.css")
        case "assignment":
            return ("manual.css", "reading.css", "practice.css", "terms.css", "test.css", "assignment.css")
        case "desk":
            return ("manual.css", "reading.css", "pages.css", "desk.css")
        case "mistakes":
            return ("manual.css", "reading.css", "chapter.css", "mistakes.css")
        case "progress" | "completion":
            return ("manual.css", "reading.css", "pages.css", "progress.css", *terms)
        case "chapter":
            return ("manual.css", "reading.css", "chapter.css", *terms)
        case "rehearsal":
            return ("manual.css", "practice.css", "rehearsal.css", *terms)
        case "session" | "face":
            return ("manual.css", "reading.css", "pages.css", "session.css", *terms)
        case "slips" | "press":
            return ("manual.css", "reading.css", "pages.css", "paper.css", *terms)
        case "confirm":
            return ("manual.css", "reading.css", "confirm.css", *terms)
        case "changes" | "history":
            return ("manual.css", "reading.css", "changes.css", *terms)
        case "record":
            return ("manual.css", "reading.css", "record.css")
        case "gallery":
            return tuple(_SHEETS)
        case _:
            return ("manual.css", "reading.css", "pages.css", *terms)


def make_assets(overrides: Overrides, look: Look) -> Assets:
    files = {
        name.removeprefix("assets/"): jsmin(path.read_text("utf-8"))
        for pattern in _SCRIPTS
        for name, path in overrides.all(pattern)
    }
    files |= {
        name.removeprefix("assets/"): path.read_text("utf-8")
        for pattern in _VENDORED
        for name, path in overrides.all(pattern)
    }
    for sheet, patterns in _SHEETS.items():
        parts = [
            path.read_text("utf-8")
            for pattern in patterns
            for name, path in overrides.all(pattern)
            if "*" not in pattern or name not in _OWN_SHEET
        ]
        files[sheet] = cssmin("\n".join([*parts, _brand_rule(look) if sheet == "manual.css" else ""]))
    digest = sha256("\0".join(f"{name}\0{text}" for name, text in sorted(files.items())).encode()).hexdigest()
    return Assets(f"assets/manual-{digest[:8]}/", files)


def worker_script(overrides: Overrides, name: str) -> str:
    """A service worker of assets/offline; it stands at the site's root, where its reach is the whole site."""
    path = overrides.find(f"assets/offline/{name}.js")
    assert path is not None
    return str(jsmin(path.read_text("utf-8")))


def _brand_rule(look: Look) -> str:
    """The two colours a brand may change, read by the tokens of base.css."""
    return "" if look == Look() else f":root{{--tm-brand-roof:{look.roof};--tm-brand-lamp:{look.lamp}}}\n"
