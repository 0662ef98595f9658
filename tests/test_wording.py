"""What stands inside an author's text is found without a Markdown engine, wherever it is hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training_manual.wording import (
    addresses_in,
    broken_pieces,
    definition_in,
    heading_in,
    in_code_or_address,
    references_in,
    same_pieces,
    tokens_in,
)


def test_tokens_are_found_with_and_without_spaces() -> None:
    assert tokens_in("在 {{limits.ack_phone}} 内，最多 {{ authority.staff }}。") == [
        "limits.ack_phone",
        "authority.staff",
    ]


@pytest.mark.parametrize(
    ("text", "target", "label", "is_term"),
    [
        ("[[customer]]", "customer", None, True),
        ("[[customer|他们]]", "customer", "他们", True),
        ("[[first-call#]]", "first-call#", None, False),
        ("[[first-call#who|谁接]]", "first-call#who", "谁接", False),
    ],
)
def test_references_have_a_target_and_perhaps_a_label(text: str, target: str, label: str | None, is_term: bool) -> None:
    (found,) = references_in(f"看{text}。")
    assert (found.target, found.label, found.is_term, found.start) == (target, label, is_term, 1)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("{{limits.close}} [[customer]] {一} [二]", []),
        ("听 {{limits.close}", [(2, "{{limits.close}")]),
        ("听 {{Limits.close}}", [(2, "{{Limits.close}}")]),
        ("听 {limits.close}", [(2, "{limits.close}")]),
        ("听 }}", [(2, "}}")]),
        ("听 [[customer]", [(2, "[[customer]")]),
        ("听 [[]]", [(2, "[[]]")]),
    ],
)
def test_what_looks_like_a_token_or_reference_and_is_none_is_named(text: str, pieces: list[tuple[int, str]]) -> None:
    assert list(broken_pieces(text)) == pieces


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("先听\n\n# 再说", 4),
        ("   ## 再说", 0),
        ("先听\n---", 3),
        ("先听\n===\n", 3),
        ("#1 工位", None),
        ("先听 # 再说", None),
        ("- 先听\n- 再说", None),
        ("先听 --- 再说", None),
    ],
)
def test_a_heading_is_found_and_a_number_sign_is_none(text: str, at: int | None) -> None:
    assert heading_in(text) == at


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[页](https://a.example/)", [("https://a.example/", 0, False)]),
        ('看 ![图](images/a.png "题")', [("images/a.png", 2, True)]),
        ("![一 [大] 图](https://a.example/a.png)", [("https://a.example/a.png", 0, True)]),
        ("![一\n图]( <https://a.example/a.png> )", [("https://a.example/a.png", 0, True)]),
        ("![[一](x)](y)", [("x", 2, False), ("y", 0, True)]),
        ("![一 \\] 图](z)", [("z", 0, True)]),
        ("一 ](z)", [("z", 0, True)]),
        ("<javascript:alert(1)>", [("javascript:alert(1)", 0, False)]),
        ("[[customer]]（客户）", []),
    ],
)
def test_links_and_images_are_found_however_they_are_nested(text: str, found: list[tuple[str, int, bool]]) -> None:
    assert [(a.target, a.start, a.image) for a in addresses_in(text)] == found


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("看 `{{brand.name}}`", 2),
        ("看 [页](https://a.example/{{brand.name}})", 2),
        ("看 ![图](images/{{brand.name}}.png)", 2),
        ("看 <https://a.example/{{brand.name}}>", 2),
        ("看 ``一 ` [[customer]]``", 2),
        ("`一` {{brand.name}} `二`", None),
        ("{{brand.name}} [页](https://a.example/)", None),
    ],
)
def test_a_token_in_code_or_in_an_address_is_found(text: str, at: int | None) -> None:
    assert in_code_or_address(text) == at


def test_an_address_on_a_line_of_its_own_is_found() -> None:
    assert definition_in("看[页][1]。\n\n[1]: https://a.example/") == 10
    assert definition_in("看[页]：好") is None


def test_a_translation_holds_the_same_tokens_and_references_in_any_order() -> None:
    source = "[[customer]] 在 {{limits.close}} 内"
    assert same_pieces(source, "within {{limits.close}}, the [[customer|guest]]") == ([], [])
    assert same_pieces(source, "the [[guest]] [[customer]]") == (["{{limits.close}}"], ["[[guest]]"])


@given(st.text(alphabet=list("[]()!<>{}|#\\`: -=\nabx听./"), max_size=60))
def test_any_text_is_searched_without_an_exception_and_every_find_lies_inside(text: str) -> None:
    spots = [
        *(r.start for r in references_in(text)),
        *(at for at, _ in broken_pieces(text)),
        *(a.start for a in addresses_in(text)),
        *(s for s in (heading_in(text), definition_in(text), in_code_or_address(text)) if s is not None),
    ]
    assert all(0 <= spot <= len(text) for spot in spots)
    assert same_pieces(text, text) == ([], [])
