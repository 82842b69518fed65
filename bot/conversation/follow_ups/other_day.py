"""Another day of the month that was spoken of: "3号呢" after "国庆开吗" is no third line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.conversation.handlers.list_handlers import nearby
from bot.understanding.query import Intent, Query
from bot.understanding.text.numbers import number
from geo.hours.public_holidays import is_holiday

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.context import Context, Outcome

_DAY = re.compile(
    r"(?:那么?|还有|到|,|，)*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})[号日](?:那天|这天)?"
    r"(?:呢|也?开(?:门)?(?:吗|伐|不开)|开不开|关(?:门)?吗|也?有人(?:吗|伐)|有伐|有吗)"
)


def other_day(context: Context) -> Outcome | None:
    """Ask the last list of that day; None where no other day was spoken of, and today is none."""
    session, said = context.session, _DAY.fullmatch(context.turn.words)
    if said is None or not session.listed or session.slots is None or session.told:
        return None
    at = _of_month(_spoken_of(context), number(said["day"]), context.now)
    if at is None:
        return None
    language, kinds = session.language, session.slots.categories
    return nearby(
        context,
        Query(Intent.NEARBY, language, kinds, at=at, rough_at=True, open_now=True, follows=True),
    )


def _spoken_of(context: Context) -> datetime | None:
    """Give the moment of another day that was asked about last, or now on a public holiday."""
    asked = context.session.slots.at if context.session.slots else None
    if asked and asked.date() != context.now.date():
        return asked.astimezone(context.dataset.zone)
    today = context.now.date()
    return context.now if is_holiday(context.dataset.calendar, today) else None


def _of_month(near: datetime | None, day: int | None, now: datetime) -> datetime | None:
    """Give that day of the same month, unless it is over."""
    if near is None or not day:
        return None
    try:
        at = near.replace(day=day)
    except ValueError:
        return None
    return at if at.date() >= now.date() else None
