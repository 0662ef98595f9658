"""Can every campaign be done, and does every trainer have a key of this manual and of their own?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from training_manual.model.brand import Brand
from training_manual.model.campaign import Campaign
from training_manual.model.manual import Manual
from training_manual.model.public_key import manual_letters
from training_manual.model.touched import latest_touched
from training_manual.model.trainer import Trainer
from training_manual.problem import Code, Problem


def trainer_problems(trainers: Sequence[Trainer], brand: Brand | None) -> Iterator[Problem]:
    """Keys listed twice, and keys made at the desk of another manual."""
    seen: dict[bytes, str] = {}
    for trainer in trainers:
        place, key = trainer.provenance.place(("key",)), trainer.public_key
        if key.points in seen:
            yield Problem(place, Code.TRAINER_KEY_TWICE, {"first": seen[key.points]})
        seen.setdefault(key.points, str(place))
        if brand and key.manual != manual_letters(brand.manual.code):
            zh, en = f"它出自另一本手册（{key.manual}）", f"it was made for another manual ({key.manual})"
            yield Problem(place, Code.NOT_A_TRAINER_KEY, {"zh_reason": zh, "reason": en})


def campaign_problems(manual: Manual) -> Iterator[Problem]:
    """Campaigns nobody can do, ask for more than there is, or whose answers nobody could open."""
    for campaign in manual.campaigns.values():
        place, trainer = campaign.provenance.place, manual.trainers[campaign.trainer]
        if trainer.withdrawn and trainer.withdrawn <= campaign.due:
            about = {"id": trainer.id, "day": trainer.withdrawn}
            yield Problem(place(("trainer",)), Code.TRAINER_WITHDRAWN, about)
        if campaign.due < trainer.since:
            about = {"id": trainer.id, "day": trainer.since, "due": campaign.due}
            yield Problem(place(("due",)), Code.TRAINER_NOT_YET, about)
        if key := "changes" if campaign.changes else "confirm" if campaign.confirm else "":
            yield from _of_an_edition(manual, campaign, key)
            continue
        count = _questions(manual, campaign)
        if not count:
            key = "exam" if campaign.exam else "test" if campaign.test else "practice"
            yield Problem(place((key,)), Code.NOTHING_TO_ASSIGN, {"id": getattr(campaign, key)})
        elif campaign.items and campaign.items > count:
            yield Problem(place(("items",)), Code.TOO_MANY, {"limit": count, "count": campaign.items})


def _of_an_edition(manual: Manual, campaign: Campaign, key: str) -> Iterator[Problem]:
    """What an edition asks again is known once it is released: till then, and while it is nothing, no page lists it."""
    place, latest = campaign.provenance.place((key,)), latest_touched(manual)
    if not manual.lineage.editions:
        yield Problem(place, Code.NOT_RELEASED_YET)
    elif campaign.changes and not latest.questions:
        yield Problem(place, Code.NO_QUESTION_TOUCHED)
    elif campaign.confirm == "changes" and not latest.sections and not manual.notices:
        yield Problem(place, Code.NO_SECTION_TOUCHED)


def _questions(manual: Manual, campaign: Campaign) -> int:
    if campaign.cards:
        return len(campaign.cards)
    if campaign.exam:
        return manual.exams[campaign.exam].items if manual.exams[campaign.exam] in manual.shown_exams else 0
    chapter = campaign.practice or campaign.test or ""
    if manual.chapter_by_id[chapter].state != "ready":
        return 0
    return sum(bool(campaign.practice) or question.marks_itself for question in manual.practice(chapter))
