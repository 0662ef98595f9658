"""Asks headquarters on the terminal what a change of words means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from training_manual.editions.releasing import Judged, Judgement, undecided
from training_manual.model.edition import Lineage, Verdict

Redlines = Mapping[str, Callable[[str, str], Iterable[tuple[str, str]]]]
"""By language: what stayed, went and came between two wordings, in pieces (same, gone or new; text)."""


def asked(line: Lineage, redlines: Redlines) -> tuple[Judged, dict[str, str]]:
    """One change after the other, its wordings marked; then a word about the edition."""
    languages = tuple(redlines)
    changes = undecided(line)
    said: dict[str, Judgement] = {}
    for at, change in enumerate(changes, 1):
        print(f"\n[{at}/{len(changes)}] {change.ref}  {change.item.title[languages[0]]}")
        for language in languages:
            for passage in change.passages(language):
                print(f"  {language}  {_marked(redlines[language](passage.old or '', passage.new or ''))}")
        verdict = _verdict()
        note = _note("为什么改，读者会看到 / why, for readers", languages, needed=verdict == "material")
        said[change.ref] = Judgement(verdict, note)
    print()
    return said, _note("这一版改了什么，一两句 / what this edition is about", languages)


def _marked(pieces: Iterable[tuple[str, str]]) -> str:
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(marks[kind].format(text) for kind, text in pieces)


def _verdict() -> Verdict:
    while True:
        match input("只是字句 w，意思变了 m / words alone w, material m: ").strip().lower():
            case "w":
                return "words"
            case "m":
                return "material"


def _note(about: str, languages: tuple[str, ...], needed: bool = False) -> dict[str, str]:
    """In every language, or, where that is allowed, in none."""
    note: dict[str, str] = {}
    for language in languages:
        text = ""
        while not text:
            text = input(f"{about} ({language}): ").strip()
            if not needed and not note and not text:
                return {}
        note[language] = text
    return note
