"""An alarm is over, and something else is wanted in the same breath: "出来了,附近有坐的地方吗"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.query import Intent, Query

if TYPE_CHECKING:
    from bot.conversation.alarms import OpenAlarm
    from bot.conversation.context import Context

_CLAUSES = re.compile(
    r"[,，。;；!！?？\n]+|\.(?=\s|$)|(?<=[㐀-鿿])\s+|(?<=\d)\s+(?=[㐀-鿿])"
    r"|(?=但是|可是|不过)|(?i:\s+(?=but\b)|\s+and\s+(?=where\b|how\b|is there\b))"
)
OTHERS = re.compile(
    r"[他她伊]|妈|爸|爷|奶|外婆|外公|老[头公婆太伴]|儿子|女儿|孩子|小[孩囡]|孙|阿[婆公姨]|邻居|朋友"
    r"|\b(?:he|she|his|her|him|they|mother|father|mum|dad|husband|wife|son|daughter)\b",
    re.IGNORECASE,
)
# Smoke and gas are breathed in before they are gone.
_UNWELL = re.compile(
    r"咳|喉咙|嗓子|呛|熏|胸闷|气[急喘]|喘|恶心|想吐|吐了|头[晕痛疼昏]|难受|不舒服|[烫烧]伤|烫到|烧到|流血|受伤|[痛疼]"
    r"|\b(?:cough(?:ing)?|throat|dizzy|sick|unwell|headache|burn(?:t|ed|s)?|hurts?|chest|breathe?)\b",
    re.IGNORECASE,
)
_HURT = re.compile(
    r"受伤|流血|出血|骨折|摔|撞|昏|晕|喘|胸闷|[烫烧]伤|\b(?:bleeding|hurt|injured|burn(?:t|ed)|fell)\b",
    re.IGNORECASE,
)
_BREATHED_IN = frozenset({"fire", "gas"})
_ILL = frozenset({"medical", "suicide"})
SEEKS = re.compile(
    r"哪|附近|怎么走|在啥|有没有|有伐|\b(?:where|near|nearby|nearest|how)\b", re.IGNORECASE
)
_COURTESY = frozenset({Intent.THANKS, Intent.GREET})
_NO_WISH = frozenset({Intent.UNKNOWN, Intent.HUMAN, Intent.FEEDBACK, *_COURTESY})


def left_after(context: Context, alarm: OpenAlarm, query: Query) -> OpenAlarm | None:
    """Give what is still open after what is said; None when nothing is."""
    return alarm.left(query.after, of_others=bool(OTHERS.search(context.turn.text)))


def closed(context: Context, query: Query) -> tuple[Context, Query]:
    """Close an alarm that is told to be over in the same breath as a wish, and give the wish."""
    alarm = context.alarm
    if alarm is None:
        return context, query
    if query.plain and left_after(context, alarm, query) is None:
        return _over(context, alarm), query
    wish = _beside_the_end(context, alarm)
    if wish is None:
        return context, query
    context, rest = wish
    return _over(context, alarm), rest


def _over(context: Context, alarm: OpenAlarm) -> Context:
    return replace(context, alarm=alarm._replace(over=True, besides=()))


def _beside_the_end(context: Context, alarm: OpenAlarm) -> tuple[Context, Query] | None:
    """Read what is said beside the clauses that tell of the end; None where it is no wish."""
    clauses = [one.strip() for one in _CLAUSES.split(context.turn.text) if one.strip()]
    if len(clauses) == 1:
        return None
    read = {one: context.understander.understand(one, context.now) for one in clauses}
    ended = [one for one in clauses if _ends(alarm, one, read[one])]
    rest = [one for one in clauses if one not in ended and read[one].intent not in _COURTESY]
    if not (ended and rest):
        return None
    words = " ".join(rest)
    query = context.understander.understand(words, context.now)
    query = next((read[one] for one in rest if read[one].intent is Intent.EMERGENCY), query)
    if _is_hurt(alarm, words, query):
        query = Query(Intent.EMERGENCY, query.language, topic="medical", place=query.place)
    if query.intent is not Intent.EMERGENCY and not query.plain and _UNWELL.search(words):
        return None
    if query.doubt or (query.intent in _NO_WISH and not SEEKS.search(words)):
        return None
    return replace(context, event=replace(context.event, text=words)), query


def _ends(alarm: OpenAlarm, words: str, query: Query) -> bool:
    others = bool(OTHERS.search(words))
    return not query.plain and alarm.left(query.after, of_others=others) is None


def _is_hurt(alarm: OpenAlarm, words: str, query: Query) -> bool:
    """Tell whether somebody is hurt, or has breathed in what is gone, whatever she looks for."""
    if alarm.topic in _BREATHED_IN:
        return bool(_UNWELL.search(words))
    return alarm.advice not in _ILL and not query.plain and bool(_HURT.search(words))
