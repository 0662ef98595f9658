"""The built site: sound, whole, quiet, light, and nothing in it that readers must not see."""

from __future__ import annotations

import base64
import gzip
import json
import re
import shutil
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ground import ROOT, our_manual
from training_manual.mkdocs_host.command import build_site
from training_manual.model.manual import Manual
from training_manual.reading.typed import Record, leaves
from training_manual.verifying import broken_links


@pytest.fixture(scope="module")
def manual() -> Manual:
    return our_manual()


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


class Ours(HTMLParser):
    """Start tags inside our wrapper, with what an inline style or script would be."""

    def __init__(self) -> None:
        super().__init__()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") != "application/json"):
            self.inline.append(self.get_starttag_text() or tag)
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]


def our_part(html: str) -> str:
    return html[html.index('<div class="tm ') :].partition("</article>\n</div>")[0] if '<div class="tm ' in html else ""


def test_every_link_leads_somewhere_and_every_id_stands_once(site: Path) -> None:
    assert list(broken_links(site)) == []


def test_our_html_has_no_inline_style_or_script(site: Path) -> None:
    for page in pages(site):
        reader = Ours()
        reader.feed(our_part(page.read_text("utf-8")))
        assert reader.inline == [], page


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    tags = r'<(?:script|img|iframe|source)[^>]+src="(https?:)?//'
    links = r'<link rel="(?:stylesheet|icon|preload)[^>]+href="(?:https?:)?//'
    loads = re.compile(f"{tags}|{links}")
    for page in pages(site):
        assert not loads.search(page.read_text("utf-8")), page


def test_language_canonical_and_alternates_are_right(site: Path) -> None:
    zh = (site / "chapters/ten-dimensions/index.html").read_text("utf-8")
    en = (site / "en/chapters/ten-dimensions/index.html").read_text("utf-8")
    assert '<html lang="zh"' in zh
    assert '<html lang="en"' in en
    base = "https://manual.example/"
    assert f'<link rel="canonical" href="{base}chapters/ten-dimensions/">' in zh
    assert f'<link rel="canonical" href="{base}en/chapters/ten-dimensions/">' in en
    for page in (zh, en):
        assert f'hreflang="zh-CN" href="{base}chapters/ten-dimensions/"' in page
        assert f'hreflang="en" href="{base}en/chapters/ten-dimensions/"' in page
    assert "搜索" in zh
    assert "Search" in en


def test_english_pages_hold_no_chinese_but_the_language_switch(site: Path) -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]+")
    for page in pages(site / "en"):
        text = our_part(page.read_text("utf-8"))
        assert chinese.findall(text) == [], page


