"""Fetches updates by polling, and confirms none before it has been answered."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.updates.waiting_update import known_words, waiting_form

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from telegram._utils.types import JSONDict

    from bot.channels.telegram.telegram_worker import TelegramWorker
    from bot.channels.telegram.updates.update_queue import UnconfirmedUpdates

_log = logging.getLogger(__name__)

_NUMBER = re.compile(rb'"update_id"\s*:\s*(\d{1,18})')

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
        self.singly = False
        self.unreadable = 0

    def parse_json_payload(self, payload: bytes) -> JSONDict:  # type: ignore[override]
        """Read an answer; `is_full` tells whether Telegram may have more than it holds."""
        try:
            answer = HTTPXRequest.parse_json_payload(payload)
        except RecursionError:
            self._pass_over(payload)
            return {"ok": True, "result": []}
        result = answer.get("result")
        if isinstance(result, list):
            self.is_full = len(result) >= _MOST_AT_A_TIME
            knows = self._unconfirmed.knows
            numbered = [update for update in result if number_of(update)]
            fresh = [update for update in numbered if not knows(number_of(update))]
            answer["result"] = [one for one in fresh if self._can_be_read(one)]
        return answer

    def _pass_over(self, payload: bytes) -> None:
        """Look for what is nested too deeply to be read: first one by one, then by its number."""
        number = _NUMBER.search(payload)
        if self.singly and number:
            self.unreadable = max(self.unreadable, int(number[1]))
            _log.warning("an update could not be read; it is passed over")
        self.singly = not self.singly

    def _can_be_read(self, update: JSONDict) -> bool:
        """Tell whether the library knows what an update is; looked at only while in doubt."""
        if not self.doubts:
            return True
        try:
            Update.de_json(update, None)
        except Exception:  # noqa: BLE001 - one update stops nobody, whatever it makes the library raise
            self.unreadable = max(self.unreadable, number_of(update))
            return False
        return True


def number_of(update: object) -> int:
    """Give the number of an update; 0 for what has none."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) else 0


class LateConfirmingBot(ExtBot[int]):
    """A bot that confirms no update before it has been answered."""

    def __init__(
        self,
        token: str,
        update_request: UpdateRequest,
        unconfirmed: UnconfirmedUpdates,
        worker: TelegramWorker,
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
                limit=1 if self._update_request.singly else limit,
                timeout=timeout,  # type: ignore[arg-type] # whatever the library passed in
                allowed_updates=allowed_updates,
                **options,
            )
        except TelegramError:
            raise
        except Exception:  # noqa: BLE001 - likewise: it is found and passed over in the next round
            _log.warning("an update could not be read; it is passed over")
            self._update_request.doubts = True
            return ()
        self._unconfirmed.take(updates)
        if not updates and self._update_request.is_full:
            await self._make_room()
        return updates

    async def _make_room(self) -> None:
        """Let Telegram forget what keeps others from being heard: on the disk first.

        Only what might tell a position would be lost to a kill: it is not written.
        """
        blocking = self._unconfirmed.blocking()
        known = known_words(self._worker.dataset)
        forms = [(one.update_id, waiting_form(one, known)) for one in blocking]
        await self._worker.defer([(number, form) for number, form in forms if form is not None])
        self._unconfirmed.release(blocking)
