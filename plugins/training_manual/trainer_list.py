"""The text of quizzes/trainers.yml with a trainer added or withdrawn; all else stays as its author left it."""

from __future__ import annotations

import json
import re
from datetime import date

from training_manual.model.public_key import bare
from training_manual.reading.nodes import Mapping, Sequence, read_nodes

PATH = "quizzes/trainers.yml"
MODELINE = "# yaml-language-server: $schema="
HEAD = """\
# 培训师和他们的公钥。登记一位：training-manual trainer add 编号 --name 姓名 --key TMK1…
# Trainers and their public keys; to list one: training-manual trainer add ID --name NAME --key TMK1…
"""
_EMPTY = re.compile(r"^\[\s*\][ \t]*(?:#.*)?$\n?", re.MULTILINE)


def headed(with_schema: bool) -> str:
    """What a new list begins with."""
    return f"{MODELINE}../schema/trainers.json\n{HEAD}" if with_schema else HEAD


def with_trainer(text: str, own: str, name: str, key: str, since: date, outlet: str | None = None) -> str:
    """`text` with one more entry at its end."""
    fields = {"id": own, "name": name, "key": bare(key), "since": since.isoformat(), "outlet": outlet}
    rows = [f"{field}: {_written(value)}" for field, value in fields.items() if value]
    listed = _EMPTY.sub("", text or headed(False)).rstrip("\n")
    return (listed + "\n" if listed else "") + f"- {rows[0]}\n" + "".join(f"  {row}\n" for row in rows[1:])


def with_withdrawal(text: str, own: str, day: date) -> str | None:
    """`text` with the day behind the trainer's `since`; None where there is no such entry to write into."""
    node, _ = read_nodes(PATH, text.encode())
    for entry in node.items if isinstance(node, Sequence) else ():
        if not isinstance(entry, Mapping) or getattr(entry.get("id"), "text", None) != own:
            continue
        since = entry.key("since")
        rows = text.split("\n")
        # Only where `since` has a line of its own can another one stand below it.
        if since is None or rows[since.line][: since.column].strip(" -"):
            return None
        rows.insert(since.line + 1, " " * since.column + f"withdrawn: {day.isoformat()}")
        return "\n".join(rows)
    return None


def _written(value: str) -> str:
    """Bare where YAML reads it as it looks, else in double quotes, which take JSON's escapes."""
    return value if re.fullmatch(r"[\w.-]+(?: [\w.-]+)*", value) and not value.startswith("-") else _quoted(value)


def _quoted(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
