"""Prompts that ask for what is wrong or missing without showing it: their negation is easily overlooked.

Only the sentence that asks counts. What a customer says in quotation marks, and what happens in the scene before the
question, may hold as many negations as life does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from training_manual.item import Question
from training_manual.problem import Code, Fault

_NEGATIVE = re.compile(r"[不没未无非错误别除]|not|n['’]t|never|except|wrong|false|inappr|incorr|least", re.IGNORECASE)
"""Without any of these no pattern below can match; most prompts have none."""
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|‘[^’]*’|\"[^\"]*\"")
_BOLD = re.compile(r"\*\*.+?\*\*", re.DOTALL)

_SENTENCE = re.compile(r"(?:[^。；;！!？?.\n]|\.(?!\s))+[。；;！!？?.]?")

_IN = r"[^，,。；;！!？?：:\n]"
"""Anything inside one clause."""
_ON = r"[^。；;！!？?\n]"
"""Anything inside one sentence."""
_NOT = (
    r"(?P<word>不(?![同仅只但管论断久止妨满安足良便错少幸快然光]|耐烦|得不)|没有?(?!错)|未(?!来)"
    r"|无(?:关|需|须)|非(?!常)|(?<!不)错误?|有误)"
)
# Behind these the negation belongs to something smaller than the question: 让顾客不生气, 对不识字的顾客.
_SMALLER = r"(?:[让使叫怕免防给替]|如果|要是|保证|确保|因为|由于|能(?=不))"
_ONE = r"(?:一[项个句条种]|[做说]法|[那哪]?句?话|选项|内容)"
_ASKS = r"(?:哪|下列|以下|下面|选出|找出|挑)"
_EXCEPT = rf"(?P<word>除了?){_ON}{{1,30}}?外[，,]?(?![还也另]){_ON}{{0,16}}?[都均皆全]"
_NO = r"not|never|cannot|\w+n['’]t"
_MAIN = r"(?:(?!\b(?:if|when|because|although|while|after|before|that|who|so|to)\b)[^.;!?\n])"
"""Anything of the main clause."""
_PATTERNS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"哪(?:(?!{_SMALLER}){_IN}){{0,24}}?(?<![对向跟和为比把被在从]){_NOT}",
        rf"(?:下列|以下|下面|上述){_ON}{{0,30}}?{_NOT}{_IN}{{0,14}}?的(?:{_ONE}|{_ONE}?[是有])",
        rf"{_NOT}{_IN}{{0,14}}?的{_ONE}?[是有](?:哪|[（(_：:]|\s*$)",
        rf"(?<!为什么)(?P<word>不(?:应该?|该|能|要|可以?|宜|许|准)|(?<![分区特差鉴])别(?![的人处家])){_IN}{{0,12}}?(?:什么|哪|谁)",
        rf"{_ASKS}{_ON}*?{_EXCEPT}",
        rf"(?={_ON}*?{_ASKS}){_EXCEPT}",
        rf"(?P<word>除了?){_IN}{{0,10}}?哪{_ON}{{0,20}}?外",
        rf"\bwhich\b{_MAIN}{{0,80}}?(?P<word>\b(?:{_NO}|except|incorrect|wrong|false|inappropriate|least)\b)",
        rf"\bwhat\b{_MAIN}{{0,40}}?(?P<word>\b(?:{_NO})\b)",
        r"\b(?:all|each|every|any)\b[^.;!?\n]{0,80}?(?P<word>\bexcept\b)",
    )
]


def stem_faults(question: Question) -> Iterator[Fault]:
    if question.kind != "spot" and (found := negation(question.prompt)):
        at, word = found
        yield Fault(("prompt",), Code.NEGATED_STEM, {"word": word}, offset=at)


def negation(prompt: str) -> tuple[int, str] | None:
    """Where a negation stands that turns the question round and is not set in bold, and the word itself."""
    if not _NEGATIVE.search(prompt):
        return None
    bold = [found.span() for found in _BOLD.finditer(prompt)]
    unquoted = _QUOTED.sub(lambda quoted: "“" + "·" * (len(quoted[0]) - 2) + "”", prompt)
    sentences = list(_SENTENCE.finditer(unquoted))
    questions = [sentence for sentence in sentences if sentence[0].rstrip().endswith(("？", "?"))]
    for sentence, pattern in product(questions or sentences, _PATTERNS):
        for found in pattern.finditer(unquoted, sentence.start(), sentence.end()):
            at, end = found.span("word")
            if not _asks_either_way(unquoted, at, end) and not any(start <= at < stop for start, stop in bold):
                return at, prompt[at:end]
    return None


def _asks_either_way(text: str, at: int, end: int) -> bool:
    """是不是, 能不能, 有没有."""
    before, behind = text[at - 1 : at], text[end : end + 1]
    return (before == behind and before.isalpha()) or text[at - 1 : end] == "有没有"
