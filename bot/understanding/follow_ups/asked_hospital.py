"""Hospitals: which is the end of a way, which nobody here knows, and whether any large one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import MASK, masked

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.turns.turn import Turn

# Letters of a sentence, not of a name.
_NAME = "(?![我你您他她它的了吗呢住看去找要想有在是这那哪个家从到至离])[㐀-鿿]"
_NAMED = regex(
    rf"(?:[到去往]|^|,)(?P<name>(?:上海市?)?(?:{_NAME}){{2,8}}?医院(?:[东西南北新]院)?"
    r"|第?[一二三四五六七八九十]院)(?=怎么|咋|哪能|如何|在哪|多远|远[吗不]|要走|走|$|,)"
    r"|(?:to|is) (?P<latin>[a-z]+(?: [a-z]+)? hospital)(?![a-z])"
)
_KIND = regex(
    "(?:大|小|好|正规|公立|私立|综合|专科|三甲|中医|儿童|妇产|妇幼|口腔|眼科|社区|街道|地段|附近|最近|就近"
    "|什么|啥|宠物|动物|塘桥|单位|不|换|另外|别|请问|那么|老人|小孩|人民)+医院"
    "|(?:(?:the|a|an|any|big|nearest|closest|large|good|local|children's|public|this|that|there)"
    " ?)+hospital"
)
_WHERE = regex(
    rf",?(?:请问)?(?:where is |where's |how far is )?(?:the )?{MASK}+(?:的|,)*"
    r"(?:在|勒|辣)?(?:哪里|哪儿|哪|啥地方|什么地方|什么路上|哪条路上?)?[呢啊呀吗]?\??"
)
_ASKS_WHERE = regex("哪|地方|什么路|where|how far")
_BIG = regex(
    "大医院|大一点的医院|三甲|综合医院|正规医院|急诊|(?:夜里|半夜|深夜|夜头|夜晚|凌晨)[^,]{0,6}(?:看病|看医生|看毛病|医院|医生)"
    "|(?:看病|看医生|医院|医生)[^,]{0,6}(?:夜里|半夜|深夜|夜头|凌晨)"
    "|(?:big|large|real) hospital|emergency (?:room|department|ward)|hospital [a-z ]{0,20}at night"
    "|at night[a-z ,]{0,20}(?:hospital|doctor)|doctor [a-z ]{0,20}at night"
)

_OFF_HOURS = regex(
    "夜里|半夜|深夜|夜头|夜到|凌晨|晚上|(?:礼拜|星期)[六天日]|周[六末日]|双休日|节假日|下班以?后"
    "|孙子|孙女|外孙|孩子|小孩|小囡|宝宝|小朋友|儿科|婴儿"
    r"|(?<![a-z])(?:night|evening|weekend|saturday|sunday|child|children|kid|kids|baby|grandson"
    r"|granddaughter)(?![a-z])"
)


def unknown_hospital(case: Case) -> str:
    """Give the name of a hospital that somebody wants to go to and that is not in the dataset."""
    sentence = case.sentence
    mentions, text = sentence.mentions, sentence.text
    known = mentions.spans if mentions.goal or mentions.hospital else []
    found = _NAMED.search(masked(text, [*known, *sentence.times.spans]))
    name = (found["name"] or found["latin"]) if found else ""
    return "" if _KIND.fullmatch(name) else name


def asks_where(case: Case) -> bool:
    """Whether nothing is asked but where a known hospital is: the way there tells it."""
    mentions, text = case.sentence.mentions, case.sentence.text
    alone = _WHERE.fullmatch(masked(text, mentions.spans)) is not None
    return mentions.hospital and alone and _ASKS_WHERE.search(text) is not None


def needs_hospital(turn: Turn) -> bool:
    """Whether a child is ill, or somebody at night or at the weekend: a surgery may not do."""
    return _OFF_HOURS.search(turn.plain) is not None


def wants_big(case: Case) -> bool:
    """Whether a large hospital is wanted, or a doctor at night."""
    return _BIG.search(case.sentence.text) is not None
