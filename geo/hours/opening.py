"""Open at a moment? Until when?

What a date says is read by `geo.hours.holiday_hours`, holidays and make-up working days included.

- An opening that runs past midnight belongs to the day on which it began.
- A comment is a condition that nobody has checked: such hours are unknown, never open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from geo.hours.day_states import Openness, state_at, whole_minutes
from geo.hours.holiday_hours import ordinary_states, states_of
from geo.hours.timetable import find_problem, read_timetable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from zoneinfo import ZoneInfo

    from geo.hours.timetable import Timetable

HORIZON_DAYS = 400
"""How far the next change is looked for: past all holidays, for what is monthly or yearly."""


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
    minute = whole_minutes(local - datetime.combine(day, time()))
    usual = state_at(ordinary_states(timetable, day), minute)
    return OpenState(now, change, None if usual is Openness.UNKNOWN else usual)


def open_minutes(hours: str, day: date, country: str = "CN") -> tuple[tuple[int, int], ...]:
    """Give from when to when it is surely open on a day: minutes after its midnight.

    Nothing where it is closed all day, and where the hours are unknown.
    """
    timetable = read_timetable(hours.strip(), country.upper())
    if timetable is None:
        return ()
    spans = (span for span in states_of(timetable, day) if span.openness is Openness.OPEN)
    return tuple((span.begin_min, span.end_min) for span in spans)


def validate_hours(text: str) -> str | None:
    """Say what is wrong with these hours and what to write instead, or None. Empty is right."""
    return find_problem(text.strip()) if text.strip() else None


def _changes_from(timetable: Timetable, local: datetime) -> Iterator[tuple[datetime, Openness]]:
    """Yield each state and when it begins, from the one that holds at the local time on."""
    first = (local - timedelta(minutes=timetable.day_start_min)).date()
    for n in range(HORIZON_DAYS):
        day = first + timedelta(days=n)
        midnight = datetime.combine(day, time())
        for span in states_of(timetable, day):
            if midnight + timedelta(minutes=span.end_min) > local:
                yield midnight + timedelta(minutes=span.begin_min), span.openness
