"""Fetches updates by polling, and confirms none before it has been answered."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.updates.update_content import UNREADABLE, tells_position, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from telegram._utils.types import JSONDict

    from bot.channels.telegram.updates.update_queue import UnconfirmedUpdates
    from bot.channels.telegram.worker import DialogueWorker

_log = logging.getLogger(__name__)

_MOST_AT_A_TIME = 100
"""Telegram gives no more updates at a time, the oldest that is not confirmed first."""


class UpdateRequest(HTTPXRequest):
    """Fetches updates, and leaves those in hand unread: Telegram sends them again each time."""

    def __init__(self, unconfirmed: UnconfirmedUpdates, **options: Any) -> None:  # noqa: ANN401 - as above it
        """Take what `HTTPXRequest` takes."""
        super().__init__(**options)
        self._unconfirmed = unconfirmed
        self.is_full = False
        self.doubts = False
        self.unreadable = 0

    def parse_json_payload(self, payload: bytes) -> JSONDict:  # type: ignore[override]
        """Read an answer; `is_full` tells whether Telegram may have more than it holds."""
        answer = HTTPXRequest.parse_json_payload(payload)
        result = answer.get("result")
        if isinstance(result, list):
            self.is_full = len(result) >= _MOST_AT_A_TIME
            knows = self._unconfirmed.knows
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


class LateConfirmingBot(ExtBot[int]):
    """A bot that confirms no update before it has been answered."""

    def __init__(
        self,
        token: str,
        update_request: UpdateRequest,
        unconfirmed: UnconfirmedUpdates,
        worker: DialogueWorker,
        **options: Any,  # noqa: ANN401 - whatever `ExtBot` takes
    ) -> None:
        """Take what `ExtBot` takes, and a worker that defers updates."""
        super().__init__(token, get_updates_request=update_request, **options)
        self._update_request, self._unconfirmed, self._worker = update_request, unconfirmed, worker

    async def get_updates(
        self,
        offset: int | None = None,
        limit: int | None = None,
        timeout: float | timedelta | None = None,  # noqa: ASYNC109 - Telegram's own parameter
        allowed_updates: Sequence[str] | None = None,
        **options: Any,  # noqa: ANN401 - as ExtBot
    ) -> tuple[Update, ...]:
        """Fetch what is new; beside updates that are still in hand, without waiting for more."""
        oldest = await self._unconfirmed.oldest()
        if oldest is not None:
            offset, timeout = min(offset or oldest, oldest), 0
        elif self._update_request.unreadable:
            offset = max(offset or 0, self._update_request.unreadable + 1)
            self._update_request.unreadable = 0
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
            self._update_request.doubts = True
            return ()
        self._unconfirmed.take(updates)
        if not updates and self._update_request.is_full:
            await self._make_room()
        return updates

    async def _make_room(self) -> None:
        """Let Telegram forget what keeps others from being heard: on the disk first.

        Only a message that tells a position would be lost to a kill: such words are not written.
        """
        blocking = self._unconfirmed.blocking()
        kept = [one for one in blocking if not tells_position(one)]
        await self._worker.defer([(one.update_id, written(one)) for one in kept])
        self._unconfirmed.release(blocking)
