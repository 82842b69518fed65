"""What is asked of a place or an answer that is not named: "能洗澡吗", "那低保呢"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_AND_WHAT_OF = regex("(?:那么?|还有)(.{2,8}?)呢")
_NEAR_HER = regex(
    "(?:那|我|我们|家|这|里|儿|边|住的)*(?:附近|旁边|周围|这里|这边)?有(?:没有|吗|么|伐)(?:啊|呀|呢)?"
)
_NEAREST = regex(
    "(?:那|离|我|我们|家|这里|附近|的)*(?:最近|顶近)的?(?:一?[个家处])?(?:在|是)?(?:哪[里儿]|哪一?[个家])?(?:呢|啊)?"
    "|(?:where is |which is )?(?:the )?(?:nearest|closest)(?: one)?(?: to me)?",
    re.IGNORECASE,
)
_WHETHER = regex(r"(?:周|星期|礼拜)几|^(?:can|may|could|do|does|is|are)(?![a-z])", re.IGNORECASE)
_LOOKS = regex("附近|哪|别|其他|还有|换|的$|(?<![a-z])(?:near|any|other|which)(?![a-z])")
_QUESTION = regex(
    r"[吗么呢?？]$|什么|啥|哪|几|多少|多久|怎么|谁|(.)不\1|有没有|能不能|\w还是\w|(?<![a-z])(?:what|which|who|how|when|can|do|does|is)(?![a-z])",
    re.IGNORECASE,
)
_AROUND = regex(
    "附近|周围|还有|别的|其他|其它|另外|换|(?<![a-z])(?:near|nearby|around|others?|else|another)(?![a-z])",
    re.IGNORECASE,
)
_OF_ME = regex("[你您]|(?<![a-z])you(?![a-z])")
_WHAT = regex(
    "(?:那|它|这家|那里|那边|的)*(?:里面|里头|里厢|那里)?(?:都|还)?"
    "(?:有(?:些|点)?(?:什么|啥)(?:服务|项目|东西)?|能做什么|可以做什么)(?:呢|啊|呀)?"
    "|what(?:'s| is) (?:there|inside|in there)|what do they (?:have|offer|do)(?: there)?",
    re.IGNORECASE,
)
_PARKING = "停车"
_HAS_OR_ALLOWS = regex(
    r"(?:那边?|那里|里面|他们|它们?|这家|这几[家个]|这里|你们|还|请问|今天|,|，)*"
    r"(?:有没有|能不能|可不可以|要不要|收不收|好不好|有|能|可以|要|用|需要|收|会|让|给)[^,，]{1,12}"
    r"(?:吗|(?<!什)么|伐|不|没有|没)[?？]?"
    r"|(?:饭钱|饭费|饭|低保户?|敬老卡|老年卡|医保卡?|社保卡|退休证|残疾证|残疾人|挂号费?|看病|床位费|费用|付[钱款账]|结账|买单|吃饭)"
    r"(?:能不能|可不可以|好不好|能|可以|好)[^,，]{1,10}(?:吗|么|伐|不)[?？]?"
    r"|(?:卫生间|厕所|门口|里面|楼上|楼下|大厅|餐厅|房间|走廊|楼梯)(?:有没有|有)[^,，]{1,8}(?:吗|么|伐)?[?？]?"
    r"|[^,，你您我]{2,8}(?:可以|能|好|行)(?:[付用刷收吃进报][销]?)?(?:吗|么|伐)[?？]?"
    r"|[^,，你您我]{1,6}收[吗么伐][?？]?"
    r"|开(?!门|着|放|车|吗|伐|么|到)[^,，]{1,5}(?:吗|么|伐)[?？]?"
    r"|[^,，你您我哪]{0,5}(?:(?P<how>[辣咸甜油软硬热冷吵挤])不(?P=how)|辣椒多|油水?大|盐多)(?:吗|么|伐|啊|呀)?[?？]?"
    r"|(?:and |so )?(?:do|does|can|have|is there|are there|(?:is|are|may) (?:i|they|there|it))"
    r" [a-z' ]{3,40}[?]?",
    re.IGNORECASE,
)
_CHANGES = regex(
    "[^,，]{0,4}(?:可不可以|能不能|可以|能|好)(?:再|随便|中途|随时)?(?:换|退|改|取消|停|补办|代办|转|续|延)"
    "[^,，]{0,6}(?:吗|么|伐|不)?[?？]?"
)
_HOUSE = regex(
    r"(?:地方|[去住]处|站|点|中心|馆|院|所|堂|店|校)(?:吗|么|伐|没有|没|不)*[?？]?$"
    r"|走|下雨|(?<![a-z])(?:place|station|cent(?:er|re)|canteen|walk|rain)s?(?![a-z])"
)


_PLACE_ASKED = regex(
    r"(?:那么?|请问|你好|,)*(?P<named>[^,?]{3,20}?)(?:到底|究竟)?(?:就?是|在|属于|算)?个?"
    r"(?:啥地方|什么地方|哪里|哪儿|哪个地方|哪块|啥单位|什么单位|(?:做|干)(?:什么|啥)的|干嘛的)(?:的|啊|呀|呢|来着)*\??"
    r"|(?:what|where) (?:is|place is)(?: at| on)? (?P<english>[^?]{4,40})\??"
)


def place_asked(turn: Turn) -> str:
    """Give the words of which it is asked where or what it is: "塘桥路551号是啥地方"; or ""."""
    asked = _PLACE_ASKED.fullmatch(turn.plain)
    return (asked["named"] or asked["english"]) if asked else ""


def asks_of_place(turn: Turn) -> bool:
    """Tell whether it is asked what a place has or allows: "能洗澡吗"."""
    return _HAS_OR_ALLOWS.fullmatch(turn.words) is not None


def asks_of_there(turn: Turn) -> bool:
    """Tell whether it is asked, in a word of another matter, what a place has: "有医生吗"."""
    words = turn.words
    other = _OF_ME.search(words) or _HOUSE.search(words) or _LOOKS.search(turn.text)
    return asks_of_place(turn) and not other


def asks_to_change(turn: Turn) -> bool:
    """Tell whether it is asked if a matter may be changed, given up or done by others."""
    return _CHANGES.fullmatch(turn.words) is not None


def is_question(turn: Turn) -> bool:
    """Tell whether something is asked, neither of ourselves nor of what else is around."""
    words = turn.words
    other = _OF_ME.search(words) or _AROUND.search(words)
    return _QUESTION.search(words) is not None and not other


def looks_around(turn: Turn) -> bool:
    """Tell whether places are looked for: near by, others, or those that are of some kind."""
    return _LOOKS.search(turn.text) is not None


def asks_near_her(turn: Turn) -> bool:
    """Tell whether it is asked if one is near her: "我家附近有吗"."""
    return _NEAR_HER.fullmatch(turn.words) is not None


def asks_nearest(turn: Turn) -> bool:
    """Tell whether nothing but the nearest is asked for: "离我最近的在哪里"."""
    return _NEAREST.fullmatch(turn.words) is not None


def asks_whether(turn: Turn) -> bool:
    """Tell whether it is asked with yes or no, or for a day of the week: "可以打包吗", "周几来"."""
    return asks_of_place(turn) or _WHETHER.search(turn.words) is not None


def asks_what_is_there(turn: Turn) -> bool:
    """Tell whether it is asked what there is: "里面有什么"."""
    return _WHAT.fullmatch(turn.words) is not None


def asks_parking(turn: Turn) -> bool:
    """Tell whether parking is spoken of."""
    return _PARKING in turn.text


def other_subject(turn: Turn) -> str:
    """Give the subject that is named alone: "低保" of "那低保呢"; or ""."""
    named = _AND_WHAT_OF.fullmatch(turn.words)
    return named[1] if named else ""


def near_question(service: str) -> str:
    """Ask whether a service is near."""
    return f"附近的{service}"


def applying_question(subject: str) -> str:
    """Ask how something is applied for."""
    return f"{subject}怎么申请"
