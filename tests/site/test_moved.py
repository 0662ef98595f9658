"""No link of an old edition breaks: each of its pages and places is at the site's root, or leads on from there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ground import Once
from releases import change, release, starter
from training_manual.__main__ import main

CHAPTER, POOL = "content/chapters/first-call.yml", "quizzes/first-call.yml"
SECOND = """\
id: good-bye
part: basics
number: 2
title: 怎么说再见
summary: 挂电话前说清几时回话。
minutes: 5
state: annex
objectives: []
sections:
  - id: ending
    title: 收尾
    blocks:
{blocks}
"""


@pytest.fixture(scope="module")
def root(once: Once) -> Path:
    """A manual that was released; then nearly everything in it got another name, another place, or went."""
    return once("moved", release_and_move) / "manual"


def release_and_move(folder: Path) -> None:
    root = starter(folder / "manual", "en")
    annex = root / "content/chapters/going.yml"
    annex.write_text(
        SECOND.replace("good-bye", "going").format(
            blocks="      - id: last-word\n        kind: callout\n        tone: tip\n        body: 说再见。"
        ),
        "utf-8",
    )
    release(root, "2026.1")
    annex.unlink()
    move_everything(root)
    assert main(["build", str(root)]) == 0


RENAMED = {
    "first-call": "the-call",  # a chapter
    "answering": "picking-up",  # a section
    "say-when": "say-a-time",  # a block
    "fc-call-back": "fc-when",  # a question
    "rp-late-visit": "rp-visit",  # a card
    "f01": "f09",  # a form
}


def move_everything(root: Path) -> None:
    name = re.compile(rf"(?<![\w-])({'|'.join(RENAMED)})(?![\w-])")
    identity = re.compile(rf"^( *)(- |)id: ({'|'.join(RENAMED)})\n", re.MULTILINE)
    for path in [*root.glob("content/**/*.yml"), *root.glob("quizzes/*.yml")]:
        text = identity.sub(lambda m: f"{m[0]}{m[1]}{' ' * len(m[2])}was: [«{m[3]}»]\n", path.read_text("utf-8"))
        text = name.sub(lambda m: RENAMED[m[0]] if m.string[m.start() - 1] != "«" else m[0], text)
        path.unlink()
        path.with_stem(RENAMED.get(path.stem, path.stem)).write_text(text.replace("«", "").replace("»", ""), "utf-8")
    chapter = "content/chapters/the-call.yml"
    change(root, chapter, "      - id: form\n        kind: embed\n        form: f09\n", "")  # gone
    text = (root / chapter).read_text("utf-8")
    moved = text[text.index("      - id: before-hanging-up") : text.index("  - id: try-it")]
    change(root, chapter, moved, "")
    moved = moved.replace("up\n", "up\n        was: [first-call#before-hanging-up]\n", 1)  # into another chapter
    (root / "content/chapters/good-bye.yml").write_text(SECOND.format(blocks=moved), "utf-8")
    pool = (root / "quizzes/the-call.yml").read_text("utf-8")
    change(root, "quizzes/the-call.yml", pool[pool.index("  - id: fc-restate") : pool.index("  - id: fc-when")], "")


class Reader(HTMLParser):
    """Ids of a page, and where those inside a <moved-place> lead."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.leads: dict[str, str] = {}
        self.to: str | None = None
        self._at = ""
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if own := given.get("id"):
            self.ids.add(own)
            self._at = own
        if tag == "moved-place":
            self.to = given.get("data-to")
        if "data-now" in given:
            self.leads[self._at] = given["href"] or ""


def pages(edition: Path) -> Iterator[str]:
    yield from (path.parent.relative_to(edition).as_posix() for path in sorted(edition.rglob("index.html")))


def test_every_page_of_the_old_edition_has_one_at_the_root(root: Path) -> None:
    old = set(pages(root / "site/e/2026.1"))
    assert len(old) > 40
    assert [path for path in old if not (root / "site" / path / "index.html").is_file()] == []


