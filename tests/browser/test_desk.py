"""The trainer's desk: a key and its backup, groups out of spreadsheets, whatever comes in, and how it is deleted."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from browser.walking import Watched, in_page

pytestmark = pytest.mark.browser

PASSPHRASE = "我家的猫叫阿黄三岁"
SHEET = "姓名,工号,入职日期\n陈立,0412,2026/3/1\n吴小雨,0415,3/1/2026\n,0416,\n重复,０412,\n"


def go(page: Page, tab: str) -> None:
    page.locator(f".tm-desk__tabs [data-to={tab}]").click()


def begin(page: Page) -> None:
    page.wait_for_selector("trainer-desk[data-ready]")
    page.locator("desk-keys [name=name]:visible").fill("老周")
    page.locator("desk-keys [data-do=make] button").click()
    # Five groups that two people can read to each other.
    expect(page.locator(".tm-desk__finger")).to_have_text(re.compile(r"^[0-9A-F]{4}( [0-9A-F]{4}){4}$"))


def assign(page: Page) -> str:
    go(page, "assign")
    page.locator("desk-assigned [data-part=new]").click()
    page.locator("desk-assign form .tm-button--main").click()
    return page.locator("desk-assigned [data-part=hand-link] textarea").input_value()


def slip(page: Page, link: str, code: str, name: str, questions: int = 1) -> Any:
    """A slip of somebody who answered on a phone of their own: {code, parts, pictures}."""
    return in_page(
        page,
        """const [link, code, name, n] = given, manual = document.querySelector("[data-store]").dataset.store;
        const { assignment, key } = await (await core("assignment")).readAssignment(link, manual);
        const { newNonce, writeSlip } = await core("slip"), ids = Array.from({ length: n }, (_, i) => `q-${i}`);
        const written = () => ({ text: newNonce() + newNonce() + newNonce() + newNonce() });
        const r = Object.fromEntries(ids.map((id) => [id, written()])), { id: a, set, edition: e } = assignment;
        const who = { code, name, n: newNonce(), k: 1, s: 1, h: 2, u: 1, l: "zh" };
        const made = { a, set, e, ...who, d: "", ids, t: [], r, sheets: {} };
        return writeSlip(made, key, manual).then(({ code, parts }) => ({ code, parts }));""",
        link,
        code,
        name,
        questions,
    )


def paste(page: Page, text: str) -> Any:
    page.locator("desk-collect [name=text]").fill(text)
    page.locator("desk-collect form .tm-button--main").click()
    return page.locator("desk-collect [data-part=came]")


def back_up(page: Page) -> str:
    go(page, "keys")
    for name in ("pass", "again"):
        page.locator(f"desk-backup [data-do=save] [name={name}]").fill(PASSPHRASE)
    page.locator("desk-backup [value=text]").click()
    page.locator("desk-backup [data-do=saved]").click()
    return page.locator("desk-backup share-code textarea").input_value()


def restore(page: Page, text: str, passphrase: str) -> Any:
    go(page, "keys")
    if not page.locator("desk-backup [name=text]").is_visible():
        page.locator("desk-backup [data-part=restore] summary").click()
    page.locator("desk-backup [name=text]").fill(text)
    page.locator("desk-backup [data-do=restore] [name=pass]").fill(passphrase)
    page.locator("desk-backup [data-do=restore] button").click()
    return page.locator("desk-backup [data-part=restored]")


def test_without_cryptography_the_whole_desk_refuses(phone: Watched) -> None:
    phone.context.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })")
    for path in ("desk/", "en/desk/"):
        page = phone.open(path)
        expect(page.locator(".tm-desk__refuse")).to_be_visible()
        expect(page.locator(".tm-desk__refuse")).to_contain_text("https")
        expect(page.locator("trainer-desk :is(button, input, textarea, select):visible")).to_have_count(0)


def test_a_second_device_gets_everything_once_and_nobody_without_the_passphrase(
    phone: Watched, browser: Browser, address: str
) -> None:
    page = phone.open("desk/")
    begin(page)
    link = assign(page)
    go(page, "collect")
    first, second = slip(page, link, "0412", "陈立"), slip(page, link, "0415", "吴小雨")
    expect(paste(page, f"陈立：{first['code']}\n收到")).to_have_text("新收 1 份")
    expect(page.locator("[data-part=remind]")).to_be_visible()
    text = back_up(page)
    expect(page.locator("[data-part=remind]")).to_be_hidden()

    other = Watched(browser.new_context(service_workers="block"), address)
    there = other.open("desk/")
    there.wait_for_selector("trainer-desk[data-ready]")
    expect(restore(there, text, "猜的密码猜的密码")).to_contain_text("密码不对")
    expect(restore(there, text, PASSPHRASE)).to_contain_text("1 把钥匙、1 个任务、1 份答卷")
    expect(restore(there, text, PASSPHRASE)).to_contain_text("什么都没变")
    go(there, "collect")
    expect(paste(there, f"{first['code']} {second['code']}")).to_have_text("新收 1 份，1 份已经有了")
    other.context.close()
    assert other.trouble == []


def test_a_sheet_saved_by_a_chinese_excel_becomes_a_group_and_says_what_is_wrong_with_it(phone: Watched) -> None:
    page = phone.open("desk/")
    begin(page)
    go(page, "assign")
    page.locator("desk-groups [data-part=new]").click()
    page.locator("desk-groups [type=file]").set_input_files(
        {"name": "二月新员工.csv", "mimeType": "text/csv", "buffer": SHEET.encode("gb18030")}
    )
    expect(page.locator("desk-groups [data-part=understood]")).to_have_text("读懂 2 人。3 行有问题：")
    lines = page.locator("desk-groups [data-part=problems] li")
    expect(lines).to_contain_text(["第 3 行：日期看不懂", "第 4 行：没有姓名", "第 5 行：工号和前面的一样"])
    page.locator("desk-groups form .tm-button--main").click()
    expect(page.locator("desk-groups [data-part=list]")).to_contain_text("二月新员工")


def test_pictures_in_any_order_files_nobody_can_read_and_a_late_link_all_find_their_place(phone: Watched) -> None:
    page = phone.open("desk/")
    begin(page)
    link = assign(page)
    long = slip(page, link, "0418", "赵<b>建国", 20)
    assert len(long["parts"]) > 2
    pictures = [
        page.evaluate(
            """async (text) => (await import([...document.scripts].find(({ src }) => src.includes("/elements/")).src
                .replace(/elements\\/[^/]+$/, "page/qr.js"))).qrPicture(text)""",
            f"https://manual.example/desk/#{part}",
        )
        for part in reversed(long["parts"])
    ]
    files: list[FilePayload] = [
        {"name": f"{n}.png", "mimeType": "image/png", "buffer": base64.b64decode(picture.partition(",")[2])}
        for n, picture in enumerate(pictures)
    ]
    files.append({"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"})
    files.append({"name": "large.txt", "mimeType": "text/plain", "buffer": b"x" * 4100000})
    go(page, "collect")
    field = page.locator("desk-collect [type=file]")
    field.set_input_files(files[:-3])
    expect(page.locator("desk-collect [data-part=came]")).to_contain_text("请接着扫")
    # The rest another day: the page is opened anew.
    page.reload()
    page.wait_for_selector("trainer-desk[data-ready]")
    field.set_input_files(files[-3:])
    expect(page.locator("desk-collect [data-part=came]")).to_have_text("新收 1 份")
    expect(page.locator("desk-collect [data-part=latest]")).to_contain_text("赵<b>建国")
    expect(page.locator("desk-collect [data-part=files]")).to_contain_text("这张图打不开")
    expect(page.locator("desk-collect [data-part=files]")).to_contain_text("太大了")


def test_what_is_damaged_or_sealed_to_another_key_is_kept_with_its_reason_and_a_person_can_be_deleted(
    phone: Watched, browser: Browser, address: str
) -> None:
    page = phone.open("desk/")
    begin(page)
    link = assign(page)
    other = Watched(browser.new_context(service_workers="block"), address)
    there = other.open("desk/")
    begin(there)
    foreign = slip(there, assign(there), "0412", "陈立")
    other.context.close()
    good, cut = slip(page, link, "0412", "陈立"), slip(page, link, "0415", "吴小雨")
    go(page, "collect")
    came = paste(page, f"{good['code']}\n{foreign['code']}\n{cut['code'][:-40]}\nTMS1.__proto__")
    expect(came).to_have_text("新收 1 份，3 份读不出来，列在下面")
    expect(page.locator("desk-slips [data-part=bad-rows]")).to_contain_text("封给别的钥匙")
    expect(page.locator("desk-slips [data-part=bad-rows]")).to_contain_text("少了一截")

    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("desk-slips [data-part=erase] summary").click()
    page.locator("desk-slips [name=person]").select_option("0412")
    page.locator("desk-slips [data-do=person] button").click()
    expect(page.locator("trainer-desk > [data-part=news]")).to_contain_text("删掉了")
    kept = page.evaluate("JSON.stringify(document.querySelector('trainer-desk').desk.all('slips'))")
    assert kept == "[]"
    assert other.trouble == []
