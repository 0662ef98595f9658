"""Notices: what everybody must know before the next edition, for safety or by law."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import WithJsonSchema

from training_manual.problem import Code
from training_manual.reading.scalars import Aside, BlockRef, Day, Id, Plain, Prose, RoleRef, matching
from training_manual.reading.typed import Record

EDITION = r"[1-9][0-9]{0,3}\.(?:0|[1-9][0-9]{0,2})"
EditionNumber = Annotated[
    str,
    matching(EDITION, Code.NOT_AN_EDITION),
    WithJsonSchema({"type": ["string", "number"], "pattern": f"^{EDITION}$"}),  # YAML reads 2026.2 as a number
]


class Notice(Record):
    """One notice of content/notices.yml; it stands on the home page and on the blocks it is about."""

    id: Id
    """The notice's name; who has confirmed it hangs on it."""
    kind: Literal["safety", "law"]
    """Why it cannot wait for the next edition."""
    title: Plain
    """What it is about, in a few words."""
    text: Prose
    """What holds from now on, and what to do."""
    effective: Day
    """The day it begins to hold."""
    until: Annotated[EditionNumber | None, Aside()] = None
    """The edition that will say it itself; from that one on the notice is gone."""
    affects: Annotated[tuple[BlockRef, ...], Aside()] = ()
    """Blocks and sections it changes, `chapter#block`; it is shown there too."""
    roles: Annotated[tuple[RoleRef, ...], Aside()] = ()
    """Whom it concerns; leave out for everybody."""
