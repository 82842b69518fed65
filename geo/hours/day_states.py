"""The states of a day as spans: open, closed, unknown; and what several readings agree on."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.hours.timetable import DAY_MIN

if TYPE_CHECKING:
    from datetime import date

    from opening_hours import OpeningHours


class Openness(StrEnum):
    """Whether a facility serves at a moment; unknown is never shown as either."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class DaySpan(NamedTuple):
    """One state from `begin_min` to `end_min`, minutes after the midnight of its day."""

    begin_min: int
    end_min: int
    openness: Openness


Day = tuple[DaySpan, ...]


@lru_cache(maxsize=1 << 16)
def read_day(parsed: OpeningHours, day_start_min: int, day: date) -> Day:
    """Let the parser tell the states of a date, from the minute it turns to that of the next."""
    midnight = datetime.combine(day, time())
    start = midnight + timedelta(minutes=day_start_min)
    spans = parsed.intervals(start, start + timedelta(days=1))
    return tuple(
        DaySpan(
            whole_minutes(begin - midnight),
            whole_minutes(end - midnight),
            _openness(str(state), comment),
        )
        for begin, end, state, comment in spans
    )


def whole_minutes(span: timedelta) -> int:
    """Count the whole minutes of a span."""
    return int(span.total_seconds()) // 60


def _openness(state: str, comment: str) -> Openness:
    """Translate the parser's state; open with a comment is open on a condition."""
    openness = Openness(state)
    return Openness.UNKNOWN if openness is Openness.OPEN and comment else openness


def closed_day(day_start_min: int) -> Day:
    """Make a day closed throughout."""
    return (DaySpan(day_start_min, day_start_min + DAY_MIN, Openness.CLOSED),)


def agreed(readings: list[Day]) -> Day:
    """Keep what all readings of a day agree on; the rest is unknown."""
    edges = sorted({edge for day in readings for span in day for edge in span[:2]})
    return tuple(
        DaySpan(begin, end, _common({state_at(day, begin) for day in readings}))
        for begin, end in pairwise(edges)
    )


def state_at(day: Day, minute: int) -> Openness:
    """Tell the state at a minute of a day."""
    return next(span.openness for span in day if span.begin_min <= minute < span.end_min)


def _common(states: set[Openness]) -> Openness:
    """Give the one state, or unknown for several."""
    return next(iter(states)) if len(states) == 1 else Openness.UNKNOWN
