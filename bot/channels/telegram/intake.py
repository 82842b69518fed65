"""What comes from Telegram: each update once, in the order of its chat, and none lost to a kill.

Telegram keeps an update until it is confirmed, so it is confirmed only when it has been answered,
and no words wait on the disk. But Telegram gives no more than a hundred that are not confirmed:
when a flood or an answer that hangs fills those, they are set aside in the store, erased there when
they are answered, so that everybody else is heard. A position is never set aside.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from telegram import Update
from telegram.ext import BaseUpdateProcessor, ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.reading import UNREADABLE, tells_position, written

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Sequence
    from datetime import timedelta

    from telegram._utils.types import JSONDict

    from bot.channels.telegram.clerk import Clerk

_log = logging.getLogger(__name__)

_AT_ONCE = 10_000
_MOST_AT_A_TIME = 100
"""Telegram gives no more updates at a time, the oldest that is not confirmed first."""

_FLOOD = 50
"""So many of these from one chat are a flood."""

_HANGS_S = 2.0
"""An answer that is not through after this waits for a network or for Telegram's own pause."""

_LET_FINISH_S = (0.05, 0.4)
"""How long to wait for half of the updates in hand before asking for more beside them: at first,
at most."""


class Held(NamedTuple):
    """An update in hand, and since when, in seconds of the monotonic clock."""

    update: Update
    since: float


class Unfinished:
    """The updates that were fetched and are not confirmed yet."""

    def __init__(self) -> None:
        """Begin with none."""
        self._held: dict[int, Held] = {}
        self._let_go: set[int] = set()
        self._done: set[int] = set()
        self._few = asyncio.Event()
        self._few_held = 0
        self._wait_s = _LET_FINISH_S[0]

    def knows(self, number: int) -> bool:
        """Tell whether an update is in hand, or was answered and is not confirmed yet."""
        return number in self._held or number in self._let_go or number in self._done

    def take(self, updates: Sequence[Update]) -> None:
        """Hold updates that are new."""
        for update in updates:
            self._held[update.update_id] = Held(update, time.monotonic())
        self._wait_s = _LET_FINISH_S[0] if updates else min(2 * self._wait_s, _LET_FINISH_S[1])

    def finish(self, number: int) -> None:
        """Put away an update that has been answered; beside an older one it is given once more."""
        if self._held.pop(number, None) is not None or number in self._let_go:
            self._done.add(number)
        self._let_go.discard(number)
        if len(self._held) <= self._few_held:
            self._few.set()

    async def oldest(self) -> int | None:
        """Give the oldest update that is held, after a moment to finish; None: none is held."""
        if self._held:
            self._few.clear()
            self._few_held = len(self._held) // 2
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._few.wait(), self._wait_s)
        oldest = min(self._held, default=None)
        self._done = {number for number in self._done if oldest is not None and number > oldest}
        return oldest

    def crowding(self) -> list[Update]:
        """List what keeps everybody else from being heard: a flood, and an answer that hangs."""
        updates = [held.update for held in self._held.values()]
        ((chat, count),) = Counter(map(chat_of, updates)).most_common(1) or [(0, 0)]
        found = [update for update in updates if chat_of(update) == chat] if count >= _FLOOD else []
        oldest = min(self._held, default=None)
        if oldest is not None and time.monotonic() - self._held[oldest].since > _HANGS_S:
            found.append(self._held[oldest].update)
        return found

    def let_go(self, updates: Sequence[Update]) -> None:
        """Confirm updates although they are still in hand; some may be finished by now."""
        for update in updates:
            if self._held.pop(update.update_id, None) is not None:
                self._let_go.add(update.update_id)


class Fetching(HTTPXRequest):
    """Fetches updates, and leaves those in hand unread: Telegram sends them again each time."""

    def __init__(self, unfinished: Unfinished, **options: Any) -> None:  # noqa: ANN401 - as above it
        """Take what `HTTPXRequest` takes."""
        super().__init__(**options)
        self._unfinished = unfinished
        self.is_full = False
        self.doubts = False
        self.unreadable = 0

    def parse_json_payload(self, payload: bytes) -> JSONDict:  # type: ignore[override]
        """Read an answer; `is_full` tells whether Telegram may have more than it holds."""
        answer = HTTPXRequest.parse_json_payload(payload)
        result = answer.get("result")
        if isinstance(result, list):
            self.is_full = len(result) >= _MOST_AT_A_TIME
            knows = self._unfinished.knows
            fresh = [update for update in result if not knows(update["update_id"])]
            answer["result"] = [one for one in fresh if self._can_be_read(one)]
        return answer

    def _can_be_read(self, update: JSONDict) -> bool:
        """Tell whether the library knows what an update is; looked at only while in doubt."""
        if not self.doubts:
            return True
        try:
            Update.de_json(update, None)
        except UNREADABLE:
            self.unreadable = max(self.unreadable, update["update_id"])
            return False
        return True


