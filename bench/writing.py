"""The same made-up chapters written twice: as a manual for our plugin, and as Markdown for bare Material."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from corpus import Item, Made, Words, make, parts

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_REFERENCE = re.compile(r"\[\[([a-z0-9-]+)\]\]")
_TOKEN = re.compile(r"\{\{limits\.([a-z_]+)\}\}")
_UNITS = {"ring": "声", "minute": "分钟", "hour": "小时", "day": "天", "workday": "个工作日"}
_TONES = {"tip": "tip", "warn": "danger", "law": "info", "honesty": "note"}
EXTENSIONS = ["admonition", "attr_list", "md_in_html", "tables", "toc", "pymdownx.details", {"pymdownx.tasklist": {}}]


def write_manual(root: Path, frame: Path, words: Words, chapters: int) -> int:
    """A manual for the plugin below `root`; `frame` is the repository's mkdocs.yml. Says how many characters it has."""
    listed = parts(chapters)
    roles = [{"id": "newcomer", "name": "新员工", "path": ["chapter-0001"]}]
    _dump(root / "content/brand.yml", words.brand)
    _dump(root / "content/rubric.yml", words.rubric)
    _dump(root / "content/parts.yml", listed)
    _dump(root / "content/roles.yml", roles)
    _dump(root / "content/terms.yml", list(words.terms))
    _dump(root / "content/sources.yml", [])
    _dump(root / "content/syllabus.yml", [])
    _dump(root / "content/tags.yml", [])
    held = 0
    for made in make(words, chapters):
        held += _dump(root / f"content/chapters/{made.chapter['id']}.yml", made.chapter)
        held += _dump(root / f"quizzes/{made.chapter['id']}.yml", made.pool)
    _dump(root / "mkdocs.yml", _frame(frame))
    return held


def write_markdown(root: Path, frame: Path, words: Words, chapters: int) -> int:
    """The same content as Markdown below `root`, a page a chapter. Says how many characters it has."""
    nav: dict[str, list[dict[str, str]]] = {part["id"]: [] for part in parts(chapters)}
    held, home = 0, [f"# {words.brand['manual']['title']}\n"]
    for made in make(words, chapters):
        chapter = made.chapter
        file = f"chapters/{chapter['id']}.md"
        held += _write(root / "docs" / file, "\n\n".join(_Markdown(words).chapter(made)) + "\n")
        nav[chapter["part"]].append({f"{chapter['number']} {chapter['title']}": file})
        home.append(f"- [{chapter['title']}]({file})")
    _write(root / "docs/index.md", "\n".join(home) + "\n")
    terms = (f"## {term['name']} {{#{term['id']}}}\n\n{term['definition']}" for term in words.terms)
    _write(root / "docs/glossary.md", "# 术语\n\n" + "\n\n".join(terms) + "\n")
    titles = {part["id"]: part["title"] for part in parts(chapters)}
    config = _frame(frame)
    config |= {"docs_dir": "docs", "plugins": ["search"], "markdown_extensions": EXTENSIONS}
    config["nav"] = [{"首页": "index.md"}, *({titles[p]: pages} for p, pages in nav.items()), {"术语": "glossary.md"}]
    _dump(root / "mkdocs.yml", config)
    return held


def _frame(frame: Path) -> dict[str, Any]:
    config: dict[str, Any] = yaml.safe_load(frame.read_text("utf-8"))
    assert "navigation.prune" in config["theme"]["features"], "without it both sides measure the navigation"
    return config


def _dump(path: Path, data: object) -> int:
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return _write(path, text)


def _write(path: Path, text: str) -> int:
    """Says how many Chinese characters were written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return len(_CHINESE.findall(text))


class _Markdown:
    """A chapter as an author without our plugin would write it: admonitions, tables, folded answers."""

    def __init__(self, words: Words):
        self.names = {term["id"]: term["name"] for term in words.terms}
        self.limits = words.brand["limits"]

    def text(self, text: str) -> str:
        text = _REFERENCE.sub(lambda m: f"[{self.names[m[1]]}](../glossary.md#{m[1]})", text)
        return _TOKEN.sub(lambda m: self.value(self.limits[m[1]]), text).rstrip("\n")

    def value(self, limit: Item) -> str:
        return limit["text"] if "text" in limit else f"{limit['n']} {_UNITS[limit['unit']]}"

    def chapter(self, made: Made) -> Iterator[str]:
        chapter = made.chapter
        yield f"# {chapter['title']}"
        yield self.text(chapter["summary"])
        yield _rows("-", (o["text"] for o in chapter["objectives"]))
        for section in chapter["sections"]:
            yield f"## {section['title']} {{#{section['id']}}}"
            for block in section["blocks"]:
                yield from getattr(self, block["kind"])(block)
        yield "## 自测"
        for question in made.pool["questions"]:
            yield from self.question(question)

    def prose(self, block: Item) -> Iterator[str]:
        yield _heading(block)
        yield self.text(block["body"])

    def callout(self, block: Item) -> Iterator[str]:
        yield f'!!! {_TONES[block["tone"]]} ""\n    {self.text(block["body"])}'

    def checklist(self, block: Item) -> Iterator[str]:
        yield _heading(block)
        for group in block["groups"]:
            yield f"#### {group['name']}"
            yield _rows("- [ ]", (f"{item['text']} {item['note']}" for item in group["items"]))

    def comparison(self, block: Item) -> Iterator[str]:
        yield _heading(block)
        yield block["question"]
        options = block["options"]
        cells = [[o["cells"][at]["text"] for o in options] for at in range(len(block["criteria"]))]
        yield _table([o["name"] for o in options], [c["name"] for c in block["criteria"]], cells)

    def matrix(self, block: Item) -> Iterator[str]:
        yield _heading(block)
        columns, texts = block["columns"], [cell["text"] for cell in block["cells"]]
        cells = [texts[at : at + len(columns)] for at in range(0, len(texts), len(columns))]
        yield _table([c["name"] for c in columns], [r["name"] for r in block["rows"]], cells)

    def question(self, question: Item) -> Iterator[str]:
        yield f"### {question['prompt']}"
        yield _rows("-", (option["text"] for option in question["options"]))
        marks = {True: "**对** ", False: ""}
        told = (f"{marks['correct' in o]}{o['feedback']}" for o in question["options"])
        answer = [*_rows("1.", told).split("\n"), "", self.text(question["explain"])]
        yield '??? success "答案"\n' + "\n".join(f"    {row}".rstrip() for row in answer)


def _heading(block: Item) -> str:
    return f"### {block['title']} {{#{block['id']}}}"


def _rows(mark: str, texts: Iterable[str]) -> str:
    return "\n".join(f"{mark} {text}" for text in texts)


def _table(head: list[str], names: list[str], cells: list[list[str]]) -> str:
    rows = [["", *head], ["---"] * (len(head) + 1), *([n, *row] for n, row in zip(names, cells, strict=True))]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