def places(edition: Path) -> Iterator[tuple[str, str]]:
    """Every section, block, question and term of an edition: the path of its page, and its anchor."""
    for path in pages(edition):
        html = (edition / path / "index.html").read_text("utf-8")
        if re.search(r"(^|/)chapters/", path):
            yield from ((path, own) for own in re.findall(r'<h2 id="([^"]+)"', html))
            yield from ((path, ref.partition("#")[2]) for ref in re.findall(r'data-ref="([^"]+)"', html))
        elif re.search(r"(^|/)(practice/[^/]+|glossary|sources)$", path):
            yield from ((path, own) for own in re.findall(r'<(?:practice-question [^>]*|h3 )id="([^"]+)"', html))


def test_every_place_of_the_old_edition_is_there_or_leads_to_where_it_is(root: Path) -> None:
    read: dict[Path, Reader] = {}
    met = 0
    for path, anchor in places(root / "site/e/2026.1"):
        page, at = root / "site" / path / "index.html", anchor
        for _ in range(3):  # as a browser does: from the page that has gone to the place that has moved
            reader = read.setdefault(page, Reader(page))
            target = reader.leads.get(at) or (f"{reader.to}#{at}" if reader.to and at not in reader.ids else None)
            if target is None:
                break
            way, _, at = target.partition("#")
            page = (page.parent / way).resolve() / "index.html" if way else page
        assert at in read.setdefault(page, Reader(page)).ids, (path, anchor)
        met += 1
    assert met > 30


def leads(root: Path, path: str, anchor: str) -> str:
    reader = Reader(root / "site" / path / "index.html")
    return reader.leads.get(anchor) or (reader.to or "")


def test_each_leads_to_what_it_has_become(root: Path) -> None:
    assert leads(root, "chapters/first-call", "") == "../../chapters/the-call/"
    assert leads(root, "chapters/first-call", "say-when") == "../../chapters/the-call/#say-a-time"
    assert leads(root, "chapters/first-call", "before-hanging-up") == "../../chapters/good-bye/#before-hanging-up"
    assert leads(root, "practice/first-call", "fc-call-back") == "../../practice/the-call/#fc-when"
    assert leads(root, "practice/first-call/test", "") == "../../../practice/the-call/test/"
    assert leads(root, "en/role-plays/rp-late-visit/staff", "") == "../../../role-plays/rp-visit/staff/"
    assert leads(root, "forms/f01", "") == "../../forms/f09/"


def test_a_page_that_has_moved_is_found_by_crawlers_and_browsers_without_script(root: Path) -> None:
    head = (root / "site/en/chapters/first-call/index.html").read_text("utf-8").partition("</head>")[0]
    assert '<link rel="canonical" href="https://manual.example/en/chapters/the-call/">' in head
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../chapters/the-call/"></noscript>' in head
    assert "noindex" in head
    assert "chapters/first-call/" not in (root / "site/sitemap.xml").read_text("utf-8")
    assert "chapters/first-call/" not in (root / "site/search/search_index.json").read_text("utf-8")


def test_what_is_gone_says_so_and_leads_to_the_edition_that_had_it(root: Path) -> None:
    page = (root / "site/chapters/going/index.html").read_text("utf-8")
    assert "这一页已经删去了" in page
    assert 'href="../../e/2026.1/chapters/going/"' in page
    block = (root / "site/chapters/first-call/index.html").read_text("utf-8")
    assert 'href="../../e/2026.1/chapters/first-call/#form"' in block
    english = (root / "site/en/chapters/going/index.html").read_text("utf-8")
    assert 'href="../../../e/2026.1/en/chapters/going/"' in english


def test_a_manual_that_was_never_released_follows_its_renames_too(tmp_path: Path) -> None:
    root = starter(tmp_path / "manual")
    change(
        root, CHAPTER, "      - id: say-when\n", "      - id: say-a-time\n        was: [say-when, gone-chapter#tip]\n"
    )
    change(root, POOL, "reread: say-when", "reread: say-a-time")
    change(root, CHAPTER, "id: first-call\n", "id: first-call\nwas: [phones]\n")
    for path in (root / "content").rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("first-call#say-when", "first-call#say-a-time"), "utf-8")
    assert main(["build", str(root)]) == 0
    assert leads(root, "chapters/phones", "") == "../../chapters/first-call/"
    assert leads(root, "practice/phones", "") == "../../practice/first-call/"
    assert leads(root, "chapters/gone-chapter", "tip") == "../../chapters/first-call/#say-a-time"
    assert "say-when" in Reader(root / "site/chapters/first-call/index.html").ids
