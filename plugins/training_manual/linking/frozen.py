"""The sources of an edition: packed when it is released, unpacked to read or build it again as it then was."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from posixpath import normpath
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from training_manual.linking.folder import IGNORED
from training_manual.linking.records import order_of
from training_manual.packaged import packaged_overrides

SOURCES = ("content", "quizzes", "locale", "site_overrides", "mkdocs.yml")
"""What is authored, by its first name below the manual's root. The records of editions lie beside, in editions/."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest moment a zip can hold: the day of packing is no part of the sources."""


class Unfit(Exception):
    """Frozen sources that cannot be used; why, and what to do, in Chinese and in English."""

    def __init__(self, zh: str, en: str):
        super().__init__(f"{zh}\n{en}")
        self.zh, self.en = zh, en


def sources_zip(root: Path) -> bytes:
    """Everything authored at `root`: the same bytes for the same files, wherever and whenever they are packed."""
    packed = BytesIO()
    # Not deflated: what comes out of zlib depends on its version, and git packs plain texts better by itself.
    with ZipFile(packed, "w", ZIP_STORED) as archive:
        for path in _authored(root):
            entry = ZipInfo(path, _LONG_AGO)
            entry.create_system, entry.external_attr = 3, (stat.S_IFREG | 0o644) << 16  # as on any other machine
            archive.writestr(entry, (root / path).read_bytes())
    return packed.getvalue()


def _authored(root: Path) -> list[str]:
    found = ["mkdocs.yml"] if (root / "mkdocs.yml").is_file() else []
    for top in SOURCES:
        # The tool's own templates come with the tool; only what headquarters wrote over them is its own.
        if (root / top).is_dir() and (root / top).resolve() != packaged_overrides().resolve():
            found += _files(root, top)
    return sorted(found)


def _files(root: Path, top: str) -> Iterator[str]:
    for folder, names, files in os.walk(root / top):
        names[:] = [name for name in names if not name.startswith(IGNORED)]
        for name in files:
            path = Path(folder) / name
            if not name.startswith(IGNORED) and not name.endswith("~") and path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix()


def unpack(root: Path, number: str, into: Path) -> None:
    """Lays the manual at `root` out in the folder `into` as edition `number` froze it, with the records it then had.

    Raises Unfit where its sources are missing, damaged, or not those the record was made of.
    """
    frozen = {path.stem: path for path in sorted((root / "editions").glob("*.zip"))}
    if number not in frozen:
        listed = ", ".join(frozen) or "—"
        raise Unfit(
            f"没有版次 {number} 的存稿（editions/{number}.zip）。有：{listed}。",
            f"there are no frozen sources editions/{number}.zip; there are: {listed}",
        )
    data = frozen[number].read_bytes()
    record = root / "editions" / f"{number}.json"
    if record.is_file() and not _is_as_recorded(record, data):
        raise Unfit(
            f"editions/{number}.zip 不是发布时的那一份，和 editions/{number}.json 对不上。请从备份或 git 里找回。",
            f"editions/{number}.zip is not what was released, its record names another one; restore it from a backup "
            "or from git",
        )
    try:
        with ZipFile(BytesIO(data)) as archive:
            for entry in archive.infolist():
                _lay_out(archive, entry, into)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError) as damaged:  # also a zip with a password
        raise Unfit(
            f"editions/{number}.zip 坏了，打不开。请从备份里找回。",
            f"editions/{number}.zip is damaged; restore it from a backup",
        ) from damaged
    (into / "editions").mkdir(exist_ok=True)
    for path in sorted((root / "editions").glob("*.json")):
        if _is_not_later(path.stem, number):
            (into / "editions" / path.name).write_bytes(path.read_bytes())


def _is_as_recorded(record: Path, data: bytes) -> bool:
    try:
        told = json.loads(record.read_bytes()).get("sources")
    except (ValueError, AttributeError):
        return True  # a damaged record is told where records are read
    return not told or told == sha256(data).hexdigest()


def _is_not_later(one: str, other: str) -> bool:
    try:
        return order_of(one) <= order_of(other)
    except ValueError:  # no number: told where records are read
        return False


def _lay_out(archive: ZipFile, entry: ZipInfo, into: Path) -> None:
    if entry.is_dir():
        return
    name = entry.filename
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    # What we packed is none of these; somebody else's zip writes nothing outside `into`, nor a link to there.
    if is_link or "\\" in name or name != normpath(name) or name.partition("/")[0] not in SOURCES:
        raise Unfit(
            f"editions 里的存稿有不该有的文件：{name}。它不是 training-manual 做的，请从备份里找回。",
            f"the frozen sources hold {name}, which does not belong there; training-manual did not make them, restore "
            "them from a backup",
        )
    target = into / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(archive.read(entry))
