"""The files of a manual on disk: which belong, which do not, and their bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from training_manual.problem import Code, Place, Problem

SINGLE_FILES = ("brand", "parts", "roles", "terms", "sources", "syllabus", "tags", "rubric", "notices")
OPTIONAL = ("notices",)
FOLDERS = ("chapters", "role_plays", "forms")
QUIZ_FOLDERS = ("exams", "assignments")
IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".svg")
# Dot files of editors and systems are nobody's content and never published.
IGNORED = (".", "~", "Thumbs.db")


@dataclass(frozen=True)
class Folder:
    """Every file of a manual, by its path relative to the manual's root, posix style."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """YAML of content/ and quizzes/."""
    catalogues: Mapping[str, bytes] = field(default_factory=dict)
    """locale/<language>/LC_MESSAGES/*.po."""
    images: frozenset[str] = frozenset()
    """Below content/: images/….  Also downloads/…."""
    editions: Mapping[str, bytes] = field(default_factory=dict)
    """Records of the releases, editions/*.json."""
    problems: tuple[Problem, ...] = ()


def read_folder(root: Path) -> Folder:
    """Reads a manual's folder. Everything that does not belong is a problem, so nothing is published by accident."""
    files: dict[str, bytes] = {}
    images: set[str] = set()
    problems: list[Problem] = []
    if not (root / "content").is_dir():
        return Folder(problems=(Problem(Place("content"), Code.NO_SUCH_FOLDER),))
    for path in (*_walk(root, "content"), *_walk(root, "quizzes"), *_walk(root, "locale")):
        try:
            _sort_in(root, path, files, images, problems)
        except OSError as error:
            problems.append(Problem(Place(path), Code.UNREADABLE, {"reason": error.strerror or str(error)}))
    for name in SINGLE_FILES:
        if name not in OPTIONAL and f"content/{name}.yml" not in files:
            problems.append(Problem(Place(f"content/{name}.yml"), Code.MISSING_FILE, {"file": f"content/{name}.yml"}))
    catalogues = {path: files.pop(path) for path in list(files) if path.startswith("locale/")}
    problems += _halves(root)
    records = {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "editions").glob("*.json")}
    return Folder(files, catalogues, frozenset(images), records, tuple(problems))


def _sort_in(root: Path, path: str, files: dict[str, bytes], images: set[str], problems: list[Problem]) -> None:
    if (root / path).is_symlink():
        problems.append(_stray(path, "不收符号链接，请放真的文件", "links are not followed, put the real file here"))
    elif path.startswith(("content/images/", "content/downloads/")):
        if path.startswith("content/images/") and not path.lower().endswith(IMAGE_ENDINGS):
            problems.append(_stray(path, *_NO_PICTURE))
        if _KEY_FILE in _head(root / path):
            problems.append(Problem(Place(path), Code.KEY_FILE_PUBLISHED))
        images.add(path.removeprefix("content/"))
    elif path.startswith("locale/"):
        if path.endswith(".po"):
            files[path] = (root / path).read_bytes()
    elif wrong := _misplaced(path):
        problems.append(_stray(path, *wrong))
    else:
        files[path] = (root / path).read_bytes()


def _halves(root: Path) -> Iterator[Problem]:
    """A release is two files; one alone is not forgotten without a word."""
    stems = {ending: {path.stem for path in (root / "editions").glob(f"*.{ending}")} for ending in ("json", "zip")}
    for stem in sorted(stems["zip"] - stems["json"]):
        about = {"file": f"editions/{stem}.json"}
        yield Problem(Place(f"editions/{stem}.zip"), Code.EDITION_WITHOUT_RECORD, about)
    # Without any sources it is an edition's own folder, laid out to be built.
    for stem in sorted(stems["json"] - stems["zip"]) if stems["zip"] else ():
        about = {"file": f"editions/{stem}.zip"}
        yield Problem(Place(f"editions/{stem}.json"), Code.EDITION_WITHOUT_SOURCES, about)


_KEY_FILE = b'"training-manual/key/1"'
"""What a key file begins with, whatever it is called."""
_NO_PICTURE = ("images/ 里只放图片，别的请放 downloads/", "images/ holds pictures only, others go to downloads/")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:  # pictures and videos are large
        return file.read(400)


def _misplaced(path: str) -> tuple[str, str] | None:
    """Why a YAML file may not stand at `path`, in Chinese and English; None if it may."""
    place, _, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    if ending == "md":
        return "正文写在 .yml 里，.md 请移到外面", "text is written in .yml, move the .md out of here"
    if dot and ending == "yaml":
        return "请把扩展名改成 .yml", "rename it to .yml"
    if ending != "yml":
        return "这里只放 .yml 文件，图片放 content/images/", "only .yml files here, pictures go to content/images/"
    if place == "content" and stem not in SINGLE_FILES:
        names = ", ".join(f"{name}.yml" for name in SINGLE_FILES)
        return f"content/ 下只放 {names}", f"content/ holds {names} only"
    below = (*(f"content/{folder}" for folder in FOLDERS), "quizzes", *(f"quizzes/{folder}" for folder in QUIZ_FOLDERS))
    known = ("content", *below)
    if place not in known:
        return f"没有这个文件夹，只有 {', '.join(known)}", f"there is no such folder, only {', '.join(known)}"
    return None


def _stray(path: str, zh: str, en: str) -> Problem:
    return Problem(Place(path), Code.STRAY_FILE, {"why": zh, "why_en": en})


def _walk(root: Path, top: str) -> Iterator[str]:
    for folder, names, files in os.walk(root / top):
        names[:] = sorted(n for n in names if not n.startswith(IGNORED))
        links = [name for name in names if (Path(folder) / name).is_symlink()]  # os.walk does not enter them
        for name in sorted(files + links):
            if not name.startswith(IGNORED) and not name.endswith("~"):
                yield (Path(folder) / name).relative_to(root).as_posix()
