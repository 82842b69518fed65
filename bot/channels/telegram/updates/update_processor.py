"""Handles each update once: one after the other in a chat, chats beside each other."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.channels.telegram.updates.update_content import chat_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from bot.channels.telegram.telegram_worker import TelegramWorker
    from bot.channels.telegram.updates.update_queue import UnconfirmedUpdates

_AT_ONCE = 10_000


class UpdateProcessor(BaseUpdateProcessor):
    """Tells a new update from one that was handled, and keeps the order of each chat."""

    def __init__(self, worker: TelegramWorker, unconfirmed: UnconfirmedUpdates) -> None:
        """Remember in the worker's store what has been handled."""
        super().__init__(_AT_ONCE)
        self._worker, self._unconfirmed = worker, unconfirmed
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
            coroutine.close()  # type: ignore[attr-defined] # the library hands in a coroutine
            self._unconfirmed.finish(update.update_id)

    async def _once(self, update_id: int, coroutine: Awaitable[Any]) -> None:
        if not self._worker.has_handled(update_id):
            await coroutine
        await self._worker.settle(update_id)

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
