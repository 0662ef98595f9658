"""Addresses that releases had, or that `was` tells of, and the manual has no more, and where what was there is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from training_manual.model.edition import Edition, Frozen, Group
from training_manual.model.manual import Manual
from training_manual.rendering.addresses import (
    FACES,
    GLOSSARY,
    SOURCES,
    card_path,
    chapter_path,
    chapter_test_path,
    form_path,
    practice_path,
    test_path,
)
from training_manual.rendering.renderer import Renderer

SIDES = ("", *FACES, "slips", "sheet", "rehearsal")
"""The pages of a card; "" is the card itself."""


@dataclass(frozen=True)
class Relic:
    """Something that stands no more where it stood."""

    path: str
    anchor: str
    """"" for a page as a whole."""
    to: str | None
    """Where it is now, from the site's root; None where it is gone."""
    title: str
    """What readers knew it by; "" where no release had it."""
    last: Edition | None
    """The last release that had it there; None where only `was` tells of it."""
    gone_in: str | None
    """The release behind that one; None where that is the manual as it stands."""

    @property
    def stayed(self) -> bool:
        """Whether it only has another name on the same page."""
        return self.to is not None and self.to.startswith(f"{self.path}#")


@dataclass(frozen=True)
class _Spot:
    """A place of before, and where what stood there may be now, the best first."""

    path: str
    anchor: str = ""
    now: tuple[str, ...] = ()


@lru_cache(maxsize=1)  # all pages of one language are made before those of the next
def past_of(renderer: Renderer) -> Past:
    return Past(renderer.manual)


