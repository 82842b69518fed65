"""The alarms of the last minutes, in memory alone: nothing of an emergency is ever stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.open_alarm import OpenAlarm, ToldBefore

LASTS = timedelta(minutes=30)
DEAF_FOR = timedelta(hours=24)
"""That somebody cannot hear is known for the talk, like where she is, but in memory alone."""
STEP_LASTS = timedelta(minutes=10)
_MOST = 1000
Known = TypeVar("Known")


class Lately(Generic[Known]):
    """What is known of the last persons for a while; what is too old is dropped."""

    def __init__(self, lasts: timedelta) -> None:
        """Know of none; each is known for so long after it was noted."""
        self._lasts = lasts
        self._known: dict[str, tuple[Known, datetime]] = {}

    def of(self, person: str, now: datetime) -> Known | None:
        """Give what is known of a person."""
        known, since = self._known.get(person, (None, now))
        return known if now - since <= self._lasts else None

    def note(self, person: str, known: Known, since: datetime, now: datetime) -> None:
        """Know this of a person since a moment, and drop what is too old."""
        self._known.pop(person, None)
        self._known[person] = (known, since)
        self.drop(now)

    def forget(self, person: str, now: datetime) -> tuple[Known | None, datetime]:
        """Drop what is known of a person, and give it, with since when."""
        return self._known.pop(person, (None, now))

    def drop(self, now: datetime) -> None:
        """Drop whatever is too old, and the oldest of too many."""
        old = [who for who, (_, since) in self._known.items() if now - since > self._lasts]
        for who in (*old, *list(self._known)[:-_MOST]):
            self._known.pop(who, None)


class RecentAlarms:
    """Who was told to call for help, until it is over or half an hour has passed.

    Who cannot telephone is known for a day after she spoke last, or until all is erased.
    """

    def __init__(self) -> None:
        """Know of none."""
        self._open: Lately[OpenAlarm] = Lately(LASTS)
        self._ended: Lately[OpenAlarm] = Lately(LASTS)
        self._deaf: Lately[bool] = Lately(DEAF_FOR)
        self._before: Lately[ToldBefore] = Lately(STEP_LASTS)

    def of(self, person: str, now: datetime) -> OpenAlarm | None:
        """Give a person's alarm that has not ended."""
        return self._open.of(person, now)

    def ended(self, person: str, now: datetime) -> OpenAlarm | None:
        """Give a person's alarm that ended a short while ago: more may be asked of it."""
        return self._ended.of(person, now)

    def before(self, person: str, now: datetime) -> ToldBefore | None:
        """Give what a person said just before that may be the first step of a danger."""
        return self._before.of(person, now)

    def note_before(self, person: str, told: ToldBefore | None, now: datetime) -> None:
        """Know what a person has said, or that it led to nothing."""
        self._before.forget(person, now)
        if told is not None:
            self._before.note(person, told, now, now)

    def is_deaf(self, person: str, now: datetime) -> bool:
        """Tell whether a person has told that she cannot hear."""
        return bool(self._deaf.of(person, now))

    def note_deaf(self, person: str, told: Intent, now: datetime) -> None:
        """Know that a person cannot hear; `told` is the intent of the reply."""
        self._deaf.forget(person, now)
        if told is not Intent.FORGET:
            self._deaf.note(person, True, now, now)  # noqa: FBT003 - what is known

    def note(self, person: str, alarm: OpenAlarm | None, told: Intent, now: datetime) -> None:
        """Take an alarm in, what became of it, or its end; `told` is the intent of the reply.

        It ends when a reply is glad that it is over, or tells that all is erased.
        """
        for known in (self._open, self._ended, self._before):
            known.drop(now)
        if alarm is not None and not alarm.over:
            _, since = self._open.forget(person, now)
            self._open.note(person, alarm, now if told is Intent.EMERGENCY else since, now)
        elif alarm or told in {Intent.THANKS, Intent.FORGET}:
            self._end(person, alarm, told, now)

    def _end(self, person: str, ended: OpenAlarm | None, told: Intent, now: datetime) -> None:
        """Take an alarm out, and know for a while that it was there, unless all is erased."""
        alarm, _ = self._open.forget(person, now)
        alarm = ended or alarm
        if told is Intent.FORGET:
            self._ended.forget(person, now)
        elif alarm:
            self._ended.note(person, alarm, now, now)
