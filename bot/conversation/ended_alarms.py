"""That an alarm is over, and a wish behind it, in one sentence: "出来了 谢谢 附近有食堂吗"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.understanding.query import Query

_DESPAIR = "suicide"
_PARTS = re.compile(r"(?<![a-zA-Z'])\s+|[,，。.;；!！]+\s*")
_MOST_PARTS = 6
_ASKS_WHERE = re.compile(r"[哪附旁]|最近|\b(?:where|near|nearest|nearby)\b", re.IGNORECASE)
# What tells that it is not quite over.
_BUT = re.compile(
    r"但是?|可是|不过|就是|还在|还是|又|[疼痛晕咳喘血]|\b(?:but|still|again|hurts?|pain)\b",
    re.IGNORECASE,
)


def behind_an_end(context: Context, query: Query, text: str) -> tuple[Context, Query]:
    """Give the wish alone, the alarm closed, where the front of a sentence tells of its end.

    Otherwise all stays as it is.
    """
    alarm = context.alarm
    if alarm is None or alarm.over or alarm.topic == _DESPAIR:
        return context, query
    parts = [one for one in _PARTS.split(text.strip()) if one][:_MOST_PARTS]
    if query.intent is Intent.EMERGENCY or _BUT.search(text):
        parts = []
    for count in range(1, len(parts)):
        front = context.understander.understand(" ".join(parts[:count]), context.now)
        rest = " ".join(parts[count:])
        if alarm.left(front.after, of_others=False) is None:
            wish = context.understander.understand(rest, context.now)
            if _is_wish(wish, rest):
                event = replace(context.event, text=rest)
                over = alarm._replace(over=True, besides=())
                return replace(context, event=event, alarm=over), wish
    return context, query


def _is_wish(query: Query, text: str) -> bool:
    """Tell whether words want something, and tell of no danger."""
    if query.intent is Intent.EMERGENCY or query.doubt:
        return False
    return query.plain or bool(query.categories) or bool(_ASKS_WHERE.search(text))
