"""Advice on teaching: what draws it stands in tests/problems; here is what must not, and how it is silenced."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from ground import ROOT, our_manual, ours
from training_manual.__main__ import main
from training_manual.interaction import Option, shuffled
from training_manual.item import Advice
from training_manual.linking import link, read_folder
from training_manual.linting.figures import Figures, in_chinese
from training_manual.linting.stems import negation
from training_manual.linting.teaching import teaching
from training_manual.localising.swapping import needed_messages
from training_manual.model.manual import Manual
from training_manual.problem import Code, Problem
from training_manual.rendering.amounts import amount
from training_manual.rendering.templates import Overrides
from training_manual.samples import packaged_samples

STARTER = ROOT / "plugins" / "training_manual" / "starter"
POOL = "quizzes/first-call.yml"
CODES = {Code[name.upper().replace("-", "_")] for name in get_args(Advice)}


def starter_with(files: Mapping[str, str]) -> Manual:
    """The starter with some of its files written anew."""
    folder = read_folder(STARTER)
    reading = link(replace(folder, files={**folder.files, **{path: text.encode() for path, text in files.items()}}))
    assert reading.manual is not None, "\n".join(map(str, reading.problems))
    return reading.manual


def advice_on(files: Mapping[str, str]) -> list[Problem]:
    return list(teaching(starter_with(files), Overrides().strings("zh")))


def single(*options: str, right: int = 0, prompt: str = "先做什么？", more: str = "") -> str:
    """A pool of the starter's chapter that holds one single choice and measures and reads again all there is."""
    rows = [
        f"      - {{id: o{at}, text: '{text}', feedback: 好{', correct: true' if at == right else ''}}}"
        for at, text in enumerate(options)
    ]
    head = ["  - id: q", "    kind: single", f"    prompt: '{prompt}'", "    difficulty: 1", "    reread: who-answers"]
    truths = "".join(
        f"  - {{id: t-{own}, kind: truefalse, prompt: 复述就是照念, difficulty: 1, objective: {own}, reread: say-when,"
        " answer: false, feedback_true: 不, feedback_false: 对}\n"
        for own in ("own-the-call", "give-a-time")
    )
    return "\n".join(["chapter: first-call", "questions:", *head, "    options:", *rows]) + "\n" + more + truths


def codes_of(pool: str) -> list[str]:
    return [problem.code.key for problem in advice_on({POOL: pool})]


# -- our own content


@pytest.fixture(scope="module")
def manual() -> Manual:
    return our_manual()


def test_our_own_content_draws_no_advice() -> None:
    prepared = ours()
    assert prepared.manuals, "with errors nobody gives advice"
    assert [str(p) for p in prepared.problems if p.code in CODES | {Code.STALE_SILENCE}] == []


def test_our_own_content_silences_little(manual: Manual) -> None:
    chapters, pools = manual.chapters, manual.pools.values()
    items: list[Any] = [*chapters, *pools, *manual.role_plays.values(), *manual.forms.values()]
    items += [s for chapter in chapters for s in chapter.sections] + [b for chapter in chapters for b in chapter.blocks]
    items += [question for pool in pools for question in pool.questions]
    assert sum(len(item.silenced) for item in items) <= 10


def test_the_samples_draw_no_advice() -> None:
    assert [str(problem) for problem in teaching(packaged_samples().manual, Overrides().strings("zh"))] == []


# -- silencing


def test_every_piece_of_advice_can_be_silenced_and_nothing_else() -> None:
    rooms = (ROOT / "plugins/training_manual/linting").glob("*.py")
    given = {name for path in rooms for name in re.findall(r"Code\.([A-Z_]+)", path.read_text("utf-8"))}
    coverage = {"NOT_TAUGHT", "NOT_TESTED", "STUB"}
    assert {code.name for code in CODES} == given - coverage - {"STALE_SILENCE"}
    assert {code.severity for code in CODES} == {"warning"}


