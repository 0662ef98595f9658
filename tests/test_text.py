"""Author text as HTML: one line stays one line, and an option may be called «true»."""

from __future__ import annotations

import pytest

from training_manual.questions.single import SingleQuestion
from training_manual.rendering.renderer import Renderer, Sheet
from training_manual.rendering.templates import Overrides
from training_manual.samples import packaged_samples


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return Renderer(packaged_samples().manual, Overrides()).on("chapters/samples/")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("1. 先道歉", "1. 先道歉"),
        ("- 再记下", "- 再记下"),
        ("> 引用", "&gt; 引用"),
        ("**注意：**先关阀", "<strong>注意：</strong>先关阀"),
        ("一行\n还是一行", "一行 还是一行"),
        ("一段\n\n又一段", "一段<br>又一段"),
        ("<b>x</b>", "<!-- raw HTML omitted -->x<!-- raw HTML omitted -->"),
    ],
)
def test_a_line_never_becomes_a_list_or_a_heading(sheet: Sheet, text: str, html: str) -> None:
    assert str(sheet.words.line(text)) == html


@pytest.mark.parametrize("word", ["先道歉", "再记下"])
def test_paragraphs_and_lists_are_kept_in_prose(sheet: Sheet, word: str) -> None:
    assert f"<li>{word}</li>" in str(sheet.words.block(f"说明：\n\n- {word}"))


def test_options_called_true_and_false_keep_their_own_words(sheet: Sheet) -> None:
    option = {"feedback": "好"}
    question = SingleQuestion.model_validate(
        {
            "id": "odd",
            "kind": "single",
            "prompt": "选一个",
            "difficulty": "1",
            "reread": "samples#",
            "options": [
                {"id": "true", "text": "修", "correct": "true", **option},
                {"id": "false", "text": "不修", **option},
            ],
        }
    )
    shown = sheet._in_words(question.interaction())
    assert {o.text for o in shown.options} == {"修", "不修"}  # type: ignore[union-attr]
