"""Open at a moment? Until when? With Chinese holidays and make-up working days.

The parser's own Chinese calendar misses most of Golden Week and every make-up working day, so the
kind of a day comes from `geo.hours.china_calendar`. An ordinary day is as written; on the others

| hours that                  | holiday          | make-up day             | unsettled date       |
| --------------------------- | ---------------- | ----------------------- | -------------------- |
| are 24/7                    | as written       | as written              | as written           |
| are the same all week       | weekday ∩ closed | as written              | ∩ of all it may be   |
| are closed on Sa and Su     | closed           | Mo ∩ Tu ∩ We ∩ Th ∩ Fr  | ∩ of all it may be   |
| differ in another way       | wd ∩ Su ∩ closed | weekday ∩ Mo ∩ … ∩ Fr   | ∩ of all it may be   |
| name this very date         | as written       | as written              | as written           |
| name PH                     | the PH rule      | the row above that fits | ∩ of all it may be   |

∩ is what the readings agree on; where they differ the state is unknown, for the source does not
say which one holds: hours that do not mention holidays promise nothing for one. `OpenState.usual`
then tells what an ordinary day is like at this time. An unsettled date is in a year whose notice
is not known: a Mo-Fr office is surely closed then at night and at a festival, and unknown by day;
hours that are the same all week are in doubt within a week of a festival only.

- Hours name a very date when they differ from what is usual, the hours of most of the same
  weekdays two weeks before, on and after it: `2026 Oct 03 10:00-12:00`, `Mo[1] off`.
- An opening that runs past midnight belongs to the day on which it began.
- A comment is a condition that nobody has checked: such hours are unknown, never open.
- Outside China the parser's calendar of that country decides. For a country that it does not
  know, hours that name PH ask `geo.hours.world_calendar`; where that cannot tell, they are what an
  ordinary day and a holiday agree on. Other hours are as written.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geo.hours.china_calendar import DayKind, day_kind, is_near_festival, is_weekend
from geo.hours.timetable import DAY_MIN, find_problem, read_timetable
from geo.hours.world_calendar import is_public_holiday

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from opening_hours import OpeningHours

    from geo.hours.timetable import Timetable

HORIZON_DAYS = 400
"""How far the next change is looked for: past all holidays, for what is monthly or yearly."""


class Openness(StrEnum):
    """Whether a facility serves at a moment; unknown is never shown as either."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpenState:
    """What is so at a moment, and when it next changes (aware; None: unknown or never).

    `usual` is what an ordinary day is like at this time where the kind of day alone makes the
    state unknown, and None else.
    """

    openness: Openness
    next_change: datetime | None = None
    usual: Openness | None = None


def opening(hours: str, moment: datetime, zone: ZoneInfo, country: str = "CN") -> OpenState:
    """Say whether a place with these hours is open, and when it surely opens or closes next.

    Args:
        hours: OpenStreetMap syntax; empty or unreadable hours are unknown, never an error.
        moment: aware; a naive one is read as local time in `zone`.
        zone: where the place is, and what `next_change` is given in.
        country: ISO code of the country whose holidays count; without a calendar of it no date is
            known to be one, nor not to be.
    """
    timetable = read_timetable(hours.strip(), country.upper())
    if timetable is None:
        return OpenState(Openness.UNKNOWN)
    local = (moment.astimezone(zone) if moment.tzinfo else moment).replace(tzinfo=None)
    changes = _changes_from(timetable, local)
    _, now = next(changes)
    for begins, openness in changes:
        if openness is not now:
            sure = Openness.UNKNOWN not in (now, openness)
            return _told(timetable, local, now, begins.replace(tzinfo=zone) if sure else None)
    return _told(timetable, local, now, None)


def _told(
    timetable: Timetable, local: datetime, now: Openness, change: datetime | None
) -> OpenState:
    """Add what is usual at this time, where only the kind of day leaves it open."""
    if now is not Openness.UNKNOWN:
        return OpenState(now, change)
    day = (local - timedelta(minutes=timetable.day_start_min)).date()
    minute = _minutes(local - datetime.combine(day, time()))
    usual = _at(_written(timetable, day), minute)
    return OpenState(now, change, None if usual is Openness.UNKNOWN else usual)


def open_minutes(hours: str, day: date, country: str = "CN") -> tuple[tuple[int, int], ...]:
    """Give from when to when it is surely open on a day: minutes after its midnight.

    Nothing where it is closed all day, and where the hours are unknown.
    """
    timetable = read_timetable(hours.strip(), country.upper())
    if timetable is None:
        return ()
    spans = (span for span in _states(timetable, day) if span.openness is Openness.OPEN)
    return tuple((span.begin_min, span.end_min) for span in spans)


def validate_hours(text: str) -> str | None:
    """Say what is wrong with these hours and what to write instead, or None. Empty is right."""
    return find_problem(text.strip()) if text.strip() else None


class _Span(NamedTuple):
    """One state from `begin_min` to `end_min`, minutes after the midnight of its day."""

    begin_min: int
    end_min: int
    openness: Openness


_Day = tuple[_Span, ...]


