"""Assign, answer, collect, mark, without a server: a trainer's desk, thirty phones, and the table that comes of it."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

import kept_back
from browser.answering import Hand, Key, keys
from browser.hosting import Host, wait_until_kept
from browser.walking import Watched, in_page
from ground import ROOT
from training_manual.__main__ import main
from training_manual.all_questions import QUESTIONS
from training_manual.samples import little_manual, packaged_samples, packaged_texts

pytestmark = pytest.mark.browser

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"
NAMES = "小明兰芳伟敏静强磊洋艳勇军杰娟涛超霞平刚"
PEOPLE = [(f"A{n:03}", surname + NAMES[n % 20]) for n, surname in enumerate(SURNAMES, 1)]
GROUP = "工号,姓名,门店,岗位,入职\n" + "\n".join(f"{code},{name},南京路店,新员工,2026-11-01" for code, name in PEOPLE)
SEALED, N = "newcomer-sealed", 12


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "answers.json"
    assert main(["exam", "key", SEALED, "--folder", str(ROOT), "-o", str(path)]) == 0
    return path


@pytest.fixture
def people(browser: Browser, address: str) -> Iterator[Any]:
    """Opens a phone or a desk of somebody's own; every one of them ends with an empty console."""
    opened: list[tuple[BrowserContext, Watched]] = []

    def somebody(host: str = address, wide: bool = False, workers: bool = False) -> Watched:
        size: ViewportSize = {"width": 1280, "height": 800} if wide else {"width": 390, "height": 844}
        context = browser.new_context(
            viewport=size, has_touch=not wide, is_mobile=not wide, service_workers="allow" if workers else "block"
        )
        context.set_default_timeout(20000)
        opened.append((context, Watched(context, host)))
        return opened[-1][1]

    yield somebody
    for context, watched in opened:
        context.close()
        assert watched.trouble == []


def begin_desk(page: Page) -> None:
    """A key of one's own, and the group."""
    page.wait_for_selector("trainer-desk[data-ready]")
    page.locator("desk-keys [name=name]:visible").fill("陈岚")
    page.get_by_role("button", name="做钥匙", exact=True).click()
    expect(page.locator("desk-keys")).to_contain_text(re.compile(r"([0-9A-F]{4} ){4}[0-9A-F]{4}"))
    page.locator(".tm-desk__tabs [data-to=assign]").click()
    groups = page.locator("desk-groups")
    groups.locator("[data-do=fresh]").click()
    groups.locator("[name=name]").fill("南京路店新人")
    groups.locator("[name=rows]").fill(GROUP)
    groups.locator("form button.tm-button--main").click()
    expect(groups.locator("[data-part=list]")).to_contain_text("南京路店新人")


def assign(page: Page, kind: str, name: str, **fields: str) -> str:
    """Fills the form of a new assignment; gives the link it makes."""
    page.locator("desk-assigned [data-do=fresh]").click()
    form = page.locator("desk-assign")
    form.locator(f"[name=kind][value={kind}]").check(force=True)
    form.locator("[name=set]").select_option(name)
    form.locator("[name=group]").select_option(index=1)
    form.locator("details").first.evaluate("one => { one.open = true; }")
    for field, value in fields.items():
        target = form.locator(f"[name={field}]")
        if target.first.get_attribute("type") == "radio":
            form.locator(f"[name={field}][value={value}]").check(force=True)
        else:
            target.fill(value)
    form.locator("button.tm-button--main").click()
    link = page.locator("desk-assigned [data-part=hand-link] textarea").first
    expect(link).to_have_value(re.compile("#TMA1"))
    return link.input_value()


def accept(page: Page, code: str, name: str) -> None:
    page.wait_for_selector("[data-stage=offer]:visible")
    page.locator("[name=code]").fill(code)
    page.locator("[name=name]").fill(name)
    page.locator("[data-part=start]").click()
    expect(page.locator("assigned-work")).to_have_attribute("data-now", "paper")


def asked(page: Page) -> list[str]:
    found: list[str] = page.locator("assigned-paper practice-question").evaluate_all("all => all.map(one => one.id)")
    return found


