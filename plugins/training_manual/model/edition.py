"""Editions: every item as a release froze it, what differs between two, and where the present manual stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

Group = Literal[
    "chapter", "section", "block", "question", "exam-question", "card", "sheet", "rehearsal", "form", "term", "list"
]
"""What an item is. exam-question: for sealed exams, on no page. list: sources, roles, parts, tests and the like."""
SHOWN: tuple[Group, ...] = ("chapter", "section", "block", "question", "card", "sheet", "rehearsal", "form", "term")
"""What readers are told of."""
What = Literal["added", "removed", "material", "words", "moved"]
Reason = Literal["kind", "key", "atoms", "order", "limit", "token", "owner", "structure", "wording", "translation"]
Verdict = Literal["material", "words"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of an item's structure."""

    field: str
    """Dotted keys without positions."""
    value: str
    reason: Reason
    """What a change of it is called."""


@dataclass(frozen=True)
class Frozen:
    """One item as an edition has it."""

    ref: str
    """`chapter#block`, `chapter#section`, `chapter`, a bare id, or `terms.id`."""
    group: Group
    print: str
    """Fingerprint of its wording in the source language, 8 hex digits, tokens not filled in."""
    title: Mapping[str, str]
    """What readers know it by, by language."""
    facts: tuple[Fact, ...]
    texts: Mapping[str, Mapping[str, str]]
    """By language: `steps.call.text` -> plain text as readers see it. Atoms are named by their ids, others by place."""
    kind: str = ""
    """The kind of block or question."""
    chapter: str = ""
    """The chapter it stands in, or belongs to."""
    section: str = ""
    """The section a block stands in."""
    tag: str = ""
    """Its revision tag; chapters, sections, terms and lists have none."""
    prints: Mapping[str, str] = field(default_factory=dict)
    """Fingerprints of its translations, by language."""
    roles: tuple[str, ...] = ()
    """Who needs it, by role id; () for everybody."""
    was: tuple[str, ...] = ()
    """Earlier references, those that follow from a renamed chapter too."""
    cites: tuple[str, ...] = ()
    """References of the items it names."""
    verdict: Verdict | None = None
    """What headquarters said of the change of words that came with this edition."""
    note: Mapping[str, str] = field(default_factory=dict)
    """Why it was changed, by language."""

    def length(self, language: str) -> int:
        return sum(map(len, self.texts.get(language, {}).values()))


@dataclass(frozen=True)
class Passage:
    """One text of an item, before and after; None where it was not there."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Change:
    """What became of one item between two editions."""

    old: Frozen | None
    new: Frozen | None
    what: What
    moved: bool
    """Whether it also stands elsewhere, or is called otherwise."""
    reasons: tuple[Reason, ...]
    languages: tuple[str, ...]
    """Languages in which the words differ."""
    note: Mapping[str, str] = field(default_factory=dict)
    cited_by: tuple[str, ...] = ()
    """References of the items that name it, as they are now."""
    undecided: bool = False
    """A change of words that headquarters has not judged yet."""

    @property
    def item(self) -> Frozen:
        """The item as it is now; one that was removed as it last was."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def ref(self) -> str:
        return self.item.ref

    def passages(self, language: str) -> Iterator[Passage]:
        """Texts that differ, in the order of the newer item; what was dropped stands behind what it stood behind."""
        old = self.old.texts.get(language, {}) if self.old else {}
        new = self.new.texts.get(language, {}) if self.new else {}
        for name in _woven(list(old), list(new)):
            if old.get(name) != new.get(name):
                yield Passage(name, old.get(name), new.get(name))


def _woven(old: list[str], new: list[str]) -> list[str]:
    """Names of both, in the order of `new`, each that only `old` has behind its neighbour there."""
    names, at = list(new), -1
    for name in old:
        if name in new:
            at = names.index(name)
        else:
            at += 1
            names.insert(at, name)
    return names


