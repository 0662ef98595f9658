"""The pages of assigned work: the trainer's desk, and the page a learner answers an assignment on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from training_manual.model.campaign import Campaign
from training_manual.model.chapter import Chapter
from training_manual.model.exam import Exam
from training_manual.model.manual import Manual
from training_manual.model.touched import name_of
from training_manual.pages.banking import bank_path, chapter_bank, lock_of, paper_path, sealed_paper
from training_manual.pages.items import items_data
from training_manual.pages.page import Page, page_of
from training_manual.pages.reassigning import edition_set, edition_sets, roles_known
from training_manual.pages.testing import CHAPTER_TEST, PASS_SHARE
from training_manual.rendering.addresses import ASSIGNMENT, DESK, HOME, relative
from training_manual.rendering.renderer import Html, Renderer, Sheet


def assigning_pages(renderer: Renderer) -> Iterator[Page]:
    """Without questions and cards there is nothing to assign."""
    for path, kind in ((DESK, "desk"), (ASSIGNMENT, "assignment")):
        sheet = renderer.on(path)
        if assignable(sheet):
            yield _page(sheet, kind)


def _page(sheet: Sheet, kind: str) -> Page:
    def body() -> Html:
        items = items_data(sheet, sheet.renderer.manual.shown_chapters) if kind == "assignment" else None
        sets = assignable(sheet)
        return sheet.template(
            f"pages/{kind}.html",
            sets=sets,
            trainers=known_trainers(sheet),
            campaigns=list(_campaigns(sheet, sets)),
            roles=roles_known(sheet),
            items=items,
            edition=name_of(sheet.renderer.manual),
        )

    return page_of(sheet, kind, sheet.renderer.say(f"{kind}.title"), body, parent=HOME, in_search=False)


def known_trainers(sheet: Sheet) -> list[dict[str, Any]]:
    """Whose assignments this manual vouches for; the withdrawn ones are named, so that a page can say so."""
    return [
        {"id": one.id, "name": one.name, "key": one.public_key.letters, "withdrawn": one.withdrawn is not None}
        for one in sheet.renderer.manual.trainers.values()
    ]


def _campaigns(sheet: Sheet, sets: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All but those that ask for an edition's changes while there are none (linking.campaigns warns of them)."""
    manual = sheet.renderer.manual
    for campaign in manual.campaigns.values():
        name = _set_of(manual, campaign)
        found = next((one for one in sets if one["set"] == name), None)
        if found:
            yield _campaign(sheet, campaign, found)


def _set_of(manual: Manual, campaign: Campaign) -> str:
    """The name its attempts are kept under, as pages and records have it."""
    if campaign.changes or campaign.confirm:
        return edition_set(manual, campaign)
    if campaign.exam:
        return f"tests/{campaign.exam}"
    return campaign.practice or (f"{campaign.test}/test" if campaign.test else "cards")


def _campaign(sheet: Sheet, campaign: Campaign, paper: dict[str, Any]) -> dict[str, Any]:
    """What stands in no signed link, since the site itself says it. Days begin and end where the learner is."""
    trainer = sheet.renderer.manual.trainers[campaign.trainer]
    minutes, share = campaign.minutes, campaign.pass_share
    return {
        "id": campaign.id,
        "assignment": sha256(f"training-manual/campaign/1\n{campaign.id}".encode()).hexdigest()[:16],
        "set": paper["set"],
        "cards": list(campaign.cards),
        "title": sheet.words.plain(campaign.title),
        "by": trainer.name,
        "roles": [sheet.words.plain(sheet.renderer.manual.roles[role].name) for role in campaign.roles],
        "opens": campaign.opens.isoformat(),
        "due": campaign.due.isoformat(),
        "attempts": campaign.attempts,
        "minutes": (paper.get("minutes") or 0) if minutes is None else minutes,
        "pass": paper.get("pass", 0) if share is None else share,
        "n": campaign.items or paper.get("n", 0),
        "seed": "" if campaign.seed is None else str(campaign.seed),
        "key": trainer.public_key.letters,
    }


