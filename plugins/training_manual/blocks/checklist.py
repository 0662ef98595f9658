"""A list to tick, to rate, or to turn over; what is ticked stays on the device."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Count, Id, Line, Plain
from training_manual.reading.typed import Record


class ChecklistItem(Record):
    """One line of the list."""

    id: Id
    """The item's name; what a reader ticked hangs on it."""
    text: Line
    """What to tick or rate; in a flip list, the question."""
    note: Line | None = None
    """A word of help; in a flip list, the answer."""


class ChecklistGroup(Record):
    """Items that belong together."""

    id: Id
    """The group's name."""
    name: Plain
    """What stands above the group."""
    items: Annotated[tuple[ChecklistItem, ...], Field(min_length=1)]
    """The items."""


class ChecklistBlock(Block):
    """tick: boxes. rate: 1 to `scale`, with the sum and the lowest three. flip: question and answer."""

    kind: Literal["checklist"]
    title: Plain
    """What the list is for."""
    mode: Literal["tick", "rate", "flip"]
    """What a reader does with it."""
    scale: Count | None = None
    """The highest mark (rate)."""
    groups: Annotated[tuple[ChecklistGroup, ...], Field(min_length=1)]
    """The groups."""

    def faults(self) -> Iterator[Fault]:
        if self.mode == "rate" and self.scale is None:
            yield Fault((), Code.MISSING_KEY, {"key": "scale"})
        seen: dict[str, tuple[int, int]] = {}
        for at, group in enumerate(self.groups):
            for index, item in enumerate(group.items):
                if self.mode == "flip" and item.note is None:
                    yield Fault(("groups", at, "items", index), Code.MISSING_KEY, {"key": "note"})
                group_at, first_at = seen.setdefault(item.id, (at, index))
                if group_at != at:
                    first = ("groups", group_at, "items", first_at, "id")
                    yield Fault(("groups", at, "items", index, "id"), Code.DUPLICATE_ID, {"id": item.id}, first=first)
