"""Twenty learners and two trainers over three editions: nothing is lost, nothing stands under another name, nothing is
asked again but what has changed. What each must hold is reckoned from the plan, tests/three_editions.py, never by the code
under test."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from browser.answering import Hand, keys
from browser.hosting import Host, wait_until_kept
from browser.walking import Watched, in_page
from three_editions import NUMBERS, QUESTIONS, REREAD, plans, publish

pytestmark = pytest.mark.browser

CARRIED = (Path(__file__).parent / "carried.js").read_text("utf-8")
NOON = {"2026.1": 1770724800000, "2026.2": 1773144000000, "2026.3": 1775822400000}
"""A day on which each edition is in force: 10 February, 10 March, 10 April."""
NOTHING: Mapping[str, Any] = {"answers": {}, "reads": {}, "confirms": {}, "attempts": {}}
CLOCK = "{ const now = Date.now; Date.now = () => now() + Number(localStorage.getItem('clock')); }"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return publish(tmp_path_factory.mktemp("editions"))


@pytest.fixture
def people(browser: Browser, host: Host) -> Iterator[Any]:
    """Opens a phone or a desk of somebody's own; every one of them ends with an empty console."""
    opened: list[Watched] = []

    def somebody(wide: bool = False, workers: bool = False) -> Watched:
        size: ViewportSize = {"width": 1280, "height": 800} if wide else {"width": 390, "height": 844}
        context = browser.new_context(
            viewport=size, has_touch=not wide, is_mobile=not wide, service_workers="allow" if workers else "block"
        )
        context.add_init_script(CLOCK)
        opened.append(Watched(context, host.url()))
        return opened[-1]

    yield somebody
    for watched in opened:
        watched.context.close()
        assert watched.trouble == []


# -- who does what


@dataclass(frozen=True)
class Visit:
    """What somebody does while an edition is in force. Of what there is: all, odd or even ones, some by name, or `open`:
    what is not answered or read as it now is."""

    right: str = ""
    wrong: str = ""
    unsure: str = ""
    reads: str = ""
    confirms: str = ""
    test: bool = False


ALL = Visit(right="all", reads="all", confirms="all")
REST = Visit(right="open", reads="open", confirms="open")
LOOK = Visit()
HISTORIES: Mapping[str, Mapping[str, Visit]] = {
    "做完一版再做一版": {"2026.1": ALL, "2026.2": REST, "2026.3": REST},
    "跳过一版": {"2026.1": ALL, "2026.3": REST},
    "第二版来的": {"2026.2": ALL, "2026.3": REST},
    "第三版来的": {"2026.3": ALL},
    "做过就不再做": {"2026.1": ALL, "2026.2": LOOK, "2026.3": LOOK},
    "答错一半": {"2026.1": Visit(right="odd", wrong="even", reads="all"), "2026.2": LOOK, "2026.3": REST},
    "没有把握": {"2026.1": Visit(unsure="all", reads="odd"), "2026.2": Visit(unsure="open"), "2026.3": LOOK},
    "考过一次": {"2026.1": Visit(right="even", test=True), "2026.2": Visit(test=True), "2026.3": REST},
    "只读不练": {"2026.1": Visit(reads="all"), "2026.2": Visit(reads="open"), "2026.3": LOOK},
    "只练不读": {"2026.1": Visit(right="all"), "2026.2": Visit(right="open"), "2026.3": LOOK},
    "读了又确认": {
        "2026.1": Visit(reads="all", confirms="odd"),
        "2026.2": Visit(confirms="even"),
        "2026.3": Visit(reads="open", confirms="open"),
    },
    "一版做一半": {"2026.1": Visit(right="odd", reads="odd"), "2026.2": Visit(right="even", reads="even"), "2026.3": LOOK},
    "只碰改过的": {
        "2026.1": Visit(
            right="technician-may-film sort-calls sort-results before-the-door hang-up-first",
            reads="samples-short#phone-words samples-short#hanging-up samples-more#by-the-numbers",
        ),
        "2026.2": Visit(wrong="technician-may-film", right="sort-calls before-the-door-a"),
        "2026.3": LOOK,
    },
    "答错又改对": {"2026.1": Visit(wrong="all"), "2026.2": Visit(right="all"), "2026.3": Visit(reads="all")},
    "改错了": {"2026.1": Visit(right="all", reads="all"), "2026.2": Visit(wrong="all", reads="open"), "2026.3": LOOK},
}
"""Those of whom the page's modules do it; the answers of the other five are tapped, below."""


