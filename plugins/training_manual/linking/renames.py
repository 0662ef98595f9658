"""Does every `was` name something of before, and only one item each? Else old addresses and answers go astray."""

from __future__ import annotations

import re
from collections.abc import Iterator

from training_manual.model.manual import Manual
from training_manual.problem import Code, Problem
from training_manual.reading.scalars import ID_PATTERN

_BELOW_A_CHAPTER = re.compile(f"(?:{ID_PATTERN[1:-1]}#)?{ID_PATTERN[1:-1]}")


def rename_problems(manual: Manual) -> Iterator[Problem]:
    homes = {question.id: pool.chapter for pool in manual.pools.values() for question in pool.questions}
    present = {ref: item for ref, item in manual.records() if hasattr(item, "was")}
    claimed: dict[str, tuple[str, str]] = {}
    for ref, item in present.items():
        for index, (written, name) in enumerate(
            zip(getattr(item, "was", ()), manual.earlier_names(ref, item), strict=False)
        ):
            place, about = item.provenance.place(("was", index)), {"id": written}
            home = homes.get(ref) or ref.partition("#")[0]
            if not _is_name(ref, written):
                yield Problem(place, Code.NOT_AN_ID, {"value": written})
            elif name in present:
                yield Problem(place, Code.STILL_THERE, about | {"first": str(present[name].provenance.place(("id",)))})
            elif name in claimed and claimed[name][0] != home:  # of what was split, both halves may name the whole
                yield Problem(place, Code.CLAIMED_TWICE, about | {"first": claimed[name][1]})
            claimed.setdefault(name, (home, str(place)))


def _is_name(ref: str, written: str) -> bool:
    return bool((_BELOW_A_CHAPTER.fullmatch if "#" in ref else re.compile(ID_PATTERN).fullmatch)(written))
