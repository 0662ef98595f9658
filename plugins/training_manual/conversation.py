"""Conversations that go where the answers lead: branch questions and rehearsals are the same graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from training_manual.interaction import Key, Step, Turn, Walk
from training_manual.problem import Code, Fault, closest
from training_manual.reading.scalars import Id, Line, Mood, Share
from training_manual.reading.typed import Record


class Choice(Record):
    """Something the learner can say or do."""

    id: Id
    """The choice's name."""
    text: Line
    """What is said, in quotation marks, or done."""
    to: Id
    """The node it leads to."""
    feedback: Line
    """What it does to the customer, and what would be better."""


class Node(Record):
    """A turn of the conversation."""

    id: Id
    """The node's name."""
    mood: Mood
    """The customer's mood from -5 (furious) to 5 (grateful)."""
    customer: Line
    """What the customer says, in quotation marks, or does."""
    choices: tuple[Choice, ...] = ()
    """What the learner can answer."""
    end: Literal["good", "fair", "bad"] | None = None
    """How it ended; an ending has no choices."""
    score: Share | None = None
    """What this ending is worth, 0 to 1."""
    closing: Line | None = None
    """What to take from this ending."""


def graph_faults(start: str, nodes: Sequence[Node]) -> Iterator[Fault]:
    """What keeps a conversation from being played to an end, a good one among them."""
    known = [node.id for node in nodes]
    if start not in known:
        yield _no_node(("start",), start, known)
    for index, node in enumerate(nodes):
        yield from _node_faults(node, index, known)
    if not any(node.end == "good" for node in nodes):
        yield Fault(("nodes",), Code.NO_GOOD_END)
    leads = {node.id: {choice.to for choice in node.choices} for node in nodes}
    reached = reach(leads, [start])
    if not reached <= set(known):
        return  # the broken lead has been reported; it may be the missing way
    ending = reach(turned(leads), [node.id for node in nodes if node.end is not None or not node.choices])
    for index, node in enumerate(nodes):
        if node.id not in reached:
            yield Fault(("nodes", index, "id"), Code.UNREACHABLE_NODE, {"node": node.id})
        elif node.id not in ending:
            yield Fault(("nodes", index, "id"), Code.NO_WAY_OUT, {"node": node.id})


def _node_faults(node: Node, index: int, known: list[str]) -> Iterator[Fault]:
    if node.end is None:
        if not node.choices:
            yield Fault(("nodes", index), Code.DEAD_END, {"node": node.id})
    else:
        if node.choices:
            yield Fault(("nodes", index, "choices"), Code.EXACTLY_ONE, {"keys": "choices, end"})
        for key in ("score", "closing"):
            if getattr(node, key) is None:
                yield Fault(("nodes", index), Code.MISSING_KEY, {"key": key})
        if node.score is not None and not 0 <= node.score <= 1:
            about = {"value": node.score, "low": 0, "high": 1}
            yield Fault(("nodes", index, "score"), Code.OUT_OF_RANGE, about)
    for at, choice in enumerate(node.choices):
        if choice.to not in known:
            yield _no_node(("nodes", index, "choices", at, "to"), choice.to, known)


def reach(leads: Mapping[str, Iterable[str]], starts: Iterable[str]) -> set[str]:
    """Every node that can be come to from `starts`, those among them."""
    found, waiting = set[str](), [*starts]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += leads.get(here, ())
    return found


def turned(leads: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """The same graph, each way walked back."""
    back: dict[str, set[str]] = {}
    for here, others in leads.items():
        for other in others:
            back.setdefault(other, set()).add(here)
    return back


def best_choices(nodes: Sequence[Node]) -> dict[str, str]:
    """Node -> the choice shown as the better one: first by the best ending it still leads to, then by the mood."""
    leads = {node.id: [choice.to for choice in node.choices] for node in nodes}
    worth = {node.id: (float(node.score or 0), node.mood) for node in nodes}

    def value(choice: Choice) -> tuple[float, int]:
        return max(worth[node][0] for node in reach(leads, [choice.to])), worth[choice.to][1]

    return {node.id: max(node.choices, key=value).id for node in nodes if node.choices}


def walk(start: str, nodes: Sequence[Node]) -> Walk:
    """The conversation as an interaction; the ending reached gives the mark."""
    return Walk(
        start=start,
        nodes=tuple(
            Step(
                node.id,
                node.mood,
                node.customer,
                tuple(Turn(c.id, c.text, c.to) for c in node.choices),
                node.end,
                node.closing,
            )
            for node in nodes
        ),
        key=Key(
            "per-item",
            {node.id: float(node.score) for node in nodes if node.score is not None},
            {f"{node.id}.{choice.id}": choice.feedback for node in nodes for choice in node.choices},
            better=best_choices(nodes),
        ),
    )


def _no_node(path: tuple[str | int, ...], ref: str, known: list[str]) -> Fault:
    return Fault(path, Code.BROKEN_REFERENCE, {"zh_what": "节点", "what": "node", "ref": ref}, closest(ref, known))