def silencing(pool: str, code: str = "longest-right", behind: str = "    reread: who-answers\n") -> str:
    """The pool with a silence behind a line of it."""
    indent = behind[: len(behind) - len(behind.lstrip())]
    return pool.replace(behind, f"{behind}{indent}silenced: [{{code: {code}, why: 原话就这么长}}]\n", 1)


def test_a_silence_holds_for_its_item_and_its_code_alone() -> None:
    pool = single("先听完顾客的话再用自己的话复述一遍", "先挂掉电话")
    assert codes_of(pool) == ["longest-right"]
    assert codes_of(silencing(pool)) == []
    assert codes_of(silencing(pool, "near-duplicate")) == ["longest-right", "stale-silence"]
    assert codes_of(silencing(pool, behind="chapter: first-call\n")) == ["stale-silence", "longest-right"]


def test_a_silence_is_no_change_of_the_item_and_nobody_translates_it() -> None:
    pool = single("先听完顾客的话再用自己的话复述一遍", "先挂掉电话")
    plain, silenced = (starter_with({POOL: text}) for text in (pool, silencing(pool)))
    assert silenced.pools["first-call"].questions[0].silenced
    assert silenced.tags == plain.tags
    assert list(needed_messages(silenced, "en")) == list(needed_messages(plain, "en"))


def test_warnings_fail_the_check_only_where_that_is_asked_for(tmp_path: Path, capsys: Any) -> None:
    shutil.copytree(STARTER, tmp_path / "manual")
    assert main(["check", str(tmp_path / "manual"), "--strict"]) == 0
    (tmp_path / "manual" / POOL).write_text(single("以上都对", "先听"), "utf-8")
    assert main(["check", str(tmp_path / "manual")]) == 0
    assert main(["check", str(tmp_path / "manual"), "--strict"]) == 1
    assert "[all-of-the-above]" in capsys.readouterr().out


# -- options


@pytest.mark.parametrize(
    ("options", "right"),
    [
        (("先听完顾客的话，再复述一遍", "先听完"), 1),  # a wrong one is the longest
        (("先听，再复述一遍", "先挂电话"), 0),  # less than six characters more
        (("先听完顾客的话再用自己的话复述一遍", "先把情况说明写完，然后交给当班的组长"), 0),
        (("谁先接到电话就由谁一直负责到有人接手", "谁先接到电话就由谁负责到记完这张单子"), 0),
        (
            ("改成 [[first-contact|首问]] 的 **{{limits.ack_phone}}** 内", "改成首问员工的一天以内"),
            0,
        ),  # markup is not seen
    ],
)
def test_a_right_option_of_usual_length_draws_no_advice(options: tuple[str, ...], right: int) -> None:
    assert codes_of(single(*options, right=right)) == []


@pytest.mark.parametrize(
    "text",
    [
        "AC",
        "以上班时间为准",
        "都可以商量着来",
        "全部登记以后再打",
        "上面那一层先修",
        "两者选一",
        "ab 两户都去",
        "All of it",
    ],
)
def test_an_option_that_only_sounds_like_all_of_the_above_draws_no_advice(text: str) -> None:
    assert codes_of(single(text, "先听顾客说")) == []


@pytest.mark.parametrize(
    "text",
    [
        "以上都是",
        "以上都不对",
        "以上全部正确。",
        "上述做法都可以",
        "以上皆非",
        "都对",
        "全部正确",
        "三者都要",
        "没有正确答案",
        "A 和 B 都对",
        "A、B 都对",
        "All of the above",
        "none of these",
        "Both A and B",
        "Neither of the above is right",
    ],
)
def test_all_of_the_above_is_known_in_many_words(text: str) -> None:
    assert codes_of(single("先听顾客说", text)) == ["all-of-the-above"]


