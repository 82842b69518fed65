"""From when to when it is open: whether somebody gets there before it closes, or on a day."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from bot.conversation.composing import phrases
from geo.hours.day_states import Openness
from geo.hours.opening import open_minutes

if TYPE_CHECKING:
    from bot.conversation.composing.composer import Composer
    from bot.conversation.reply import Listed
    from geo.facility import Facility

_TO_SPARE_MIN = 5.0
"""Nobody is in time who comes as the door is shut."""


def before_closing(composer: Composer, one: Listed, at: datetime, *, asked: bool) -> str:
    """Say whether somebody who sets out at a moment (aware) arrives before it closes.

    That she does is said where it is asked.
    """
    state = one.opening
    if state.openness is not Openness.OPEN or state.next_change is None or one.walk is None:
        return ""
    left = (state.next_change - at) / timedelta(minutes=1)
    if one.walk.high + _TO_SPARE_MIN <= left:
        return composer.say("time.in_time") if asked else ""
    key = "time.too_late" if one.walk.low >= left else "time.perhaps_late"
    return composer.say(key, left=round(left))


def opens_on(composer: Composer, facility: Facility, at: datetime) -> str:
    """Say from when to when it is surely open on the day of a moment (aware); else nothing."""
    dataset = composer.dataset
    midnight = datetime.combine(at.astimezone(dataset.zone).date(), time(), dataset.zone)
    spans = open_minutes(facility.opening_hours, midnight.date(), dataset.calendar)
    told = (
        composer.say(
            "time.opens_on",
            when=phrases.moment(
                midnight + timedelta(minutes=begins), composer.now, composer.language
            ),
            closes=phrases.clock(midnight + timedelta(minutes=ends)),
        )
        for begins, ends in spans
    )
    return composer.say("list.semicolon").join(told)
