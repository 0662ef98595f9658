"""The trainer's desk: a key and its backup, groups out of spreadsheets, whatever comes in, and how it is deleted."""

from __future__ import annotations

import base64
import json
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
    came = page.locator("desk-collect [data-part=came]")
    # What was said of the one before may be the same words.
    came.evaluate("one => one.replaceChildren()")
    page.locator("desk-collect [name=text]").fill(text)
    page.locator("desk-collect form .tm-button--main").click()
    return came


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


SHELL = "document.querySelector('trainer-desk')"
STAGES = ("assign", "collect", "results", "judge", "keys")
ODD: list[list[Any]] = [
    ["slips", "x", {"at": 1}],
    ["waiting", "x", {"slip": {}, "assignment": "q", "at": 1}],
    ["waiting", "part:zz/3", {"at": 1}],
    ["groups", "g", {"name": "x"}],
    ["assignments", "z", {"id": "z", "set": 5, "cards": "x", "link": 5}],
    ["exams", "z", {"at": 1}],
    ["bad", "b", {"text": 5, "problem": "../x"}],
    ["judged", "z#y", {"met": 5}],
    ["keys", "k", {"id": "k"}],
    ["settings", "you", 5],
]


def test_a_key_file_among_the_slips_is_named_and_not_taken(phone: Watched) -> None:
    page = phone.open("desk/")
    begin(page)
    paper = next(
        one for one in json.loads(page.locator("script[data-sets]").text_content() or "") if one["kind"] == "sealed"
    )
    marking = {"interaction": {"kind": "choose"}, "key": {"rule": "exact", "right": ["a"]}}
    item = {"id": "q-1", "kind": "single", "prompt": "?", "marking": marking, "atoms": {"a": "甲"}}
    forged = {
        "format": "training-manual/key/1",
        "manual": page.evaluate("document.querySelector('[data-store]').dataset.store"),
        "exam": paper["set"].removeprefix("tests/"),
        "digest": paper["digest"],
        "opening": "AAAA-BBBB-CCCC-DDDD",
        "pass": 1,
        "banks": {"zh": {"items": [item]}},
    }
    text = json.dumps(forged, ensure_ascii=False)
    go(page, "collect")
    came = page.locator("desk-collect [data-part=came]")
    for name in ("小李的答卷.txt", "k.json"):
        kind = "application/json" if name.endswith("json") else "text/plain"
        page.locator("desk-collect [type=file]").set_input_files(
            {"name": name, "mimeType": kind, "buffer": text.encode()}
        )
        expect(came).to_contain_text(f"这是答案文件：{paper['title']}。这里不收")
        go(page, "keys")
        go(page, "collect")
    expect(paste(page, text)).to_contain_text("这里不收")
    assert page.evaluate(f"{SHELL}.desk.all('exams')") == []

    # Where an exam is assigned it is taken: whoever is there has chosen it.
    go(page, "assign")
    page.locator("desk-assigned [data-part=new]").click()
    page.locator("desk-assign [name=kind][value=sealed]").check(force=True)
    page.locator("desk-assign [name=set]").select_option(paper["set"])
    page.locator("desk-assign [data-key-file]").set_input_files(
        {"name": "k.json", "mimeType": "application/json", "buffer": text.encode()}
    )
    expect(page.locator("desk-assign [data-part=file]")).to_contain_text("答案文件在这里了")


def test_what_the_storage_does_not_take_is_said_and_not_lost_and_enters_when_there_is_room(phone: Watched) -> None:
    page = phone.open("desk/")
    begin(page)
    link = assign(page)
    other = phone.open("desk/")
    other.wait_for_selector("trainer-desk[data-ready]")
    go(page, "collect")
    one, two = (slip(page, link, code, name)["code"] for code, name in (("0412", "陈立"), ("0415", "吴小雨")))
    page.evaluate("""() => {
        window.put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
    }""")
    for _ in range(2):
        came = paste(page, one)
        expect(came).to_contain_text("1 份没能存下来")
        expect(came).not_to_contain_text("新收")
        expect(came).not_to_contain_text("已经有了")
        expect(page.locator("desk-collect [name=text]")).to_have_value(one)
    expect(page.locator("trainer-desk > [data-part=full]")).to_be_visible()

    # Whatever another tab writes, what is in memory stays; and the other's row comes.
    other.evaluate(f"{SHELL}.know({{ name: '小何' }})")
    page.wait_for_function(f"{SHELL}.me.name === '小何'")
    assert page.evaluate(f"{SHELL}.desk.all('slips').length") == 1
    expect(page.locator("trainer-desk > [data-part=full]")).to_be_visible()

    page.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    expect(paste(page, two)).to_have_text("新收 1 份")
    expect(page.locator("desk-collect [name=text]")).to_have_value("")
    expect(page.locator("trainer-desk > [data-part=full]")).to_be_hidden()
    page.reload()
    page.wait_for_selector("trainer-desk[data-ready]")
    assert page.evaluate(f"{SHELL}.desk.all('slips').length") == 2


def test_rows_of_no_sound_shape_do_not_stop_the_desk(phone: Watched) -> None:
    page = phone.open("desk/")
    begin(page)
    link = assign(page)
    go(page, "collect")
    expect(paste(page, slip(page, link, "0412", "陈立")["code"])).to_have_text("新收 1 份")
    page.evaluate(f"async (rows) => {{ for (const row of rows) await {SHELL}.desk.put(...row); }}", ODD)
    # A key out of a backup may come without the name of whose it is.
    page.evaluate(f"{SHELL}.desk.drop('settings', 'me')")
    phone.trouble.clear()  # of the rows that were just put there
    page.reload()
    page.wait_for_selector("trainer-desk[data-ready]")
    for stage in STAGES:
        go(page, stage)
    go(page, "collect")
    expect(paste(page, slip(page, link, "0415", "吴小雨")["code"])).to_have_text("新收 1 份")


