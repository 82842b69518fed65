"""What is told beside the place where somebody is: "我住蓝村路 楼上着火" tells of a fire.

The place is no part of what happened, and may hide it from whatever weighs the wording.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.lexicon.listed_words import UNLISTED
from bot.understanding.other_matters.home_breakdowns import BREAKDOWNS
from bot.understanding.other_matters.lost_things import LOST_THING
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.services import HEALTH
from bot.understanding.text.people import FAMILY, OLD

if TYPE_CHECKING:
    from bot.understanding.query import Query
    from bot.understanding.sentence import Sentence

_WHO = f"(?:我们?|我家|阿拉|俺|家|人|[他她伊]|(?:我|我家)?(?:{FAMILY}|{OLD}|孩子)|邻居)"
_LEAD = regex(
    rf"(?:喂|你好|您好|请问|救命|快|,|!)*{_WHO}?(?:现在|目前|今天|刚|正|就|都|还|也|一个人|人|家)*"
    r"(?:[在住]|住在|在在|勒|住勒|到了?|走到了?|是)"
    r"|(?:hello|hi|please|help|,| )*(?:i'm|i am|we're|we are|i live|we live|she is|he is)"
    r"(?: now)?(?: at| in| near| on| by)?(?: the)? "
)
_TAIL = regex(
    r"(?:小区|居委会?|地铁站|站|附近|旁边|这[边里儿]|那[边里]|边上|路上|路口|路边|门口|里面?|上|的家?|,|。|!"
    r"|and |station )*"
)
# With whom somebody lives there is nothing that happened.
_COMPANY = regex(
    r"(?:with|and) (?:my|her|his|our|the)(?: [a-z]+){1,3}"
    r"|[和跟同与][^,]{1,6}(?:(?:一起|一道|一块)住?|住)"
)
_BEFORE = regex(r"在[^,]{0,2}$|(?:倒|趴|躺|坐|蹲|晕|摔|跌)[在到]?$")
_STREET = "路上"
MISHAPS = frozenset({*BREAKDOWNS, LOST_THING, UNLISTED})
"""What is answered beside the place though nothing is looked for there."""


def told_beside(sentence: Sentence) -> str | None:
    """Give a normalised sentence without the one place where somebody is, None without one."""
    if len(sentence.mentions.spans) != 1 or not sentence.mentions.place or sentence.mentions.goal:
        return None
    ((start, end),) = sentence.mentions.spans
    text = sentence.text
    if _LEAD.fullmatch(text, 0, start):
        tail = _TAIL.match(text, end)
        rest = text[tail.end() if tail else end :]
    elif _BEFORE.search(text, 0, start):
        rest = f"{text[:start]}{_STREET}{text[end:]}"
    else:
        return None
    rest = rest.strip(",. ")
    return rest if rest and not _COMPANY.fullmatch(rest) else None


def with_told(query: Query, told: Query, place: str | None) -> Query:
    """Give what is asked for with what is told beside the place: a danger, a mishap, a pace."""
    if told.intent is Intent.EMERGENCY:
        return replace(told, place=place)
    only_place = query.intent is Intent.SET_PLACE and not query.corrects
    ill = told.intent is Intent.NEARBY and HEALTH in told.categories
    if only_place and (ill or (told.doubt and told.intent is Intent.UNKNOWN)):
        return replace(told, place=place, language=query.language)
    doubt = query.doubt or told.doubt
    if only_place and (told.topic in MISHAPS or told.intent is Intent.SET_PACE):
        exhausted = told.intent is Intent.SET_PACE and AlarmRemark.TRAPPED in told.after
        doubt = (Danger.MEDICAL if exhausted else doubt) if told.topic not in MISHAPS else None
        return replace(query, also=(replace(told, place=place, doubt=None),), doubt=doubt)
    return replace(query, doubt=doubt)
