"""What is told or asked by somebody who walks: that she is there, how far on, what she passes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_LEAD = "(?:我们?|阿拉|咱们?|俺|好的?|好了|嗯|哦|喔|啊|那么?|现在|已经|刚|终于|总算|差不多|,|，| )*"
_THERE = (
    "(?:门口|大?门前|家门口|楼下|地方|那里|那儿|那边|这里|这边|此地|目的地|家|店里|店门口"
    "|跟前|附近|头)"
)
_SOON = "(?:就要?|快要?|马上就?要?|立刻)"
_I_AM = "(?:i am|i'm|we are|we're)"
ARRIVED = regex(
    rf"{_LEAD}{_SOON}?[走开]?到了?{_THERE}?(?:了|啦|喽|哉|咯|噢)+[啊呀吧]?"
    "(?:[,， ]*(?:谢谢|多谢|再会|再见|太好|感谢)[^,，]{0,3})?"
    rf"|{_LEAD}{_SOON}?到{_THERE}(?:[,， ]*谢谢[^,，]{{0,3}})?"
    rf"|(?:ok(?:ay)?,? |yes,? |now )*(?:{_I_AM}(?: now| already| almost| nearly)?"
    r" (?:here|there|at the (?:door|gate|entrance))"
    r"|(?:i|we)(?:'ve| have)?(?: just| finally| already)? (?:arrived|got there|made it)"
    r"|arrived|almost there|nearly there)(?:,? (?:now|thanks|thank you))*",
    re.IGNORECASE,
)
"""She is there, or nearly; nothing else is said."""
_AT_FIRST = regex(rf"{_LEAD}走?到了?{_THERE}?了[,， ]+(?=\S)")

_HOW_FAR = "(?:多远|几远|多少路|多久|多长时间|几分钟|多少分钟|多少米|几米)"
_TIME_WALKED = (
    r"(?:半天|半个?(?:小时|钟头)|[一二两三四五六七八九十几好多\d]+个?半?(?:分钟|分|刻钟|小时|钟头)"
    r"|很久|好久|老长时间)"
)
REMAINING = regex(
    rf"{_LEAD}(?:大概|大约|到那里)*还(?:有|要|差|得|需要|剩)?走?{_HOW_FAR}路?(?:才?[能会]?到)?[啊呀呢]?"
    rf"|{_LEAD}(?:怎么)?还(?:没有?|不|未)走?到[呢啊呀吗么]?"
    rf"|{_LEAD}(?:是不是|有没有)?{_SOON}?走?到了?(?:没有?|吗|么|伐|吧)+"
    rf"|{_LEAD}是不是{_SOON}?走?到了+"
    rf"|{_LEAD}(?:都|也)*走了(?:快|有|差不多)*{_TIME_WALKED}(?:多|了)*[,， ]*"
    "(?:怎么|都|也)*还(?:没有?|不|未)走?到(?:呢|啊|呀|了)*"
    r"|(?:and )?how (?:(?:much )?(?:further|farther|longer)|far (?:is (?:it )?)?(?:left|still))"
    r"(?: is it| to go| now)?"
    r"|(?:am i|are we) (?:almost |nearly )?there(?: yet)?",
    re.IGNORECASE,
)
"""How far it is still, or whether it is near."""

_SIDE = "(?:东南西北|南北|东西|北|南|东|西|方向)"
_SIDE_EN = "(?:north|south|east|west)"
COMPASS = regex(
    rf"(?:那|请问|我|可是|但是?|,|，)*(?:哪[边面里头一]*是|怎么[分看认找])的?{_SIDE}[边面]?[呢啊呀]?"
    rf"|(?:那|请问|,|，)*{_SIDE}[边面]?[是在往](?:哪[边里儿]?|什么方向)[边里面头]?[呢啊呀]?"
    r"|(?:我|可是|但是?|,|，)*[分辨搞弄认]?不(?:清楚?|出|懂|认[得识]|晓得|知道)(?:哪[边里]是)?"
    rf"{_SIDE}(?:了|的)?"
    rf"|(?:and )?(?:which (?:way|direction|side)|where) is (?:the )?{_SIDE_EN}"
    rf"|i (?:don't|do not) know (?:where|which way is) {_SIDE_EN}(?: is)?",
    re.IGNORECASE,
)
"""Where the north is."""

CONFIRMS = regex(
    "(?:请问|那|我们?|现在|是|这|条|个|样|么|边|里|往|朝|路|方向|走|得|的|去|过去|,|，| )*"
    "(?:走|路|方向|这样|这边|那边|往这)(?:走|得|的|是)*"
    "(?:对不对|对吗|对么|对伐|对的吗|对吧|没错吧|错没错|错了吗|错了没有?)[啊呀]?"
    "|(?:请问|那么?|它|就|是|在|到|走|,|，)*[前后左右对旁]?[面边]?的?[这那]一?(?:条|个)(?:路|街|弄堂?|马路|路口)"
    "(?:上|里|口)?(?:吗|么|伐|对吗|是吗)[啊呀]?"
    r"|(?:is this|am i (?:on|going)) (?:the )?(?:right|correct) (?:way|road|street|direction)",
    re.IGNORECASE,
)
"""Whether she is on the right way."""

_SHUT_OFF = (
    "(?:封[了路掉]+|堵[住了掉]+|在?修路?|挖开|拦[住了]+|围起来|走不通|不通|过不去|不让[走过])"
)
_OTHER_WAY = "(?:(?:有|还有|有没有|换|走)?(?:别的|另外的?|其他的?|一?条)?(?:路|走法)[吗么伐走呢]*)"
BLOCKED = regex(
    rf"(?:前面|这条|这里|那条|路|好像|现在|,|，| )*{_SHUT_OFF}"
    r"(?:了|的|路|着|呢|过不去|走不通|不能走|,|，| )*(?:怎么[办走])?"
    rf"(?:[,， ]*{_OTHER_WAY})?"
    "|(?:有没有|还有|有|换|走)(?:别的|另外的?|其他的?|一?条)(?:路|走法)[吗么伐走呢]*"
    r"|(?:the )?(?:road|street|way) is (?:blocked|closed)"
    r"|(?:is there )?(?:another|a different) (?:way|road|route)",
    re.IGNORECASE,
)
"""She cannot get through, or wants another way."""

DOOR = regex(
    "(?:我|那|请问|它|这家|可是|但是?|的|,|，)*(?:大门|正门|门口?|入口|门洞)(?:又|到底|是|开)?在?"
    "(?:哪[里边儿个]?|什么地方|啥地方)[啊呀呢]?"
    "|(?:我|那|请问|,|，)*从?哪(?:里|边|儿|个门)(?:走)?进去?[啊呀呢]?"
    r"|(?:and |so )?where is (?:the|its) (?:door|entrance|gate)|(?:where|how) do i (?:get|go) in",
    re.IGNORECASE,
)
"""Where one goes in."""

_WATER = (
    "(?:天桥|大桥|小桥|桥|河|江|浜|滨江|黄浦江|步道|栏杆)"
    "(?:边上?|旁边?|上面?|下面?|这[里边]|头|里面)?"
)
AT_WATER = regex(
    rf"{_LEAD}(?:走|站|停|正|来)*(?:在|到|过)(?:了|一[座个条])*{_WATER}[了啦的啊呀]*"
    rf"|{_LEAD}(?:走)?(?:过|上|下)(?:了)?(?:一[座个])?(?:天桥|桥)[了啦]*"
    rf"|{_WATER}(?:怎么|哪能|从哪里?|往哪里?)(?:上去|下去|下来|过去|走|上|下|过)[啊呢呀]?"
    rf"|{_I_AM} (?:at|on|near|by|under) (?:the|a) (?:bridge|river|canal|footbridge)(?: now)?",
    re.IGNORECASE,
)
"""She is at a bridge or at the water, as a way may lead over one; nothing else is said."""

_HOW_ON = (
    rf"(?:还[有要差]走?{_HOW_FAR}|(?:再|接下来|然后|接着)?(?:往哪|怎么|朝哪)[边里儿]?走"
    "|然后呢|接下来呢)[啊呢呀]?"
)
_PASSED = regex(
    rf"{_LEAD}[就正在才]*(?:走到|来到|到|看到|看见|望到|经过|路过|拐到|拐进|转到|走过|穿过|过)了?"
    "(?:一[个家座条])?(?P<seen>[^,，吗么呢哪怎几什没不了左右 ]{2,12}?)"
    rf"(?:了|啦|哉|这里|这边|的?路口|门口|旁边|边上)*(?:[,， ]*{_HOW_ON})?"
    "|(?:我|阿拉|人)(?:现在|已经)?(?:在|到了?)(?P<at>[^,，吗么呢哪怎几什没不了左右 ]{2,12}?)"
    rf"(?:了|这里|上)*[,， ]*{_HOW_ON}"
    rf"|(?:now )?(?:{_I_AM}|i) (?:now )?(?:passing|passed|reached|see|can see|walked to)"
    r" (?:the |a )?(?P<english>[a-z ]{3,30})",
    re.IGNORECASE,
)


def what_is_passed(turn: Turn) -> str:
    """Give what she has come to, or sees: "菜场" of "到了一个菜场"; or ""."""
    found = _PASSED.fullmatch(turn.words)
    return (found["seen"] or found["at"] or found["english"] or "") if found else ""


def is_of_a_walk(words: str) -> bool:
    """Tell whether no more is told or asked than where on her way she is: "到门口了"."""
    blocked = "路" in words and BLOCKED.fullmatch(words)
    return bool(blocked) or any(one.fullmatch(words) for one in (ARRIVED, REMAINING, CONFIRMS))


def after_arrival(text: str) -> str:
    """Give what is said behind "我到了"; all of it where nothing is."""
    head = _AT_FIRST.match(text)
    return text[head.end() :] if head else text