def test_a_bucket_may_be_for_what_is_both() -> None:
    items = "".join(f"{{id: i{at}, text: 第{at}件, bucket: both, feedback: 好}}, " for at in (1, 2))
    head = "id: c, kind: classify, prompt: 谁来定, difficulty: 1, reread: who-answers"
    pool = f"  - {{{head}, buckets: [{{id: me, text: 我}}, {{id: both, text: 两者都是}}], items: [{items}]}}\n"
    assert codes_of(single("听", "说", more=pool)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("听完以后要在 35 分钟之内给顾客回话", "听完以后要在 45 分钟之内给顾客回话"),  # a figure
        ("听完以后要在三十五分钟内给顾客回话", "听完以后要在三十六分钟内给顾客回话"),
        ("签字以前应该请顾客先看一遍清单再定", "签字以前不应该请顾客先看一遍清单再定"),  # a negation
        ("打完电话以后再去登记这一张投诉单子", "打完电话以前再去登记这一张投诉单子"),  # opposites
        ("You should call the customer back at once", "You should not call the customer back at once"),
        ("先听完", "先听见"),  # too short to tell
        ("空鼓 1.5 处", "空鼓 15 处"),
        ("？", "！"),
    ],
)
def test_a_telling_difference_is_none_too_small(one: str, other: str) -> None:
    assert codes_of(single(one, other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("先听完，再复述", "先听完、再复述。"),
        ("ＡＢ 两户都去", "ab两户都去"),
        ("**先听**顾客说完", "先听顾客说完"),
        ("先把顾客的话听完，再用自己的话说一遍", "先把顾客的话听完，再用自己的话讲一遍"),
    ],
)
def test_the_same_in_other_clothes_is_noticed(one: str, other: str) -> None:
    assert codes_of(single(one, other)) == ["near-duplicate"]


def test_people_in_a_scene_may_say_a_thing_twice() -> None:
    lines = "".join(f"      - {{id: l{at}, text: 好的，我马上来, feedback: 好}}\n" for at in range(3))
    head = [
        "  - id: s",
        "    kind: spot",
        "    prompt: 哪几句没有说好？",
        "    difficulty: 1",
        "    reread: who-answers",
    ]
    spot = "\n".join([*head, "    lines:", lines])
    assert codes_of(single("听", "说", more=spot.replace("feedback: 好}", "feedback: 好, mistake: true}", 1))) == []


# -- places of the key


def pool_of(*rights: int) -> str:
    """Single choices whose right option is shown at these places."""
    text = ""
    for at, place in enumerate(rights):
        right = shuffled(f"k{at}", [Option(own, own) for own in "abc"])[place].id
        rows = [
            f"{{id: {own}, text: {own}字, feedback: 好{', correct: true' if own == right else ''}}}" for own in "abc"
        ]
        head = f"id: k{at}, kind: single, prompt: 先做什么, difficulty: 1, reread: who-answers"
        text += f"  - {{{head}, options: [{', '.join(rows)}]}}\n"
    return single("听", "说", more=text)


@pytest.mark.parametrize(
    ("rights", "said"),
    [
        ((0, 0, 0, 0, 0, 0, 1), ["key-position"]),
        ((0, 0, 0, 1, 1, 1, 2), []),
        ((0, 0, 0, 0), []),  # too few to tell
    ],
)
def test_a_pool_whose_keys_lie_in_one_place_is_noticed(rights: tuple[int, ...], said: list[str]) -> None:
    assert codes_of(pool_of(*rights)) == said


# -- prompts that ask the other way round


@pytest.mark.parametrize(
    ("prompt", "word"),
    [
        ("下面哪一句不该说？", "不"),
        ("下列说法不正确的是（　）", "不"),
        ("以下做法错误的是", "错误"),
        ("不属于有形性的是哪一项？", "不"),
        ("哪一步没有做？", "没有"),
        ("哪几件事与首问负责无关？", "无关"),
        ("除了哪一项以外，都能当场定？", "除了"),
        ("除“改约”外，下面几件哪些都要报店长？", "除"),
        ("顾客在哭。你这时候不能说什么？", "不能"),
        ("你最不该先做哪一件？", "不"),
        ("顾客说：“不急。”下面哪一句不合适？", "不"),
        ("哪一项**正确**，哪一项不正确？", "不"),
        ("Which of the following is not a complaint?", "not"),
        ("Which step isn't part of the procedure?", "isn't"),
        ("All of these are limits except which one?", "except"),
        ("What should you never promise?", "never"),
        ("Which sentence is WRONG?", "WRONG"),
    ],
)
def test_a_prompt_that_asks_for_what_is_wrong_is_noticed_at_its_negation(prompt: str, word: str) -> None:
    found = negation(prompt)
    assert found is not None
    at, said = found
    assert prompt[at : at + len(said)] == said
    assert word in said or said in word