def test_a_newer_key_out_of_a_backup_takes_over_only_where_the_trainer_says_so(phone: Watched) -> None:
    page = phone.open("desk/")
    begin(page)
    finger = page.locator("desk-keys .tm-desk__finger")
    own = finger.inner_text()

    def foreign() -> str:
        return str(
            in_page(
                page,
                """const { lock, makeKeys } = await core("keys"), { letters, writeCode } = await core("codes");
            const { pack } = await core("packing"), { manual } = document.querySelector("trainer-desk");
            const keys = await makeKeys(8e15), rows = { keys: [[keys.id, keys]] };
            const [form, packed] = await pack(JSON.stringify({ format: "training-manual/desk/1", at: 1, rows }));
            return writeCode("TMB1", manual, "e", await lock(form + letters(packed), given[0]));""",
                PASSPHRASE,
            )
        )

    asked: list[str] = []

    def answer(accepted: bool) -> Any:
        def told(dialog: Any) -> None:
            asked.append(dialog.message)
            if accepted:
                dialog.accept()
            else:
                dialog.dismiss()

        return told

    page.once("dialog", answer(False))
    expect(restore(page, foreign(), PASSPHRASE)).to_contain_text("1 把钥匙")
    expect(finger).to_have_text(own)
    page.reload()
    page.wait_for_selector("trainer-desk[data-ready]")
    go(page, "keys")
    expect(finger).to_have_text(own)
    page.once("dialog", answer(True))
    expect(restore(page, foreign(), PASSPHRASE)).to_contain_text("1 把钥匙")
    expect(finger).not_to_have_text(own)
    assert len(asked) == 2
    assert finger.inner_text() in asked[1]


def test_a_slip_that_comes_whole_waits_for_no_pictures_and_a_flood_of_pieces_leaves_the_other_tab_in_peace(
    phone: Watched,
) -> None:
    page = phone.open("desk/")
    begin(page)
    link = assign(page)
    other = phone.open("desk/")
    other.wait_for_selector("trainer-desk[data-ready]")
    other.evaluate(
        f"() => {{ const {{ desk }} = {SHELL}, old = desk.onchange; window.looks = 0;"
        " desk.onchange = () => { window.looks++; old(); }; }"
    )
    long = slip(page, link, "0418", "赵建国", 20)
    go(page, "collect")
    expect(paste(page, long["parts"][0])).to_contain_text("请接着扫")
    expect(page.locator("desk-slips [data-part=parts]")).to_be_visible()
    expect(paste(page, long["code"])).to_have_text("新收 1 份")
    expect(page.locator("desk-slips [data-part=parts]")).to_be_hidden()

    pieces = in_page(
        page,
        """const { writeCode } = await core("codes"), { manual } = document.querySelector("trainer-desk");
        const piece = (n) => writeCode("TMS1", manual, "m", Uint8Array.of(n >> 8, n & 255, 1, 2, 0, 5, 7));
        return Array.from({ length: 1000 }, (_, n) => piece(n));""",
    )
    page.locator("desk-collect [name=text]").fill("\n".join(pieces))
    page.locator("desk-collect form .tm-button--main").click()
    expect(page.locator("desk-slips [data-part=part-rows] > li")).to_have_count(50)
    other.wait_for_function(f"{SHELL}.desk.all('waiting').length === 50 && {SHELL}.desk.all('slips').length === 1")
    assert other.evaluate("window.looks") < 20


def test_forgetting_one_slip_leaves_what_was_judged_of_another_whose_staff_code_imitates_it(phone: Watched) -> None:
    page = phone.open("desk/")
    begin(page)
    link = assign(page)
    go(page, "collect")
    expect(paste(page, slip(page, link, "A17", "陈立")["code"])).to_have_text("新收 1 份")
    (own,) = page.evaluate(f"{SHELL}.desk.all('slips').map(([id]) => id)")
    code = f"{own.split('/', 1)[1]}#Z"
    expect(paste(page, slip(page, link, code, "吴小雨")["code"])).to_have_text("新收 1 份")
    kept = page.evaluate(
        f"""async (own) => {{
            const {{ desk }} = {SHELL}, ids = desk.all("slips").map(([id]) => id);
            for (const id of ids) await desk.put("judged", `${{id}}#q-1`, {{ met: [], at: 1 }});
            await {SHELL}.forget(own);
            return [ids.find((id) => id !== own), desk.all("judged").map(([id]) => id)];
        }}""",
        own,
    )
    assert kept[1] == [f"{kept[0]}#q-1"]


def test_a_link_that_comes_by_the_box_enters_while_slips_of_another_key_wait(phone: Watched) -> None:
    page = phone.open("desk/")
    begin(page)
    link = assign(page)
    go(page, "collect")
    code = slip(page, link, "0412", "陈立")["code"]
    # Sealed to the key of before, which was deleted; the assignment too.
    page.evaluate(
        f"""async () => {{
            const {{ desk }} = {SHELL}, [[id]] = desk.all("assignments");
            await desk.put("bad", "1", {{ text: "TMS1.x", problem: "foreign-key", at: 1 }});
            await desk.drop("assignments", id);
            {SHELL}.draw();
        }}"""
    )
    expect(paste(page, code)).to_contain_text("先放着")
    expect(paste(page, link)).to_contain_text("任务加进来了")
    assert page.evaluate(f"{SHELL}.desk.all('slips').length") == 1
