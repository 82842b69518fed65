"""What is asked of the numbers to call, where no danger is told: "急救电话是多少", "120怎么打"."""

from __future__ import annotations

from typing import NamedTuple

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short

WHOM_TO_CALL = "whom_to_call"
"""The topic of a question about the numbers to call."""

_WHOM = {
    "ambulance": "急救(?:中心|车)?|救护车|120|幺二零",
    "fire": "火警|火灾|救火(?:车)?|消防(?:队|车|局)?|着火|119|幺幺九",
    "police": "报警|警察|民警|匪警|公安|110|幺幺零",
}
_WHOM_EN = {
    "ambulance": "ambulances?|120|paramedics",
    "fire": "fire (?:brigade|department|engine|service)|firemen|fire|119",
    "police": "police|110",
}
_ANY = "|".join((*_WHOM.values(), "紧急(?:求助)?|应急|救命"))
_ANY_EN = "|".join((*_WHOM_EN.values(), "emergency|emergencies|help"))
_BEFORE = (
    "(?:请问|那|那么|我们?|你|侬|晓得|知道|告诉|想|问|一下|下|要是|如果|万一"
    "|家里|在上海|上海|这里|,)*"
)
_AFTER = r"(?:告诉我|告诉一下|跟我说|说一下|讲一下|给我|啊|呀|呢|来着|的|了|好|吗|么|伐|,|\?|!)*"
_MUST = "(?:要|该|应该|需要|得|是|到底|可以|能)*"
_DIAL = "(?:打|拨|叫|喊|呼)"
_WHICH = "(?:哪个|哪只|哪一个|几号?|多少号?|什么(?:号码?|电话)?|啥(?:号码?|电话)?|哪里)"
_LATIN_BEFORE = r"(?:please|hi|hello|tell me|excuse me|,| )*"
_LATIN_WHOM = rf"(?: an| the)? (?:{_ANY_EN})(?: (?:here|in [a-z]+))?"
_ASKED = {
    "number": (
        rf"{_BEFORE}{_MUST}{_DIAL}?(?:{_ANY})(?:的话|的|,)*(?:电话|号码|热线)*{_MUST}{_DIAL}?{_WHICH}"
        rf"(?:电话|号码)?{_AFTER}"
        rf"|{_BEFORE}{_WHICH}(?:电话|号码)?{_MUST}(?:{_ANY})(?:的)?(?:电话|号码)?{_AFTER}"
        rf"|{_BEFORE}(?:把|给我)*(?:{_ANY})(?:的)?(?:电话|号码)(?:号码)?(?:是|有|哪些)*{_AFTER}"
        rf"|{_BEFORE}(?:120|119|110)(?:是|是不是|就是)(?:什么|啥|哪里|干什么|做什么|做啥|{_ANY})"
        rf"(?:的|电话|号码)*{_AFTER}"
        rf"|{_LATIN_BEFORE}(?:what(?:'s| is) |which is )?(?:the )?(?:{_ANY_EN})"
        r"(?: (?:phone|telephone|call))* number[?.!]*"
        rf"|{_LATIN_BEFORE}(?:what|which)(?: is the| phone| telephone)* number"
        rf"(?: do i| should i| can i| to| i)*(?: call| dial| ring)?(?: is)?(?: for| in)?"
        rf"(?: an| a| the)? (?:{_ANY_EN})[?.!]*"
        rf"|{_LATIN_BEFORE}(?:what(?:'s| is) )?(?:the )?(?:phone )?number (?:for|of)"
        rf"(?: an| the)? (?:{_ANY_EN})[?.!]*"
        r"|(?:what(?:'s| is) )(?:120|119|110)[?.!]*"
    ),
    "how": (
        rf"{_BEFORE}(?:{_ANY})(?:电话)?{_MUST}(?:怎么|哪能|如何|怎样){_MUST}(?:{_DIAL}|说|讲)(?:法|通)?{_AFTER}"
        rf"|{_BEFORE}(?:怎么|哪能|如何|怎样){_MUST}{_DIAL}(?:{_ANY})(?:电话)?(?:{_DIAL}{_WHICH})?{_AFTER}"
        rf"|{_BEFORE}{_DIAL}(?:{_ANY})(?:电话)?(?:的时候|时|以后|,)*{_MUST}(?:说|讲)(?:些|点|一些)?(?:什么|啥|哪些){_AFTER}"
        rf"|(?:那|打通了|接通了|电话里|打过去|跟他们|,)*{_MUST}(?:说|讲)(?:些|点)?(?:什么|啥)(?:好|呢|呀|啊)*\??"
        rf"|{_LATIN_BEFORE}how (?:do i|can i|to|should i|i)(?: call| get| phone| ring){_LATIN_WHOM}"
        r"[?.!]*"
        rf"|{_LATIN_BEFORE}what (?:do i|should i|to|must i)(?: say| tell)"
        r"(?: them| to them| when i call)?[?.!]*"
    ),
    "when": (
        rf"{_BEFORE}(?:什么时候|啥辰光|啥时候|几时|什么情况|哪种情况|怎样|什么样)(?:下|的情况|情况)*(?:才|再)?{_MUST}"
        rf"(?:才|再)?{_DIAL}(?:{_ANY}){_AFTER}"
        rf"|{_LATIN_BEFORE}when (?:do i|should i|to|can i|must i) (?:call|phone|ring){_LATIN_WHOM}"
        r"[?.!]*"
    ),
    "cost": (
        rf"{_BEFORE}{_DIAL}?(?:{_ANY})(?:电话|出车|一次|一趟|来)*{_MUST}(?:收|付|花)?(?:多少钱|几(?:块|钿)|钱|费用?|贵不贵|贵|免费)"
        rf"(?:不要钱|的)?{_AFTER}"
        rf"|{_BEFORE}{_DIAL}?(?:{_ANY})(?:电话|出车|一次|来)*(?:要不要|收不收|是不是)(?:钱|费|付钱|免费|收费){_AFTER}"
        rf"|{_LATIN_BEFORE}how much (?:is|does|for|cost)(?: it cost)?(?: to call)?{_LATIN_WHOM}"
        rf"(?: cost)?[?.!]*|{_LATIN_BEFORE}(?:is|are){_LATIN_WHOM} free[?.!]*"
    ),
}
_PATTERNS = {name: regex(words) for name, words in _ASKED.items()}
_NAMED = {name: regex(rf"{_WHOM[name]}|{_WHOM_EN[name]}") for name in _WHOM}
_MOST_CHARS = 24


class AskedCall(NamedTuple):
    """A question about a number to call.

    `whose` is "ambulance", "fire" or "police", "" where no one of them is named; `aspect` is
    "number", "how" (what to say), "when" or "cost".
    """

    whose: str
    aspect: str


def _aspect(text: str) -> str | None:
    """Name what a clause asks; None for anything else."""
    return next((name for name, words in _PATTERNS.items() if words.fullmatch(text)), None)


def asked_call(text: str) -> AskedCall | None:
    """Give what a normalised sentence asks of the numbers to call, if it asks nothing else."""
    if not is_short(text, _MOST_CHARS):
        return None
    clauses = [one.strip() for one in text.split(",") if one.strip()]
    whole = _aspect(text) or _aspect("".join(clauses))
    aspects = [whole] if whole else list(map(_aspect, clauses))
    if not aspects or None in aspects:
        return None
    aspect = aspects[0] or ""
    named = [name for name, words in _NAMED.items() if words.search(text)]
    return AskedCall(named[0] if len(named) == 1 else "", aspect)
