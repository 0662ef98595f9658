"""Editions: what a revision is called, what headquarters is asked, and what follows for revision tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, get_args

import pytest

from drafting import Files, drafted, lineage_of, released, revised
from ground import Golden
from training_manual.building import Prepared
from training_manual.editions.comparing import compare
from training_manual.editions.decisions import decisions_text
from training_manual.editions.releasing import Judgement, decision_problems, undecided
from training_manual.editions.telling import REASON, WHAT, as_lines
from training_manual.linking.records import edition_text, read_editions
from training_manual.model.decision import Decisions
from training_manual.model.edition import Edition, Reason, What
from training_manual.problem import as_text, in_order
from training_manual.reading.nodes import read_nodes
from training_manual.reading.typed import validate

CHAPTER, SHORT = "content/chapters/samples.yml", "content/chapters/samples-short.yml"
POOL = "quizzes/samples.yml"


def blocks(files: Files, path: str = CHAPTER) -> list[Any]:
    listed: list[Any] = files[path]["sections"][0]["blocks"]
    return listed


def block(files: Files, own: str) -> Any:
    return next(one for one in blocks(files) if one["id"] == own)


def question(files: Files, own: str) -> Any:
    return next(one for one in files[POOL]["questions"] if one["id"] == own)


def nothing(files: Files) -> None:
    """The same again."""


def add_and_remove(files: Files) -> None:
    new = {"id": "after-the-visit", "kind": "prose", "title": "走之前", "body": "收拾干净，再说一声再见。"}
    blocks(files).append(new)
    blocks(files).remove(block(files, "last-visit"))


def stricter_limit(files: Files) -> None:
    files["content/brand.yml"]["limits"]["onsite"]["n"] = 4


def other_owner(files: Files) -> None:
    block(files, "nine-steps")["steps"][2]["owner"] = "manager"


def step_added(files: Files) -> None:
    step = {"id": "tell-the-date", "do": "说清几号几点到", "owner": "first-contact"}
    block(files, "nine-steps")["steps"].insert(1, step)


def steps_swapped(files: Files) -> None:
    steps = block(files, "nine-steps")["steps"]
    steps[0], steps[1] = steps[1], steps[0]


def other_key(files: Files) -> None:
    question(files, "technician-may-film")["answer"] = not question(files, "technician-may-film")["answer"]


def plainer_words(files: Files) -> None:
    knock = block(files, "knock-first")
    knock["body"] = knock["body"].replace("敲三下，退后一步，等门开", "轻敲三下，退后一步，等顾客开门")
    question(files, "door-opens")["prompt"] += "（想一想）"


def bold(files: Files) -> None:
    knock = block(files, "knock-first")
    knock["body"] = knock["body"].replace("敲三下", "**敲三下**")


def moved(files: Files) -> None:
    """To another chapter, with a new name."""
    knock = block(files, "knock-first")
    blocks(files).remove(knock)
    blocks(files, SHORT).append(knock | {"id": "knock-three-times", "was": ["samples#knock-first"]})
    for path, data in files.items():
        files[path] = _renamed(data)


def _renamed(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: value if key == "was" else _renamed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_renamed(value) for value in data]
    if isinstance(data, str):
        named = data.replace("samples#knock-first", "samples-short#knock-three-times")
        return "samples-short#knock-three-times" if named == "knock-first" else named
    return data


def chapter_renamed(files: Files) -> None:
    for folder, key in (("content/chapters", "id"), ("quizzes", "chapter")):
        files[f"{folder}/calls.yml"] = files.pop(f"{folder}/samples-short.yml") | {key: "calls"}
    for path, data in files.items():
        files[path] = _called(data)
    files["content/chapters/calls.yml"]["was"] = ["samples-short"]


def _called(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: value if key == "was" else _called(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_called(value) for value in data]
    if isinstance(data, str):
        return "calls" if data == "samples-short" else data.replace("samples-short#", "calls#")
    return data


def term_renamed(files: Files) -> None:
    term = next(one for one in files["content/terms.yml"] if one["id"] == "moment-of-truth")
    term["name"] = "真理瞬间"


def reordered(files: Files) -> None:
    listed = blocks(files)
    listed.insert(0, listed.pop())


REVISIONS: list[Callable[[Files], None]] = [
    *(nothing, add_and_remove, stricter_limit, other_owner, step_added, steps_swapped, other_key, plainer_words),
    *(bold, moved, chapter_renamed, term_renamed, reordered),
]


@cache
def first_edition() -> Edition:
    return released(drafted(revised()), "2026.1")


def told(prepared: Prepared) -> str:
    """The change list in both languages, with every text that differs."""
    line = lineage_of(prepared)
    rows = []
    for language in prepared.manuals:
        rows += [f"== {language}", as_lines(line, language), ""]
        for change in line.since_latest:
            for passage in change.passages(language):
                rows.append(f"{change.ref} {passage.field}\n  - {passage.old!r}\n  + {passage.new!r}")
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("revise", REVISIONS, ids=lambda revise: revise.__name__)
def test_a_revision_is_told_exactly(revise: Callable[[Files], None], golden: Golden) -> None:
    golden.holds(f"editions/{revise.__name__}.txt", told(drafted(revised(revise), [first_edition()])))


def test_another_translation_is_a_change_of_words_that_nobody_judges() -> None:
    line = lineage_of(drafted(revised(), [first_edition()], english="English: {}"))
    assert {change.reasons for change in line.changes} == {("translation",)}
    assert {change.languages for change in line.changes} == {("en",)}
    assert not undecided(line)


def test_a_record_reads_back_as_it_was_written() -> None:
    edition = first_edition()
    (back,), problems = read_editions({"editions/2026.1.json": edition_text(edition).encode()})
    assert not problems
    assert back == edition
    assert not compare(edition, back)


@pytest.mark.parametrize("cut", [1, 40, 5000, -3])
def test_a_damaged_record_is_a_problem_not_a_crash(cut: int) -> None:
    text = edition_text(first_edition())
    for spoilt in (text[:cut], text.replace('"print"', '"prnt"'), "[]", "{}", text.replace("edition/1", "edition/9")):
        editions, problems = read_editions({"editions/2026.1.json": spoilt.encode()})
        assert (len(editions), len(problems)) == (0, 1)


# -- verdicts


def tags(prepared: Prepared) -> dict[str, str]:
    return dict(prepared.manuals[prepared.main].tags)


def second_edition(verdict: Any) -> tuple[Edition, Edition, Prepared]:
    """Released with this verdict on the block `knock-first`, words only for the question; and what came of it."""
    one = first_edition()
    draft = drafted(revised(plainer_words), [one])
    judged = {
        "samples#knock-first": Judgement(verdict, {"zh": "更清楚", "en": "clearer"}),
        "door-opens": Judgement("words"),
    }
    two = released(draft, "2026.2", judged)
    return one, two, drafted(revised(plainer_words), [one, two])


def test_words_alone_ask_nobody_again() -> None:
    one, two, prepared = second_edition("words")
    assert tags(prepared) == {ref: item.tag for ref, item in one.items.items() if item.tag}
    assert dict(one.sections) == dict(two.sections) == prepared.manuals["zh"].section_tags


def test_a_verdict_of_material_asks_for_that_item_and_its_section_alone() -> None:
    one, two, prepared = second_edition("material")
    before = {ref: item.tag for ref, item in one.items.items() if item.tag}
    assert {ref for ref, tag in tags(prepared).items() if tag != before[ref]} == {"samples#knock-first"}
    assert tags(prepared)["samples#knock-first"] == before["samples#knock-first"].replace("0-", "1-")
    changed = {ref for ref, tag in prepared.manuals["zh"].section_tags.items() if tag != one.sections[ref]}
    assert changed == {"samples#at-the-door"}
    assert prepared.manuals["zh"].section_tags == two.sections


def test_the_manual_that_was_released_is_that_edition() -> None:
    for verdict in ("words", "material"):
        *_, prepared = second_edition(verdict)
        line = lineage_of(prepared)
        assert line.edition == "2026.2"
        assert {change.ref: change.what for change in line.changes} == {
            "samples#knock-first": verdict,
            "door-opens": "words",
        }
        assert line.change_of["samples#knock-first"].note == {"zh": "更清楚", "en": "clearer"}
        assert not any(change.undecided for change in line.changes)


def test_words_taken_back_are_the_old_revision_again() -> None:
    """Who read the first edition and never the second is not asked; who read the second is."""
    one, two, _ = second_edition("material")
    back = drafted(revised(), [one, two])
    assert tags(back) == {ref: item.tag for ref, item in one.items.items() if item.tag}
    assert lineage_of(back).change_of["samples#knock-first"].what == "material"
    assert not lineage_of(back).since["2026.1"]


def test_a_section_is_read_still_when_a_block_of_it_is_renamed_or_goes_elsewhere_and_not_when_one_comes_in() -> None:
    one = first_edition()

    def renamed(files: Files) -> None:
        zone = block(files, "late-zone")
        zone |= {"id": "too-late", "was": [*zone["was"], "samples#late-zone"]}

    def went(files: Files) -> None:
        renamed(files)
        moved(files)

    two = released(drafted(revised(renamed), [one]), "2026.2")
    assert two.sections == one.sections
    three = released(drafted(revised(went), [one, two]), "2026.3")
    assert {ref for ref, tag in three.sections.items() if tag != one.sections[ref]} == {"samples-short#on-the-phone"}
    after = drafted(revised(went), [one, two, three]).manuals["zh"]
    assert after.section_tags == three.sections
    gone = drafted(revised(went, add_and_remove), [one, two, three]).manuals["zh"]
    assert gone.section_tags["samples#at-the-door"] != one.sections["samples#at-the-door"]


def test_words_judged_material_twice_are_a_revision_nobody_has_had() -> None:
    one, two, _ = second_edition("material")

    def again(files: Files) -> None:
        plainer_words(files)
        knock = block(files, "knock-first")
        knock["body"] = knock["body"].replace("退后一步", "退后两步")

    three = released(drafted(revised(again), [one, two]), "2026.3", {"samples#knock-first": Judgement("material")})
    assert three.items["samples#knock-first"].tag.startswith("2-")


def test_an_item_that_was_renamed_keeps_its_verdicts() -> None:
    one, two, _ = second_edition("material")

    def renamed(files: Files) -> None:
        plainer_words(files)
        moved(files)

    prepared = drafted(revised(renamed), [one, two])
    assert tags(prepared)["samples-short#knock-three-times"] == two.items["samples#knock-first"].tag


def test_what_has_changed_is_said_from_any_older_edition_with_every_reason_since() -> None:
    one, two, _ = second_edition("words")

    def and_then(files: Files) -> None:
        plainer_words(files)
        stricter_limit(files)

    line = lineage_of(drafted(revised(and_then), [one, two]))
    assert line.change_of.keys() == {change.ref for change in line.since["2026.2"]}
    assert "samples#knock-first" not in line.change_of
    from_first = {change.ref: change for change in line.since["2026.1"]}
    assert from_first["samples#knock-first"].note["zh"] == "更清楚"
    assert from_first["samples#nine-steps"].reasons == ("limit",)


# -- decisions


def problems_with(text: str, prepared: Prepared) -> str:
    node, problems = read_nodes("decisions.yml", text.encode())
    assert node is not None
    decisions, wrong = validate(Decisions, node, "decisions.yml")
    found = [*problems, *wrong]
    if decisions is not None:
        found += decision_problems(decisions, lineage_of(prepared), tuple(prepared.manuals))
    return as_text(in_order(found)) + "\n"


def everything(files: Files) -> None:
    plainer_words(files)
    stricter_limit(files)
    add_and_remove(files)


SPOILT = """\
edition: 2026.2
note:
  zh: 时限更严了
