"""Merges a manual's texts into its catalogues without losing a translator's work.

Exact context and text keep their translation, also one that was obsolete. A text that changed keeps the string of its
context as fuzzy, with the text it was made for. Words that moved to another context take the string over, fuzzy. The
rest is kept as obsolete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from training_manual.localising.catalogues import Message, catalogue_path, read_catalogue, write_catalogue
from training_manual.localising.swapping import needed_messages
from training_manual.model.manual import Manual
from training_manual.problem import Problem


def updated_catalogues(
    manual: Manual, language: str, files: Mapping[str, bytes]
) -> tuple[dict[str, bytes], list[Problem]]:
    """The new bytes of every catalogue of `language`; nothing at all while an old one cannot be read."""
    old: dict[str, list[Message]] = {}
    problems: list[Problem] = []
    for path, data in files.items():
        if path.startswith(f"locale/{language}/"):
            old[path], wrong = read_catalogue(path, data)
            problems += wrong
    if problems:
        return {}, problems
    needed: dict[str, list[Message]] = defaultdict(list)
    for path, message in needed_messages(manual, language):
        needed[path].append(message)
    # A fuzzy string was made for other words, so it is nobody's translation of these.
    memory = {m.source: m for messages in old.values() for m in messages if m.text and not m.fuzzy}
    return {
        path: write_catalogue(language, *merged(needed.get(path, []), old.get(path, []), memory))
        for path in sorted({*needed, *old})
    }, []


def merged(
    needed: list[Message], old: list[Message], memory: Mapping[str, Message]
) -> tuple[list[Message], list[Message]]:
    """Messages with what the old ones can give, and the old ones nobody needs any more."""
    exact = {(m.context, m.source): m for m in old if m.text}
    wanted = {(m.context, m.source) for m in needed}
    unwanted = [m for m in exact.values() if (m.context, m.source) not in wanted]
    spare: dict[str, list[Message]] = defaultdict(list)
    for message in unwanted:
        if not message.obsolete:  # what went long ago is no earlier wording of what is new
            spare[message.context].append(message)
    result, taken = [], set[Message]()
    for message in needed:
        if known := exact.get((message.context, message.source)):
            result.append(replace(message, text=known.text, fuzzy=known.fuzzy, previous=known.previous))
        elif near := _nearest(message, spare[message.context]):
            spare[message.context].remove(near)
            taken.add(near)
            made_for = near.previous if near.fuzzy and near.previous else near.source
            result.append(replace(message, text=near.text, fuzzy=True, previous=made_for))
        elif moved := memory.get(message.source):
            result.append(replace(message, text=moved.text, fuzzy=True, previous=moved.source))
        else:
            result.append(message)
    return result, [message for message in unwanted if message not in taken]


def _nearest(message: Message, candidates: list[Message]) -> Message | None:
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    return max(candidates, key=lambda c: SequenceMatcher(None, message.source, c.source).ratio())


__all__ = ["catalogue_path", "merged", "updated_catalogues"]
