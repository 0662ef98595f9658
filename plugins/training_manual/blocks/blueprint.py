"""A service blueprint: step by step what the customer does, what is seen of us, and what carries it unseen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.reading.scalars import Id, Line, Plain
from training_manual.reading.typed import Record

LAYERS = ("evidence", "customer", "front", "back", "support")
"""From the top down; the line of visibility lies between front and back (Bitner, Ostrom & Morgan 2008)."""


class BlueprintStep(Record):
    """One step of the customer's way, from the top layer down."""

    id: Id
    """The step's name."""
    name: Plain
    """What the step is called, in a word or two."""
    evidence: Line | None = None
    """What can be seen and touched here."""
    customer: Line
    """What the customer does."""
    front: Line | None = None
    """What staff do before the customer's eyes or ears."""
    back: Line | None = None
    """What staff do out of sight."""
    support: Line | None = None
    """What makes it possible: systems, suppliers, other departments."""
    fails: Line | None = None
    """What often goes wrong here."""
    waits: Line | None = None
    """Where the customer waits here, and how long."""


class BlueprintBlock(Block):
    """Five layers over the steps of a service, with the line of visibility between what is seen and what is not."""

    kind: Literal["blueprint"]
    title: Plain
    """The service that is drawn."""
    steps: Annotated[tuple[BlueprintStep, ...], Field(min_length=3, max_length=8)]
    """The steps, in the order of the customer's way."""
