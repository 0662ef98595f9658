"""A revised edition never loses or mis-maps progress: editions built in pairs, a record carried from one to the other.

Every item of the first edition is answered, and the answer names the item. Then HQ revises. Afterwards each item either
still holds the answer that was given to it, or is asked again; never anything else, and again only where the change was
material.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache
from html import unescape
from itertools import combinations
from typing import Any

import pytest
import yaml

from drafting import drafted, first, lineage_of, released
from fetch_tools import node
from ground import ROOT
from training_manual.all_questions import QUESTIONS
from training_manual.editions.releasing import Judgement, undecided
from training_manual.linking import Folder, link
from training_manual.localising import localise
from training_manual.model.edition import Edition, Verdict
from training_manual.model.manual import Manual
from training_manual.pages.practising import practice_page
from training_manual.problem import as_text
from training_manual.rendering.renderer import Renderer
from training_manual.rendering.templates import Overrides

Files = dict[str, Any]
"""A manual's YAML, parsed, by path."""


@dataclass(frozen=True)
class Revision:
    """One thing HQ does between two editions, and what it must mean for who has answered everything."""

    name: str
    revise: Callable[[Files], None]
    asked: frozenset[str] = frozenset()
    """Items that are asked although (or because) they were answered before, or are new."""
    gone: frozenset[str] = frozenset()
    """Items of the first edition that the second does not have."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """New id -> the id the answer was given to."""


def questions(files: Files, chapter: str = "samples") -> list[Any]:
    listed: list[Any] = files[f"quizzes/{chapter}.yml"]["questions"]
    return listed


def one(files: Files, own: str) -> Any:
    return next(q for path in files if path.startswith("quizzes/") for q in files[path]["questions"] if q["id"] == own)


def insert(files: Files) -> None:
    new = deepcopy(one(files, "phone-rings")) | {"id": "new-question", "reread": "samples-short#on-the-phone"}
    questions(files).insert(0, new)


def delete(files: Files) -> None:
    questions(files).remove(one(files, "technician-may-film"))


def move(files: Files) -> None:
    """To another chapter, with its answer and everything."""
    moved = one(files, "phone-rings")
    questions(files, "samples-short").remove(moved)
    questions(files).append(moved | {"reread": f"samples-short#{moved['reread']}"})


def reorder(files: Files) -> None:
    questions(files).reverse()
    questions(files, "samples-short").sort(key=lambda q: str(q["prompt"]))


def rename_chapter(files: Files) -> None:
    for folder, key in (("content/chapters", "id"), ("quizzes", "chapter")):
        renamed = files.pop(f"{folder}/samples-short.yml")
        files[f"{folder}/short-calls.yml"] = renamed | {key: "short-calls"}
    files["content/chapters/short-calls.yml"]["was"] = ["samples-short"]
    for path in files:
        text = json.dumps(files[path], ensure_ascii=False)
        text = re.sub(r'(?<!was": \[")samples-short(?=[#"])', "short-calls", text)
        files[path] = json.loads(text)


def rename_question(files: Files) -> None:
    question = one(files, "sort-results")
    question["was"] = [*question.get("was", []), "sort-results"]
    question["id"] = "sort-outcomes"


def typo(files: Files) -> None:
    for own in ("door-opens", "hang-up-first", "sort-calls"):
        one(files, own)["prompt"] += "（想一想）"


def reword_option(files: Files) -> None:
    one(files, "phone-rings")["options"][0]["text"] = "先报店名，再报姓名"


def change_key(files: Files) -> None:
    question = one(files, "technician-may-film")
    question["answer"] = not question["answer"]


def add_option(files: Files) -> None:
    one(files, "phone-rings")["options"].append(
        {"id": "wait", "text": "先不说话，等顾客开口", "feedback": "顾客会以为断线了。"}
    )


def change_token(files: Files) -> None:
    files["content/brand.yml"]["limits"]["ack_phone"]["n"] = 20


def change_kind(files: Files) -> None:
    question = one(files, "door-opens")
    question["kind"] = "multiple"
    question["options"][0]["correct"] = True


def split(files: Files) -> None:
    """One question becomes two; neither is the old one."""
    pool = questions(files)
    old = one(files, "sort-results")
    halves = []
    for half, items in (("a", old["items"][:2]), ("b", old["items"][1:])):
        halves.append(deepcopy(old) | {"id": f"sort-results-{half}", "was": ["sort-results"], "items": deepcopy(items)})
    pool[pool.index(old) : pool.index(old) + 1] = halves


def nothing(files: Files) -> None:
    """The same source again; the learner changes the page's language."""


