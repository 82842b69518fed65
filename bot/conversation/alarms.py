"""The alarms of the last minutes, in memory alone: nothing of an emergency is ever stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from bot.understanding.query import Intent

if TYPE_CHECKING:
    from datetime import datetime

    from bot.conversation.reply import Reply

LASTS = timedelta(minutes=30)
_MOST = 1000


class _Raised(NamedTuple):
    """What a resident was told first, and when."""

    line: str
    at: datetime


class RecentAlarms:
    """Who was told to call for help, until it is over or half an hour has passed."""

    def __init__(self) -> None:
        """Know of none."""
        self._raised: dict[str, _Raised] = {}

    def first_line(self, person: str, now: datetime) -> str | None:
        """Give the first line of a person's alarm that has not ended."""
        raised = self._raised.get(person)
        return raised.line if raised and now - raised.at <= LASTS else None

    def note(self, person: str, reply: Reply, now: datetime) -> None:
        """Take an alarm in, or its end: a reply of thanks, or that all is erased."""
        if reply.intent is Intent.EMERGENCY:
            self._raised.pop(person, None)
            self._raised[person] = _Raised(reply.text.partition("\n")[0], now)
        elif reply.intent in {Intent.THANKS, Intent.FORGET}:
            self._raised.pop(person, None)
        while len(self._raised) > _MOST:
            self._raised.pop(next(iter(self._raised)))
