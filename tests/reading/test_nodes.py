"""Bytes of YAML become a tree of what is written, or problems with a place inside the file; nothing else happens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training_manual.problem import Code, Problem
from training_manual.reading.nodes import Mapping, Node, Scalar, Sequence, read_nodes
from training_manual.reading.source import MAX_FILE


def tree(text: str) -> Node:
    node, problems = read_nodes("here.yml", text.encode())
    assert node is not None
    assert problems == []
    return node


def value(text: str) -> Scalar:
    node = tree(f"key: {text}")
    assert isinstance(node, Mapping)
    found = node.get("key")
    assert isinstance(found, Scalar)
    return found


def codes(data: str | bytes) -> list[Code]:
    return [p.code for p in read_nodes("here.yml", data.encode() if isinstance(data, str) else data)[1]]


def scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    for inner in node.items if isinstance(node, Sequence) else ():
        yield from scalars(inner)
    for name, inner in node.entries if isinstance(node, Mapping) else ():
        yield name
        yield from scalars(inner)


@pytest.mark.parametrize(
    "written", ["no", "yes", "1_000", "0x1f", "2026-13-45", "1e3", "null", ".nan", "08:30", "3.10"]
)
def test_a_scalar_stays_the_text_that_is_written(written: str) -> None:
    assert value(written).text == written


def test_an_empty_value_and_a_tilde_are_missing_and_in_quotes_they_are_not() -> None:
    assert value("").missing
    assert value("~").missing
    assert not value("''").missing
    assert not value("'~'").missing


def test_every_node_knows_its_line_and_column() -> None:
    node = tree("- id: one\n  body: |\n    先听\n- two\n")
    assert [(s.text, s.line, s.column) for s in scalars(node)] == [
        ("id", 0, 2),
        ("one", 0, 6),
        ("body", 1, 2),
        ("先听\n", 1, 8),
        ("two", 3, 2),
    ]


@pytest.mark.parametrize(
    ("written", "spot"),
    [
        ("先听再说", (0, 7)),
        ('"先听再说"', (0, 8)),
        ("'先听再说'", (0, 8)),
        ("|\n  先听再说", (1, 4)),
        ("|2\n    先听再说", (1, 4)),
        ('"\\t听再说"', (0, 5)),
    ],
)
def test_the_third_character_of_a_text_is_found_in_the_file_or_else_the_text_itself(
    written: str, spot: tuple[int, int]
) -> None:
    assert value(written).spot(2) == spot


def test_a_spot_in_a_later_paragraph_is_found_in_its_row() -> None:
    text = value("|\n    先听。\n\n    再说 [[x]]。\nother: 1")
    assert text.spot(text.text.index("[[")) == (3, 7)


@pytest.mark.parametrize("text", ["number: 7 # seventh", "# 先听\nkey: a", "key: a\n# 先听\n", "key: '先听' # 再说"])
def test_a_comment_that_takes_no_text_away_is_a_comment(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    ["key: one\n  two", "key: |\n  先听，\n  再说。", "key: |\n  　　先听。", "key: >\n  one\n  two", "key: a#1，b"],
)
def test_text_that_means_what_it_says_is_left_alone(text: str) -> None:
    assert codes(text) == []


def test_what_stands_in_a_block_of_text_is_never_blamed_for_a_fault_below_it() -> None:
    assert codes("body: |\n  **先听**\n  - [[x]] 说: 好\n  @all\n title: x\n") == [Code.YAML_SYNTAX]


def test_every_row_with_a_wide_indent_is_named_at_once() -> None:
    _, problems = read_nodes("here.yml", "- id: a\n\u3000title: b\n- id: c\n\ttitle: d\n".encode())
    assert {(p.place.line, p.code) for p in problems} == {(2, Code.WIDE_INDENT), (4, Code.TAB_INDENT)}


def test_a_text_yaml_took_away_is_read_as_it_was_meant() -> None:
    node, problems = read_nodes("here.yml", b"roof: #1C3340\n")
    assert isinstance(node, Mapping)
    roof = node.get("roof")
    assert isinstance(roof, Scalar)
    assert (roof.text, [p.code for p in problems]) == ("#1C3340", [Code.HASH_CUTS_TEXT])


def test_a_file_above_the_limit_is_refused_before_it_is_parsed() -> None:
    assert codes(b"a" * (MAX_FILE + 1)) == [Code.TOO_BIG]


@pytest.mark.parametrize("bomb", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "[" * 10**6])
def test_a_depth_bomb_is_refused(bomb: str) -> None:
    assert codes(bomb)[-1] is Code.TOO_DEEP


def test_many_invisible_characters_are_named_but_not_without_end() -> None:
    assert 1 < len(codes("\u200b" * 1000)) <= 20


def test_emoji_with_joiners_are_text() -> None:
    assert value("👩‍🔧 来了").text == "👩‍🔧 来了"


NOTATION = st.text(alphabet=list("ab1听说，：、:,-#'\"[]{}|>*&!%@`?~=<\\. \n\t\u3000\u00a0\r"), max_size=60)


def is_inside(problem: Problem, data: bytes) -> bool:
    if problem.code is Code.NOT_UTF8:
        return problem.place.line >= 1 and problem.place.column >= 1
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    rows = [*text.split("\n"), ""]  # a value left out at the very end stands behind the last row
    return 1 <= problem.place.line <= len(rows) and 1 <= problem.place.column <= len(rows[problem.place.line - 1]) + 1


def check_reading(data: bytes) -> None:
    node, problems = read_nodes("here.yml", data)
    assert node is not None or problems
    assert all(is_inside(p, data) for p in problems), problems
    for problem in problems:
        assert problem.zh
        assert problem.en
    for scalar in scalars(node) if node else ():
        for offset in range(len(scalar.text) + 1):
            line, column = scalar.spot(offset)
            assert scalar.file is not None
            assert column <= len(scalar.file.rows[line])


@given(st.binary(max_size=200))
def test_any_bytes_give_a_tree_or_problems_inside_the_file(data: bytes) -> None:
    check_reading(data)


@given(st.text(max_size=200))
def test_any_text_gives_a_tree_or_problems_inside_the_file(text: str) -> None:
    check_reading(text.encode("utf-8", "replace"))


@given(NOTATION)
def test_any_heap_of_notation_gives_a_tree_or_problems_inside_the_file(text: str) -> None:
    check_reading(text.encode())


@given(NOTATION)
def test_any_value_below_a_key_gives_a_tree_or_problems_inside_the_file(text: str) -> None:
    check_reading(f"- id: a\n  text: {text}\n  note: b\n".encode())
