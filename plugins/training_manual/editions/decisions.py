"""A decisions file to fill in: every change since the last release, those that somebody has to judge first."""

from __future__ import annotations

import json
from collections.abc import Iterator

from training_manual.model.edition import Change, Lineage

_HEAD = """\
# HQ 的裁定：发布前逐条填好，training-manual edition release 版次 --decisions 这个文件
# Headquarters' decisions: fill in each one, then release with --decisions THIS-FILE
# verdict: words     只是字句，谁也不用重读、重做 / words alone, nobody reads or answers it again
# verdict: material  意思变了，都要重读、重做；note 必填 / the meaning changed, everybody does; needs a note
"""


def decisions_text(line: Lineage, languages: tuple[str, ...]) -> str:
    """YAML. Entries that need no verdict stand behind, commented out: a note is welcome there."""
    waiting = [change for change in line.since_latest if change.undecided]
    others = [change for change in line.since_latest if not change.undecided]
    rows = [
        _HEAD,
        "edition:  # 版次 / the number",
        "note:  # 这一版改了什么 / what it is about",
        *(f"  {one}:" for one in languages),
    ]
    rows.append("changes:")
    for change in waiting:
        rows += _entry(change, languages)
    if others:
        rows.append("# 下面的不用裁定；想告诉读者为什么，就去掉 # 写 note / no verdict needed; a note is welcome")
        for change in others:
            rows += [f"# {row}" for row in _entry(change, languages)]
    return "\n".join(rows) + "\n"


def _entry(change: Change, languages: tuple[str, ...]) -> Iterator[str]:
    yield f"  # {change.what}  {change.item.title[languages[0]][:60]}".replace("\n", " ")
    for passage in change.passages(languages[0]) if change.undecided else ():
        yield f"  #   - {_quoted(passage.old)}"
        yield f"  #   + {_quoted(passage.new)}"
    yield f"  - item: {json.dumps(change.ref)}"
    if change.undecided:
        yield f'    wording: "{change.item.print}"  # 不用改 / leave as it is'
        yield "    verdict:"
    yield "    note:"
    yield from (f"      {language}:" for language in languages)


def _quoted(text: str | None) -> str:
    return json.dumps(text or "", ensure_ascii=False)
