"""Are all references, tokens, images and links of a record good? Checked in the text, which stays as written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from training_manual.model.brand import Limit, Period, Token
from training_manual.problem import Code, Place, Problem, closest
from training_manual.reading.scalars import Wording
from training_manual.reading.typed import Record, leaves
from training_manual.wording import (
    IMAGE,
    LINK,
    broken_tokens,
    has_heading,
    in_code_or_address,
    references_in,
    tokens_in,
)

WHAT = {
    "chapter": ("章", "chapter"),
    "part": ("部分", "part"),
    "block": ("块或小节", "block or section"),
    "term": ("术语", "term"),
    "source": ("出处", "source"),
    "role": ("角色", "role"),
    "form": ("表单", "form"),
    "card": ("演练卡", "card"),
    "syllabus": ("大纲条目", "syllabus item"),
    "objective": ("学习目标", "objective"),
}


@dataclass(frozen=True)
class Known:
    """What a reference can point at: ids by kind, tokens by path, images by path."""

    ids: Mapping[str, Mapping[str, Place]]
    tokens: Mapping[str, Token] | None
    """None where brand.yml itself is broken: then tokens are not judged."""
    images: frozenset[str]

    def has(self, kind: str, reference: str) -> bool:
        return reference in self.ids.get(kind, {})


def check_record(record: Record, context: str, known: Known) -> Iterator[Problem]:
    """Problems of every reference and text in `record`; `context` is its chapter where it has one."""
    origin = record.provenance
    for leaf in leaves(record):
        place = origin.place(leaf.path)
        if leaf.refers:
            yield from _reference(leaf.refers.to, leaf.value, context, place, known)
        elif leaf.wording:
            yield from check_text(leaf.value, leaf.wording, context, known, lambda place=place: place)


def _reference(kind: str, value: str, context: str, place: Place, known: Known) -> Iterator[Problem]:
    if kind == "token":
        yield from _token(value, place, known)
        return
    reference = full_block_ref(value, context) if kind == "block" else value
    if kind == "block" and reference in known.ids.get("chapter", {}):
        return
    if not known.has(kind, reference):
        yield _broken(kind, value, context, place, known)


def full_block_ref(value: str, context: str) -> str:
    """`block` in chapter `context`, or `chapter#block` as it stands; `chapter#` is the chapter itself."""
    if "#" not in value:
        return f"{context}#{value}"
    return value.removesuffix("#")


def _broken(kind: str, value: str, context: str, place: Place, known: Known) -> Problem:
    zh, en = WHAT[kind]
    candidates = list(known.ids.get(kind, {}))
    if kind == "block" and "#" not in value:
        candidates = [c.partition("#")[2] for c in candidates if c.startswith(f"{context}#")]
    return Problem(place, Code.BROKEN_REFERENCE, {"zh_what": zh, "what": en, "ref": value}, closest(value, candidates))


def _token(path: str, place: Place, known: Known) -> Iterator[Problem]:
    if known.tokens is None:
        return
    base = path.removesuffix(".n")
    if base not in known.tokens:
        yield Problem(place, Code.UNKNOWN_TOKEN, {"token": path}, closest(base, known.tokens))
    elif path != base:
        value = known.tokens[base]
        if not (isinstance(value, Period) or isinstance(value, Limit) and value.n is not None):
            yield Problem(place, Code.NOT_AN_AMOUNT, {"token": base})


def check_text(
    text: str, wording: Wording, context: str, known: Known, place: Callable[[], Place]
) -> Iterator[Problem]:
    """Problems of one text. `place` is asked only where there is one."""
    if text.isalnum():
        return
    for piece in broken_tokens(text):
        yield Problem(place(), Code.BROKEN_TOKEN, {"text": piece})
    for path in tokens_in(text):
        yield from _token(path, place(), known)
    if wording.markup == "none":
        if references_in(text):
            yield Problem(place(), Code.MARKUP_IN_TITLE, {"mark": "[["})
        return
    for reference in references_in(text):
        if reference.is_term:
            if not known.has("term", reference.target):
                yield _broken("term", reference.target, context, place(), known)
        else:
            target = reference.target.removesuffix("#")
            if not known.has("chapter" if "#" not in target else "block", target):
                yield _broken("block", reference.target, context, place(), known)
    if in_code_or_address(text):
        yield Problem(place(), Code.TOKEN_IN_CODE)
    if has_heading(text):
        yield Problem(place(), Code.HEADING_IN_TEXT)
    if "](" in text:
        yield from _addresses(text, known, place)


def _addresses(text: str, known: Known, place: Callable[[], Place]) -> Iterator[Problem]:
    for alternative, address in IMAGE.findall(text):
        if "//" in address or address.startswith("data:"):
            yield Problem(place(), Code.FOREIGN_IMAGE, {"address": address})
        elif address not in known.images:
            yield Problem(place(), Code.MISSING_IMAGE, {"address": address}, closest(address, known.images))
        elif not alternative.strip():
            yield Problem(place(), Code.IMAGE_WITHOUT_TEXT)
    for address in LINK.findall(text):
        if not address.startswith(("https://", "http://", "mailto:", "tel:")):
            yield Problem(place(), Code.UNSAFE_LINK, {"address": address})
