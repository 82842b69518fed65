"""Whether a date is a public holiday outside China, where the parser of hours has no calendar."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

NOT_KNOWN = "none"
"""What a dataset gives for a calendar where nobody knows the holidays."""

_ESTIMATED = "estimated"
"""A holiday by the moon's first sight has this in its name; it may be a day sooner or later."""


def has_calendar(country: str) -> bool:
    """Tell whether `holidays` has the holidays of a country (ISO 3166-1 alpha-2)."""
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - 65 ms that most towns need not wait for

    return len(country) == 2 and any(country in names for names in COUNTRIES.values())


def is_public_holiday(country: str, day: date) -> bool | None:
    """Tell whether a date is a national holiday; None where that is not known.

    `country` is an ISO code in capitals; one without a calendar has no date that is known.
    """
    if not has_calendar(country):
        return None
    settled, estimated = _year(country, day.year)
    if day in settled:
        return True
    around = {day + timedelta(days=shift) for shift in (-1, 0, 1)}
    return False if around.isdisjoint(estimated) else None


@lru_cache(maxsize=64)
def _year(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Give the holidays of a year: those whose date is settled, and those that are estimated."""
    from holidays import country_holidays  # noqa: PLC0415 - as above

    named = country_holidays(country, years=year, language="en_US")
    estimated = frozenset(day for day, name in named.items() if _ESTIMATED in name)
    return frozenset(named) - estimated, estimated
