"""Whether a place moved or closed for good, as a question; and what somebody saw who went there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.follow_ups.told_facts import tells_experience, tells_fact
from bot.understanding.lexicon.patterns import MASK, masked
from bot.understanding.query import FollowUp
from bot.understanding.text.questions import QUESTION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.understanding.evidence.case import Case
    from bot.understanding.sentence import Sentence

_GONE = regex(
    "搬|迁走|拆|停业|歇业|倒闭|不开了|不做了|关掉|关门大吉|不在了|还在(?:不在|吗|么|的?吗)|换地方|换号|取消了?"
    "|(?<![a-z])(?:moved?|closed (?:down|for good)|shut down|still there|gone|exist)(?![a-z])"
)
_MASKS = regex(f"{MASK}+")
_WHERE_TO = regex(
    "(?:搬|迁|换)(?:到|去|走)?了?(?:哪|啥地方|什么地方)|where (?:did|has) (?:it|they) move"
)
_ASKED_WITHIN = regex("(?:还在|还开|搬走?|关门|拆)(?:了|着)?[吗么]")
_ASKED_IN_ENGLISH = regex(r"^(?:is|are|has|have|did|does|do) |\?$")
_SELF = regex("[我咱]们?(?:是|要|想|也)?(?:搬|换)|阿拉搬|(?<![a-z])(?:i|we) (?:have |am |are )?mov")
_WENT = (
    r"(?:我|我们|我妈|我爸|老伴)?(?:自己|刚|今天|昨天|前天|上午|早上|下午|上周|上次|亲自|都|也|·)*"
    r"(?:去|到|跑|走|打|来)(?:过|了)*(?:那里|那边|那儿|那家|电话|[一两三四几]?[次趟回])*了?,?"
)
_LOOKED_IN_VAIN = "找不[到着]|没找[到着]|[寻找][勿弗][到着]|没寻到|没看[到见]|看不[到见]"
_NOBODY = (
    r"(?:都|也|但|可是|结果|就|还|门|里面|是|·)*(?:没有?人(?:在|接|开门|应)?|没开门?|不开门?|没有?这家|没有?这个|空的|空房子"
    rf"|[关锁]着(?:门|的)?|锁了|铁将军把门|{_LOOKED_IN_VAIN}|停业了?|打不通|空号|白跑了?(?:一趟)?)"
)
_SAW = regex(
    rf"(?:{_WENT})?{_NOBODY}[了的啊呀]*(?:,.*)?"
    r"|.*(?:门口|门上)贴了?.*(?:停业|搬|关门|歇业).*"
    r"|(?:今天|现在|都|一个|一家|·|,)*(?:全|都|全都|全部|一家都|一个都)(?:没开|关了?门?|关着|不开|没人)[了的啊]*"
    r"|(?:it(?: is|'s)? )?(?:closed|shut|locked),? ?(?:nobody|no one|and)?[a-z ]{0,12}"
    r"|(?:but )?(?:(?:i|we) (?:went|was|were|have been|called)[a-z ]*(?:,|and|but) ?)?"
    r"(?:nobody|no one|it|they|the door|the place)(?: (?:was|is|were|are))? ?(?:just )?"
    r"(?:there|answered|picked up|locked|closed|shut|empty|gone)"
    rf"|(?:{_WENT})?(?:到了)?[,·]*(?:但是?|可是)?(?:没找到|找不到|找不着)(?:门|入口|地方|这里|这家)?[了啊呀]*"
    r"|(?:好像|是不是|我)*走错(?:了|路了?)[啊呀]*"
    r"|(?:它的|其实|应该|,)*(?:大|正|后|前|边)?(?:门口?|入口)(?:是|其实|应该)*[开改]?(?:在|朝|对着)[^,吗么哪什几?]{1,12}"
    r"|(?:but )?i (?:can't|cannot|could not|couldn't|don't|did not|didn't)"
    r" (?:find|see) (?:it|the (?:door|place))"
)
# Told of a facility or a line that is named: "南泉助餐点关门了", "第二个没开".
_STATE = (
    "(?:关门了|关[了着掉]|倒闭|没有?开(?:门|着)?|不开(?:门|了)|停业|歇业|锁[着了]|拆[了掉]|搬(?:走|掉|了)"
    "|没有?人接(?:电话)?|(?:的)?电话(?:一直|总是|都|也)*(?:没有?人接|打不通|不通|是?空号)|打不通"
    "|没有?人|没有?了|不在了|空的|取消了|不做了|不营业|找不到|没找到|[又再重新已]+经?(?:开门?了|营业|恢复)|恢复(?:营业|了)"
    "|[涨降]价|在?装修|换了?(?:老板|人)|没有?(?:电梯|坡道|厕所|座位|空调|无障碍|停车)"
    "|(?:的)?(?:地址|电话|号码|名字|时间|位置|地方)(?:都|也|是)*[搞写弄标登记]?错了?"
    "|(?:大|正|后|前|边)?(?:门口?|入口)(?:是|其实|应该)*[开改]?(?:在|朝|对着)[^,吗么哪什几?]{1,12})"
)
_OTHER_HOURS = (
    "(?:(?:要|得)?到?·?才|改成?·?才?|改[到为在]|换成|提前到?|推迟到?|延迟到?|晚到|早到)(?:·|,)*"
    "(?:才|再)?(?:开|关|营业|供应|开饭|下班|上班|开始)(?:门|饭)?"
)
_RESTS = regex(
    "·(?:每个?|逢|都|也|一般|,|·)*(?:休息|不开(?:门)?|不营业|不上班|关门|放假|没人)[的啊呀]*"
)
# It is told of a facility that is named, and not of her.
_ADDRESS_TOLD = regex(
    r"(?:.{0,4}(?:更正|改|纠正)(?:一下)?,?)?·(?:的|现在|新|真正|,)*地址(?:现在|应该|其实|已经|就|是|改成?|换成?|搬|到|在|为|:|,)+"
    r"[^,吗么哪几多]{2,20}"
)
_SOON = regex(
    "(?:要|快|快要|准备|打算|马上|将要?|可能|也许|会)(?:要)?(?:搬(?:走|家|了|$)|迁|关门大吉|关掉|拆|停业|歇业|倒闭|取消)"
    r"|(?<![a-z])(?:going to|about to|will|might|may) (?:move|close)(?![a-z])"
)
_NAMED_SO = regex(
    r"(?:刚才?|我|们|去了?|去过|看到|听说|说的|告诉你|和|跟|还有|,|·)*·"
    rf"(?:现在|已经|早|就|好像|其实|暂时|临时|门口?|都|也|刚|的|,|·)*{_STATE}[了的啊呀,]*(?:请?.{{0,6}}更新)?"
    rf"|·(?:现在|已经|都|也|就|从|的|,|·)*{_OTHER_HOURS}[了的啊呀,]*"
    r"|(?:·|,| |and|the)*·+ ?(?:one |ones |place )?(?:is|was|has|'s|are|were|have)"
    r"(?: now| already| just| both)? ?"
    r"(?:closed|shut|gone|moved|empty|open again|locked)(?: now| today)?"
)
_PHONE_TOLD = regex(
    r".*(?:电话|号码|phone|number)(?:号码)?(?:改成?|换成?|就?是|为|is|:| )+\d[\d -]{6,}[了的啊呀]*"
)
_NOT_FOUND = regex(
    f"{_LOOKED_IN_VAIN}|走错"
    r"|(?<![a-z])(?:can(?:no|')t (?:find|see)|(?:not|n't|nt) (?:find|see)|got lost|wrong way)",
    re.IGNORECASE,
)
# What is told of a facility that is known already.
_TOLD_SHUT = regex(
    r"(?<![\d一二三四五六七八九十两]点)(?<!点半)关(?:门|了|掉|张|着)|倒闭|停业|歇业|停了|没开|不开(?:门|了)|没有?人(?!接|听)|搬(?!到[^,]{0,3}(?:楼|隔壁|对面))|迁|拆|不在(?:了|那)"
    r"|(?<![饭菜药汤号位票床人])没有?了(?=$|[,的啊呀])|改[成为做]了?[^,]{0,6}(?:店|超市|药房|银行|仓库|办公|学校|中介|公司)"
    "|白跑|白走"
    r"|\b(?:closed|shut|gone|moved|nobody|no ?one|not there|does(?:n't| not) exist|empty)\b",
    re.IGNORECASE,
)
# Told of its hours: "中午十二点就关了".
_CLOSES_EARLY = regex(r"点(?:半|钟|多|\d+分?)?(?:就|才|都|便|已经)+关(?:门|了|掉|张)*")
_DOOR_SHUT = regex(
    "(?:[你侬]们?(?:骗人|瞎讲|乱讲|瞎说|乱说|讲错了|说错了),?)?"
    "(?:我们?|阿拉|今天|今朝|刚才?|昨天|特地|,)*(?:去|到|走到|跑到|去看|跑去|走过去)(?:了|过|那里|那边|一趟|,)*"
    "(?:发现|结果|但是?|可是|人家|他们|那里|门|都|也|根本|,)*(?:没有?开门?|不开门?|关着?门?的?|锁着?的?|没营业)(?:了|的|啊|呀|呢)*"
)
_TOLD_OPEN = regex(
    r"开着|其实开|(?:今[天朝早]|现在)(?:又|已经|倒|都)?开了|[又新]开|恢复|没关|不是关|没搬|(?<!没)开门了"
    r"|\b(?:is|still|are|again) open\b",
    re.IGNORECASE,
)


def state_asked(case: Case) -> FollowUp | None:
    """Say whether it is asked if a place is still there, or told what was seen there."""
    sentence, text = case.sentence, case.sentence.text
    if _SELF.search(text):
        return None
    asks = QUESTION.search(text) or _ASKED_WITHIN.search(text) or _ASKED_IN_ENGLISH.search(text)
    if _WHERE_TO.search(text) or (asks and _GONE.search(text) and not case.has("cue.near")):
        return FollowUp.STILL_THERE
    named = bool(sentence.pick.lines or sentence.facility)
    if named and _SOON.search(text) and not case.has("cue.near"):
        return FollowUp.STILL_THERE
    if not asks and _is_told(case):
        return FollowUp.SEEN
    if sentence.called or sentence.has_place or sentence.pick.first or case.weighed.sure:
        return None
    return FollowUp.SEEN if _SAW.fullmatch(sentence.masked) else None


def _is_told(case: Case) -> bool:
    """Whether it is told, and not asked, what became of a facility or a line that is named."""
    sentence = case.sentence
    moment = sentence.moment
    later = moment is not None and moment.at is not None and moment.at.date() != sentence.now.date()
    called = [sentence.called[:2]] if sentence.facility and sentence.called else []
    named = [*called, *(sentence.pick.spans if sentence.pick.lines else ())]
    text = _MASKS.sub(MASK, masked(sentence.text, named))
    if named and (_ADDRESS_TOLD.fullmatch(text) or tells_fact(text) or tells_experience(text)):
        return True
    if named and later and _RESTS.fullmatch(_masked_of(sentence, named)):
        return True
    if later or sentence.has_place:
        return False
    if _PHONE_TOLD.fullmatch(sentence.text):
        return True
    return bool(named) and _NAMED_SO.fullmatch(_masked_of(sentence, named)) is not None


def _masked_of(sentence: Sentence, named: Iterable[tuple[int, int]]) -> str:
    """Give a sentence with its moment and what it names blanked out."""
    return _MASKS.sub(MASK, masked(masked(sentence.text, named), sentence.times.spans))


def cannot_find(text: str) -> bool:
    """Tell whether somebody did not find a facility, by what she wrote."""
    return _NOT_FOUND.search(text) is not None


def tells_shut(text: str) -> bool:
    """Tell whether the words of a report say that a facility is shut, or not there any more."""
    told = _CLOSES_EARLY.sub("", text)
    return _TOLD_SHUT.search(told) is not None and not tells_open(text)


def tells_door_shut(text: str) -> bool:
    """Tell whether nothing is said but that a door was shut: of nobody who does not answer it."""
    return _DOOR_SHUT.fullmatch(text) is not None


def tells_open(text: str) -> bool:
    """Tell whether the words of a report say that a facility is open after all."""
    return _TOLD_OPEN.search(text) is not None
