"""Translations: an update loses nobody's work, and a page never shows a translation made for other words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training_manual.linking import Folder, Reading, link
from training_manual.localising import localise, needed_messages, read_catalogues, updated_catalogues
from training_manual.localising.catalogues import Message, read_catalogue, write_catalogue
from training_manual.localising.updating import merged
from training_manual.problem import Code, Place, Problem, errors
from training_manual.samples import packaged_texts

PO = "locale/en/LC_MESSAGES/chapters.samples.po"


def manual_with(body: str = "先敲门。") -> Reading:
    """A small manual whose one block says `body`."""
    files = {
        path.removeprefix("manual/"): text.encode()
        for path, text in packaged_texts().items()
        if path.startswith("manual/content/") and path.count("/") == 2
    }
    files["content/terms.yml"] = files["content/terms.yml"].replace(b"  read: samples#knock-first\n", b"")
    files["content/chapters/samples.yml"] = (
        packaged_texts()["manual/content/chapters/samples.yml"]
        + f"      - id: knock\n        kind: prose\n        body: {body}\n"
    ).encode()
    reading = link(Folder(files))
    assert reading.manual is not None, reading.problems
    return reading


def one(context: str, source: str, text: str = "", **more: object) -> Message:
    return replace(Message(context, source, text), **more)  # type: ignore[arg-type]


def by_key(messages: list[Message]) -> dict[tuple[str, str], Message]:
    return {(m.context, m.source): m for m in messages}


# -- merging


def test_the_same_context_and_text_keep_their_translation() -> None:
    result, obsolete = merged([one("a.title", "门")], [one("a.title", "门", "Door")], {})
    assert result == [one("a.title", "门", "Door")]
    assert obsolete == []


def test_a_changed_text_keeps_the_string_as_fuzzy_with_the_text_it_was_made_for() -> None:
    result, obsolete = merged([one("a.title", "大门")], [one("a.title", "门", "Door")], {})
    assert result == [one("a.title", "大门", "Door", fuzzy=True, previous="门")]
    assert obsolete == []


def test_a_text_changed_twice_still_names_the_text_its_string_was_made_for() -> None:
    result, _ = merged([one("a.title", "前门")], [one("a.title", "大门", "Door", fuzzy=True, previous="门")], {})
    assert result == [one("a.title", "前门", "Door", fuzzy=True, previous="门")]


def test_of_several_strings_of_a_list_the_nearest_is_taken() -> None:
    old = [one("a.items", "先敲门", "Knock first"), one("a.items", "穿鞋套", "Wear covers")]
    result, obsolete = merged([one("a.items", "穿好鞋套")], old, {})
    assert result == [one("a.items", "穿好鞋套", "Wear covers", fuzzy=True, previous="穿鞋套")]
    assert obsolete == [one("a.items", "先敲门", "Knock first")]


def test_words_that_moved_take_their_string_along_for_review() -> None:
    old = [one("a.title", "门", "Door")]
    result, obsolete = merged([one("b.title", "门")], old, {"门": old[0]})
    assert result == [one("b.title", "门", "Door", fuzzy=True, previous="门")]
    assert obsolete == old


def test_what_nobody_needs_is_kept_as_obsolete_and_comes_back_with_its_text() -> None:
    result, obsolete = merged([], [one("a.title", "门", "Door")], {})
    assert (result, obsolete) == ([], [one("a.title", "门", "Door")])
    gone = replace(obsolete[0], obsolete=True)
    result, obsolete = merged([one("a.title", "门")], [gone], {})
    assert (result, obsolete) == ([one("a.title", "门", "Door")], [])


def test_an_obsolete_string_is_not_offered_to_new_words_of_its_context() -> None:
    gone = one("a.items", "先敲门", "Knock first", obsolete=True)
    result, obsolete = merged([one("a.items", "付款方式")], [gone], {})
    assert result == [one("a.items", "付款方式")]
    assert obsolete == [gone]


# -- files

CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp"])
TEXTS = st.text(st.one_of(st.sampled_from('门锁ab "\\\n#~%'), CHARACTERS), min_size=1, max_size=12)
SOURCES = st.one_of(st.sampled_from(["门", "锁", "大门", "门锁"]), TEXTS)
CONTEXTS = st.sampled_from(["a.title", "a.items", "b.title", "b#c.items.text"])
MESSAGES = st.builds(Message, CONTEXTS, SOURCES, st.one_of(st.just(""), TEXTS))


def flagged(message: Message, fuzzy: bool, previous: str | None) -> Message:
    return replace(message, fuzzy=True, previous=previous) if fuzzy and message.text else message


OLD = st.builds(flagged, MESSAGES, st.booleans(), st.none() | SOURCES)


def lists(of: st.SearchStrategy[Message]) -> st.SearchStrategy[list[Message]]:
    return st.lists(of, max_size=8, unique_by=lambda m: (m.context, m.source))


def read(data: bytes) -> list[Message]:
    messages, problems = read_catalogue(PO, data)
    assert problems == []
    return messages


def bare(messages: list[Message]) -> list[Message]:
    return [replace(m, place=Place("")) for m in messages]


@given(lists(OLD), lists(OLD))
def test_a_catalogue_read_and_written_again_has_the_same_bytes(live: list[Message], gone: list[Message]) -> None:
    keys = set(by_key(live))
    gone = [replace(m, previous=None) for m in gone if (m.context, m.source) not in keys and m.text]
    data = write_catalogue("en", live, gone)
    messages = read(data)
    assert bare([m for m in messages if not m.obsolete]) == live
    assert bare([m for m in messages if m.obsolete]) == [replace(m, obsolete=True) for m in gone]
    assert write_catalogue("en", [m for m in messages if not m.obsolete], [m for m in messages if m.obsolete]) == data


@given(lists(MESSAGES), lists(OLD))
def test_an_update_loses_no_translation_and_a_second_one_changes_nothing(
    needed: list[Message], old: list[Message]
) -> None:
    needed = [replace(m, text="") for m in needed]

    def updated(before: list[Message]) -> bytes:
        memory = {m.source: m for m in before if m.text and not m.fuzzy}
        return write_catalogue("en", *merged(needed, before, memory))

    once = updated(old)
    after = read(once)
    assert [(m.context, m.source) for m in after if not m.obsolete] == [(m.context, m.source) for m in needed]
    assert {m.text for m in old} <= {m.text for m in after} | {""}
    assert updated(after) == once


@given(lists(MESSAGES), lists(OLD))
def test_what_goes_and_comes_back_is_translated_again(meanwhile: list[Message], old: list[Message]) -> None:
    """A section cut in one edition and put back in the next costs its translator nothing."""
    done = {key: m for key, m in by_key(old).items() if m.text and not m.fuzzy}
    cut = [m for m in by_key(meanwhile).values() if m.context not in {context for context, _ in done}]
    result, gone = merged(cut, old, {})
    back, _ = merged([replace(m, text="") for m in done.values()], read(write_catalogue("en", result, gone)), {})
    assert bare(back) == list(done.values())


@settings(max_examples=30)
@given(st.data())
def test_updating_a_manual_twice_changes_nothing_and_keeps_every_translation(data: st.DataObject) -> None:
    before, after = manual_with("先敲门。").manual, manual_with("先敲三下门。").manual
    assert before is not None
    assert after is not None
    files, _ = updated_catalogues(before, "en", {})
    filled = {path: write_catalogue("en", [_drawn(m, data) for m in read_at(files, path)]) for path in files}
    once, problems = updated_catalogues(after, "en", filled)
    assert problems == []
    assert texts(filled) <= texts(once)
    assert updated_catalogues(after, "en", once) == (once, [])


def _drawn(message: Message, data: st.DataObject) -> Message:
    return replace(message, text=f"{message.source} in English" if data.draw(st.booleans()) else "")


def read_at(files: Mapping[str, bytes], path: str) -> list[Message]:
    return read_catalogue(path, files[path])[0]


def texts(files: Mapping[str, bytes]) -> set[str]:
    return {m.text for path in files for m in read_at(files, path)} - {""}


def test_nothing_is_written_while_a_catalogue_cannot_be_read() -> None:
    manual = manual_with().manual
    assert manual is not None
    files, problems = updated_catalogues(manual, "en", {PO: b'msgid "a"\n<<<<<<< ours\nmsgstr "b"\n'})
    assert files == {}
    assert [problem.code for problem in problems] == [Code.PO_CONFLICT]


def test_a_catalogue_holds_no_date_and_no_line_number() -> None:
    data = write_catalogue("en", [one("a.title", "门", "Door")])
    assert not [noise for noise in (b"Date", b"#:", b"Babel") if noise in data]


# -- showing


def localised(reading: Reading, *messages: Message) -> tuple[dict[str, str], frozenset[str], list[Problem]]:
    assert reading.manual is not None
    catalogue, _ = read_catalogues({PO: write_catalogue("en", messages)}, "en")
    manual, problems = localise(reading.manual, "en", catalogue, reading.known)
    shown = {m.context: m.source for _, m in needed_messages(manual, "en")}
    return shown, manual.untranslated, problems


BODY = "samples#knock.body"


def test_a_translated_text_is_shown_and_the_rest_stays_and_is_marked() -> None:
    shown, untranslated, problems = localised(manual_with(), one(BODY, "先敲门。", "Knock first."))
    assert shown[BODY] == "Knock first."
    assert "samples#knock" not in untranslated
    assert "samples" in untranslated
    assert not errors(problems)
    (chapter,) = (p for p in problems if p.place.file == PO and p.code is Code.UNTRANSLATED)
    assert chapter.about["count"] == 4  # title, summary, objective, title of the section


@pytest.mark.parametrize(
    "message",
    [
        one(BODY, "先敲门。", "Knock.", fuzzy=True, previous="敲门。"),
        one(BODY, "敲门。", "Knock."),
        one("samples#ring.body", "先敲门。", "Knock."),
    ],
    ids=["waits for review", "was made for other words", "stands in another context"],
)
def test_a_translation_is_not_shown_where_it(message: Message) -> None:
    shown, untranslated, _ = localised(manual_with(), message)
    assert shown[BODY] == "先敲门。"
    assert "samples#knock" in untranslated


def test_a_translation_waiting_for_review_is_counted_apart() -> None:
    _, _, problems = localised(manual_with(), one(BODY, "先敲门。", "Knock.", fuzzy=True))
    assert [p.about["count"] for p in problems if p.code is Code.FUZZY] == [1]


def test_a_translation_must_hold_the_tokens_and_references_of_its_source() -> None:
    body = "约好 {{limits.onsite}}内到，见[[courtesy]]。"
    bad = one(BODY, body, "We come within {{limits.sundown}}, see [[courtesy]].")
    _, _, problems = localised(manual_with(body), bad)
    (found,) = errors(problems)
    assert found.code is Code.TRANSLATION_TOKENS
    assert (found.about["missing"], found.about["extra"]) == ("{{limits.onsite}}", "{{limits.sundown}}")
    assert (found.place.file, found.place.line > 1) == (PO, True)


def test_ids_keys_and_tags_are_the_same_in_every_language() -> None:
    reading = manual_with()
    assert reading.manual is not None
    manual, _ = localise(reading.manual, "en", {}, reading.known)
    assert manual.tags == reading.manual.tags
    assert list(dict(manual.items())) == list(dict(reading.manual.items()))
