"""Numbered steps with owner, clock, record and what happens when a step is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import FormRef, Id, Line, Plain, RoleRef, TokenPath
from training_manual.reading.typed import Record


class ProcedureStep(Record):
    """One step: who does what by when, and where it is recorded."""

    id: Id
    """The step's name."""
    do: Line
    """What to do; verb first."""
    note: Line | None = None
    """A word of help."""
    owner: RoleRef
    """Who does it."""
    limit: TokenPath | None = None
    """By when, as a path in brand.yml."""
    when: Line | None = None
    """By when, in words, where no limit fits (during the call)."""
    record: FormRef | None = None
    """The form it is written into."""
    overdue: Line | None = None
    """What happens when the step is late."""


class ProcedureBlock(Block):
    """A procedure with an owner and an end."""

    kind: Literal["procedure"]
    title: Plain
    """The procedure's name."""
    trigger: Line
    """What starts it."""
    owner: RoleRef
    """Who answers for the whole."""
    steps: Annotated[tuple[ProcedureStep, ...], Field(min_length=2)]
    """The steps in order."""
    ends_when: Line
    """When it is over."""

    def faults(self) -> Iterator[Fault]:
        for index, step in enumerate(self.steps):
            if step.limit and step.when:
                yield Fault(("steps", index, "when"), Code.EXACTLY_ONE, {"keys": "limit, when"})
