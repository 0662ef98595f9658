"""The records of a folder before they are linked, and every id seen on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from training_manual.model.brand import Brand
from training_manual.model.campaign import Campaign
from training_manual.model.chapter import Chapter, Pool
from training_manual.model.exam import Exam
from training_manual.model.form import Form
from training_manual.model.lists import Competency, Part, Role, Rubric, Source, SyllabusItem, Term
from training_manual.model.notice import Notice
from training_manual.model.role_play import RolePlay
from training_manual.model.trainer import Trainer
from training_manual.problem import Code, Place, Problem


@dataclass
class Parts:
    """The records of a folder before they are linked, and every id seen, broken items' too."""

    brand: Brand | None = None
    rubric: Rubric | None = None
    parts: list[Part] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    syllabus: list[SyllabusItem] = field(default_factory=list)
    tags: list[Competency] = field(default_factory=list)
    chapters: list[Chapter] = field(default_factory=list)
    pools: list[Pool] = field(default_factory=list)
    exams: list[Exam] = field(default_factory=list)
    campaigns: list[Campaign] = field(default_factory=list)
    trainers: list[Trainer] = field(default_factory=list)
    role_plays: list[RolePlay] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    seen: dict[str, dict[str, Place]] = field(default_factory=dict)
    """For each kind of reference (chapter, block, term …) the ids that exist and where."""
    holes: set[tuple[str, str]] = field(default_factory=set)
    """Kind and beginning of references that point into something unreadable; `Known.holes`."""
    problems: list[Problem] = field(default_factory=list)

    def saw(self, kind: str, reference: str, place: Place) -> None:
        """Notes an id; a second one of the same kind is a problem."""
        known = self.seen.setdefault(kind, {})
        if reference in known:
            shown = reference.rpartition("#")[2]
            self.problems.append(Problem(place, Code.DUPLICATE_ID, {"id": shown, "first": str(known[reference])}))
        else:
            known[reference] = place

    def ids(self, kind: str) -> dict[str, Place]:
        return self.seen.get(kind, {})
