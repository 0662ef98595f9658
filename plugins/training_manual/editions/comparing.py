"""Two editions compared, item by item: what was added, removed, moved, changed in substance or in words, and why."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from training_manual.model.edition import Change, Edition, Frozen, Lineage, Reason

REASONS: tuple[Reason, ...] = (
    *("kind", "key", "atoms", "order", "limit", "token", "owner", "structure", "wording", "translation"),
)


def compare(old: Edition, new: Edition, between: Sequence[Edition] = ()) -> tuple[Change, ...]:
    """What has changed from `old` to `new`, in the order of `new`, what was removed behind its last neighbour.

    `between`: the releases behind `old`, up to `new`, oldest first; they say why.
    """
    return tuple(_Comparison(old, new, between).changes())


def lineage(editions: tuple[Edition, ...], present: Edition) -> Lineage:
    """Where `present` stands among the releases, oldest first."""
    since = {edition.number: compare(edition, present, editions[at + 1 :]) for at, edition in enumerate(editions)}
    for edition in editions[:-1]:  # a change that a release has judged is judged
        since[edition.number] = tuple(replace(change, undecided=False) for change in since[edition.number])
    steps = {new.number: compare(old, new, (new,)) for old, new in pairwise(editions)}
    return Lineage(editions, present, since, steps)


class _Comparison:
    def __init__(self, old: Edition, new: Edition, between: Sequence[Edition]):
        self.old, self.new, self.between = old, new, between

    @cached_property
    def before(self) -> Mapping[str, Frozen]:
        """Reference in `new` -> the item it was in `old`."""
        found = {}
        for ref, item in self.new.items.items():
            earlier = next((self.old.items[name] for name in (ref, *item.was) if name in self.old.items), None)
            if earlier is not None:
                found[ref] = earlier
        return found

    def changes(self) -> Iterator[Change]:
        gone = self._gone()
        yield from (self._removed(item) for item in gone[""])
        for ref, item in self.new.items.items():
            old = self.before.get(ref)
            change = self._changed(old, item) if old else self._added(item)
            if change:
                yield change
            for lost in gone[old.ref if old else ""] if old else ():
                yield self._removed(lost)

    def _gone(self) -> Mapping[str, list[Frozen]]:
        """What `new` has no more, by the reference of the last item before it that stayed."""
        kept = {item.ref for item in self.before.values()}
        found: dict[str, list[Frozen]] = defaultdict(list)
        last = ""
        for ref, item in self.old.items.items():
            if ref in kept:
                last = ref
            else:
                found[last].append(item)
        return found

    def _added(self, item: Frozen) -> Change:
        return self._change(None, item, "added", languages=self.new.languages)

    def _removed(self, item: Frozen) -> Change:
        return self._change(item, None, "removed", languages=self.old.languages)

    def _changed(self, old: Frozen, new: Frozen) -> Change | None:
        facts = list(_why(old, new))
        reworded, retold = old.print != new.print, _retranslated(old, new)
        differ = [one for one in self.new.languages if one in old.texts and old.texts[one] != new.texts[one]]
        # A text can also differ because a term it names has another name now: that is the term's change.
        languages = tuple(one for one in differ if facts or (one in retold if one in new.prints else reworded))
        said = [one for one in languages if one not in new.prints]
        # Texts that have only changed places, or marks alone (bold, a link), are nothing that anybody has to judge.
        words: list[Reason] = ["wording"] if reworded and (said or not facts) else []
        if not words and retold and not facts:
            words = ["translation"]
        moved = not self._same_place(old, new)
        reasons = (*facts, *words)
        if old.tag != new.tag if new.tag else facts:
            return self._change(old, new, "material", moved, reasons, languages)
        if reasons:
            return self._change(old, new, "words", moved, reasons, languages, bool(new.tag and words and said))
        return self._change(old, new, "moved", True) if moved or self._renamed(old, new) else None

    def _change(  # type: ignore[no-untyped-def]
        self, old, new, what, moved=False, reasons=(), languages=(), undecided=False
    ) -> Change:
        item = new or old
        names = {item.ref, *item.was, *((old.ref,) if old else ())}
        note: dict[str, str] = {}
        for edition in self.between:
            said = next((edition.items[name].note for name in names if name in edition.items), {})
            said = said or next((edition.gone[name] for name in names if name in edition.gone), {})
            note |= {
                language: f"{note[language]} {text}" if language in note else text for language, text in said.items()
            }
        cited = self._cited.get(new.ref, ()) if new else ()
        return Change(old, new, what, moved, reasons, tuple(languages), note, tuple(cited), undecided)

    @cached_property
    def _cited(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for ref, item in self.new.items.items():
            for name in item.cites:
                found[name].append(ref)
        return found

    # -- places

    def _same_place(self, old: Frozen, new: Frozen) -> bool:
        return self._home(old) == (new.chapter, new.section) and new.ref not in self._shifted

    def _home(self, old: Frozen) -> tuple[str, str]:
        """Where an item of `old` would stand in `new`, were it left where it was."""
        chapter = self._renamed_to.get(old.chapter, old.chapter)
        section = self._renamed_to.get(f"{old.chapter}#{old.section}", f"{chapter}#{old.section}").partition("#")[2]
        return chapter, section

    @cached_property
    def _renamed_to(self) -> Mapping[str, str]:
        return {old.ref: ref for ref, old in self.before.items()}

    def _renamed(self, old: Frozen, new: Frozen) -> bool:
        """Whether the item itself has another name, not just the chapter around it."""
        return old.ref.rpartition("#")[2] != new.ref.rpartition("#")[2]

    @cached_property
    def _shifted(self) -> frozenset[str]:
        """Items that stand before others they stood behind, or the other way round: as few as say it."""
        rows: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for ref, item in self.new.items.items():
            old = self.before.get(ref)
            if old and item.group in ("chapter", "section", "block", "question"):
                whole = item.group == "chapter"
                if whole or self._home(old) == (item.chapter, item.section):
                    rows[item.group, "" if whole else item.chapter, item.section].append(ref)
        at = {ref: place for place, ref in enumerate(self.old.items)}
        return frozenset(
            ref for row in rows.values() for ref in set(row) - _in_order(row, lambda ref: at[self.before[ref].ref])
        )


def _in_order(row: Sequence[str], place) -> set[str]:  # type: ignore[no-untyped-def]
    """The longest part of `row` whose places rise (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    places = [place(ref) for ref in row]
    for index, own in enumerate(places):
        at = bisect_left(tails, own)
        before[index] = ends[at - 1] if at else None
        tails[at : at + 1] = [own]
        ends[at : at + 1] = [index]
    kept: set[str] = set()
    here = ends[-1] if ends else None
    while here is not None:
        kept.add(row[here])
        here = before[here]
    return kept


def _retranslated(old: Frozen, new: Frozen) -> set[str]:
    """Languages of which both have a translation, and not the same."""
    return {one for one in old.prints if one in new.prints and old.prints[one] != new.prints[one]}


def _why(old: Frozen, new: Frozen) -> Iterator[Reason]:
    """Reasons for which the structure differs, the weightiest first."""
    found: set[Reason] = set()
    fields = dict.fromkeys(fact.field for fact in (*old.facts, *new.facts))
    for field in fields:
        was = [fact for fact in old.facts if fact.field == field]
        now = [fact for fact in new.facts if fact.field == field]
        if [f.value for f in was] == [f.value for f in now]:
            continue
        reason = (now or was)[0].reason
        if Counter(f.value for f in was) == Counter(f.value for f in now) and reason in ("atoms", "owner", "structure"):
            reason = "order"
        found.add(reason)
    if "key" in found or "atoms" in found:
        found.discard("structure")  # what stands in options and steps goes with them
    yield from (reason for reason in REASONS if reason in found)


def total(changes: Iterable[Change]) -> Counter[str]:
    """How many there are of each `what`."""
    return Counter(change.what for change in changes)
