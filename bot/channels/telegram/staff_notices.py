"""Sends each member of staff what she is to be told of new feedback, every few minutes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.channels.background import repeat
from bot.channels.telegram.outgoing_reply import OutgoingReply
from bot.channels.telegram.updates.update_content import Destination
from bot.staff.ticket_notice import newest_untold, notice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.channels.telegram.sender import Sender
    from bot.channels.telegram.telegram_worker import TelegramWorker

NOTICE_S = 300.0

_log = logging.getLogger(__name__)


class StaffNotices:
    """Looks for feedback on behalf of the members of staff that are listed."""

    def __init__(self, worker: TelegramWorker, sender: Sender, staff: Iterable[int]) -> None:
        """Tell those with the ids `staff`, each in the language she has chosen."""
        self._worker, self._sender, self._staff = worker, sender, tuple(staff)

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        await repeat(NOTICE_S, "the notice to staff", self.look)

    async def look(self) -> None:
        """Tell everybody of what nobody was told of."""
        worker = self._worker
        number = await worker.run(newest_untold, worker.store, worker.clock())
        if not number:
            return
        told = [await self._tell(user) for user in self._staff]
        if any(told):
            await worker.run(worker.store.feedback.note_told, number)

    async def _tell(self, user: int) -> bool:
        worker = self._worker
        language = await worker.run(worker.language_of, user)
        told = await worker.run(worker.ask_staff, notice, user, language, "")
        try:
            await self._sender.send(Destination(user), OutgoingReply(told))
        except TelegramError as error:  # she has never written to the bot, or blocked it
            _log.info("staff is not told: %s", type(error).__name__)
            return False
        return True
