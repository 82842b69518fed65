"""How far one thing is from another: "它离塘桥站多远", "1和3离得远吗"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import MASK, masked

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case

_HOW_FAR = "(?:有?多远|远不远|远[吗么]|近不近|近[吗么]|多少路)"
_HOW_LONG = "要?走?(?:多久|多长时间|多少时间|几分钟|多少分钟)"
# "它离塘桥站多远", "离蓝村路站呢": measured from a place, which is not where she is.
_MEASURED = regex(
    rf"(?:离|距离?|隔)[^,]{{0,14}}?(?:{_HOW_FAR}|{_HOW_LONG}|呢)|距离[^,]{{0,6}}多少"
    rf"|(?:[它家个]|那里|那边|那儿)(?:走)?[到去][^,]{{1,14}}?(?:{_HOW_FAR}|{_HOW_LONG})"
)
_MEASURED_IN_ENGLISH = regex(
    r"(?<![a-z])how (?:far|long)(?! (?:can|could|do|will|would|should|did))[a-z ]*? (?:from|to) "
    r"|(?<![a-z])(?:distance|far|close) (?:from|to|between) "
)
_NEAREST_TO = regex("离[^,]{1,14}?最近的?|(?:nearest|closest)[a-z ]* to ")
_FAR = regex(
    r"(?:那|它|他|这|个|家|里|儿|边|离|我|住|的|地方|从|走|路|过去|会|很|要|还|差|得)*?"
    rf"{_HOW_FAR}[呀啊呢的]*\??"
    r"|(?:and )?(?:how (?:much )?(?:further|farther)"
    r"|how far(?: away)?(?: is (?:it|that|this)| are they)?"
    r"|is (?:it|that|this) (?:very |too )?far(?: away)?|far"
    r"|how long (?:does it take|is the walk|will it take)(?: to (?:get|walk) there)?)\??"
)
_FROM_HERE = regex(rf"离(?:我|家|这)(?:们|家|里|儿|边)*{_HOW_FAR}[呀啊呢的]*\??$")
_STATION = regex(
    rf"离(?:最近的)?地铁站?(?:{_HOW_FAR}|{_HOW_LONG})"
    r"|(?<![a-z])far [a-z ]*?from (?:the |a )?(?:nearest )?(?:metro|subway)"
)
# Whether somebody can walk it is a question of how long it is: "老人走得动吗".
_MANAGED = regex(
    "走得(?:动|到|了|拢|过去)(?:吗|么|伐|否|哇|[不勿](?=[,?]|$))"
    "|(?:能不能|能否|可不可以|好不好)走(?:得)?(?:动|到|过去)"
    "|(?:能|可以|好)(?:一个人|自己|自家)?走(?:得)?(?:动|到|过去)(?:吗|么|伐|否|[不勿](?=[,?]|$))"
    "|(?:吃得消|吃得落)走(?:过去|到)?(?:吗|么|伐|否|[不勿](?=[,?]|$))"
    r"|(?<![a-z])(?:can|could) (?:i|we|she|he|an? [a-z ]{3,20}|my [a-z]+)"
    r" (?:really |also |still )?(?:walk|make|manage)"
    r"(?: it| that| there| so far| that far)+(?![a-z])"
    r"|(?<![a-z])(?:is (?:it|that) )?walkable(?![a-z])"
)
_UP_TO = regex("(?:离|距离?)$")
_FROM_HER = regex("我(?:们|家里?|这里|这儿|这边)?离|离(?:我|这里|这儿|这边)")
# Nothing but the place and how far it is: "到蓝村路站多远", "how far is Lancun Road station".
_HER = "(?:我(?:们|家里?|这[里儿边])?|这[里儿边]|家里?|此地)"
_ALONE = regex(
    rf"(?:请问|那么?|再?我?想?问一?下?|侬晓得|你知道|,)*(?:从?{_HER})?(?:要|想|打算)*"
    rf"(?:走|步行)?(?:到|去|往|来)?{MASK}+(?:那[里边儿])?,?(?:走?过去|走路|走)?"
    rf"(?:[离距]{_HER})?,?(?:有|会|很|蛮|还)*(?:{_HOW_FAR}|{_HOW_LONG}|几远|多少远)[呀啊呢的]*"
    r"(?:,?怎么走)?\??"
)
_ALONE_IN_ENGLISH = regex(
    r"(?:and |so |then |please |tell me )*(?:"
    r"(?:how (?:far|long)|how many minutes(?:' walk)?)(?: away)?"
    r"(?:'s| is| does| would| will| it| the walk| be| take| me)*"
    r"|what(?:'s| is) the (?:walking )?distance"
    rf"|is(?: it| the walk)?(?: very| too)? (?:far|long)|is(?= [a-z ]*{MASK}+[a-z ]* far)"
    r")(?: from (?:here|me|my place))?(?: to (?:get|walk|go|reach))?(?: over)?(?: to)?(?: the)? "
    rf"{MASK}+(?: is| it)?(?: very| too)?(?: far)?(?: away| off)?"
    r"(?: from (?:here|me|my place))?(?: on foot)?\??"
)
_APART = regex(
    r"(?:[两俩2]个?|它们|[这那]些|第[^,]{1,8}|\d)(?:之间|互相|彼此)?(?:离|隔|相距)(?:开|得)?[^,]{0,3}(?:远|近)"
    r"|(?:far|distance)[a-z0-9 ]*(?:apart|between)"
)


def asks_distance(case: Case) -> bool:
    """Whether it is asked how far two things are apart; "我在…" tells where she is."""
    sentence, text = case.sentence, case.sentence.text
    mentions = sentence.mentions
    if mentions.place or mentions.goal:
        measured = _MEASURED.search(text) or _MEASURED_IN_ENGLISH.search(text)
        nearest = case.weighed.categories and _NEAREST_TO.search(text)
        home = any(case.sentence.pick.lines) and _FROM_HER.search(text)
        return bool(measured or nearest) and bool(home or not case.has("intent.set_place"))
    if mentions.text or sentence.typed:
        return False
    if measured_from(case) or (asks_if_managed(case) and not case.sentence.facility):
        return True
    if case.weighed.categories and _FROM_HERE.search(text):
        return True
    kept = masked(text, sentence.pick.spans).replace(MASK, "")
    return _FAR.fullmatch(kept) is not None


def asks_if_managed(case: Case) -> bool:
    """Whether it is asked if somebody can walk that far: "我走得动吗", "can she walk there"."""
    return _MANAGED.search(case.sentence.text) is not None


def from_station(case: Case) -> bool:
    """Whether a distance is measured from any metro station: "离地铁站多远"."""
    return _STATION.search(case.sentence.text) is not None and not case.sentence.mentions.place


def measured_from(case: Case) -> str | None:
    """Give the facility that a distance is measured from: "离微南助餐点远吗"."""
    called, text = case.sentence.called, case.sentence.text
    if called is None or not _MEASURED.search(text):
        return None
    return called.facility if _UP_TO.search(text, 0, called.start) else None


def is_of_her(case: Case) -> bool:
    """Whether it is asked how far a place is from where she is: "我住浦建路,离塘桥站远吗".

    "第二个离我家远吗,我家在微南" is asked of a line, from there.
    """
    text, mentions = case.sentence.text, case.sentence.mentions
    if any(case.sentence.pick.lines) or case.sentence.facility:
        return False
    if _is_alone(case):
        return True
    told = case.has("intent.set_place") and mentions.start and mentions.goal
    return bool(told or _FROM_HER.search(text)) and _MEASURED.search(text) is not None


def _is_alone(case: Case) -> bool:
    """Whether nothing but one place is named, and asked is how far it is."""
    sentence, mentions = case.sentence, case.sentence.mentions
    if sentence.called or sentence.pick.first or case.weighed.categories or mentions.start:
        return False
    return _is_asked_alone(masked(sentence.text, mentions.spans))


def is_of_facility(case: Case) -> bool:
    """Whether nothing but a facility is named, and asked is how far it is."""
    called, other = case.sentence.called, case.sentence.has_place or case.sentence.pick.first
    if called is None or not called.facility or other:
        return False
    return _is_asked_alone(masked(case.sentence.text, [called[:2]]))


def _is_asked_alone(text: str) -> bool:
    return bool(_ALONE.fullmatch(text) or _ALONE_IN_ENGLISH.fullmatch(text))


def is_apart(case: Case) -> bool:
    """Whether it is asked how far several are from each other, none of them a place."""
    return _APART.search(case.sentence.text) is not None and not (
        case.sentence.has_place or case.acts
    )
