"""The same question of two days: told once where nothing differs, else one below the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing import phrases
from bot.conversation.handlers.combining import joined

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_NO_DAY = "·"


def is_other_day(query: Query, other: Query) -> bool:
    """Whether a further wish is the same question of another day: "明天后天呢"."""
    days = query.at and other.at and query.at.date() != other.at.date()
    return bool(days) and _asked(query) == _asked(other)


def _asked(query: Query) -> tuple[object, ...]:
    """What is asked, whatever the day."""
    place = query.place or query.place_text
    return query.intent, query.categories, place, query.facility, query.pick, query.listed


def of_both_days(
    context: Context, days: tuple[Query, Query], first: Outcome, second: Outcome
) -> Outcome:
    """Put the answers of two days together; what is the same is told once."""
    one, other = (day.at for day in days)
    if not (one and other):
        return joined(first, second)
    told, again = (
        _without_day(context, outcome.reply.text, at)
        for outcome, at in ((first, one), (second, other))
    )
    if not told.endswith(again):
        return joined(first, second)
    names = (_day(context, one), _day(context, other))
    line = context.say("heard.same_days", one=phrases.capitalised(names[0]), other=names[1])
    return first.but(text=f"{line}\n{first.reply.text}")


def _without_day(context: Context, text: str, at: datetime) -> str:
    """Take the name of a day out of an answer about it."""
    dated = phrases.day(at, context.now, context.session.language)
    for name in (dated, phrases.capitalised(dated), _day(context, at)):
        text = text.replace(name, _NO_DAY)
    return text


def _day(context: Context, at: datetime) -> str:
    """Name a day as a moment of it is named: "明天", "周四"; today has no word in a moment."""
    said = phrases.moment(at, context.now, context.session.language)
    named = said.replace(f"{at:%H:%M}", "").strip().removesuffix(" at")
    return named or context.say("time.this_day")
