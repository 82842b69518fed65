"""What kind of day a date is in mainland China: ordinary, a holiday, a make-up working day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


_AROUND_DAYS = 8
"""The longest holidays so far, and the weekend before them, lie within so many days."""


class DayKind(StrEnum):
    """What the State Council's yearly notice makes of a date.

    UNSETTLED is a date of a year whose notice is not known here: it may turn out to be ordinary,
    a shifted rest day or a make-up working day.
    """

    ORDINARY = "ordinary"
    HOLIDAY = "holiday"
    MAKE_UP = "make-up"
    UNSETTLED = "unsettled"


def day_kind(day: date) -> DayKind:
    """Tell what kind of day this is; an ordinary weekend is ordinary."""
    notice = _notice(day.year)
    if day in notice.worked:
        return DayKind.MAKE_UP
    if day in notice.rest:
        return DayKind.HOLIDAY
    return DayKind.ORDINARY if notice.known else DayKind.UNSETTLED


def is_weekend(day: date) -> bool:
    """Tell a Saturday or Sunday."""
    return day.weekday() >= 5


def is_near_festival(day: date) -> bool:
    """Tell a date that a longer holiday around a festival may take in."""
    around = (day + timedelta(days=n) for n in range(-_AROUND_DAYS, _AROUND_DAYS + 1))
    return any(other in _notice(other.year).rest for other in around)


def last_settled_year(today: date) -> int:
    """Give the last year, this one or the next or one before, whose yearly notice is known here."""
    return next(year for year in range(today.year + 1, 0, -1) if _notice(year).known)


@dataclass(frozen=True, slots=True)
class _Notice:
    """One year: its holidays with the days shifted to them, and its make-up working days."""

    rest: frozenset[date]
    worked: frozenset[date]
    known: bool = True


@lru_cache(maxsize=64)
def _notice(year: int) -> _Notice:
    """Read a published year from `chinese_calendar`, any other from `holidays`."""
    import chinese_calendar  # noqa: PLC0415 - 8 ms that hours without weekdays need not wait for

    rest = frozenset(day for day in chinese_calendar.holidays if day.year == year)
    if not rest:
        return _notice_of_another_year(year)
    return _Notice(rest, frozenset(day for day in chinese_calendar.workdays if day.year == year))


def _notice_of_another_year(year: int) -> _Notice:
    """Take the whole year once `holidays` holds its make-up days, else what the law fixes.

    The festivals themselves are fixed by 《全国年节及纪念日放假办法》; the State Council shifts
    days around them by a notice in the autumn before. A year without a make-up day is a
    forecast: its festivals are right, the days around them are not known.
    """
    from holidays import country_holidays  # noqa: PLC0415 - 0.3 s, needed for few questions

    published = country_holidays("CN", years=year)
    worked = frozenset(day for day in published.weekend_workdays if day.year == year)
    if not worked:
        fixed = country_holidays("CN", years=year, observed=False)
        return _Notice(frozenset(fixed), worked, known=False)
    return _Notice(_with_weekends(frozenset(published), worked), worked)


def _with_weekends(rest: frozenset[date], worked: frozenset[date]) -> frozenset[date]:
    """Add the weekends that lengthen a holiday, which `holidays` leaves out."""
    days = set(rest)
    for start in rest:
        for step in (timedelta(days=-1), timedelta(days=1)):
            day = start + step
            while is_weekend(day) and day not in worked and day.year == start.year:
                days.add(day)
                day += step
    return frozenset(days)
