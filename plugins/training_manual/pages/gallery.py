"""The authors' page: every kind of block and question with the YAML that makes it."""

from __future__ import annotations

from dataclasses import replace

from training_manual.all_blocks import BLOCKS
from training_manual.all_questions import QUESTIONS
from training_manual.model.manual import Manual
from training_manual.pages.page import Heading, Page
from training_manual.rendering.addresses import GALLERY, Addresses
from training_manual.rendering.renderer import Renderer, Sheet
from training_manual.samples import Sample, Samples


class _OnePage(Addresses):
    """The samples' own manual has this page alone, so every way leads to a place on it."""

    def __init__(self, manual: Manual, anchors: frozenset[str]):
        super().__init__(manual)
        self._anchors = anchors

    def path(self, target: str) -> str | None:
        anchor = target.partition("#")[2]
        return GALLERY + (f"#{anchor}" if anchor in self._anchors else "")


def gallery(renderer: Renderer, samples: Samples) -> Page:
    """The page in the language and templates of `renderer`; what it shows is the samples' manual, not HQ's."""
    shown = [sample for sample in samples.samples if sample.name != "minimal"]
    manual = replace(samples.manual, language=renderer.manual.language)
    own = Renderer(manual, renderer.overrides, renderer.environment)
    own.addresses = _OnePage(manual, frozenset(sample.id for sample in shown))
    sheet = own.on(GALLERY)
    entries = []
    for wing, table in (("blocks", BLOCKS), ("questions", QUESTIONS)):
        for kind in table:
            of_kind = [sample for sample in shown if (sample.wing, sample.kind) == (wing, kind)]
            look = sheet.template("pages/gallery_looks.html", looks=[look_of(sheet, samples, one) for one in of_kind])
            entries.append({"kind": kind, "yaml": "\n".join(one.yaml for one in of_kind), "html": look})
    body = sheet.template("pages/gallery.html", kinds=entries)
    return Page(
        GALLERY,
        "gallery",
        own.say("pages.gallery"),
        lambda: str(sheet.wrapped("gallery", body)),
        headings=tuple(Heading(f"kind-{entry['kind']}", str(entry["kind"]), 2) for entry in entries),
        in_search=False,
    )


def look_of(sheet: Sheet, samples: Samples, sample: Sample) -> str:
    """The HTML of one sample, as safe markup."""
    chapter = samples.chapter(sample)
    if sample.wing == "blocks":
        return sheet.blocks(chapter, (samples.block(sample),))[0]
    (one,) = sheet.asked(chapter, (samples.question(sample),))
    return sheet.template("pages/gallery_question.html", one=one)
