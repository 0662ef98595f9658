"""Read and understood, without a server: assigned, confirmed on phones, collected, and the register of it."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from browser.walking import Watched

pytestmark = pytest.mark.browser

PEOPLE = """\
工号,姓名,门店,岗位
0412,陈立,苏州一店,店长
0431,=黄志强,苏州一店,店长
0500,李雪,苏州二店,{manager}
"""


@pytest.fixture
def people(browser: Browser, address: str) -> Iterator[Any]:
    """A phone or a desk of somebody's own; every one of them ends with an empty console."""
    opened: list[Watched] = []

    def somebody(wide: bool = False) -> Watched:
        size: ViewportSize = {"width": 1280, "height": 800} if wide else {"width": 390, "height": 844}
        context = browser.new_context(viewport=size, has_touch=not wide, is_mobile=not wide, service_workers="block")
        opened.append(Watched(context, address))
        return opened[-1]

    yield somebody
    for watched in opened:
        watched.context.close()
        assert watched.trouble == []


def go(page: Page, tab: str) -> None:
    page.locator(f".tm-desk__tabs [data-to={tab}]").click()


def begin(page: Page) -> None:
    page.wait_for_selector("trainer-desk[data-ready]")
    page.locator("desk-keys [name=name]:visible").fill("陈岚")
    page.locator("desk-keys [data-do=make] button").click()
    expect(page.locator(".tm-desk__finger")).to_be_visible()
    go(page, "assign")
    page.locator("desk-groups [data-do=fresh]").click()
    page.locator("desk-groups [name=name]").fill("苏州")
    # Lists say what somebody is in any language.
    roles = json.loads(page.locator("script[data-roles]").text_content() or "")
    english = next(name for one in roles if one["id"] == "manager" for name in one["names"] if name.isascii())
    page.locator("desk-groups [name=rows]").fill(PEOPLE.format(manager=english))
    page.locator("desk-groups form .tm-button--main").click()
    expect(page.locator("desk-groups [data-part=list]")).to_contain_text("3 人")


def assign(page: Page) -> tuple[str, list[dict[str, Any]]]:
    """The link of what the latest edition has changed, and its sections for a manager."""
    sets = json.loads(page.locator("script[data-sets]").text_content() or "")
    chosen = next(one for one in sets if one["kind"] == "confirm" and one["set"] != "confirm/all")
    page.locator("desk-assigned [data-do=fresh]").click()
    page.locator("desk-assign [name=kind][value=confirm]").check(force=True)
    page.locator("desk-assign [name=set]").select_option(chosen["set"])
    page.locator("desk-assign form .tm-button--main").click()
    link = page.locator("desk-assigned [data-part=hand-link] textarea").first
    expect(link).to_have_value(re.compile("#TMA1"))
    mine = [one for one in chosen["sections"] if not one["roles"] or "manager" in one["roles"]]
    assert len(mine) > 1
    return link.input_value(), mine


def accept(page: Page, code: str, name: str) -> None:
    page.wait_for_selector("[data-stage=offer]:visible")
    page.locator("[name=code]").fill(code)
    page.locator("[name=name]").fill(name)
    page.locator("[data-part=start]").click()
    expect(page.locator("assigned-work")).to_have_attribute("data-now", "confirm")
    page.locator("assigned-sections select").select_option("manager")


def confirm(page: Page, sections: list[dict[str, Any]], note: str = "") -> None:
    """On the page of confirming, where nothing says yet that they were read; then back."""
    page.locator("assigned-sections [data-part=to-confirm]").click()
    page.wait_for_selector("confirm-list[data-ready]")
    for n, section in enumerate(sections):
        row = page.locator(f"[data-ref='{section['ref']}']").first
        for _ in range(2):
            row.locator("[data-do=confirm]:visible").click()
        expect(row).to_have_attribute("data-state", "done")
        if note and not n:
            row.locator("summary").click()
            row.locator("textarea").fill(note)
    page.go_back()
    page.wait_for_selector("[data-stage=offer]:visible")
    page.locator("[data-part=start]").click()


