"""Problems: what is wrong in a source file, where, and how to mend it, in Chinese and English."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """A spot in a file: path relative to the manual's folder, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class _Says(NamedTuple):
    zh: str
    en: str
    severity: Severity = "error"


class Code(Enum):
    """Every kind of problem an author can meet; the name in lower-case kebab is what is printed in brackets.

    `{name}` holes are filled from `Problem.about`; `{hint}` becomes a «did you mean» or nothing.
    """

    # -- the bytes of a file
    NOT_UTF8 = _Says(
        "文件不是 UTF-8 编码，看起来是 {encoding}。请在编辑器里另存为 UTF-8。",
        "the file is not UTF-8, it looks like {encoding}; save it as UTF-8 in your editor",
    )
    """Other encodings are named, never guessed and converted silently."""
    CONTROL_CHARACTER = _Says(
        "这里有看不见的字符 {character}。请删掉它。",
        "an invisible character {character} stands here; delete it",
    )
    """Control, bidi and private-use characters, a BOM in the middle, NUL."""
    TOO_BIG = _Says(
        "{what} 有 {size}，超过上限 {limit}。请拆成几份。",
        "{what} holds {size}, the limit is {limit}; split it",
    )
    UNREADABLE = _Says("读不了这个文件：{reason}", "the file cannot be read: {reason}")
    EMPTY_FILE = _Says("文件是空的。", "the file is empty")

    # -- YAML
    YAML_SYNTAX = _Says(
        "YAML 写法有误：{reason}。请看这一行和上一行的缩进、引号和冒号。",
        "YAML syntax: {reason}; look at indentation, quotes and colons of this line and the one above",
    )
    TOO_DEEP = _Says(
        "缩进太深，超过 {limit} 层。请少套几层。",
        "nested deeper than {limit} levels; flatten it",
    )
    ALIAS = _Says(
        "这里用了 YAML 的锚点或别名（& 或 *）。请把内容写出来；文字以 * 或 & 开头时加引号。",
        "YAML anchors and aliases (& and *) are not used here; write the content out, quote text that starts with * or &",
    )
    MERGE_KEY = _Says(
        "这里用了合并键 <<。请把内容写出来。", "the merge key << is not used here; write the content out"
    )
    TAG = _Says(
        "文字以 ! 开头，YAML 会当成标签。请给这段文字加引号。",
        "text that starts with ! is a tag to YAML; put it in quotes",
    )
    DUPLICATE_KEY = _Says(
        "键 “{key}” 写了两次，前一次在第 {first} 行。请留一个。",
        "the key '{key}' stands twice, first on line {first}; keep one",
    )
    SEVERAL_DOCUMENTS = _Says(
        "一个文件里有几份 YAML（中间有 ---）。请一份一个文件。",
        "several YAML documents in one file (a --- between them); one file each",
    )
    NEEDS_QUOTES = _Says(
        "文字以 {start} 开头，YAML 会误读。请给整段文字加双引号。",
        "text that starts with {start} is misread by YAML; put the whole text in double quotes",
    )
    HASH_CUTS_TEXT = _Says(
        "空格加 # 之后的字会被 YAML 当成注释丢掉。请给整段文字加引号。",
        "YAML drops everything after a space and #; put the whole text in quotes",
    )
    FULL_WIDTH_COLON = _Says(
        "键后面用了全角冒号 “：”。请改成半角冒号加一个空格。",
        "a full-width colon stands after the key; use ': ' (half-width and a space)",
    )
    FLOW_PUNCTUATION = _Says(
        "花括号或方括号里有没加引号的 “{mark}”，YAML 会从这里断开。请改成分行写，或给文字加引号。",
        "an unquoted '{mark}' inside {{ }} or [ ] splits the text; write it on lines of its own, or quote the text",
    )
    WIDE_INDENT = _Says(
        "缩进里有 {character}。请换成普通空格。",
        "the indentation holds {character}; use ordinary spaces",
    )
    TAB_INDENT = _Says("缩进里有制表符。请换成空格。", "the indentation holds a tab; use spaces")

    # -- the shape of an item
    UNKNOWN_KEY = _Says("不认识的键 “{key}”。{hint}", "unknown key '{key}'{hint}")
    UNKNOWN_KIND = _Says(
        "不认识的种类 “{kind}”，可用：{known}。{hint}", "unknown kind '{kind}', known are {known}{hint}"
    )
    MISSING_KEY = _Says("缺少 “{key}”。请补上。", "'{key}' is missing; add it")
    WRONG_SHAPE = _Says("这里应当是{zh_wanted}。", "this must be {wanted}")
    NOT_A_FLAG = _Says(
        "“{value}” 不是 true 或 false。请写 true 或 false。", "'{value}' is not a flag; write true or false"
    )
    NOT_A_NUMBER = _Says(
        "“{value}” 不是数字。请写阿拉伯数字，如 30。", "'{value}' is not a number; write digits such as 30"
    )
    OUT_OF_RANGE = _Says(
        "{value} 不在 {low} 到 {high} 之间。", "{value} is not between {low} and {high}"
    )
    NOT_A_DAY = _Says(
        "“{value}” 不是日期。请写成 2026-03-01。", "'{value}' is not a date; write it as 2026-03-01"
    )
    NOT_AN_ID = _Says(
        "“{value}” 不能作编号。编号只用小写字母、数字和连字符，以字母或数字开头，最多 64 个字。",
        "'{value}' cannot be an id; use lower-case letters, digits and hyphens, 64 at most",
    )
    NOT_A_CHOICE = _Says("“{value}” 不在可选值里，可用：{known}。{hint}", "'{value}' is not one of {known}{hint}")
    NOT_A_COLOUR = _Says("“{value}” 不是颜色。请写成 #1C3340。", "'{value}' is not a colour; write it as #1C3340")
    LOW_CONTRAST = _Says(
        "颜色 {value} 对比度只有 {ratio}，至少要 {wanted}。请换一个。",
        "colour {value} has a contrast of {ratio}, at least {wanted} is needed; choose another",
    )
    TOO_MANY = _Says("这里最多 {limit} 个，写了 {count} 个。", "at most {limit} here, {count} given")
    TOO_FEW = _Says("这里至少 {limit} 个，写了 {count} 个。", "at least {limit} here, {count} given")
    DUPLICATE_ID = _Says(
        "编号 “{id}” 已经用过，在 {first}。请换一个。", "the id '{id}' is taken, at {first}; choose another"
    )
    DUPLICATE_NUMBER = _Says(
        "序号 {number} 已经用过，在 {first}。请换一个。", "the number {number} is taken, at {first}; choose another"
    )
    ID_IS_NOT_FILE_NAME = _Says(
        "编号 “{id}” 和文件名 “{name}” 不一样。请改成一样。",
        "the id '{id}' differs from the file name '{name}'; make them equal",
    )
    EXACTLY_ONE = _Says("{keys} 里要写一个，而且只写一个。", "give exactly one of {keys}")
    MARKUP_IN_TITLE = _Says(
        "标题和名称里不能有 “{mark}”。请去掉，或换成文字。",
        "titles and names hold no '{mark}'; remove it or use words",
    )
    PRIVATE_CHARACTER = _Says(
        "文字里有私用区字符 {character}。请换成普通文字。",
        "the text holds a private-use character {character}; use ordinary text",
    )

    # -- text
    HEADING_IN_TEXT = _Says(
        "正文里不写标题。请用 title，或另起一节。", "no headings inside a text; use title, or a section of its own"
    )
    TOKEN_IN_CODE = _Says(
        "代码、网址里不能放 {{{{…}}}} 或 [[…]]。请移到普通文字里。",
        "no {{{{…}}}} or [[…]] inside code or an address; move it into plain text",
    )
    UNKNOWN_TOKEN = _Says(
        "brand.yml 里没有 “{token}”。{hint}", "brand.yml has no '{token}'{hint}"
    )
    BROKEN_TOKEN = _Says(
        "“{text}” 没有写完整。应当像 {{{{limits.close}}}} 这样。",
        "'{text}' is not a whole token; write it like {{{{limits.close}}}}",
    )
    NOT_AN_AMOUNT = _Says(
        "“{token}” 不是数，没有 .n。", "'{token}' is no amount and has no .n"
    )
    BROKEN_REFERENCE = _Says(
        "找不到{zh_what} “{ref}”。{hint}", "there is no {what} '{ref}'{hint}"
    )
    FOREIGN_IMAGE = _Says(
        "图片来自别的网站：{address}。请存到 content/images/ 再引用。",
        "the image comes from another host: {address}; save it under content/images/ and point there",
    )
    MISSING_IMAGE = _Says("找不到图片 “{address}”。", "there is no image '{address}'")
    IMAGE_WITHOUT_TEXT = _Says(
        "图片没有说明文字。请写成 ![说明](images/…)。", "the image has no description; write ![description](images/…)"
    )
    UNSAFE_LINK = _Says(
        "网址 “{address}” 不能用。请用 https:// 开头的网址，或 [[…]]。",
        "the address '{address}' is not allowed; use https://… or [[…]]",
    )

    # -- questions and flows
    NO_RIGHT_ANSWER = _Says("没有一个选项标了 correct: true。", "no option is marked correct: true")
    SEVERAL_RIGHT_ANSWERS = _Says(
        "单选题有 {count} 个正确选项。请留一个，或改成 kind: multiple。",
        "{count} options of a single choice are correct; keep one, or use kind: multiple",
    )
    NO_WRONG_ANSWER = _Says("没有一个错误选项。请至少加一个。", "there is no wrong option; add one at least")
    ANSWER_NOT_AMONG = _Says(
        "答案 “{answer}” 不在{zh_where}里。{hint}", "the answer '{answer}' is not among the {where}{hint}"
    )
    BLANK_COUNT = _Says(
        "题目里要有一个 ____（四个下划线），现在有 {count} 个。",
        "the prompt needs exactly one ____ (four underscores), it has {count}",
    )
    DEAD_END = _Says(
        "节点 “{node}” 既没有选项，也不是结局。请加 choices 或 end。",
        "node '{node}' has neither choices nor an end; add one of them",
    )
    UNREACHABLE_NODE = _Says(
        "从起点走不到节点 “{node}”。请接上，或删掉。", "node '{node}' cannot be reached from the start; link or delete it"
    )
    NO_GOOD_END = _Says("没有一个 end: good 的结局。", "there is no node with end: good")
    CELL_COUNT = _Says(
        "格子 “{row} × {column}” {zh_state}。", "the cell '{row} × {column}' {state}"
    )

    # -- files and the manual as a whole
    STRAY_FILE = _Says(
        "这里不该有这个文件：{why}。", "this file does not belong here: {why_en}"
    )
    MISSING_FILE = _Says("缺少文件 {file}。", "the file {file} is missing")
    SAME_PAGE = _Says(
        "{page} 会由两个文件生成，另一个是 {other}。请改名。",
        "two files would become {page}, the other is {other}; rename one",
    )
    STUB_WITH_SECTIONS = _Says(
        "state: stub 的章不写 sections。写好了就改成 state: ready。",
        "a chapter with state: stub has no sections; set state: ready when it is written",
    )
    NO_SUCH_FOLDER = _Says("这个文件夹里没有 content/。", "this folder holds no content/")

    # -- translations
    PO_SYNTAX = _Says("译文文件写法有误：{reason}", "the catalogue cannot be read: {reason}")
    PO_CONFLICT = _Says(
        "译文文件里有没解决的合并冲突。请解决后删掉 <<<<<<< 那几行。",
        "an unresolved merge conflict stands in the catalogue; resolve it and delete the <<<<<<< lines",
    )
    PO_DUPLICATE = _Says(
        "同一条译文写了两次，前一次在第 {first} 行。请留一条。",
        "the same message stands twice, first on line {first}; keep one",
    )
    TRANSLATION_TOKENS = _Says(
        "译文和原文的 {{{{…}}}} 或 [[…]] 不一样：缺 {missing}，多 {extra}。",
        "the translation's {{{{…}}}} or [[…]] differ from the source: missing {missing}, extra {extra}",
    )
    UNTRANSLATED = _Says(
        "{language}：{file} 有 {count} 处还没有译文，页面先用原文。",
        "{language}: {count} texts of {file} are not translated yet, pages show the source",
        "warning",
    )
    FUZZY = _Says(
        "{language}：{file} 有 {count} 处译文待核对（原文改过），页面先用原文。",
        "{language}: {count} translations of {file} wait for review (the source changed), pages show the source",
        "warning",
    )

    # -- coverage
    NOT_TAUGHT = _Says(
        "大纲 {id} “{topic}” 没有哪个块在教。", "syllabus {id} '{topic}' is taught by no block", "warning"
    )
    NOT_TESTED = _Says(
        "大纲 {id} “{topic}” 没有题目或卡片在考。", "syllabus {id} '{topic}' is tested by no question or card", "warning"
    )
    STUB = _Says("第 {number} 章 “{title}” 还是空壳，员工看不到。", "chapter {number} '{title}' is a stub, staff do not see it", "warning")

    @property
    def key(self) -> str:
        return self.name.lower().replace("_", "-")

    @property
    def severity(self) -> Severity:
        return self.value.severity


