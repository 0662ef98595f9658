"""The text of an exam's file with its secret written or replaced; all else stays as its author left it."""

from __future__ import annotations

from training_manual.reading.nodes import Mapping, Node, Scalar, read_nodes
from training_manual.reading.typed import plain_data


def with_secret(text: str, secret: str) -> str | None:
    """`text` with this secret, in the old one's line or in a new one at its end; None where its shape forbids it."""
    node, _ = read_nodes("", text.encode())
    if not isinstance(node, Mapping):
        return None
    key, value = node.key("secret"), node.get("secret")
    if key is None:
        written: str | None = f"{text.rstrip()}\n{' ' * node.column}secret: {secret}\n"
    else:
        written = _in_its_line(text.split("\n"), key, value, secret)
    return written if written and _says(written, node, secret) else None


def _in_its_line(rows: list[str], key: Scalar, value: Node | None, secret: str) -> str | None:
    if not isinstance(value, Scalar) or (not value.missing and value.line != key.line):
        return None
    before, colon, behind = rows[key.line].partition(":")
    behind = behind.strip()
    comment = behind[behind.find("#") :] if behind.startswith("#") or " #" in behind else ""
    rows[key.line] = f"{before}{colon} {secret}" + (f"  {comment}" if comment else "")
    return "\n".join(rows)


def _says(written: str, before: Mapping, secret: str) -> bool:
    """Whether the new text says what the old one did, and this secret: YAML has more shapes than one."""
    node, problems = read_nodes("", written.encode())
    return not problems and node is not None and plain_data(node) == {**plain_data(before), "secret": secret}
