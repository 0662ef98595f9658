"""A card played alone: the same conversation a branch question is, with what each line shows an observer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from training_manual.conversation import Choice, Node, graph_faults, walk
from training_manual.interaction import Walk
from training_manual.problem import Fault
from training_manual.reading.scalars import Id, Line
from training_manual.reading.typed import Record


class RehearsalChoice(Choice):
    """Something the learner can say or do in the rehearsal."""

    meets: tuple[Id, ...] = ()
    """Rows of the rubric (rubric.yml, observer) that this shows an observer."""


class RehearsalNode(Node):
    """A turn of the rehearsal."""

    choices: tuple[RehearsalChoice, ...] = ()
    """What the learner can answer."""


class Rehearsal(Record):
    """The card played alone: the learner is staff, the page plays the customer."""

    prompt: Line
    """Where the learner stands when it begins; nothing the staff face does not say."""
    start: Id
    """The node it starts with."""
    nodes: Annotated[tuple[RehearsalNode, ...], Field(min_length=3)]
    """The turns."""

    def faults(self) -> Iterator[Fault]:
        yield from graph_faults(self.start, self.nodes)

    def interaction(self) -> Walk:
        return walk(self.start, self.nodes)


def rehearsing(card: str) -> str:
    """The name under which a learner's record and the revision tags hold a card's rehearsal."""
    return f"{card}.rehearsal"
