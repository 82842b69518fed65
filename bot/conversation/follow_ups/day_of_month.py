"""A day of the month after a day was asked about: "3号呢" after "国庆开吗" is no third line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.understanding.turns.dates import day_of_month_in
from geo.hours.public_holidays import is_holiday

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.context import Context
    from bot.understanding.query import Query

_MONTHS = 12


def by_date(context: Context, query: Query) -> Query:
    """Read "3号呢" as a date where the last question was about another day, or on a holiday.

    A day of this month that is over is one of the next.
    """
    known = context.session.listed or context.session.facility
    found = day_of_month_in(context.turn) if known else None
    since = _day_spoken_of(context) if found else None
    if found is None or since is None:
        return query
    now, month = context.now, since.month
    if month == now.month and found.day < now.day:
        month = month % _MONTHS + 1
    return context.understander.understand(found.in_month(month), now)


def _day_spoken_of(context: Context) -> datetime | None:
    slots, now = context.session.slots, context.now
    asked = (context.session.day, slots.at if slots else None)
    other = next((at for at in asked if at and at.date() != now.date()), None)
    if other:
        return other
    return now if is_holiday(context.dataset.calendar, now.date()) else None
