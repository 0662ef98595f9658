"""A conversation that goes where the answers lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.interaction import Key, Step, Turn, Walk
from training_manual.item import Question
from training_manual.problem import Code, Fault, closest
from training_manual.reading.scalars import Id, Line, Mood, Share
from training_manual.reading.typed import Record


class BranchChoice(Record):
    """Something the learner can say or do."""

    id: Id
    """The choice's name."""
    text: Line
    """What is said or done."""
    to: Id
    """The node it leads to."""
    feedback: Line
    """What it does to the customer, and what would be better."""


class BranchNode(Record):
    """A turn of the conversation."""

    id: Id
    """The node's name."""
    mood: Mood
    """The customer's mood from -5 (furious) to 5 (grateful)."""
    customer: Line
    """What the customer says or does."""
    choices: tuple[BranchChoice, ...] = ()
    """What the learner can answer."""
    end: Literal["good", "fair", "bad"] | None = None
    """How it ended; an ending has no choices."""
    score: Share | None = None
    """What this ending is worth, 0 to 1."""
    closing: Line | None = None
    """What to take from this ending."""


class BranchQuestion(Question):
    """A conversation with consequences; the ending gives the mark."""

    kind: Literal["branch"]
    start: Id
    """The node it starts with."""
    nodes: Annotated[tuple[BranchNode, ...], Field(min_length=3)]
    """The turns."""

    def faults(self) -> Iterator[Fault]:
        known = [node.id for node in self.nodes]
        if self.start not in known:
            yield _no_node(("start",), self.start, known)
        for index, node in enumerate(self.nodes):
            if not node.choices and node.end is None:
                yield Fault(("nodes", index), Code.DEAD_END, {"node": node.id})
            if node.end is not None and node.choices:
                yield Fault(("nodes", index, "choices"), Code.EXACTLY_ONE, {"keys": "choices, end"})
            if node.end is not None:
                for key in ("score", "closing"):
                    if getattr(node, key) is None:
                        yield Fault(("nodes", index), Code.MISSING_KEY, {"key": key})
                if node.score is not None and not 0 <= node.score <= 1:
                    about = {"value": node.score, "low": 0, "high": 1}
                    yield Fault(("nodes", index, "score"), Code.OUT_OF_RANGE, about)
            for at, choice in enumerate(node.choices):
                if choice.to not in known:
                    yield _no_node(("nodes", index, "choices", at, "to"), choice.to, known)
        if not any(node.end == "good" for node in self.nodes):
            yield Fault(("nodes",), Code.NO_GOOD_END)
        reached = self._reachable()
        if not reached <= set(known):
            return  # the broken lead has been reported; it may be the missing way
        for index, node in enumerate(self.nodes):
            if node.id not in reached:
                yield Fault(("nodes", index, "id"), Code.UNREACHABLE_NODE, {"node": node.id})

    def _reachable(self) -> set[str]:
        leads = {node.id: [choice.to for choice in node.choices] for node in self.nodes}
        found, waiting = set[str](), [self.start]
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += leads.get(here, [])
        return found

    def interaction(self) -> Walk:
        return Walk(
            start=self.start,
            nodes=tuple(
                Step(
                    node.id,
                    node.mood,
                    node.customer,
                    tuple(Turn(c.id, c.text, c.to) for c in node.choices),
                    node.end,
                    node.closing,
                )
                for node in self.nodes
            ),
            key=Key(
                "per-item",
                {node.id: float(node.score) for node in self.nodes if node.score is not None},
                {f"{node.id}.{choice.id}": choice.feedback for node in self.nodes for choice in node.choices},
            ),
        )


def _no_node(path: tuple[str | int, ...], ref: str, known: list[str]) -> Fault:
    return Fault(path, Code.BROKEN_REFERENCE, {"zh_what": "节点", "what": "node", "ref": ref}, closest(ref, known))
