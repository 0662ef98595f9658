"""Campaigns and trainers as the pages of assigned work get them, in every language."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import kept_back
from test_trainers import code
from training_manual.building import prepare_folder
from training_manual.localising import needed_messages
from training_manual.localising.catalogues import write_catalogue
from training_manual.model.public_key import read_public_key
from training_manual.pages.making import make_pages
from training_manual.rendering.renderer import Renderer

TRAINERS = f"""\
- id: wang-min
  name: 王敏
  key: {code(1, "SAMPLE")}
  since: 2026-03-01
- id: li-qiang
  name: 李强
  key: {code(3, "SAMPLE")}
  since: 2026-03-01
  withdrawn: 2026-05-01
"""
HEAD = "roles: [first-contact, manager]\ntrainer: wang-min\n"
CAMPAIGNS = {
    "may": f"title: 五月测验\ntest: samples-short\n{HEAD}opens: 2026-05-01\ndue: 2026-05-31\n",
    "april": f"title: 四月练习\npractice: samples-short\nitems: 3\nminutes: 0\npass_share: 60\nattempts: 2\nseed: 7\n"
    f"{HEAD}opens: 2026-04-01\ndue: 2026-04-30\n",
    "june": f"title: 六月考试\nexam: sealed\n{HEAD}opens: 2026-06-01\ndue: 2026-06-01\n",
    "july": f"title: 七月演练\ncards: [rp-first-visit]\n{HEAD}opens: 2026-07-01\ndue: 2026-07-31\n",
}


@cache
def data(language: str, path: str, name: str) -> Any:
    """A block of JSON of a page."""
    base = kept_back.folder()[0]
    files = {f"quizzes/assignments/{own}.yml": f"id: {own}\n{text}".encode() for own, text in CAMPAIGNS.items()}
    base = replace(base, files={**base.files, **files, "quizzes/trainers.yml": TRAINERS.encode()})
    manual = kept_back.linked(base)
    messages = [
        (path, replace(message, text="Test of May"))
        for path, message in needed_messages(manual, "en")
        if message.context == "assignments.may.title"
    ]
    catalogues = {path: write_catalogue("en", [message]) for path, message in messages}
    assert list(catalogues) == ["locale/en/LC_MESSAGES/quizzes.assignments.may.po"]
    prepared = prepare_folder(Path("tests"), replace(base, catalogues=catalogues))
    renderer = Renderer(prepared.manuals[language], prepared.overrides)
    return block(renderer, path, name)


def page(renderer: Renderer, path: str) -> str:
    return next(one for one in make_pages(renderer) if one.path == path).html


def block(renderer: Renderer, path: str, name: str) -> Any:
    found = re.search(rf"<script type=\"application/json\" {name}>(.*?)</script>", page(renderer, path), re.DOTALL)
    assert found, f"{path} has no {name}"
    return json.loads(found[1])


def test_a_page_names_every_trainer_and_says_whose_key_counts_no_longer() -> None:
    for path in ("desk/", "assignment/"):
        assert data("zh", path, "data-trainers") == [
            {"id": "wang-min", "name": "王敏", "key": read_public_key(code(1)).letters, "withdrawn": False},
            {"id": "li-qiang", "name": "李强", "key": read_public_key(code(3)).letters, "withdrawn": True},
        ]


def test_campaigns_stand_by_the_day_they_open_with_what_their_sets_leave_open() -> None:
    campaigns = data("zh", "assignment/", "data-campaigns")
    shown = [(one["id"], one["set"], one["cards"], one["n"], one["minutes"], one["pass"]) for one in campaigns]
    tests = next(one for one in data("zh", "assignment/", "data-sets") if one["set"] == "samples-short/test")
    assert shown == [
        ("april", "samples-short", [], 3, 0, 60),
        ("may", "samples-short/test", [], tests["n"], 0, 80),
        ("june", "tests/sealed", [], 3, 0, 80),
        ("july", "cards", ["rp-first-visit"], 0, 0, 0),
    ]
    april, may = campaigns[:2]
    assert (april["attempts"], april["seed"]) == (2, "7")
    assert (may["attempts"], may["seed"]) == (1, "")
    assert (april["opens"], april["due"], april["by"]) == ("2026-04-01", "2026-04-30", "王敏")
    assert april["roles"] == ["首问员工", "店长"]
    assert april["key"] == read_public_key(code(1)).letters


def test_a_campaign_speaks_the_language_of_its_page() -> None:
    assert [one["title"] for one in data("en", "assignment/", "data-campaigns")][1] == "Test of May"


def test_a_sealed_exam_is_a_set_with_its_paper_and_its_digest() -> None:
    (sealed,) = [one for one in data("zh", "desk/", "data-sets") if one["kind"] == "sealed"]
    assert sealed["paper"] == "../tests/sealed/paper.sealed"
    assert re.fullmatch(r"[0-9a-f]{16}", sealed["digest"])
    assert (sealed["set"], sealed["n"], sealed["of"]) == ("tests/sealed", 3, 12)
