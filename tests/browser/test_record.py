"""A record leaves a phone by text, picture or file and is merged on another; what fails on the way is said."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

import pytest
import zxingcpp
from playwright.sync_api import Browser, Dialog, Page, expect

from browser.walking import Watched

pytestmark = pytest.mark.browser

STORE = "NY-CS"
NOON = 1795320000000


def record(answers: int, prefix: str = "question", written: bool = False) -> dict[str, Any]:
    """What a learner might have after `answers` answers."""
    items = {
        f"{prefix}-of-some-chapter-{n}": {
            f"0-{sha256(str(n).encode()).hexdigest()[:8]}": {
                "at": NOON + n * 61000,
                "response": [f"option-{n % 4}"],
                "result": {"share": 1, "passed": True},
            }
        }
        for n in range(answers)
    }
    if written:
        entry = {"at": NOON, "response": {"text": "我来办。", "met": ["a"]}, "result": {"share": 1, "passed": True}}
        items[f"{prefix}-own-words"] = {"0-00000001": entry}
    return {"version": 1, "items": items, "places": {}, "read": {}, "attempts": {}, "days": {}}


@contextmanager
def device(browser: Browser, address: str, kept: dict[str, str] | None = None, **options: Any) -> Iterator[Watched]:
    """A phone with its own storage, which holds `kept` before the first page opens."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, **options)
    if kept:
        context.add_init_script(f"localStorage.begun || Object.assign(localStorage, {{begun: 1}}, {json.dumps(kept)});")
    watched = Watched(context, address)
    yield watched
    context.close()
    assert watched.trouble == []


def with_record(answers: int, **more: Any) -> dict[str, str]:
    return {f"{STORE}/record": json.dumps(record(answers, **more))}


def kept(page: Page, prefix: str = STORE) -> Any:
    """The record in the page's storage."""
    return json.loads(page.evaluate("key => localStorage[key] || '{\"items\": {}}'", f"{prefix}/record"))


def text_code(page: Page) -> str:
    page.locator("record-backup [data-do=text]").click()
    area = page.locator("record-backup textarea")
    expect(area).to_have_value(re.compile(r"^TMR1\.NY-CS\.z[\w-]+\.[\w-]{6}$"))
    return area.input_value()


def paste(page: Page, text: str) -> None:
    page.locator("record-restore textarea").fill(text)
    page.locator("record-restore form button").click()


def scan(page: Page) -> str:
    """The picture now shown, read by another program than the one that drew it."""
    image = page.locator("record-backup img")
    expect(image).to_have_js_property("complete", True)
    assert (image.get_attribute("src") or "").startswith("data:image/png;base64,")
    width, grey = image.evaluate(
        "image => { const canvas = document.createElement('canvas'), w = image.naturalWidth;"
        " canvas.width = canvas.height = w; const draw = canvas.getContext('2d'); draw.drawImage(image, 0, 0);"
        " const rgba = draw.getImageData(0, 0, w, w).data; let text = '';"
        " for (let n = 0; n < rgba.length; n += 4)"
        " text += String.fromCharCode(rgba[n + 3] === 255 ? rgba[n] : 128);"
        " return [w, btoa(text)]; }"
    )
    found = zxingcpp.read_barcodes(memoryview(base64.b64decode(grey)).cast("B", shape=[width, width]))
    assert len(found) == 1
    return str(found[0].text)


def test_a_record_goes_to_another_phone_by_text(browser: Browser, address: str) -> None:
    with device(browser, address, with_record(30, written=True)) as old, device(browser, address) as new:
        code = text_code(old.open("record/"))
        page = new.open("record/")
        expect(page.locator("record-backup")).to_contain_text("还没有记录")
        paste(page, f"小李，你的记录：\n“{code[:200]}\n{code[200:]}”。")
        found = page.locator("[data-part=found]")
        expect(found).to_be_focused()
        expect(found).to_contain_text("答过 31 题")
        expect(found).to_contain_text("合并到这部手机上的记录里吗？")
        assert kept(page)["items"] == {}
        page.locator("[data-do=merge]").click()
        expect(page.locator("[data-part=news]")).to_contain_text("31 题")
        assert kept(page)["items"] == record(30, written=True)["items"]
        # Told at once, everywhere on the page.
        expect(page.locator("learner-list .tm-row__note").first).to_contain_text("答过 31 题")
        expect(page.locator("record-backup [data-do=text]")).to_be_visible()
        paste(page, code)
        page.locator("[data-do=merge]").click()
        expect(page.locator("[data-part=news]")).to_contain_text("什么都没变")


