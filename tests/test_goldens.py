"""Every kind as it looks: the golden files are the specification of the templates, one a kind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal

import pytest
from markupsafe import Markup

from ground import Golden
from training_manual.all_blocks import BLOCKS
from training_manual.all_questions import QUESTIONS
from training_manual.interaction import Walk, public
from training_manual.pages.gallery import look_of
from training_manual.rendering.renderer import Renderer, Sheet
from training_manual.rendering.templates import Overrides
from training_manual.samples import Samples, packaged_samples
from unfolded import unfolded


class NamedIcons(Overrides):
    """Icons by name: their drawing would hide what a golden is about."""

    def _icon(self, name: str) -> Markup:
        super()._icon(name)
        return Markup('<svg data-icon="{}"/>').format(name)


@pytest.fixture(scope="module")
def samples() -> Samples:
    return packaged_samples()


@pytest.fixture(scope="module")
def sheet(samples: Samples) -> Sheet:
    return Renderer(samples.manual, NamedIcons()).on("chapters/samples/")


def looks(sheet: Sheet, samples: Samples, wing: str, kind: str) -> Iterator[str]:
    for sample in samples.of(wing, kind):
        yield f"<!-- {sample.name} -->\n{unfolded(look_of(sheet, samples, sample))}"


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_looks_as_agreed(kind: str, sheet: Sheet, samples: Samples, golden: Golden) -> None:
    golden.holds(f"blocks/{kind}.html", "\n".join(looks(sheet, samples, "blocks", kind)))


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_question_and_its_answer_look_as_agreed(kind: str, sheet: Sheet, samples: Samples, golden: Golden) -> None:
    golden.holds(f"questions/{kind}.html", "\n".join(looks(sheet, samples, "questions", kind)))


@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_question_lowers_to_a_public_half_and_a_key(
    kind: str, sheet: Sheet, samples: Samples, golden: Golden
) -> None:
    halves = {}
    for sample in samples.of("questions", kind):
        (one,) = sheet.asked(samples.chapter(sample), (samples.question(sample),))
        key = one.key
        halves[sample.name] = {
            "public": public(one.interaction),
            "key": key.data() | {"feedback": key.feedback} | ({"better": key.better} if key.better else {}),
        }
    golden.holds(f"questions/{kind}.json", json.dumps(halves, ensure_ascii=False, indent=2, default=_plain) + "\n")


def _plain(value: object) -> str:
    assert isinstance(value, Decimal)
    return str(value)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_the_public_half_tells_nothing_of_the_key(kind: str, sheet: Sheet, samples: Samples) -> None:
    for sample in samples.of("questions", kind):
        (one,) = sheet.asked(samples.chapter(sample), (samples.question(sample),))
        shown = json.dumps(public(one.interaction), ensure_ascii=False)
        # The better choices of a walk are ids; that of a spotted mistake is its wording.
        better = () if isinstance(one.interaction, Walk) else one.key.better.values()
        for text in (*one.key.feedback.values(), *better):
            assert text not in shown
        assert not {"correct", "answer", "right", "mistake", "bucket", "feedback", "score"} & keys_of(
            public(one.interaction)
        )


def keys_of(value: object) -> set[str]:
    """Every key at any depth."""
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in keys_of(inner)}
    if isinstance(value, list | tuple):
        return {key for inner in value for key in keys_of(inner)}
    return set()


def test_the_golden_folder_holds_nothing_else(golden: Golden) -> None:
    for wing, table, endings in (("blocks", BLOCKS, ["html"]), ("questions", QUESTIONS, ["html", "json"])):
        found = {path.name for path in (golden.folder / wing).iterdir()}
        assert found == {f"{kind}.{ending}" for kind in table for ending in endings}
