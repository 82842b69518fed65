"""Whether a date is a public holiday, for whoever asks about the day and not about hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.hours.china_calendar import DayKind, day_kind, is_near_festival
from geo.hours.world_calendar import has_calendar, is_public_holiday

if TYPE_CHECKING:
    from datetime import date


def is_holiday(country: str, day: date) -> bool | None:
    """Tell whether a date is a public holiday; None where it may turn out to be one.

    `country` is an ISO code in capitals; one without a calendar has no holiday that is known.
    """
    if country != "CN":
        return is_public_holiday(country, day) if has_calendar(country) else False
    kind = day_kind(day)
    if kind is DayKind.UNSETTLED and is_near_festival(day):
        return None
    return kind is DayKind.HOLIDAY