def keys_in(bank: list[dict[str, Any]]) -> dict[str, Key]:
    return {
        one["id"]: Key(
            one["id"], one["hand"], one["kind"], one["marking"]["key"]["right"], one["marking"]["key"]["rule"],
            tuple(one["marking"]["interaction"].get("nodes", ())), one["marking"]["interaction"].get("start", ""),
        )
        for one in bank
    }  # fmt: skip


def answer_all(page: Page, keys: dict[str, Key], plan: dict[str, str], stop: int | None = None) -> None:
    """By touch, question by question, as planned: right, wrong, blank."""
    hand = Hand(page, touch=True)
    for own in asked(page)[:stop]:
        expect(page.locator("practice-question[data-now]")).to_have_attribute("id", own)
        if plan[own] != "blank":
            hand.answer(keys[own], right=plan[own] == "right")
        if page.locator("assigned-paper [data-part=main]").get_attribute("data-act") == "next":
            page.locator("assigned-paper [data-part=main]").click()


def hand_in(page: Page) -> str:
    """Hands in; gives the text that is sent to the trainer."""
    page.locator("[data-act=to-sheet]:visible, [data-act=finish]:visible").click()
    page.locator("assigned-paper [data-part=hand-in]").click()
    page.wait_for_timeout(400)
    page.locator("assigned-paper [data-part=hand-in]").click()
    expect(page.locator("assigned-work")).to_have_attribute("data-now", "slip")
    text = page.locator("[data-stage=slip] textarea")
    expect(text).to_have_value(re.compile("TMS1"))
    return text.input_value()


def planned(person: int, ids: list[str]) -> dict[str, str]:
    """Who answers what: by number of the person and place of the question in the paper's own order of ids."""
    return {
        own: "blank" if (person + place) % 11 == 0 else "wrong" if (person * place) % 5 == 3 else "right"
        for place, own in enumerate(sorted(ids), 1)
    }


SOMEBODY_ELSE = (Path(__file__).parent / "handing_in.js").read_text("utf-8")


def table(page: Page) -> dict[str, dict[str, str]]:
    """Staff code -> question -> state, as the desk shows it."""
    rows = page.locator("desk-table tbody tr").evaluate_all(
        "all => all.map(row => [row.querySelector('[data-code]').dataset.code,"
        " [...row.querySelectorAll('td.tm-results__cell')].map(cell => cell.dataset.state || '')])"
    )
    columns = page.locator("desk-table thead th.tm-results__no").evaluate_all("all => all.map(one => one.title)")
    return {code: dict(zip(columns, states, strict=True)) for code, states in rows}


def collect(page: Page, text: str) -> None:
    page.locator(".tm-desk__tabs [data-to=collect]").click()
    page.locator("desk-collect [name=text]").fill(text)
    page.locator("desk-collect form button.tm-button--main").click()
    expect(page.locator("desk-collect [name=text]")).to_have_value("")


def came(page: Page) -> str:
    return page.locator("desk-collect [data-part=came]").inner_text()


