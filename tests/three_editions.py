"""A manual that is released three times, every class of revision on the way, and what each must mean, said by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import kept_back
from drafting import Files, first, in_folder, lineage_of, prepared_from, released
from training_manual.editions.releasing import Judgement, undecided
from training_manual.linking import Folder
from training_manual.linking.records import edition_text
from training_manual.mkdocs_host.command import build_site
from training_manual.model.edition import Edition, Verdict

NUMBERS = ("2026.1", "2026.2", "2026.3")
CHAPTERS, POOLS = "content/chapters", "quizzes"
Plan = Mapping[str, tuple[str, str]]
"""What there is in an edition: id -> (its id when it came, which text of it stands there now)."""


@dataclass(frozen=True)
class Step:
    """What one edition makes of the one before it; of its questions, or of its sections."""

    new: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    """By the names they have afterwards: who has answered or read them has to do so again."""
    back: frozenset[str] = frozenset()
    """Whose text is again that of the first edition."""
    halves: Mapping[str, str] = field(default_factory=dict)
    """What a question was split into: neither is the old one."""


def planned(plan: Plan, number: str, step: Step) -> Plan:
    stays = {own: held for own, held in plan.items() if own not in step.gone | set(step.halves.values())}
    names = {old: new for new, old in step.renamed.items()}
    found = {names.get(own, own): held for own, held in stays.items()}
    found |= {own: (found[own][0], number) for own in step.asked} | {
        own: (found[own][0], "2026.1") for own in step.back
    }
    return found | {own: (own, number) for own in step.new} | {own: (own, number) for own in step.halves}


# -- what the author does


def question(files: Files, own: str) -> Any:
    return next(q for path in files if path.startswith(POOLS) for q in files[path]["questions"] if q["id"] == own)


def pool(files: Files, chapter: str) -> Any:
    return files[f"{POOLS}/{chapter}.yml"]["questions"]


def section(files: Files, chapter: str, own: str) -> Any:
    return next(one for one in files[f"{CHAPTERS}/{chapter}.yml"]["sections"] if one["id"] == own)


def block(files: Files, chapter: str, own: str) -> Any:
    sections = files[f"{CHAPTERS}/{chapter}.yml"]["sections"]
    return next(one for part in sections for one in part["blocks"] if one["id"] == own)


def taken(listed: list[Any], own: str) -> Any:
    found = next(one for one in listed if one["id"] == own)
    listed.remove(found)
    return found


SECTIONS = {
    "samples": [
        ("complaints", "投诉", ["nine-steps", "visit-standards", "complaint-flow", "fault-and-mood"]),
        ("phrases", "说什么", ["at-the-door-phrases", "mine-now", "yes-if"]),
    ],
    "samples-short": [
        ("phone-words", "电话里的话", ["phone-phrases", "say-it-back", "call-back-talk"]),
        ("hanging-up", "挂断", ["no-blame", "ring-standard", "on-time"]),
    ],
    "samples-more": [("by-the-numbers", "数字", ["worth-of-ten-years", "heard-figure", "rings-of-a-product"])],
}


def founded() -> Files:
    """The samples' manual, its chapters parted into more sections than one."""
    files: Files = json.loads(first())
    for chapter, parts in SECTIONS.items():
        (whole,) = sections = files[f"{CHAPTERS}/{chapter}.yml"]["sections"]
        for own, title, blocks in parts:
            sections.append({"id": own, "title": title, "blocks": [taken(whole["blocks"], one) for one in blocks]})
    return files


