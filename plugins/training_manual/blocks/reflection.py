"""A question to oneself; the answer stays on the device."""

from __future__ import annotations

from typing import Literal

from training_manual.item import Block
from training_manual.reading.scalars import Count, Line


class ReflectionBlock(Block):
    """A text box that may stay empty and is never sent."""

    kind: Literal["reflection"]
    prompt: Line
    """What to think about."""
    minutes: Count = 3
    """How long."""