@dataclass(frozen=True)
class Problem:
    """One thing an author has to mend (or, as a warning, may want to)."""

    place: Place
    code: Code
    about: Mapping[str, object] = field(default_factory=dict)
    guess: str | None = None
    """The value that was probably meant, for «did you mean»."""

    @property
    def severity(self) -> Severity:
        return self.code.severity

    @property
    def zh(self) -> str:
        hint = f"是不是 “{self.guess}”？" if self.guess else ""
        return self.code.value.zh.format_map({"hint": hint, **self.about})

    @property
    def en(self) -> str:
        hint = f"; did you mean '{self.guess}'?" if self.guess else ""
        return self.code.value.en.format_map({"hint": hint, **self.about})

    def __str__(self) -> str:
        return f"{self.place}: {self.zh} [{self.code.key}]\n    {self.en}"


@dataclass(frozen=True)
class Fault:
    """A problem seen by an item that does not know its file: `path` leads from the item to the spot."""

    path: tuple[str | int, ...]
    code: Code
    about: Mapping[str, object] = field(default_factory=dict)
    guess: str | None = None


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was most probably meant to be, or None."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by place, errors before warnings at the same place, each said once."""
    unique = {(p.place, p.code, str(p)): p for p in problems}
    return sorted(unique.values(), key=lambda p: (p.place, p.severity, p.code.name))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [p for p in problems if p.severity == "error"]


def as_text(problems: Iterable[Problem]) -> str:
    return "\n".join(str(p) for p in problems)


def as_json(problems: Iterable[Problem]) -> str:
    rows = [
        {
            "file": p.place.file,
            "line": p.place.line,
            "column": p.place.column,
            "severity": p.severity,
            "code": p.code.key,
            "zh": p.zh,
            "en": p.en,
            "guess": p.guess,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_annotations(problems: Iterable[Problem]) -> str:
    """GitHub's workflow commands (also understood by Gitea and Forgejo): one annotation a line."""

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    return "\n".join(
        f"::{p.severity} file={p.place.file},line={p.place.line},col={p.place.column},title={p.code.key}::"
        + escape(f"{p.zh} / {p.en}")
        for p in problems
    )