changes:
  - item: samples#knock-frist
    verdict: words
  - item: samples#nine-steps
    verdict: material
    note:
      zh: 顾客等得太久
      en: customers waited too long
  - item: door-opens
  - item: samples#after-the-visit
    verdict: words
  - item: samples#last-visit
    verdict: words
"""


def test_every_fault_of_a_decisions_file_is_told_with_its_place(golden: Golden) -> None:
    prepared = drafted(revised(everything), [first_edition()])
    without_note = "edition: 2026.2\nchanges:\n  - item: door-opens\n    verdict: material\n"
    golden.holds("editions/decisions.txt", problems_with(SPOILT, prepared) + problems_with(without_note, prepared))


def test_why_something_was_removed_goes_into_the_edition() -> None:
    one = first_edition()
    draft = drafted(revised(add_and_remove), [one])
    two = released(
        draft, "2026.2", {"samples#last-visit": Judgement(None, {"zh": "搬到店里做", "en": "done in the shop"})}
    )
    line = lineage_of(drafted(revised(add_and_remove), [one, two]))
    (gone,) = [change for change in line.changes if change.what == "removed"]
    assert gone.note == {"zh": "搬到店里做", "en": "done in the shop"}


def test_a_verdict_holds_for_the_words_it_was_given_for_and_is_given_once(golden: Golden) -> None:
    prepared = drafted(revised(everything), [first_edition()])
    twice = """\