def test_each_picture_alone_brings_its_part_in_any_order(browser: Browser, address: str) -> None:
    with device(browser, address, with_record(60, written=True), color_scheme="dark") as old:
        page = old.open("record/")
        page.locator("[data-do=qr]").click()
        place = page.locator("record-backup [data-part=place]")
        expect(place).to_have_text("第 1 张，共 3 张")
        links = [scan(page)]
        for number in (2, 3):
            page.locator("[data-step='1']:visible").click()
            expect(place).to_have_text(f"第 {number} 张，共 3 张")
            links.append(scan(page))
        assert page.locator("record-backup img").get_attribute("alt") == "学习记录，二维码 第 3 张，共 3 张"
        page.locator("[data-step='-1']:visible").click()
        assert scan(page) == links[1]
        expect(page.locator("record-backup [data-part=how]")).to_contain_text("二维码里没有这些：自己写的话")
    assert all(link.startswith(f"{address}record/#in=TMR1.") and len(link) <= 800 for link in links)
    with device(browser, address, with_record(5, prefix="other")) as new:
        for link in [links[2], links[0], links[2], links[1]]:
            page = new.open(link.removeprefix(address))
            expect(page.locator("[data-part=found]")).to_be_focused()
            page.locator("[data-do=merge]").click()
            expect(page.locator("[data-part=news]")).not_to_be_empty()
            # Loading the page again does not ask again.
            assert page.evaluate("location.hash") == ""
            last = kept(page)
            page.close()
        wanted = record(60)["items"] | record(5, prefix="other")["items"]
        own_words = last["items"].pop("question-own-words")
        assert last["items"] == wanted
        assert own_words["0-00000001"]["response"] == {"text": "", "met": ["a"]}


def test_a_record_goes_to_another_phone_as_a_file(browser: Browser, address: str) -> None:
    with device(browser, address, with_record(3)) as old, device(browser, address) as new:
        page = old.open("en/record/")
        with page.expect_download() as download:
            page.locator("[data-do=file]").click()
        path = download.value.path()
        assert download.value.suggested_filename.startswith("Learning record 20")
        assert "3 questions answered" in path.read_text("utf-8")
        page = new.open("record/")
        page.locator("record-restore input[type=file]").set_input_files(path)
        expect(page.locator("[data-part=found]")).to_contain_text("答过 3 题")
        page.locator("[data-do=leave]").click()
        expect(page.locator("[data-part=news]")).to_have_text("没有合并，什么都没变。")
        assert kept(page)["items"] == {}


def test_in_wechat_no_file_is_offered(browser: Browser, address: str) -> None:
    agent = "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 MicroMessenger/8.0.43"
    with device(browser, address, with_record(3), user_agent=agent) as old:
        page = old.open("record/")
        expect(page.locator("record-backup [data-do=text]")).to_be_visible()
        expect(page.locator("[data-do=file]")).to_have_count(0)


def test_the_code_is_copied_and_where_that_fails_it_says_how(browser: Browser, address: str) -> None:
    with device(browser, address, with_record(3), permissions=["clipboard-read", "clipboard-write"]) as old:
        page = old.open("record/")
        code = text_code(page)
        copy, said = page.locator("record-backup share-code button:visible"), page.locator("record-backup .tm-say")
        copy.click()
        expect(said).to_have_text("已复制。")
        assert page.evaluate("navigator.clipboard.readText()") == code
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        copy.click()
        expect(said).to_have_text("已复制。")
        page.evaluate("document.execCommand = () => false")
        copy.click()
        expect(said).to_contain_text("请长按上面的文字")


