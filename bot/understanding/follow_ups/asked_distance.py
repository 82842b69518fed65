"""How far one thing is from another: "它离塘桥站多远", "1和3离得远吗"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding.patterns import MASK, masked

if TYPE_CHECKING:
    from bot.understanding.rules.case import Case

_HOW_FAR = "(?:有?多远|远不远|远[吗么]|近不近|近[吗么]|多少路)"
_HOW_LONG = "要?走?(?:多久|多长时间|多少时间|几分钟|多少分钟)"
# "它离塘桥站多远", "离蓝村路站呢": measured from a place, which is not where she is.
_MEASURED = re.compile(
    rf"(?:离|距离?|隔)[^,]{{0,14}}?(?:{_HOW_FAR}|{_HOW_LONG}|呢)|距离[^,]{{0,6}}多少"
)
_MEASURED_IN_ENGLISH = re.compile(
    r"(?<![a-z])how (?:far|long)(?! (?:can|could|do|will|would|should|did))[a-z ]*? (?:from|to) "
    r"|(?<![a-z])(?:distance|far|close) (?:from|to|between) "
)
_NEAREST_TO = re.compile("离[^,]{1,14}?最近的?|(?:nearest|closest)[a-z ]* to ")
_FAR = re.compile(
    r"(?:那|它|他|这|个|家|里|儿|边|离|我|住|的|地方|从|走|路|过去|会|很|要)*?"
    rf"{_HOW_FAR}[呀啊呢的]*\??"
    r"|(?:and )?(?:how far(?: away)?(?: is (?:it|that|this)| are they)?"
    r"|is (?:it|that|this) (?:very |too )?far(?: away)?|far"
    r"|how long (?:does it take|is the walk|will it take)(?: to (?:get|walk) there)?)\??"
)
_FROM_HERE = re.compile(rf"离(?:我|家|这)(?:们|家|里|儿|边)*{_HOW_FAR}[呀啊呢的]*\??$")
_STATION = re.compile(
    rf"离(?:最近的)?地铁站?(?:{_HOW_FAR}|{_HOW_LONG})"
    r"|(?<![a-z])far [a-z ]*?from (?:the |a )?(?:nearest )?(?:metro|subway)"
)
_UP_TO = re.compile("(?:离|距离?)$")
_FROM_HER = re.compile("我(?:们|家里?|这里|这儿|这边)?离|离(?:我|这里|这儿|这边)")
_APART = re.compile(
    r"(?:[两俩2]个?|它们|[这那]些|第[^,]{1,8}|\d)(?:之间|互相|彼此)?(?:离|隔|相距)(?:开|得)?[^,]{0,3}(?:远|近)"
    r"|(?:far|distance)[a-z0-9 ]*(?:apart|between)"
)


def asks_distance(case: Case) -> bool:
    """Whether it is asked how far two things are apart; "我在…" tells where she is."""
    sentence, text = case.sentence, case.sentence.text
    spot = sentence.spot
    if spot.place or spot.goal:
        measured = _MEASURED.search(text) or _MEASURED_IN_ENGLISH.search(text)
        nearest = case.weighed.categories and _NEAREST_TO.search(text)
        return bool(measured or nearest) and not case.has("intent.set_place")
    if spot.text or sentence.typed:
        return False
    if measured_from(case):
        return True
    if case.weighed.categories and _FROM_HERE.search(text):
        return True
    kept = masked(text, sentence.pick.spans).replace(MASK, "")
    return _FAR.fullmatch(kept) is not None


def from_station(case: Case) -> bool:
    """Whether a distance is measured from any metro station: "离地铁站多远"."""
    return _STATION.search(case.sentence.text) is not None and not case.sentence.spot.place


def measured_from(case: Case) -> str | None:
    """Give the facility that a distance is measured from: "离微南助餐点远吗"."""
    called, text = case.sentence.called, case.sentence.text
    if called is None or not _MEASURED.search(text):
        return None
    return called.facility if _UP_TO.search(text, 0, called.start) else None


def is_of_her(case: Case) -> bool:
    """Whether it is asked how far a place is from where she is: "我住浦建路,离塘桥站远吗"."""
    text, spot = case.sentence.text, case.sentence.spot
    told = case.has("intent.set_place") and spot.start and spot.goal
    return bool(told or _FROM_HER.search(text)) and _MEASURED.search(text) is not None


def is_apart(case: Case) -> bool:
    """Whether it is asked how far several are from each other, none of them a place."""
    return _APART.search(case.sentence.text) is not None and not (
        case.sentence.has_place or case.acts
    )