class Past:
    """What stands no more where it stood, by path and anchor, and under which name it goes on."""

    def __init__(self, manual: Manual):
        self.manual = manual
        self.editions = manual.lineage.editions

    @cached_property
    def relics(self) -> Mapping[str, Mapping[str, Relic]]:
        found: dict[str, dict[str, Relic]] = defaultdict(dict)
        for at, edition in enumerate(self.editions):
            behind = self.editions[at + 1].number if at + 1 < len(self.editions) else None
            practised = {item.chapter for item in edition.items.values() if item.group == "question"}
            for ref, item in edition.items.items():
                for spot in self._spots(_group(item), ref, item.chapter, ref in practised):
                    title = item.title.get(self.manual.language) or next(iter(item.title.values()), "")
                    self._add(found, spot, title, edition, behind)
        for old, new in self._claims.items():
            chapter = self._chapter_of.get(new, "") if "#" not in old else old.partition("#")[0]
            for spot in self._spots(self._group_of[new], old, chapter, True):
                if spot.anchor not in found.get(spot.path, {}):
                    self._add(found, spot, "", None, None)
        return found

    def _add(
        self, found: dict[str, dict[str, Relic]], spot: _Spot, title: str, last: Edition | None, behind: str | None
    ) -> None:
        if not self._is_there(spot.path, spot.anchor):
            to = next((one for one in spot.now if self._is_there(*one.partition("#")[::2])), None)
            found[spot.path][spot.anchor] = Relic(spot.path, spot.anchor, to, title, last, behind)

    def left(self, path: str) -> list[Relic]:
        """What has left the page at `path`, which is still there; old names of its blocks stand in a chapter itself."""
        relics = [relic for relic in self.relics.get(path, {}).values() if relic.anchor]
        return [one for one in relics if not (path.startswith("chapters/") and one.stayed)]

    def aliases(self, path: str) -> Mapping[str, list[str]]:
        """Places on the page at `path` -> what they were called before."""
        found: dict[str, list[str]] = defaultdict(list)
        for relic in self.relics.get(path, {}).values():
            if relic.to and relic.stayed:
                found[relic.to.partition("#")[2]].append(relic.anchor)
        return found

    # -- names

    def now(self, ref: str) -> str | None:
        """The reference of what was called `ref`; None for what is gone."""
        met: set[str] = set()
        while ref not in self._group_of:
            if ref in met:
                return None
            met.add(ref)
            ref = self._claims.get(ref) or self._recorded.get(ref, ref)
        return ref

    @cached_property
    def _group_of(self) -> Mapping[str, Group]:
        """Every reference there is and may be pointed at."""
        manual = self.manual
        groups: dict[str, Group] = dict.fromkeys(manual.places, "block")
        groups |= dict.fromkeys(manual.chapter_by_id, "chapter")
        questions = [question for pool in manual.pools.values() for question in pool.questions]
        groups |= {q.id: "question" if q.use == "practice" else "exam-question" for q in questions}
        groups |= {**dict.fromkeys(manual.role_plays, "card"), **dict.fromkeys(manual.forms, "form")}
        groups |= dict.fromkeys((f"terms.{term}" for term in manual.terms), "term")
        return groups | dict.fromkeys((f"exams.{exam}" for exam in manual.exams), "list")

    @cached_property
    def _chapter_of(self) -> Mapping[str, str]:
        return {question.id: pool.chapter for pool in self.manual.pools.values() for question in pool.questions}

    @cached_property
    def _claims(self) -> Mapping[str, str]:
        """Earlier reference -> the item that names it; what an item says itself counts before what follows for it."""
        said: dict[str, str] = {}
        follows: dict[str, str] = {}
        for ref, item in self.manual.records():
            own = len(getattr(item, "was", ()))
            for at, name in enumerate(self.manual.earlier_names(ref, item)):
                (said if at < own else follows).setdefault(name, ref)
        return {old: new for old, new in (follows | said).items() if old not in self._group_of}

    @cached_property
    def _recorded(self) -> Mapping[str, str]:
        """The same as releases say it, for names that the manual itself has forgotten."""
        return {old: ref for edition in self.editions for ref, item in edition.items.items() for old in item.was}

    # -- places

    def _spots(self, group: Group, ref: str, chapter: str, practised: bool) -> Iterator[_Spot]:
        """Where the item `ref` of a release stood; `practised`: whether that release had questions on it."""
        now = self.now(ref)
        name = now.rpartition(".")[2] if now else ""
        match group:
            case "chapter":
                page = (chapter_path(name),) if now else ()
                practice = (practice_path(name), *page) if now else ()
                yield _Spot(chapter_path(ref), "", page)
                if practised:
                    yield _Spot(practice_path(ref), "", practice)
                    yield _Spot(chapter_test_path(ref), "", (chapter_test_path(name), *practice) if now else ())
            case "block" | "section":
                home, _, anchor = name.partition("#")
                yield _Spot(chapter_path(chapter), ref.partition("#")[2], (f"{chapter_path(home)}#{anchor}",))
            # What is kept for an exam has its name on no page, not even for having stood on one.
            case "question" if not now or self._group_of[now] == "question":
                there = f"{practice_path(self._chapter_of.get(name, ''))}#{name}"
                yield _Spot(practice_path(chapter), ref, (there,))
            case "card":
                for side in SIDES:
                    yield _Spot(card_path(ref, side), "", (card_path(name, side), card_path(name)))
            case "form":
                yield _Spot(form_path(ref), "", (form_path(name),))
            case "term":
                yield _Spot(GLOSSARY, ref.partition(".")[2], (f"{GLOSSARY}#{name}",))
            case "list" if ref.startswith("exams."):
                yield _Spot(test_path(ref.partition(".")[2]), "", (test_path(name),))
            case "list" if ref.startswith("sources."):
                yield _Spot(SOURCES, ref.partition(".")[2])

    def _is_there(self, path: str, anchor: str) -> bool:
        return path in self._pages and (not anchor or anchor in self._pages[path])

    @cached_property
    def _pages(self) -> Mapping[str, frozenset[str]]:
        """The pages that show one item each, or list them, and what can be pointed at on them."""
        manual = self.manual
        pages: dict[str, Iterable[str]] = {GLOSSARY: manual.terms, SOURCES: manual.sources}
        for chapter in (*manual.shown_chapters, *manual.annexes):
            pages[chapter_path(chapter.id)] = [*(s.id for s in chapter.sections), *(b.id for b in chapter.blocks)]
        for chapter in manual.shown_chapters:
            if asked := manual.practice(chapter.id):
                pages[practice_path(chapter.id)] = [question.id for question in asked]
            if any(question.marks_itself for question in asked):
                pages[chapter_test_path(chapter.id)] = ()
        for card in manual.role_plays.values():
            pages |= {card_path(card.id, side): () for side in SIDES if side != "rehearsal" or card.rehearsal}
        pages |= {form_path(form): () for form in manual.forms}
        pages |= {test_path(exam.id): () for exam in manual.shown_exams}
        return {path: frozenset(anchors) for path, anchors in pages.items()}

    @property
    def lost_pages(self) -> Iterator[tuple[str, Mapping[str, Relic]]]:
        """Paths of pages that are no more, with what stood on them."""
        return ((path, relics) for path, relics in self.relics.items() if path not in self._pages)


def _group(item: Frozen) -> Group:
    """Its group; chapters of which readers saw nothing yet count as none."""
    is_stub = item.group == "chapter" and any(f.field == "state" and f.value == "stub" for f in item.facts)
    return "exam-question" if is_stub else item.group
