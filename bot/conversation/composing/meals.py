"""Whether a meal is still served when somebody gets there."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.conversation.composing.hours_in_words import hours_in_words
from bot.texts import say
from geo.hours.day_states import Openness
from geo.hours.opening import opening

if TYPE_CHECKING:
    from bot.conversation.reply import Listed
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

_EVERY_DAY = re.compile(r"(?:Mo-Su )?(\d\d:\d\d-\d\d:\d\d)")
_SPAN = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")


def served(one: Listed, meal: str, at: datetime, dataset: Dataset, language: str) -> str:
    """Say whether a meal is served to somebody who sets out at a moment (aware)."""
    name = say(language, f"meals.{meal}")
    hours = one.facility.hours_of(meal)
    begins, ends = _hours_on(hours, at, dataset)
    if begins is None or ends is None:
        return say(language, "meals.unknown", meal=name)
    low, high = (one.walk.low, one.walk.high) if one.walk else (0.0, 0.0)
    soon, late = (at + timedelta(minutes=minutes) for minutes in (low, high))
    known = {"meal": name, "begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}"}
    if opening(hours, begins, dataset.zone, dataset.calendar).openness is Openness.UNKNOWN:
        return say(language, "meals.holiday", **known)
    return say(language, f"meals.{_case(begins, ends, soon, late)}", **known)


def listed(facility: Facility, language: str) -> str:
    """Name all meals of a canteen with their hours; empty when no source tells them."""
    comma = "，" if language == "zh" else ", "
    told = [clock_times(facility, one.key, language) for one in facility.meals]
    return say(language, "meals.line", meals=comma.join(told)) if told else ""


def clock_times(facility: Facility, meal: str, language: str) -> str:
    """Name a meal with its hours: those of every day by the clock alone, others in words."""
    hours = facility.hours_of(meal)
    every_day = _EVERY_DAY.fullmatch(hours)
    told = every_day[1].replace("-", "–") if every_day else hours_in_words(hours, language)
    return say(language, "meals.one", meal=say(language, f"meals.{meal}"), hours=told)


def _case(begins: datetime, ends: datetime, soon: datetime, late: datetime) -> str:
    if soon >= ends:
        return "over"
    if late < begins:
        return "later"
    return "in_time" if late < ends else "perhaps"


def _hours_on(
    hours: str, at: datetime, dataset: Dataset
) -> tuple[datetime | None, datetime | None]:
    """Find when a meal begins and ends on the day of a moment, as on an ordinary day."""
    today = at.astimezone(dataset.zone).date()
    for span in _SPAN.finditer(hours):
        begins, ends = (
            datetime.combine(today, time.fromisoformat(clock), dataset.zone)
            for clock in span.groups()
        )
        state = opening(hours, begins, dataset.zone, dataset.calendar)
        if Openness.OPEN in {state.openness, state.usual}:
            return begins, ends
    return None, None
