"""Sort items into buckets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.interaction import Key, Option, Pair, shuffled
from training_manual.item import Question
from training_manual.problem import Code, Fault, closest
from training_manual.reading.scalars import Id, Line
from training_manual.reading.typed import Record


class Bucket(Record):
    """A bucket."""

    id: Id
    """The bucket's name."""
    text: Line
    """What stands on it."""


class ClassifyItem(Record):
    """Something to sort."""

    id: Id
    """The item's name."""
    text: Line
    """What it says."""
    bucket: Id
    """The bucket it belongs into."""
    feedback: Line
    """Why it belongs there."""


class ClassifyQuestion(Question):
    """Sort items into buckets; each item counts."""

    kind: Literal["classify"]
    buckets: Annotated[tuple[Bucket, ...], Field(min_length=2, max_length=6)]
    """The buckets, in the order they are shown."""
    items: Annotated[tuple[ClassifyItem, ...], Field(min_length=2, max_length=12)]
    """What is to be sorted."""

    def faults(self) -> Iterator[Fault]:
        known = [b.id for b in self.buckets]
        for index, item in enumerate(self.items):
            if item.bucket not in known:
                about = {"answer": item.bucket, "zh_where": "分类", "where": "buckets"}
                yield Fault(("items", index, "bucket"), Code.ANSWER_NOT_AMONG, about, closest(item.bucket, known))

    def interaction(self) -> Pair:
        return Pair(
            rows=shuffled(self.id, (Option(i.id, i.text) for i in self.items)),
            choices=tuple(Option(b.id, b.text) for b in self.buckets),
            once=False,
            key=Key("per-item", {i.id: i.bucket for i in self.items}, {i.id: i.feedback for i in self.items}),
        )
