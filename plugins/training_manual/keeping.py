"""Editions beside the site: each release as it was built stays below e/, and versions.json says which there are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from training_manual.building import prepare
from training_manual.linking.frozen import unpack
from training_manual.model.edition import Edition, Frozen, Lineage
from training_manual.publishing import NotPublished, carry, refuse_broken, site_digest, swapped

EDITIONS, VERSIONS = "e", "versions.json"
ABOVE = "../../"
"""The site, seen from an edition: its pages lead to what is in force, at addresses that stay."""
Build = Callable[[Path, str, Path], None]
"""Builds the unpacked sources of an edition of this number into a folder."""
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Keeper:
    """Keeps the editions of one manual beside its site."""

    root: Path
    editions: Sequence[Edition]
    """Every release, oldest first."""
    site_is: str | None
    """The number of the edition the site itself is; None for a working copy."""
    build: Build
    tell: Tell

    def keep(self, site: Path, new: Path) -> None:
        """Puts every edition beside the new pages: as it stands in `site`, or built again where it is missing.

        Raises NotPublished for one that is missing and cannot be built as it was.
        """
        known = _digests(site)
        if (site / EDITIONS).is_dir():
            carry(site / EDITIONS, new / EDITIONS)
            self._tell_of_strangers(new / EDITIONS)
        digests = {}
        for edition in self.editions:
            folder = new / EDITIONS / edition.number
            if folder.is_dir():
                digests[edition.number] = self._as_known(edition, folder, known.get(edition.number))
            else:
                digests[edition.number], found = self.make(edition, folder)
                self.tell(found)
        if self.editions:
            _write(new / VERSIONS, list(self._versions(digests)))

    def _tell_of_strangers(self, folder: Path) -> None:
        for name in sorted({path.name for path in folder.iterdir()} - {edition.number for edition in self.editions}):
            self.tell(
                f"{EDITIONS}/{name}/ 没有 editions/{name}.json，不在版次里，没有动它。不要就请删掉。\n"
                f"{EDITIONS}/{name}/ has no record editions/{name}.json and was left alone; delete it if it may go"
            )

    def _as_known(self, edition: Edition, folder: Path, rebuilt: str | None) -> str:
        digest = site_digest(folder)
        if not edition.site or digest in (edition.site, rebuilt):
            return digest
        self.tell(
            f"{EDITIONS}/{edition.number}/ 和发布时的不一样，没有动它。要换回来："
            f"training-manual edition rebuild {edition.number}\n"
            f"{EDITIONS}/{edition.number}/ is not as it was released and was left alone; to put it right: "
            f"training-manual edition rebuild {edition.number}"
        )
        return rebuilt or edition.site  # so it is told again the next time

    def make(self, edition: Edition, into: Path) -> tuple[str, str]:
        """Builds an edition from its frozen sources; its digest, and what was found of it.

        Raises NotPublished where it is neither the same bytes as when it was released nor the same text.
        """
        number = edition.number
        with _unpacked(self.root, number) as sources:
            self.build(sources, number, into)
            refuse_broken(into, ABOVE)
            digest = site_digest(into)
            if digest == edition.site:
                return (
                    digest,
                    f"{number} 版已重建，与发布时逐字节相同。/ Edition {number} rebuilt, byte for byte as released.",
                )
            if _is_as_frozen(sources, number):
                return digest, (
                    f"{number} 版已重建：正文、题目和译文与发布时相同，网页是现在这一版工具做的。/ "
                    f"Edition {number} rebuilt: its texts are those released, its pages are made by the present tool."
                )
        raise NotPublished(
            f"{number} 版重建出来和 editions/{number}.json 记的不一样。"
            f"请用发布它的那一版工具（{edition.tool or '?'}）重建，或从备份里找回 {EDITIONS}/{number}/。\n"
            f"edition {number}, built again, is not what editions/{number}.json says; rebuild it with the tool that "
            f"released it ({edition.tool or '?'}), or restore {EDITIONS}/{number}/ from a backup"
        )

    def rebuild(self, site: Path, edition: Edition) -> None:
        """Builds an edition again and puts it in the place of what stands in `site`, after saying what was found."""
        with _replaced(site, edition.number) as new:
            digest, found = self.make(edition, new)
            self.tell(found)
        listed = _listed(site) or list(self._versions({one.number: "" for one in self.editions}))
        for one in listed:
            if one["version"] == edition.number:
                one["properties"]["digest"] = digest
        _write(site / VERSIONS, listed)

    def _versions(self, digests: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """As mike writes it, newest first, which is all that Material and others know of editions."""
        for edition in reversed(self.editions):
            is_latest = edition is self.editions[-1]
            path = "" if edition.number == self.site_is else f"{EDITIONS}/{edition.number}/"
            yield {
                "version": edition.number,
                "title": edition.number,
                "aliases": ["latest"] if is_latest else [],
                "properties": {"path": path, "effective": str(edition.effective), "digest": digests[edition.number]},
            }


def release(root: Path, number: str, build: Build, site: Path) -> str:
    """Builds an edition that is being released into `site`; the digest of its pages, for its record."""
    with _unpacked(root, number) as sources, _replaced(site, number) as new:
        build(sources, number, new)
        refuse_broken(new, ABOVE)
        return site_digest(new)


@contextmanager
def _unpacked(root: Path, number: str) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        unpack(root, number, Path(folder))
        yield Path(folder)


def _is_as_frozen(sources: Path, number: str) -> bool:
    """Whether the unpacked manual has every item with the tag and the texts of the record beside it, and no other."""
    prepared = prepare(sources)
    line = prepared.manuals[prepared.main].lineage if prepared.manuals else Lineage()
    if line.present is None or line.latest is None or line.latest.number != number:
        return False
    now, then = ([_heart(item) for item in one.items.values()] for one in (line.present, line.latest))
    return now == then


def _heart(item: Frozen) -> tuple[object, ...]:
    return item.ref, item.group, item.tag, item.print, item.prints, item.texts


@contextmanager
def _replaced(site: Path, number: str) -> Iterator[Path]:
    """A folder to build an edition of `site` in; not inside it, where whatever is left over would be published."""
    (site / EDITIONS).mkdir(parents=True, exist_ok=True)
    with swapped(site / EDITIONS / number, site.with_name(f".{site.name}-{number}")) as new:
        yield new


def _listed(site: Path) -> list[dict[str, Any]]:
    try:
        listed = json.loads((site / VERSIONS).read_text("utf-8"))
        return [one for one in listed if one["version"] and "digest" in one["properties"]]
    except (OSError, ValueError, LookupError, TypeError):
        return []


def _digests(site: Path) -> dict[str, str]:
    """What each edition of a site was known to be when it was put there."""
    return {one["version"]: str(one["properties"]["digest"]) for one in _listed(site)}


def _write(path: Path, versions: list[dict[str, Any]]) -> None:
    path.write_text(json.dumps(versions, ensure_ascii=False, indent=1) + "\n", "utf-8")