@dataclass
class Learner:
    """Somebody, and everything they have done, by what it was done to: (id when it came, which text of it)."""

    name: str
    answers: dict[tuple[str, str], Any] = field(default_factory=dict)
    read: dict[str, tuple[str, str]] = field(default_factory=dict)
    """First name of the section -> which text of it was read last, and in which edition."""
    confirmed: dict[str, str] = field(default_factory=dict)
    attempts: dict[str, Any] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    page: Page | None = None

    def answer(self, number: str, own: str, entry: Any) -> None:
        self.answers[plans("items")[number][own]] = entry
        self.seen.add(number)

    def reads(self, number: str, ref: str) -> None:
        origin, text = plans("sections")[number][ref]
        self.read[origin] = (text, number)
        self.seen.add(number)

    def confirms(self, number: str, ref: str) -> None:
        origin, text = plans("sections")[number][ref]
        self.confirmed[origin] = text
        self.seen.add(number)

    def is_open(self, part: str, number: str, own: str) -> bool:
        origin, text = plans(part)[number][own]
        if part == "items":
            return (origin, text) not in self.answers
        return self.read.get(origin, ("", ""))[0] != text or self.confirmed.get(origin) != text

    def does(self, number: str, visit: Visit) -> dict[str, Any]:
        """What the page's modules are told to do; noted here as done."""
        done: dict[str, Any] = {part: {} for part in NOTHING}
        at, names = NOON[number], {part: list(plans(part)[number]) for part in ("items", "sections")}
        for how in ("right", "wrong", "unsure"):
            for own in self._chosen("items", number, getattr(visit, how), names["items"]):
                at += 1000
                done["answers"][own] = entry = self._entry(number, own, how, at)
                self.answer(number, own, entry)
        confirms = self._chosen("sections", number, visit.confirms, names["sections"])
        for ref in self._chosen("sections", number, visit.reads, names["sections"]):
            at += 1000
            done["reads"][ref] = at
            self.reads(number, ref)
        for ref in confirms:
            at += 1000
            done["confirms"][ref] = {"edition": number, "role": "technician", "at": at}
            self.confirms(number, ref)
        if visit.test:
            done["attempts"][f"{self.name}{number}"] = sat = _sat(names["items"][:5], at)
            self.attempts[f"{self.name}{number}"] = sat
            self.seen.add(number)
        return done

    def _chosen(self, part: str, number: str, which: str, names: list[str]) -> list[str]:
        match which:
            case "all":
                return names
            case "odd" | "even":
                return names[which == "even" :: 2]
            case "open":
                return [own for own in names if self.is_open(part, number, own)]
        return which.split()

    def _entry(self, number: str, own: str, how: str, at: int) -> dict[str, Any]:
        """An answer that names what it was given to."""
        passed = how != "wrong"
        entry = {
            "at": at,
            "response": [self.name, *plans("items")[number][own], how],
            "result": {"share": int(passed), "passed": passed},
        }
        return entry if how == "right" else entry | {"step": 0, "due": 20600, **({"unsure": True} if passed else {})}


def _sat(ids: list[str], at: int) -> dict[str, Any]:
    facts = {"set": "samples/test", "seed": "4821", "started": at, "at": at, "ended": at, "score": 4, "of": 5}
    return facts | {"ids": ids, "responses": {}, "flags": [], "passed": True, "wrong": ids[:1]}


# -- what they must hold, by the plan