def test_chinese_pages_say_the_sites_own_words_in_chinese(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    assert re.search(r"\d+\s张表", home)
    assert re.search(r"\d+ forms?<", (site / "en/index.html").read_text("utf-8"))
    assert not re.search(r">\s*\d+ (?:forms?|cards?|chapters?|terms?)\s*<", home)


def test_what_is_not_translated_is_marked_where_it_stands(tmp_path: Path) -> None:
    root = tmp_path / "manual"
    for folder in ("content", "quizzes", "locale"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name, context in (
        ("chapters.ten-dimensions", "ten-dimensions#access.means"),
        ("quizzes.ten-dimensions", "td-match-spoken-lines.prompt"),
        ("forms.f01", "f01.purpose"),
    ):
        path = root / f"locale/en/LC_MESSAGES/{name}.po"
        head, found, rest = path.read_text("utf-8").partition(f'msgctxt "{context}"')
        assert found
        path.write_text(head + found + re.sub(r'msgstr ".*"', 'msgstr ""', rest, count=1), "utf-8")
    build_site(root, tmp_path / "site", strict=False)
    for page in ("chapters/ten-dimensions", "practice/ten-dimensions", "forms/f01"):
        html = (tmp_path / "site/en" / page / "index.html").read_text("utf-8")
        assert html.count("Not translated yet") == 1, page
        assert "Not translated yet" not in (tmp_path / "site" / page / "index.html").read_text("utf-8")


def test_a_face_holds_nothing_of_the_other_faces(site: Path, manual: Manual) -> None:
    for card in manual.role_plays.values():
        happens = {
            side: [text for twist in card.twists if twist.to in (side, "both") for text in texts_of(twist)]
            for side in ("customer", "staff")
        }
        faces = {
            "customer": [*texts_of(card.customer), *happens["customer"]],
            "staff": [*texts_of(card.staff), *happens["staff"]],
            "observer": texts_of(card.observer),
            "trainer": [text for twist in card.twists for text in texts_of(twist)],
        }
        for face, texts in faces.items():
            page = site / "role-plays" / card.id / face / "index.html"
            assert sum(_found(text, page) for text in texts) > len(texts) / 2, (card.id, face)
            for other in ("customer", "staff", "observer"):
                if other != face:  # a duty of staff may well be what the observer watches
                    secret = [t for t in texts if not any(_stretch(t) in own for own in faces[other])]
                    shown = site / "role-plays" / card.id / other / "index.html"
                    assert [t for t in secret if _found(t, shown)] == [], (card.id, face, other)


def texts_of(record: Record) -> list[str]:
    return [leaf.value for leaf in leaves(record) if leaf.wording]


def _found(text: str, page: Path) -> bool:
    stretch = _stretch(text)
    return len(stretch) > 5 and escape(stretch, quote=False) in page.read_text("utf-8")


def _stretch(text: str) -> str:
    """The longest stretch of `text` without a token or reference."""
    return max(re.split(r"\{\{.*?\}\}|\[\[.*?\]\]|\*\*", text), key=len).strip()


def test_no_index_holds_a_question_or_its_feedback(site: Path, manual: Manual) -> None:
    index = (site / "search/search_index.json").read_text("utf-8").replace("\u200b", "")
    texts = []
    for pool in manual.pools.values():
        for question in pool.questions:
            key = question.interaction().key
            texts += [question.prompt, *key.feedback.values()]
    leaked = [t for t in texts if len(t) > 12 and "{{" not in t and t in index]
    assert leaked == []


def test_search_entries_of_a_language_hold_nothing_of_the_other(site: Path) -> None:
    english = json.loads((site / "en/search/search_index.json").read_text("utf-8"))["docs"]
    assert [e["location"] for e in english if re.search(r"[\u4e00-\u9fff]", e["title"] + e["text"])] == []
    chinese = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    assert all(re.search(r"[\u4e00-\u9fff]", e["title"] + e["text"]) or len(e["title"]) == 1 for e in chinese)


def test_a_limit_of_one_is_in_the_words_of_the_page(site: Path) -> None:
    """Chinese has no singular; 1 hour stood on its pages."""
    assert "1\u00a0小时" in (site / "chapters/about-this-manual/index.html").read_text("utf-8")
    assert "1\u00a0hour" in (site / "en/chapters/about-this-manual/index.html").read_text("utf-8")


@pytest.mark.slow
def test_a_canary_in_every_source_is_found_nowhere_in_the_site(tmp_path: Path) -> None:
    """Comments of every YAML file and catalogue, files of editors, stubs, and items nobody may see."""
    root = tmp_path / "manual"
    for folder in ("content", "quizzes", "locale"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "mkdocs.yml", root)
    canaries = []
    for number, path in enumerate(sorted([*root.rglob("*.yml"), *root.rglob("*.po")])):
        canaries.append(f"canary{number:04d}x")
        path.write_text(f"# {canaries[-1]}\n" + path.read_text("utf-8"), "utf-8")
    canaries += ["canaryhidden", "canarytopic", "canaryexam", "canarystub"]
    (root / "content/.secret.yml").write_text("canaryhidden", "utf-8")
    stub = "id: to-come\npart: people\nnumber: 99\ntitle: canarystub\nsummary: canarystub\nminutes: 5\nstate: stub\n"
    stub += "objectives:\n  - id: to-come\n    text: canarystub\n"
    (root / "content/chapters/to-come.yml").write_text(stub, "utf-8")
    _append(root / "content/syllabus.yml", "- id: Z-99\n  topic: canarytopic\n")
    exam = "  - id: exam-canary\n    kind: truefalse\n    use: exam\n    prompt: canaryexam\n    difficulty: 1\n"
    exam += "    reread: how-customers-score\n    answer: true\n"
    exam += "    feedback_true: canaryexam\n    feedback_false: canaryexam\n"
    _append(root / "quizzes/ten-dimensions.yml", exam)
    build_site(root, tmp_path / "site", strict=False)
    for path in (tmp_path / "site").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            data = gzip.decompress(data) if path.suffix == ".gz" else data
            for canary in canaries:
                assert canary.encode() not in data, (canary, path)
                assert base64.b64encode(canary.encode())[:-2] not in data, (canary, path)


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + text, "utf-8")


@pytest.mark.slow
def test_two_builds_are_byte_equal(site: Path, tmp_path: Path) -> None:
    build_site(ROOT, tmp_path / "again")
    one = {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()}
    two = {p.relative_to(tmp_path / "again"): p.read_bytes() for p in (tmp_path / "again").rglob("*") if p.is_file()}
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


IMPORT = re.compile(r'(?:from|import) ?"([^"]+)"')


def loaded(site: Path, page: str) -> list[Path]:
    """Every script and stylesheet of ours that `page` loads, imports followed."""
    html = (site / page / "index.html").read_text("utf-8")
    folder = next((site / "assets").glob("manual-*"))
    waiting = [folder / name for name in re.findall(r"/manual-[0-9a-f]+/([\w/-]+\.(?:js|css))", html)]
    found: list[Path] = []
    while waiting:
        path = waiting.pop().resolve()
        if path not in found:
            found.append(path)
            waiting += [path.parent / name for name in IMPORT.findall(path.read_text("utf-8")) if path.suffix == ".js"]
    return found


def weight(files: list[Path]) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)


@pytest.mark.parametrize("chapter", ["ten-dimensions", "moments-of-truth", "complaint-procedure"])
def test_a_page_with_a_quiz_loads_at_most_20_kb_of_ours(site: Path, chapter: str) -> None:
    assert weight(loaded(site, f"practice/{chapter}")) <= 20 * 1024


def test_a_page_without_interaction_loads_the_site_script_alone(site: Path) -> None:
    scripts = [path.name for path in loaded(site, "role-plays/rp-wrong-door") if path.suffix == ".js"]
    assert scripts == ["site.js"]
    assert weight([p for p in loaded(site, "role-plays/rp-wrong-door") if p.suffix == ".js"]) <= 2 * 1024


def test_files_of_the_workshop_are_not_published(site: Path) -> None:
    endings = {path.suffix for path in site.rglob("*") if path.is_file()}
    assert not endings & {".yml", ".yaml", ".po", ".md", ".py"}
    assert not (site / "strings").exists()
    assert not (site / "blocks").exists()
