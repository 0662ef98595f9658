"""HTML set out for people: one element a line, inline markup left in its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

_INLINE = {"a", "b", "br", "code", "em", "i", "img", "small", "span", "strong", "sup", "tspan"}
# Ideographic and hard spaces are text.
_SPACE = re.compile(r"[ \t\n]+")
_VOID = {"br", "hr", "img", "input", "link", "meta", "source"}


@dataclass
class _Element:
    name: str
    opening: str
    children: list[_Element | str] = field(default_factory=list)

    @property
    def is_inline(self) -> bool:
        if self.name == "svg":
            return not self.children  # an icon, drawn elsewhere
        return self.name in _INLINE and all(isinstance(c, str) or c.is_inline for c in self.children)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Element("", "")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = _Element(tag, re.sub(r"\s*\n\s*", " ", self.get_starttag_text() or ""))
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(_Element(tag, self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open[-1].name, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(escape(_SPACE.sub(" ", data), quote=False).replace("\u00a0", "&nbsp;"))


def unfolded(html: str) -> str:
    tree = _Tree()
    tree.feed(str(html))  # safe markup would escape what is joined to it
    tree.close()
    assert len(tree.open) == 1, f"<{tree.open[-1].name}> is not closed"
    return "\n".join(line for child in tree.open[0].children for line in _lines(child, "")) + "\n"


def _lines(node: _Element | str, indent: str) -> Iterator[str]:
    if isinstance(node, str):
        if node.strip(" "):
            yield indent + node.strip(" ")
    elif all(isinstance(c, str) or c.is_inline for c in node.children):
        yield indent + _flat(node)
    else:
        yield indent + node.opening
        for child in _sentences(node.children):
            yield from _lines(child, indent + "  ")
        yield f"{indent}</{node.name}>"


def _sentences(children: list[_Element | str]) -> Iterator[_Element | str]:
    """Children with runs of text and inline markup joined, since a line break between them would be a space."""
    run = ""
    for child in children:
        if isinstance(child, str) or child.is_inline:
            run += child if isinstance(child, str) else _flat(child)
            continue
        if run.strip(" "):
            yield run
        run = ""
        yield child
    if run.strip(" "):
        yield run


def _flat(node: _Element) -> str:
    inner = "".join(c if isinstance(c, str) else _flat(c) for c in node.children)
    if node.name in _VOID or node.opening.endswith("/>"):
        return node.opening
    return f"{node.opening}{inner if node.name in _INLINE else inner.strip(' ')}</{node.name}>"
