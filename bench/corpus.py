"""Made-up chapters for the benchmark: the same from the same seed, worded with pieces of the repository's content."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import yaml

CHAPTERS_A_PART = 20
QUESTIONS = 10
_CLAUSE = re.compile(r"[\u4e00-\u9fff]{5,16}")

Item = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """One chapter and its questions, as they stand in YAML."""

    chapter: Item
    pool: Item


@dataclass(frozen=True)
class Words:
    """What the repository's own content lends: clauses to mix, terms and values to point at."""

    clauses: tuple[str, ...]
    terms: tuple[Item, ...]
    brand: Item
    rubric: Item


def lent_words(content: Path) -> Words:
    """Clauses, terms, brand and rubric of a manual's content/ folder."""
    texts = (path.read_text("utf-8") for path in sorted(content.rglob("*.yml")))
    clauses = {clause for text in texts for clause in _CLAUSE.findall(text)}
    terms = [
        {"id": term["id"], "name": term["name"], "pinyin": term["pinyin"], "definition": _bare(term["definition"])}
        for term in yaml.safe_load((content / "terms.yml").read_text("utf-8"))
    ]
    brand = yaml.safe_load((content / "brand.yml").read_text("utf-8"))
    brand["manual"]["languages"] = [brand["manual"]["language"]]
    rubric = yaml.safe_load((content / "rubric.yml").read_text("utf-8"))
    return Words(tuple(sorted(clauses)), tuple(terms), brand, rubric)


def parts(chapters: int) -> list[Item]:
    wanted = -(-chapters // CHAPTERS_A_PART)
    return [{"id": f"part-{n:03}", "title": f"第 {n} 部分"} for n in range(1, wanted + 1)]


def make(words: Words, chapters: int, seed: int = 1) -> Iterator[Made]:
    """`chapters` chapters in order; a chapter does not depend on how many there are."""
    for number in range(1, chapters + 1):
        yield _Writer(words, random.Random(f"{seed}/{number}"), number).chapter()


def _bare(text: str) -> str:
    return re.sub(r"\[\[[^\]|]*\|?([^\]]*)\]\]|\{\{[^}]*\}\}|[*`]", r"\1", text)


class _Writer:
    """Writes one chapter."""

    def __init__(self, words: Words, chance: random.Random, number: int):
        self.words = words
        self.chance = chance
        self.number = number
        self._ids = count(1)

    def clause(self) -> str:
        """The head of one clause and the tail of another: grammar is lost, an honest vocabulary stays."""
        one, other = self.chance.choice(self.words.clauses), self.chance.choice(self.words.clauses)
        return one[: max(2, len(one) // 2)] + other[len(other) // 2 :]

    def sentence(self, clauses: int = 3) -> str:
        return "，".join(self.clause() for _ in range(clauses)) + "。"

    def paragraph(self) -> str:
        """Three sentences with one thing marked up: bold, a term or a value of the brand."""
        term = self.chance.choice(self.words.terms)["id"]
        limit = self.chance.choice(sorted(self.words.brand["limits"]))
        marked = self.chance.choice([f"**{self.clause()}**", f"[[{term}]]", f"{{{{limits.{limit}}}}}"])
        return f"{self.sentence()}{self.clause()}{marked}{self.sentence(2)}{self.sentence()}"

    def listing(self, mark: str) -> str:
        return "\n".join(f"{mark} {self.sentence(2)}" for _ in range(4))

    def id(self, kind: str) -> str:
        return f"{kind}-{next(self._ids)}"

    def chapter(self) -> Made:
        name = f"chapter-{self.number:04}"
        sections = [
            self.section(self.prose("-"), self.callout("tip"), self.checklist()),
            self.section(self.prose("1."), self.comparison(), self.callout("warn")),
            self.section(self.prose("-"), self.matrix(), self.callout("law")),
            self.section(self.prose("1."), self.callout("honesty")),
        ]
        chapter = {
            "id": name,
            "part": f"part-{(self.number - 1) // CHAPTERS_A_PART + 1:03}",
            "number": self.number,
            "title": self.clause(),
            "summary": self.sentence(2),
            "minutes": 30,
            "objectives": [{"id": f"objective-{n}", "text": self.clause()} for n in range(1, 4)],
            "sections": sections,
        }
        blocks = [block["id"] for section in sections for block in section["blocks"]]
        questions = [self.question(n, self.chance.choice(blocks)) for n in range(1, QUESTIONS + 1)]
        return Made(chapter, {"chapter": name, "questions": questions})

    def section(self, *blocks: Item) -> Item:
        return {"id": self.id("section"), "title": self.clause(), "blocks": list(blocks)}

    def prose(self, mark: str) -> Item:
        body = "\n\n".join([self.paragraph(), self.listing(mark), self.paragraph()]) + "\n"
        return {"id": self.id("prose"), "kind": "prose", "title": self.clause(), "body": body}

    def callout(self, tone: str) -> Item:
        return {"id": self.id("callout"), "kind": "callout", "tone": tone, "body": self.paragraph()}

    def checklist(self) -> Item:
        groups = [
            {
                "id": f"group-{g}",
                "name": self.clause(),
                "items": [{"id": f"item-{g}-{n}", "text": self.sentence(2), "note": self.clause()} for n in range(4)],
            }
            for g in range(2)
        ]
        own = {"id": self.id("checklist"), "kind": "checklist", "title": self.clause(), "mode": "tick"}
        return {**own, "groups": groups}

    def comparison(self) -> Item:
        criteria = [{"id": f"criterion-{n}", "name": self.clause()} for n in range(4)]
        options = [
            {
                "id": f"option-{n}",
                "name": self.clause(),
                "cells": [{"criterion": c["id"], "text": self.sentence(1)} for c in criteria],
            }
            for n in range(2)
        ]
        own = {"id": self.id("comparison"), "kind": "comparison", "title": self.clause(), "question": self.sentence(1)}
        return {**own, "criteria": criteria, "options": options}

    def matrix(self) -> Item:
        rows = [{"id": f"row-{n}", "name": self.clause()} for n in range(3)]
        columns = [{"id": f"column-{n}", "name": self.clause()} for n in range(3)]
        cells = [{"row": r["id"], "column": c["id"], "text": self.sentence(1)} for r in rows for c in columns]
        own = {"id": self.id("matrix"), "kind": "matrix", "title": self.clause()}
        return {**own, "rows": rows, "columns": columns, "cells": cells}

    def question(self, number: int, reread: str) -> Item:
        many = number % 5 == 0
        right = set(self.chance.sample(range(4), 2 if many else 1))
        options: list[Item] = []
        for n in range(4):
            option: Item = {"id": f"option-{n}", "text": self.sentence(2)}
            if n in right:
                option["correct"] = True
            options.append({**option, "feedback": self.sentence(2)})
        return {
            "id": f"question-{self.number:04}-{number:02}",
            "kind": "multiple" if many else "single",
            "prompt": self.sentence(2),
            "difficulty": 1 + number % 3,
            "objective": f"objective-{1 + number % 3}",
            "reread": reread,
            "explain": self.paragraph(),
            "options": options,
        }