REVISIONS = [
    Revision("a question is inserted before the others", insert, asked=frozenset({"new-question"})),
    Revision("a question is deleted", delete, gone=frozenset({"technician-may-film"})),
    Revision("a question moves to another chapter", move),
    Revision("the pools are put in another order", reorder),
    Revision("a chapter is renamed", rename_chapter),
    Revision("a question is renamed", rename_question, renamed={"sort-outcomes": "sort-results"}),
    Revision("typos are mended", typo),
    Revision("an option is reworded", reword_option),
    Revision("a key changes", change_key, asked=frozenset({"technician-may-film"})),
    Revision("an option is added", add_option, asked=frozenset({"phone-rings"})),
    Revision("a limit of the brand changes", change_token, asked=frozenset()),
    Revision("a question becomes another kind", change_kind, asked=frozenset({"door-opens"})),
    Revision(
        "a question is split",
        split,
        asked=frozenset({"sort-results-a", "sort-results-b"}),
        gone=frozenset({"sort-results"}),
    ),
    Revision("the language is switched", nothing),
]


def edition(*revisions: Revision) -> Manual:
    files = json.loads(first())
    for revision in revisions:
        revision.revise(files)
    data = {path: yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode() for path, value in files.items()}
    reading = link(Folder(data))
    assert reading.manual is not None, as_text(reading.problems)
    if nothing in [revision.revise for revision in revisions]:
        manual, _ = localise(reading.manual, "en", {}, reading.known)
        return manual
    return reading.manual


def items(manual: Manual) -> list[dict[str, Any]]:
    pools = [(chapter, manual.practice(chapter.id)) for chapter in manual.shown_chapters]
    return [{"id": q.id, "tag": manual.tags[q.id], "was": list(q.was)} for _, pool in pools for q in pool]


