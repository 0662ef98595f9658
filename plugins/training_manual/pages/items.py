"""What a page's scripts must know of the manual to speak of progress: chapters, sections and items."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from training_manual.item import Question
from training_manual.model.chapter import Chapter, Section
from training_manual.model.manual import Manual
from training_manual.rendering.renderer import Sheet
from training_manual.wording import full_block_ref


def items_data(sheet: Sheet, chapters: Iterable[Chapter], asked: Container[str] | None = None) -> dict[str, Any]:
    """`{chapters: [{id, number, title, url, practice, was, minutes, objectives, sections, items}], tags}`.

    Addresses are seen from the sheet's page; texts are plain; `tags` names every competency. With `asked`, items are
    those questions alone.
    """
    manual, plain = sheet.renderer.manual, sheet.words.plain
    listed = []
    for chapter in chapters:
        sections = [
            {"id": s.id, "title": plain(s.title), "tag": manual.section_tags[f"{chapter.id}#{s.id}"]}
            | ({"was": before} if (before := section_was(manual, chapter, s)) else {})
            for s in chapter.sections
        ]
        pool = [q for q in manual.practice(chapter.id) if asked is None or q.id in asked]
        listed.append(
            {
                "id": chapter.id,
                "number": chapter.number,
                "title": plain(chapter.title),
                "url": sheet.url(chapter.id),
                "practice": sheet.url(f"practice:{chapter.id}"),
                "was": chapter.was,
                "minutes": chapter.minutes,
                "objectives": [{"id": o.id, "text": plain(o.text)} for o in chapter.objectives],
                "sections": sections,
                "items": [item_data(sheet, chapter, question) for question in pool],
            }
        )
    return {"chapters": listed, "tags": {tag.id: plain(tag.name) for tag in manual.competencies.values()}}


def item_data(sheet: Sheet, chapter: Chapter, question: Question) -> dict[str, Any]:
    """One question without anything that gives its answer away."""
    target = full_block_ref(question.reread, chapter.id)
    return {
        "id": question.id,
        "tag": sheet.renderer.manual.tags[question.id],
        "was": question.was,
        "chapter": chapter.id,
        "objective": question.objective,
        "difficulty": question.difficulty,
        "tags": question.tags,
        "critical": question.critical,
        "points": question.points,
        "prompt": sheet.words.plain(question.prompt),
        "reread": sheet.url(target),
        "title": sheet.words.plain(sheet.renderer.addresses.title(target)),
    }


def item_tag(manual: Manual, question: Question) -> str:
    """What a script needs to find an answer to `question` in a record: `id:tag`, earlier ids behind."""
    return ":".join((question.id, manual.tags[question.id], *question.was))


def item_tags(manual: Manual) -> str:
    """Those of every practice question, parted by spaces."""
    return " ".join(item_tag(manual, q) for chapter in manual.shown_chapters for q in manual.practice(chapter.id))


def section_was(manual: Manual, chapter: Chapter, section: Section) -> list[str]:
    """Earlier references of a section that had another name, or stood in another chapter."""
    return list(manual.earlier_names(f"{chapter.id}#{section.id}", section)) if section.was else []
