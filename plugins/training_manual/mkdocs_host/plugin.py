"""The plugin: reads and checks before MkDocs touches anything, then hands over finished pages."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from training_manual.assets import sheets_for
from training_manual.building import Prepared, prepare
from training_manual.mkdocs_host.files import PageFile, only_ours
from training_manual.mkdocs_host.languages import build_other_languages
from training_manual.mkdocs_host.navigation import contents, navigation
from training_manual.mkdocs_host.worker import write_preview_worker, write_worker
from training_manual.offline import WORKER
from training_manual.pages.assigning import made_files
from training_manual.pages.gallery import gallery
from training_manual.pages.making import make_pages, missing
from training_manual.pages.page import Page, elements_in
from training_manual.pages.trouble import trouble_pages
from training_manual.problem import as_text, errors
from training_manual.rendering.addresses import alternates, language_tag, relative
from training_manual.rendering.renderer import Renderer
from training_manual.samples import packaged_samples
from training_manual.searching import cut_index

log = get_plugin_logger(__name__)


class Settings(Config):
    """The plugin has one setting: where the manual's folder is, seen from mkdocs.yml."""

    root = config_options.Type(str, default=".")


class TrainingManual(BasePlugin[Settings]):
    """Renders a folder of YAML as a MkDocs site, one nested build for each further language."""

    def __init__(self) -> None:
        self.prepared: Prepared | None = None
        self.language: str | None = None
        """Set by the outer build on a nested one."""
        self.serving = False
        self.kept, self.beside = "", False
        """As on a Renderer; set by command.py, since a plain `mkdocs build` publishes no editions."""
        self.pages: list[Page] = []
        self.titles: dict[str, str] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        # Having this event also keeps the plugin object, and so the last good pages, over reloads.
        self.serving = command == "serve"

    @event_priority(100)  # before the search plugin, which takes its words from the theme's language
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        root = Path(config.config_file_path or "mkdocs.yml").resolve().parent / self.config.root
        if self.language is None:
            self.prepared = self._read(root)
            if self.prepared.problems:
                log.info("\n%s", as_text(self.prepared.problems))
            if found := errors(self.prepared.problems):
                if not self.serving:
                    raise PluginError(f"{len(found)} 处要改 / {len(found)} to mend: training-manual check")
                log.error("%d 处要改 / to mend; the page shows them", len(found))
        assert self.prepared is not None
        config.theme.dirs[:0] = [str(folder) for folder in self.prepared.overrides.folders]
        for folder in ("content", "quizzes", "locale", "site_overrides"):
            if (root / folder).is_dir() and str(root / folder) not in config.watch:
                config.watch.append(str(root / folder))
        self._name_site(config)
        if (
            self.kept
        ):  # crawlers are sent to the site itself, and no address below e/ shows a page for those that are not
            config.theme.static_templates.clear()
        return config

    def _read(self, root: Path) -> Prepared:
        # A manual is a great many small things that all stay: walking them for garbage is a tenth of a large build.
        gc.disable()
        try:
            prepared = prepare(root)
            for manual in prepared.manuals.values():
                manual.settle()
            return prepared
        finally:
            gc.enable()
            if not self.serving:  # where one manual follows another, the old one must go
                gc.freeze()

    def _name_site(self, config: MkDocsConfig) -> None:
        assert self.prepared is not None
        if not self.prepared.manuals:
            return
        manual = self.prepared.manuals[self.language or self.prepared.main]
        config.site_name = f"{manual.brand.manual.title} {self.kept}".strip()
        config.theme["language"] = manual.language
        config.copyright = f"{manual.brand.brand.name} · {manual.brand.manual.confidentiality}"

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        prepared = self.prepared
        assert prepared is not None
        if not prepared.manuals or prepared.assets is None:
            pages = trouble_pages(prepared.problems, [page.path for page in self.pages])
            config.nav = [{pages[0].title: "index.yml"}]
            config.extra |= {"manual": "", "missing": pages[0].html}
            return only_ours(files, pages, [], config)
        manual = prepared.manuals[self.language or prepared.main]
        renderer = Renderer(manual, prepared.overrides)
        renderer.kept, renderer.beside = self.kept, self.beside
        self.pages = list(make_pages(renderer))
        if self.serving:  # for authors; readers never see it
            self.pages.append(gallery(renderer, packaged_samples()))
        self.titles = {page.path: page.title for page in self.pages}
        config.nav = navigation(manual, self.pages, dict(renderer.strings))
        config.extra["manual"] = ("../" if self.language else "") + prepared.assets.folder
        config.extra["kept"] = self.kept
        config.extra["worker"] = "" if self.serving or self.kept else ("../" if self.language else "") + WORKER
        config.extra["missing"] = missing(renderer, self._root_url(config))
        assets = [File.generated(config, path, content=data) for path, data in made_files(renderer)]
        if self.language is None:
            folder = prepared.assets.folder
            assets += [
                File.generated(config, folder + name, content=text) for name, text in prepared.assets.files.items()
            ]
        return only_ours(files, self.pages, assets, config)

    def _root_url(self, config: MkDocsConfig) -> str:
        site = config.site_url or "/"
        return site if site.endswith("/") else site + "/"

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        env.globals["drawn"] = {}  # what partials/nav.html has drawn already
        return env

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        ours = _page_of(page)
        if ours.kind not in ("home", "chapter", "glossary"):  # the navigation gives those their titles
            page.title = ours.title
        page.meta = {"kind": ours.kind, "name": ours.title, "description": ours.description}
        # Who searches wants the chapter before the card or the glossary.
        page.meta["search"] = {"boost": 5} if ours.kind == "chapter" else {"exclude": not ours.in_search}
        if ours.kind == "desk":  # a table of thirty people and twenty questions wants the whole width
            page.meta["hide"] = ["navigation", "toc"]
        return ""

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        ours = _page_of(page)
        page.toc = contents(ours.headings)
        # The day of the build would make two builds of one source differ; our sitemap has no dates.
        page.update_date = "2000-01-01"
        page.present_anchor_ids = {heading.id for heading in ours.headings}
        return ""

    @event_priority(100)  # before the search plugin, which reads the content
    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> Any:
        ours, prepared = _page_of(page), self.prepared
        assert prepared is not None
        # Only now, and only until the page is written: MkDocs would keep the content of all pages at once.
        page.content = html = ours.html
        if prepared.assets is None:
            return context
        language = self.language or prepared.main
        names = {other: prepared.overrides.strings(other)["site.language"] for other in prepared.manuals}
        more: dict[str, Any] = {
            "lang": language_tag(language),
            "sheets": sheets_for(ours.kind, elements_in(html)),
            "modules": [name for name in elements_in(html) if name in prepared.assets.elements],
            "alternates": alternates(names, language, ours.path, config.site_url),
        }
        page.meta.update(more)
        if ours.parent is not None:
            page.meta["close"] = {"href": relative(ours.parent, ours.path), "name": self.titles[ours.parent]}
        if ours.leads_to is not None:
            page.meta["moved"] = relative(ours.leads_to, ours.path)
            page.canonical_url = self._root_url(config) + ours.leads_to
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        page.content = ""
        return output

    @event_priority(-50)  # behind the search plugin, which writes the index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        prepared = self.prepared
        assert prepared is not None
        if self.serving and self.language is None:
            write_preview_worker(prepared, config)
        if not prepared.manuals:
            return
        self._segment_search(config)
        if self.language is None:
            build_other_languages(prepared, config)
            if not self.serving and not self.kept:
                write_worker(prepared, config)

    def _segment_search(self, config: MkDocsConfig) -> None:
        assert self.prepared is not None
        manual = self.prepared.manuals[self.language or self.prepared.main]
        path = Path(config.site_dir) / "search" / "search_index.json"
        if not manual.language.startswith("zh") or not path.is_file():
            return
        index = json.loads(path.read_text("utf-8"))
        cut_index(index["docs"], manual)
        # Readable UTF-8 is half the bytes of the ASCII escapes Material writes.
        path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _page_of(page: MkDocsPage) -> Page:
    assert isinstance(page.file, PageFile)
    return page.file.manual_page
