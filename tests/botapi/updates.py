"""The queue of updates: numbered, kept until confirmed, sometimes twice or out of order."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.botapi.wire import Json

# Unless asked for, Telegram does not send these (https://core.telegram.org/bots/api#getupdates).
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
# How long the reference server keeps an update, by kind, in seconds.
_LIFETIME_S = {"inline_query": 30, "chosen_inline_result": 600, "callback_query": 150}
_DAY_S = 86_400
_REMEMBERED, _AGAIN_S = 20, 600


@dataclass(frozen=True, slots=True)
class Update:
    """One thing that happened; `twice` when it is to come again after it was confirmed."""

    number: int
    kind: str
    body: Json
    expires_at: float
    twice: bool = False

    def as_json(self) -> Json:
        """The update as it is delivered."""
        return {"update_id": self.number, self.kind: self.body}


class UpdateQueue:
    """Updates that wait for the bot; the caller holds the lock of the state."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Start empty; `clock` gives seconds since 1970."""
        self._clock = clock
        self._first = self._last = 100_000_000
        self._pending: list[Update] = []
        self._echoes: list[Update] = []
        self._confirmed: deque[tuple[float, Update]] = deque(maxlen=_REMEMBERED)
        self.allowed: frozenset[str] = frozenset()
        self.paused = False

    def __len__(self) -> int:
        """How many updates are not confirmed."""
        return len(self._pending)

    @property
    def count(self) -> int:
        """How many updates there have been."""
        return self._last - self._first

    @property
    def is_empty(self) -> bool:
        """Whether nothing will be delivered any more."""
        return not self._pending and not self._echoes

    def waiting(self) -> list[Json]:
        """The updates that are not confirmed and not too old, as they are delivered."""
        self._expire()
        return [update.as_json() for update in self._pending]

    def allow(self, kinds: Iterable[str]) -> None:
        """Only these kinds from now on; none named means the usual ones."""
        self.allowed = frozenset(kinds)

    def add(self, kind: str, body: Json, *, twice: bool = False, early: bool = False) -> int | None:
        """Queue an update and return its number; None for a kind that was not asked for.

        `early` puts it before the update that is last in the queue.
        """
        if kind in _ON_REQUEST - self.allowed or (self.allowed and kind not in self.allowed):
            return None
        self._last += 1
        expires_at = self._clock() + _LIFETIME_S.get(kind, _DAY_S)
        update = Update(self._last, kind, body, expires_at, twice)
        place = len(self._pending) - 1 if early and self._pending else len(self._pending)
        self._pending.insert(place, update)
        return update.number

    def poll(self, offset: int, limit: int) -> list[Json]:
        """Confirm what is before `offset` (negative: all but the last ones); the next updates."""
        self._expire()
        if offset < 0:
            self._confirm(self._pending[:offset])
        elif offset > 0:
            self._confirm([update for update in self._pending if update.number < offset])
        if self.paused:
            return []
        answer = (self._echoes + self._pending)[:limit]
        self._echoes = self._echoes[limit:]
        return [update.as_json() for update in answer]

    def first(self) -> Update | None:
        """The next update for a webhook."""
        self._expire()
        waiting = self._echoes or self._pending
        return waiting[0] if waiting and not self.paused else None

    def delivered(self, update: Update) -> None:
        """A webhook took this update."""
        if update in self._echoes:
            self._echoes.remove(update)
        else:
            self._confirm([update])

    def again(self, count: int) -> None:
        """Deliver the last so many that were confirmed in the last minutes once more."""
        since = self._clock() - _AGAIN_S
        recent = [update for at, update in self._confirmed if at > since]
        self._echoes += [replace(update, twice=False) for update in recent[-count:] if count]

    def drop(self) -> None:
        """Forget all that waits."""
        self._pending, self._echoes = [], []

    def _confirm(self, done: list[Update]) -> None:
        numbers = {update.number for update in done}
        self._confirmed.extend((self._clock(), update) for update in done)
        self._echoes += [replace(update, twice=False) for update in done if update.twice]
        self._pending = [update for update in self._pending if update.number not in numbers]

    def _expire(self) -> None:
        now = self._clock()
        self._pending = [update for update in self._pending if update.expires_at > now]
