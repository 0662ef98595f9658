"""Plain paragraphs."""

from __future__ import annotations

from typing import Literal

from training_manual.item import Block
from training_manual.reading.scalars import Prose


class ProseBlock(Block):
    """Plain paragraphs: short ones, a list where it helps."""

    kind: Literal["prose"]
    body: Prose
    """The text; paragraphs are parted by an empty line."""