@dataclass
class Tally:
    """What has gone wrong, each with whom and where; and how much there was that could have."""

    lost: list[Any] = field(default_factory=list)
    mismapped: list[Any] = field(default_factory=list)
    needless: list[Any] = field(default_factory=list)
    missed: list[Any] = field(default_factory=list)
    """What should have been asked again, or told of, and was not."""
    counts: Counter[str] = field(default_factory=Counter)

    def check(self, who: Learner, number: str, found: Mapping[str, Any]) -> None:
        self._items(who, number, found)
        self._sections(who, number, found)
        self._confirmed(who, number, found)
        kept = found["kept"] or {"items": {}, "read": {}, "confirmed": {}, "attempts": {}}
        there = [entry for tags in kept["items"].values() for entry in tags.values()]
        self.lost += [(who.name, number, held) for held, entry in who.answers.items() if entry not in there]
        self.lost += [(who.name, number, own) for own in who.attempts if kept["attempts"].get(own) != who.attempts[own]]
        self.lost += [(who.name, number, own) for own in who.attempts if own not in found["tests"]]

    def _items(self, who: Learner, number: str, found: Mapping[str, Any]) -> None:
        plan = plans("items")[number]
        assert found["items"].keys() == plan.keys()
        halves = {half: whole for step in QUESTIONS.values() for half, whole in step.halves.items()}
        for own, (origin, text) in plan.items():
            wanted, shown = who.answers.get((origin, text)), found["items"][own]
            names = {origin, halves.get(origin, origin)}
            again = wanted is None and any(name in names for name, _ in who.answers)
            self.counts["kept" if wanted else "asked" if again else "new"] += 1
            about = (who.name, number, own, shown)
            if wanted is not None and shown["entry"] is None:
                self.needless.append(about)
            elif shown["entry"] != wanted or shown["passed"] != bool(wanted and wanted["result"]["passed"]):
                self.mismapped.append(about)
            if shown["changed"] != again:
                (self.needless if shown["changed"] else self.missed).append(about)

    def _sections(self, who: Learner, number: str, found: Mapping[str, Any]) -> None:
        plan = plans("sections")[number]
        assert found["sections"].keys() == plan.keys()
        told = set()
        for ref, (origin, text) in plan.items():
            last = who.read.get(origin)
            wanted = {"read": bool(last and last[0] == text), "changed": bool(last and last[0] != text)}
            self.counts[f"section {'kept' if wanted['read'] else 'asked' if last else 'new'}"] += 1
            if (shown := found["sections"][ref]) != wanted:
                (self.needless if wanted["read"] else self.mismapped).append((who.name, number, ref, shown))
            if wanted["changed"] and last:
                told |= REREAD[last[1], number].get(ref, frozenset())
            elif not last and (base := _known(who, number)) and origin not in _origins(base):
                told |= REREAD[base, number].get(ref, frozenset())
        if found["mine"] is not None:
            self.counts["reread"] += len(told)
            self.needless += [(who.name, number, "mine", ref) for ref in set(found["mine"]) - told]
            self.missed += [(who.name, number, "mine", ref) for ref in told - set(found["mine"])]

    def _confirmed(self, who: Learner, number: str, found: Mapping[str, Any]) -> None:
        if found["confirmed"] is None:
            return
        for ref, (origin, text) in plans("sections")[number].items():
            said = who.confirmed.get(origin)
            wanted = "open" if said is None else "done" if said == text else "again"
            self.counts[f"confirmed {wanted}"] += 1
            if (shown := found["confirmed"][ref]) != wanted:
                (self.needless if wanted == "done" else self.mismapped).append((who.name, number, ref, shown, wanted))


def _origins(number: str) -> set[str]:
    return {origin for origin, _ in plans("sections")[number].values()}


def _known(who: Learner, number: str) -> str:
    """The edition somebody knew before this one; "" for who is new."""
    return max((seen for seen in who.seen if seen < number), default="")


def carried(who: Learner, number: str, tally: Tally, visit: Visit = LOOK) -> None:
    """Held against the plan as somebody comes, and once more when they have done what they do."""
    assert who.page
    then = deepcopy_of(who)
    before, after = in_page(who.page, CARRIED, who.does(number, visit))
    tally.check(then, number, before)
    tally.check(who, number, after)


def deepcopy_of(who: Learner) -> Learner:
    page, who.page = who.page, None
    then = deepcopy(who)
    who.page = page
    return then


def test_twenty_learners_keep_over_three_editions_what_they_have_and_are_asked_what_has_changed(
    people: Any, host: Host, sites: Mapping[str, Path]
) -> None:
    tally = Tally()
    crowd = {name: Learner(name) for name in HISTORIES}
    for number in NUMBERS:
        host.folder = sites[number]
        for name, history in HISTORIES.items():
            if number not in history:
                continue
            who = crowd[name]
            if who.page is None:
                who.page = people().open("progress/")
            else:
                who.page.goto(host.url("progress/"))
            carried(who, number, tally, history[number])
    print(tally.counts)
    for part in ("lost", "mismapped", "needless", "missed"):
        for one in getattr(tally, part):
            print(part, one)
    assert (tally.lost, tally.mismapped, tally.needless, tally.missed) == ([], [], [], [])
