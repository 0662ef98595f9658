"""What a revision did to a text, as readers see it marked; the cases are in redline.yml."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ground import ROOT
from training_manual.rendering.redline import Mark, Redline
from training_manual.searching import Segmenter

CASES = [line for lines in yaml.safe_load((ROOT / "tests/redline.yml").read_text("utf-8")).values() for line in lines]
redline = Redline(Segmenter(["顾客", "服务", "门店", "组长", "店长"]), ["小时", "个工作日", "元", "hour", "hours"])


def old_of(line: str) -> str:
    return re.sub(r"\{\+.*?\+\}", "", line).replace("[-", "").replace("-]", "")


def new_of(line: str) -> str:
    return re.sub(r"\[-.*?-\]", "", line).replace("{+", "").replace("+}", "")


def printed(marks: tuple[Mark, ...]) -> str:
    return "".join({"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}[kind].format(text) for kind, text in marks)


@pytest.mark.parametrize("line", CASES)
def test_marks_stand_where_an_editor_would_put_them(line: str) -> None:
    # One change or two, side by side or not, reads the same.
    assert printed(redline(old_of(line), new_of(line))) == line.replace("+}{+", "")


# Texts that share words, so that there is something to compare.
PIECES = [
    "顾客",
    "服务",
    "的",
    "先",
    "说",
    "。",
    "，",
    " ",
    "4 小时",
    "24 小时",
    "200\u00a0元",
    "the ",
    "fox",
    "F01",
    "\n",
    "é",
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(texts | st.text(), texts | st.text())
def test_marks_hold_both_texts_letter_by_letter(old: str, new: str) -> None:
    marks = redline(old, new)
    assert "".join(text for kind, text in marks if kind != "new") == old
    assert "".join(text for kind, text in marks if kind != "gone") == new


@given(texts, texts)
def test_no_piece_is_empty_or_has_a_neighbour_of_its_kind_and_what_went_stands_first(old: str, new: str) -> None:
    kinds = [kind for kind, _ in redline(old, new)]
    assert all(text for _, text in redline(old, new)) or old == new == ""
    assert all(pair not in {("new", "gone")} and pair[0] != pair[1] for pair in pairwise(kinds))


@given(st.text())
def test_an_unchanged_a_new_and_a_dropped_text_are_one_piece(text: str) -> None:
    assert redline(text, text) == (Mark("same", text),)
    if text:
        assert redline("", text) == (Mark("new", text),)
        assert redline(text, "") == (Mark("gone", text),)


@pytest.mark.parametrize("number", ["4 小时", "4\u00a0小时", "24 hours", "93.75%", "1,200 元", "$200"])
def test_a_number_is_never_marked_without_its_unit(number: str) -> None:
    other = "7" + number if number[0].isdigit() else "$7" + number[1:]
    assert printed(redline(f"要 {number}。", f"要 {other}。")) == f"要 [-{number}-]{{+{other}+}}。"


def test_a_very_long_text_takes_no_time_worth_speaking_of() -> None:
    long = "".join(f"第{n}条：请先听顾客把话说完，再说门店能做什么。" for n in range(5000))
    begun = time.perf_counter()
    marks = redline(long, long.replace("第77条：", "第77条，新的：").replace("第4000条：请先听顾客把话说完，", ""))
    assert time.perf_counter() - begun < 5
    assert len(marks) == 5
