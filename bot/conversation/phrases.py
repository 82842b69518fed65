"""Minutes, moments and hours in a resident's words."""

from __future__ import annotations

import math
import re
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.texts import say
from geo.hours.opening import Openness

if TYPE_CHECKING:
    from datetime import datetime

    from geo.hours.opening import OpenState
    from geo.uncertainty import Walk

_CLEAR_MIN = 2.0
"""A range narrower than this is told as one number."""

_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def mark(number: int) -> str:
    """Write the number of a line, as it stands on the map."""
    return _MARKS[number - 1] if number <= len(_MARKS) else f"({number})"


def walking_time(walk: Walk, language: str) -> str:
    """Say how long a walk takes, with its range where that matters."""
    low, high = math.floor(walk.low), math.ceil(walk.high)
    minutes = max(1, round(walk.minutes))
    if walk.high - walk.low < _CLEAR_MIN:
        return say(language, "time.exact", minutes=minutes)
    if low < 1:
        return say(language, "time.upto", minutes=minutes, high=high)
    return say(language, "time.range", low=low, high=high)


def opening(state: OpenState, now: datetime, language: str, *, then: bool = False) -> str:
    """Say whether it is open and until when; `then` when another moment than now is asked for."""
    if state.openness is Openness.UNKNOWN:
        usual = state.usual.value if state.usual else ""
        return say(language, f"time.holiday_{usual}" if usual else "time.unknown")
    key = f"time.{'then_' if then else ''}{state.openness.value}"
    if state.next_change is None:
        return say(language, key)
    return say(language, f"{key}_until", when=moment(state.next_change, now, language))


def moment(when: datetime, now: datetime, language: str) -> str:
    """Name a moment to come, as people do: a time today, tomorrow, a weekday, a date."""
    when = when.astimezone(now.tzinfo)
    days = (when.date() - now.date()).days
    clock = f"{when:%H:%M}"
    if days == 0:
        return say(language, "time.today", clock=clock)
    if days == 1:
        return say(language, "time.tomorrow", clock=clock)
    if timedelta(0) < when - now < timedelta(days=6):
        day = say(language, "time.days").split(",")[when.weekday()]
        return say(language, "time.weekday", day=day, clock=clock)
    return say(language, "time.date", month=when.month, dom=when.day, clock=clock)


def hours(text: str, language: str) -> str:
    """Put OpenStreetMap's opening hours into words."""
    if text == "24/7":
        return say(language, "detail.all_hours")
    names = dict(zip(_DAYS, say(language, "time.days").split(","), strict=True))
    words = text.replace("Mo-Su", say(language, "detail.everyday"))
    words = re.sub(r"\b(Mo|Tu|We|Th|Fr|Sa|Su)\b", lambda day: names[day[1]], words)
    return re.sub(r"(\d)-(\d)", r"\1–\2", words)


def direction(east_m: float, north_m: float, language: str) -> str:
    """Name the way to go by the compass."""
    eighth = round(math.degrees(math.atan2(east_m, north_m)) / 45) % 8
    return say(language, "route.ways").split(",")[eighth]