@dataclass(frozen=True)
class Edition:
    """A release: `editions/<number>.json`. The present manual is one without a number."""

    number: str
    effective: date
    released: date
    approved_by: Mapping[str, str]
    """Who approved it, by language."""
    languages: tuple[str, ...]
    """The main one first."""
    items: Mapping[str, Frozen]
    """By reference, in the order of the manual."""
    sections: Mapping[str, str]
    """Tags of the sections, by `chapter#section`."""
    minutes: Mapping[str, int]
    """How long each chapter takes to read, by its id."""
    note: Mapping[str, str] = field(default_factory=dict)
    """What this edition is about, by language."""
    gone: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Why an item was removed, by its last reference and by language."""
    tool: str = ""
    """Version of the tool that released it."""
    sources: str = ""
    """SHA-256 of `editions/<number>.zip`."""
    site: str = ""
    """SHA-256 over the pages it was released with (publishing.site_digest)."""

    def cost(self, item: Frozen) -> float:
        """Minutes an item takes to read: its share of the words of its chapter, by the chapter's own minutes."""
        whole = self._lengths.get(item.chapter)
        return self.minutes.get(item.chapter, 0) * item.length(self.languages[0]) / whole if whole else 0.0

    @cached_property
    def blocks(self) -> Mapping[str, Mapping[str, str]]:
        """Tags of the blocks of each section, `chapter#section` -> `chapter#block` -> tag."""
        found: dict[str, dict[str, str]] = {ref: {} for ref in self.sections}
        for ref, item in self.items.items():
            if item.group == "block":
                found[f"{item.chapter}#{item.section}"][ref] = item.tag
        return found

    @cached_property
    def _lengths(self) -> Mapping[str, int]:
        lengths: dict[str, int] = {}
        for item in self.items.values():
            if item.group == "block":
                lengths[item.chapter] = lengths.get(item.chapter, 0) + item.length(self.languages[0])
        return lengths


@dataclass(frozen=True)
class Lineage:
    """Where the present manual stands among its editions."""

    editions: tuple[Edition, ...] = ()
    """Every release, oldest first."""
    present: Edition | None = None
    """The manual as it is now, frozen; None for a manual that was read without its translations."""
    since: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """For every release what has changed from it to the present manual, in the order of the manual."""

    steps: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    """For every release but the first what it changed of the one before."""

    @property
    def latest(self) -> Edition | None:
        return self.editions[-1] if self.editions else None

    @property
    def since_latest(self) -> tuple[Change, ...]:
        """What has changed since the latest release; nothing where there is none."""
        return self.since[self.latest.number] if self.latest else ()

    @property
    def is_draft(self) -> bool:
        """Whether anything differs from the latest release; so does a manual that was never released."""
        return self.latest is None or bool(self.since_latest)

    @property
    def edition(self) -> str | None:
        """The number of the edition this is; None for a working copy."""
        return None if self.is_draft or self.latest is None else self.latest.number

    @property
    def base(self) -> Edition | None:
        """The release this is compared with unless somebody asks for another one."""
        earlier = self.editions if self.is_draft else self.editions[:-1]
        return earlier[-1] if earlier else None

    @property
    def changes(self) -> tuple[Change, ...]:
        """What has changed since `base`."""
        return self.since[self.base.number] if self.base else ()

    @cached_property
    def change_of(self) -> Mapping[str, Change]:
        """The same by reference."""
        return {change.ref: change for change in self.changes}


def bump_of(editions: Iterable[Edition], refs: Iterable[str], structure: str, wording: str) -> int:
    """How often headquarters has called a change of words of this item material.

    `structure` is the hex of its tag, `wording` its fingerprint. Words that an edition had already get that edition's
    tag back, so that who read them then is not asked again; new words keep the latest until they are judged.
    """
    names, latest = tuple(refs), None
    for edition in reversed(tuple(editions)):
        found = next((edition.items[ref] for ref in names if ref in edition.items), None)
        if found is None or not found.tag:
            continue
        bump, _, structure_then = found.tag.partition("-")
        if (structure_then, found.print) == (structure, wording):
            return int(bump)
        latest = int(bump) if latest is None else latest
    return latest or 0
