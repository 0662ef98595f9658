"""Nodes become records; every refusal names its place, and a record can be walked and rewritten."""

from __future__ import annotations

from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from ground import ROOT
from training_manual.building import prepare
from training_manual.problem import Code
from training_manual.reading.nodes import read_nodes
from training_manual.reading.scalars import Flag, Id, Line, Plain
from training_manual.reading.typed import Record, leaves, rewritten, validate


class Row(Record):
    """A row of a table."""

    id: Id
    text: Line
    loud: Flag = False


class Head(Record):
    """What stands above."""

    name: Plain


class Table(Record):
    """A record with everything in it."""

    id: Id
    head: Head | None = None
    rows: Annotated[tuple[Row, ...], Field(min_length=2, max_length=3)]
    words: tuple[Line, ...] = ()
    named: dict[str, Head] = {}  # noqa: RUF012 - pydantic copies it


GOOD = """\
id: table
head:
  name: 头
rows:
  - id: one
    text: 一
  - id: two
    text: 二
words:
  - 甲
  - 乙
named:
  first:
    name: 名
"""


def read(text: str) -> Table:
    node, _ = read_nodes("here.yml", text.encode())
    assert node is not None
    record, problems = validate(Table, node, "here.yml")
    assert problems == []
    assert record is not None
    return record


def said(text: str) -> list[tuple[int, int, Code, str | None]]:
    node, _ = read_nodes("here.yml", text.encode())
    assert node is not None
    return [(p.place.line, p.place.column, p.code, p.guess) for p in validate(Table, node, "here.yml")[1]]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("  name: 头", "  name: <头>", (3, 9, Code.MARKUP_IN_TITLE, None)),
        ("    text: 二", "    text:", (8, 5, Code.MISSING_KEY, None)),
        ("    text: 二", "    txt: 二", (8, 5, Code.UNKNOWN_KEY, "text")),
        ("    text: 二", "    text: 二\n    lout: true", (9, 5, Code.UNKNOWN_KEY, "loud")),
        ("    text: 二", "    text: 二\n    loud: on", (9, 11, Code.NOT_A_FLAG, None)),
        ("  - id: two\n    text: 二\n", "", (5, 3, Code.TOO_FEW, None)),
        ("  - id: two", "  - id: one", (7, 9, Code.DUPLICATE_ID, None)),
        ("  - 乙", "  - 乙: 丙", (11, 5, Code.COLON_SPLITS_TEXT, None)),
        ("words:\n  - 甲\n  - 乙", "words: 甲", (9, 8, Code.WRONG_SHAPE, None)),
        ("    name: 名", "    nam: 名", (14, 5, Code.UNKNOWN_KEY, "name")),
        ("head:\n  name: 头", "head: name:头", (2, 11, Code.NO_SPACE_AFTER_COLON, None)),
        ("head:\n  name: 头", "head: name：头", (2, 11, Code.FULL_WIDTH_COLON, None)),
    ],
)
def test_a_refusal_names_the_place_once(old: str, new: str, problem: tuple[int, int, Code, str | None]) -> None:
    assert GOOD.count(old) == 1
    assert said(GOOD.replace(old, new)) == [problem]


def test_a_broken_item_still_counts() -> None:
    assert [code for _, _, code, _ in said(GOOD.replace("text: 二", "text: [二]"))] == [Code.WRONG_SHAPE]


def test_leaves_are_the_written_values_in_order_with_their_translation_context() -> None:
    found = [(leaf.path, leaf.field, leaf.value) for leaf in leaves(read(GOOD)) if leaf.wording]
    assert found == [
        (("head", "name"), "head.name", "头"),
        (("rows", 0, "text"), "rows.text", "一"),
        (("rows", 1, "text"), "rows.text", "二"),
        (("words", 0), "words", "甲"),
        (("words", 1), "words", "乙"),
        (("named", "first", "name"), "named.first.name", "名"),
    ]


def test_rewriting_reaches_every_wording_and_nothing_else() -> None:
    table = read(GOOD)
    loud = rewritten(table, lambda field, text: f"{field}={text}")
    for before, after in zip(leaves(table), leaves(loud), strict=True):
        assert after.value == (f"{before.field}={before.value}" if before.wording else before.value)


def test_rewriting_the_starter_with_itself_changes_no_record() -> None:
    manual = prepare(ROOT / "plugins" / "training_manual" / "starter").manuals["zh"]
    records = [record for _, record in manual.records()]
    assert len(records) > 20
    for record in records:
        assert rewritten(record, lambda _, text: text) == record


WORDS = st.text(st.characters(categories=["Lo", "Ll", "Nd"]), min_size=1, max_size=8)


@given(WORDS, st.lists(WORDS, min_size=2, max_size=3), st.lists(WORDS, max_size=4), st.dictionaries(WORDS, WORDS))
def test_rewriting_any_record_with_itself_gives_an_equal_one(
    name: str, rows: list[str], words: list[str], named: dict[str, str]
) -> None:
    table = Table(
        id="table",
        head=Head(name=name),
        rows=tuple(Row(id=f"row-{index}", text=text) for index, text in enumerate(rows)),
        words=tuple(words),
        named={key: Head(name=value) for key, value in named.items()},
    )
    assert rewritten(table, lambda _, text: text) == table
