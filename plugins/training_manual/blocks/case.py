"""A story, questions to it, and what can be learnt from it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from training_manual.item import Block
from training_manual.reading.scalars import Line, Plain, Prose


class CaseBlock(Block):
    """Story and questions first; the discussion is folded away."""

    kind: Literal["case"]
    title: Plain
    """What the case is called."""
    story: Prose
    """What happened; no verdict in it."""
    facts: tuple[Line, ...] = ()
    """Facts to keep in mind."""
    questions: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What to talk about."""
    debrief: Prose
    """What can be learnt; shown after the questions."""
    verdict: Line | None = None
    """One sentence, where there is one answer."""
    origin: Line | None = None
    """Where the case comes from."""
