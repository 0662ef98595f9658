"""Trainers: whose public keys this manual knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator

from training_manual.model.public_key import NotAKey, PublicKey, bare, read_public_key
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import Day, Id, Word, refuse
from training_manual.reading.typed import Record


def _key(value: object) -> str:
    text = value if isinstance(value, str) else ""
    try:
        read_public_key(text)
    except NotAKey as wrong:
        raise refuse(Code.NOT_A_TRAINER_KEY, zh_reason=wrong.zh, reason=wrong.en) from None
    return bare(text)


class Trainer(Record):
    """Somebody who sets assignments and opens what comes back (quizzes/trainers.yml)."""

    id: Id
    """The trainer's name in files; campaigns name it in `trainer`."""
    name: Word
    """What learners see: who asks."""
    key: Annotated[str, BeforeValidator(_key)]
    """The public key the desk shows, a code that begins with TMK1."""
    since: Day
    """The day the key was listed."""
    withdrawn: Day | None = None
    """The day the key stopped counting: it was lost, replaced, or the trainer has left."""
    outlet: Word | None = None
    """Where the trainer works."""

    @property
    def public_key(self) -> PublicKey:
        return read_public_key(self.key)

    def faults(self) -> Iterator[Fault]:
        if self.withdrawn and self.withdrawn < self.since:
            about = {"later": "withdrawn", "value": self.withdrawn, "earlier": "since", "other": self.since}
            yield Fault(("withdrawn",), Code.DAYS_REVERSED, about)