class PatientBot(ExtBot[int]):
    """A bot that confirms no update before it has been answered."""

    def __init__(
        self,
        token: str,
        fetching: Fetching,
        unfinished: Unfinished,
        clerk: Clerk,
        **options: Any,  # noqa: ANN401 - whatever `ExtBot` takes
    ) -> None:
        """Take what `ExtBot` takes, and a clerk to set updates aside."""
        super().__init__(token, get_updates_request=fetching, **options)
        self._fetching, self._unfinished, self._clerk = fetching, unfinished, clerk

    async def get_updates(
        self,
        offset: int | None = None,
        limit: int | None = None,
        timeout: float | timedelta | None = None,  # noqa: ASYNC109 - Telegram's own parameter
        allowed_updates: Sequence[str] | None = None,
        **options: Any,  # noqa: ANN401 - as ExtBot
    ) -> tuple[Update, ...]:
        """Fetch what is new; beside updates that are still in hand, without waiting for more."""
        oldest = await self._unfinished.oldest()
        if oldest is not None:
            offset, timeout = min(offset or oldest, oldest), 0
        elif self._fetching.unreadable:
            offset = max(offset or 0, self._fetching.unreadable + 1)
            self._fetching.unreadable = 0
        try:
            updates = await super().get_updates(
                offset=offset,
                limit=limit,
                timeout=timeout,  # type: ignore[arg-type] # whatever the library passed in
                allowed_updates=allowed_updates,
                **options,
            )
        except UNREADABLE:
            _log.warning("an update could not be read; it is passed over")
            self._fetching.doubts = True
            return ()
        self._unfinished.take(updates)
        if not updates and self._fetching.is_full:
            await self._make_room()
        return updates

    async def _make_room(self) -> None:
        """Let Telegram forget what keeps others from being heard: on the disk first.

        Only a message that tells a position would be lost to a kill: such words are not written.
        """
        crowding = self._unfinished.crowding()
        kept = [one for one in crowding if not tells_position(one)]
        await self._clerk.set_aside([(one.update_id, written(one)) for one in kept])
        self._unfinished.let_go(crowding)


class Intake(BaseUpdateProcessor):
    """Handles each update once: one after the other in a chat, chats beside each other."""

    def __init__(self, clerk: Clerk, unfinished: Unfinished) -> None:
        """Remember in the clerk's store what has been handled."""
        super().__init__(_AT_ONCE)
        self._clerk, self._unfinished = clerk, unfinished
        self._queues: dict[int, tuple[asyncio.Lock, list[int]]] = {}

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update that is new, and only then remember it: a kill in between repeats it."""
        if not isinstance(update, Update):
            await coroutine
            return
        try:
            async with self._turn(chat_of(update)):
                await self._once(update.update_id, coroutine)
        finally:
            self._unfinished.finish(update.update_id)

    async def _once(self, update_id: int, coroutine: Awaitable[Any]) -> None:
        if self._clerk.has_handled(update_id):
            coroutine.close()  # type: ignore[attr-defined] # the library hands in a coroutine
        else:
            await coroutine
        await self._clerk.settle(update_id)

    @contextlib.asynccontextmanager
    async def _turn(self, chat: int) -> AsyncIterator[None]:
        """Wait for the earlier updates of the same chat."""
        lock, waiting = self._queues.setdefault(chat, (asyncio.Lock(), []))
        waiting.append(chat)
        try:
            async with lock:
                yield
        finally:
            waiting.pop()
            if not waiting:
                del self._queues[chat]


def chat_of(update: Update) -> int:
    """Give the chat of an update, or who typed it in another chat; 0 for what has neither."""
    if update.effective_chat:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else 0
