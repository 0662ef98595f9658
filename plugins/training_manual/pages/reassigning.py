"""What an edition lets a trainer assign: its changed questions once more, and its sections to be read and confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from training_manual.model.campaign import Campaign
from training_manual.model.manual import Manual
from training_manual.model.touched import WORKING, Touched, latest_touched, touched
from training_manual.pages.confirming import confirm_data
from training_manual.pages.testing import PASS_SHARE
from training_manual.rendering.renderer import Sheet


def edition_sets(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Sets of kind delta and confirm, the latest edition's first; without a release there are none.

    Those of older editions are `past`: links to them are out, nobody writes new ones. What was asked of the sources
    goes on as what the latest edition asks, once nothing has come after it.
    """
    manual = sheet.renderer.manual
    if not manual.lineage.editions:
        return
    now, sections = (WORKING, manual.lineage.editions[-1].number), confirm_data(sheet)["sections"]
    notices = [one for one in sections if one["what"] == "notice"]
    steps = touched(manual)
    for step in steps:
        was = (WORKING,) if step is steps[0] and step.edition != WORKING else ()
        if step.questions and step.edition in now:
            yield _delta(sheet, step) | {"was": [f"changes/{earlier}" for earlier in was]}
        changed = [one | {"what": step.sections[one["ref"]]} for one in sections if one["ref"] in step.sections]
        if listed := [*(notices if step.edition in now else []), *changed]:
            title = sheet.renderer.say("register.confirm-changes", text=_edition(sheet, step.edition))
            found = _confirm(f"confirm/{_dashed(step.edition)}", title, listed, step.edition not in now)
            yield found | {"was": [f"confirm/{earlier}" for earlier in was]}
    yield _confirm("confirm/all", sheet.renderer.say("register.confirm-all"), sections, False)


def edition_set(manual: Manual, campaign: Campaign) -> str:
    """The set of a campaign that asks for an edition's changes, or for everything to be confirmed."""
    if campaign.confirm == "all":
        return "confirm/all"
    return f"{'confirm' if campaign.confirm else 'changes'}/{_dashed(latest_touched(manual).edition)}"


def roles_known(sheet: Sheet) -> list[dict[str, Any]]:
    """Every role with its names in all languages: a list of learners is written in any of them."""
    manual, plain = sheet.renderer.manual, sheet.words.plain
    frozen = manual.lineage.present.items if manual.lineage.present else {}
    return [
        {
            "id": role.id,
            "name": plain(role.name),
            "names": sorted(
                {plain(role.name), *(frozen[ref].title.values() if (ref := f"roles.{role.id}") in frozen else ())}
            ),
        }
        for role in manual.roles.values()
    ]


def _delta(sheet: Sheet, step: Touched) -> dict[str, Any]:
    """A practice paper over these questions alone; it is marked with the banks of their chapters."""
    manual = sheet.renderer.manual
    asked = [
        (chapter, question)
        for chapter in manual.shown_chapters
        for question in manual.practice(chapter.id)
        if question.id in step.questions
    ]
    return {
        "set": f"changes/{_dashed(step.edition)}",
        "kind": "delta",
        "title": sheet.renderer.say("register.delta", text=_edition(sheet, step.edition)),
        "of": len(asked),
        "n": len(asked),
        "minutes": None,
        "pass": PASS_SHARE,
        "critical": any(question.critical for _, question in asked),
        "chapters": list(dict.fromkeys(chapter.id for chapter, _ in asked)),
        "columns": None,
        "rows": [],
        "by": "objective",
        "without": [],
        "only": [question.id for _, question in asked],
    }


def _confirm(name: str, title: str, sections: list[dict[str, Any]], past: bool) -> dict[str, Any]:
    found = {"set": name, "kind": "confirm", "title": title, "of": len(sections), "sections": sections}
    return found | ({"past": True} if past else {})


def _edition(sheet: Sheet, edition: str) -> str:
    return sheet.renderer.say("register.working") if edition == WORKING else edition


def _dashed(edition: str) -> str:
    """As it may stand in the name of a set."""
    return edition.replace(".", "-")
