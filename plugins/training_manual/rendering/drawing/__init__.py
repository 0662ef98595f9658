"""Build-time SVG from records: classes only, so colour, dark mode and print are the stylesheet's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from training_manual.rendering.drawing.blueprint import blueprint_svg
from training_manual.rendering.drawing.curve import curve_svg
from training_manual.rendering.drawing.fishbone import fishbone_svg
from training_manual.rendering.drawing.flow import flow_svg
from training_manual.rendering.drawing.gapmap import gapmap_svg
from training_manual.rendering.drawing.lettering import Plain, Say
from training_manual.rendering.drawing.tolerance import tolerance_svg

DRAWINGS: dict[str, Callable[[Any, Plain, Say], str]] = {
    "flow": flow_svg,
    "blueprint": blueprint_svg,
    "fishbone": fishbone_svg,
    "gapmap": gapmap_svg,
    "tolerance": tolerance_svg,
    "curve": curve_svg,
}
"""Kind of block -> its drawing. One line a kind that has one."""
