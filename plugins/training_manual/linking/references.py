"""Are all references, tokens, images and links of a record good? Checked in the text, which stays as written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from training_manual.model.brand import Limit, Period, Token
from training_manual.problem import Code, Place, Problem, closest
from training_manual.reading.scalars import Wording
from training_manual.reading.typed import Record, leaves
from training_manual.wording import (
    TOKEN,
    addresses_in,
    broken_pieces,
    definition_in,
    full_block_ref,
    heading_in,
    in_code_or_address,
    references_in,
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
    "exam": ("试卷", "test"),
    "trainer": ("培训师", "trainer"),
    "syllabus": ("大纲条目", "syllabus item"),
    "objective": ("学习目标", "objective"),
    "tag": ("标签", "tag"),
}


@dataclass(frozen=True)
class Known:
    """What a reference can point at: ids by kind, tokens by path, images by path."""

    ids: Mapping[str, Mapping[str, Place]]
    tokens: Mapping[str, Token] | None
    """None where brand.yml itself is broken: then tokens are not judged."""
    images: frozenset[str]
    holes: frozenset[tuple[str, str]] = frozenset()
    """Kind and beginning of references that point into something that could not be read: they are not judged."""

    def has(self, kind: str, reference: str) -> bool:
        if reference in self.ids.get(kind, {}):
            return True
        return any(kind == lost and reference.startswith(start) for lost, start in self.holes)


def check_record(record: Record, context: str, known: Known) -> Iterator[Problem]:
    """Problems of every reference and text in `record`; `context` is its chapter where it has one."""
    origin = record.provenance
    for leaf in leaves(record):
        # Places are looked up for problems alone: nearly all references are good.
        place = partial(origin.place, leaf.path)
        if leaf.refers:
            yield from _reference(leaf.refers.to, leaf.value, context, place, known)
        elif leaf.wording:
            yield from check_text(leaf.value, leaf.wording, context, known, place)


def _reference(kind: str, value: str, context: str, place: Callable[[], Place], known: Known) -> Iterator[Problem]:
    if kind == "token":
        yield from _token(value, place, known)
        return
    reference = full_block_ref(value, context) if kind == "block" else value
    if kind == "block" and "#" not in reference and known.has("chapter", reference):
        return
    if not known.has(kind, reference):
        yield _broken(kind, value, context, place(), known)


def _broken(kind: str, value: str, context: str, place: Place, known: Known) -> Problem:
    zh, en = WHAT[kind]
    value = value.removesuffix("#") if kind == "chapter" else value
    candidates = list(known.ids.get(kind, {}))
    if kind == "block" and "#" not in value:
        candidates = [c.partition("#")[2] for c in candidates if c.startswith(f"{context}#")]
    return Problem(place, Code.BROKEN_REFERENCE, {"zh_what": zh, "what": en, "ref": value}, closest(value, candidates))


def _token(path: str, place: Callable[[], Place], known: Known) -> Iterator[Problem]:
    if known.tokens is None:
        return
    base = path.removesuffix(".n")
    if base not in known.tokens:
        yield Problem(place(), Code.UNKNOWN_TOKEN, {"token": path}, closest(base, known.tokens))
    elif path != base:
        value = known.tokens[base]
        if not (isinstance(value, Period) or (isinstance(value, Limit) and value.n is not None)):
            yield Problem(place(), Code.NOT_AN_AMOUNT, {"token": base})


def check_text(
    text: str, wording: Wording, context: str, known: Known, place: Callable[[int], Place]
) -> Iterator[Problem]:
    """Problems of one text. `place` says where the character at an offset stands."""
    if text.isalnum():
        return
    for at, piece in broken_pieces(text):
        yield Problem(place(at), Code.BROKEN_TOKEN, {"text": piece})
    for token in TOKEN.finditer(text):
        yield from _token(token[1], partial(place, token.start()), known)
    references = references_in(text)
    if wording.markup == "none":
        yield from (Problem(place(r.start), Code.MARKUP_IN_TITLE, {"mark": "[["}) for r in references)
        return
    for reference in references:
        target = reference.target.removesuffix("#")
        kind = "term" if reference.is_term else "block" if "#" in target else "chapter"
        if known.has(kind, target):
            continue
        problem = _broken(kind, reference.target, context, place(reference.start), known)
        if reference.is_term and known.has("chapter", target):
            problem = replace(problem, guess=f"{target}#")  # a chapter is written with #, a term without
        yield problem
    for code, spot in (
        (Code.TOKEN_IN_CODE, in_code_or_address(text)),
        (Code.HEADING_IN_TEXT, heading_in(text)),
        (Code.LINK_DEFINITION, definition_in(text)),
    ):
        if spot is not None:
            yield Problem(place(spot), code)
    yield from _addresses(text, known, place)


_LINKS_OUT = ("https://", "http://", "mailto:", "tel:")


def _addresses(text: str, known: Known, place: Callable[[int], Place]) -> Iterator[Problem]:
    for address in addresses_in(text):
        target, about = address.target, {"address": address.target}
        if not address.image:
            if not target.lower().startswith(_LINKS_OUT):
                yield Problem(place(address.start), Code.UNSAFE_LINK, about)
        elif "//" in target or target.lower().startswith("data:"):
            yield Problem(place(address.start), Code.FOREIGN_IMAGE, about)
        elif target not in known.images:
            yield Problem(place(address.start), Code.MISSING_IMAGE, about, closest(target, known.images))
        elif not address.alternative.strip():
            yield Problem(place(address.start), Code.IMAGE_WITHOUT_TEXT)
