"""Samples of every kind: what authors copy from, so a full one leaves no field out and a minimal one adds none."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ground import ours
from training_manual.all_blocks import BLOCKS
from training_manual.all_questions import QUESTIONS
from training_manual.pages.gallery import gallery
from training_manual.pages.page import Page
from training_manual.reading.nodes import Mapping, Node, Sequence, read_nodes
from training_manual.reading.typed import Record, leaves_and_branches
from training_manual.rendering.renderer import Renderer
from training_manual.samples import Sample, Samples, packaged_samples, packaged_texts, samples_from, split

KINDS: dict[tuple[str, str], type[Record]] = {
    **{("blocks", kind): model for kind, model in BLOCKS.items()},
    **{("questions", kind): model for kind, model in QUESTIONS.items()},
}
# Of these exactly one may be given; the further samples of the kind show the others.
EITHER = {
    ("blocks", "embed"): {"quiz", "form"},
    ("questions", "fill"): {"answer_from"},
}
# Authors copy samples, and a silence has to have a reason of its own.
NOT_TO_COPY = {"silenced"}


@pytest.fixture(scope="module")
def samples() -> Samples:
    return packaged_samples()


def named(samples: Samples, wing: str, kind: str) -> dict[str, Sample]:
    return {sample.name: sample for sample in samples.of(wing, kind)}


def written(node: Node, model: type[Record], path: str = "") -> Iterator[tuple[str, type[Record], set[str]]]:
    """Each record in a sample: where, its model, and the keys written there."""
    assert isinstance(node, Mapping)
    yield path, model, {key.text for key, _ in node.entries}
    for shape in leaves_and_branches(model):
        inner = node.get(shape.key)
        if shape.record and inner is not None:
            for item in inner.items if isinstance(inner, Sequence) else (inner,):
                yield from written(item, shape.record, f"{path}.{shape.key}")


def keys_by_path(sample: Sample, model: type[Record]) -> dict[str, tuple[type[Record], list[set[str]]]]:
    node, problems = read_nodes(sample.kind, sample.yaml.encode())
    assert node is not None, problems
    found: dict[str, tuple[type[Record], list[set[str]]]] = {}
    for path, inner, keys in written(node, model):
        found.setdefault(path, (inner, []))[1].append(keys)
    return found


@pytest.mark.parametrize(("wing", "kind"), KINDS)
def test_the_full_sample_uses_every_field(wing: str, kind: str, samples: Samples) -> None:
    sample = named(samples, wing, kind)["full"]
    for path, (model, rows) in keys_by_path(sample, KINDS[wing, kind]).items():
        unused = {shape.key for shape in leaves_and_branches(model)} - set().union(*rows)
        assert unused <= EITHER.get((wing, kind), set()) | NOT_TO_COPY, f"{path or kind} leaves out {unused}"


@pytest.mark.parametrize(("wing", "kind"), EITHER)
def test_what_the_full_sample_cannot_use_another_one_does(wing: str, kind: str, samples: Samples) -> None:
    used = set[str]()
    for sample in samples.of(wing, kind):
        used |= set().union(*keys_by_path(sample, KINDS[wing, kind])[""][1])
    assert EITHER[wing, kind] <= used


# A right option is marked, and one key of several must be there: such fields are not required alone, but together.
NEEDED = {"single": {"correct"}, "multiple": {"correct"}, "spot": {"mistake"}, "standard": {"value"}, "embed": {"quiz"}}
NEEDED |= {"fill": {"answer_from"}, "branch": {"choices", "end", "score", "closing"}}


@pytest.mark.parametrize(("wing", "kind"), KINDS)
def test_the_minimal_sample_has_required_fields_only(wing: str, kind: str, samples: Samples) -> None:
    sample = named(samples, wing, kind)["minimal"]
    for path, (model, rows) in keys_by_path(sample, KINDS[wing, kind]).items():
        required = {field.alias or name for name, field in model.model_fields.items() if field.is_required()}
        extra = set().union(*rows) - required - NEEDED.get(kind, set())
        assert not extra, f"{path or kind} has {extra}, which is not required"


def test_a_choice_of_looks_is_shown_whole(samples: Samples) -> None:
    def seen(kind: str, field: str) -> set[str]:
        return {getattr(samples.block(sample), field) for sample in samples.of("blocks", kind)}

    assert seen("callout", "tone") == {"tip", "warn", "law", "honesty", "dated", "hq"}
    assert seen("checklist", "mode") == {"tick", "rate", "flip"}
    assert seen("flow", "layout") == {"linear", "swimlane", "loop"}
    assert seen("statistic", "status") == {"ok", "adjusted", "unverified"}


def test_a_sample_file_falls_into_its_samples() -> None:
    text = "full:\n  id: a\n  body: |\n    one\n\n    two\nminimal:\n  id: b\n"
    one, other = split("blocks", "prose", text)
    assert (one.name, one.id, one.yaml) == ("full", "a", "id: a\nbody: |\n  one\n\n  two\n")
    assert (other.name, other.id, other.chapter) == ("minimal", "b", "samples-short")


def test_a_sample_that_does_not_hold_is_refused_with_its_place() -> None:
    texts = packaged_texts()
    texts["blocks/policy.yml"] = texts["blocks/policy.yml"].replace("authority: manager", "authority: managr")
    with pytest.raises(ValueError, match=r"managr.*\n.*did you mean 'manager'"):
        samples_from(texts)


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request: pytest.FixtureRequest, samples: Samples) -> Page:
    return gallery(Renderer(ours().manuals[request.param], ours().overrides), samples)


def test_the_gallery_shows_every_kind_and_the_yaml_that_makes_it(page: Page) -> None:
    assert [heading.id for heading in page.headings] == [f"kind-{kind}" for _, kind in KINDS]
    for _, kind in KINDS:
        assert page.html.count(f'id="kind-{kind}"') == 1
        assert f"kind: {kind}" in page.html


def test_the_gallery_has_every_id_once_and_its_links_stay_on_it(page: Page) -> None:
    ids = re.findall(r'\sid="([^"]+)"', page.html)
    assert len(ids) == len(set(ids))
    for href in re.findall(r'<a [^>]*href="([^"]*)"', page.html):
        assert href.startswith(("../gallery/", "#")), href


def test_the_gallery_is_for_authors_and_not_found_by_readers(page: Page) -> None:
    assert page.kind == "gallery"
    assert page.path == "gallery/"
    assert not page.in_search
