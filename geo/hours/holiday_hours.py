"""What a day off does to opening hours: holidays, make-up working days, dates not settled yet.

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
say which one holds: hours that do not mention holidays promise nothing for one. An unsettled date
is in a year whose notice is not known: a Mo-Fr office is surely closed then at night and at a
festival, and unknown by day; hours that are the same all week are in doubt within a week of a
festival only.

- Hours name a very date when they differ from what is usual, the hours of most of the same
  weekdays two weeks before, on and after it: `2026 Oct 03 10:00-12:00`, `Mo[1] off`.
- Outside China the parser's calendar of that country decides. For a country that it does not
  know, hours that name PH ask `geo.hours.world_calendar`; where that cannot tell, they are what an
  ordinary day and a holiday agree on. Other hours are as written.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.hours.china_calendar import DayKind, day_kind, is_near_festival, is_weekend
from geo.hours.day_states import Openness, agreed, closed_day, read_day
from geo.hours.world_calendar import is_public_holiday

if TYPE_CHECKING:
    from datetime import date

    from geo.hours.day_states import Day
    from geo.hours.timetable import Timetable


@lru_cache(maxsize=1 << 15)
def states_of(timetable: Timetable, day: date) -> Day:
    """Tell the states of a date: the table of this module, row by row."""
    written = ordinary_states(timetable, day)
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
    return agreed(readings)


def _by_world_calendar(timetable: Timetable, day: date) -> Day:
    """Tell the states of a date by what hours say of holidays, in another country than China."""
    is_holiday = is_public_holiday(timetable.country, day)
    if is_holiday is None:
        return agreed([ordinary_states(timetable, day), _on_holiday(timetable, day)])
    return _on_holiday(timetable, day) if is_holiday else ordinary_states(timetable, day)


def _on_holiday(timetable: Timetable, day: date) -> Day:
    """Read the date as a public holiday."""
    if timetable.on_holiday is not None:
        return read_day(timetable.on_holiday, timetable.day_start_min, day)
    written, week = ordinary_states(timetable, day), _usual_week(timetable, day)
    if written != week[day.weekday()]:
        return written
    if _is_office(week):
        return closed_day(timetable.day_start_min)
    return agreed([written, week[6], closed_day(timetable.day_start_min)])


def _on_make_up(timetable: Timetable, day: date) -> Day:
    """Read the date as a working Saturday or Sunday."""
    written, week = ordinary_states(timetable, day), _usual_week(timetable, day)
    if written != week[day.weekday()]:
        return written
    return agreed(week[:5] if _is_office(week) else [written, *week[:5]])


def _is_office(week: list[Day]) -> bool:
    """Say whether a usual week is closed all Saturday and Sunday, and not all the other days."""
    shut = [{span.openness for span in day} == {Openness.CLOSED} for day in week]
    return shut[5] and shut[6] and not all(shut)


def _usual_week(timetable: Timetable, day: date) -> list[Day]:
    """Tell what is usual from Monday to Sunday around a date."""
    monday = day - timedelta(days=day.weekday())
    return [_usual(timetable, monday + timedelta(days=n)) for n in range(7)]


def _usual(timetable: Timetable, day: date) -> Day:
    """Take what most of three dates two weeks apart say, so that one special date is outvoted."""
    three = [ordinary_states(timetable, day + timedelta(weeks=n)) for n in (0, -2, 2)]
    return Counter(three).most_common(1)[0][0]


def ordinary_states(timetable: Timetable, day: date) -> Day:
    """Read a date as an ordinary day."""
    return read_day(timetable.ordinary, timetable.day_start_min, day)
