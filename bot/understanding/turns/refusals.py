"""What of a list is not wanted: "第二个我去过了", "除了宁阳还有哪家", "不要宁阳的"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
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
