"""The page of the record on this device: learners, backup out and in, how it is kept, its end."""

from __future__ import annotations

from functools import partial

from training_manual.pages.page import Page, page_of
from training_manual.rendering.addresses import RECORD
from training_manual.rendering.renderer import Renderer


def record_page(renderer: Renderer) -> Page:
    """Everything on it comes from the browser; nothing of it is the manual's."""
    sheet = renderer.on(RECORD)
    body = partial(sheet.template, "pages/record.html")
    return page_of(sheet, "record", renderer.say("record.title"), body, in_search=False)
