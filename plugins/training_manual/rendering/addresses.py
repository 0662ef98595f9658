"""Where everything stands in the site: reference -> path from the site's root, and links between pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from training_manual.model.manual import Manual

HOME, GALLERY, OFFLINE = "", "gallery/", "offline/"
GLOSSARY, SOURCES, HISTORY = "glossary/", "sources/", "history/"
REVIEW, MISTAKES, PROGRESS, COMPLETION, RECORD = "review/", "mistakes/", "progress/", "progress/completion/", "record/"
CARDS, SESSION, PRESS = "role-plays/", "session/", "session/print/"
DESK, ASSIGNMENT = "desk/", "assignment/"
CHANGES, CHANGES_PRACTICE, CONFIRM = "changes/", "changes/practice/", "confirm/"
SINGLE_PAGES = {
    "home": HOME,
    "glossary": GLOSSARY,
    "sources": SOURCES,
    "history": HISTORY,
    "review": REVIEW,
    "mistakes": MISTAKES,
    "progress": PROGRESS,
    "completion": COMPLETION,
    "record": RECORD,
    "cards": CARDS,
    "session": SESSION,
    "press": PRESS,
    "desk": DESK,
    "assignment": ASSIGNMENT,
    "changes": CHANGES,
    "changes-practice": CHANGES_PRACTICE,
    "confirm": CONFIRM,
}
FACES = ("customer", "staff", "observer", "trainer")


def chapter_path(chapter: str) -> str:
    return f"chapters/{chapter}/"


def practice_path(chapter: str) -> str:
    return f"practice/{chapter}/"


def chapter_test_path(chapter: str) -> str:
    return f"practice/{chapter}/test/"


def test_path(exam: str) -> str:
    return f"tests/{exam}/"


def card_path(card: str, face: str = "") -> str:
    return f"role-plays/{card}/{face}/" if face else f"role-plays/{card}/"


def form_path(form: str) -> str:
    return f"forms/{form}/"


class Addresses:
    """Answers `url(target)` for a manual; what readers do not see (stubs) has no address."""

    def __init__(self, manual: Manual):
        self._manual = manual

    def path(self, target: str) -> str | None:
        """The path of `target` from the site's root, with its anchor; None where nobody can go.

        Targets: `chapter`, `chapter#block`, `practice:chapter`, `chapter-test:chapter`, `test:exam`, `card:id`,
        `form:id` and the names of SINGLE_PAGES.
        """
        kind, _, name = target.rpartition(":")
        match kind:
            case "practice" | "chapter-test":
                path = practice_path(name) if kind == "practice" else chapter_test_path(name)
                return path if self._shown(name) and self._manual.practice(name) else None
            case "test":
                return test_path(name)
            case "card":
                return card_path(name) if name in self._manual.role_plays else None
            case "form":
                return form_path(name) if name in self._manual.forms else None
        if target in SINGLE_PAGES:
            return SINGLE_PAGES[target] if self._has(target) else None
        chapter, _, anchor = target.partition("#")
        if not self._shown(chapter):
            return None
        return chapter_path(chapter) + (f"#{anchor}" if anchor else "")

    def among(self, path: str, languages: Sequence[str]) -> str:
        """The path from the root of a site in these languages, the main one first."""
        language = self._manual.language
        return path if language == languages[0] else f"{language}/{path}"

    def _has(self, page: str) -> bool:
        """Without cards there are no pages of cards, with nothing to assign no desk, in a first edition no changes."""
        playing, lineage = bool(self._manual.role_plays), self._manual.lineage
        if page == "confirm":
            return bool(lineage.editions)
        if page in ("changes", "changes-practice"):
            return lineage.base is not None
        if page in ("cards", "session", "press"):
            return playing
        if page in ("desk", "assignment"):
            return playing or any(self._manual.practice(chapter.id) for chapter in self._manual.shown_chapters)
        return True

    def title(self, target: str) -> str:
        """What a link without a label of its own says."""
        chapter, what = self._manual.places[target]
        title = getattr(what, "title", None) if what is not None else chapter.title
        term = getattr(what, "term", None)
        return title or (self._manual.terms[term].name if term else chapter.title)

    def _shown(self, chapter: str) -> bool:
        found = self._manual.chapter_by_id.get(chapter)
        return found is not None and found.state != "stub"


def relative(path: str, page: str) -> str:
    """`path` (from the site's root) as seen from `page`."""
    return "../" * page.count("/") + path or "./"


def alternates(names: Mapping[str, str], language: str, path: str, site_url: str | None) -> list[dict[str, str]]:
    """The page at `path` in every language of `names` (language -> its own name, the main one first).

    `href` leads there from the page; `absolute` starts at `site_url`, which is that of `language`, since crawlers
    ignore anything else.
    """
    main = next(iter(names))
    here = path if language == main else f"{language}/{path}"
    base = (site_url or "").removesuffix("" if language == main else f"{language}/")
    links = []
    for other, name in names.items():
        there = path if other == main else f"{other}/{path}"
        near = relative(there, here)
        links.append(
            {"lang": language_tag(other), "name": name, "href": near, "absolute": base + there if base else near}
        )
    return links


def language_tag(language: str) -> str:
    """The language as browsers and crawlers write it."""
    return "zh-CN" if language == "zh" else language
