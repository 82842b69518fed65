"""Which meal is meant, and when, where only the day, its part or the meal is said."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.understanding.services import CANTEEN
from bot.understanding.slots.meal import ANY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.query import Query

_USUAL_HOURS = {"breakfast": 8, "lunch": 11, "dinner": 17}
"""When people go for a meal, so that those who need long are still in time for it."""

_MORNING, _NOON, _EVENING = range(5, 9), (12,), range(18, 21)
_LATE = 18
_DAY_ALONE = 10
"""The hour that stands for a day of which nothing else is said."""


def asked_meal(query: Query, categories: Sequence[str], last: str = "") -> str:
    """Give the meal that is asked for; an hour at a canteen asks what is served then.

    `last` is the meal of the question that this one leans on.
    """
    meal = query.meal or last
    if query.open_now and not (query.meal or query.at):
        return ANY if last else ""  # "哪家现在开着" is not asked of the dinner listed before
    if query.meal in _USUAL_HOURS or query.at is None:
        return meal
    if not query.rough_at:
        return ANY if meal or CANTEEN in categories else ""
    return (_of_the_part(query.at) or meal) if meal else ""


def _of_the_part(at: datetime) -> str:
    """Give the meal of a part of a day, by the hour that stands for it; "" for a whole day."""
    if at.hour == _DAY_ALONE:
        return ""
    meals = (("breakfast", _MORNING), ("lunch", _NOON), ("dinner", _EVENING))
    return next((meal for meal, hours in meals if at.hour in hours), ANY)


def asked_at(query: Query, meal: str, last: datetime | None, now: datetime) -> datetime | None:
    """Give the moment that is asked about: without an hour, one at which the meal is eaten.

    `last` is the moment of the question that this one leans on. None: now.
    """
    at = query.at or (None if query.open_now else last)
    if at and last and query.on_any_day and last.date() > now.date():
        at = datetime.combine(last.date(), at.timetz())
        # Eight of today may be over; of another day it is eight in the morning.
        late = query.either_half and at.hour >= _LATE
        at = at - timedelta(hours=12) if late else at
    hour = _USUAL_HOURS.get(meal)
    assumed = query.rough_at if query.at else bool(query.meal)
    if at is None or hour is None or not assumed:
        return at
    usual = at.replace(hour=hour, minute=0)
    return usual if usual > now else None