@pytest.mark.parametrize(
    "prompt",
    [
        # the negation is in bold
        "下面哪一句**不**该说？",
        "下面哪一句**不该**说？",
        "下列说法**不正确**的是（　）",
        "**除了**哪一项以外，都能当场定？",
        "Which of the following is **not** a complaint?",
        # a scene with negations, and a question without
        "顾客不在家，电话也没有人接。你先做什么？",
        "单子上没有写哪间不方便进。师傅进门先说什么？",
        "顾客说：“哪一次你们没有迟到？”你怎么答？",
        "顾客说“你们哪一句话不是骗人的”。哪一句回答最合适？",
        "同一个水槽，两周内第二次漏水，不是同一处。下面哪些做法对？",
        "约好九点，师傅来不了。哪一种说法最好？",
        "不是你经手的单子，打到你这里，归谁？",
        "下面这张单子没有编号，接手的人先做什么？",
        "下面五个自问，各在查哪个维度？",
        "除了道歉以外，还要说哪一句？",
        # the negation belongs to something smaller
        "哪一种说法能让顾客不再重复一遍？",
        "哪一种做法对不识字的顾客最方便？",
        "要是顾客不签字，哪一步先做？",
        "不讲理的顾客是哪一类人？",
        "没有登记的单子有哪些？",
        "分别扣在哪个维度？",
        "这两种说法有哪些不同？",
        "哪一种办法不但快，而且省钱？",
        "哪一句最能安抚不满的顾客？",
        # asked either way
        "哪一句算不算投诉？",
        "看看哪一条有没有做到。",
        "这句话能不能说？为什么不能？",
        # the kind's own task
        "把不该说的话改成该说的话。",
        "Which sentence is best when the customer does not answer?",
        "The customer is not at home. What do you do first?",
        "Which way is right if he did not sign?",
    ],
)
def test_a_prompt_with_a_negation_that_does_not_turn_it_round_draws_no_advice(prompt: str) -> None:
    assert negation(prompt) is None


# -- figures

SAYS = """\
id: first-call
part: basics
number: 1
title: 接好每一通电话
summary: 接起电话的人就是负责的人。
minutes: 10
objectives:
  - {id: own-the-call, text: 说清自己是谁}
  - {id: give-a-time, text: 说出时间}
sections:
  - id: answering
    title: 怎么接
    blocks:
      - id: who-answers
        kind: prose
        body: '正文'
      - id: say-when
        kind: callout
        tone: tip
        body: 提示
      - id: shown
        kind: statistic
        claim: 多久回话
        value: 30 分钟
        population: 门店
        place: 本地
        year: '2025'
        source: hq-training
        status: ok
        limit_of_claim: 30 分钟是他们的平均
      - id: rows
        kind: standard
        title: 别家的标准
        rows:
          - {id: theirs, item: 回话, value: 30 分钟, source: hq-training}
          - {id: old, item: 回话, value: 30 分钟, historical: true}
"""


def figures_in(text: str) -> list[str]:
    found = advice_on({"content/chapters/first-call.yml": SAYS.replace("'正文'", f"'{text}'")})
    assert {problem.place.file for problem in found} <= {"content/chapters/first-call.yml"}
    return [str(problem.about["text"]) for problem in found if problem.code is Code.LITERAL_FIGURE]


