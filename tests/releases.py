"""Releases for tests: a copy of the starter, released as it stands, without anybody being asked anything."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from ground import ROOT
from training_manual import keeping
from training_manual.building import frozen, prepare
from training_manual.commands.rebuilding import release_site
from training_manual.keeping import Build
from training_manual.linking.frozen import sources_zip
from training_manual.linking.records import edition_text
from training_manual.problem import as_text

STARTER = ROOT / "plugins/training_manual/starter"


def starter(root: Path, *languages: str) -> Path:
    """The starter at `root`, with further languages into which nothing is translated."""
    shutil.copytree(STARTER, root)
    change(root, "content/brand.yml", "    - zh\n", "".join(f"    - {one}\n" for one in ("zh", *languages)))
    return root


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text, f"{path} has no {old}"
    (root / path).write_text(text.replace(old, new), "utf-8")


def release(root: Path, number: str, build: Build | None = None) -> str:
    """Freezes what stands at `root` as edition `number` and builds it, as `build` does; the digest of its pages."""
    prepared = prepare(root)
    assert prepared.manuals, as_text(prepared.problems)
    data = sources_zip(root)
    edition = replace(
        frozen(prepared.manuals, prepared.overrides),
        number=number,
        effective=date(2026, 1, 1),
        released=date(2026, 1, 1),
        approved_by={"zh": "总部"},
        sources=sha256(data).hexdigest(),
    )
    (root / "editions").mkdir(exist_ok=True)
    (root / "editions" / f"{number}.zip").write_bytes(data)
    record = root / "editions" / f"{number}.json"
    record.write_text(edition_text(edition), "utf-8")
    digest = keeping.release(root, number, build, root / "site") if build else release_site(root, number)
    record.write_text(edition_text(replace(edition, site=digest)), "utf-8")
    return digest
