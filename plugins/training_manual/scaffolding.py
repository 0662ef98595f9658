"""New files that pass `check` as they are: an author changes words, not structure."""

from __future__ import annotations

import re
from collections import Counter

from training_manual.model.blueprint import columns
from training_manual.model.manual import Manual


def new_chapter(own: str, manual: Manual) -> tuple[str, str]:
    """Path and text of a chapter with one section, numbered behind the last one."""
    number = max((c.number for c in manual.chapters), default=0) + 1
    part = manual.parts[-1].id
    return (
        f"content/chapters/{own}.yml",
        f"""\
# yaml-language-server: $schema=../../schema/chapter.json
id: {own}
part: {part}
number: {number}
title: 新的一章
summary: 用一句话说这一章讲什么。
minutes: 10
state: ready
objectives:
  - id: say-it
    text: 用自己的话说出这一章的要点
sections:
  - id: start
    title: 从这里开始
    blocks:
      - id: first-words
        kind: prose
        body: |
          写正文。段落之间空一行。
      - id: remember
        kind: callout
        tone: tip
        body: 写一句要记住的话。
""",
    )


def new_quiz(chapter: str, manual: Manual) -> tuple[str, str]:
    """Path and text of a chapter's pool with one question."""
    found = manual.chapter_by_id[chapter]
    objective = f"\n    objective: {found.objectives[0].id}" if found.objectives else ""
    tags = f"\n    tags: [{next(iter(manual.competencies))}]" if manual.competencies else ""
    reread = found.sections[0].id if found.sections else f"{chapter}#"
    return (
        f"quizzes/{chapter}.yml",
        f"""\
# yaml-language-server: $schema=../schema/pool.json
chapter: {chapter}
questions:
  - id: {chapter[:50]}-first
    kind: single
    prompt: 写题目。
    difficulty: 1{objective}{tags}
    reread: "{reread}"
    explain: 写为什么。
    options:
      - id: right
        text: 写正确的选项
        correct: true
        feedback: 写为什么对。
      - id: wrong
        text: 写一个常见的错误
        feedback: 写错在哪里。
""",
    )


def new_exam(own: str, manual: Manual) -> tuple[str, str]:
    """Path and text of a test over all chapters that have practice questions; there must be one."""
    chapters = [chapter.id for chapter in manual.shown_chapters if manual.practice(chapter.id)]
    levels = Counter(question.difficulty for chapter in chapters for question in manual.practice(chapter))
    items = min(10, sum(levels.values()))
    shares: tuple[int, ...] = (40, 40, 20)
    if any(levels[level] < wanted for level, wanted in columns(items, shares).items()):
        ((most, count),) = levels.most_common(1)
        items = min(10, count)
        shares = tuple(100 if level == most else 0 for level in (1, 2, 3))
    listed = "".join(f"\n  - {chapter}" for chapter in chapters)
    return (
        f"quizzes/exams/{own}.yml",
        f"""\
# yaml-language-server: $schema=../../schema/exam.json
id: {own}
title: 新的测试
chapters:{listed}
items: {items}
difficulty:
  easy: {shares[0]}
  medium: {shares[1]}
  hard: {shares[2]}
pass_share: 80
""",
    )


def new_role_play(own: str, manual: Manual) -> tuple[str, str]:
    """Path and text of a role-play card with all its faces."""
    numbers = [int(m[1]) for card in manual.role_plays.values() if (m := re.fullmatch(r"R(\d+)", card.code))]
    chapter = (manual.shown_chapters or manual.chapters)[0].id
    tags = f"\ntags: [{next(iter(manual.competencies))}]" if manual.competencies else ""
    shown = ", ".join(["first", *(row.id for row in manual.rubric.rows if row.critical)])
    return (
        f"content/role_plays/{own}.yml",
        f"""\
# yaml-language-server: $schema=../../schema/role-play.json
id: {own}
code: R{max(numbers, default=0) + 1:02d}
title: 新的演练
chapters:
  - {chapter}
difficulty: 1
minutes:
  prepare: 2
  play: 5
  debrief: 5
form: triad
channel: counter{tags}
objectives:
  - id: first
    text: 写一件看得见、听得到的事
customer:
  who: 写顾客是谁。
  situation: 写发生了什么。
  facts:
    - id: open
      text: 写可以主动说的一件事
  hidden:
    - id: need
      asked: 写对方问到什么，才说下面这句
      text: 写顾客真正要的是什么
  feeling: 写顾客的心情。
  mood: -1
  first_line: 写顾客的第一句话。
  wants: 写顾客要什么。
  accepts: 写顾客能接受什么。
  refuses: 写顾客绝不接受什么。
  reacts:
    - id: heard
      when: 写员工怎么做
      then: 写顾客怎么回
      mood: 1
staff:
  role: 写员工是谁。
  may: 写员工能决定什么。
  must:
    - id: first
      text: 写必须做到的一件事
observer:
  rows:
    - id: first
      behaviour: 写要观察的行为
      zero: 0 分是什么样
      one: 1 分是什么样
      two: 2 分是什么样
twists:
  - id: halfway
    minute: 2
    to: staff
    text: 写演到一半，员工收到什么消息
debrief:
  - id: customer
    ask: customer
    text: 写先问顾客的问题
  - id: staff
    ask: staff
    text: 写再问员工的问题
rehearsal:
  prompt: 写员工接手时的情形。
  start: opens
  nodes:
    - id: opens
      mood: -1
      customer: 写顾客的第一句话。
      choices:
        - id: well
          text: 写一句好的回话
          to: goes-well
          feedback: 写这句话好在哪里。
          meets: [{shown}]
        - id: poorly
          text: 写一句不好的回话
          to: goes-badly
          feedback: 写这句话让顾客怎么想。
    - id: goes-well
      mood: 1
      customer: 写顾客满意时怎么说。
      end: good
      score: 1
      closing: 写这样收场的道理。
    - id: goes-badly
      mood: -3
      customer: 写顾客不满时怎么说。
      end: bad
      score: 0
      closing: 写这样收场的教训。
""",
    )
