"""What the desk must know to mark and to show: a chapter's open bank, and of an exam the key file and its paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from training_manual.interaction import Arrange, Choose, Fill, Interaction, Pair, Walk, Write
from training_manual.item import Question
from training_manual.model.chapter import Chapter
from training_manual.model.exam import Exam
from training_manual.model.manual import Manual
from training_manual.rendering.addresses import ASSIGNMENT, DESK
from training_manual.rendering.renderer import Renderer, Sheet
from training_manual.rendering.standing import Asked
from training_manual.sealing import Lock, pool_digest, seal_paper

Pool = Sequence[tuple[Chapter, Question]]
_LINK = re.compile(r"</?a\b[^>]*>")


def bank_path(chapter: str) -> str:
    return f"{DESK}bank/{chapter}.json"


def paper_path(exam: str) -> str:
    return f"tests/{exam}/paper.sealed"


def bank(sheet: Sheet, pool: Pool, sealed: bool = False) -> dict[str, Any]:
    """Questions with their keys, in the words of the sheet's page; of a sealed exam without revision tags."""
    return {"items": [_item(sheet, chapter, one, sealed) for chapter, one in _asked(sheet, pool)]}


def chapter_bank(renderer: Renderer, chapter: Chapter) -> bytes:
    """The file a chapter's practice answers are marked with at the desk."""
    pool = [(chapter, question) for question in renderer.manual.practice(chapter.id)]
    return _packed(bank(renderer.on(DESK), pool))


def sealed_paper(renderer: Renderer, exam: Exam) -> bytes:
    """The file of a sealed exam in the language of `renderer`: all its questions, nothing of their answers."""
    assert exam.secret is not None, "an exam without a secret does not pass `check`"
    plain = paper_plain(renderer, exam)
    return seal_paper(plain, lock_of(renderer.manual, exam), exam.secret, renderer.manual.language)


def paper_plain(renderer: Renderer, exam: Exam) -> bytes:
    """What lies under the lock: the items to draw from, and the forms of all of them."""
    sheet, pool = renderer.on(ASSIGNMENT), renderer.manual.pool_of(exam)
    html = sheet.template("pages/sealed_paper.html", asked=[one for _, one in _asked(sheet, pool)], sealed=True)
    # No way leads out of a paper: not to the glossary, and not to the page that tells the answer.
    return _packed({"items": [_public(chapter, one) for chapter, one in pool], "html": _LINK.sub("", html)})


def lock_of(manual: Manual, exam: Exam) -> Lock:
    questions = [question for _, question in manual.pool_of(exam)]
    return Lock(manual.openings[exam.id], manual.brand.manual.code, exam.id, pool_digest(questions))


def key_file(renderers: Mapping[str, Renderer], exam: str, edition: int | str) -> dict[str, Any]:
    """Everything a trainer needs for a sealed exam. `renderers`: one a language, the main one first."""
    first = next(iter(renderers.values())).manual
    found, lock = first.exams[exam], lock_of(first, first.exams[exam])
    in_blueprint = dict.fromkeys(row.tag for row in found.rows if row.tag)
    asked = dict.fromkeys([*in_blueprint, *(tag for _, question in first.pool_of(found) for tag in question.tags)])
    sheets = {language: renderer.on(DESK) for language, renderer in renderers.items()}
    return {
        "format": "training-manual/key/1",
        "manual": lock.manual,
        "exam": exam,
        "edition": edition,
        "digest": lock.digest,
        "opening": lock.code,
        "pass": found.pass_share,
        "minutes": found.minutes,
        "n": found.items,
        "columns": found.quotas,
        "rows": [row.data for row in found.rows],
        "titles": {language: _title(sheet, exam) for language, sheet in sheets.items()},
        "names": {tag: {language: _name(sheet, tag) for language, sheet in sheets.items()} for tag in asked},
        "banks": {language: bank(sheet, _pool(sheet, exam), sealed=True) for language, sheet in sheets.items()},
    }


def _title(sheet: Sheet, exam: str) -> str:
    return sheet.words.plain(sheet.renderer.manual.exams[exam].title)


def _name(sheet: Sheet, tag: str) -> str:
    return sheet.words.plain(sheet.renderer.manual.competencies[tag].name)


def _pool(sheet: Sheet, exam: str) -> Pool:
    manual = sheet.renderer.manual
    return manual.pool_of(manual.exams[exam])


def _asked(sheet: Sheet, pool: Pool) -> list[tuple[Chapter, Asked]]:
    """Numbered through the whole pool."""
    ready = []
    for number, (chapter, question) in enumerate(pool, 1):
        (one,) = sheet.asked(chapter, (question,), number)
        ready.append((chapter, one))
    return ready


def _public(chapter: Chapter, question: Question) -> dict[str, Any]:
    """What a paper is drawn and summed up by."""
    return {
        "id": question.id,
        "chapter": chapter.id,
        "difficulty": question.difficulty,
        "points": question.points,
        "critical": question.critical,
        "tags": question.tags,
        "objective": question.objective,
    }


def _item(sheet: Sheet, chapter: Chapter, one: Asked, sealed: bool) -> dict[str, Any]:
    question, plain = one.question, sheet.words.plain
    tag = {} if sealed else {"tag": one.tag}
    named = {"kind": question.kind, "hand": one.interaction.kind, "prompt": plain(question.prompt)}
    earlier = {"was": question.was} if question.was else {}
    return (
        _public(chapter, question) | tag | earlier | named | {"marking": one.marking} | _shown(one.interaction, sheet)
    )


def _shown(interaction: Interaction, sheet: Sheet) -> dict[str, Any]:
    """What an answer is shown with, by the interaction."""
    plain = sheet.words.plain

    def texts(atoms: Iterable[Any]) -> dict[str, str]:
        return {atom.id: plain(atom.text) for atom in atoms}

    match interaction:
        case Choose(options=options, many=many, claim=claim):
            return {"many": many, "atoms": texts(options), **({"claim": plain(claim)} if claim else {})}
        case Arrange(items=items):
            return {"many": False, "atoms": texts(items)}
        case Pair(rows=rows, choices=choices, scene=scene):
            given = {"scene": plain(scene)} if scene else {}
            return {"many": False, "atoms": texts(rows), "choices": texts(choices), **given}
        case Fill(unit=unit):
            return {"many": False, "atoms": {}, **({"unit": unit} if unit else {})}
        case Write(poor=poor, criteria=criteria, sample=sample):
            listed = [{"id": row.id, "text": plain(row.text), "critical": row.critical} for row in criteria]
            return {"many": False, "atoms": {}, "criteria": listed, "sample": plain(sample), "poor": plain(poor)}
        case Walk(nodes=nodes):
            atoms = {f"{node.id}.{turn.id}": plain(turn.text) for node in nodes for turn in node.choices}
            return {"many": False, "atoms": atoms}


def _packed(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
