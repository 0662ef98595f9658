"""Puts the service worker beside a finished site; beside a preview, one that ends an earlier one's work."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from training_manual.assets import worker_script
from training_manual.building import Prepared
from training_manual.offline import DOORS, WORKER, digest_of, is_listed, offline_files


def write_worker(prepared: Prepared, config: MkDocsConfig) -> None:
    """Called when all languages are there: the list names every file of the site."""
    assert prepared.assets is not None
    site = Path(config.site_dir)
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    digests = {name: digest_of(path.read_bytes()) for name, path in files.items() if is_listed(name)}
    roots = ["", *(f"{language}/" for language in list(prepared.manuals)[1:])]
    doors = {root + door: files[root + door].read_text("utf-8") for root in roots for door in DOORS}
    worker = worker_script(prepared.overrides, "worker")
    for name, text in offline_files(digests, doors, prepared.assets.folder, prepared.assets.files, worker).items():
        (site / name).write_bytes(text.encode())


def write_preview_worker(prepared: Prepared, config: MkDocsConfig) -> None:
    (Path(config.site_dir) / WORKER).write_text(worker_script(prepared.overrides, "preview"), "utf-8")
