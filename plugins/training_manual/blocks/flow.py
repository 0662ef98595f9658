"""A flow drawn at build time: linear, in swim lanes, or as a loop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.problem import Code, Fault, closest
from training_manual.reading.scalars import Id, Line, Plain
from training_manual.reading.typed import Record


class Lane(Record):
    """Somebody's lane."""

    id: Id
    """The lane's name."""
    name: Plain
    """What stands above the lane."""


class FlowNode(Record):
    """A box of the flow."""

    id: Id
    """The node's name."""
    lane: Id | None = None
    """The lane it stands in (swimlane)."""
    shape: Literal["start", "step", "decision", "record", "end"] = "step"
    """What kind of box it is."""
    text: Line
    """A few words; they must fit a small box."""


class FlowEdge(Record):
    """An arrow of the flow."""

    origin: Id = Field(alias="from")
    """The node it leaves."""
    to: Id
    """The node it reaches."""
    label: Plain | None = None
    """A word on the arrow (yes, no)."""


class FlowBlock(Block):
    """A drawing with the same content as an ordered list below it."""

    kind: Literal["flow"]
    title: Plain
    """What the flow shows."""
    layout: Literal["linear", "swimlane", "loop"]
    """linear: top to bottom. swimlane: a column a lane. loop: the last leads back to the first."""
    lanes: tuple[Lane, ...] = ()
    """The lanes, left to right (swimlane)."""
    nodes: Annotated[tuple[FlowNode, ...], Field(min_length=2)]
    """The boxes in reading order."""
    edges: tuple[FlowEdge, ...]
    """The arrows."""

    def faults(self) -> Iterator[Fault]:
        nodes, lanes = [n.id for n in self.nodes], [lane.id for lane in self.lanes]
        for index, node in enumerate(self.nodes):
            if self.layout == "swimlane" and node.lane not in lanes:
                path = ("nodes", index, "lane")
                yield _missing(path, "泳道", "lane", node.lane or "?", lanes)
        for index, edge in enumerate(self.edges):
            for key, end in (("from", edge.origin), ("to", edge.to)):
                if end not in nodes:
                    yield _missing(("edges", index, key), "节点", "node", end, nodes)
        touched = {end for edge in self.edges for end in (edge.origin, edge.to)}
        if not touched <= set(nodes):
            return  # the broken arrow has been reported; it may be the missing one
        for index, node in enumerate(self.nodes):
            if node.id not in touched:
                yield Fault(("nodes", index, "id"), Code.UNREACHABLE_NODE, {"node": node.id})


def _missing(path: tuple[str | int, ...], zh: str, en: str, ref: str, known: list[str]) -> Fault:
    return Fault(path, Code.BROKEN_REFERENCE, {"zh_what": zh, "what": en, "ref": ref}, closest(ref, known))
