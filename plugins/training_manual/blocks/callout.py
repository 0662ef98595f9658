"""A note that stands out: tip, warning, law, honesty, dated, HQ."""

from __future__ import annotations

from typing import Literal

from training_manual.item import Block
from training_manual.reading.scalars import Prose


class CalloutBlock(Block):
    """A note that stands out by edge, icon and word."""

    kind: Literal["callout"]
    tone: Literal["tip", "warn", "law", "honesty", "dated", "hq"]
    """tip, warn (danger), law, honesty (how sure we are), dated (an old example), hq (a note from headquarters)."""
    body: Prose
    """The text."""
