"""A wallet, a telephone or a key that is lost: whom to ask, and what to have blocked.

A lost social security card has a cited answer of its own, and a lost person is an alarm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

LOST_THING = "lost_thing"
"""The topic of a thing that is lost."""

_THINGS = (
    r"(?:手机|钱包|皮夹子?|身份证|护照|驾照|驾驶证|银行卡|信用卡|工资卡|公交卡|交通卡|钥匙|皮包|背包|书包|挎包|拎包|包包|我的?包|雨伞|阳伞"
    r"|老?花?眼镜|助听器|拐杖|外套|围巾|帽子|手表|戒指|项链|耳环|手镯|行李|箱子|电瓶车|自行车|脚踏车|户口本|房产证|存折|病历卡?|东西)"
)
_LOST = (
    r"(?:丢(?:了|掉|脱|在)|不见(?:了|脱|哉)|掉(?:了|在|脱)|落(?:了|脱)|(?:忘|落)在(?!家|老家|屋)|遗失|遗忘|弄丢|搞丢|忘记拿|忘了拿|没拿下来"
    r"|找不(?:到|着)(?:了|哉|$|,|怎么办))"
)
_EN_THINGS = (
    r"(?:wallet|purse|phone|mobile|keys?|bag|backpack|handbag|id card|id|passport|bank card"
    r"|credit card|umbrella|glasses|ring|watch|coat|luggage|suitcase|hearing aid)"
)
_SMALL = r"(?:包|伞|钱|钞票|卡)"  # parts of many other words: only where a clause begins with them
_PATTERN = regex(
    rf"把我?的?(?:{_THINGS}|{_SMALL})[^,]{{0,3}}?(?:忘|落|丢|掉)"
    rf"|(?:^|,)(?:我|我妈|我爸|老伴|他|她|伊)?(?:的|把|一只|只)*{_SMALL}{_LOST}|"
    rf"{_THINGS}[^,吗停坏卖扔换清修]{{0,5}}?{_LOST}"
    rf"|(?:^|[,我妈爸伴他她把刚])(?:丢|弄丢|搞丢|掉|落|忘拿)(?:了|掉|脱)*(?:我的?|[一两几]?[个只张把串条副本台辆])*{_THINGS}"
    r"|(?:手机|身份证|护照|银行卡|存折|钥匙)(?:也|都|还)*在(?:里面|里头)(?=,|$)"
    r"|(?<![a-z])(?:lost|misplaced|dropped|left|forgot|can't find|cannot find|cant find)"
    rf" (?:my|his|her|our|the|a)(?: [a-z']+)? {_EN_THINGS}(?![a-z])"
    rf"|(?<![a-z])(?:my|his|her) {_EN_THINGS}"
    r" (?:is |was |got |has been )?(?:lost|missing|gone)(?![a-z])"
)
# What has an answer of its own, was found again, or is a place to go to.
_OTHERWISE = regex(
    r"社保卡|医保卡|社会保障|敬老卡|老年卡|长者卡|借书证"
    r"|social (?:security|card)|elderly card|library card"
    r"|捡到|拾到|偷|抢|骗|找(?:到|着|回来?)了|派出所|坏了|开锁|搬走|旧衣|工作人员"
    r"|(?<![a-z])(?:found|stolen|police|broken|complaint|dream[a-z]*)(?![a-z])"
)
_INTENTS = frozenset(
    {Intent.UNKNOWN, Intent.NEARBY, Intent.ANSWER, Intent.HUMAN, Intent.DETAIL, Intent.FEEDBACK}
)
# What may stand beside it without telling of more than the loss.
_BESIDE = regex(
    r"(?:我|[爸妈他她伊]|老伴|的|了|是|把|都|也|刚才?|今天|昨天|好像|不知道|怎么"
    r"|[去到]?哪|什么地方|[补办问找领]|挂失|找不[到着]|请问|帮帮?我|啊|呀|呢|吗"
    r"|在(?:车上|地铁|公交车?|出租车|路上|店里|食堂|公园|活动室)|上|里|[,?. ])*"
    r"|(?:i|i've|have|we|my|his|her|mother|father|on|in|at|the|a|bus|metro|train|shop|canteen|park"
    r"|today|yesterday|just|what|should|do|now|where|can|get|it|new|one|report|to|help|please|and"
    r"|is|[,.?' ])*"
)


def tells_only_of_it(text: str) -> bool:
    """Whether a normalised sentence tells of a lost thing and of nothing else."""
    return _BESIDE.fullmatch(_PATTERN.sub("", text)) is not None


def of_lost_thing(query: Query, case: Case) -> Query:
    """Name a thing that is lost as what a sentence is about, unless it plainly asks for a place."""
    text = case.sentence.text
    asks_place = query.facility or query.goal or query.pick or case.has("cue.near")
    if query.intent not in _INTENTS or asks_place or query.also:
        return query
    if not _PATTERN.search(text) or _OTHERWISE.search(text):
        return query
    return query.about(LOST_THING)
