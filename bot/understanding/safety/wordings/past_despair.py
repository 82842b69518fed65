"""Despair of another time that is said to be over: "那时候真不想活,现在好多了"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.safety.reading import Alarm

if TYPE_CHECKING:
    from bot.understanding.safety.reading import Safety

_THEN = regex(
    r"那(?:个|一)?(?:时候?|阵子?|会儿?|几年|段(?:时间|日子)|年|两年|辰光)|当(?:时|年|初)|以前|从前|前[几两]?年"
    r"|去年|早几年|小时候|年轻|曾经|刚(?:[^,]{0,6})(?:走|退休|离婚|下岗|没)"
    r"|(?<![a-z])(?:(?:years?|months?) ago|used to|once|when (?:my|i|he|she)|back then|last year"
    r"|at that time|before)(?![a-z])"
)
_NOW_WELL = regex(
    r"现在[^,]{0,6}?(?:好[了多些过]|想[通开]|走出来|没事|不(?:那样|这样|再)?想了|开心|高兴|过去了|天天去|找到)"
    r"|现在(?:孙子|孙女|外孙)|都?(?:已经)?过去了|(?:后来|如今|总算|终于)?(?:想通|想开|走出来|熬过来|缓过来|挺过来)了"
    r"|(?:后来|如今)[^,]{0,4}好[了多]"
    r"|(?<![a-z])now (?:i am|i'm|im|it is|it's|she is|he is|much|all|a lot|things are"
    r"|life is|feel)? ?(?:fine|better|good|ok|okay|happy|well|over)(?![a-z])"
    r"|(?:that is|that's|it is|it's|all) (?:over|behind me|in the past)|got (?:over|through) it"
)
# What tells that it is not over, wherever it stands behind.
_AGAIN = regex(
    r"又|还是|还想|更|越来越|仍|骗|死|药|绳|刀|楼|遗|再见|最后|(?<![a-z])(?:still|again|but|pills?|die|goodbye)"
    r"(?![a-z])"
)


def is_past_despair(text: str, safety: Safety) -> bool:
    """Whether a normalised sentence tells of despair that is over, and of none after it."""
    then = _THEN.search(text)
    well = _NOW_WELL.search(text, then.end()) if then else None
    if well is None:
        return False
    rest = text[well.end() :]
    return not (_AGAIN.search(rest) or isinstance(safety.read(rest), Alarm))
