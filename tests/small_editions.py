"""Small editions of the samples' manual, each a change or two apart, and the pages of a site with them behind it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import yaml

from training_manual.building import frozen
from training_manual.editions.comparing import lineage
from training_manual.linking import Folder, link
from training_manual.localising import localise
from training_manual.model.edition import Edition
from training_manual.model.manual import Manual
from training_manual.pages.making import make_pages
from training_manual.pages.page import Page
from training_manual.problem import as_text
from training_manual.rendering.renderer import Renderer
from training_manual.rendering.templates import Overrides
from training_manual.samples import little_manual, packaged_texts, samples_from

Files = dict[str, Any]
Revise = Callable[[Files], None]
DAYS = {"2025.2": date(2025, 9, 1), "2026.1": date(2026, 3, 1), "2026.2": date(2026, 12, 1)}


@cache
def overrides() -> Overrides:
    return Overrides()


@cache
def first() -> str:
    texts = packaged_texts()
    folder = little_manual(samples_from(texts).samples, texts)
    files = {path: yaml.safe_load(data) for path, data in folder.files.items()}
    files["content/brand.yml"]["manual"]["languages"] = ["zh", "en"]
    files["content/roles.yml"][1]["path"] = ["samples"]
    return json.dumps(files, ensure_ascii=False, default=str)


def block(files: Files, own: str) -> Any:
    chapters = (files[path] for path in files if path.startswith("content/chapters/"))
    return next(b for chapter in chapters for s in chapter["sections"] for b in s["blocks"] if b["id"] == own)


def one(files: Files, own: str) -> Any:
    return next(q for path in files if path.startswith("quizzes/") for q in files[path]["questions"] if q["id"] == own)


def sooner(files: Files) -> None:
    """A limit, a step's words and its owner."""
    steps = block(files, "nine-steps")["steps"]
    steps[1]["do"] = "一小时之内回电话，说清谁办、几时办好"
    steps[2]["owner"] = "manager"


def reworded(files: Files) -> None:
    block(files, "power-off-first")["body"] = "拆热水器之前，**先拉闸，再验电**。顾客说“已经关了”，也要自己看一眼。\n"


def other_key(files: Files) -> None:
    question = one(files, "hang-up-first")
    question["answer"] = not question["answer"]
    one(files, "phone-rings")["options"][0]["feedback"] = "对。这一句只有答过的人才看得到。"


def added(files: Files) -> None:
    new = {
        "id": "call-first",
        "kind": "prose",
        "title": "出发前打电话",
        "body": "几点到，谁来。\n\n- 堵车了，再打一次\n",
    }
    files["content/chapters/samples.yml"]["sections"][0]["blocks"].append(new)


def dropped(files: Files) -> None:
    blocks = files["content/chapters/samples-short.yml"]["sections"][0]["blocks"]
    blocks.remove(block(files, "write-it-down"))


def new_card(files: Files) -> None:
    files["content/role_plays/rp-first-visit.yml"]["customer"]["wants"] = "先喝口水再说。"


EVERYTHING: tuple[Revise, ...] = (sooner, reworded, other_key, added, dropped, new_card)


@cache
def manuals(*revisions: Revise) -> dict[str, Manual]:
    files = json.loads(first())
    for revise in revisions:
        revise(files)
    data = {path: yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode() for path, value in files.items()}
    reading = link(Folder(data))
    assert reading.manual is not None, as_text(reading.problems)
    return {"zh": reading.manual, "en": localise(reading.manual, "en", {}, reading.known)[0]}


@cache
def released(number: str, *revisions: Revise) -> Edition:
    edition = frozen(manuals(*revisions), overrides())
    note = {"zh": f"{number} 的说明", "en": f"about {number}"}
    return replace(
        edition, number=number, effective=DAYS[number], released=DAYS[number], approved_by={"zh": "沈岚"}, note=note
    )


def renderer(editions: Sequence[Edition], *revisions: Revise, language: str = "zh") -> Renderer:
    """The site of a manual with these releases behind it."""
    now = manuals(*revisions)
    line = lineage(tuple(editions), frozen(now, overrides()))
    return Renderer(replace(now[language], lineage=line), overrides())


def page(site: Renderer, path: str) -> Page | None:
    return next((page for page in make_pages(site) if page.path == path), None)


def html(site: Renderer, path: str) -> str:
    found = page(site, path)
    assert found is not None, path
    return found.html
