"""Whether a meal is still served when somebody gets there."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.conversation.composing.hours_in_words import hours_in_words
from bot.lazy_regex import regex
from bot.texts import say
from bot.understanding.slots.meal import ANY
from geo.hours.day_states import Openness
from geo.hours.opening import opening

if TYPE_CHECKING:
    from bot.conversation.composing.composer import Composer
    from bot.conversation.reply import Listed
    from geo.dataset.dataset import Dataset
    from geo.facility import Facility

_EVERY_DAY = regex(r"(?:Mo-Su )?(\d\d:\d\d-\d\d:\d\d)")
_SPAN = regex(r"(\d\d:\d\d)-(\d\d:\d\d)")


class _Meal(NamedTuple):
    """A meal on one day; `sure` is false where only an ordinary day of this kind has it."""

    key: str
    begins: datetime
    ends: datetime
    sure: bool


def served(composer: Composer, one: Listed, meal: str, at: datetime) -> str:
    """Say whether a meal, or any, is served to somebody who sets out at a moment (aware)."""
    facility, dataset = one.facility, composer.dataset
    keys = [known.key for known in facility.meals] if meal == ANY else [meal]
    of_the_day = list(filter(None, (_on_the_day(facility, key, at, dataset) for key in keys)))
    if not of_the_day:
        asked = composer.say("meals.any" if meal == ANY else f"meals.{meal}")
        return composer.say("meals.unknown", meal=asked)
    of_the_day.sort(key=lambda known: known.begins)
    low, high = (one.walk.low, one.walk.high) if one.walk else (0.0, 0.0)
    soon, late = (at + timedelta(minutes=minutes) for minutes in (low, high))
    if meal == ANY and not of_the_day[0].sure:
        # That nobody knows of the holiday is told of the hours already.
        usual = [clock_times(facility, known.key, composer.language) for known in of_the_day]
        return composer.say("meals.usual", meals=composer.series(usual))
    return _told(composer, of_the_day, at, (soon, late))


def _told(
    composer: Composer, meals: list[_Meal], at: datetime, arrival: tuple[datetime, datetime]
) -> str:
    """Say of the meals of a day, in their order, what somebody finds who arrives between two."""
    soon, late = arrival
    over = [known for known in meals if known.ends <= soon]
    left = [known for known in meals if known.ends > soon]
    if not left:
        return _one(composer, over[-1], "over" if at == composer.now else "then_over")
    first = left[0]
    if late >= first.begins:
        return _one(composer, first, "in_time" if late < first.ends else "perhaps")
    ended = [_one(composer, over[-1], "ended")] if over and first.sure else []
    return composer.say("list.semicolon").join([*ended, _one(composer, first, "later")])


def _one(composer: Composer, meal: _Meal, case: str) -> str:
    return composer.say(
        f"meals.{case if meal.sure else 'holiday'}",
        meal=composer.say(f"meals.{meal.key}"),
        begins=f"{meal.begins:%H:%M}",
        ends=f"{meal.ends:%H:%M}",
    )


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


def _on_the_day(facility: Facility, key: str, at: datetime, dataset: Dataset) -> _Meal | None:
    """Find when a meal begins and ends on the day of a moment, as on an ordinary day."""
    hours, day = facility.hours_of(key), at.astimezone(dataset.zone).date()
    for span in _SPAN.finditer(hours):
        begins, ends = (
            datetime.combine(day, time.fromisoformat(clock), dataset.zone)
            for clock in span.groups()
        )
        state = opening(hours, begins, dataset.zone, dataset.calendar)
        if Openness.OPEN in {state.openness, state.usual}:
            return _Meal(key, begins, ends, sure=state.openness is Openness.OPEN)
    return None
