"""A change of mind: from one sentence to another, what others then see, and what to try this week."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.reading.scalars import Line


class ShiftBlock(Block):
    """From one way of thinking to another, made visible in behaviour."""

    kind: Literal["shift"]
    origin: Annotated[Line, Field(alias="from")]
    """What one used to say or think."""
    to: Line
    """What one says or thinks instead."""
    behaviour: Line
    """What others can see of it."""
    this_week: Line
    """One thing to try this week."""
