"""A binding rule with reason, exception and who decides."""

from __future__ import annotations

from typing import Literal

from training_manual.item import Block
from training_manual.reading.scalars import Line, Plain, RoleRef, Word


class PolicyBlock(Block):
    """A boxed rule with a clause number one can link to."""

    kind: Literal["policy"]
    title: Plain
    """The rule's name."""
    clause: Word
    """The clause number, such as 13.2."""
    rule: Line
    """What holds."""
    applies_to: tuple[RoleRef, ...] = ()
    """Whom it binds; leave out for everybody."""
    reason: Line
    """Why it holds."""
    exception: Line | None = None
    """When it does not."""
    authority: RoleRef | None = None
    """Who decides on exceptions."""
    breach: Line | None = None
    """What follows when it is broken."""
