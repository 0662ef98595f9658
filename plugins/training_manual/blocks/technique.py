"""A way of speaking or acting: when it fits, when it does not, and the sentence it changes."""

from __future__ import annotations

from typing import Literal

from training_manual.item import Block
from training_manual.reading.scalars import Line, Plain


class TechniqueBlock(Block):
    """One technique, with what it replaces and what to say instead."""

    kind: Literal["technique"]
    title: Plain
    """The technique's name."""
    family: Literal["feelings", "facts", "objection", "expectation", "delivery"]
    """What it is for: feelings, facts, an objection, an expectation, or delivering a service."""
    when: Line
    """When it helps."""
    when_not: Line
    """When to leave it; shown first, because a technique in the wrong place does harm."""
    steps: tuple[Line, ...] = ()
    """How it goes, in order."""
    wrong: Line | None = None
    """What is said without it."""
    right: Line
    """What is said with it, as a person would say it."""
    why: Line | None = None
    """Why it works."""