def on_pages(manual: Manual) -> list[dict[str, Any]]:
    """The same, read from the built practice pages as the browser reads them."""
    renderer = Renderer(manual, overrides())
    found = []
    for chapter in manual.shown_chapters:
        for opening in re.findall(r"<practice-question\b[^>]*>", practice_page(renderer, chapter).html):
            said = {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', opening)}
            found.append({"id": said["id"], "tag": said["data-tag"], "was": said.get("data-was", "").split()})
    return found


@cache
def overrides() -> Overrides:
    return Overrides()


def answered(manual: Manual, at: int = 1) -> dict[str, Any]:
    """A record in which every item of `manual` is passed, each answer naming its item."""
    passed = {"share": 1, "passed": True}
    done = {item["id"]: {item["tag"]: {"at": at, "response": item["id"], "result": passed}} for item in items(manual)}
    return {"version": 1, "items": done}


def held(cases: list[tuple[dict[str, Any], list[dict[str, Any]]]]) -> list[dict[str, str | None]]:
    """For each (record, items of an edition): what the record still holds for each item; the page's script says it."""
    tool = node()
    assert tool, "node is needed: run make test"
    asked = json.dumps([{"record": record, "items": listed} for record, listed in cases])
    run = subprocess.run(
        [tool, str(ROOT / "tests/js/held.js")],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    found: list[dict[str, str | None]] = json.loads(run.stdout)
    return found


def token_items() -> frozenset[str]:
    """Items whose texts or key hold the limit that `change_token` changes."""
    files = json.loads(first())
    pools = [q for path in files if path.startswith("quizzes/") for q in files[path]["questions"]]
    return frozenset(q["id"] for q in pools if "limits.ack_phone" in json.dumps(q))


def expected(before: Manual, *revisions: Revision) -> tuple[dict[str, str], frozenset[str]]:
    """Which answer each item must hold, and which items must be asked."""
    asked = frozenset(i for r in revisions for i in r.asked)
    if change_token in [r.revise for r in revisions]:
        asked |= token_items()
    gone = frozenset(i for r in revisions for i in r.gone)
    kept = {item["id"]: item["id"] for item in items(before) if item["id"] not in asked | gone}
    for revision in revisions:
        for new, old in revision.renamed.items():
            if old in kept:
                del kept[old]
                kept[new] = old
    return kept, asked - gone


def check(found: Mapping[str, str | None], kept: Mapping[str, str], asked: frozenset[str]) -> None:
    assert {own: answer for own, answer in found.items() if answer is not None} == kept
    assert {own for own, answer in found.items() if answer is None} == asked


def test_the_matrix_has_every_kind_of_question_and_a_limit_to_change() -> None:
    kinds = {q.kind for chapter in edition().shown_chapters for q in edition().practice(chapter.id)}
    assert kinds == set(QUESTIONS)
    assert token_items()


@pytest.mark.parametrize("revision", REVISIONS, ids=lambda r: r.name)
def test_one_edition_later_every_answer_stands_where_it_was_given_or_is_asked_again(revision: Revision) -> None:
    before, after = edition(), edition(revision)
    assert on_pages(after) == items(after)
    (found,) = held([(answered(before), on_pages(after))])
    check(found, *expected(before, revision))


def compatible() -> Iterator[tuple[Revision, Revision]]:
    """Pairs that do not touch the same item twice in ways that undo each other."""
    for a, b in combinations(REVISIONS, 2):
        touched = [r.asked | r.gone | frozenset(r.renamed.values()) for r in (a, b)]
        same_file = {a.revise, b.revise} & {rename_chapter}
        if not (touched[0] & touched[1]) and not (same_file and {a.revise, b.revise} & {move, reorder}):
            yield a, b


def test_two_editions_at_once_lose_and_ask_no_more_than_both_one_by_one() -> None:
    before, pairs = edition(), list(compatible())
    assert len(pairs) >= 70
    found = held([(answered(before), items(edition(*pair))) for pair in pairs])
    for pair, answers in zip(pairs, found, strict=True):
        check(answers, *expected(before, *pair))


@cache
def first_release() -> Edition:
    return released(drafted(json.loads(first())), "2026.1")


def through_releases(revision: Revision, verdict: Verdict) -> Manual:
    """The first edition released, then the revision released with this verdict on every change of words."""
    one = first_release()
    files = json.loads(first())
    revision.revise(files)
    draft = drafted(files, [one])
    waiting = undecided(lineage_of(draft))
    judged = {change.ref: Judgement(verdict, {"zh": "改了", "en": "changed"}) for change in waiting}
    two = released(draft, "2026.2", judged)
    published = drafted(files, [one, two])
    assert lineage_of(published).edition == "2026.2"
    return published.manuals["en" if revision.revise is nothing else "zh"]


WORDS = {
    "typos are mended": {"door-opens", "hang-up-first", "sort-calls"},
    "an option is reworded": {"phone-rings"},
}
"""Questions of which nothing but words changes."""


@pytest.mark.parametrize("verdict", ["words", "material"])
@pytest.mark.parametrize("revision", REVISIONS, ids=lambda r: r.name)
def test_through_two_releases_the_verdict_decides_and_nothing_else_changes(
    revision: Revision, verdict: Verdict
) -> None:
    asked_again = frozenset(WORDS.get(revision.name, ()) if verdict == "material" else ())
    before, after = edition(), through_releases(revision, verdict)
    (found,) = held([(answered(before), items(after))])
    kept, asked = expected(before, replace(revision, asked=revision.asked | asked_again))
    check(found, kept, asked)


def test_an_edition_taken_back_finds_the_old_answers_again() -> None:
    before = edition()
    own = {item["id"]: item["id"] for item in items(before)}
    cases = []
    for revision in REVISIONS:
        record = answered(before)
        for item, tags in answered(edition(revision), at=2)["items"].items():
            # In between, everything was answered again: wrongly.
            for tag in tags:
                wrong = {"at": 2, "response": f"later {item}", "result": {"share": 0, "passed": False}}
                record["items"].setdefault(item, {}).setdefault(tag, wrong)
        cases.append((record, items(before)))
    for answers in held(cases):
        assert answers == own
