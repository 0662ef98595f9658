"""The role-play cards that come with the manual, and how a conversation is drawn."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from ground import ROOT, ours
from training_manual.__main__ import main
from training_manual.conversation import best_choices, reach
from training_manual.model.manual import Manual


@pytest.fixture(scope="module")
def manuals() -> dict[str, Manual]:
    return dict(ours().manuals)


def test_thirty_cards_stand_in_both_languages_in_the_chapters_they_practise(manuals: dict[str, Manual]) -> None:
    manual = manuals["zh"]
    assert [card.code for card in manual.role_plays.values()] == [f"R{n:02d}" for n in range(1, 31)]
    for chapters in (m.chapters for m in manuals.values()):
        embedded = {getattr(block, "role_play", None) for chapter in chapters for block in chapter.blocks}
        assert set(manual.role_plays) <= embedded
    assert not set(manual.role_plays) & set(manuals["en"].untranslated)


def test_at_least_twelve_rehearsals_have_eight_nodes_and_two_endings(manuals: dict[str, Manual]) -> None:
    talks = [card.rehearsal for card in manuals["zh"].role_plays.values() if card.rehearsal]
    long = [t for t in talks if len(t.nodes) >= 8 and sum(node.end is not None for node in t.nodes) >= 2]
    assert len(long) >= 12
    assert len(long) == len(talks)


def test_in_each_turn_of_a_rehearsal_one_line_is_best_and_the_others_cost_something(manuals: dict[str, Manual]) -> None:
    for card in manuals["zh"].role_plays.values():
        nodes = {node.id: node for node in card.rehearsal.nodes} if card.rehearsal else {}
        best = best_choices(tuple(nodes.values()))
        for node in nodes.values():
            moods = {choice.id: nodes[choice.to].mood for choice in node.choices}
            # The page names the better line: it can name but one.
            assert all(moods[best[node.id]] > mood for name, mood in moods.items() if name != best[node.id])


def test_a_line_that_pleases_now_and_ends_badly_is_never_called_better(manuals: dict[str, Manual]) -> None:
    """A friend is glad of a photo of the manual, and it is a leak."""
    _, _, nodes = manuals["zh"].conversations()["am-old-workmate"]
    worth = {node.id: node.score for node in nodes if node.score is not None}
    best = best_choices(nodes)
    by_id = {node.id: node for node in nodes}
    leads = {node.id: [choice.to for choice in node.choices] for node in nodes}
    for node in nodes:
        here = node
        while here.choices:
            here = by_id[next(choice.to for choice in here.choices if choice.id == best[here.id])]
        assert worth[here.id] == max(worth[end] for end in reach(leads, [node.id]) if end in worth), node.id
    assert best["asks-photo"] != "send-it"


@pytest.mark.parametrize("own", ["rp-night-leak", "mot-own-office"])
def test_a_conversation_is_drawn_with_every_turn_and_every_answer(
    own: str, manuals: dict[str, Manual], capsys: pytest.CaptureFixture[str]
) -> None:
    talks = manuals["zh"].conversations()
    own = own if own in talks else next(name for name in talks if not name.startswith("rp-"))
    assert main(["graph", own, str(ROOT)]) == 0
    picture = ElementTree.fromstring(capsys.readouterr().out)
    paths = picture.findall("{http://www.w3.org/2000/svg}path")
    _, _, nodes = talks[own]
    assert sum(path.get("class") in ("up", "down", "same") for path in paths) == sum(len(n.choices) for n in nodes)
    written = "".join(picture.itertext())
    assert [node.id for node in nodes if node.id not in written] == []


def test_a_conversation_nobody_knows_is_said_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    small = str(ROOT / "plugins/training_manual/starter")
    assert main(["graph", "zz", small]) == 1
    assert "rp-late-visit" in capsys.readouterr().err
    assert main(["graph", "rp-latevisit", small]) == 1
    assert "did you mean rp-late-visit?" in capsys.readouterr().err
    assert main(["graph", "rp-late-visit", small, "--language", "fr"]) == 1
    assert main(["graph", "rp-a-and-c", str(ROOT)]) == 1
    assert "no rehearsal" in capsys.readouterr().err
