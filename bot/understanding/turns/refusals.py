"""What of a list is not wanted: "第二个我去过了", "除了宁阳还有哪家", "不要宁阳的"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.normal_form import normalise
from bot.understanding.slots.pick import lines_refused

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_KIND = "(?:助餐点|食堂|饭店|那一?[家个处])?"
_NAME = "(?P<{}>(?!第|这|那|你|我|还|别)[^,，第 ]{{2,10}}?)"
_ONCE = "(?:我们?|阿拉|俺|都|已经|昨天|前天|今天|上[次周]|以前|刚|早就)"
_REFUSED = regex(
    rf"{_NAME.format('tried')}{_KIND}{_ONCE}+(?:去|吃|试|用|住)过[^吗么伐?]*"
    rf"|(?:除[了掉开去脱]){_NAME.format('besides')}{_KIND}(?:以外|之外|外)?[,， ]*"
    "(?:还有|有没有|有|别的|其他|哪|都)[^,]*"
    rf"|(?:除[了掉开去脱]){_NAME.format('except')}{_KIND}(?:以外|之外|外)?(?:的|呢|吧)*"
    rf"|{_NAME.format('outside')}{_KIND}(?:以外|之外)的?(?:还有)?(?:哪[家个些]|别的)?[吗呢]?"
    rf"|{_NAME.format('been')}{_KIND}(?:去|吃|试)过了?[,，\s]*(?:也|都|但是?|,)*(?:不好吃|不好|难吃|太远|太贵|换一?[个家]|不想再?去|不去)[^吗么]*"
    rf"|{_NAME.format('over')}{_KIND}(?:就)?(?:不要|不去|不想去|不考虑|算)了[吧啊呀]?"
    rf"|(?:我)?(?:不要|不想去|不想要|不去|别给我){_NAME.format('unwanted')}(?:的|那一?[家个处])(?:了|啦)?",
)
_ASKS = regex("过(?:了)?(?:吗|么|伐|没)")


_THIS_ONE = "(?:[这那](?:个|家|一[个家]|里|边)|它)"
_ANOTHER = (
    "(?:换|再(?:找|来|看))(?:一?[个家]|别的|其他的?|另外的?)(?:别的|其他的?)?"
    "(?:看看|吧|呢|行吗|好吗|可以吗|,)*"
)
_IT = regex(
    rf"(?:算了|那|我|还是|,)*(?:不是|不要|不想去?|不去|不喜欢|不考虑){_THIS_ONE}"
    rf"(?:了|啦|,)*(?:帮我|给我|请|,)*(?:{_ANOTHER})?"
    rf"|(?:算了|那|帮我|给我|请|还是|,)*{_ANOTHER}"
    r"|(?:please )?(?:not this one|not that one),? ?"
    r"(?:(?:show me |give me )?another(?: one)?)?(?: please)?"
    r"|(?:please )?(?:show me |give me )?another one(?: please)?"
)


_OTHER = regex(
    r"别的|其[他它]|另外[的有一找]|换(?:一?[家个处间]|个|别)|还有(?:哪|别|其|没有|吗|伐)|再(?:找|来|介绍)一?[家个]"
    r"|(?<![a-z])(?:others?|another|else|different)(?![a-z])"
)
_TURNED_DOWN = regex(
    r"不(?:要(?!钱|紧|预约|排队)|去|想|喜欢|考虑|好|行|满意|算|爱)|(?:去|吃|住|试|看)过|太[远贵吵挤差慢脏]|难吃|腻|差劲|离得远"
    r"|(?<![a-z])(?:not|don't|didn't|hate|been to|tried|too|bad)(?![a-z])"
)
_ALL_BUT = regex(
    r"(?:除[了掉开去脱])(?P<but>[^,，]{2,20}?)(?:以外|之外|外|,|，|还有|有没有|有|别的|其他|其它|哪|$)"
    r"|(?:^|[,，])(?P<beyond>[^,，]{2,20}?)(?:以外|之外|除外)"
    r"|有没有比(?P<over>[^,，]{2,20}?)(?:更|还|再)?(?:近|好|便宜)"
    r"|(?<![a-z])(?:other than|apart from|except(?: for)?|besides|instead of)"
    r" (?P<english>[^,?]{4,40})"
)
_ASKED_OF_IT = regex("电话|几点|地址|怎么走|在哪|开门|开着")


def wants_another(turn: Turn, name: str) -> bool:
    """Tell whether another is wanted than the one named: "去过X了,还有别的吗", "除了X还有哪家".

    What is asked of that one beside it is a wish of its own.
    """
    plain = turn.plain
    if _ASKED_OF_IT.search(plain):
        return False
    but = _ALL_BUT.search(plain)
    if but:
        said, whole = but[but.lastgroup or 0], normalise(name)
        return any(said[start : start + 2] in whole for start in range(len(said) - 1))
    return _TURNED_DOWN.search(plain) is not None and _OTHER.search(plain) is not None


def it_is_not_wanted(turn: Turn) -> bool:
    """Tell whether another one is wanted instead of the one spoken of: "不是这个,换一个"."""
    return _IT.fullmatch(turn.plain.rstrip("?,")) is not None


def lines_not_wanted(turn: Turn) -> tuple[int, ...]:
    """Give the numbers of lines that are not wanted, where none is that is."""
    return () if _ASKS.search(turn.plain) else lines_refused(turn.plain)


def name_not_wanted(turn: Turn) -> str:
    """Give the name, or a part of it, that is not wanted; or ""."""
    found = _REFUSED.fullmatch(turn.words)
    return next(filter(None, found.groups()), "") if found else ""
