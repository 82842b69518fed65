"""The updates that were fetched and are not confirmed yet: what is answered, what blocks the rest.

Telegram keeps an update until it is confirmed, so it is confirmed only when it has been answered,
and no words wait on the disk. But Telegram gives no more than a hundred that are not confirmed:
when a flood or an answer that hangs fills those, they are deferred into the store, erased there
when they are answered, so that everybody else is heard. A position is never deferred.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bot.channels.telegram.updates.update_content import chat_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Update

_FLOOD = 50
"""So many unconfirmed updates from one chat are a flood."""

_HANGS_S = 2.0
"""An answer that is not through after this waits for a network or for Telegram's own pause."""

_LET_FINISH_S = (0.05, 0.4)
"""How long to wait for half of the updates in hand before asking for more beside them: at first,
at most."""


class PendingUpdate(NamedTuple):
    """An update in hand, and since when, in seconds of the event loop's clock."""

    update: Update
    since: float


class UnconfirmedUpdates:
    """The updates that were fetched and are not confirmed yet."""

    def __init__(self) -> None:
        """Begin with none."""
        self._pending: dict[int, PendingUpdate] = {}
        self._released: set[int] = set()
        self._done: set[int] = set()
        self._few = asyncio.Event()
        self._few_are = 0
        self._wait_s = _LET_FINISH_S[0]

    def knows(self, number: int) -> bool:
        """Tell whether an update is in hand, or was answered and is not confirmed yet."""
        return number in self._pending or number in self._released or number in self._done

    def take(self, updates: Sequence[Update]) -> None:
        """Take updates that are new in hand."""
        now = asyncio.get_running_loop().time()
        for update in updates:
            self._pending[update.update_id] = PendingUpdate(update, now)
        self._wait_s = _LET_FINISH_S[0] if updates else min(2 * self._wait_s, _LET_FINISH_S[1])

    def finish(self, number: int) -> None:
        """Put away an update that has been answered; beside an older one it is given once more."""
        if self._pending.pop(number, None) is not None or number in self._released:
            self._done.add(number)
        self._released.discard(number)
        if len(self._pending) <= self._few_are:
            self._few.set()

    async def oldest(self) -> int | None:
        """Give the oldest update in hand, after a moment to finish; None: there is none."""
        if self._pending:
            self._few.clear()
            self._few_are = len(self._pending) // 2
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._few.wait(), self._wait_s)
        oldest = min(self._pending, default=None)
        self._done = {number for number in self._done if oldest is not None and number > oldest}
        return oldest

    def blocking(self) -> list[Update]:
        """List what keeps everybody else from being heard: a flood, and an answer that hangs."""
        updates = [pending.update for pending in self._pending.values()]
        ((chat, count),) = Counter(map(chat_of, updates)).most_common(1) or [(0, 0)]
        found = [update for update in updates if chat_of(update) == chat] if count >= _FLOOD else []
        oldest = min(self._pending, default=None)
        now = asyncio.get_running_loop().time()
        if oldest is not None and now - self._pending[oldest].since > _HANGS_S:
            found.append(self._pending[oldest].update)
        return found

    def release(self, updates: Sequence[Update]) -> None:
        """Confirm updates although they are still in hand; some may be finished by now."""
        for update in updates:
            if self._pending.pop(update.update_id, None) is not None:
                self._released.add(update.update_id)