def second(files: Files) -> None:
    """2026.2, out of 2026.1."""
    new = {"id": "new-question", "reread": "samples-short#on-the-phone"}
    pool(files, "samples").insert(0, deepcopy(question(files, "phone-rings")) | new)
    taken(pool(files, "samples-short"), "hang-up-first")
    moved = taken(pool(files, "samples-short"), "phone-rings")
    pool(files, "samples").append(moved | {"reread": "samples-short#on-the-phone"})
    pool(files, "samples").reverse()
    results = question(files, "sort-results")
    results |= {"id": "sort-outcomes", "was": [*results["was"], "sort-results"]}
    question(files, "match-words")["prompt"] += "（想一想）"
    question(files, "sort-calls")["prompt"] = "急不急？按顾客说的那一刻算。"
    film = question(files, "technician-may-film")
    film["answer"] = not film["answer"]
    question(files, "before-the-call")["options"].append({"id": "map", "text": "一张地图", "feedback": "手机上有。"})
    door = question(files, "door-opens")
    door["kind"], door["options"][0]["correct"] = "multiple", True
    whole = taken(pool(files, "samples"), "before-the-door")
    for half in ("a", "b"):
        options = [one for one in whole["options"] if one["id"] != ("price" if half == "a" else "photo")]
        named = {"id": f"before-the-door-{half}", "was": ["before-the-door"], "options": options}
        pool(files, "samples").append(deepcopy(whole) | named)

    files["content/brand.yml"]["limits"]["ack_phone"]["n"] = 20
    knock = block(files, "samples", "knock-first")
    knock["body"] = knock["body"].replace("退后一步，等门开", "往后退一步，等门开")
    section(files, "samples", "at-the-door")["blocks"].reverse()
    block(files, "samples-short", "say-it-back")["right"] = "我说一遍您听。哪里不对，您打断我。"
    block(files, "samples", "yes-if")["wrong"] = "您没听懂。"
    phone = section(files, "samples-short", "on-the-phone")
    phone["blocks"].append({"id": "after-the-call", "kind": "prose", "body": "挂断之后，马上登记。"})
    taken(section(files, "samples-more", "at-the-end")["blocks"], "old-card")
    rings = taken(section(files, "samples-more", "by-the-numbers")["blocks"], "rings-of-a-product")
    section(files, "samples-more", "at-the-end")["blocks"].append(rings)
    receipt = {"id": "say-thanks", "kind": "prose", "body": "递发票，道一声谢。"}
    sections = files[f"{CHAPTERS}/samples.yml"]["sections"]
    sections.append({"id": "receipts", "title": "开发票", "blocks": [receipt]})
    ending = section(files, "samples-short", "hanging-up")
    ending |= {"id": "putting-down", "was": ["hanging-up"], "title": "放下电话"}
    block(files, "samples-short", "ring-standard")["rows"][0]["value"] = "挂断之后马上写，写完再接下一通"
    zone = block(files, "samples", "late-zone")
    zone |= {"id": "too-late", "was": [*zone["was"], "samples#late-zone"]}
    rename_chapter(files, "samples-short", "short-calls")


def third(files: Files) -> None:
    """2026.3, out of 2026.2; the key of one question and one sharpened block are again what they were in 2026.1."""
    film = question(files, "technician-may-film")
    film["answer"] = not film["answer"]
    block(files, "samples", "yes-if")["wrong"] = block(founded(), "samples", "yes-if")["wrong"]

    new = {"id": "newest-question", "reread": "on-the-phone", "prompt": "电话响了三声，先做什么？"}
    pool(files, "short-calls").append(deepcopy(question(files, "phone-rings")) | new)
    taken(pool(files, "short-calls"), "quote-hearsay")
    moved = taken(pool(files, "samples"), "phone-rings")
    pool(files, "short-calls").insert(0, moved | {"reread": "on-the-phone"})
    results = question(files, "sort-outcomes")
    results |= {"id": "sort-what-counts", "was": [*results["was"], "sort-outcomes"]}
    question(files, "door-opens")["prompt"] += "（不止一句）"
    question(files, "two-trips")["prompt"] = "一趟来回 40 分钟，跑两趟要几分钟？等红灯不算。"
    question(files, "warranty-years")["mistakes"].append({"id": "half", "answer": "半年", "feedback": "太短了。"})
    files["content/brand.yml"]["limits"]["arrival_window"]["n"] = 10
    rings = taken(section(files, "samples-more", "at-the-end")["blocks"], "rings-of-a-product")
    section(files, "samples", "receipts")["blocks"].append(rings | {"was": ["samples-more#rings-of-a-product"]})
    ending = section(files, "short-calls", "putting-down")
    ending |= {"id": "the-end", "was": ["hanging-up", "putting-down"]}


def rename_chapter(files: Files, old: str, new: str) -> None:
    for folder, key in ((CHAPTERS, "id"), (POOLS, "chapter")):
        files[f"{folder}/{new}.yml"] = files.pop(f"{folder}/{old}.yml") | {key: new}
    for path in files:
        files[path] = json.loads(re.sub(rf'"{old}(?=[#"])', f'"{new}', json.dumps(files[path], ensure_ascii=False)))
        # In running text too: [[chapter#block|words]].
    files[f"{CHAPTERS}/{new}.yml"]["was"] = [old]


# -- what it must mean