def assignable(sheet: Sheet) -> list[dict[str, Any]]:
    """Every set a trainer can assign, and what a paper of it is drawn by: practice sets, tests, sealed exams, cards,
    and what an edition asks again."""
    manual = sheet.renderer.manual
    chapters = [chapter for chapter in manual.shown_chapters if manual.practice(chapter.id)]
    listed = [_practice(sheet, chapter) for chapter in chapters]
    listed += [_chapter_test(sheet, c) for c in chapters if any(q.marks_itself for q in manual.practice(c.id))]
    listed += [_path_test(sheet, exam) for exam in manual.shown_exams if _is_sat_here(sheet.renderer, exam)]
    if manual.role_plays:
        cards = [
            {"id": c.id, "code": c.code, "title": sheet.words.plain(c.title), "url": sheet.url(f"card:{c.id}")}
            for c in manual.role_plays.values()
        ]
        listed.append({"set": "cards", "kind": "cards", "title": sheet.renderer.say("play.cards"), "cards": cards})
    return [*listed, *edition_sets(sheet)]


def _practice(sheet: Sheet, chapter: Chapter) -> dict[str, Any]:
    pool = sheet.renderer.manual.practice(chapter.id)
    title = sheet.renderer.say("practice.page_title", n=chapter.number, title=sheet.words.plain(chapter.title))
    paper = {"set": chapter.id, "kind": "practice", "title": title, "of": len(pool), "n": len(pool), "minutes": None}
    return paper | {
        "was": chapter.was,
        "pass": PASS_SHARE,
        "critical": any(question.critical for question in pool),
        "chapters": [chapter.id],
        "columns": None,
        "rows": [],
        "by": "objective",
        "without": [],
    }


def _chapter_test(sheet: Sheet, chapter: Chapter) -> dict[str, Any]:
    pool = [question for question in sheet.renderer.manual.practice(chapter.id) if question.marks_itself]
    measured = {question.objective for question in pool}
    title = sheet.renderer.say("test.chapter_title", n=chapter.number, title=sheet.words.plain(chapter.title))
    return _practice(sheet, chapter) | {
        "set": f"{chapter.id}/test",
        "was": [f"{earlier}/test" for earlier in chapter.was],
        "kind": "test",
        "title": title,
        "of": len(pool),
        "n": min(CHAPTER_TEST, len(pool)),
        "critical": any(question.critical for question in pool),
        "rows": [{"objective": o.id, "n": 1} for o in chapter.objectives if o.id in measured],
        "without": _judged([chapter], sheet.renderer.manual),
    }


def _judged(chapters: Iterable[Chapter], manual: Manual) -> list[str]:
    """Questions of the practice pages that no test asks: somebody must judge their answers."""
    return [q.id for chapter in chapters for q in manual.practice(chapter.id) if not q.marks_itself]


def _path_test(sheet: Sheet, exam: Exam) -> dict[str, Any]:
    manual = sheet.renderer.manual
    pool = manual.pool_of(exam)
    chapters = list(dict.fromkeys(chapter for chapter, _ in pool))
    return {
        "set": f"tests/{exam.id}",
        "was": [f"tests/{earlier}" for earlier in exam.was],
        "kind": "sealed" if exam.use == "exam" else "test",
        "title": sheet.words.plain(exam.title),
        "of": len(pool),
        "n": exam.items,
        "pass": exam.pass_share,
        "minutes": exam.minutes,
        "critical": any(question.critical for _, question in pool),
        "chapters": [chapter.id for chapter in chapters],
        "columns": exam.quotas,
        "rows": [row.data for row in exam.rows],
        "by": "tags",
        "without": [] if exam.use == "exam" else _judged(chapters, manual),
        **(_under_lock(sheet, exam) if exam.use == "exam" else {}),
    }


def _under_lock(sheet: Sheet, exam: Exam) -> dict[str, str]:
    digest = lock_of(sheet.renderer.manual, exam).digest
    return {"paper": relative(paper_path(exam.id), sheet.page), "digest": digest}


def _is_sat_here(renderer: Renderer, exam: Exam) -> bool:
    """A kept edition has no sealed papers: whoever sat has the code, and a new secret reaches only the present one."""
    return exam.use != "exam" or not renderer.kept


def made_files(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """What stands beside the pages of one language: (path from its root, content)."""
    for chapter in renderer.manual.shown_chapters:
        if renderer.manual.practice(chapter.id):
            yield bank_path(chapter.id), chapter_bank(renderer, chapter)
    for exam in renderer.manual.shown_exams:
        if exam.use == "exam" and _is_sat_here(renderer, exam):
            yield paper_path(exam.id), sealed_paper(renderer, exam)
