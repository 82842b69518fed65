"""Minutes, moments and states in a resident's words."""

from __future__ import annotations

import math
from datetime import time, timedelta
from typing import TYPE_CHECKING

from bot.conversation.composing.hours_in_words import condition, day_of_year
from bot.lazy_regex import regex
from bot.texts import say
from geo.hours.day_states import Openness

if TYPE_CHECKING:
    from datetime import datetime

    from geo.hours.opening import OpenState
    from geo.uncertainty import Walk

_CLEAR_MIN = 2.0
"""A range narrower than this is told as one number."""

VAGUE_MIN = 15.0
"""A range wider than this says little with both its ends."""

_STEP_MIN = 5
"""A rough estimate is told in steps of so many minutes."""

_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_COMMENT = regex(r'"([^"]+)"')


def mark(number: int) -> str:
    """Write the number of a line, as it stands on the map."""
    return _MARKS[number - 1] if number <= len(_MARKS) else f"({number})"


def ordinal(number: int, language: str) -> str:
    """Say the number of a line, as it is asked for: "第六个"."""
    numbers = say(language, "list.numbers").split(",")
    return numbers[number - 1] if number <= len(numbers) else f"{number}"


def capitalised(line: str) -> str:
    """Begin a line with a capital letter, in a language that has them."""
    return line[:1].upper() + line[1:]


def walking_time(walk: Walk, language: str) -> str:
    """Say how long a walk takes, alike wherever it is told: exactly, as a range, or at most.

    Of a range that is too wide the low end says nothing: the estimate and the high end are told.
    """
    if walk.high - walk.low < _CLEAR_MIN:
        return say(language, "time.exact", minutes=max(1, round(walk.minutes)))
    if is_vague(walk):
        about = _STEP_MIN * max(1, round(walk.minutes / _STEP_MIN))
        return say(language, "time.about", minutes=about, high=math.ceil(walk.high))
    low = max(1, math.floor(walk.low))
    return say(language, "time.range", low=low, high=max(low + 1, math.ceil(walk.high)))


def is_vague(walk: Walk) -> bool:
    """Tell whether the range of a walk is too wide to be told with both its ends."""
    return walk.high - walk.low > VAGUE_MIN


def opening(
    state: OpenState, now: datetime, language: str, *, then: bool = False, hours: str = ""
) -> str:
    """Say whether it is open and until when; `then` when another moment than now is asked for.

    `hours` are the hours as written: a comment in them is the condition where they are unknown.
    """
    if state.openness is Openness.UNKNOWN:
        return _unknown(state, language, hours)
    key = f"time.{'then_' if then else ''}{state.openness.value}"
    if state.next_change is None:
        return say(language, key)
    change = state.next_change.astimezone(now.tzinfo)
    closes = state.openness is Openness.OPEN
    return say(language, f"{key}_until", when=moment(change, now, language, closes=closes))


def _unknown(state: OpenState, language: str, hours: str) -> str:
    if state.usual:
        return say(language, f"time.holiday_{state.usual.value}")
    comment = _COMMENT.search(hours)
    if comment:
        return say(language, "time.conditional", condition=condition(comment[1], language))
    return say(language, "time.unsure" if hours else "time.unknown")


def moment(when: datetime, now: datetime, language: str, *, closes: bool = False) -> str:
    """Name a moment to come, as people do: a time today, tomorrow, a weekday, a date.

    What closes at midnight closes at 24:00 of the day before.
    """
    when = when.astimezone(now.tzinfo)
    hour = f"{when:%H:%M}"
    if closes and when.time() == time():
        when, hour = when - timedelta(days=1), "24:00"
    days = (when.date() - now.date()).days
    if days == 0:
        return say(language, "time.today", clock=hour)
    if days == 1:
        return say(language, "time.tomorrow", clock=hour)
    if timedelta(0) < when - now < timedelta(days=6):
        day = say(language, "time.days").split(",")[when.weekday()]
        return say(language, "time.weekday", day=day, clock=hour)
    return say(language, "time.date", date=day_of_year(when, language), clock=hour)


def clock(closes: datetime) -> str:
    """Write an hour of closing; midnight is 24:00."""
    return "24:00" if closes.time() == time() else f"{closes:%H:%M}"


def day(when: datetime, now: datetime, language: str) -> str:
    """Name a day: this one, or by its date and weekday."""
    when = when.astimezone(now.tzinfo)
    if when.date() == now.date():
        return say(language, "time.this_day")
    name = say(language, "time.days").split(",")[when.weekday()]
    return say(language, "time.other_day", date=day_of_year(when, language), day=name)


def direction(east_m: float, north_m: float, language: str) -> str:
    """Name the way to go by the compass."""
    eighth = round(math.degrees(math.atan2(east_m, north_m)) / 45) % 8
    return say(language, "route.ways").split(",")[eighth]
