"""What has changed since the last release, for the terminal and for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from training_manual.editions.comparing import total
from training_manual.model.edition import Change, Lineage, What

WHAT: dict[What, str] = {
    "added": "新增 / added",
    "removed": "删去 / removed",
    "material": "要重读 / material",
    "words": "只改字句 / words only",
    "moved": "换了地方 / moved",
}
REASON = {
    "kind": "种类 kind",
    "key": "答案 key",
    "atoms": "增减条目 parts",
    "order": "顺序 order",
    "limit": "时限金额 limit",
    "token": "名称 token",
    "owner": "由谁做 owner",
    "structure": "结构 structure",
    "wording": "字句 wording",
    "translation": "译文 translation",
}


def as_lines(line: Lineage, language: str) -> str:
    """Grouped by what became of the items, each with its reasons, its languages and what cites it."""
    if line.latest is None:
        return "还没有发布过。/ Nothing was released yet."
    changes = line.since_latest
    if not changes:
        return f"和 {line.latest.number} 版一样。/ The same as edition {line.latest.number}."
    rows = [f"{line.latest.number} → 工作稿 / working copy: {len(changes)}"]
    for what, name in WHAT.items():
        group = [change for change in changes if change.what == what]
        if group:
            rows += ["", f"{name} ({total(group)[what]})"]
            for change in group:
                rows += _told(change, language)
    waiting = sum(change.undecided for change in changes)
    if waiting:
        rows += ["", f"{waiting} 处字句要裁定（?）/ {waiting} changes of words to be judged (?)"]
    return "\n".join(rows)


def _told(change: Change, language: str) -> Iterator[str]:
    mark = "?" if change.undecided else " "
    title = (change.item.title.get(language) or "").replace("\n", " ")
    yield f"{mark} {change.ref}  {title[:40]}"
    about = [REASON[reason] for reason in change.reasons]
    if change.moved:
        about.append(_from(change))
    if change.languages and change.what not in ("added", "removed"):
        about.append(" ".join(change.languages))
    if about:
        yield f"      {'，'.join(about)}"
    if change.cited_by:
        yield f"      被引用 cited by: {', '.join(change.cited_by)}"


def _from(change: Change) -> str:
    old, new = change.old, change.new
    if old is None or new is None or (old.ref == new.ref and (old.chapter, old.section) == (new.chapter, new.section)):
        return "次序 place"
    return (
        f"原是 was {old.ref}"
        if old.ref != new.ref
        else f"原在 from {old.chapter}{'#' if old.section else ''}{old.section}"
    )


def as_json(line: Lineage) -> str:
    """`{base, changes: [{item, was, group, what, moved, reasons, languages, cited_by, undecided, texts}]}`."""
    rows = [
        {
            "item": change.ref,
            "was": change.old.ref if change.old and change.old.ref != change.ref else None,
            "group": change.item.group,
            "what": change.what,
            "moved": change.moved,
            "reasons": change.reasons,
            "languages": change.languages,
            "cited_by": change.cited_by,
            "undecided": change.undecided,
            "texts": {
                language: [{"field": p.field, "old": p.old, "new": p.new} for p in change.passages(language)]
                for language in change.languages
            },
        }
        for change in line.since_latest
    ]
    base = line.latest.number if line.latest else None
    return json.dumps({"base": base, "changes": rows}, ensure_ascii=False, indent=1)