def test_a_bad_code_changes_nothing_and_says_why(browser: Browser, address: str) -> None:
    with device(browser, address, with_record(3)) as old:
        page = old.open("record/")
        before, code = kept(page), text_code(page)
        for text, said in [
            (code[:-4], "码不完整"),
            ("你好", "没找到备份的码"),
            (f"{code[:40]}A{code[40:]}", "码不完整"),
            ("", "没找到备份的码"),
        ]:
            paste(page, text)
            expect(page.locator("[data-part=news]")).to_contain_text(said)
            expect(page.locator("[data-part=found]")).to_be_hidden()
        assert kept(page) == before


def test_markup_from_a_stranger_stays_letters(browser: Browser, address: str) -> None:
    bad = "<img src=x onerror=console.error('ran')>"
    with device(browser, address) as new:
        page = new.open("record/")
        page.evaluate(
            "async ([folder, manual, text]) => { const { writeCode } = await import(folder + 'core/codes.js');"
            " location.hash = '#in=' + writeCode('TMR1', manual, 'p', new TextEncoder().encode(text)); }",
            [
                page.evaluate("document.querySelector('script[src*=\"/site.js\"]').src.replace('site.js', '')"),
                STORE,
                json.dumps({"version": 1, "items": {bad: {bad: {"at": 1, "response": bad}}}}),
            ],
        )
        page.locator("[data-do=merge]").click()
        expect(page.locator("[data-part=news]")).to_contain_text("1 题")
        page.reload()
        expect(page.locator("learner-list")).to_be_visible()
        assert page.locator("img[src=x]").count() == 0


def test_two_people_share_a_phone_and_each_keeps_a_record_of_their_own(browser: Browser, address: str) -> None:
    with device(browser, address, with_record(3)) as shared:
        page = shared.open("record/")
        page.locator("learner-list summary").click()
        page.locator("[data-do=rename] input").fill("小李")
        page.locator("[data-do=rename] button").click()
        expect(page.locator("learner-list .tm-row__name")).to_have_text(["小李"])
        page.locator("learner-list summary").click()
        page.locator("[data-do=add] input").fill("  陈师傅 ")
        page.locator("[data-do=add] button").click()
        row = page.locator("learner-list li", has_text="陈师傅")
        expect(row).to_contain_text("现在在学")
        expect(row).to_contain_text("还没有记录")
        prefix = f"{STORE}~" + page.evaluate(f"JSON.parse(localStorage['{STORE}/learners']).now")
        page.goto(address + "practice/moments-of-truth/")
        name = page.locator("learner-name > button")
        expect(name).to_contain_text("学习者：陈师傅")
        box = name.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        question = page.locator("practice-question:visible")
        question.locator("input[type=radio], input[type=checkbox]").first.check(force=True)
        assert len(kept(page, prefix)["items"]) == 1
        assert len(kept(page)["items"]) == 3
        name.click()
        page.locator("dialog[open] button", has_text="小李").click()
        expect(name).to_contain_text("学习者：小李")
        expect(page.locator("practice-question:visible input:checked")).to_have_count(0)
        name.click()
        page.locator("dialog[open] input").fill("小吴")
        page.locator("dialog[open] form button").click()
        expect(name).to_contain_text("学习者：小吴")
        # The same name again is the same person.
        name.click()
        page.locator("dialog[open] input").fill("陈师傅")
        page.keyboard.press("Enter")
        expect(name).to_contain_text("学习者：陈师傅")
        expect(page.locator("practice-question:visible input:checked")).to_have_count(1)


def test_a_code_is_merged_into_the_record_of_whoever_is_learning(browser: Browser, address: str) -> None:
    learners = {f"{STORE}/learners": json.dumps({"now": "", "names": {"": "小李", "k1": "陈师傅"}})}
    with device(browser, address, with_record(3)) as old, device(browser, address, learners) as new:
        code = text_code(old.open("record/"))
        page = new.open(f"record/#in={code}")
        expect(page.locator("[data-part=ask]")).to_have_text("合并到小李的记录里吗？")
        page.locator("learner-list button", has_text="陈师傅").click()
        expect(page.locator("[data-part=ask]")).to_have_text("合并到陈师傅的记录里吗？")
        page.locator("[data-do=merge]").click()
        expect(page.locator("[data-part=news]")).to_contain_text("3 题")
        assert len(kept(page, f"{STORE}~k1")["items"]) == 3
        assert kept(page)["items"] == {}


