"""One thing that a place may offer, asked of a place that is not named: "能拔牙吗", "几点抽血"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short
from bot.understanding.text.questions import QUESTION

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case

_ASKS = regex(
    r"(?:伐|呢|[^要可好行不]不)\??$|能不能|可不可以|好不好|有没有|什么时候|几点|几时|[周哪]几?天|(?:周|星期|礼拜)几"
    r"|^(?:and |so |then )?(?:can|could|do|does|is|are|when|what time)(?![a-z])"
)
# In words that name nothing known: "可以打包吗", "can they take blood".
_WHETHER = regex(
    r"^(?:那|还|里面|请问)*(?:可以|能|可不可以|能不能|好不好)[^,]{2,8}[吗么伐不]\??$"
    r"|^(?:and |so )?(?:can|may|do|does) (?:i|we|you|they|it|one)(?![a-z])"
)
_LOOKS = ("cue.near", "cue.where", "cue.place")
_ELSEWHERE = regex(
    "[哪别换]|其他|还有|附近|最|的$|(?<![a-z])(?:other|else|which|any|there is)(?![a-z])"
)
# A kind of house, or the whole of a service, is no single thing of it.
_HOUSE = regex(
    "(?:站|点|中心|馆|院|所|堂|室|家|厅|房|诊|步道)$"
    "|(?:station|cent(?:er|re)|place|point|hall|canteen|librar(?:y|ies)|clinic|home|hospital)s?$"
)
_WHOLE = regex(
    "看(?:毛?病|医生|书)|^医生$|吃|饭|餐|锻炼|健身$|运动|活动|养老|办事|办理?$|申请|扔|垃圾|回收"
    "|(?<![a-z])(?:eat|food|meals?|lunch|dinner|breakfast|doctors?|exercise|activit(?:y|ies)|read)(?![a-z])"
)
_MOST_CHARS = 14


def offer_asked(case: Case) -> str:
    """Give the one thing that is asked about, as it is said; nothing where a place is sought.

    Where no known word names it, it is all that was said.
    """
    sentence, text = case.sentence, case.sentence.text
    named = sentence.has_place or sentence.called or sentence.pick.first or sentence.mentions.goal
    if named or case.has(*_LOOKS) or _ELSEWHERE.search(text):
        return ""
    if not is_short(text, _MOST_CHARS):
        return ""
    if not (QUESTION.search(text) or _ASKS.search(text)):
        return ""
    words = [span.word.text for span in sentence.of_kind("category")]
    if any(_HOUSE.search(one) or _WHOLE.search(one) for one in words):
        return ""
    return max(words, key=len, default=text.rstrip("?") if _WHETHER.search(text) else "")