@pytest.mark.slow
def test_thirty_people_sit_a_sealed_exam_and_the_desk_shows_who_answered_what(
    people: Any, site: Path, key_file: Path
) -> None:
    key = json.loads(key_file.read_text("utf-8"))
    bank = key["banks"]["zh"]["items"]
    keys, prompts = keys_in(bank), {one["id"]: one["prompt"] for one in bank}
    trainer = people(wide=True).open("desk/")
    begin_desk(trainer)
    trainer.locator("desk-assigned [data-do=fresh]").click()
    trainer.locator("desk-assign [name=kind][value=sealed]").check(force=True)
    trainer.locator("desk-assign [name=set]").select_option(f"tests/{SEALED}")
    trainer.locator("desk-assign [data-key-file]").set_input_files(key_file)
    expect(trainer.locator("desk-assign [data-part=file]")).to_contain_text("答案文件")
    trainer.locator("desk-assign [data-do=cancel]").click()
    link = assign(trainer, "sealed", f"tests/{SEALED}", opening="link", n=str(N), seed="77", attempts="2")
    fragment = link[link.index("#") :]

    # One answers in Chinese, one in English, one loses the signal, one opens a second tab, one is killed on the way.
    first = people().open(f"assignment/{fragment}")
    expect(first.locator("[data-part=standing]")).to_contain_text("没有核实")
    accept(first, *PEOPLE[0])
    ids = asked(first)
    assert len(ids) == N
    assert first.locator("assigned-paper practice-question script").count() == 0
    answer_all(first, keys, planned(1, ids))
    texts = [hand_in(first)]

    second = people().open(f"en/assignment/{fragment}")
    accept(second, *PEOPLE[1])
    answer_all(second, keys, planned(2, ids))
    texts.append(hand_in(second))

    host = Host(site)
    offline = people(host=f"http://127.0.0.1:{host.port}/", workers=True).open(f"assignment/{fragment}")
    offline.wait_for_selector("[data-stage=offer]:visible")
    offline.wait_for_function("navigator.serviceWorker.controller")
    (script,) = site.glob("assets/manual-*/vendor/hpke.js")
    needed = (f"tests/{SEALED}/paper.sealed", script.relative_to(site).as_posix())
    wait_until_kept(offline, "assignment/", *needed)
    host.down()
    offline.reload()
    accept(offline, *PEOPLE[2])
    answer_all(offline, keys, planned(3, ids))
    texts.append(hand_in(offline))

    two = people()
    one_tab = two.open(f"assignment/{fragment}")
    accept(one_tab, *PEOPLE[3])
    other_tab = two.open(f"assignment/{fragment}")
    other_tab.wait_for_selector("[data-stage=offer]:visible")
    other_tab.locator("[data-part=start]").click()
    expect(other_tab.locator("[data-part=news]")).to_contain_text("另一个页面")
    one_tab.bring_to_front()  # what lies behind is drawn once a second
    answer_all(one_tab, keys, planned(4, ids))
    texts.append(hand_in(one_tab))

    killed = people()
    dying = killed.open(f"assignment/{fragment}")
    accept(dying, *PEOPLE[4])
    answer_all(dying, keys, planned(5, ids), stop=5)
    order = asked(dying)
    dying.close()
    risen = killed.open(f"assignment/{fragment}")
    expect(risen.locator("[data-part=start]")).to_have_text("接着答")
    risen.locator("[data-part=start]").click()
    expect(risen.locator("assigned-work")).to_have_attribute("data-now", "paper")
    assert asked(risen) == order
    hand = Hand(risen, touch=True)
    for own in order[5:]:
        expect(risen.locator("practice-question[data-now]")).to_have_attribute("id", own)
        if planned(5, ids)[own] != "blank":
            hand.answer(keys[own], right=planned(5, ids)[own] == "right")
        if risen.locator("assigned-paper [data-part=main]").get_attribute("data-act") == "next":
            risen.locator("assigned-paper [data-part=main]").click()
    texts.append(hand_in(risen))

    sets = json.loads(trainer.locator("script[data-sets]").text_content() or "")
    paper = next(one for one in sets if one["set"] == f"tests/{SEALED}")
    rest = [
        {"code": code, "name": name, "plan": planned(n, ids), "k": 1}
        for n, (code, name) in enumerate(PEOPLE, 1)
        if n > 5
    ]
    texts += in_page(trainer, SOMEBODY_ELSE, link, key["manual"], paper, bank, rest, {})
    assert len(texts) == len(PEOPLE) == 30

    # All at once out of a chat; then one again, one with a letter changed, one sealed to nobody here.
    collect(trainer, "\n收到请回复\n".join(texts))
    assert "30" in came(trainer)
    collect(trainer, texts[7])
    assert trainer.locator("desk-slips [data-part=bad-rows] li").count() == 0
    at = texts[8].index("TMS1") + 60
    collect(trainer, texts[8][:at] + ("A" if texts[8][at] != "A" else "B") + texts[8][at + 1 :])
    expect(trainer.locator("desk-slips [data-part=bad-rows] li")).to_have_count(1)

    trainer.locator(".tm-desk__tabs [data-to=results]").click()
    expect(trainer.locator("desk-table tbody tr")).to_have_count(30)
    names = {prompts[own]: own for own in ids}
    found = {code: {names[prompt]: state for prompt, state in row.items()} for code, row in table(trainer).items()}
    assert found == {code: planned(n, ids) for n, (code, _) in enumerate(PEOPLE, 1)}

    # Somebody with the public key hands in under another's name: both stand, and the desk says so.
    forged = in_page(
        trainer, SOMEBODY_ELSE, link, key["manual"], paper, bank,
        [{"code": PEOPLE[9][0], "name": PEOPLE[9][1], "plan": dict.fromkeys(ids, "right"), "k": 1}], {},
    )  # fmt: skip
    collect(trainer, forged[0])
    trainer.locator(".tm-desk__tabs [data-to=results]").click()
    row = trainer.locator(f"desk-table tr:has([data-code={PEOPLE[9][0]}])")
    expect(row.locator(".tm-results__flag").first).to_be_visible()

    # HQ corrects a key: first it is shown what changes for whom, then it is taken.
    single = next(one for one in bank if one["id"] in ids and one["kind"] == "single")
    (was,) = single["marking"]["key"]["right"]
    chosen = {"right": [was], "wrong": [own for own in single["atoms"] if own != was][:1]}
    single["marking"]["key"]["right"] = [own for own in single["atoms"] if [own] not in chosen.values()][:1]
    corrected = key_file.with_name("corrected.json")
    corrected.write_text(json.dumps(key), "utf-8")
    trainer.locator("desk-key [type=file]").set_input_files(corrected)
    expect(trainer.locator("desk-key [data-part=change]")).to_be_visible()
    before, wrong = table(trainer), trainer.locator("desk-table td[data-state=wrong]")
    n = wrong.count()
    trainer.locator("desk-key [data-act=take]").click()
    expect(wrong).not_to_have_count(n)
    after = table(trainer)
    sat = {code: planned(n, ids)[single["id"]] for n, (code, _) in enumerate(PEOPLE, 1) if 5 < n != 10}
    for code, plan in sat.items():
        changes = {prompt for prompt, state in after[code].items() if state != before[code][prompt]}
        assert changes == ({single["prompt"]} if plan == "right" else set()), code


