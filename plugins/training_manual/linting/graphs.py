"""Conversations that can be played and yet teach wrongly: talks already lost, red lines nobody can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from training_manual.conversation import Node, reach, turned
from training_manual.model.lists import Rubric
from training_manual.model.role_play import RolePlay
from training_manual.problem import Code, Fault


def recovery_faults(nodes: Sequence[Node]) -> Iterator[Fault]:
    """Turns from which only a bad ending can be reached: whatever the learner says there, it is too late."""
    back = turned({node.id: {choice.to for choice in node.choices} for node in nodes})
    saved = reach(back, [node.id for node in nodes if node.end in ("good", "fair")])
    for index, node in enumerate(nodes):
        if node.end is None and node.id not in saved:
            yield Fault(("nodes", index, "id"), Code.NO_RECOVERY, {"node": node.id})


def rehearsal_faults(card: RolePlay, rubric: Rubric) -> Iterator[Fault]:
    """The same of a card's rehearsal, and critical rows that no choice of it shows."""
    if card.rehearsal is None:
        return
    for fault in recovery_faults(card.rehearsal.nodes):
        yield fault.below("rehearsal")
    met = {row for node in card.rehearsal.nodes for choice in node.choices for row in choice.meets}
    own = {row.id: ("observer", "rows", index, "id") for index, row in enumerate(card.observer.rows)}
    for row in card.observer.with_shared(rubric).rows:
        if row.critical and row.id not in met:
            yield Fault(own.get(row.id, ("rehearsal",)), Code.UNMET_CRITICAL, {"row": row.id})