def test_deleting_names_what_is_lost_and_leaves_the_others(browser: Browser, address: str) -> None:
    names = {"": "小李", "k1": "陈师傅"}
    stored = {
        **with_record(2),
        f"{STORE}/learners": json.dumps({"now": "k1", "names": names}),
        f"{STORE}~k1/record": json.dumps(record(3)),
        f"{STORE}~k1/form/f01": "{}",
    }
    with device(browser, address, stored) as shared:
        page = shared.open("record/")
        asked: list[str] = []

        def answer(dialog: Dialog) -> None:
            asked.append(dialog.message)
            (dialog.accept if len(asked) > 1 else dialog.dismiss)()

        page.on("dialog", answer)
        erase = page.locator("[data-do=erase]")
        expect(erase).to_have_text("删除陈师傅的记录")
        erase.click()
        assert len(kept(page, f"{STORE}~k1")["items"]) == 3
        erase.click()
        expect(erase).to_have_text("删除小李的记录")
        assert asked[0].startswith("删除陈师傅的记录？答过 3 题")
        assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('~'))") == []
        assert len(kept(page)["items"]) == 2
        expect(page.locator("learner-list .tm-row__name")).to_have_text(["小李"])


def test_a_damaged_record_is_told_copied_out_and_deleted(browser: Browser, address: str) -> None:
    text = json.dumps(record(2)).replace('"at": 1795320000000', '"at": "x"', 1)
    with device(browser, address, {f"{STORE}/record": text}) as old:
        page = old.open("record/")
        note = page.locator("[data-state=damaged]")
        expect(note).to_be_visible()
        assert len(kept(page)["items"]) == 1
        page.reload()
        expect(note).to_be_visible()
        page.locator("[data-do=show]").click()
        expect(page.locator("record-care textarea")).to_have_value(text)
        page.on("dialog", lambda dialog: dialog.accept())
        page.locator("[data-do=drop]").click()
        expect(note).to_be_hidden()
        expect(page.locator("#aside")).to_be_hidden()
        assert page.evaluate("key => localStorage[key]", f"{STORE}/record.damaged") is None


def test_a_full_phone_is_told_before_anything_is_lost(browser: Browser, address: str) -> None:
    with device(browser, address, with_record(3)) as other:
        code = text_code(other.open("record/"))
    with device(browser, address) as full:
        full.context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full'); };")
        page = full.open("record/")
        expect(page.locator("[data-state=full]")).to_be_visible()
        paste(page, code)
        page.locator("[data-do=merge]").click()
        expect(page.locator("[data-part=news]")).to_contain_text("没能存到这部手机")
        page.locator("learner-list summary").click()
        page.locator("learner-list [data-do=add] input").fill("小吴")
        page.locator("learner-list [data-do=add] button").click()
        expect(page.locator("learner-list .tm-say")).to_contain_text("没能存到这部手机")


def test_where_nothing_can_be_kept_the_page_says_so_and_offers_nothing(browser: Browser, address: str) -> None:
    with device(browser, address) as private:
        # Material's own scripts read the storage on every page; only ours, which run later, must bear its absence.
        private.context.add_init_script(
            "document.addEventListener('readystatechange', () => Object.defineProperty(window, 'localStorage',"
            " {get() { throw new DOMException('no'); }}), {once: true});"
        )
        page = private.open("record/")
        expect(page.locator("[data-state=blocked]")).to_be_visible()
        assert page.locator("section:visible").count() == 0
        page.goto(address + "practice/moments-of-truth/")
        expect(page.locator("learner-name")).to_contain_text("还没起名")


def test_a_record_of_a_newer_version_is_left_alone(browser: Browser, address: str) -> None:
    with device(browser, address, {f"{STORE}/record": '{"version":9,"items":{}}'}) as old:
        page = old.open("record/")
        expect(page.locator("[data-state=newer]")).to_be_visible()
        assert page.locator("section:visible").count() == 0
        assert page.evaluate("key => localStorage[key]", f"{STORE}/record") == '{"version":9,"items":{}}'


def test_without_script_the_page_says_that_it_needs_one(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "record/")
    expect(page.locator("article.tm-record")).to_contain_text("这一页要开着脚本才能用。")
    assert page.locator("section:visible, button:visible").count() == 0
    context.close()
