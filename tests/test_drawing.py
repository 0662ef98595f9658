"""Drawings: what is drawn lies inside, what is told apart does not overlap; formulas work out as in their table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ground import ROOT
from training_manual.all_blocks import BLOCKS
from training_manual.blocks.curve import CurveBlock
from training_manual.blocks.formula import COMPUTE, rounded
from training_manual.blocks.gapmap import GapmapBlock
from training_manual.blocks.tolerance import ToleranceBlock
from training_manual.rendering.drawing import DRAWINGS
from training_manual.rendering.drawing.gapmap import gapmap_svg
from training_manual.rendering.drawing.lettering import FONT, WIDTH, width
from training_manual.samples import Samples, packaged_samples

FORMULAS = json.loads((ROOT / "tests/formulas.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def samples() -> Samples:
    return packaged_samples()


def drawn(kind: str, samples: Samples) -> Iterator[str]:
    for sample in samples.of("blocks", kind):
        yield DRAWINGS[kind](samples.block(sample), str, lambda key, **_: key.rpartition(".")[2])


def texts(svg: str) -> Iterator[tuple[float, str, str]]:
    for found in re.finditer(r'<text[^>]* x="([-\d.]+)"[^>]* text-anchor="(\w+)"[^>]*>([^<]*)<', svg):
        yield float(found[1]), found[2], found[3]


@pytest.mark.parametrize("kind", DRAWINGS)
def test_no_text_leaves_the_drawing(kind: str, samples: Samples) -> None:
    for svg in drawn(kind, samples):
        for x, anchor, text in texts(svg):
            long = width(text) * FONT
            left = x - {"start": 0, "middle": long / 2, "end": long}[anchor]
            assert left >= -1, text
            assert left + long <= WIDTH + 1, text


@pytest.mark.parametrize("kind", DRAWINGS)
def test_a_drawing_has_a_name_and_its_words_stand_on_the_page(kind: str, samples: Samples) -> None:
    template = (ROOT / f"site_overrides/blocks/{kind}/block.html").read_text("utf-8")
    assert 'aria-describedby="{{ block.id }}--words"' in template
    assert 'id="{{ block.id }}--words"' in template
    for svg in drawn(kind, samples):
        assert re.match(r'<svg class="[^"]+" viewBox="0 0 360 \d+" role="img" aria-label="[^"]+">', svg)


def record(kind: str, **fields: Any) -> Any:
    return BLOCKS[kind].model_validate({"id": "x", "kind": kind, "title": "x", **fields})


@given(st.integers(3, 8), st.data())
def test_numbers_of_gaps_never_cover_one_another(count: int, data: st.DataObject) -> None:
    rows = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] != pair[1])
    pairs = data.draw(st.lists(rows, min_size=2, max_size=7))
    places = [{"id": f"p{i}", "name": "地方", "side": "customer" if i < 2 else "company"} for i in range(count)]
    gaps = [
        {"id": f"g{i}", "name": "差", "from": f"p{a}", "to": f"p{b}", "causes": ["因"], "close_by": ["法"]}
        for i, (a, b) in enumerate(pairs)
    ]
    block: GapmapBlock = record("gapmap", places=places, gaps=gaps)
    svg = gapmap_svg(block, str, lambda key, **_: key)
    circles = [(float(x), float(y)) for x, y in re.findall(r'<circle[^>]* cx="([-\d.]+)" cy="([-\d.]+)"', svg)]
    assert len(circles) == len(pairs)
    for (x1, y1), (x2, y2) in combinations(circles, 2):
        assert (x1 - x2) ** 2 + (y1 - y2) ** 2 >= 20**2, "two numbers in one place"


@given(st.lists(st.integers(0, 100), min_size=2, max_size=12, unique=True).map(sorted), st.data())
def test_a_curve_overshoots_no_point(xs: list[int], data: st.DataObject) -> None:
    ys = data.draw(st.lists(st.integers(0, 100), min_size=len(xs), max_size=len(xs)))
    points = [{"x": str(x), "y": str(y)} for x, y in zip(xs, ys, strict=True)]
    block: CurveBlock = record("curve", x="x", y="y", points=points, reading="x")
    (path,) = re.findall(r'class="tm-curve__line" d="([^"]+)"', DRAWINGS["curve"](block, str, lambda key, **_: key))
    heights = [float(number) for number in re.findall(r" ?([-\d.]+)", path.replace("M", " ").replace("C", " "))][1::2]
    ends = heights[::3]
    # Control points between two ends lie between them, so the curve does (a Bézier stays inside its hull).
    for index, (one, other) in enumerate(pairwise(ends)):
        for control in heights[index * 3 + 1 : index * 3 + 3]:
            assert min(one, other) - 0.2 <= control <= max(one, other) + 0.2


@pytest.mark.parametrize(
    ("received", "verdict"), [("0", "above"), ("1", "inside"), ("15", "inside"), ("16", "below"), ("60", "below")]
)
def test_exactly_adequate_is_inside_and_exactly_desired_above(received: str, verdict: str) -> None:
    block: ToleranceBlock = record(
        "tolerance", story="x", measure="x", unit="x", best="0", worst="60", desired="0", adequate="15",
        received=received, above="x", inside="x", below="x",
    )  # fmt: skip
    assert block.verdict(block.received) == verdict


@pytest.mark.parametrize("row", FORMULAS, ids=[row["name"] for row in FORMULAS])
def test_a_formula_works_out_as_in_the_table(row: dict[str, Any]) -> None:
    values = [Decimal(value) for value in row["values"]]
    if row["shown"] is None:
        # What a browser leaves open, `faults` refuses in an example.
        refused = row["compute"] == "present-value"
        if not refused:
            with pytest.raises((DivisionByZero, InvalidOperation)):
                COMPUTE[row["compute"]][1](values)
        return
    assert str(rounded(COMPUTE[row["compute"]][1](values), row["decimals"])) == row["shown"]