edition: 2026.2
changes:
  - item: door-opens
    wording: "00000000"
    verdict: words
  - item: samples#knock-first
    verdict: words
  - item: samples#knock-first
    verdict: words
"""
    golden.holds("editions/decisions-astray.txt", problems_with(twice, prepared))


def test_the_file_to_fill_in_names_every_change_and_passes_once_filled_in(golden: Golden) -> None:
    prepared = drafted(revised(everything), [first_edition()])
    text = decisions_text(lineage_of(prepared), tuple(prepared.manuals))
    golden.holds("editions/to-fill-in.yml", text)
    filled = text.replace("edition:", "edition: 2026.2", 1).replace("verdict:\n", "verdict: words\n")
    # Notes for what needs no verdict are written by taking the # away.
    filled = re.sub("^# (  - item:|    note:|      zh:|      en:)", r"\1", filled, flags=re.M)
    assert problems_with(filled, prepared) == "\n"


def test_reading_minutes_of_a_chapter_are_shared_out_among_its_blocks() -> None:
    edition = first_edition()
    shares = [
        edition.cost(item) for item in edition.items.values() if item.group == "block" and item.chapter == "samples"
    ]
    assert sum(shares) == pytest.approx(edition.minutes["samples"])


def test_every_what_and_reason_has_its_words() -> None:
    assert set(WHAT) == set(get_args(What))
    assert set(REASON) == set(get_args(Reason))


def embed(files: Files) -> None:
    """The short chapter's practice stands in the other chapter."""
    blocks(files).append({"id": "practise-calls", "kind": "embed", "quiz": "samples-short"})


def test_a_block_that_names_a_renamed_chapter_is_the_same_block() -> None:
    one = released(drafted(revised(embed)), "2026.1")
    renamed = drafted(revised(embed, chapter_renamed), [one])
    assert tags(renamed)["samples#practise-calls"] == one.items["samples#practise-calls"].tag
    assert {change.ref: change.what for change in lineage_of(renamed).changes} == {"calls": "moved"}
