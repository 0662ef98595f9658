"""Samples of every kind of block and question, as an author writes them: full, minimal, and further looks.

They stand in a small manual of their own (`samples/manual/`), so whatever they refer to exists wherever they are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

from training_manual.item import Block, Question
from training_manual.linking import Folder, link
from training_manual.model.chapter import Chapter
from training_manual.model.manual import Manual
from training_manual.problem import as_text

# The chapter each sample stands in; ids differ within a chapter, and every further look has a third one.
CHAPTERS = {"full": "samples", "minimal": "samples-short"}
FURTHER = "samples-more"
_NAME = re.compile(r"([a-z][a-z-]*):")


@dataclass(frozen=True)
class Sample:
    """One sample: the kind it shows, what it is called among its kind's, and its YAML from the left margin."""

    wing: str
    """blocks or questions."""
    kind: str
    name: str
    """full: every field used. minimal: required fields only. Any other: a further look of the kind."""
    yaml: str

    @property
    def id(self) -> str:
        return next(line.partition(":")[2].strip() for line in self.yaml.splitlines() if line.startswith("id:"))

    @property
    def chapter(self) -> str:
        return CHAPTERS.get(self.name, FURTHER)


@dataclass(frozen=True)
class Samples:
    """Every sample, and the manual in which they stand and hold."""

    manual: Manual
    samples: tuple[Sample, ...]

    def of(self, wing: str, kind: str) -> Iterator[Sample]:
        """The samples of a kind, full first."""
        return (sample for sample in self.samples if (sample.wing, sample.kind) == (wing, kind))

    def chapter(self, sample: Sample) -> Chapter:
        return self.manual.chapter_by_id[sample.chapter]

    def block(self, sample: Sample) -> Block:
        return next(block for block in self.chapter(sample).blocks if block.id == sample.id)

    def question(self, sample: Sample) -> Question:
        return next(question for question in self.manual.pools[sample.chapter].questions if question.id == sample.id)


def split(wing: str, kind: str, text: str) -> Iterator[Sample]:
    """The samples in the text of one file, each `name:` with its YAML indented below it."""
    name, rows = "", list[str]()
    for line in [*text.splitlines(), "end:"]:
        if not (heading := _NAME.fullmatch(line)):
            rows.append(line.removeprefix("  "))
            continue
        if name:
            yield Sample(wing, kind, name, "\n".join(rows).strip() + "\n")
        name, rows = heading[1], []


def samples_from(files: Mapping[str, str]) -> Samples:
    """The samples in `files` (path below samples/ -> text). Raises ValueError where one does not hold."""
    found = tuple(sample for path, text in files.items() for sample in _in_file(path, text))
    reading = link(little_manual(found, files))
    if reading.manual is None:
        raise ValueError(as_text(reading.problems))
    return Samples(reading.manual, found)


def little_manual(samples: Iterable[Sample], files: Mapping[str, str]) -> Folder:
    """samples/manual/ with each sample written behind the last line of its chapter or pool."""
    texts = {path.removeprefix("manual/"): text for path, text in files.items() if path.startswith("manual/")}
    for sample in samples:
        if sample.wing == "blocks":
            texts[f"content/chapters/{sample.chapter}.yml"] += _listed(sample.yaml, "      ")
        else:
            texts[f"quizzes/{sample.chapter}.yml"] += _listed(sample.yaml, "  ")
    return Folder({path: text.encode() for path, text in sorted(texts.items())})


def packaged_samples() -> Samples:
    """The samples of this distribution."""
    return samples_from(packaged_texts())


def packaged_texts() -> dict[str, str]:
    """Path below samples/ -> text; the only place here that reads files."""
    return dict(sorted(_texts(resources.files("training_manual") / "samples", "")))


def _texts(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".yml"):
            yield prefix + entry.name, entry.read_text("utf-8")


def _in_file(path: str, text: str) -> Iterator[Sample]:
    wing, _, name = path.partition("/")
    if wing in ("blocks", "questions"):
        yield from split(wing, name.removesuffix(".yml"), text)


def _listed(yaml: str, indent: str) -> str:
    rows = yaml.splitlines()
    return "".join(f"{indent}{'- ' if index == 0 else '  '}{row}\n" if row else "\n" for index, row in enumerate(rows))
