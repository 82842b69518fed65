"""What is nothing but small talk, or a trouble told in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent
from bot.understanding.safety.reading import Care
from bot.understanding.safety.told_calmly.kinds import told_calmly
from bot.understanding.safety.told_calmly.sleeping_pills import (
    SLEEPING_PILLS,
    took_sleeping_pills,
)
from bot.understanding.safety.wordings.ill_treatment import ill_treatment
from bot.understanding.safety.wordings.low_spirits import is_low, is_sleepless
from bot.understanding.safety.wordings.not_now import answered_as
from bot.understanding.safety.wordings.small_hurts import small_hurt
from bot.understanding.small_talk.about_the_chat import CHAT
from bot.understanding.small_talk.about_yike import ABOUT_YIKE
from bot.understanding.small_talk.courtesies import COURTESIES
from bot.understanding.small_talk.feelings import FEELINGS, LONELY, SLEEPLESS
from bot.understanding.small_talk.forgetting import FORGETTING
from bot.understanding.small_talk.in_passing import IN_PASSING
from bot.understanding.small_talk.said import END
from bot.understanding.text.length import is_short
from bot.understanding.text.people import FAMILY, FAMILY_EN, OLD
from bot.understanding.topics import CARE, NOT_THERE, UNREACHED

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

WHEREABOUTS = "whereabouts"
"""The topic of who does not know where she is."""

_WHEREABOUTS = (
    r"(?:那|我|阿拉|我现在|,)*(?:在(?:啥地方|哪里|哪儿|什么地方|啥个地方)"
    r"|怎么(?:会)?在这[里儿]|迷路了?|找不到北)(?:啊|呀|呢|了)*\??"
    r"|(?:这|这里|此地|搿搭|迭搭)(?:里|儿)?是(?:啥地方|哪里|哪儿|什么地方|啥个地方|什么路"
    r"|哪条路)(?:啊|呀|呢)*\??"
    r"|(?:我|我想|我要|送我|带我|让我|,)+(?:回家|回去|回屋里)(?:了|吧|啊)*"
    r"|我?(?:家|屋里)(?:在|住在)?(?:哪里|哪儿|啥地方|什么地方)(?:啊|呀|呢)*\??"
    r"|(?:我|好像|哎呀|,)*(?:下错|坐错|乘错|坐过|乘过)(?:站|车|头)(?:了|啦|哉)(?:怎么办)?\??"
    r"|(?:where am i|i(?: am|'m)? lost(?: my way)?|i want to go home"
    r"|where is my (?:home|house))[?.]?"
)
# It is her own position that is wrong, or she herself who moved: no report of a facility.
_HERS = (
    "(?:我|阿拉|咱)们?(?:这个|的|这里|家|自己|现在|手机)*(?:定位|位置|地址)(?:也|都|是"
    "|好像|有点)*"
    "(?:不对|不准|错|有误|偏|歪).*"
    "|(?:我|阿拉|咱)们?(?:家|一家|屋里)?(?:刚|已经|都|早就|昨天|今天|上个?月|也|又|,)*"
    "(?:搬家?|搬走|搬掉|搬场|搬出)(?:了|啦|哉)*"
    r"|my (?:location|position|address|gps)(?: here)? is (?:wrong|not right|incorrect|off)"
    r"|i(?: have|'ve)? moved(?: away| out)?"
)
_TIRED = (
    r"(?:我|阿拉|算了|今天|今朝|实在|真的?|唉|,)*(?:不想|不高兴|勿想|懒得|不愿意?)(?:再|往前"
    r"|继续)*(?:走|去)"
    r"(?:那里|那边|过去|路)?(?:了|哉|啦|,)*(?:太远了?|太累了?|好累)?"
    r"|i (?:don't|do not) (?:want to|wanna) (?:walk|go)(?: there)?(?: any ?more| now)?"
)
_KIN_EN = f"(?:{FAMILY_EN}|neighbou?r)"
_UNREACHED = (
    r"(?:我|我家|阿拉|怎么|的|给|打|今天|刚才|,)*"
    rf"(?:我(?:人)?(?:现在)?在[^,]{{2,4}},(?:我|的)*)?(?:{FAMILY}|{OLD}|孩子|家里老?人|邻居|她|他|伊)"
    r"(?:一个人|在老家|就|家)*(?:住在?[^,]{2,6},)?"
    r"(?:家里?|的|那边|一个人(?:住|在家)|我(?:人)?(?:在外地|在上班|不在家|在公司)|在外地|也|都|就|今天|早上|中午|晚上|下午|上午|昨天|现在|突然|一直|老是|打|给我|,)*"
    r"(?:打了?[一二三四五六七八九十几好多\d]+(?:个|次|遍|趟))?"
    r"(?:电话|手机)?(?:一(?:早上|上午|下午|天|个?晚上)|半天)?(?:怎么|都|也|一直|就|突然|今天|,)*"
    r"(?:(?:没|不|勿|不肯)接(?:我|我的)?(?:电话|手机)?|没人接|打不通|关机|没开机|联系不[上到])"
    rf"{END}(?:,?(?:她|他|伊)?一个人(?:住|在家))?{END}(?:怎么办|怎么回事)?{END}\??"
    rf"|(?:我|刚才|今天|,)*打(?:了)?(?:给)?我?(?:{FAMILY}|{OLD}|邻居|她|他|伊)(?:了)?[一二三四五六七八九十两几好多]+"
    rf"(?:个|次|遍|趟)(?:电话)?(?:都|也|还是|,)*(?:没|不|勿)(?:人)?接{END}"
    r"|(?:送[饭餐]的?(?:人|阿姨)?(?:说|讲))?(?:隔壁|楼上|楼下|邻居|对门|独居的?|[李王张陈赵刘周吴徐孙朱杨黄])?(?:家)?(?:老人|老太太?|老伯|伯伯|阿婆|阿公|阿姨|爷叔|奶奶|爷爷)(?:家)?"
    r"(?:天天来[^,]{1,4}|今天|昨天|早上|中午|[一两三四五六几好]+天|一个?(?:礼拜|星期|周)|都|也|又|已经|,){0,8}(?:没|不)(?:来(?:拿饭|领饭|吃饭|食堂|取餐|下棋|打牌|活动)?|开门|出门|下楼|应门)"
    rf"{END}(?:(?:昨天的?饭还在|门口的?饭还在|饭还在|电话(?:也)?(?:关机|不接)|敲门没人应?){END})*"
    rf"|(?:我|要|想|帮我|请|你|能不能|,)*[找寻](?:一下|一找|找)?(?:我的?|我家的?|阿拉)"
    rf"(?:{FAMILY}|{OLD}|孩子)(?:了|去哪里?了|在哪里?)?"
    rf"|(?:i )?(?:can't|cannot) (?:reach|get hold of) my {_KIN_EN}"
    rf"|my {_KIN_EN}(?: is| does| do)?(?: not|n't) (?:answer|pick up)(?:ing)?"
    r"(?: (?:the|her|his|my) (?:phone|calls?))?"
)
_UNSEEN = (
    r"(?:我是)?(?:送[饭餐]的|志愿者)?(?:说|讲|,)?(?:对门|隔壁|楼上|楼下|邻居|的)*[^,我]{0,1}"
    r"(?:阿婆|阿公|老伯|伯伯|爷叔|奶奶|爷爷|老太太?|老头|老人|大爷|大妈|独居老人)(?:,|天天|每天|都)*"
    r"(?:来(?:下棋|吃饭|打牌|跳舞|拿饭|活动),?)?(?:今天|昨天|早上|中午|[两三四五几]天|好几天|一直|都|又|,)*"
    rf"没(?:来|开门|开过门|出门|下楼|露面|见人)(?:食堂|吃饭|拿饭|领饭|打饭|下棋|打牌|跳舞)?{END}(?:电话关机|电话不接)?"
    rf"|(?:我是)?送[饭餐]的(?:志愿者)?,?敲门(?:没人|没反应|不开){END}"
)
_WITH_A_PLACE = ((Intent.HUMAN, UNREACHED, regex(_UNREACHED)),)
_SMALL_TALK = (
    *CHAT,
    *COURTESIES,
    *FEELINGS,
    *IN_PASSING,
    *_WITH_A_PLACE,
    (Intent.HUMAN, UNREACHED, regex(_UNSEEN)),
    *FORGETTING,
    *ABOUT_YIKE,
    (Intent.UNKNOWN, WHEREABOUTS, regex(_WHEREABOUTS)),
    (Intent.UNKNOWN, "far", regex(_TIRED)),
    (Intent.SET_PLACE, NOT_THERE, regex(_HERS)),
)
_MOST_CHARS = 24


def small_talk(case: Case) -> Query | None:
    """Read what is nothing but small talk, whatever single words of it may mean."""
    sentence, text = case.sentence, case.sentence.text
    topic = small_hurt(text) or answered_as(text) or ill_treatment(text) or told_calmly(sentence)
    topic = topic or (SLEEPING_PILLS if took_sleeping_pills(text) else None)
    if topic:
        return case.query(Intent.HUMAN, topic=topic, pick=None, place=None)
    if sentence.called or sentence.pick.first or not is_short(text, _MOST_CHARS):
        return None
    if not sentence.has_place and is_low(text):
        return _low(case)
    # Who does not answer lives somewhere; all else that names a place is more than small talk.
    may_be = _SMALL_TALK if not sentence.has_place else _WITH_A_PLACE
    found = ((intent, topic) for intent, topic, said in may_be if said.fullmatch(text))
    intent, topic = next(found, (None, None))
    return case.query(intent, topic=topic, pick=None) if intent else None


def _low(case: Case) -> Query:
    """Read being alone, low or sleepless."""
    kind = CARE if isinstance(case.danger, Care) else LONELY
    topic = SLEEPLESS if is_sleepless(case.sentence.text) else kind
    return case.query(Intent.HUMAN, topic=topic, pick=None)