QUESTIONS = {
    "2026.2": Step(
        new=frozenset({"new-question"}),
        gone=frozenset({"hang-up-first"}),
        renamed={"sort-outcomes": "sort-results"},
        asked=frozenset({"sort-calls", "technician-may-film", "before-the-call", "door-opens", "call-back-time"}),
        halves={"before-the-door-a": "before-the-door", "before-the-door-b": "before-the-door"},
    ),
    "2026.3": Step(
        new=frozenset({"newest-question"}),
        gone=frozenset({"quote-hearsay"}),
        renamed={"sort-what-counts": "sort-outcomes"},
        asked=frozenset({"two-trips", "warranty-years"}),
        back=frozenset({"technician-may-film"}),
    ),
}
READING = {
    "2026.2": Step(
        new=frozenset({"samples#receipts"}),
        renamed={
            "short-calls#on-the-phone": "samples-short#on-the-phone",
            "short-calls#phone-words": "samples-short#phone-words",
            "short-calls#putting-down": "samples-short#hanging-up",
        },
        asked=frozenset(
            {
                "samples#complaints",
                "samples#phrases",
                "short-calls#on-the-phone",
                "short-calls#phone-words",
                "short-calls#putting-down",
                "samples-more#at-the-end",
            }
        ),
    ),
    "2026.3": Step(
        renamed={"short-calls#the-end": "short-calls#putting-down"},
        asked=frozenset({"samples#at-the-door", "samples#receipts"}),
        back=frozenset({"samples#phrases"}),
    ),
}
PHONE, DOOR = "short-calls#on-the-phone", "samples#at-the-door"
_SINCE_FIRST: Mapping[str, frozenset[str]] = {
    "samples#complaints": frozenset({"samples#nine-steps", "samples#visit-standards"}),
    PHONE: frozenset({"short-calls#after-the-call"}),
    "samples-more#at-the-end": frozenset({"samples-more#old-card"}),
    "short-calls#phone-words": frozenset({"short-calls#say-it-back"}),
    "samples#receipts": frozenset({"samples#say-thanks"}),
}
_IN_ONE = {"short-calls#putting-down": frozenset({"short-calls#ring-standard"})}
_IN_TWO = {"short-calls#the-end": frozenset({"short-calls#ring-standard"})}
_STRICTER: Mapping[str, frozenset[str]] = {
    DOOR: frozenset({"samples#knock-first", "samples#first-measuring", "samples#rate-yourself"}),
}
_SHARPENED_AND_BACK = {"samples#phrases": frozenset({"samples#yes-if"})}
REREAD: Mapping[tuple[str, str], Mapping[str, frozenset[str]]] = {
    ("2026.1", "2026.2"): {**_SINCE_FIRST, **_IN_ONE, **_SHARPENED_AND_BACK},
    ("2026.2", "2026.3"): {**_STRICTER, **_SHARPENED_AND_BACK},
    ("2026.1", "2026.3"): {**_SINCE_FIRST, **_IN_TWO, **_STRICTER},
}
"""What the page of changes names, of a section last read in the one edition, to who comes back in the other."""
VERDICTS: Mapping[str, Mapping[str, Verdict]] = {
    "2026.2": {
        "match-words": "words",
        "sort-calls": "material",
        "samples#knock-first": "words",
        "samples#yes-if": "material",
        "short-calls#say-it-back": "material",
        "short-calls#ring-standard": "material",
    },
    "2026.3": {
        "door-opens": "words",
        "two-trips": "material",
    },
}
REVISE: Mapping[str, Callable[[Files], None]] = {"2026.2": second, "2026.3": third}
MENDED = ("EN 顾客坐下来", "The customer takes a seat")
"""A translation, as it was in the first edition and as it is from the second on."""


def _first_questions() -> Plan:
    files = founded()
    pools = (files[path]["questions"] for path in files if path.startswith(POOLS))
    return {one["id"]: (one["id"], "2026.1") for listed in pools for one in listed}


def _first_sections() -> Plan:
    files = founded()
    chapters = (files[path] for path in files if path.startswith(CHAPTERS))
    refs = [f"{chapter['id']}#{part['id']}" for chapter in chapters for part in chapter["sections"]]
    return {ref: (ref, "2026.1") for ref in refs}


@cache
def plans(part: str) -> Mapping[str, Plan]:
    """By edition what there is of "items" or of "sections"."""
    plan = _first_questions() if part == "items" else _first_sections()
    found = {"2026.1": plan}
    for number, step in (QUESTIONS if part == "items" else READING).items():
        found[number] = plan = planned(plan, number, step)
    return found


# -- on disk


def publish(into: Path) -> Mapping[str, Path]:
    """Releases the three editions one after the other; each as the root of a site of its own."""
    editions: list[Edition] = []
    sites, files = {}, founded()
    for number in NUMBERS:
        if number in REVISE:
            REVISE[number](files)
        folder = _folder(files, editions, number)
        draft = prepared_from(folder)
        waiting = {change.ref for change in undecided(lineage_of(draft))} if editions else set()
        verdicts = VERDICTS.get(number, {})
        assert waiting == set(verdicts), number
        judged = {ref: Judgement(said, {"zh": "改了", "en": "changed"}) for ref, said in verdicts.items()}
        editions.append(released(draft, number, judged))
        sites[number] = into / number
        _build(folder, editions, into / f"{number}-sources", sites[number])
    return sites


def _folder(files: Files, editions: Iterable[Edition], number: str) -> Folder:
    folder = in_folder(files, editions)
    if number == NUMBERS[0]:
        return folder
    old, new = (text.encode() for text in MENDED)
    assert any(old in data for data in folder.catalogues.values())
    return replace(folder, catalogues={path: data.replace(old, new) for path, data in folder.catalogues.items()})


def _build(folder: Folder, editions: Iterable[Edition], root: Path, into: Path) -> None:
    kept_back.write(folder, root)
    (root / "editions").mkdir()
    for edition in editions:
        (root / "editions" / f"{edition.number}.json").write_text(edition_text(edition), "utf-8")
    build_site(root, into)
