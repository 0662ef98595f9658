"""A conversation that goes where the answers lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.conversation import Node, graph_faults, walk
from training_manual.interaction import Walk
from training_manual.item import Question
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Id


class BranchQuestion(Question):
    """A conversation with consequences; the ending gives the mark."""

    kind: Literal["branch"]
    start: Id
    """The node it starts with."""
    nodes: Annotated[tuple[Node, ...], Field(min_length=3)]
    """The turns."""

    def faults(self) -> Iterator[Fault]:
        if self.use == "exam":
            yield Fault(("use",), Code.WALK_IN_EXAM)
        yield from graph_faults(self.start, self.nodes)

    def interaction(self) -> Walk:
        return walk(self.start, self.nodes)
