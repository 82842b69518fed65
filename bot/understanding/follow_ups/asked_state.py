"""Whether a place moved or closed for good, as a question; and what somebody saw who went there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding.query import FollowUp
from bot.understanding.rules.report_questions import QUESTION

if TYPE_CHECKING:
    from bot.understanding.rules.case import Case

_GONE = re.compile(
    "搬|迁走|拆|停业|歇业|倒闭|不开了|不做了|关掉|关门大吉|不在了|还在(?:不在|吗|么|的?吗)|换地方|换号|取消了?"
    "|(?<![a-z])(?:moved?|closed (?:down|for good)|shut down|still there|gone|exist)(?![a-z])"
)
_WHERE_TO = re.compile(
    "(?:搬|迁|换)(?:到|去|走)?了?(?:哪|啥地方|什么地方)|where (?:did|has) (?:it|they) move"
)
_ASKED_IN_ENGLISH = re.compile(r"^(?:is|are|has|have|did|does|do) |\?$")
_SELF = re.compile(
    "[我咱]们?(?:是|要|想|也)?(?:搬|换)|阿拉搬|(?<![a-z])(?:i|we) (?:have |am |are )?mov"
)
_WENT = (
    r"(?:我|我们|我妈|我爸|老伴)?(?:自己|刚刚?|今天|昨天|前天|上午|早上|下午|上周|上次|亲自|都|也|·)*"
    r"(?:去|到|跑|走|打|来)(?:过|了)*(?:那里|那边|那儿|那家|电话|[一两三四几]?[次趟回])*了?,?"
)
_NOBODY = (
    r"(?:都|也|但是?|可是|结果|就|还|门|里面|是|·)*(?:没有?人(?:在|接|开门|应)?|没开门?|不开门?|没有?这家|没有?这个|空的|空房子"
    r"|[关锁]着(?:门|的)?|锁了|铁将军把门|找不到|没找到|停业了?|打不通|空号|白跑了?(?:一趟)?)"
)
_SAW = re.compile(
    rf"(?:{_WENT})?{_NOBODY}[了的啊呀]*(?:,.*)?"
    r"|.*(?:门口|门上)贴了?.*(?:停业|搬|关门|歇业).*"
    r"|(?:but )?(?:(?:i|we) (?:went|was|were|have been|called)[a-z ]*(?:,|and|but) ?)?"
    r"(?:nobody|no one|it|they|the door|the place)(?: (?:was|is|were|are))? ?(?:just )?"
    r"(?:there|answered|picked up|locked|closed|shut|empty|gone)"
)


def state_asked(case: Case) -> FollowUp | None:
    """Say whether it is asked if a place is still there, or told what was seen there."""
    sentence, text = case.sentence, case.sentence.text
    if _SELF.search(text):
        return None
    asks = QUESTION.search(text) or _ASKED_IN_ENGLISH.search(text)
    if _WHERE_TO.search(text) or (asks and _GONE.search(text) and not case.has("cue.near")):
        return FollowUp.STILL_THERE
    if sentence.called or sentence.has_place or sentence.pick.first or case.weighed.sure:
        return None
    return FollowUp.SEEN if _SAW.fullmatch(sentence.masked) else None
