"""Our pages as MkDocs files: only what the core made, pictures and downloads get into the site."""

from __future__ import annotations

from collections.abc import Iterable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from training_manual.pages.page import Page

# Folders of site_overrides that are read while building and never served.
_BUILD_ONLY = (
    *("blocks/", "interactions/", "pages/", "strings/", "icons/", "sitemap.xml"),
    *("assets/style/", "assets/core/", "assets/page/", "assets/elements/", "assets/vendor/", "assets/offline/"),
)
_PUBLISHED = ("images/", "downloads/")


class PageFile(File):
    """A finished page in the place of a Markdown file; MkDocs gets no Markdown to render."""

    def __init__(self, page: Page, config: MkDocsConfig):
        is_chapter = page.kind == "chapter"
        super().__init__(
            page.source_uri,
            config.docs_dir if is_chapter else None,
            config.site_dir,
            use_directory_urls=True,
            dest_uri=f"{page.path}index.html",
        )
        self.manual_page = page
        self.edit_uri = page.source_uri if is_chapter else None

    def is_documentation_page(self) -> bool:
        return True

    @property
    def content_string(self) -> str:
        return ""

    @content_string.setter
    def content_string(self, value: str) -> None:
        raise AttributeError("pages of the manual are made by the core")

    def is_modified(self) -> bool:
        # A page depends on its YAML, pool, terms, brand and templates: always render it anew.
        return True


def only_ours(files: Files, pages: Iterable[Page], assets: Iterable[File], config: MkDocsConfig) -> Files:
    """The file collection from an allow-list: our pages, our assets, pictures, downloads and the theme's files."""
    kept = [file for file in files if _is_theme_file(file, config) or file.src_uri.startswith(_PUBLISHED)]
    return Files([*kept, *(PageFile(page, config) for page in pages), *assets])


def _is_theme_file(file: File, config: MkDocsConfig) -> bool:
    if file.src_dir == config.docs_dir or file.src_uri == "assets/site.js":
        return False
    return not file.src_uri.startswith(_BUILD_ONLY)
