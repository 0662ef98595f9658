"""A sealed exam in the built site: in no byte of it, however packed, is a question, a key, the secret or the code."""

from __future__ import annotations

import base64
import gzip
import json
import re
import zlib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

import kept_back
from ground import Once
from training_manual.mkdocs_host.command import build_site
from training_manual.pages.banking import lock_of
from training_manual.rendering.renderer import Renderer
from training_manual.sealing import open_paper

PRACTISED = "雀练鹂习鸢"
"""Planted in a practice question: the search has to find this one."""


@pytest.fixture(scope="module")
def built(once: Once) -> Path:
    """The site of a manual with a canary in every text and id of what is kept for its exam, in both languages."""
    return once("canaries", build_canaries) / "site"


def build_canaries(root: Path) -> None:

    def plant(question: dict[str, object]) -> None:
        question["prompt"] = PRACTISED

    kept_back.write(kept_back.changed(kept_back.translated(kept_back.folder()[0]), "talk-at-the-door", plant), root)
    # The frame refuses warnings; that most of the samples have no English is none of it.
    build_site(root, root / "site", strict=False)


def spellings(text: str) -> set[bytes]:
    """The ways a text can stand in a file."""
    raw, escaped = text.encode(), json.dumps(text)[1:-1]
    found = {raw, text.encode("utf-16-le"), text.encode("utf-16-be"), raw.hex().encode(), raw.hex().upper().encode()}
    found |= {quote(text).encode(), quote(text).lower().encode(), escape(text).encode()}
    found |= {escaped.encode(), escaped.upper().replace("\\U", "\\u").encode()}
    found |= {text.encode("ascii", "xmlcharrefreplace"), "".join(f"&#x{ord(one):x};" for one in text).encode()}
    for offset in range(3):  # where in a longer text it begins decides its letters
        packed = base64.b64encode(b"\0" * offset + raw).rstrip(b"=")
        inside = packed[(0, 2, 3)[offset] : len(packed) - (0 if (offset + len(raw)) % 3 == 0 else 1)]
        found |= {inside, inside.translate(bytes.maketrans(b"+/", b"-_"))}
    return found


_LETTERS = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")


def unpacked(data: bytes, depth: int = 2) -> Iterator[bytes]:
    """The bytes, and what comes out of them where they are packed, or where letters of base64 stand in them."""
    # Where the search index cuts Chinese into words stands a character nobody sees.
    yield data.replace("\u200b".encode(), b"").replace(b"\\u200b", b"")
    if not depth:
        return
    for window in (31, 15, -15):  # gzip, zlib, bare deflate
        try:
            yield from unpacked(zlib.decompressobj(window).decompress(data), depth - 1)
        except zlib.error:
            continue
    for run in _LETTERS.findall(data):
        letters = run.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        letters = letters[:-1] if len(letters) % 4 == 1 else letters
        decoded = base64.b64decode(letters + b"=" * (-len(letters) % 4))
        if decoded[:2] == b"\x1f\x8b" or decoded[:1] == b"\x78":
            yield from unpacked(decoded, depth - 1)


def found_in(site: Path, texts: list[str]) -> set[tuple[str, str]]:
    """(text, file) for every text that stands in a file's name or bytes, in any spelling."""
    wanted = {text: spellings(text) for text in texts}
    either = re.compile(b"|".join(re.escape(one) for one in sorted({s for all_ in wanted.values() for s in all_})))
    hits = set()
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        pieces = [name.encode(), *(unpacked(path.read_bytes()) if path.is_file() else ())]
        for piece in pieces:
            for hit in set(either.findall(piece)):
                hits |= {(text, name) for text, ways in wanted.items() if hit in ways}
    return hits


def test_no_text_and_no_id_of_an_exam_question_is_in_a_byte_of_the_site(built: Path) -> None:
    _, canaries = kept_back.folder()
    assert len(canaries) > 150
    assert all(canary.text.startswith((kept_back.TEXT, kept_back.NAME)) for canary in canaries)
    assert found_in(built, [kept_back.TEXT, kept_back.NAME]) == set()


def test_neither_the_secret_nor_the_opening_code_is_in_a_byte_of_the_site(built: Path) -> None:
    manual = kept_back.prepared().manuals["zh"]
    code = manual.openings["sealed"]
    assert found_in(built, [kept_back.SECRET, code, code.replace("-", "")]) == set()


def test_no_key_of_an_exam_question_is_in_a_byte_of_the_site(built: Path) -> None:
    """Ids in it are canaries, found above; here the rest: figures, tolerances, the order of things."""
    manual = kept_back.prepared().manuals["zh"]
    renderer = Renderer(manual, kept_back.prepared().overrides)
    keys = []
    for chapter, question in manual.pool_of(manual.exams["sealed"]):
        (one,) = renderer.on("desk/").asked(chapter, (question,))
        for separators in ((", ", ": "), (",", ":")):
            keys.append(json.dumps(one.marking["key"], ensure_ascii=False, separators=separators))
            keys.append(json.dumps(one.marking["key"]["right"], ensure_ascii=False, separators=separators))
    practised = {"true", "[]"}
    assert found_in(built, [key for key in keys if len(key) > 8 and key not in practised]) == set()


def test_the_search_for_canaries_finds_what_is_practised(built: Path) -> None:
    files = {name for _, name in found_in(built, [PRACTISED])}
    assert {"practice/samples/index.html", "desk/bank/samples.json", "review/index.html"} <= files


@pytest.mark.parametrize("way", sorted(spellings("雀鹂鸢")))
def test_every_spelling_is_looked_for(way: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"<p>" + way + b"</p>")
    assert found_in(tmp_path, ["雀鹂鸢"]) == {("雀鹂鸢", "file")}


@pytest.mark.parametrize("before", ["", "x", "xy", "xyz"])
def test_a_canary_is_found_wherever_in_a_packed_text_it_stands(before: str, tmp_path: Path) -> None:
    text = f"{before}雀鹂鸢 und so weiter".encode()
    (tmp_path / "letters").write_bytes(base64.b64encode(text))
    (tmp_path / "link-letters").write_bytes(base64.urlsafe_b64encode(text))
    (tmp_path / "packed.gz").write_bytes(gzip.compress(text))
    (tmp_path / "deflated").write_bytes(zlib.compress(text))
    (tmp_path / "letters-of-packed").write_bytes(b'"' + base64.b64encode(gzip.compress(text)) + b'"')
    assert {name for _, name in found_in(tmp_path, ["雀鹂鸢"])} == {path.name for path in tmp_path.iterdir()}


def test_the_papers_are_there_and_open_with_the_code_alone(built: Path) -> None:
    manual = kept_back.prepared().manuals["zh"]
    lock = lock_of(manual, manual.exams["sealed"])
    for path in ("tests/sealed/paper.sealed", "en/tests/sealed/paper.sealed"):
        assert json.loads(open_paper((built / path).read_bytes(), lock))["items"]
    assert not list(built.rglob("*.key.json"))
