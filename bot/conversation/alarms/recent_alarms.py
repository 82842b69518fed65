"""The alarms of the last minutes, in memory alone: nothing of an emergency is ever stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.open_alarm import OpenAlarm, ToldBefore

LASTS = timedelta(minutes=30)
DEAF_FOR = timedelta(hours=24)
"""That somebody cannot hear is known for the talk, like where she is, but in memory alone."""
STEP_LASTS = timedelta(minutes=10)
_MOST = 1000


class RecentAlarms:
    """Who was told to call for help, until it is over or half an hour has passed.

    Who cannot telephone is known for a day after she spoke last, or until all is erased.
    """

    def __init__(self) -> None:
        """Know of none."""
        self._open: dict[str, tuple[OpenAlarm, datetime]] = {}
        self._ended: dict[str, tuple[OpenAlarm, datetime]] = {}
        self._deaf: dict[str, datetime] = {}
        self._before: dict[str, tuple[ToldBefore, datetime]] = {}

    def of(self, person: str, now: datetime) -> OpenAlarm | None:
        """Give a person's alarm that has not ended."""
        alarm, since = self._open.get(person, (None, now))
        return alarm if now - since <= LASTS else None

    def ended(self, person: str, now: datetime) -> OpenAlarm | None:
        """Give a person's alarm that ended a short while ago: more may be asked of it."""
        alarm, since = self._ended.get(person, (None, now))
        return alarm if now - since <= LASTS else None

    def before(self, person: str, now: datetime) -> ToldBefore | None:
        """Give what a person said just before that may be the first step of a danger."""
        told, since = self._before.get(person, (None, now))
        return told if now - since <= STEP_LASTS else None

    def note_before(self, person: str, told: ToldBefore | None, now: datetime) -> None:
        """Know what a person has said, or that it led to nothing; what is too old is dropped."""
        self._before.pop(person, None)
        if told is not None:
            self._before[person] = (told, now)
        while self._before:  # the oldest stand first
            oldest, (_, since) = next(iter(self._before.items()))
            if now - since <= STEP_LASTS and len(self._before) <= _MOST:
                break
            self._before.pop(oldest)

    def is_deaf(self, person: str, now: datetime) -> bool:
        """Tell whether a person has told that she cannot hear."""
        since = self._deaf.get(person)
        return since is not None and now - since <= DEAF_FOR

    def note_deaf(self, person: str, told: Intent, now: datetime) -> None:
        """Know that a person cannot hear; `told` is the intent of the reply."""
        self._deaf.pop(person, None)
        if told is not Intent.FORGET:
            self._deaf[person] = now
        while len(self._deaf) > _MOST:
            self._deaf.pop(next(iter(self._deaf)))

    def note(self, person: str, alarm: OpenAlarm | None, told: Intent, now: datetime) -> None:
        """Take an alarm in, what became of it, or its end; `told` is the intent of the reply.

        It ends when a reply is glad that it is over, or tells that all is erased.
        """
        if alarm is not None and not alarm.over:
            _, since = self._open.pop(person, (None, now))
            self._open[person] = (alarm, now if told is Intent.EMERGENCY else since)
        elif alarm or told in {Intent.THANKS, Intent.FORGET}:
            self._end(person, told, now)
        while len(self._open) > _MOST:
            self._open.pop(next(iter(self._open)))

    def _end(self, person: str, told: Intent, now: datetime) -> None:
        """Take an alarm out, and know for a while that it was there, unless all is erased."""
        alarm, _ = self._open.pop(person, (None, now))
        if told is Intent.FORGET:
            self._ended.pop(person, None)
        elif alarm:
            self._ended[person] = (alarm, now)
        while len(self._ended) > _MOST:
            self._ended.pop(next(iter(self._ended)))