def _changes_from(timetable: Timetable, local: datetime) -> Iterator[tuple[datetime, Openness]]:
    """Yield each state and when it begins, from the one that holds at the local time on."""
    first = (local - timedelta(minutes=timetable.day_start_min)).date()
    for n in range(HORIZON_DAYS):
        day = first + timedelta(days=n)
        midnight = datetime.combine(day, time())
        for span in _states(timetable, day):
            if midnight + timedelta(minutes=span.end_min) > local:
                yield midnight + timedelta(minutes=span.begin_min), span.openness


@lru_cache(maxsize=1 << 15)
def _states(timetable: Timetable, day: date) -> _Day:
    """Tell the states of a date: the table of this module, row by row."""
    written = _written(timetable, day)
    if timetable.country != "CN" and not timetable.never_shut:
        return _by_world_calendar(timetable, day)
    kind = DayKind.ORDINARY if timetable.never_shut else day_kind(day)
    if kind is DayKind.ORDINARY:
        return written
    if not timetable.follows_calendar:
        doubtful = kind is DayKind.HOLIDAY or (kind is DayKind.UNSETTLED and is_near_festival(day))
        return _on_holiday(timetable, day) if doubtful else written
    if kind is DayKind.HOLIDAY:
        return _on_holiday(timetable, day)
    if kind is DayKind.MAKE_UP:
        return _on_make_up(timetable, day)
    readings = [written, _on_holiday(timetable, day)]
    if is_weekend(day):
        readings.append(_on_make_up(timetable, day))
    return _agreed(readings)


def _by_world_calendar(timetable: Timetable, day: date) -> _Day:
    """Tell the states of a date by what hours say of holidays, in another country than China."""
    is_holiday = is_public_holiday(timetable.country, day)
    if is_holiday is None:
        return _agreed([_written(timetable, day), _on_holiday(timetable, day)])
    return _on_holiday(timetable, day) if is_holiday else _written(timetable, day)


def _on_holiday(timetable: Timetable, day: date) -> _Day:
    """Read the date as a public holiday."""
    if timetable.on_holiday is not None:
        return _read(timetable.on_holiday, timetable.day_start_min, day)
    written, week = _written(timetable, day), _usual_week(timetable, day)
    if written != week[day.weekday()]:
        return written
    if _is_office(week):
        return _closed(timetable.day_start_min)
    return _agreed([written, week[6], _closed(timetable.day_start_min)])


def _on_make_up(timetable: Timetable, day: date) -> _Day:
    """Read the date as a working Saturday or Sunday."""
    written, week = _written(timetable, day), _usual_week(timetable, day)
    if written != week[day.weekday()]:
        return written
    return _agreed(week[:5] if _is_office(week) else [written, *week[:5]])


def _is_office(week: list[_Day]) -> bool:
    """Say whether a usual week is closed all Saturday and Sunday, and not all the other days."""
    shut = [{span.openness for span in day} == {Openness.CLOSED} for day in week]
    return shut[5] and shut[6] and not all(shut)


def _usual_week(timetable: Timetable, day: date) -> list[_Day]:
    """Tell what is usual from Monday to Sunday around a date."""
    monday = day - timedelta(days=day.weekday())
    return [_usual(timetable, monday + timedelta(days=n)) for n in range(7)]


def _usual(timetable: Timetable, day: date) -> _Day:
    """Take what most of three dates two weeks apart say, so that one special date is outvoted."""
    three = [_written(timetable, day + timedelta(weeks=n)) for n in (0, -2, 2)]
    return Counter(three).most_common(1)[0][0]


def _written(timetable: Timetable, day: date) -> _Day:
    """Read a date as an ordinary day."""
    return _read(timetable.ordinary, timetable.day_start_min, day)


@lru_cache(maxsize=1 << 16)
def _read(parsed: OpeningHours, day_start_min: int, day: date) -> _Day:
    """Let the parser tell the states of a date, from the minute it turns to that of the next."""
    midnight = datetime.combine(day, time())
    start = midnight + timedelta(minutes=day_start_min)
    spans = parsed.intervals(start, start + timedelta(days=1))
    return tuple(
        _Span(_minutes(begin - midnight), _minutes(end - midnight), _openness(str(state), comment))
        for begin, end, state, comment in spans
    )


def _minutes(span: timedelta) -> int:
    """Count the whole minutes of a span."""
    return int(span.total_seconds()) // 60


def _openness(state: str, comment: str) -> Openness:
    """Translate the parser's state; open with a comment is open on a condition."""
    openness = Openness(state)
    return Openness.UNKNOWN if openness is Openness.OPEN and comment else openness


def _closed(day_start_min: int) -> _Day:
    """Make a day closed throughout."""
    return (_Span(day_start_min, day_start_min + DAY_MIN, Openness.CLOSED),)


def _agreed(readings: list[_Day]) -> _Day:
    """Keep what all readings of a day agree on; the rest is unknown."""
    edges = sorted({edge for day in readings for span in day for edge in span[:2]})
    return tuple(
        _Span(begin, end, _common({_at(day, begin) for day in readings}))
        for begin, end in pairwise(edges)
    )


def _at(day: _Day, minute: int) -> Openness:
    """Tell the state at a minute of a day."""
    return next(span.openness for span in day if span.begin_min <= minute < span.end_min)


def _common(states: set[Openness]) -> Openness:
    """Give the one state, or unknown for several."""
    return next(iter(states)) if len(states) == 1 else Openness.UNKNOWN
