"""A map of gaps: the places between which something gets lost, and how to close each gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.problem import Code, Fault, closest
from training_manual.reading.scalars import Id, Line, Plain
from training_manual.reading.typed import Record


class GapPlace(Record):
    """Something a gap can lie beside: an expectation, a standard, a delivered service."""

    id: Id
    """The place's name."""
    name: Plain
    """What it is called."""
    side: Literal["customer", "company"]
    """In whose head or hands it lies; a line is drawn between the two sides."""


class Gap(Record):
    """One gap."""

    id: Id
    """The gap's name."""
    name: Plain
    """What it is called; its number comes from its place in the list."""
    origin: Annotated[Id, Field(alias="from")]
    """The place on one side of the gap."""
    to: Id
    """The place on the other side."""
    causes: Annotated[tuple[Line, ...], Field(min_length=1)]
    """Why it opens."""
    close_by: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What closes it."""


class GapmapBlock(Block):
    """Places one above the other and numbered gaps between them, each with causes and cures."""

    kind: Literal["gapmap"]
    title: Plain
    """What the map shows."""
    places: Annotated[tuple[GapPlace, ...], Field(min_length=3, max_length=8)]
    """The places, from the top down."""
    gaps: Annotated[tuple[Gap, ...], Field(min_length=2, max_length=7)]
    """The gaps, in the order of their numbers."""

    def place(self, ref: str) -> GapPlace:
        return next(place for place in self.places if place.id == ref)

    def faults(self) -> Iterator[Fault]:
        known = [place.id for place in self.places]
        for index, gap in enumerate(self.gaps):
            for key, ref in (("from", gap.origin), ("to", gap.to)):
                if ref not in known:
                    about = {"answer": ref, "zh_where": " places ", "where": "places"}
                    yield Fault(("gaps", index, key), Code.ANSWER_NOT_AMONG, about, closest(ref, known))
            if gap.origin == gap.to:
                yield Fault(("gaps", index, "to"), Code.ENDS_MEET, {"value": gap.to})
