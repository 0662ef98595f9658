"""A session of role play: drawn, seated, played on one phone or on three, scored, printed; and a card played alone."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.hosting import Host, wait_until_kept
from browser.walking import Watched
from ground import ROOT, our_manual

pytestmark = pytest.mark.browser

CARDS = sorted(path.stem for path in (ROOT / "content/role_plays").glob("*.yml"))
SEVEN = "小李\n小王\n小张\n小陈\n阿芳\n老周\n小何"
PHONE: Any = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "service_workers": "block",
}


def set_up(page: Page, people: str, picked: list[str], seed: str = "1128") -> None:
    """Fills in the form and draws."""
    page.locator("[name=people]").fill(people)
    page.locator("[name=which][value=pick]").check(force=True)
    for card in picked:
        page.locator(f"[name=picked][value={card}]").check()
    page.locator("[name=seed]").fill(seed)
    page.locator("session-setup form button").last.click()
    expect(page.locator("session-plan")).to_be_visible()


def seat(page: Page, place: str) -> Any:
    return page.locator(f".tm-session__side.tm-slip--{place}").first


def score(page: Page, levels: list[int], root: str = "") -> None:
    for row, level in zip(page.locator(f"{root} [data-row]").all(), levels, strict=True):
        row.locator(f"label:has([value='{level}'])").click()


def test_three_phones_play_one_card_to_the_end_and_the_totals_agree(browser: Browser, address: str) -> None:
    phones = [Watched(browser.new_context(**PHONE), address) for _ in range(4)]
    trainer, *others = phones
    page = trainer.open("session/")
    set_up(page, "小李\n小王\n小张", ["rp-night-leak"])
    page.locator("[data-table='0.0']").click()
    page.locator("[name=way][value=many]").check(force=True)
    links = {}
    for place in ("customer", "staff", "observer"):
        seat(page, place).locator("button").click()
        link = page.locator("session-play share-code textarea")
        expect(link).to_have_value(re.compile(f"/{place}/#play="))
        links[place] = link.input_value().removeprefix(address)
    customer, staff, observer = (
        phone.open(links[place]) for phone, place in zip(others, ("customer", "staff", "observer"), strict=True)
    )

    # The customer tells what was asked for, and no more.
    asked = customer.locator(".tm-facts li").first
    expect(asked.locator("p")).to_be_hidden()
    asked.locator("label").click()
    expect(asked.locator("p")).to_be_visible()
    expect(staff.locator(".tm-slip--staff")).to_be_visible()
    assert staff.locator(".tm-facts").count() == 0
    # On the same phone the next play of the card keeps nothing of this one.
    again = others[0].open(links["customer"].split("#")[0])
    expect(again.locator(".tm-facts li p").first).to_be_hidden()

    # Who is who came with the link.
    people = {place: seat(page, place).locator("b").inner_text() for place in ("staff", "observer")}
    expect(observer.locator("[name=about]")).to_have_value(people["staff"])
    expect(observer.locator("[name=by]")).to_have_value(people["observer"])
    rows = observer.locator("[data-row]").count()
    levels = [2, 2, 1, 2, 1, 2, 2, 1, 2][:rows]
    score(observer, [*levels[:-1], 2])
    observer.locator("[data-tally=checks] [data-step='1']").click()
    observer.locator("[name=best]").fill("我在线陪着您，咱们先关总阀。")
    observer.locator("[name=change]").fill("先问电")
    observer.locator("[data-finish]").click()
    total = sum(levels[:-1]) + 2
    expect(observer.locator("[data-total]")).to_have_text(f"{total} 分，满分 {2 * rows} 分")
    handed = observer.locator("share-code textarea")
    expect(handed).to_have_value(re.compile("/session/#TMR1"))

    # The trainer scans it: the same address on the phone of the session.
    page.goto(handed.input_value())
    expect(page.locator("session-scores")).to_contain_text(f"{total} / {2 * rows}")
    expect(page.locator("session-scores")).to_contain_text("先问电")
    # Whoever played staff scans it too, and has it in their own record.
    staff.goto(handed.input_value())
    expect(staff.locator("session-scores")).to_contain_text(f"{total} / {2 * rows}")
    staff.goto(address + "progress/")
    expect(staff.locator("[data-part=plays-rows]")).to_contain_text(f"{total} / {2 * rows}")
    # Scanned twice it still counts once; a chat around the letters does no harm.
    page.locator(".tm-session__stages [data-to=plan]").click()
    page.locator("[data-table='0.0']").click()
    collect = page.locator("session-play [data-collect]")
    collect.locator("textarea").fill(handed.input_value()[:-9])
    collect.locator("button").click()
    expect(collect).to_contain_text("没有能读的记分")
    expect(collect.locator("textarea")).not_to_have_value("")
    collect.locator("textarea").fill(f"记分在这：\n{handed.input_value()} 收一下")
    collect.locator("button").click()
    expect(collect).to_contain_text("收到 1 张记分")
    page.locator(".tm-session__stages [data-to=scores]").click()
    expect(page.locator(".tm-session__sheet")).to_have_count(1)
    for phone in phones:
        phone.context.close()
        assert phone.trouble == []


def test_a_side_behind_the_curtain_holds_no_text_of_another(phone: Watched) -> None:
    manual = our_manual()
    card = manual.role_plays["rp-night-leak"]
    page = phone.open("session/")
    set_up(page, "小李\n小王\n小张", [card.id])
    page.locator("[data-table='0.0']").click()
    text = "document.body.textContent"
    assert card.customer.wants not in page.evaluate(text)
    seat(page, "customer").locator("button").click()
    curtain = page.locator("dialog")
    name = seat(page, "customer").locator("b").inner_text()
    expect(curtain).to_contain_text(f"请把手机交给{name}")
    assert card.customer.wants not in page.evaluate(text), "drawn, nothing stands behind it yet"
    curtain.locator("[data-act=open]").click()
    expect(curtain).to_contain_text(card.customer.wants)
    for other in (card.staff.role, card.staff.must[0].text, card.observer.rows[0].two):
        assert other not in page.evaluate(text)
    curtain.locator("[data-act=close]:visible").click()
    assert card.customer.wants not in page.evaluate(text)
    seat(page, "staff").locator("button").click()
    curtain.locator("[data-act=open]").click()
    expect(curtain).to_contain_text(card.staff.must[0].text)
    for other in (card.customer.wants, card.customer.feeling, card.observer.rows[0].two):
        assert other not in page.evaluate(text)
    # What happens to the customer is for the customer alone, in the hands of whoever holds the phone.
    curtain.locator("[data-act=close]:visible").click()
    page.clock.install()
    page.locator("[data-part=next]").click()
    page.locator("[data-part=run]").click()
    page.clock.run_for(card.minutes.play * 60_000)
    for twist in card.twists:
        assert twist.text not in page.evaluate(text)
    told = page.locator("session-play play-clock details").first
    told.locator("summary").click()
    expect(told).to_contain_text(card.twists[0].text)
    told.locator("summary").click()
    expect(told).not_to_contain_text(card.twists[0].text)


def test_what_happens_reaches_its_side_at_its_minute_and_the_stop_word_stops(browser: Browser, address: str) -> None:
    manual = our_manual()
    card = manual.role_plays["rp-night-leak"]
    context = browser.new_context(**PHONE)
    watched = Watched(context, address)
    pages = {side: watched.open(f"role-plays/{card.id}/{side}/") for side in ("customer", "staff")}
    for side, page in pages.items():
        page.clock.install()
        page.reload()
        page.locator("[data-part=run]").click()
        for minute in range(1, card.minutes.play):
            page.clock.run_for(60_500)
            for twist in card.twists:
                shown = page.locator(f"details[data-minute='{twist.minute}']:has-text('{twist.text[:6]}')")
                if twist.to not in (side, "both"):
                    expect(shown).to_have_count(0)
                elif twist.minute <= minute:
                    expect(shown).to_be_visible()
                else:
                    expect(shown).to_be_hidden()
        page.locator("[data-part=stop]").click()
        expect(page.locator("[data-part=news]")).to_contain_text("还好吗")
        stood = page.locator("[data-part=time]").inner_text()
        page.clock.run_for(30_000)
        expect(page.locator("[data-part=time]")).to_have_text(stood)
    context.close()
    assert watched.trouble == []


def test_a_reload_without_a_signal_in_the_middle_of_a_session_loses_nothing(
    site: Any, host: Host, reader: BrowserContext
) -> None:
    host.folder = site
    page = reader.new_page()
    page.goto(host.url("session/"))
    wait_until_kept(page, "session/")
    host.down()
    set_up(page, SEVEN, ["rp-night-leak", "rp-wrong-door"])
    plan = page.locator("[data-part=rounds]").inner_text()
    page.locator("[data-table='1.1']").click()
    title = page.locator("session-play [data-part=title]").inner_text()
    page.locator("[data-part=run]").click()
    seat(page, "customer").locator("button").click()
    page.locator("[data-act=open]").click()
    page.locator("dialog .tm-facts label").first.click()
    page.locator("dialog [data-act=close]:visible").click()
    seat(page, "observer").locator("button").click()
    page.locator("[data-act=open]").click()
    page.locator("dialog [data-row] label:has([value='2'])").first.click()
    page.locator("dialog [name=best]").fill("我来办")
    page.wait_for_timeout(1200)
    page.reload()
    expect(page.locator("session-play [data-part=title]")).to_have_text(title)
    expect(page.locator("[data-part=run]")).to_have_text("暂停")
    expect(page.locator("[data-part=time]")).not_to_have_text("2:00")
    seat(page, "observer").locator("button").click()
    page.locator("[data-act=open]").click()
    expect(page.locator("dialog [data-row] input[value='2']").first).to_be_checked()
    expect(page.locator("dialog [name=best]")).to_have_value("我来办")
    page.locator("dialog [data-act=close]:visible").click()
    seat(page, "customer").locator("button").click()
    page.locator("[data-act=open]").click()
    expect(page.locator("dialog .tm-facts input").first).to_be_checked()
    page.locator("dialog [data-act=close]:visible").click()
    page.locator("[data-act=plan]").click()
    after = page.locator("[data-part=rounds]").inner_text()
    assert "接着这一桌" in after
    places = re.compile(r"(?:开始|接着)这一桌|已经开始|\s+")
    assert places.sub(" ", after).split() == places.sub(" ", plan).split()
    host.up()


def test_two_observers_far_apart_talk_and_nothing_is_averaged(phone: Watched) -> None:
    page = phone.open("session/")
    set_up(page, "小李\n小王\n小张\n小陈", ["rp-night-leak"])
    page.locator("[data-table='0.0']").click()
    rows = 9
    for number, level in enumerate((2, 1)):
        page.locator(".tm-session__side.tm-slip--observer").nth(number).locator("button").click()
        page.locator("[data-act=open]").click()
        score(page, [level] * rows, "dialog")
        page.locator("dialog [data-finish]").click()
        page.locator("dialog [data-act=close]:visible").click()
    page.locator(".tm-session__stages [data-to=scores]").click()
    scores = page.locator("session-scores")
    expect(scores).to_contain_text("18 / 18")
    expect(scores).to_contain_text("9 / 18")
    expect(scores).to_contain_text("不取平均")
    with page.expect_download() as download:
        page.locator("[data-act=save]").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert sorted(line.split(",")[7] for line in lines[1:]) == ["18", "9"]
    assert all(line.split(",")[11] == "是" for line in lines[1:])
    # Which rows they saw differently is there to talk about.
    expect(scores.locator(".tm-note li")).to_have_count(rows)
    # The end of a session takes the names off the phone; what was handed in stays in the record.
    page.locator("[data-act=end]").click()
    page.locator("[data-act=end]").click()
    expect(page.locator("[name=people]")).to_have_value("")
    kept = page.evaluate("Object.entries({...localStorage}).filter(([key]) => !key.endsWith('/record'))")
    assert [key for key, value in kept if "小李" in value] == []


def test_an_open_row_is_named_and_a_critical_zero_does_not_pass(phone: Watched) -> None:
    page = phone.open("role-plays/rp-night-leak/observer/")
    page.locator("[data-finish]").click()
    expect(page.locator(".tm-say").first).to_have_text("还有 9 行没打。")
    critical = [int("critical" in (row.get_attribute("class") or "")) for row in page.locator("[data-row]").all()]
    score(page, [2] * len(critical))
    page.locator("[data-row][data-critical]").first.locator("label:has([value='0'])").click()
    expect(page.locator(".tm-observer__zero")).to_have_text("关键行有 0 分")
    page.locator("[data-finish]").click()
    kept = page.evaluate("JSON.parse(localStorage.getItem('NY-CS/record')).attempts")
    (sheet,) = [one for one in kept.values() if one["set"] == "sheet:rp-night-leak"]
    assert (sheet["score"], sheet["of"], sheet["passed"]) == (16, 18, False)
    assert len(sheet["wrong"]) == 1


@pytest.mark.parametrize("card", ["rp-night-leak", "rp-no-empty-promise"])
def test_a_rehearsal_is_played_by_keyboard_resumed_and_shows_the_way_taken(phone: Watched, card: str) -> None:
    manual = our_manual()
    talk = manual.role_plays[card].rehearsal
    assert talk
    nodes = {node.id: node for node in talk.nodes}

    def best(node: str) -> int:
        moods = [nodes[choice.to].mood for choice in nodes[node].choices]
        return moods.index(max(moods)) + 1

    page = phone.open(f"en/role-plays/{card}/rehearsal/")
    expect(page.locator("solo-rehearsal[data-ready]")).to_be_visible()
    here, path = talk.start, []
    worst = min(nodes[here].choices, key=lambda choice: nodes[choice.to].mood)
    page.keyboard.press(str(nodes[here].choices.index(worst) + 1))
    path.append(worst.id)
    here = worst.to
    # A poor line is followed at once by a better one.
    expect(page.locator(".tm-talk__said .tm-feedback__better").last).to_be_visible()
    page.reload()
    expect(page.locator(".tm-talk__said")).to_have_count(1)
    while nodes[here].end is None:
        choice = nodes[here].choices[best(here) - 1]
        page.keyboard.press(str(best(here)))
        path.append(choice.id)
        here = choice.to
    expect(page.locator("solo-rehearsal[data-done]")).to_be_visible()
    expect(page.locator("[data-part=path] li")).to_have_count(len(path))
    expect(page.locator("[data-part=path] li[data-state=wrong] .tm-feedback__better").first).to_be_visible()
    expect(page.locator("[data-part=endings]")).to_contain_text("one of them")
    name = f"{card}.rehearsal"
    (item,) = page.evaluate(f"Object.values(JSON.parse(localStorage['NY-CS/record']).items[{json.dumps(name)}])")
    assert item["response"] == path
    assert item["ends"] == [here]
    # Back to the line that went wrong.
    page.locator("[data-part=main]").click()
    expect(page.locator(".tm-talk__said")).to_have_count(0)


def test_every_card_prints_on_one_sheet_with_the_other_language_behind_it(desk: Watched) -> None:
    page = desk.context.new_page()
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(desk.address + "session/print/")
    page.locator("[data-all]").check()
    page.locator("[name=back][value=other]").check()
    page.locator("slip-press form button").click()
    page.wait_for_function("window.printed", timeout=60_000)
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2 * len(CARDS)
    page.emulate_media(media="print")
    # Turned over its long edge, each back lies on the front of the same side.
    places = page.evaluate("""() => Array.from(document.querySelectorAll('.tm-slips'), (sheet) => {
      const { left, top } = sheet.getBoundingClientRect();
      return Object.fromEntries(Array.from(sheet.querySelectorAll('.tm-slip'), (slip) => {
        const box = slip.parentNode.getBoundingClientRect();
        return [/tm-slip--(\\w+)/.exec(slip.className)[1], [Math.round(box.left - left), Math.round(box.top - top)]];
      }));
    })""")
    width = round(105 * 96 / 25.4)
    for front, back in zip(places[::2], places[1::2], strict=True):
        for side, (x, y) in front.items():
            assert abs(back[side][0] - (width - x)) <= 1, side
            assert abs(back[side][1] - y) <= 1, side


@pytest.mark.parametrize("language", ["", "en/"])
def test_whole_observer_sheets_and_the_index_print_on_one_page_each(desk: Watched, language: str) -> None:
    page = desk.context.new_page()
    counts = {}
    for path in [f"role-plays/{card}/sheet/" for card in CARDS[::4]] + ["role-plays/"]:
        page.goto(desk.address + language + path)
        counts[path] = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert {path: n for path, n in counts.items() if n != 1} == {}
