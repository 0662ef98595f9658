"""Role-play cards: one scenario with a customer's, a staff and an observer's face."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training_manual.blocks.objectives import Objective
from training_manual.interaction import Key, Option, Write
from training_manual.item import Covers, Silenced
from training_manual.model.lists import Rubric, RubricRow
from training_manual.model.rehearsal import Rehearsal
from training_manual.problem import Code, Fault
from training_manual.reading.scalars import (
    Aside,
    AtLeastOne,
    BlockRef,
    ChapterRef,
    Count,
    Difficulty,
    FormRef,
    Id,
    Line,
    Mood,
    Plain,
    TagRef,
    TokenPath,
    Word,
)
from training_manual.reading.typed import Record


class PlayMinutes(Record):
    """How long each phase takes."""

    prepare: AtLeastOne
    """Reading one's own face."""
    play: AtLeastOne
    """Playing."""
    debrief: AtLeastOne
    """Talking about it."""


class Fact(Record):
    """Something the customer knows and tells freely."""

    id: Id
    """The fact's name."""
    text: Line
    """The fact."""


class HiddenFact(Fact):
    """Something the customer keeps back."""

    asked: Line
    """What the other side has to ask or do before this comes out."""


class Reaction(Record):
    """How the customer answers a behaviour."""

    id: Id
    """The reaction's name."""
    when: Line
    """What the other side does."""
    then: Line
    """What the customer does."""
    mood: Mood
    """What it does to the mood."""


class CustomerFace(Record):
    """Only for who plays the customer."""

    who: Line
    """Who you are."""
    situation: Line
    """What happened."""
    facts: tuple[Fact, ...] = ()
    """What you tell freely."""
    hidden: tuple[HiddenFact, ...] = ()
    """What you keep back until the other side asks."""
    feeling: Line
    """How you feel."""
    mood: Mood
    """Your mood at the start, -5 to 5."""
    first_line: Line
    """Your first sentence, without quotation marks."""
    wants: Line
    """What you want."""
    accepts: Line
    """What you will accept."""
    refuses: Line
    """What you will never accept."""
    reacts: Annotated[tuple[Reaction, ...], Field(min_length=1)]
    """How you answer what the other side does."""


class Duty(Record):
    """Something staff must do."""

    id: Id
    """The duty's name."""
    text: Line
    """What must be done."""


class StaffFace(Record):
    """Only for who plays staff."""

    role: Line
    """Who you are."""
    knows: tuple[Line, ...] = ()
    """What you know."""
    may: Line
    """What you may decide."""
    limits: tuple[TokenPath, ...] = ()
    """Limits that hold here (paths in brand.yml)."""
    forms: tuple[FormRef, ...] = ()
    """Forms to use."""
    must: Annotated[tuple[Duty, ...], Field(min_length=1)]
    """What you must do."""


class ObserverFace(Record):
    """Only for who observes: rows beside the shared rubric."""

    rows: tuple[RubricRow, ...] = ()
    """This card's own rows."""

    def with_shared(self, rubric: Rubric) -> ObserverFace:
        """The face as an observer sees it: the shared rows first."""
        return self.model_copy(update={"rows": rubric.rows + self.rows})

    def interaction(self, pass_share: int) -> Write:
        """A text judged by somebody else: what was played instead of written, each row 0, 1 or 2."""
        rows = tuple(Option(row.id, row.behaviour, critical=row.critical) for row in self.rows)
        critical = tuple(row.id for row in rows if row.critical)
        key = Key("per-item", [row.id for row in rows], critical=critical, most=2, passing=pass_share)
        return Write(poor="", criteria=rows, sample="", key=key)


class Twist(Record):
    """Something that happens during the play."""

    id: Id
    """The twist's name."""
    minute: Count
    """When, in minutes from the beginning of the play; before it ends."""
    to: Literal["staff", "customer", "both"]
    """Who learns it."""
    text: Line
    """What happens."""


class DebriefQuestion(Record):
    """A question for afterwards."""

    id: Id
    """The question's name."""
    ask: Literal["customer", "staff", "observer", "all"]
    """Who answers."""
    text: Line
    """What is asked."""


class RolePlay(Record):
    """One role-play card."""

    id: Id
    """The card's name and file name."""
    code: Word
    """The short number printed on the slips, such as R20."""
    title: Plain
    """The card's title; everybody sees it."""
    chapters: Annotated[tuple[ChapterRef, ...], Field(min_length=1), Aside()]
    """The chapters it practises, the main one first."""
    difficulty: Difficulty
    """1 easy, 2 medium, 3 hard."""
    minutes: PlayMinutes
    """How long each phase takes."""
    form: Literal["pair", "triad", "fishbowl", "group"]
    """How many play together."""
    channel: Literal["phone", "door", "counter", "chat", "site", "meeting"]
    """Where it happens."""
    tags: Annotated[tuple[TagRef, ...], Aside()] = ()
    """Competencies it practises (tags.yml)."""
    covers: Covers = ()
    """Syllabus items this card practises."""
    reread: Annotated[tuple[BlockRef, ...], Aside()] = ()
    """What to read again afterwards."""
    props: tuple[Line, ...] = ()
    """What to have at hand."""
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1, max_length=3)]
    """What can be observed when it went well."""
    customer: CustomerFace
    """The customer's face."""
    staff: StaffFace
    """The staff face."""
    observer: ObserverFace
    """The observer's face."""
    twists: tuple[Twist, ...] = ()
    """What happens on the way."""
    debrief: Annotated[tuple[DebriefQuestion, ...], Field(min_length=1)]
    """Questions for afterwards, in order."""
    rehearsal: Rehearsal | None = None
    """The card as a conversation to practise alone."""
    was: Annotated[tuple[Word, ...], Aside()] = ()
    """Earlier ids of this card."""
    silenced: Silenced = ()
    """Advice that does not hold for this card."""

    def faults(self) -> Iterator[Fault]:
        for index, twist in enumerate(self.twists):
            if not 0 < twist.minute < self.minutes.play:
                about = {"value": twist.minute, "play": self.minutes.play}
                yield Fault(("twists", index, "minute"), Code.TWIST_OUTSIDE, about)
        for fault in self.rehearsal.faults() if self.rehearsal else ():
            yield fault.below("rehearsal")


def observing(card: str) -> str:
    """The name under which a learner's record and the revision tags hold an observer's sheet of a card."""
    return f"{card}.observer"