@pytest.mark.parametrize(
    "text",
    [
        "顾客等了 30 人、30 页、130 分钟、3.30 分钟，又等 30 秒钟",
        "第 2 年、第2年、2 年级、2 年代、12 年",
        "来回两小时，干了两年，一声不响",
        "{{limits.ack_phone}} 内，最多 {{warranty.general}}",
        "三十多分钟，一百三十分钟，三百三十声",
        "7×5 个工作日，20～30 分钟",
        "200 元素",
    ],
)
def test_a_figure_that_is_none_of_ours_draws_no_advice(text: str) -> None:
    assert figures_in(text) == (["200 元"] if "元素" in text else [])


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("最晚 30 分钟回话", "30 分钟"),
        ("最晚30分钟回话", "30分钟"),
        ("三十分钟回话", "三十分钟"),
        ("最多两年", "两年"),
        ("二百元以内", "二百元"),
        ("５ 个工作日", "５ 个工作日"),
        ("5工作日", "5工作日"),
        ("响三声之内接", "三声"),
    ],
)
def test_a_limit_is_known_however_it_is_written(text: str, figure: str) -> None:
    assert figures_in(text) == [figure]


@pytest.mark.parametrize(
    ("text", "is_ours"),
    [
        ("Call back within 30 minutes.", True),
        ("A 30-minute limit", True),
        ("Up to HK$200 at once", True),
        ("Up to US$200 at once", False),
        ("HK$2,000", False),
        ("200 people, 30 minuteness, 130 minutes", False),
    ],
)
def test_a_limit_is_known_in_english_too(text: str, is_ours: bool) -> None:
    tokens, strings = starter_with({}).tokens, Overrides().strings("en")
    assert Figures(tokens, lambda path: amount(tokens[path], strings, "HKD")).stand_in(text) is is_ours


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("2", ["二", "两"]),
        ("10", ["十"]),
        ("15", ["十五"]),
        ("20", ["二十"]),
        ("48", ["四十八"]),
        ("200", ["二百", "两百"]),
        ("805", ["八百零五"]),
        ("3000", ["三千"]),
        ("2.5", []),
        ("10000", []),
    ],
)
def test_numbers_are_said_in_chinese(number: str, words: list[str]) -> None:
    assert in_chinese(Decimal(number)) == words


# -- phrasing

GLOSSARY = """- id: customer
  name: 顾客
  avoid: [客户]
  definition: 有需要的人。
- id: customer-service
  name: 客户服务
  definition: 为顾客做的事。
- id: first-contact
  name: 首问员工
  definition: 第一个听到的人。
- id: restating
  name: 复述
  definition: 讲一遍。
"""


def phrasing_of(text: str) -> list[tuple[str, int]]:
    chapter = (STARTER / "content/chapters/first-call.yml").read_text("utf-8")
    old = "先听完，不打断。听完做一次[[restating]]，等对方说“对”，再往下办。"
    assert old in chapter
    advice = advice_on({"content/terms.yml": GLOSSARY, "content/chapters/first-call.yml": chapter.replace(old, text)})
    rows = chapter.replace(old, text).splitlines()
    found = [p for p in advice if p.code in (Code.TERM_WORDING, Code.HALF_WIDTH_MARK)]
    return [(rows[p.place.line - 1][p.place.column - 1 :][:2], p.place.line) for p in found]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("客户来了。", "客户"),
        ("叫[[customer|客户]]先坐。", "客户"),
        ("你好,请坐。", ",请"),
        ("他问：“行吗?”然后走了。", ""),
        ("先听(不打断)再说。", "(不"),
    ],
)
def test_a_wording_the_glossary_avoids_and_a_half_width_mark_are_found_at_their_place(text: str, at: str) -> None:
    found = phrasing_of(text)
    assert [word for word, _ in found][:1] == ([at] if at else ["?”"])


@pytest.mark.parametrize(
    "text",
    [
        "客户服务是为顾客做的事。",
        "看[这一页](https://example.org/a,b)再说。",
        "下午3:00到，1,200元，（见{{limits.ack_phone}}）。",
        "He said “yes”, then left (at once).",
    ],
)
def test_fixed_names_addresses_figures_and_other_languages_are_left_alone(text: str) -> None:
    assert phrasing_of(text) == []
