"""A day of the month after a day was asked about: "3号呢" after "国庆开吗" is no third line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding.text.numbers import CHINESE_NUMBER, number
from geo.hours.public_holidays import is_holiday

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.context import Context
    from bot.understanding.query import Query

_DAY = re.compile(
    rf"(?:那么?|,)*(?P<day>\d{{1,2}}|{CHINESE_NUMBER})[号日]"
    "(?P<rest>(?:呢|也|还|都|开|门|有人|上班|营业|行|可以|吗|么|伐|不|,)*)"
)
_LAST_DAY, _MONTHS = 31, 12


def by_date(context: Context, query: Query) -> Query:
    """Read "3号呢" as a date where the last question was about another day, or on a holiday."""
    found = _DAY.fullmatch(context.turn.plain)
    since = _day_spoken_of(context) if found and context.session.listed else None
    day = number(found["day"]) if found else None
    if found is None or since is None or not day or day > _LAST_DAY:
        return query
    passed = (since.month, day) < (context.now.month, context.now.day)
    month = (
        since.month % _MONTHS + 1 if passed and since.month == context.now.month else since.month
    )
    return context.understander.understand(f"{month}月{day}号{found['rest'] or '呢'}", context.now)


def _day_spoken_of(context: Context) -> datetime | None:
    slots, now = context.session.slots, context.now
    if slots and slots.at and slots.at.date() != now.date():
        return slots.at
    return now if is_holiday(context.dataset.calendar, now.date()) else None
