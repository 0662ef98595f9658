"""What a written text may mean: one meaning or a problem, never YAML's guess."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from training_manual.problem import Code
from training_manual.reading.nodes import read_nodes
from training_manual.reading.scalars import Colour, Count, Day, Flag, Id, Line, Number, Plain, Prose
from training_manual.reading.source import oddity
from training_manual.reading.typed import Record, validate


class Sample(Record):
    """One field of every scalar type."""

    flag: Flag | None = None
    count: Count | None = None
    number: Number | None = None
    day: Day | None = None
    colour: Colour | None = None
    id: Id | None = None
    plain: Plain | None = None
    line: Line | None = None
    prose: Prose | None = None


def read(key: str, written: str) -> Any:
    """The value, or the codes of the problems."""
    node, problems = read_nodes("here.yml", f"{key}: {written}\n".encode())
    assert node is not None
    record, more = validate(Sample, node, "here.yml")
    found = [p.code for p in (*problems, *more)]
    return found or getattr(record, key)


@pytest.mark.parametrize(
    ("key", "written", "meant"),
    [
        ("flag", "true", True),
        ("flag", "'false'", False),
        ("count", "30", 30),
        ("count", "030", 30),
        ("number", "-2.50", Decimal("-2.50")),
        ("day", "2026-03-01", date(2026, 3, 1)),
        ("colour", "'#1c3340'", "#1c3340"),
        ("id", "own-name-2", "own-name-2"),
        ("plain", "2026", "2026"),
        ("line", "no", "no"),
        ("prose", "|\n  先听。\n\n  再说。\n", "先听。\n\n再说。"),
        ("line", "~", None),
        ("line", "", None),
    ],
)
def test_a_text_means_what_is_written(key: str, written: str, meant: object) -> None:
    assert read(key, written) == meant


@pytest.mark.parametrize(
    ("key", "written", "code"),
    [
        ("flag", "yes", Code.NOT_A_FLAG),
        ("flag", "True", Code.NOT_A_FLAG),
        ("flag", "[true]", Code.NOT_A_FLAG),
        ("count", "1_000", Code.NOT_A_NUMBER),
        ("count", "３０", Code.NOT_A_NUMBER),
        ("count", "1.5", Code.NOT_A_NUMBER),
        ("count", "-1", Code.OUT_OF_RANGE),
        ("number", ".nan", Code.NOT_A_NUMBER),
        ("number", "1e3", Code.NOT_A_NUMBER),
        ("number", "inf", Code.NOT_A_NUMBER),
        ("day", "2026-13-45", Code.NOT_A_DAY),
        ("day", "20260301", Code.NOT_A_DAY),
        ("day", "0", Code.NOT_A_DAY),
        ("colour", "red", Code.NOT_A_COLOUR),
        ("id", "Own", Code.NOT_AN_ID),
        ("id", "-own", Code.NOT_AN_ID),
        ("id", "a" * 65, Code.NOT_AN_ID),
        ("id", "'own\n'", Code.NOT_AN_ID),
        ("plain", "a < b", Code.MARKUP_IN_TITLE),
        ("plain", "a &#x3C; b", Code.MARKUP_IN_TITLE),
        ("plain", "'`a`'", Code.MARKUP_IN_TITLE),
        ("line", "'  '", Code.WRONG_SHAPE),
        ("line", "[a, b]", Code.WRONG_SHAPE),
        ("line", '"a\\u0000b"', Code.CONTROL_CHARACTER),
        ("line", '"a\\ue000b"', Code.PRIVATE_CHARACTER),
        ("line", '"a\\U000F0000b"', Code.PRIVATE_CHARACTER),
    ],
)
def test_a_text_that_means_nothing_here_is_a_problem(key: str, written: str, code: Code) -> None:
    assert read(key, written) == [code]


def test_a_text_is_brought_into_one_spelling() -> None:
    assert read("line", "e\u0301") == "\u00e9"


VISIBLE = st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]).filter(lambda c: oddity(c) is None)


@given(st.text(st.one_of(VISIBLE, st.sampled_from("\n\t 听，：#[{")), min_size=1, max_size=80))
def test_any_text_in_quotes_comes_back_as_it_was(text: str) -> None:
    assume(text.strip())
    normal = unicodedata.normalize("NFC", text.rstrip("\n"))
    assume(normal.strip())
    assert read("line", json.dumps(text, ensure_ascii=False)) == normal


@given(st.integers(0, 100_000))
def test_any_count_comes_back(number: int) -> None:
    assert read("count", str(number)) == number


@given(st.text(max_size=30))
def test_a_text_of_any_kind_never_ends_in_an_exception(text: str) -> None:
    for key in Sample.model_fields:
        node, _ = read_nodes("here.yml", f"{key}: {json.dumps(text)}\n".encode())
        if node is not None:
            validate(Sample, node, "here.yml")
