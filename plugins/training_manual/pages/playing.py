"""The pages of role play: the deck, each card with its faces and its rehearsal, and the session that plays them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from training_manual.interaction import marking
from training_manual.model.manual import Manual
from training_manual.model.rehearsal import rehearsing
from training_manual.model.role_play import RolePlay, observing
from training_manual.pages.page import Page, page_of
from training_manual.rendering.addresses import CARDS, FACES, HOME, PRESS, SESSION, card_path, relative
from training_manual.rendering.renderer import Html, Renderer, Sheet

PAPERS = ("slips", "sheet")
"""What is printed of one card: four slips with their backs, and the observer's whole sheet."""


def playing_pages(renderer: Renderer) -> Iterator[Page]:
    """Nothing where the manual has no cards."""
    cards = list(renderer.manual.role_plays.values())
    if not cards:
        return
    yield _whole(renderer, CARDS, "cards", cards)
    yield _whole(renderer, SESSION, "session", cards, CARDS)
    yield _whole(renderer, PRESS, "press", cards, CARDS)
    for card in cards:
        yield from card_pages(renderer, card)


def _whole(renderer: Renderer, path: str, kind: str, cards: list[RolePlay], parent: str = HOME) -> Page:
    """A page over all cards."""
    sheet = renderer.on(path)

    def body() -> Html:
        return _body(sheet, kind, cards=cards, deck=deck_data(sheet, cards), languages=_languages(sheet))

    return page_of(sheet, kind, renderer.say(f"play.{kind}"), body, parent=parent, in_search=kind == "cards")


def _body(sheet: Sheet, kind: str, **values: Any) -> Html:
    return sheet.template(f"pages/{kind}.html", rubric=sheet.renderer.manual.rubric, **values)


def _languages(sheet: Sheet) -> list[dict[str, Any]]:
    """Every language of the site, with the way to its root from this page."""
    manual = sheet.renderer.manual
    main, *others = dict.fromkeys((manual.brand.manual.language, *manual.brand.manual.languages))
    folder = {main: "", **{other: f"{other}/" for other in others}}
    here = folder[manual.language] + sheet.page
    say = sheet.renderer.say
    return [
        {"name": say(f"play.language.{one}"), "root": relative(folder[one], here), "here": one == manual.language}
        for one in folder
    ]


def card_pages(renderer: Renderer, card: RolePlay) -> Iterator[Page]:
    """The common side, each face and each paper on a page of its own, and the rehearsal."""
    source = f"content/role_plays/{card.id}.yml"
    sheet = renderer.on(card_path(card.id))
    title = sheet.words.plain(card.title)
    yield page_of(sheet, "card", title, partial(_body, sheet, "card", card=card), card.id, parent=CARDS, source=source)
    more: dict[str, Any] = {"parent": card_path(card.id), "source": source, "in_search": False}
    for face in FACES:
        sheet = renderer.on(card_path(card.id, face))
        body = partial(_body, sheet, "face", card=card, face=face, observed=_observed(renderer.manual, card))
        yield page_of(sheet, "face", f"{renderer.say(f'pages.face.{face}')} · {title}", body, card.id, **more)
    for paper in PAPERS:
        sheet = renderer.on(card_path(card.id, paper))
        body = partial(_body, sheet, paper, card=card)
        yield page_of(sheet, paper, renderer.say(f"pages.{paper}.title", title=title), body, card.id, **more)
    if card.rehearsal:
        yield _rehearsal(renderer, card, more)


def _observed(manual: Manual, card: RolePlay) -> dict[str, Any]:
    """What an observer's sheet is kept under and how it is marked."""
    face = card.observer.with_shared(manual.rubric)
    return {"tag": manual.tags[observing(card.id)], "key": face.interaction(manual.rubric.pass_share).key.data()}


def _rehearsal(renderer: Renderer, card: RolePlay, more: dict[str, Any]) -> Page:
    assert card.rehearsal is not None
    sheet, manual = renderer.on(card_path(card.id, "rehearsal")), renderer.manual
    walk, name = card.rehearsal.interaction(), rehearsing(card.id)
    rows = card.observer.with_shared(manual.rubric).rows
    meets = {
        f"{node.id}.{choice.id}": list(choice.meets)
        for node in card.rehearsal.nodes
        for choice in node.choices
        if choice.meets
    }
    # The same shape a question has for its template.
    asked = {"question": {"id": name}, "interaction": walk, "key": walk.key, "marking": marking(walk)}
    asked |= {
        "prompt": card.rehearsal.prompt,
        "tag": manual.tags[name],
        "meets": meets,
        "critical": [row for row in rows if row.critical],
    }
    body = partial(_body, sheet, "rehearsal", card=card, asked=asked)
    title = renderer.say("play.rehearsal", title=sheet.words.plain(card.title))
    return page_of(sheet, "rehearsal", title, body, card.id, **more)


def deck_data(sheet: Sheet, cards: list[RolePlay]) -> list[dict[str, Any]]:
    """What a session must know of each card to draw and to time it; texts of its faces stay in their templates."""
    manual, plain = sheet.renderer.manual, sheet.words.plain
    return [
        {
            "id": card.id,
            "code": card.code,
            "title": plain(card.title),
            "url": sheet.url(f"card:{card.id}"),
            "difficulty": card.difficulty,
            "chapters": list(card.chapters),
            "tags": list(card.tags),
            "minutes": card.minutes.model_dump(exclude={"provenance"}),
            **_observed(manual, card),
        }
        for card in cards
    ]
