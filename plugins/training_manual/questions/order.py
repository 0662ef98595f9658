"""Put the steps in order."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from training_manual.interaction import Arrange, Key, Option, shuffled
from training_manual.item import Question
from training_manual.reading.scalars import Id, Line
from training_manual.reading.typed import Record


class OrderItem(Record):
    """One step."""

    id: Id
    """The step's name."""
    text: Line
    """The step."""
    feedback: Line
    """Why it stands there."""


class OrderQuestion(Question):
    """Put the steps in order; neighbours that stand right count."""

    kind: Literal["order"]
    items: Annotated[tuple[OrderItem, ...], Field(min_length=3, max_length=10)]
    """The steps **in the right order**; the page shuffles them."""

    def interaction(self) -> Arrange:
        right = [item.id for item in self.items]
        return Arrange(
            items=shuffled(self.id, (Option(i.id, i.text) for i in self.items), tuple(right)),
            key=Key("adjacent", right, {i.id: i.feedback for i in self.items}),
        )
