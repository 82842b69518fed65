"""The alarms of the last minutes, in memory alone: nothing of an emergency is ever stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from datetime import datetime

LASTS = timedelta(minutes=30)
_MOST = 1000


class OpenAlarm(NamedTuple):
    """Somebody was told to call for help, and it is not over.

    Attributes:
        topic: the kind of danger.
        situations: what made the advice another one, as in `Query`.
        line: what she was told first: whom to call.
        called: help was called or is on its way.
        elsewhere: a wish that has nothing to do with it was answered since.
        turns: how often the advice went on since.
        over: it is over, and something else is wanted.
    """

    topic: str
    situations: tuple[str, ...]
    line: str
    called: bool = False
    elsewhere: bool = False
    turns: int = 0
    over: bool = False

    @property
    def advice(self) -> str:
        """Name the advice that fits: that of the situation, or of the kind of danger."""
        return advice_for(self.topic, self.situations)


# Situations with advice of their own, and the kind of danger that they belong to.
_SPECIAL = {"lift": "medical", "lost": "crime", "fraud": "crime", "scam": "crime"}


def advice_for(topic: str, situations: tuple[str, ...]) -> str:
    """Name the advice for a kind of danger in some situations."""
    return next((name for name in situations if _SPECIAL.get(name) == topic), topic)


class RecentAlarms:
    """Who was told to call for help, until it is over or half an hour has passed."""

    def __init__(self) -> None:
        """Know of none."""
        self._open: dict[str, tuple[OpenAlarm, datetime]] = {}

    def of(self, person: str, now: datetime) -> OpenAlarm | None:
        """Give a person's alarm that has not ended."""
        alarm, since = self._open.get(person, (None, now))
        return alarm if now - since <= LASTS else None

    def note(self, person: str, alarm: OpenAlarm | None, told: Intent, now: datetime) -> None:
        """Take an alarm in, what became of it, or its end; `told` is the intent of the reply.

        It ends when a reply is glad that it is over, or tells that all is erased.
        """
        if alarm is not None and not alarm.over:
            _, since = self._open.pop(person, (None, now))
            self._open[person] = (alarm, now if told is Intent.EMERGENCY else since)
        elif alarm or told in {Intent.THANKS, Intent.FORGET}:
            self._open.pop(person, None)
        while len(self._open) > _MOST:
            self._open.pop(next(iter(self._open)))
