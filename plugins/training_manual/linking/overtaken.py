"""What releases have made void: notices one of them ended, exam questions whose answers one of them showed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from training_manual.model.manual import Manual
from training_manual.model.notice import Notice
from training_manual.problem import Code, Problem


def overtaken(notices: Iterable[Notice], manual: Manual) -> Iterator[Problem]:
    """A warning for each of `notices` that is shown no more, and for each exam question that was one to practise."""
    editions, shown = manual.lineage.editions, {notice.id for notice in manual.notices}
    for notice in notices:
        if notice.id not in shown:
            about = {"until": notice.until, "latest": editions[-1].number}
            yield Problem(notice.provenance.place(("until",)), Code.NOTICE_OVER, about)
    for question in (q for pool in manual.pools.values() for q in pool.questions if q.use == "exam"):
        practised = (e.number for e in editions if (i := e.items.get(question.id)) and i.group == "question")
        if number := next(practised, None):
            yield Problem(
                question.provenance.place(("use",)), Code.SHOWN_BEFORE, {"id": question.id, "edition": number}
            )
