"""Sealed exams: what opens a paper, what changes its code and its digest, and that nothing else opens it."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b32encode, urlsafe_b64decode
from dataclasses import replace
from hmac import digest as hmac
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import kept_back
from training_manual.linking import Folder, link
from training_manual.pages.banking import lock_of, paper_plain, sealed_paper
from training_manual.problem import Code
from training_manual.rendering.renderer import Renderer
from training_manual.sealing import Lock, WrongCode, new_secret, open_paper, opening_code, seal_paper

PLAIN = "一份试卷".encode()
LOCK = Lock("0123-4567-89AB-CDEF", "NY-CS", "newcomer-sealed", "0123456789abcdef")


def renderers() -> dict[str, Renderer]:
    made = kept_back.prepared()
    return {language: Renderer(manual, made.overrides) for language, manual in made.manuals.items()}


# -- the lock


def test_a_paper_is_sealed_as_the_page_opens_it() -> None:
    """Written out with HKDF by hand (RFC 5869): what core/seal.js has to agree with."""
    sealed = seal_paper(PLAIN, LOCK, "secret", "zh")
    data = urlsafe_b64decode(sealed + b"=" * (-len(sealed) % 4))
    salt = data[:16]
    info = b"training-manual/paper/1\nNY-CS\nnewcomer-sealed\n0123456789abcdef"
    key_and_nonce = hmac(hmac(salt, b"0123456789ABCDEF", "sha256"), info + b"\x01", "sha256")[:28]
    packed = AESGCM(key_and_nonce[:16]).decrypt(key_and_nonce[16:], data[16:], info)
    assert zlib.decompress(packed, -15) == PLAIN
    # Not of the plain text: one paper packed by two versions of zlib must not be sealed with one key.
    assert salt == hmac(b"secret", b"training-manual/salt/1\nzh\n" + packed, "sha256")[:16]


def test_a_sealed_paper_never_changes_by_itself() -> None:
    assert seal_paper(PLAIN, LOCK, "secret", "zh") == seal_paper(PLAIN, LOCK, "secret", "zh")


def test_every_text_and_every_language_is_sealed_with_a_key_of_its_own() -> None:
    made = [seal_paper(PLAIN, LOCK, "secret", "zh"), seal_paper(PLAIN + b".", LOCK, "secret", "zh")]
    made += [seal_paper(PLAIN, LOCK, "secret", "en"), seal_paper(PLAIN, LOCK, "another", "zh")]
    assert len({sealed[:21] for sealed in made}) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "0123-4567-89AB-CDEG"},
        {"manual": "SM-01"},
        {"exam": "manager-sealed"},
        {"digest": "0123456789abcdee"},
    ],
    ids=str,
)
def test_another_code_manual_exam_or_digest_opens_nothing(wrong: dict[str, str]) -> None:
    sealed = seal_paper(PLAIN, LOCK, "secret", "zh")
    assert open_paper(sealed, LOCK) == PLAIN
    with pytest.raises(WrongCode):
        open_paper(sealed, replace(LOCK, **wrong))


def test_a_changed_letter_opens_nothing() -> None:
    sealed = seal_paper(PLAIN, LOCK, "secret", "zh")
    for at in (0, 30, len(sealed) - 6):
        letter = b"A" if sealed[at : at + 1] != b"A" else b"B"
        with pytest.raises(WrongCode):
            open_paper(sealed[:at] + letter + sealed[at + 1 :], LOCK)


def test_secrets_are_long_and_never_the_same() -> None:
    made = {new_secret() for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"[A-Za-z0-9]{32}", secret) for secret in made)


# -- codes and digests follow the questions


def locks(base: Folder) -> Lock:
    manual = kept_back.linked(base)
    return lock_of(manual, manual.exams["sealed"])


def own(kind: str) -> str:
    """The id of the kept question of a kind."""
    base, _ = kept_back.folder()
    return next(str(q["id"]) for q in json.loads(base.files[kept_back.POOL])["questions"] if q["kind"] == kind)


def test_an_opening_code_is_four_groups_of_letters_that_cannot_be_mistaken() -> None:
    code = locks(kept_back.folder()[0]).code
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code)
    assert code == locks(kept_back.folder()[0]).code


def test_an_opening_code_is_eighty_bits_of_the_secret_and_the_questions() -> None:
    exam = kept_back.linked(kept_back.folder()[0]).exams["sealed"]
    digest = hmac(kept_back.SECRET.encode(), b"training-manual/opening/1\nNY-CS\nsealed\n[]", "sha256")
    crockford = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert opening_code("NY-CS", exam, []).replace("-", "") == b32encode(digest[:10]).decode().translate(crockford)


def reword(question: dict[str, Any]) -> None:
    question["prompt"] += "？"


def turn_key(question: dict[str, Any]) -> None:
    right = next(at for at, option in enumerate(question["options"]) if option.get("correct"))
    question["options"][right].pop("correct")
    question["options"][right - 1]["correct"] = True


def add_option(question: dict[str, Any]) -> None:
    question["options"].append({"id": "one-more", "text": "再一个", "feedback": "不对。"})


@pytest.mark.parametrize(
    ("change", "same_paper"), [(reword, True), (turn_key, True), (add_option, False)], ids=["prompt", "key", "option"]
)
def test_another_wording_or_key_keeps_the_digest_another_option_does_not(change: Any, same_paper: bool) -> None:
    base, _ = kept_back.folder()
    before, after = locks(base), locks(kept_back.changed(base, own("single"), change))
    assert (before.digest == after.digest) is same_paper
    assert before.code != after.code, "who knew the old code does not open the new paper"


def test_what_is_practised_does_not_touch_an_exam() -> None:
    base, _ = kept_back.folder()
    assert locks(base) == locks(kept_back.changed(base, "talk-at-the-door", reword))


def test_another_secret_is_another_code_for_the_same_paper() -> None:
    base, _ = kept_back.folder()
    exam = kept_back.EXAM.replace(kept_back.SECRET, "AnotherSecretAltogether")
    other = locks(replace(base, files={**base.files, kept_back.EXAM_FILE: exam.encode()}))
    assert other.digest == locks(base).digest
    assert other.code != locks(base).code


def test_all_languages_open_with_one_code() -> None:
    texts = {}
    for language, renderer in renderers().items():
        exam = renderer.manual.exams["sealed"]
        lock = lock_of(renderers()["zh"].manual, renderers()["zh"].manual.exams["sealed"])
        texts[language] = open_paper(sealed_paper(renderer, exam), lock).decode()
    assert "(in English)" in texts["en"]
    assert "(in English)" not in texts["zh"]


# -- what lies under the lock

IN_THE_PAPER = {
    *("id", "prompt", "options.id", "options.text", "items.id", "items.text", "buckets.id", "buckets.text"),
    *("rows.id", "rows.text", "choices.id", "choices.text", "levels.text", "scene", "claim", "unit", "poor"),
    *("lines.id", "lines.text", "lines.speaker"),
}


def test_a_paper_holds_what_is_asked_and_nothing_that_tells_the_answer() -> None:
    _, canaries = kept_back.folder()
    for renderer in renderers().values():
        plain = paper_plain(renderer, renderer.manual.exams["sealed"]).decode()
        found = {canary.field for canary in canaries if canary.text in plain}
        assert found == IN_THE_PAPER
        assert {canary.field for canary in canaries if canary.text not in plain} & IN_THE_PAPER == set()


def test_a_paper_has_no_script_no_link_and_no_tag() -> None:
    manual = renderers()["zh"].manual
    html = json.loads(paper_plain(renderers()["zh"], manual.exams["sealed"]))["html"]
    assert not re.search(r"<script|<a[\s>]|<template|<details|application/json", html)
    assert set(re.findall(r'data-tag="([^"]*)"', html)) == {""}
    asked = [question.id for _, question in manual.pool_of(manual.exams["sealed"])]
    assert re.findall(r'<practice-question class="tm-question" id="([^"]+)"', html) == asked


def test_the_items_of_a_paper_are_what_it_is_drawn_by() -> None:
    manual = renderers()["zh"].manual
    items = json.loads(paper_plain(renderers()["zh"], manual.exams["sealed"]))["items"]
    assert {tuple(item) for item in items} == {
        ("id", "chapter", "difficulty", "points", "critical", "tags", "objective")
    }
    assert {item["chapter"] for item in items} == {"samples"}


# -- what cannot be sealed


def codes(base: Folder) -> list[Code]:
    return [problem.code for problem in link(base).problems]


def test_an_exam_question_that_is_practised_word_for_word_is_refused_whatever_its_marks() -> None:
    base, _ = kept_back.folder()
    talk = next(q for q in json.loads(base.files[kept_back.POOL])["questions"] if q["kind"] == "branch")

    def ask_the_same(question: dict[str, Any]) -> None:
        question["prompt"] = " " + talk["prompt"].replace("。", "！")

    assert codes(kept_back.changed(base, own("single"), ask_the_same)) == [Code.ASKED_IN_PRACTICE]


def test_a_conversation_cannot_be_kept_for_an_exam() -> None:
    base, _ = kept_back.folder()
    assert codes(kept_back.changed(base, "talk-at-the-door", lambda q: q.update(use="exam"))) == [Code.WALK_IN_EXAM]
