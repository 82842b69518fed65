"""Feasts and terms of the year → their next day."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Feast = Any
"""As `moment.toml` writes it: [month, day]; the English name of a holiday of China in the package
`holidays`; or a table with `holiday`, its `country` and `days` after its first day, or with the
`month` and the `century_constant` of a solar term."""

_YEARS_AHEAD = 2


def next_day(feast: Feast, today: date) -> date:
    """Give the day of the feast that is today or comes next."""
    if isinstance(feast, list):
        return next(day for day in _yearly(feast[0], feast[1], today) if day >= today)
    if isinstance(feast, str):
        return min((day for day in _days(feast, "CN", today.year) if day >= today), default=today)
    days = _of_table(feast, today)
    return min((day for day in days if day >= today), default=today)


def _of_table(feast: dict[str, Any], today: date) -> Iterator[date]:
    if "century_constant" in feast:
        return _solar_term(feast["month"], feast["century_constant"], today)
    firsts: dict[int, date] = {}
    for day in sorted(_days(feast["holiday"], feast.get("country", "CN"), today.year)):
        firsts.setdefault(day.year, day)
    return (first + timedelta(days=feast.get("days", 0)) for first in firsts.values())


def _yearly(month: int, day: int, today: date) -> Iterator[date]:
    return (date(today.year + ahead, month, day) for ahead in range(_YEARS_AHEAD))


def _solar_term(month: int, constant: float, today: date) -> Iterator[date]:
    """The day of a solar term in this century: ⌊0.2422·y + C⌋ − ⌊y/4⌋ (寿星通用公式)."""
    for year in range(today.year, today.year + _YEARS_AHEAD):
        short = year % 100
        yield date(year, month, int(short * 0.2422 + constant) - short // 4)


@cache
def _days(holiday: str, country: str, year: int) -> tuple[date, ...]:
    """Every day of a holiday, last year to the next: a feast may begin days after its first."""
    from holidays import country_holidays  # noqa: PLC0415 - 0.3 s, needed for few sentences

    years = range(year - 1, year + _YEARS_AHEAD)
    days = country_holidays(country, years=years, observed=False, language="en_US")
    return tuple(days.get_named(holiday, lookup="exact"))
