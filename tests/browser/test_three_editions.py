"""Twenty learners and two trainers over three editions: nothing lost, nothing mis-mapped, nothing asked needlessly.

What each must hold is reckoned from the plan, tests/three_editions.py, never by the code under test.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from browser.answering import Hand, keys
from browser.hosting import Host, wait_until_kept
from browser.test_assigning import PEOPLE, SOMEBODY_ELSE, assign, begin_desk, collect
from browser.test_assigning import planned as answers_of
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
    """What somebody does while an edition is in force.

    Of what there is: all, odd or even ones, some by name, or `open`, what is not answered or read as it now is.
    """

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
    "一版做一半": {
        "2026.1": Visit(right="odd", reads="odd"),
        "2026.2": Visit(right="even", reads="even"),
        "2026.3": LOOK,
    },
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
    watched: Any = None
    page: Page | None = None
    code: str = ""
    """The record as a text, on its way to another phone."""

    def come(self, people: Any, host: Host, by_hand: bool = False, workers: bool = False) -> None:
        """To a phone of their own, that is theirs from then on."""
        if self.page is None:
            self.watched = people(workers=workers)
            self.page = self.watched.open("progress/")
        elif not by_hand:
            self.page.goto(host.url("progress/"))

    @property
    def at(self) -> Page:
        assert self.page
        return self.page

    @property
    def host(self) -> str:
        return str(self.watched.address)

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
        for own, held in plan.items():
            wanted, shown, again = who.answers.get(held), found["items"][own], is_again(who, number, own)
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
        for ref, (origin, text) in plan.items():
            last = who.read.get(origin)
            wanted = {"read": bool(last and last[0] == text), "changed": bool(last and last[0] != text)}
            self.counts[f"section {'kept' if wanted['read'] else 'asked' if last else 'new'}"] += 1
            if (shown := found["sections"][ref]) != wanted:
                (self.needless if wanted["read"] else self.mismapped).append((who.name, number, ref, shown))
        if found["mine"] is not None:
            told = to_reread(who, number)
            self.counts["reread"] += len(told)
            self.needless += [(who.name, number, "mine", ref) for ref in set(found["mine"]) - told]
            self.missed += [(who.name, number, "mine", ref) for ref in told - set(found["mine"])]

    def _confirmed(self, who: Learner, number: str, found: Mapping[str, Any]) -> None:
        for ref, (origin, text) in plans("sections")[number].items():
            said = who.confirmed.get(origin)
            wanted = "open" if said is None else "done" if said == text else "again"
            self.counts[f"confirmed {wanted}"] += 1
            if (shown := found["confirmed"][ref]) != wanted:
                (self.needless if wanted == "done" else self.mismapped).append((who.name, number, ref, shown, wanted))


def to_reread(who: Learner, number: str) -> set[str]:
    """Blocks that have changed in what somebody has read, or have come in a section that is new to them."""
    told, base = set[str](), _known(who, number)
    for ref, (origin, text) in plans("sections")[number].items():
        last = who.read.get(origin)
        if last and last[0] != text:
            told |= REREAD[last[1], number].get(ref, frozenset())
        elif not last and base and origin not in _origins(base):
            told |= REREAD[base, number].get(ref, frozenset())
    return told


def is_again(who: Learner, number: str, own: str) -> bool:
    """Answered once, but not as it now is; of what was split, also the whole."""
    origin, text = plans("items")[number][own]
    halves = {half: whole for step in QUESTIONS.values() for half, whole in step.halves.items()}
    names = {origin, halves.get(origin, origin)}
    return (origin, text) not in who.answers and any(name in names for name, _ in who.answers)


def _origins(number: str) -> set[str]:
    return {origin for origin, _ in plans("sections")[number].values()}


def _known(who: Learner, number: str) -> str:
    """The edition somebody knew before this one; "" for who is new."""
    return max((seen for seen in who.seen if seen < number), default="")


def carried(who: Learner, number: str, tally: Tally, visit: Visit = LOOK) -> None:
    """Held against the plan as somebody comes, and once more when they have done what they do."""
    then = replace(
        who, answers=dict(who.answers), read=dict(who.read), confirmed=dict(who.confirmed), seen=set(who.seen)
    )
    then.attempts = dict(who.attempts)
    before, after = in_page(who.at, CARRIED, who.does(number, visit), number != NUMBERS[0])
    tally.check(then, number, before)
    tally.check(who, number, after)


# -- five by hand

NEWEST = """() => {
    const {items} = JSON.parse(localStorage[Object.keys(localStorage).find(key => key.endsWith("/record"))]);
    const all = Object.entries(items).flatMap(([id, tags]) => Object.values(tags).map(entry => [id, entry]));
    return all.filter(([, {result}]) => result).sort(([, a], [, b]) => b.at - a.at)[0];
}"""
IS_READ = """ref => {
    const key = Object.keys(localStorage).find(key => key.endsWith("/record")), [chapter, id] = ref.split("#");
    const now = document.querySelector(`[data-read="${id}"]`).dataset.tag;
    return key && JSON.parse(localStorage[key]).read[ref]?.tag === now;
}"""


def set_clock(page: Page, number: str) -> None:
    page.evaluate("noon => { localStorage.clock = 0; localStorage.clock = noon - Date.now(); }", NOON[number])


def tap(who: Learner, number: str, own: str, right: bool = True) -> None:
    """Answers one question on the practice page that is open; what the phone has kept of it is noted as given."""
    page = who.at
    expect(page.locator("practice-question[data-now]")).to_have_attribute("id", own)
    hand, key = Hand(page, touch=True), keys(page)[own]
    hand.answer(key, right)
    if key.hand != "walk":
        hand.main()
    expect(page.locator(f"practice-question[id='{own}'][data-judged]")).to_be_visible()
    kept, entry = page.evaluate(NEWEST)
    assert (kept, entry["result"]["passed"]) == (own, right)
    who.answer(number, own, entry)


def practise(who: Learner, number: str, chapter: str, *asked: str, wrong: str = "", folder: str = "") -> None:
    for own in (*asked, *wrong.split()):
        who.at.goto(f"{who.host}{folder}practice/{chapter}/?{own}#{own}")  # the hash alone would load nothing
        tap(who, number, own, own not in wrong.split())


def scroll_through(who: Learner, number: str, chapter: str) -> None:
    who.at.goto(f"{who.host}chapters/{chapter}/")
    for ref in plans("sections")[number]:
        if ref.startswith(f"{chapter}#"):
            who.at.locator(f"[data-read='{ref.partition('#')[2]}'] > :last-child").scroll_into_view_if_needed()
            who.at.wait_for_function(IS_READ, arg=ref)
            who.reads(number, ref)


def confirm(who: Learner, number: str, ref: str) -> None:
    who.at.goto(f"{who.host}confirm/")
    row = who.at.locator(f"[data-ref='{ref}']")
    row.evaluate("row => row.closest('details')?.setAttribute('open', '')")
    row.locator("[data-do=confirm]").click()
    expect(row).to_have_attribute("data-state", "done")
    who.confirms(number, ref)


def come(who: Learner, number: str, tally: Tally, path: str = "progress/") -> None:
    """Opens the page of progress on the day; what it says is what the plan says."""
    page = who.at
    set_clock(page, number)
    page.goto(f"{who.host}{path}")
    carried(who, number, tally)
    plan = plans("items")[number]
    passed = sum(bool(who.answers.get(held, {}).get("result", {}).get("passed")) for held in plan.values())
    changed = [own for own in plan if is_again(who, number, own)]
    for origin, text in plans("sections")[number].values():
        changed += [origin] if who.read.get(origin, (text,))[0] != text else []
    if who.answers or who.read:
        state = page.locator("[data-part=state]")
        expect(state).to_contain_text(f"{passed} 题" if not path.startswith("en/") else str(passed))
    expect(page.locator("[data-part=changes-rows] a")).to_have_count(len(changed))


def look_at_changes(who: Learner, number: str) -> None:
    who.at.goto(f"{who.host}changes/")
    told = to_reread(who, number)
    shown = who.at.locator("[data-entry]:not([hidden])")
    expect(shown).to_have_count(len(told))
    assert set(shown.evaluate_all("all => all.map(one => one.dataset.entry)")) == told


def shows(who: Learner, number: str, chapter: str, own: str, folder: str = "") -> None:
    """On the practice page a question that is held is judged, and any other is asked."""
    who.at.goto(f"{who.host}{folder}practice/{chapter}/?{own}#{own}")
    question = who.at.locator(f"practice-question[id='{own}']")
    expect(question).to_have_attribute("data-now", "")
    is_held = plans("items")[number][own] in who.answers
    expect(question.and_(who.at.locator("[data-judged]"))).to_have_count(int(is_held))


def by_hand(who: Learner, number: str, tally: Tally) -> None:
    """Reads by scrolling, answers by tapping, confirms; looks at every page that tells of changes."""
    come(who, number, tally)
    match number:
        case "2026.1":
            scroll_through(who, number, "samples-short")
            practise(
                who, number, "samples-short", "hang-up-first", "before-the-call", "match-calls", wrong="phone-rings"
            )
            confirm(who, number, "samples-short#on-the-phone")
        case "2026.2":
            look_at_changes(who, number)
            shows(who, number, "short-calls", "match-calls")
            shows(who, number, "short-calls", "before-the-call")
            shows(who, number, "samples", "phone-rings")
            tap_again = "before-the-call"
            practise(who, number, "short-calls", tap_again)
            scroll_through(who, number, "short-calls")
            confirm(who, number, "short-calls#on-the-phone")
            look_at_changes(who, number)
        case _:
            shows(who, number, "short-calls", "phone-rings")
            look_at_changes(who, number)


def in_english(who: Learner, number: str, tally: Tally) -> None:
    """English first, Chinese in the second edition, English again."""
    match number:
        case "2026.1":
            come(who, number, tally, "en/progress/")
            practise(who, number, "samples", "technician-may-film", "sort-results", folder="en/")
        case "2026.2":
            come(who, number, tally)
            shows(who, number, "samples", "sort-outcomes")
            practise(who, number, "samples", "technician-may-film")
        case _:
            come(who, number, tally, "en/progress/")
            shows(who, number, "samples", "technician-may-film", folder="en/")
            shows(who, number, "samples", "sort-what-counts", folder="en/")


def without_signal(who: Learner, number: str, tally: Tally, host: Host) -> None:
    """What was fetched of the first edition is practised on while the second is in force; then the third comes."""
    match number:
        case "2026.1":
            come(who, number, tally)
            practise(who, number, "samples-more", "felt-less-expected")
            wait_until_kept(who.at, "practice/samples-more/", "chapters/samples-more/")
            who.at.goto(f"{who.host}chapters/samples/")
            wait_until_kept(who.at, "practice/samples/", "progress/")
        case "2026.2":
            host.down()
            set_clock(who.at, number)
            # What is on this phone still is the first edition.
            who.at.goto(f"{who.host}practice/samples/#technician-may-film")
            tap(who, "2026.1", "technician-may-film")
            who.seen.add(number)
            host.up()
            # A browser without a signal says so; that is all it may say.
            assert all("ERR_" in said for said in who.watched.trouble)
            who.watched.trouble.clear()
        case _:
            who.at.goto(f"{who.host}progress/")
            assert who.at.evaluate(UPDATE) in ("activated", "none")
            come(who, number, tally)


UPDATE = """async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const worker = registration.installing || registration.waiting;
    if (!worker) return "none";
    await new Promise((done) => {
        worker.onstatechange = () => ["activated", "redundant"].includes(worker.state) && done();
    });
    return worker.state;
}"""


def to_another_phone(who: Learner, number: str, tally: Tally, phone: Any) -> None:
    """Between the first two editions the record goes to another phone, as a text."""
    if number != "2026.2":
        come(who, number, tally)
    if number == "2026.1":
        practise(who, number, "samples", "before-the-door", "match-words", wrong="rate-a-visit")
        who.at.goto(f"{who.host}record/")
        who.at.locator("record-backup [data-do=text]").click()
        code = who.at.locator("record-backup textarea")
        expect(code).to_have_value(re.compile("^TMR1"))
        who.code = code.input_value()
    if number == "2026.2":
        who.page = phone().open("record/")
        who.at.locator("record-restore textarea").fill(who.code)
        who.at.locator("record-restore form button").click()
        who.at.locator("[data-do=merge]").click()
        expect(who.at.locator("[data-part=news]")).to_contain_text("3 题")
        come(who, number, tally)
        shows(who, number, "samples", "before-the-door-b")
        practise(who, number, "samples", "before-the-door-b")


def in_two_tabs(who: Learner, number: str, tally: Tally) -> None:
    """A page of the first edition stays open; the second one is answered beside it, and then the old page is."""
    old = who.at
    match number:
        case "2026.1":
            come(who, number, tally)
            practise(who, number, "samples", wrong="sort-results")
            old.locator("[data-part=main]").click()
        case "2026.2":
            who.page = new = who.watched.open("practice/samples/?#sort-outcomes")
            set_clock(new, number)
            old.bring_to_front()
            shown = str(old.locator("practice-question[data-now]").get_attribute("id"))
            who.page = old
            tap(who, "2026.1", shown)
            who.seen.add(number)
            new.bring_to_front()
            who.page = new
            new.reload()
            expect(new.locator("practice-question[id='sort-outcomes'][data-judged]")).to_be_visible()
            practise(who, number, "samples", "door-opens")
            new.goto(f"{who.host}practice/samples/?again#sort-outcomes")
            new.locator("[data-part=side]").click()
            tap(who, number, "sort-outcomes")
            come(who, number, tally)
        case _:
            come(who, number, tally)
            shows(who, number, "samples", "sort-what-counts")


def test_twenty_learners_keep_over_three_editions_what_they_have_and_are_asked_what_has_changed(
    people: Any, host: Host, sites: Mapping[str, Path]
) -> None:
    host.lasting = "/assets/"
    tally = Tally()
    crowd = {name: Learner(name) for name in HISTORIES}
    five = [Learner(name) for name in ("亲手做", "看英文", "没有信号", "换了手机", "开着两个标签")]
    for number in NUMBERS:
        host.folder = sites[number]
        for name, history in HISTORIES.items():
            who = crowd[name]
            if number in history:
                who.come(people, host)
                carried(who, number, tally, history[number])
        for who in five:
            who.come(people, host, True, workers=who.name == "没有信号")
        one, two, three, four, other = five
        one.at.bring_to_front()
        by_hand(one, number, tally)
        two.at.bring_to_front()
        in_english(two, number, tally)
        three.at.bring_to_front()
        without_signal(three, number, tally, host)
        four.at.bring_to_front()
        to_another_phone(four, number, tally, people)
        other.at.bring_to_front()
        in_two_tabs(other, number, tally)
    assert len(crowd) + len(five) == 20
    for part in ("lost", "mismapped", "needless", "missed"):
        assert getattr(tally, part) == [], part
    assert min(tally.counts[f"section {what}"] for what in ("kept", "asked", "new")) > 100
    assert min(tally.counts[what] for what in ("kept", "asked", "new", "reread", "confirmed done")) > 100
    assert tally.counts["confirmed again"] > 30


# -- two trainers

STAFF = PEOPLE[:4]
"""Who hands in: the first at once, the next two an edition later each, the last on a page of the second edition."""
BANK = "const [name] = given; return (await (await fetch(`bank/${name}.json`)).json()).items;"
ROWS = """
    const {desk} = document.querySelector("trainer-desk"), kinds = ["keys", "groups", "assignments", "slips", "judged"];
    return Object.fromEntries(kinds.map(kind => [kind, Object.fromEntries(desk.all(kind))]));"""
MARKED = """
    const {markedAt} = await core("../page/marked"), shell = document.querySelector("trainer-desk");
    const [id] = given, {people} = await markedAt(shell, shell.assignment(id), "", "last");
    return Object.fromEntries(people.map(({code, flags, shown}) =>
        [code, {flags, cells: Object.fromEntries(shown.paper.cells.map(({id, state}) => [id, state]))}]));"""
CONFIRMED = """
    const [link, refs] = given, {readAssignment} = await core("assignment"), {newNonce, writeSlip} = await core("slip");
    const shell = document.querySelector("trainer-desk"), {assignment, key} = await readAssignment(link, shell.manual);
    const {sections} = shell.setOf(assignment.set), now = Date.now();
    const c = refs.map(ref => [ref, sections.find(one => one.ref === ref).tag, now, ""]);
    const body = {a: assignment.id, set: assignment.set, e: assignment.edition, code: "A001", name: "王小明",
        n: newNonce(), k: 1, s: now, h: now, u: 1, l: "zh", d: "", p: "", ids: [], t: [], r: {}, sheets: {}, c, o: ""};
    return (await writeSlip(body, key, shell.manual, sections.length)).code;"""
REGISTER = """
    const {registerOf} = await core("register"), [id] = given, shell = document.querySelector("trainer-desk");
    const {sections} = shell.setOf(shell.assignment(id).set), slips = shell.slipsOf(id);
    const {people} = registerOf({sections, slips, assignment: id, members: [], roles: []});
    return Object.fromEntries(people[0].lines.map(({section, state}) => [section.ref, state]));"""


@dataclass
class Trainer:
    """A desk, and everything that was ever put into it."""

    page: Page
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    def come(self) -> None:
        """Opens the desk of the edition now in force: whatever was there before is there, as it was."""
        self.page.bring_to_front()
        self.page.reload()
        self.page.wait_for_selector("trainer-desk[data-ready]")
        assert all(self.now()[kind] == rows for kind, rows in self.rows.items())

    def now(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = in_page(self.page, ROWS)
        return found

    def take(self, *texts: str) -> None:
        before = len(self.now()["slips"])
        collect(self.page, "\n".join(texts))
        self.rows = self.now()
        assert len(self.rows["slips"]) == before + len(texts)


def answers(person: int, ids: list[str], bank: list[dict[str, Any]]) -> dict[str, str]:
    """Right, wrong or blank; a talk is left out, what is written cannot be wrong before somebody has judged it."""
    hands = {one["id"]: one["hand"] for one in bank}
    fixed = {"walk": "blank", "write": "right"}
    return {own: fixed.get(hands[own], how) for own, how in answers_of(person, ids).items()}


def states(number: str, then: str, given: Mapping[str, str]) -> dict[str, str]:
    """What a slip of edition `then` must be marked in edition `number`: as answered, changed, or gone.

    By the name a question has now, and of what was split by that of its first half; by its own where it is gone.
    """
    old, new = plans("items")[then], plans("items")[number]
    halves = [(whole, half) for step in QUESTIONS.values() for half, whole in step.halves.items()]
    names = dict(reversed(halves)) | {origin: own for own, (origin, _) in new.items()}
    found = {}
    for own, how in given.items():
        now = names.get(old[own][0], own)
        found[now] = "gone" if now not in new else how if new[now] == old[own] else "changed"
    return found


def handed_in(page: Page, link: str, chapter: str, people: list[int], edition: str) -> tuple[list[str], Any]:
    """Slips of these people, made on pages of the edition now in force; and what each has answered."""
    bank = in_page(page, BANK, chapter)
    sets = json.loads(page.locator("script[data-sets]").text_content() or "")
    paper = next(one for one in sets if one["set"] == chapter)
    manual = page.locator("[data-store]").get_attribute("data-store")
    ids = [one["id"] for one in bank]
    plan = {STAFF[n][0]: answers(n + 1, ids, bank) for n in people}
    listed = [{"code": code, "name": name, "plan": plan[code], "k": 1} for code, name in (STAFF[n] for n in people)]
    texts: list[str] = in_page(page, SOMEBODY_ELSE, link, manual, paper, bank, listed, {"e": edition})
    return texts, plan


def test_two_trainers_keep_over_three_editions_keys_groups_assignments_slips_and_what_they_judged(
    people: Any, host: Host, sites: Mapping[str, Path]
) -> None:
    host.folder = sites["2026.1"]
    one, other = (Trainer(people(wide=True).open("desk/")) for _ in range(2))
    for trainer in (one, other):
        trainer.page.bring_to_front()
        begin_desk(trainer.page)
    link = assign(other.page, "practice", "samples-more", attempts="2")
    (text,), small = handed_in(other.page, link, "samples-more", [0], "2026.1")
    other.take(text)
    (tiny,) = other.rows["assignments"]
    other.come()
    other.page.locator(".tm-desk__tabs [data-to=assign]").click()
    old_link = assign(other.page, "practice", "samples-short", attempts="2")
    (text,), short = handed_in(other.page, old_link, "samples-short", [0], "2026.1")
    other.take(text)
    (renamed,) = other.rows["assignments"].keys() - {tiny}
    one.page.bring_to_front()
    link = assign(one.page, "practice", "samples", attempts="2")
    texts, given = handed_in(one.page, link, "samples", [0, 1, 2], "2026.1")
    one.take(texts[0])
    (big,) = one.rows["assignments"]
    one.page.locator(".tm-desk__tabs [data-to=judge]").click()
    expect(one.page.locator("desk-judge [data-answer]").first).to_be_visible()
    for box in one.page.locator("desk-judge [data-answer] [data-criterion]").all():
        box.check(force=True)
    one.page.wait_for_function("Object.values(document.querySelector('trainer-desk').desk.all('judged')).length")
    one.rows = one.now()
    assert in_page(one.page, MARKED, big)["A001"] == {"flags": [], "cells": given["A001"]}

    confirming = ""
    for number in NUMBERS[1:]:
        host.folder = sites[number]
        for trainer in (one, other):
            trainer.come()
        one.page.bring_to_front()
        if number == "2026.2":
            late, plan = handed_in(one.page, link, "samples", [3], number)
            one.take(texts[1])
            other.page.bring_to_front()
            other.page.locator(".tm-desk__tabs [data-to=assign]").click()
            code = assign(other.page, "confirm", "confirm/2026-2")
            other.take(in_page(other.page, CONFIRMED, code, ["samples#complaints", "samples#receipts"]))
            (confirming,) = other.rows["assignments"].keys() - {tiny, renamed}
            # Its chapter is called otherwise by now: the link that is out is answered all the same.
            learner = people().open("assignment/")
            learner.goto(old_link)
            expect(learner.locator("assigned-work")).to_have_attribute("data-now", "offer")
            learner.locator("[name=code]").fill(STAFF[1][0])
            learner.locator("[name=name]").fill(STAFF[1][1])
            learner.locator("[data-part=start]").click()
            expect(learner.locator("assigned-paper practice-question").first).to_be_visible()
            other.page.bring_to_front()
        else:
            one.take(texts[2], *late)
        marked = in_page(one.page, MARKED, big)
        for who, answered in given.items():
            if who not in marked:
                continue
            wanted = states(number, "2026.1", answered)
            # What was written and not judged waits for the trainer; the first one was judged.
            wanted |= {own: "unjudged" for own in ("rewrite-late",) if who != "A001" and own in wanted}
            assert marked[who] == {"flags": ["older", "changed"], "cells": wanted}, (number, who)
        assert len(marked) == (2 if number == "2026.2" else 4)
        assert in_page(other.page, MARKED, tiny)["A001"] == {"flags": ["older"], "cells": small["A001"]}
        wanted = states(number, "2026.1", short["A001"]) | {"rewrite-transfer": "unjudged"}
        assert in_page(other.page, MARKED, renamed)["A001"] == {"flags": ["older", "changed"], "cells": wanted}, number
    assert {"older", "changed"} <= set(marked["A004"]["flags"])
    assert "other-questions" not in marked["A004"]["flags"]
    wanted = states("2026.3", "2026.2", plan["A004"])
    wanted = {own: wanted[own] for own in marked["A004"]["cells"]}
    assert len(wanted) == len(given["A001"])
    wanted |= {own: "unjudged" for own in ("rewrite-late",) if own in wanted}
    assert marked["A004"]["cells"] == wanted
    register = in_page(other.page, REGISTER, confirming)
    assert (register["samples#complaints"], register["samples#receipts"]) == ("confirmed", "earlier")
