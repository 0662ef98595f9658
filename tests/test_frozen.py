"""The sources of an edition: packed alike everywhere, and unpacked without harm, as they were released."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from releases import starter
from training_manual.building import prepare
from training_manual.linking.frozen import Unfit, sources_zip, unpack
from training_manual.packaged import packaged_overrides


def names(data: bytes) -> list[str]:
    return ZipFile(BytesIO(data)).namelist()


def test_the_same_files_are_packed_into_the_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    first, second = starter(tmp_path / "one"), tmp_path / "elsewhere" / "two"
    shutil.copytree(first, second)
    for path in second.rglob("*"):
        os.utime(path, (0, 1_000_000_000))
        path.chmod(0o700)
    assert sources_zip(first) == sources_zip(second)


def test_only_what_is_authored_is_packed(tmp_path: Path) -> None:
    root = starter(tmp_path / "manual")
    for path in (
        "site/index.html",
        "content/.draft.yml",
        "content/terms.yml~",
        "editions/2026.1.json",
        "site_overrides/x.html",
    ):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text("x", "utf-8")
    packed = names(sources_zip(root))
    assert packed == sorted(packed)
    assert {path.partition("/")[0] for path in packed} == {"content", "quizzes", "mkdocs.yml", "site_overrides"}
    assert "content/.draft.yml" not in packed
    assert "content/terms.yml~" not in packed


def test_the_tools_own_templates_come_with_the_tool(tmp_path: Path) -> None:
    root = starter(tmp_path / "manual")
    (root / "site_overrides").symlink_to(packaged_overrides(), target_is_directory=True)
    assert not [path for path in names(sources_zip(root)) if path.startswith("site_overrides")]


def packed(root: Path, number: str, data: bytes, record: str = "") -> None:
    (root / "editions").mkdir(exist_ok=True)
    (root / "editions" / f"{number}.zip").write_bytes(data)
    (root / "editions" / f"{number}.json").write_text(record or f'{{"sources": "{sha256(data).hexdigest()}"}}', "utf-8")


def test_what_was_packed_is_laid_out_again_with_the_records_of_that_time(tmp_path: Path) -> None:
    root, there = starter(tmp_path / "manual"), tmp_path / "there"
    for number in ("2026.9", "2026.10", "2027.1"):
        packed(root, number, sources_zip(root))
    there.mkdir()
    unpack(root, "2026.10", there)
    assert sources_zip(there) == sources_zip(root)
    assert sorted(path.name for path in (there / "editions").iterdir()) == ["2026.10.json", "2026.9.json"]
    shutil.rmtree(there / "editions")
    assert prepare(there).manuals.keys() == {"zh"}


def foreign(name: str, link: bool = False) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        entry = ZipInfo(name)
        entry.external_attr = (stat.S_IFLNK if link else stat.S_IFREG) << 16
        archive.writestr(entry, "../../../outside")
    return out.getvalue()


BAD: dict[str, Callable[[], bytes]] = {
    "上级文件夹": lambda: foreign("../outside"),
    "绕道": lambda: foreign("content/../../outside"),
    "绝对路径": lambda: foreign("/outside"),
    "链接": lambda: foreign("content/terms.yml", link=True),
    "别的文件": lambda: foreign("outside.py"),
    "不是 zip": lambda: b"no zip",
}


@pytest.mark.parametrize("what", BAD)
def test_a_zip_of_somebody_else_is_refused_and_writes_nothing(what: str, tmp_path: Path) -> None:
    root, there = starter(tmp_path / "manual"), tmp_path / "a" / "there"
    there.mkdir(parents=True)
    packed(root, "2026.1", BAD[what]())
    with pytest.raises(Unfit, match=r"备份(?s:.)*backup"):
        unpack(root, "2026.1", there)
    assert [path for path in (tmp_path / "a").rglob("*") if path.is_file()] == []


def test_sources_that_are_not_those_of_the_record_are_refused(tmp_path: Path) -> None:
    root = starter(tmp_path / "manual")
    packed(root, "2026.1", sources_zip(root), '{"sources": "0"}')
    with pytest.raises(Unfit, match="对不上"):
        unpack(root, "2026.1", tmp_path)


def test_an_edition_without_sources_is_told_with_those_there_are(tmp_path: Path) -> None:
    root = starter(tmp_path / "manual")
    packed(root, "2026.1", sources_zip(root))
    with pytest.raises(Unfit, match=r"有：2026\.1"):
        unpack(root, "2026.2", tmp_path)