def hand_in(page: Page) -> str:
    page.locator("assigned-sections [data-act=hand-in]").click()
    expect(page.locator("assigned-work")).to_have_attribute("data-now", "slip")
    text = page.locator("[data-stage=slip] textarea")
    expect(text).to_have_value(re.compile("TMS1"))
    return text.input_value()


def collect(page: Page, text: str) -> None:
    go(page, "collect")
    page.locator("desk-collect [name=text]").fill(text)
    page.locator("desk-collect form .tm-button--main").click()
    expect(page.locator("desk-collect [name=text]")).to_have_value("")


def saved(page: Page, folder: Path) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.locator("desk-register [data-act=save]").click()
    path = folder / "register.csv"
    download.value.save_as(path)
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def test_three_people_of_two_outlets_are_asked_two_confirm_and_the_desk_shows_who_lacks_what_and_who_asked(
    people: Any, tmp_path: Path
) -> None:
    trainer = people(wide=True).open("desk/")
    begin(trainer)
    link, sections = assign(trainer)
    fragment = link[link.index("#") :]

    first = people().open(f"assignment/{fragment}")
    accept(first, "0412", "陈立")
    expect(first.locator("assigned-sections [data-part=count]")).to_contain_text(f"还差 {len(sections)} 节")
    expect(first.locator("assigned-sections [data-act=hand-in]")).to_be_disabled()
    confirm(first, sections[:1], "周末没人接电话，怎么办？")
    expect(first.locator("assigned-sections [data-part=done] li")).to_have_count(1)
    part = hand_in(first)
    first.get_by_role("button", name="回到任务").click()
    first.locator("[data-part=start]").click()
    confirm(first, sections[1:])
    expect(first.locator("assigned-sections [data-part=count]")).to_contain_text("都确认过了")
    whole = hand_in(first)

    second = people().open(f"en/assignment/{fragment}")
    accept(second, "431", "黄志强")
    confirm(second, sections[:1])
    collect(trainer, "\n".join([hand_in(second), whole, part]))

    go(trainer, "results")
    register = trainer.locator("desk-register")
    expect(register.locator("[data-part=count]")).to_have_text("确认完 1 人，共 3 人")
    outlets = register.locator(".tm-register__outlet")
    expect(outlets).to_contain_text([re.compile("苏州二店.*还差 1 人"), re.compile("苏州一店.*还差 1 人")])
    outlets.nth(1).locator("summary").click()
    expect(outlets.nth(1).locator(".tm-register__lacks li")).to_have_count(len(sections) - 1)
    expect(outlets.nth(1)).not_to_contain_text("陈立")
    gaps = saved(trainer, tmp_path)
    assert [(one["工号"], one["姓名"], one["已确认"], one["要确认"]) for one in gaps] == [
        ("0500", "李雪", "0", str(len(sections))),
        ("0431", "'=黄志强", "1", str(len(sections))),
    ]
    register.get_by_role("button", name="登记表").click()
    states = register.locator("tbody tr").evaluate_all(
        "all => all.map(row => [...row.querySelectorAll('td')].map(cell => cell.dataset.state))"
    )
    rest = len(sections) - 1
    assert states == [["confirmed"] * (rest + 1), ["confirmed", *["missing"] * rest], ["missing"] * (rest + 1)]
    lines = saved(trainer, tmp_path)
    assert [(one["工号"], one["编号"], one["状态"]) for one in lines[: rest + 2]] == [
        *(("0412", one["ref"], "已确认") for one in sections),
        ("0431", sections[0]["ref"], "已确认"),
    ]
    register.get_by_role("button", name="疑问").click()
    expect(register.locator(".tm-register__question")).to_contain_text(["周末没人接电话，怎么办？"])
    expect(register.locator(".tm-register__question")).to_contain_text(["陈立"])

    register.get_by_role("button", name="还差谁").click()
    register.locator("[data-act=remind]").click()
    reminder = trainer.locator("desk-assigned [data-part=hand-text] textarea")
    expect(reminder).to_have_value(re.compile("还没确认完：=黄志强、李雪"))