@pytest.fixture(scope="module")
def headquarters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A manual whose one chapter practises every kind of question, built as HQ builds it."""
    root = tmp_path_factory.mktemp("headquarters") / "manual"
    kept_back.write(little_manual(packaged_samples().samples, packaged_texts()), root)
    assert main(["build", str(root)]) == 0
    return root


CAMPAIGN = """\
id: spring
title: 春季练习
practice: samples
roles: [manager]
trainer: chen-lan
opens: 2026-01-01
due: 2099-12-31
attempts: 2
pass_share: 60
"""


@pytest.mark.slow
def test_hq_lists_a_trainer_asks_every_kind_of_question_and_the_trainer_judges_what_was_written(
    people: Any, headquarters: Path
) -> None:
    host = Host(headquarters / "site")
    at = f"http://127.0.0.1:{host.port}/"
    trainer = people(host=at, wide=True).open("desk/")
    begin_desk(trainer)
    link = assign(trainer, "practice", "samples", attempts="1")
    fragment = link[link.index("#") :]
    phone = people(host=at)
    page = phone.open(f"assignment/{fragment}")
    expect(page.locator("[data-part=standing]")).to_contain_text("没有核实")
    shown_print = page.locator("[data-part=fingerprint]").inner_text()

    # What the desk writes for HQ is run as it stands, but for the id.
    trainer.locator(".tm-desk__tabs [data-to=keys]").click()
    command = shlex.split(trainer.locator("desk-keys [data-part=command] textarea").input_value())
    assert command[:3] == ["training-manual", "trainer", "add"]
    assert shown_print in trainer.locator("desk-keys").inner_text()
    assert main([*command[1:3], "chen-lan", *command[4:], "--folder", str(headquarters)]) == 0
    campaign = headquarters / "quizzes/assignments/spring.yml"
    campaign.parent.mkdir()
    campaign.write_text(CAMPAIGN, "utf-8")
    assert main(["build", str(headquarters)]) == 0

    page.reload()
    expect(page.locator("[data-part=standing]")).to_contain_text("陈岚")
    accept(page, "A001", "王小明")
    asked_of = page.locator("assigned-paper practice-question")
    kinds = set(asked_of.evaluate_all("all => all.map(one => one.dataset.kind)"))
    assert kinds == set(QUESTIONS)
    found = keys(page)
    plan = dict.fromkeys(found, "right")
    texts = [_written(page, found, plan)]

    other = people(host=at).open("assignment/")
    other.get_by_role("button", name="春季练习").click()
    expect(other.locator("[data-part=standing]")).to_contain_text("陈岚")
    accept(other, "A002", "李兰")
    texts.append(_written(other, found, dict.fromkeys(found, "wrong")))

    trainer.reload()
    trainer.wait_for_selector("trainer-desk[data-ready]")
    collect(trainer, "\n".join(texts))
    trainer.locator(".tm-desk__tabs [data-to=results]").click()
    prompts = {one["prompt"]: one["id"] for one in _bank(headquarters)}
    chooser = trainer.locator("desk-results select").first
    chooser.select_option(value=chooser.locator("option", has_text="南京路店新人").get_attribute("value"))
    expect(trainer.locator("desk-table [data-code=A001]")).to_be_visible()
    states = {prompts[prompt]: state for prompt, state in table(trainer)["A001"].items()}
    written = {own for own, key in found.items() if key.hand == "write"}
    assert written
    assert states == {own: "unjudged" if own in written else "right" for own in found}

    trainer.locator(".tm-desk__tabs [data-to=judge]").click()
    for box in trainer.locator("desk-judge [data-answer] [data-criterion]").all():
        box.check(force=True)
    trainer.locator(".tm-desk__tabs [data-to=results]").click()
    expect(trainer.locator("desk-table tbody tr").first).to_have_attribute("data-verdict", "passed")
    assert set(table(trainer)["A001"].values()) == {"right"}

    assert main(["trainer", "withdraw", "chen-lan", "--folder", str(headquarters)]) == 0
    campaign.unlink()
    assert main(["build", str(headquarters)]) == 0
    late = people(host=at).open(f"assignment/{fragment}")
    expect(late.locator("[data-part=standing]")).to_contain_text("作废")


def _bank(root: Path) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads((root / "site/desk/bank/samples.json").read_text("utf-8"))["items"]
    return items


def _written(page: Page, found: dict[str, Key], plan: dict[str, str]) -> str:
    """Answers everything; a text is only written, nobody judges their own here."""
    hand = Hand(page, touch=True)
    for own in asked(page):
        expect(page.locator("practice-question[data-now]")).to_have_attribute("id", own)
        if found[own].hand == "write":
            page.locator("practice-question[data-now] textarea").fill("您别急，我今天就来看。")
        else:
            hand.answer(found[own], right=plan[own] == "right")
        if page.locator("assigned-paper [data-part=main]").get_attribute("data-act") == "next":
            page.locator("assigned-paper [data-part=main]").click()
    return hand_in(page)


LINK = """
    const A = await core("assignment"), K = await core("keys"), C = await core("codes"), keys = await K.makeKeys();
    const base = {id: A.newId(), set: "complaint-facts", cards: [], group: "", by: "陈岚", note: "", edition: "working",
        seed: "1", n: 5, opens: 0, due: 0, attempts: 1, minutes: 0, pass: 80, code: "", digest: ""};
    const [change, manual, forge] = given, code = await A.writeAssignment({...base, ...change}, keys, manual);
    if (!forge) return code;
    const bytes = C.bytesOf(code.split(".")[2].slice(1));
    const said = new TextDecoder().decode(bytes.slice(192)).replace(",80,", ",10,");
    return C.writeCode("TMA1", manual, "p", K.joined(bytes.slice(0, 192), K.utf8(said)));"""


@pytest.mark.parametrize(
    ("change", "forge", "says"),
    [
        ({"opens": 4102444800000}, False, "还没到开放的时间"),
        ({"due": 1700000000000}, False, "已经截止"),
        ({}, True, "被改过"),
        ({"set": "no-such-chapter"}, False, "没有这份题"),
        ({"set": f"tests/{SEALED}", "digest": "0123456789abcdef"}, False, "考卷已经换版"),
        ({"edition": "2027.3"}, False, "2027.3"),
    ],
)
def test_a_link_that_cannot_be_answered_says_why(phone: Watched, change: Any, forge: bool, says: str) -> None:
    page = phone.open("assignment/")
    manual = page.locator("[data-store]").get_attribute("data-store")
    page.locator("[name=paste]").fill(in_page(page, LINK, change, manual, forge))
    page.get_by_role("button", name="打开任务").click()
    expect(page.locator("assigned-work")).to_contain_text(says)
    assert page.locator("assigned-paper:visible").count() == 0


def test_two_people_share_a_phone_and_each_has_attempts_of_their_own(phone: Watched) -> None:
    page = phone.open("assignment/")
    code = in_page(page, LINK, {"n": 1}, page.locator("[data-store]").get_attribute("data-store"), False)
    page.goto(f"{phone.address}assignment/#{code}")
    accept(page, "A001", "王小明")
    first = hand_in(page)
    page.get_by_role("button", name="回到任务").click()
    expect(page.locator("[data-part=closed]")).to_contain_text("用完了")
    assert page.locator("[data-part=start]:visible").count() == 0
    accept(page, "A002", "李兰")
    second = hand_in(page)
    assert first.splitlines()[0].startswith("王小明")
    assert second.splitlines()[0].startswith("李兰")
    page.get_by_role("button", name="回到任务").click()
    expect(page.locator("[data-part=slips] button")).to_have_count(2)
    page.get_by_role("button", name="王小明").click()
    expect(page.locator("[data-stage=slip] textarea")).to_have_value(first)


def test_over_plain_http_nothing_is_sealed_and_nothing_is_begun(phone: Watched) -> None:
    page = phone.open("assignment/")
    code = in_page(page, LINK, {}, page.locator("[data-store]").get_attribute("data-store"), False)
    phone.context.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    page.goto(f"{phone.address}assignment/#{code}")
    page.reload()
    expect(page.locator("[data-part=news]")).to_contain_text("https")
    assert page.locator("[data-stage=offer]:visible").count() == 0


def test_another_link_in_the_same_tab_neither_hands_in_nor_locks_what_is_begun(phone: Watched) -> None:
    page = phone.open("assignment/")
    store = page.locator("[data-store]").get_attribute("data-store")
    timed, other = (in_page(page, LINK, {"n": 2, **more}, store, False) for more in ({"minutes": 1}, {"by": "王敏"}))
    page.goto(f"{phone.address}assignment/#{timed}")
    accept(page, "A001", "王小明")
    page.evaluate("hash => { location.hash = hash; }", other)
    expect(page.locator("[data-part=facts]")).to_contain_text("王敏")
    accept(page, "A001", "王小明")
    page.wait_for_timeout(2500)
    expect(page.locator("assigned-work")).to_have_attribute("data-now", "paper")
    assert asked(page)
    page.evaluate("hash => { location.hash = hash; }", timed)
    expect(page.locator("[data-part=facts]")).to_contain_text("陈岚")
    expect(page.locator("[data-part=start]")).to_have_text("接着答")
    page.locator("[data-part=start]").click()
    expect(page.locator("assigned-work")).to_have_attribute("data-now", "paper")
    expect(page.locator("[data-part=clock-left]")).to_contain_text("剩")


def test_what_was_handed_in_on_a_full_phone_or_carried_to_another_can_be_handed_in_again(phone: Watched) -> None:
    page = phone.open("assignment/")
    code = in_page(page, LINK, {"n": 1}, page.locator("[data-store]").get_attribute("data-store"), False)
    page.goto(f"{phone.address}assignment/#{code}")
    accept(page, "A001", "王小明")
    first = hand_in(page)
    page.evaluate("delete localStorage[Object.keys(localStorage).find(key => key.endsWith('/assigned'))]")
    page.reload()
    expect(page.locator("[data-part=start]")).to_have_text("接着答")
    accept(page, "A001", "王小明")
    assert hand_in(page).splitlines()[0] != first
