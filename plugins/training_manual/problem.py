"""Problems: what is wrong, where, and how to mend it, in two languages; long, since every message stands here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
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
        "文件不是 UTF-8 编码，{zh_encoding}。请在编辑器里另存为 UTF-8。",
        "the file is not UTF-8, it looks like {encoding}; save it as UTF-8 in your editor",
    )
    """Other encodings are named, never guessed and converted silently."""
    CONTROL_CHARACTER = _Says(
        "这里有一个看不见的字符 {character}。请删掉它；删不准，就把这一行重打一遍。",
        "an invisible character {character} stands here; delete it, or type the line again",
    )
    """Control and bidi characters, zero-width space, a BOM in the middle, NUL."""
    TOO_BIG = _Says(
        "{zh_what}太大：{zh_size}，上限是 {limit}。请拆成几份。",
        "{what} is too big: {size}, the limit is {limit}; split it",
    )
    UNREADABLE = _Says(
        "读不了这个文件：{reason}。请看看它的权限。", "the file cannot be read: {reason}; look at its permissions"
    )
    EMPTY_FILE = _Says(
        "文件是空的。请写上内容；列表暂时没有内容，就写 []。",
        "the file is empty; fill it, or write [] for a list without items yet",
    )

    # -- YAML
    YAML_SYNTAX = _Says(
        "YAML 在这里读不下去：{zh_reason}。请看这一行和上一行的缩进、引号和冒号。",
        "YAML stops here: {reason}; look at indentation, quotes and colons of this line and the one above",
    )
    TOO_DEEP = _Says(
        "套得太深，超过 {limit} 层。请少套几层。",
        "nested deeper than {limit} levels; flatten it",
    )
    ALIAS = _Says(
        "以 * 或 & 开头，YAML 会当成别名或锚点。是文字，请给整段加双引号；是别名，请把内容写出来。",
        "what starts with * or & is an alias or anchor to YAML; put a text in double quotes, write an alias out",
    )
    MERGE_KEY = _Says("这里不用合并键 <<。请把内容写出来。", "the merge key << is not used here; write the content out")
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
        "空格加 # 之后的字，YAML 会当成注释丢掉。请给整段文字加双引号；真是注释，就另起一行。",
        "YAML drops what follows a space and #; put the whole text in double quotes, or a comment on a line of its own",
    )
    COLON_SPLITS_TEXT = _Says(
        "文字里有半角冒号加空格，YAML 会从这里断开。请改成全角 “：”，或给整段文字加双引号。",
        "a colon and a space split the text here; use a full-width colon, or put the whole text in double quotes",
    )
    NO_SPACE_AFTER_COLON = _Says(
        "冒号后面少一个空格。请写成 “键: 值”。", "a space is missing after the colon; write 'key: value'"
    )
    UNCLOSED_QUOTE = _Says(
        "这里的引号没有合上。请在这段文字末尾补上；文字里的引号请用 “ ”。",
        "the quote that opens here is not closed; add it at the end of the text, and use curly quotes inside",
    )
    QUOTE_ENDS_EARLY = _Says(
        "引号已经合上，后面还有字。请把文字里的引号换成 “ ”，或给整段文字换一种引号。",
        "the quote is closed and text follows; use curly quotes in the text, or the other quotes around it all",
    )
    FOLDED_TEXT = _Says(
        "文字在这里换行，YAML 会在两个汉字中间加一个空格。请写成一行；要分段，就用 |。",
        "the text goes on in the next line, which puts a space between two Chinese characters; use one line, or |",
        "warning",
    )
    FULL_WIDTH_COLON = _Says(
        "键后面用了全角冒号 “：”。请改成半角冒号加一个空格。",
        "a full-width colon stands after the key; use ': ' (half-width and a space)",
    )
    FLOW_PUNCTUATION = _Says(
        "括号里的 “{mark}” 没有加引号，YAML 断句的地方和你想的不一样。请改成一行一个，或给文字加双引号。",
        "an unquoted '{mark}' in brackets is not read the way it looks; write one item a line, or quote the text",
    )
    WIDE_INDENT = _Says(
        "缩进里有 {character}。请换成普通空格。",
        "the indentation holds {character}; use ordinary spaces",
    )
    TAB_INDENT = _Says("缩进里有制表符（Tab）。请换成空格。", "the indentation holds a tab; use spaces")

    # -- the shape of an item
    UNKNOWN_KEY = _Says(
        "这里没有 “{key}” 这个键，可用：{known}。{hint}", "there is no key '{key}' here, known are {known}{hint}"
    )
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
        "{value} 不在 {low} 到 {high} 之间。请改成这中间的数。", "{value} is not between {low} and {high}; change it"
    )
    NOT_A_DAY = _Says("“{value}” 不是日期。请写成 2026-03-01。", "'{value}' is not a date; write it as 2026-03-01")
    NOT_AN_ID = _Says(
        "“{value}” 不能作编号。编号只用小写字母、数字和连字符，以字母或数字开头，最多 64 个字。",
        "'{value}' cannot be an id; use lower-case letters, digits and hyphens, a letter or digit first, 64 at most",
    )
    NOT_A_NAME = _Says(
        "“{value}” 不能作名字。名字只用小写字母、数字和下划线，以字母开头，最多 64 个字。",
        "'{value}' cannot be a name; use lower-case letters, digits and underscores, a letter first, 64 at most",
    )
    NOT_A_LANGUAGE = _Says(
        "“{value}” 不是语言代码。请写成 zh、en 或 zh-TW 这样。",
        "'{value}' is not a language code; write it like zh, en or zh-TW",
    )
    NOT_A_CHOICE = _Says("“{value}” 不在可选值里，可用：{known}。{hint}", "'{value}' is not one of {known}{hint}")
    NOT_A_COLOUR = _Says("“{value}” 不是颜色。请写成 #1C3340。", "'{value}' is not a colour; write it as #1C3340")
    LOW_CONTRAST = _Says(
        "颜色 {value} 和 {other} 的对比度只有 {ratio}，至少要 {wanted}，不然看不清。请换一个。",
        "colour {value} has a contrast of {ratio} with {other}, {wanted} is needed to be seen; choose another",
    )
    TOO_MANY = _Says(
        "这里最多 {limit} 个，写了 {count} 个。请删掉几个。", "at most {limit} here, {count} given; remove some"
    )
    TOO_FEW = _Says("这里至少 {limit} 个，写了 {count} 个。请补上。", "at least {limit} here, {count} given; add some")
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
    EXACTLY_ONE = _Says("{keys}：这几样里写一样，只写一样。", "give one of {keys}, and only one")
    MARKUP_IN_TITLE = _Says(
        "标题和名称里不能有 “{mark}”。请去掉，或换成文字。",
        "no '{mark}' in titles and names; remove it or use words",
    )
    PRIVATE_CHARACTER = _Says(
        "文字里有私用区字符 {character}。请换成普通文字。",
        "the text holds a private-use character {character}; use ordinary text",
    )

    # -- text
    HEADING_IN_TEXT = _Says(
        "正文里不写标题（以 # 开头的行，或一行 --- 和 ===）。请用 title，或另起一节。",
        "no headings inside a text (a line that starts with #, or a line of --- or ===); use title, or another section",
    )
    TOKEN_IN_CODE = _Says(
        "代码、网址里不能放 {{{{…}}}} 或 [[…]]。请移到普通文字里。",
        "no {{{{…}}}} or [[…]] inside code or an address; move it into plain text",
    )
    UNKNOWN_TOKEN = _Says(
        "brand.yml 里没有 “{token}”。请改名字，或在 brand.yml 里加上。{hint}",
        "brand.yml has no '{token}'; correct it, or add it there{hint}",
    )
    BROKEN_TOKEN = _Says(
        "“{text}” 写法不对。请写成 {{{{limits.close}}}} 或 [[customer]] 这样，字母小写，括号成对。",
        "'{text}' is no token or reference; write {{{{limits.close}}}} or [[customer]], lower case, paired brackets",
    )
    NOT_AN_AMOUNT = _Says(
        "“{token}” 后面不能写 .n，带单位的时限和保修期才能写。请去掉 .n。",
        "'{token}' takes no .n, only limits and warranties with a unit do; remove .n",
    )
    BROKEN_REFERENCE = _Says(
        "找不到{zh_what} “{ref}”。请改编号，或先把它写好。{hint}",
        "there is no {what} '{ref}'; correct the id, or write it first{hint}",
    )
    FOREIGN_IMAGE = _Says(
        "图片来自别的网站：{address}。请存到 content/images/ 再引用。",
        "the image comes from another host: {address}; save it under content/images/ and point there",
    )
    MISSING_IMAGE = _Says(
        "找不到图片 “{address}”。请放进 content/images/，写成 images/文件名。{hint}",
        "there is no image '{address}'; put it into content/images/ and write images/NAME{hint}",
    )
    IMAGE_WITHOUT_TEXT = _Says(
        "图片没有说明文字。请写成 ![说明](images/…)。", "the image has no description; write ![description](images/…)"
    )
    UNSAFE_LINK = _Says(
        "地址 “{address}” 不能用。外面的网页请用 https:// 开头的网址，手册里的内容请用 [[…]]。",
        "the address '{address}' is not allowed; use https://… for other sites, [[…]] for this manual",
    )
    LINK_DEFINITION = _Says(
        "网址不单独写一行。请直接写在链接里：[文字](https://…)。",
        "no addresses on lines of their own; write them into the link: [text](https://…)",
    )

    # -- questions and flows
    NO_RIGHT_ANSWER = _Says("没有一个标成 {key}: true。请至少标一个。", "none is marked {key}: true; mark one at least")
    SEVERAL_RIGHT_ANSWERS = _Says(
        "单选题有 {count} 个正确选项。请留一个，或改成 kind: multiple。",
        "{count} options of a single choice are correct; keep one, or use kind: multiple",
    )
    NO_WRONG_ANSWER = _Says(
        "全都标成了 {key}: true。请至少留一个不标。", "all are marked {key}: true; leave one at least unmarked"
    )
    ANSWER_NOT_AMONG = _Says(
        "“{answer}” 不在{zh_where}里。请改成其中一个。{hint}",
        "'{answer}' is not among the {where}; use one of them{hint}",
    )
    ANSWER_TWICE = _Says(
        "“{answer}” 已经配给了另一行，在 {first}。请换一个；几行配同一个，就用 kind: classify。",
        "'{answer}' is the partner of another row, at {first}; choose another, or use kind: classify",
    )
    BLANK_COUNT = _Says(
        "题目里要有一个 ____（四个下划线），只要一个，现在有 {count} 个。",
        "the prompt needs one ____ (four underscores) and no more, it has {count}",
    )
    MISTAKE_IS_RIGHT = _Says(
        "{value} 和正确答案 {answer} 相差不超过 {tolerance}，会算答对。请改这个数，或把 tolerance 改小。",
        "{value} is within {tolerance} of the answer {answer}, so it is right too; change it, or lower the tolerance",
    )
    CUSTOMER_IS_MARKED = _Says(
        "顾客的话不判对错，只标员工的话。请去掉 mistake，或改 who。",
        "what a customer says is never a mistake, only staff's lines are marked; take out 'mistake', or correct 'who'",
    )
    LEVELS_NOT_RISING = _Says(
        "分值要从小到大，各不相同，{before} 后面不能是 {value}。请改分值或次序。",
        "the points of the levels must rise, {value} cannot follow {before}; change the points or the order",
    )
    ALWAYS_RIGHT = _Says(
        "tolerance 是 {tolerance}，这一行选哪个分都算对。请把 tolerance 改小，或多设几级分值。",
        "with a tolerance of {tolerance} every level is right here; lower the tolerance, or add levels",
    )
    ENDS_MEET = _Says(
        "两头都是 {value}，中间没有距离。请改其中一头。",
        "both ends are {value}, so nothing lies between them; change one",
    )
    ADEQUATE_NOT_BELOW = _Says(
        "adequate 是 {value}，并不比 desired（{desired}）差。请改到 desired 和 worst 之间。",
        "adequate is {value}, which is no worse than desired ({desired}); put it between desired and worst",
    )
    POINTS_NOT_RISING = _Says(
        "x 要从左往右变大，{before} 后面不能是 {value}。请改数，或换次序。",
        "x must grow from left to right, {value} cannot follow {before}; change it, or the order",
    )
    INPUT_COUNT = _Says(
        "compute: {compute} 要 {wanted} 个 inputs，写了 {count} 个。请补上或删掉，或换一种 compute。",
        "compute: {compute} takes {wanted} inputs, {count} given; add or remove some, or use another compute",
    )
    DIVIDES_BY_ZERO = _Says(
        "除数的例子是 0，算不出来。请换一个数。",
        "the example divides by 0; write another number",
    )
    DEAD_END = _Says(
        "节点 “{node}” 既没有选项，也不是结局，走到这里就断了。请加 choices 或 end。",
        "node '{node}' has neither choices nor an end; add one of them",
    )
    UNREACHABLE_NODE = _Says(
        "从起点走不到节点 “{node}”。请接上，或删掉。",
        "node '{node}' cannot be reached from the start; link or delete it",
    )
    NO_WAY_OUT = _Says(
        "从节点 “{node}” 走不到任何结局，只会在里面打转。请给圈里的一个节点加一条出路。",
        "no ending can be reached from node '{node}', the conversation goes in circles; give one of them a way out",
    )
    NO_GOOD_END = _Says("没有一个 end: good 的结局。请加一个。", "there is no node with end: good; add one")
    TWIST_OUTSIDE = _Says(
        "第 {value} 分钟不在演练当中：minutes.play 是 {play} 分钟，变化要在开始以后、结束以前。"
        "请改 minute，或把 play 加长。",
        "minute {value} is not during the play: minutes.play is {play}, and a twist comes after minute 0 and before "
        "the end; change minute, or make play longer",
    )
    CELL_COUNT = _Says(
        "“{row} × {column}” 这一格{zh_state}。请只写一次。", "the cell '{row} × {column}' {state}; write it once"
    )

    # -- path tests
    NOT_A_HUNDRED = _Says(
        "easy、medium、hard 加起来是 {sum}，应当是 100。请改到正好 100。",
        "easy, medium and hard add up to {sum}; change them to make 100",
    )
    BLUEPRINT_TOO_BIG = _Says(
        "blueprint 和 critical 一共要 {wanted} 题，整份试卷只有 {items} 题。请减少几题，或加大 items。",
        "blueprint and critical want {wanted} questions together, the paper has {items}; ask for fewer, or raise items",
    )
    NO_PATH = _Says(
        "角色 “{role}” 在 roles.yml 里没有 path，不知道考哪几章。请补上 path，或改写 chapters。",
        "the role '{role}' has no path in roles.yml, so there is nothing to ask; add it, or give chapters instead",
    )
    TOO_FEW_QUESTIONS = _Says(
        "试卷要 {wanted} 题，这几章 use: {use} 的题只有 {count} 道。请补题，或减少 items。",
        "the paper wants {wanted} questions, its chapters hold {count} with use: {use}; write more, or lower items",
    )
    TOO_FEW_FOR_ROW = _Says(
        "“{row}” 要 {wanted} 题，题库里只有 {count} 道。请补题或补标签，或减少这一行的题数。",
        "wanted under '{row}': {wanted}, found in the pools: {count}; write or tag more, or ask for fewer",
    )
    TOO_FEW_OF_DIFFICULTY = _Says(
        "照比例要 {wanted} 道 difficulty: {difficulty} 的题，题库里只有 {count} 道。请补题，或改比例。",
        "wanted of difficulty {difficulty} by the shares: {wanted}, found in the pools: {count}; "
        "write more, or change the shares",
    )
    ROWS_COMPETE = _Says(
        "{rows} 合起来要 {wanted} 题，题库只排得出 {count} 题：一题只填一行{zh_full}。请给这几行补题，或减少题数。",
        "{rows} want {wanted} questions together, {count} can be given: a question fills one row only{full}; "
        "write more for these rows, or ask for fewer",
    )
    EXAM_WAITS = _Says(
        "还有 {stubs} 章是空壳，凑齐之前员工看不到这份试卷。{zh_short}",
        "chapters of this test that are still stubs: {stubs}; staff do not see it before it can be filled: {short}",
        "warning",
    )

    # -- sealed exams, trainers and campaigns
    NO_SECRET = _Says(
        "密封考试要有 secret，开考码由它算出来。请运行 training-manual exam secret {id}，它会补上这一行。",
        "a sealed exam needs a secret, its opening code is worked out from it; run training-manual exam secret {id}, "
        "which writes the line",
    )
    NOT_A_SECRET = _Says(
        "secret 要 16 到 128 个英文字母或数字。请删掉这一行，再运行 training-manual exam secret 试卷编号。",
        "a secret is 16 to 128 letters or digits; delete the line and run training-manual exam secret EXAM",
    )
    """The value itself is never printed."""
    KEY_FILE_PUBLISHED = _Says(
        "这是密封考试的答案文件，放在这里会跟着网站发布。请移到手册的文件夹外面；已经发布过，答案就公开了，请换题。",
        "this is the key file of a sealed exam and would be published with the site; move it out of the manual's "
        "folder; if it was online already, its answers are known: write other questions",
    )
    WALK_IN_EXAM = _Says(
        "分支题的走法和结局都写在页面里，不能留给密封考试。请删掉 use: exam，或换一种题。",
        "the ways and endings of a branch question stand in the page, so it cannot be kept for a sealed exam; "
        "take out use: exam, or write another kind",
    )
    ASKED_IN_PRACTICE = _Says(
        "练习题 “{other}”（{first}）问的是同一句话，练习页上有答案。请给考试另出一题，或改成 use: practice。",
        "the practice question '{other}' ({first}) asks the same, and its page tells the answer; "
        "write another one for the exam, or set use: practice",
    )
    NOT_A_TRAINER_KEY = _Says(
        "这不是培训师的公钥：{zh_reason}。请到这本手册的培训台，在 “钥匙” 页重新复制，从 TMK1 到最后一个字。",
        "this is no trainer's public key: {reason}; copy it anew from this manual's desk, from TMK1 to the last letter",
    )
    TRAINER_KEY_TWICE = _Says(
        "这把公钥已经登记过，在 {first}。请留一处。",
        "this public key is listed already, at {first}; keep one",
    )
    TRAINER_WITHDRAWN = _Says(
        "培训师 “{id}” 的钥匙从 {day} 起停用，到期前交的答卷就没人拆得开。请换一位培训师，或把 due 提前。",
        "the key of the trainer '{id}' counts no longer from {day} on, before this is due; "
        "name another trainer, or an earlier day",
    )
    TRAINER_NOT_YET = _Says(
        "{due} 就截止了，培训师 “{id}” 的钥匙 {day} 才登记。请改 due，或换一位培训师。",
        "this is due on {due}, the key of the trainer '{id}' was listed on {day} only; give a later day, or name "
        "another trainer",
        "warning",
    )
    DAYS_REVERSED = _Says(
        "{later} 是 {value}，比 {earlier}（{other}）还早。请改其中一个日期。",
        "{later} is {value}, which is before {earlier} ({other}); change one of them",
    )
    NOTHING_TO_ASSIGN = _Says(
        "“{id}” 现在没有题可做。请先把题写好，或删掉这份任务。",
        "there is nothing to answer in '{id}' yet; write its questions first, or delete this campaign",
    )
    NOT_RELEASED_YET = _Says(
        "手册还没有发布过，没有哪一版可以练、可以确认，这份任务不会出现在网站上。请先发布一版，或删掉这份任务。",
        "no edition has been released yet, so nothing can be practised or confirmed for one, and no page lists this "
        "campaign; release one first, or delete this campaign",
        "warning",
    )
    NO_QUESTION_TOUCHED = _Says(
        "最近一版没有改到任何练习题，这份任务不会出现在网站上。请改写 practice 或 test，或删掉这份任务。",
        "the latest edition touched no practice question, so no page lists this campaign; give practice or test "
        "instead, or delete this campaign",
        "warning",
    )
    NO_SECTION_TOUCHED = _Says(
        "最近一版没有要重读的小节，这份任务不会出现在网站上。请改成 confirm: all，或删掉这份任务。",
        "the latest edition changed no section that has to be read again, so no page lists this campaign; set "
        "confirm: all, or delete this campaign",
        "warning",
    )
    FIXED_NUMBER = _Says(
        "题数由试卷、演练卡或要确认的小节定，这里不写 items。请删掉这一行。",
        "a path test, cards and sections to confirm have their own number; take out items",
    )

    # -- files and the manual as a whole
    STRAY_FILE = _Says("这里不该有这个文件：{why}。", "this file does not belong here: {why_en}")
    MISSING_FILE = _Says("缺少文件 {file}。请补上。", "the file {file} is missing; add it")
    ANNEX_WITH_QUESTIONS = _Says(
        "“{id}” 是附件（state: annex），没有练习页，这些题谁也看不到。请把题移到一章里，或改成 state: ready。",
        "'{id}' is an annex and has no practice page, so nobody meets these questions; "
        "move them to a chapter, or set state: ready",
    )
    STUB_WITH_SECTIONS = _Says(
        "state: stub 的章不写 sections。写好了就改成 state: ready。",
        "a chapter with state: stub has no sections; set state: ready when it is written",
    )
    NO_SUCH_FOLDER = _Says(
        "这个文件夹里没有 content/，不是一本手册。请换到手册的文件夹，或用 training-manual new-manual 新建。",
        "this folder holds no content/, it is no manual; go to the manual's folder, or use training-manual new-manual",
    )

    # -- editions and notices
    STILL_THERE = _Says(
        "“{id}” 现在还在，在 {first}；was 只写以前用过、现在没有了的编号。请删掉它，或改成真正的旧编号。",
        "'{id}' is still there, at {first}; 'was' names what something was called before and is called no more: delete "
        "it, or write the earlier id",
    )
    CLAIMED_TWICE = _Says(
        "旧编号 “{id}” 已经有一处认了，在 {first}，旧链接只能去一处。请删掉一个；一块拆成几块，几块要在同一章里。",
        "the earlier id '{id}' is claimed already, at {first}, and a link can lead to one place only: delete one of "
        "them; the pieces of something that was split have to stay in one chapter",
    )
    DAMAGED_EDITION = _Says(
        "版次记录读不了：不是本工具写的，或者被改过。请从备份或版本库里找回这个文件，不要手改。",
        "this edition record cannot be read: it was not written by this tool, or was changed since; restore it from a "
        "backup or from version control, never edit it",
    )
    NOT_AN_EDITION = _Says(
        "“{value}” 不是版次。版次是两个数，比如 2026.2。",
        "'{value}' is no edition; an edition is two numbers, like 2026.2",
    )
    OTHER_EDITION = _Says(
        "这份裁定是给 {value} 版的，要发布的是 {number} 版。请改其中一个。",
        "these decisions are for edition {value}, and {number} is to be released; change one of them",
    )
    NO_VERDICT = _Says(
        "“{item}” 改了字句，还没有裁定。请写 verdict: words（只是字句）或 verdict: material（意思变了，要重读）。",
        "the words of '{item}' have changed and nobody has judged it; write 'verdict: words' (words alone) or "
        "'verdict: material' (the meaning changed, read it again)",
    )
    OTHER_WORDS_JUDGED = _Says(
        "“{item}” 裁定以后又改过字句。请看新的写法，重新裁定，再按 edition status 写出的 wording 改这一行。",
        "the words of '{item}' were changed again after this verdict; look at them, judge them, and take the 'wording' "
        "that edition status writes",
    )
    NOTICE_OVER = _Says(
        "这条通知到 {until} 版为止，{latest} 版已经发布，哪里都不再显示。还有效，请改 until；否则删掉它。",
        "this notice ends with edition {until}, and {latest} is released: it is shown nowhere; correct 'until', or "
        "delete it",
        "warning",
    )
    SHOWN_BEFORE = _Says(
        "“{id}” 在 {edition} 版是练习题，题和答案都公开过，留给密封考试，答案等于公开。请另写一题，换一个编号。",
        "'{id}' was a practice question in edition {edition}: its answer was shown, and is no secret in a sealed exam; "
        "write another question with another id",
        "warning",
    )
    EDITION_WITHOUT_RECORD = _Says(
        "只有存稿，没有记录 {file}。发布过的，请从备份或版本库里找回记录；停在半路的，请删掉存稿，重新发布。",
        "the sources are there, the record {file} is not; if it was released, restore the record from a backup or from "
        "version control; if the release was stopped half-way, delete the sources and release again",
    )
    EDITION_WITHOUT_SOURCES = _Says(
        "没有存稿 {file}，这一版不能重建。请从备份或版本库里找回。",
        "its sources {file} are missing, this edition cannot be built again; restore them from a backup or from "
        "version control",
        "warning",
    )
    VERDICT_NOT_ASKED = _Says(
        "“{item}” 这一处不用裁定：{zh_why}。请删掉 verdict。", "'{item}' needs no verdict: {why}; delete 'verdict'"
    )
    NOT_CHANGED = _Says(
        "“{item}” 和上一版相比没有改动。请删掉这一条。{hint}",
        "'{item}' has not changed since the last edition; delete this entry{hint}",
    )
    NO_NOTE = _Says(
        "“{item}” 裁定为 material，要写 note，说明为什么改，读者会看到。",
        "'{item}' is judged material and needs a note that tells readers why",
    )
    NOTE_NOT_TRANSLATED = _Says(
        "“{item}” 的 note 没有 {language} 的写法。请在 note 下面加一行 {language}: …",
        "the note of '{item}' is not there in {language}; add a line '{language}: …' below note",
    )

    # -- translations
    PO_SYNTAX = _Says(
        "译文文件在这里读不下去：{zh_reason}。请看这一行的引号。",
        "the catalogue stops here: {reason}; look at the quotes of this line",
    )
    PO_CONFLICT = _Says(
        "译文文件里有没解决的合并冲突。请解决后删掉 <<<<<<< 那几行。",
        "an unresolved merge conflict stands in the catalogue; resolve it and delete the <<<<<<< lines",
    )
    PO_DUPLICATE = _Says(
        "同一条译文写了两次，前一次在第 {first} 行。请留一条。",
        "the same message stands twice, first on line {first}; keep one",
    )
    TRANSLATION_TOKENS = _Says(
        "译文和原文的 {{{{…}}}} 或 [[…]] 不一样：缺 {missing}，多 {extra}。请照原文补上或去掉，括号里的字不翻译。",
        "the {{{{…}}}} or [[…]] differ from the source: missing {missing}, extra {extra}; copy them as they are",
    )
    UNTRANSLATED = _Says(
        "{language}：{zh_file} {count} 处还没有译文，页面先用原文。请运行 training-manual i18n update，再补上。",
        "{language}: {count} texts of {file} have no translation yet; run training-manual i18n update and add them",
        "warning",
    )
    FUZZY = _Says(
        "{language}：{zh_file} {count} 处译文待核对（原文改过），页面先用原文。核对后请删掉 fuzzy。",
        "{language}: {count} translations of {file} wait for review (the source changed); remove fuzzy when reviewed",
        "warning",
    )

    # -- teaching: advice that an author may silence, with a reason
    LONGEST_RIGHT = _Says(
        "正确选项最长（{length} 字，别的最多 {other} 字），不懂也能猜中。请把它写短，或把错的写得一样具体。",
        "the right option is the longest ({length} characters, the others {other} at most), so it is guessed; "
        "shorten it, or make the wrong ones as concrete",
        "warning",
    )
    KEY_POSITION = _Says(
        "{of} 道单选题里，{count} 道的正确选项排在第 {position}，会被猜出来。请再出几道，或给还没用过的题换选项编号。",
        "in {count} of {of} single choices the right option is shown as number {position}, which is noticed; "
        "add questions, or give questions nobody has answered yet other option ids",
        "warning",
    )
    SAME_TRUTH = _Says(
        "{count} 道判断题的答案都是 {answer}，会被猜出来。请把其中几道反过来说。",
        "the answer to all {count} true-or-false questions is {answer}, which is noticed; turn some of them round",
        "warning",
    )
    NEGATED_STEM = _Says(
        "题目反着问，“{word}” 容易看漏。请改成正着问，或加粗：**{word}**。",
        "the prompt asks for what is wrong or missing and '{word}' is easily overlooked; "
        "ask the other way round, or set it in bold: **{word}**",
        "warning",
    )
    ALL_OF_THE_ABOVE = _Says(
        "“{text}” 不算一个选项：看出两个就能猜到，选项换了次序也不通。请换成具体的做法，或改成 kind: multiple。",
        "'{text}' is no option of its own: who knows two guesses it, and options are shown in another order; "
        "write a concrete one, or use kind: multiple",
        "warning",
    )
    NEAR_DUPLICATE = _Says(
        "和 “{other}”（{first}）几乎一样，学员只能猜你要哪一个。请写出差别，或删掉一个。",
        "this nearly repeats '{other}' ({first}), so learners guess which you mean; show the difference, or drop one",
        "warning",
    )
    REREAD_ELSEWHERE = _Says(
        "答错的人会被送到别的章（{chapter}）去读。请指向本章的块；该在那一章考，就把题移过去。",
        "who is wrong is sent to another chapter ({chapter}); name a block of this one, or move the question there",
        "warning",
    )
    NOT_MEASURED = _Says(
        "学习目标 “{id}” 没有练习题在考。请出一道 objective: {id} 的题，或改掉这个目标。",
        "no practice question measures the objective '{id}'; write one with objective: {id}, or change the objective",
        "warning",
    )
    NOT_ASKED = _Says(
        "没有题目让人回到 “{title}” 这一节。请出一道 reread 指向这一节或其中一块的题。",
        "no question leads back to the section '{title}'; write one whose reread is the section or one of its blocks",
        "warning",
    )
    LITERAL_FIGURE = _Says(
        "“{text}” 就是 brand.yml 的 {tokens}，规定改了这里会错。请用 {{{{…}}}}；说的是别的，就写 silenced。{hint}",
        "'{text}' is the value of {tokens} in brand.yml and goes wrong when that changes; "
        "write the token, or silence this where something else is meant{hint}",
        "warning",
    )
    TERM_WORDING = _Says(
        "手册里不说 “{word}”，一律说 “{name}”。请改过来；引的是别人的原话，就写 silenced。",
        "the manual's word for '{word}' is '{name}'; use it, or silence this where somebody is quoted",
        "warning",
    )
    HALF_WIDTH_MARK = _Says(
        "汉字旁边用了半角 {mark}。请改成全角 {wide}。",
        "a half-width {mark} stands beside a Chinese character; use {wide}",
        "warning",
    )
    NO_RECOVERY = _Says(
        "走到 “{node}” 以后，怎么说都只剩坏结局。请给一条补救的路；真的没有退路，就写 silenced。",
        "from '{node}' only bad endings are left, whatever is said; give it a way to repair things, "
        "or silence this where there is none",
        "warning",
    )
    UNMET_CRITICAL = _Says(
        "关键行 “{row}” 在排练里没有一句话能做到。请给做到它的那句加 meets: [{row}]，没有就加一句。",
        "no line of the rehearsal can show the critical row '{row}'; "
        "add meets: [{row}] to the one that does, or write one",
        "warning",
    )
    STALE_SILENCE = _Says(
        "这里没有 {code} 这条提醒可压。请删掉这一条 silenced。",
        "there is no {code} here to silence; delete this entry of silenced",
        "warning",
    )
    NO_REASON = _Says(
        "“{value}” 说不清为什么不用改。请写至少 {least} 个字的理由，给以后改这里的人看。",
        "'{value}' does not tell why this may stay; give a reason of {least} characters at least, for the next author",
    )

    # -- coverage
    NOT_TAUGHT = _Says(
        "大纲 {id} “{topic}” 没有哪个块在教。", "syllabus {id} '{topic}' is taught by no block", "warning"
    )
    NOT_TESTED = _Says(
        "大纲 {id} “{topic}” 没有题目或卡片在考。",
        "syllabus {id} '{topic}' is tested by no question or card",
        "warning",
    )
    STUB = _Says(
        "第 {number} 章 “{title}” 还是空壳，员工看不到。",
        "chapter {number} '{title}' is a stub, staff do not see it",
        "warning",
    )

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
    first: tuple[str | int, ...] | None = None
    """Leads to the earlier spot this one clashes with; fills the hole `{first}`."""
    offset: int = 0
    """The character of the text there that is meant."""

    def below(self, *path: str | int) -> Fault:
        """The same fault, seen from the item that holds this one at `path`."""
        return replace(self, path=(*path, *self.path), first=self.first and (*path, *self.first))


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
