"""Forms: filled on the phone or printed, kept on the device, never sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Silenced
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Aside, Count, Flag, Id, Line, Plain, Word
from training_manual.reading.typed import Record


class FormOption(Record):
    """One possible answer."""

    id: Id
    """The option's name."""
    text: Plain
    """What it says."""


class FormField(Record):
    """One field."""

    id: Id
    """The field's name; what was filled in hangs on it."""
    label: Plain
    """What stands beside it."""
    kind: Literal["line", "text", "date", "datetime", "choice", "scale", "flag", "number", "sign"]
    """line: a short text. text: a long one. sign: a place for a signature."""
    options: tuple[FormOption, ...] = ()
    """The answers (choice)."""
    low: Plain | None = None
    """What the lowest step means (scale)."""
    high: Plain | None = None
    """What the highest step means (scale)."""
    steps: Count | None = None
    """How many steps (scale)."""
    required: Flag = False
    """Must be filled."""
    personal: Flag = False
    """Personal data; the page warns."""
    note: Line | None = None
    """A word of help."""


class FormGroup(Record):
    """Fields that belong together."""

    id: Id
    """The group's name."""
    name: Plain
    """What stands above the group."""
    fields: Annotated[tuple[FormField, ...], Field(min_length=1)]
    """The fields."""


class Form(Record):
    """One form."""

    id: Id
    """The form's name and file name."""
    code: Word
    """The printed code, such as F01."""
    title: Plain
    """The form's title."""
    purpose: Line
    """What it is for."""
    who_fills: Line
    """Who fills it."""
    keep_for: Line
    """How long it is kept."""
    groups: Annotated[tuple[FormGroup, ...], Field(min_length=1)]
    """The groups of fields."""
    was: Annotated[tuple[Word, ...], Aside()] = ()
    """Earlier ids of this form."""
    silenced: Silenced = ()
    """Advice that does not hold for this form."""

    def faults(self) -> Iterator[Fault]:
        for at, group in enumerate(self.groups):
            for index, field in enumerate(group.fields):
                path = ("groups", at, "fields", index)
                if field.kind == "choice" and not field.options:
                    yield Fault(path, Code.MISSING_KEY, {"key": "options"})
                if field.kind == "scale" and field.steps is None:
                    yield Fault(path, Code.MISSING_KEY, {"key": "steps"})
