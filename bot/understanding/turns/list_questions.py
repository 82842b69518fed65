"""What is asked of a whole list: which of them is open, the telephone of each, all there is."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.normal_form import normalise
from bot.understanding.text.questions import speaks_of_contact

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_PHONE = regex("电话|号码|(?<![a-z])(?:phones?|telephones?|numbers?)(?![a-z])")
_ADDRESS = regex("地址|门牌|(?<![a-z])address(?:es)?(?![a-z])")
_HOURS = regex(
    "几点|开门时间|开放时间|营业时间|什么时候[开关]|几时[开关]|[开关]门|开着|休息|(?<![a-z])(?:open|opens|close|closes|hours)(?![a-z])"
)
_ANYBODY = regex("有没有人|有人")
_WHICH = regex("哪一?[个家处]|(?<![a-z])which(?![a-z])", re.IGNORECASE)
_WHERE = regex(
    "在(?:哪|啥地方|什么地方|鞋里|阿里)|(?<![a-z])where(?:'s| is| are)(?![a-z])", re.IGNORECASE
)
_WHEN_OPEN = regex(
    "几点|几时|什么时候|啥辰光|时间|(?<![a-z])(?:what time|when|hours)(?![a-z])", re.IGNORECASE
)
_SUBDISTRICT_OFFICE = regex(
    "街道办|办事处|街道政府|(?<![a-z])(?:subdistrict|sub-district) office(?![a-z])", re.IGNORECASE
)
_HOW_MANY = regex(
    "(?:有|一共|总共|共有)(?:几|多少)(?:[个家处所间只]|养老院|食堂)(?!人|月|小时|钟头|礼拜|星期)"
    "|(?<![a-z])how many(?![a-z])"
)
_NEAR = regex("附近|周边|周围|旁边|一带|(?<![a-z])near(?![a-z])", re.IGNORECASE)
_WHICH_OF = regex("哪[几些一]?[个家处]?|(?<![a-z])(?:which|any)(?![a-z])", re.IGNORECASE)
_WHICH_OPEN = regex(
    "(?:[请借]问|那么?|现在|这会儿|这时候|这个时候|眼下|目前|今朝|今天|老师|阿姨|你好|[ ，,])*"
    "(?:哪一?[几些]?[个家处]?|鞋里[几家个]*|啥地方|有哪[几些个家]+)"
    "(?:现在|这会儿|这时候|这个时候|眼下|目前|店|食堂|地方|还|是|在|都|能|[ ，,])*"
    "(?:开着|开门|营业|开)(?:着|的|吗|啊|呀|呢|了|呐|伐|[ ，,])*(?:现在|这会儿)?"
)
_IF_OPEN = regex(
    "(?:那么?|它们?|他们|这几家|现在|这会儿|今天|今朝|还|都|在|[ ，,])*(?:开着|开门|营业|开)"
    "(?:吗|伐|么|没有|没|呀|啊|[?？ ])+"
)
_OPEN = regex(r"(?<![不没未])(?:开着|开门|营业)|(?<![a-z])open(?![a-z])", re.IGNORECASE)
_SHUT = regex(r"[不没未]|关|(?<![a-z])(?:not|never|closed?|shut)(?![a-z])|n't", re.IGNORECASE)
_OF_ALL = regex(
    "圈|图|哪里|哪儿|什么|啥|所有|全部|都"
    "|(?<![a-z])(?:circle|ring|map|what|where|all|everything|area)(?![a-z])",
    re.IGNORECASE,
)

_NOW = regex("现在|这会儿|这时候|眼下|目前|此刻|今朝|(?<![a-z])now(?![a-z])", re.IGNORECASE)


class ListFact(StrEnum):
    """What is asked of every line of a list."""

    PHONE = "phone"
    ADDRESS = "address"
    HOURS = "hours"


_FACTS = {ListFact.PHONE: _PHONE, ListFact.ADDRESS: _ADDRESS, ListFact.HOURS: _HOURS}


def fact_asked(turn: Turn) -> ListFact | None:
    """Tell which fact is spoken of: "哪个有电话", "今天开吗"."""
    text = normalise(turn.words)
    return next((fact for fact, pattern in _FACTS.items() if pattern.search(text)), None)


def hours_question(turn: Turn) -> str | None:
    """Ask "周末有人吗" as "周末开门吗"; None for anything else, as for "有人吗", which calls us."""
    text = normalise(turn.words)
    asks = not text.startswith("有") and _ANYBODY.search(text)
    return _ANYBODY.sub("开门", text) if asks else None


def asks_which_open(turn: Turn) -> bool:
    """Tell whether it is asked which, or whether any, is open: "which one is open now"."""
    words = turn.words
    asks = _WHICH_OF.search(words) and _OPEN.search(words)
    return bool(asks) and _SHUT.search(words) is None


def asks_if_open(turn: Turn) -> bool:
    """Tell whether nothing is asked but whether they are open; "现在开着的呢" wants those alone."""
    return _IF_OPEN.fullmatch(turn.words) is not None


def asks_only_which_open(turn: Turn) -> bool:
    """Tell whether nothing else is asked: "哪几家现在开着"."""
    return _WHICH_OPEN.fullmatch(turn.words) is not None


def asks_which_has(turn: Turn) -> bool:
    """Tell whether it is asked which of them has something: "哪家有包间", but not "哪家" alone."""
    return _WHICH.search(turn.words) is not None and _WHICH.fullmatch(turn.words) is None


def says_now(turn: Turn) -> bool:
    """Tell whether this very moment is named, and not merely the one that a list was of."""
    return _NOW.search(turn.words) is not None


def asks_phone_or_address(turn: Turn) -> bool:
    """Tell whether a telephone or an address is spoken of."""
    return speaks_of_contact(turn.words)


def asks_where(turn: Turn) -> bool:
    """Tell whether it is asked where something is, and not whether there is any: "在哪里"."""
    return _WHERE.search(turn.words) is not None


def asks_hours(turn: Turn) -> bool:
    """Tell whether the hours are asked for, and not which are open: "几点开门"."""
    return _WHEN_OPEN.search(turn.plain) is not None


def asks_subdistrict_office(turn: Turn) -> bool:
    """Tell whether the office of the subdistrict itself is asked for, and not its service hall."""
    return _SUBDISTRICT_OFFICE.search(turn.plain) is not None


def asks_how_many(turn: Turn) -> bool:
    """Tell whether it is asked how many there are: "塘桥有几个食堂"."""
    return _HOW_MANY.search(turn.plain) is not None


def says_near(turn: Turn) -> bool:
    """Tell whether something near a place is looked for: "塘桥站附近的卫生服务中心"."""
    return _NEAR.search(turn.words) is not None


def means_everything(turn: Turn) -> bool:
    """Tell whether all there is may be meant, and not what was listed: "五分钟能到哪里"."""
    return _OF_ALL.search(turn.text) is not None
