"""Editions of a small manual in memory: revised as HQ revises, released as the command releases, nothing on disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from ground import ROOT
from training_manual.building import Prepared, frozen, prepare_folder
from training_manual.editions.releasing import Judged, release
from training_manual.linking import Folder, link
from training_manual.linking.records import edition_text
from training_manual.localising import updated_catalogues
from training_manual.model.edition import Edition, Lineage
from training_manual.model.manual import Manual
from training_manual.problem import as_text, errors
from training_manual.samples import little_manual, packaged_texts, samples_from

Files = dict[str, Any]
"""A manual's YAML, parsed, by path."""
Revise = Callable[[Files], None]


@cache
def first() -> str:
    """The samples' own manual, every kind of block and question, as JSON; in Chinese and English."""
    texts = packaged_texts()
    folder = little_manual(samples_from(texts).samples, texts)
    files = {path: yaml.safe_load(data) for path, data in folder.files.items()}
    files["content/brand.yml"]["manual"]["languages"] = ["zh", "en"]
    return json.dumps(files, ensure_ascii=False, default=str)


def revised(*revisions: Revise) -> Files:
    files: Files = json.loads(first())
    for revise in revisions:
        revise(files)
    return files


def written(files: Files) -> dict[str, bytes]:
    return {path: yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode() for path, value in files.items()}


def in_folder(files: Files, editions: Iterable[Edition] = (), english: str = "EN {}") -> Folder:
    """The manual `files` are, among its editions; every text is translated into `english`, the source its hole."""
    records = {f"editions/{edition.number}.json": edition_text(edition).encode() for edition in editions}
    folder = Folder(written(files), editions=records)
    manual = link(folder).manual
    assert manual is not None, as_text(link(folder).problems)
    return replace(folder, catalogues=_translated(manual, english))


def drafted(files: Files, editions: Iterable[Edition] = (), english: str = "EN {}") -> Prepared:
    return prepared_from(in_folder(files, editions, english))


def prepared_from(folder: Folder) -> Prepared:
    prepared = prepare_folder(ROOT, folder)
    assert prepared.manuals, as_text(errors(prepared.problems))
    return prepared


def _translated(manual: Manual, english: str) -> dict[str, bytes]:
    empty, problems = updated_catalogues(manual, "en", {})
    assert not problems
    return {path: _filled(data.decode(), english).encode() for path, data in empty.items()}


def _filled(catalogue: str, english: str) -> str:
    """Every message with its translation; the first one is the catalogue's head."""
    head, *messages = catalogue.split("\n\n")
    return "\n\n".join([head, *(_message(message, english) for message in messages)])


def _message(message: str, english: str) -> str:
    source = message.partition("\nmsgid ")[2].partition("\nmsgstr ")[0]
    if not source:
        return message
    text = "".join(json.loads(line) for line in source.split("\n"))
    said = json.dumps(english.format("{}").replace("{}", text), ensure_ascii=False)
    return message.partition("\nmsgstr ")[0] + f"\nmsgstr {said}"


def lineage_of(prepared: Prepared) -> Lineage:
    return prepared.manuals[prepared.main].lineage


def released(prepared: Prepared, number: str, judged: Judged | None = None) -> Edition:
    """What `edition release` would write, on the day of that number."""
    line = lineage_of(prepared)
    day = date(2026, 1, 1) + timedelta(days=30 * int(number.partition(".")[2]))
    facts = {"number": number, "effective": day, "released": day, "approved_by": {"zh": "总部"}}
    return release(line, line.present or frozen(prepared.manuals, prepared.overrides), judged or {}, **facts)
