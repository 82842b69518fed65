"""What is said of a day that is a public holiday: hours of ordinary days promise nothing for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.composing import phrases
from geo.hours.day_states import Openness
from geo.hours.opening import opening
from geo.hours.public_holidays import is_holiday

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.conversation.composing.composer import Composer
    from geo.facility import Facility


def holiday_line(composer: Composer, facilities: Iterable[Facility], at: datetime) -> list[str]:
    """Say that a moment (aware) is on a holiday, where it is not known who is open then."""
    dataset = composer.dataset
    day = at.astimezone(dataset.zone).date()
    holiday = is_holiday(dataset.calendar, day)
    if holiday is False:
        return []
    states = (opening(one.opening_hours, at, dataset.zone, dataset.calendar) for one in facilities)
    if all(state.openness is not Openness.UNKNOWN for state in states):
        return []
    when = phrases.day(at, composer.now, composer.language)
    key = "holiday.day" if holiday else "holiday.perhaps"
    return [phrases.capitalised(composer.say(key, day=when))]
