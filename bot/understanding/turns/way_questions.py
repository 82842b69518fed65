"""What is asked or told of a way: how far on, the way back, its turns, that one is there."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short
from bot.understanding.turns.walk_reports import (
    ARRIVED,
    AT_WATER,
    BLOCKED,
    COMPASS,
    CONFIRMS,
    DOOR,
    REMAINING,
    what_is_passed,
)

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_WHOLE = regex(
    "(?:那么?|大概|一共|总共|过去|走|路|要|得|有|,|，)*+(?:[几多]少?分钟|多久|多少时间|多长时间|几化辰光)"
    "(?:能|到|呢|啊)*"
    r"|(?:and )?how (?:long|many minutes)(?: does it take| is it| to walk)*",
    re.IGNORECASE,
)
_LOST = regex(
    r"(?:我|好像|阿拉|我们|现在|又|是不是|,|，)*(?:走过(?:头|站)|走多"
    r"|[绕转兜](?:来[绕转兜]去|了?(?:半天|好几圈|[几三两]圈))[^,，]{0,8}|迷路|走错路?|走丢|走岔路?|走反|不认识?路|寻勿着路|找不[到着]路"
    r"|不(?:知道|晓得)(?:我)?(?:在哪|走到哪|到哪)[里儿了]*(?:路)?)了?(?:怎么办|哪能办)?"
    r"|(?:i am|i'm|i got|we are|we're)? ?(?:lost|on the wrong (?:way|road|street))",
    re.IGNORECASE,
)
_FIRST = (
    "(?:我们?|阿拉|想|要|该|得|准备|先|谢谢[你您侬]?|好的?|知道了|那么?|反过来|等会儿?|之后|然后|吃[好完]了?|看[好完]了?|办[好完]了?"
    "|从那里|从那儿|路|上|又|,|，| )*"
)
_BACK = regex(
    rf"{_FIRST}(?:反过来|回的路|回程|回头路|回来|回去|回家|返回|往回走|走回来|走回去|原路(?:返回|回[去来]|走)?)(?:的路|的话)?"
    r"(?:怎么走|咋走|哪能走|怎么回|呢|了|啦|哉|吧|要?走?多久|多远|怎么办|回去|回来|可以|行|[吗伐,，\s])*"
    rf"|{_FIRST}(?:怎么|咋|哪能)走?(?:回来|回去|回家里?|回屋里|回)[啊呀呢]?"
    rf"|{_FIRST}(?:走)?回到?(?P<named>(?!家|去|来|头|程)[^,，吗呢的 ]{{2,10}}?)(?:去|怎么走|呢|了)*"
    rf"|{_FIRST}(?:怎么|咋|哪能)走?回到?(?P<to>[^,，吗呢 ]{{2,10}}?)(?:呢|啊)?"
    r"|(?:and |so |then |thanks,? |ok,? )*(?:how (?:do i |can i |to )?(?:get|go|walk|come) back"
    r"|(?:i (?:want to|will) )?(?:go|walk|come) back|(?:the )?way back|and back|return)"
    r"(?: from there| now| again)?",
    re.IGNORECASE,
)
_TURN = regex(
    "左[转拐]|右[转拐]|[往向朝](?:左|右)|第一步|下一步|接下来|然后(?:呢|怎么|往|哪)|先[往向朝]哪"
    r"|(?<![a-z])(?:turn|left or right|first step|next step|what (?:is )?next|and then)(?![a-z])",
    re.IGNORECASE,
)
_ARRIVES = regex(
    r"(?:那|那么|大概|大约|现在走|现在去|我|要|,|，)*(?:几点|什么时候|几时|啥辰光)(?:钟|左右)?(?:能|可以|会|好)*(?:走)?到(?:达|那里|得了)?(?:啊|呢|呀)?"
    r"|(?:and )?(?:when|what time) (?:will|do|can|would) i (?:arrive|get there|be there)",
    re.IGNORECASE,
)
_SHORTER = regex(
    r"近路|抄近|捷径|更近|近一?点|(?<![a-z])(?:short ?cut|shorter|quicker)(?![a-z])", re.IGNORECASE
)
_GETS_THERE = regex(
    r"(?:过去|去|走|到|进)(?:得?了|得到|得过去|不了|行)?(?:行|好|可以)?(?:吗|么|伐|不)"
    r"|(?:能不能|可不可以|好不好)|^(?:can|is|could) ",
    re.IGNORECASE,
)
_HOME = frozenset({"家", "家里", "家去"})
_MOST_CHARS = 20
"""A longer sentence asks for more than the turns."""


class WayQuestion(StrEnum):
    """What a turn asks of a way.

    Attributes:
        ARRIVAL: when she is there.
        LOST: she does not know where she is on it.
        BACK: the way from there to where she set out.
        TURNS: where to turn, or what comes next.
        REMAINING: how far it is still, or whether it is near.
        COMPASS: where the north is.
        ARRIVED: that she is there, or nearly; it is told, and nothing asked.
        PASSED: what she has come to, or sees.
        CONFIRMS: whether she is on the right way.
        DOOR: where one goes in.
        BLOCKED: another way, as one cannot get through.
        WATER: that she is at a bridge or at the water.
    """

    ARRIVAL = "arrival"
    LOST = "lost"
    BACK = "back"
    TURNS = "turns"
    REMAINING = "remaining"
    COMPASS = "compass"
    ARRIVED = "arrived"
    PASSED = "passed"
    CONFIRMS = "confirms"
    DOOR = "door"
    BLOCKED = "blocked"
    WATER = "water"


_ALONE = {
    WayQuestion.ARRIVAL: _ARRIVES,
    WayQuestion.LOST: _LOST,
    WayQuestion.BACK: _BACK,
    WayQuestion.BLOCKED: BLOCKED,
    WayQuestion.REMAINING: REMAINING,
    WayQuestion.COMPASS: COMPASS,
    WayQuestion.ARRIVED: ARRIVED,
    WayQuestion.CONFIRMS: CONFIRMS,
    WayQuestion.DOOR: DOOR,
    WayQuestion.WATER: AT_WATER,
}
"""What the whole of a turn has to ask."""


def way_question(turn: Turn) -> WayQuestion | None:
    """Tell what a turn asks of a way; None where it asks something else."""
    words = turn.words
    alone = (asked for asked, pattern in _ALONE.items() if pattern.fullmatch(words))
    passed = WayQuestion.PASSED if what_is_passed(turn) else None
    turns = is_short(words, _MOST_CHARS) and _TURN.search(words)
    return next(alone, passed or (WayQuestion.TURNS if turns else None))


def way_back_to(turn: Turn) -> str:
    """Give the place to which she wants back: "塘桥站" of "怎么回塘桥站"; or "", as for home."""
    found = _BACK.fullmatch(turn.words)
    named = found["to"] or found["named"] if found else None
    return named if named and named not in _HOME else ""


def asks_whole(turn: Turn) -> bool:
    """Tell whether it is asked how long the way takes: "要几分钟"."""
    return _WHOLE.fullmatch(turn.words) is not None


def wants_shorter(turn: Turn) -> bool:
    """Tell whether a shorter way is wanted: "有近路吗"."""
    return _SHORTER.search(turn.words) is not None


def asks_if_passable(turn: Turn) -> bool:
    """Tell whether it is asked if one gets there so: "轮椅能过去吗"."""
    return _GETS_THERE.search(turn.words) is not None
