"""Revision tags: what HQ may change without asking anybody to learn again, and what not; on the real content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ground import ROOT, ours
from training_manual.identity import revision_tag, section_tag
from training_manual.linking import link, read_folder
from training_manual.model.brand import Limit, Period, Token
from training_manual.model.manual import Manual
from training_manual.reading.typed import Leaf, Path, Record, leaves, leaves_and_branches, rewritten
from training_manual.samples import packaged_texts, samples_from


@cache
def manual() -> Manual:
    """Our own manual as if never released: what headquarters says of words is tested in test_editions.py."""
    found = link(replace(read_folder(ROOT), editions={})).manual
    assert found is not None
    return found


@cache
def items() -> dict[str, Record]:
    return dict(manual().items())


def tag(item: Record) -> str:
    return revision_tag(item, manual().tokens)


REFERENCES = st.deferred(lambda: st.sampled_from(sorted(items())))
TYPOS = st.text(st.sampled_from("的了，。abc 12"), min_size=1, max_size=4)


def with_value(record: Record, path: Path, value: object) -> Record:
    """A copy of `record` that says `value` at `path` (YAML keys and list positions)."""
    step, rest = path[0], path[1:]
    shape = next(s for s in leaves_and_branches(type(record)) if s.key == step)
    old: Any = getattr(record, shape.name)
    if rest and isinstance(old, tuple):
        at = int(rest[0])
        inner = with_value(old[at], rest[1:], value) if rest[1:] else value
        new: object = (*old[:at], inner, *old[at + 1 :])
    else:
        new = with_value(old, rest, value) if rest else value
    return record.model_copy(update={shape.name: new})


def changed(value: object) -> object:
    match value:
        case bool():
            return not value
        case int() | Decimal():
            return value + 1
        case _:
            return f"{value}-x"


def structure(item: Record) -> list[Leaf]:
    """What a tag is made of; the item's own name is not, since a learner's record asks for it besides."""
    kept = [leaf for leaf in leaves(item) if not leaf.aside and (leaf.wording is None or leaf.wording.is_key)]
    return [leaf for leaf in kept if leaf.path != ("id",)]


# -- what changes no tag


@given(REFERENCES, TYPOS)
def test_a_typo_mended_in_every_text_of_an_item_changes_no_tag(reference: str, typo: str) -> None:
    item = items()[reference]
    keys = {leaf.field for leaf in leaves(item) if leaf.wording and leaf.wording.is_key}
    mended = rewritten(item, lambda field, text: text if field in keys else text + typo)
    assert tag(mended) == tag(item)


ASIDES = {"audience", "chapters", "covers", "difficulty", "objective", "points", "reread", "sources", "tags", "time_s"}
ASIDES |= {"silenced", "was"}


@given(REFERENCES, st.data())
def test_bookkeeping_changes_no_tag(reference: str, data: st.DataObject) -> None:
    item = items()[reference]
    fields = sorted(ASIDES & set(type(item).model_fields))
    assume(fields)
    field = data.draw(st.sampled_from(fields))
    old = getattr(item, field)
    other = ("x", *old) if isinstance(old, tuple) else 3 if isinstance(old, int) else "other"
    assert tag(item.model_copy(update={field: other})) == tag(item)


def test_bookkeeping_is_named_here_in_full() -> None:
    marked = {shape.name for item in items().values() for shape in leaves_and_branches(type(item)) if shape.aside}
    assert marked == ASIDES


@settings(max_examples=20)
@given(st.data())
def test_a_block_moved_to_another_section_or_place_keeps_its_tag(data: st.DataObject) -> None:
    chapter = data.draw(st.sampled_from([c for c in manual().shown_chapters if len(c.sections) > 1]))
    blocks = data.draw(st.permutations(chapter.blocks))
    cut = data.draw(st.integers(0, len(blocks)))
    first, second, *rest = chapter.sections
    sections = (
        first.model_copy(update={"blocks": tuple(blocks[:cut])}),
        second.model_copy(update={"blocks": tuple(blocks[cut:])}),
        *(section.model_copy(update={"blocks": ()}) for section in rest),
    )
    moved = chapter.model_copy(update={"sections": sections})
    chapters = tuple(moved if c.id == moved.id else c for c in manual().chapters)
    assert tags_of(replace(manual(), chapters=chapters)) == dict(manual().tags)


def tags_of(changed_manual: Manual) -> dict[str, str]:
    return {reference: revision_tag(item, changed_manual.tokens) for reference, item in changed_manual.items()}


def test_tags_are_the_same_in_every_language() -> None:
    manuals = ours().manuals
    assert len(manuals) > 1
    assert len({tuple(sorted(one.tags.items())) for one in manuals.values()}) == 1


def test_every_item_has_a_tag_of_the_agreed_form() -> None:
    assert set(manual().tags) == set(items())
    assert all(re.fullmatch(r"0-[0-9a-f]{8}", found) for found in manual().tags.values())


@given(st.data())
def test_a_section_keeps_its_tag_while_its_blocks_do_whatever_their_order(data: st.DataObject) -> None:
    blocks = data.draw(st.dictionaries(TYPOS, TYPOS, min_size=1))
    shuffled = dict(data.draw(st.permutations(list(blocks.items()))))
    assert section_tag(shuffled) == section_tag(blocks)
    changed_one = data.draw(st.sampled_from(sorted(blocks)))
    assert section_tag(blocks | {changed_one: blocks[changed_one] + "!"}) != section_tag(blocks)
    assert section_tag(blocks | {"new": "0-1"}) != section_tag(blocks)


# -- what does


@given(REFERENCES, st.data())
def test_an_id_key_limit_owner_or_number_that_changes_gives_another_tag(reference: str, data: st.DataObject) -> None:
    item = items()[reference]
    written = [leaf for leaf in structure(item) if not leaf.refers or leaf.refers.to != "token"]
    leaf = data.draw(st.sampled_from(written))
    assert tag(with_value(item, leaf.path, changed(leaf.value))) != tag(item)


def limits_of(item: Record) -> list[Leaf]:
    return [leaf for leaf in leaves(item) if leaf.refers and leaf.refers.to == "token"]


@given(st.deferred(lambda: st.sampled_from([own for own, item in items().items() if limits_of(item)])), st.data())
def test_another_limit_gives_another_tag(reference: str, data: st.DataObject) -> None:
    item = items()[reference]
    limits = limits_of(item)
    leaf = data.draw(st.sampled_from(limits))
    other = data.draw(st.sampled_from([path for path in manual().tokens if path != leaf.value]))
    assert tag(with_value(item, leaf.path, other)) != tag(item)


def lists_of_records(record: Record, path: Path = ()) -> Iterator[tuple[Path, tuple[Record, ...]]]:
    for shape in leaves_and_branches(type(record)):
        value = getattr(record, shape.name)
        here = (*path, shape.key)
        if isinstance(value, Record):
            yield from lists_of_records(value, here)
        elif isinstance(value, tuple) and shape.holds_records:
            yield here, value
            for index, item in enumerate(value):
                yield from lists_of_records(item, (*here, index))


@given(REFERENCES, st.data())
def test_options_steps_or_rows_in_another_order_give_another_tag(reference: str, data: st.DataObject) -> None:
    item = items()[reference]
    lists = [(path, value) for path, value in lists_of_records(item) if len(value) > 1]
    assume(lists)
    path, value = data.draw(st.sampled_from(lists))
    order = tuple(data.draw(st.permutations(value)))
    assert (tag(with_value(item, path, order)) == tag(item)) == (order == value)


@given(REFERENCES, st.data())
def test_an_option_step_or_row_more_or_less_gives_another_tag(reference: str, data: st.DataObject) -> None:
    item = items()[reference]
    lists = [(path, value) for path, value in lists_of_records(item) if value]
    assume(lists)
    path, value = data.draw(st.sampled_from(lists))
    at = data.draw(st.integers(0, len(value) - 1))
    one = value[at]
    more = (*value, one.model_copy(update={"id": f"{one.id}-x"} if hasattr(one, "id") else {}))
    assert tag(with_value(item, path, more)) != tag(item)
    assert tag(with_value(item, path, (*value[:at], *value[at + 1 :]))) != tag(item)


def uses(item: Record, path: str) -> bool:
    """Is the token named anywhere in the item, in a text or bare?"""
    return any(
        isinstance(leaf.value, str)
        and (leaf.value == path or re.search(rf"\{{\{{\s*{re.escape(path)}(\.n)?\s*\}}\}}", leaf.value))
        for leaf in leaves(item)
    )


def another(value: Token) -> Token:
    match value:
        case Limit(n=Decimal() as n) | Period(n=n):
            return value.model_copy(update={"n": n + 1})
        case Limit(text=text):
            return value.model_copy(update={"text": f"{text}之前"})
        case Decimal():
            return value + 1
        case text:
            return f"{text}二"


@pytest.mark.parametrize("path", sorted(manual().tokens))
def test_a_new_value_of_a_token_changes_the_tags_of_those_items_that_name_it(path: str) -> None:
    tokens = {**manual().tokens, path: another(manual().tokens[path])}
    for reference, item in items().items():
        same = revision_tag(item, tokens) == manual().tags[reference]
        assert same != uses(item, path), reference


# -- from the YAML on: exactly the item that was changed


def sample_tags(kind: str = "", old: str = "", new: str = "") -> dict[str, str]:
    """Tags of the samples, with `old` in the file of one question kind replaced by `new` first."""
    texts = packaged_texts()
    if kind:
        assert old in texts[f"questions/{kind}.yml"]
        texts[f"questions/{kind}.yml"] = texts[f"questions/{kind}.yml"].replace(old, new)
    return dict(samples_from(texts).manual.tags)


@pytest.mark.parametrize(
    ("kind", "old", "new", "item"),
    [
        ("single", "kind: single\n  prompt: 门开了", "kind: multiple\n  prompt: 门开了", "door-opens"),
        ("single", "id: shoes", "id: slippers", "door-opens"),
        ("single", "critical: true", "critical: false", "door-opens"),
        ("single", "use: practice", "use: exam", "door-opens"),
        ("truefalse", "answer: true", "answer: false", "technician-may-film"),
        ("fill", "answer: 两年", "answer: 三年", "warranty-years"),
        ("fill", "answer_from: limits.ack_phone", "answer_from: limits.onsite", "call-back-time"),
        ("fill", '["{{warranty.general}}"]', "[]", "warranty-years"),
        ("calculate", "answer: 93.75", "answer: 94", "on-time-rate"),
        ("calculate", "tolerance: 0.5", "tolerance: 0.4", "on-time-rate"),
        ("calculate", "unit: 分", "unit: 次", "felt-less-expected"),
        ("judge", "answer: with-limits", "answer: as-is", "quote-ten-dimensions"),
        ("rate", "reference: 2", "reference: 3", "rate-a-visit"),
        ("rate", "points: 3", "points: 4", "rate-a-visit"),
    ],
)
def test_a_material_edit_changes_the_tag_of_that_item_alone(kind: str, old: str, new: str, item: str) -> None:
    before, after = sample_tags(), sample_tags(kind, old, new)
    assert {reference for reference in before if before[reference] != after[reference]} == {item}


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("single", "第一句话说什么", "头一句话说什么"),
        ("single", "feedback: 听着像打错了", "feedback: 顾客会以为打错了"),
        ("single", "difficulty: 1", "difficulty: 3"),
        ("single", "covers: [S-1]", "covers: [S-2]"),
        ("single", "tags: [moments]", "tags: [honesty]"),
        ("single", "reread: knock-first", "reread: nine-steps"),
        ("fill", "answer: 一年", "answer: 1 年"),
        ("calculate", "answer: 6.25", "answer: 6.5"),
        ("judge", "sources: [pzb-1985]", "sources: []"),
        ("rate", "text: 做了一半", "text: 做到一半"),
        ("order", "敲门，退后一步", "敲门，退后两步"),
    ],
)
def test_an_edit_of_words_or_bookkeeping_changes_no_tag(kind: str, old: str, new: str) -> None:
    assert sample_tags(kind, old, new) == sample_tags()


def test_an_edit_taken_back_gives_the_old_tag() -> None:
    item = items()[next(iter(items()))]
    assert tag(item.model_copy()) == tag(item)
    assert revision_tag(item, manual().tokens, bump=1) == tag(item).replace("0-", "1-", 1)
