"""The decisions file: what headquarters says of the changes of words before an edition is released."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from training_manual.model.brand import Language
from training_manual.model.notice import EditionNumber
from training_manual.reading.scalars import Word
from training_manual.reading.typed import Record


class Decision(Record):
    """What is said of one change."""

    item: Word
    """The reference of the item, as `edition status` prints it."""
    wording: Word | None = None
    """Fingerprint of the words that were judged; `edition status` writes it, other words want another verdict."""
    verdict: Literal["material", "words"] | None = None
    """words: nobody reads or answers it again. material: everybody does. Only where nothing but words has changed."""
    note: dict[Language, Word] = Field(default_factory=dict)
    """Why it was changed, by language; readers see it."""


class Decisions(Record):
    """A decisions file; `edition status --decisions FILE` writes one to fill in."""

    edition: EditionNumber
    """The edition it is for."""
    note: dict[Language, Word] = Field(default_factory=dict)
    """What the edition is about, in a sentence or two, by language."""
    changes: tuple[Decision, ...] = ()
    """One entry for each change that needs a word."""
