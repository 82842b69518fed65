"""Which updates were handled and which were deferred, known without asking the disk."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from bot.storage.update_log import KEPT_UPDATES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.storage.update_log import UpdateLog


class HandledUpdates:
    """The update log of the store, with its numbers in memory."""

    def __init__(self, log: UpdateLog) -> None:
        """Read what earlier processes left."""
        self._log = log
        self._handled = OrderedDict.fromkeys(log.handled())
        self._deferred = {number for number, _ in log.deferred()}

    def has_handled(self, update_id: int) -> bool:
        """Tell whether an update was handled, by this process or an earlier one."""
        return update_id in self._handled

    def defer(self, updates: Sequence[tuple[int, str]], at: datetime) -> None:
        """Keep updates that are yet to be answered: their numbers, and what they say."""
        # What was handled while this waited for its turn is not to come back.
        unhandled = [update for update in updates if update[0] not in self._handled]
        self._log.defer(unhandled, at)
        self._deferred.update(number for number, _ in unhandled)

    def write_handled(self, update_id: int) -> None:
        """Write down that an update was handled, and erase what was deferred of it."""
        self._log.note_handled(update_id)
        if update_id in self._deferred:
            self._log.drop_deferred(update_id)

    def note_handled(self, update_id: int) -> None:
        """Know that an update was handled, once that is written."""
        self._deferred.discard(update_id)
        self._handled[update_id] = None
        while len(self._handled) > KEPT_UPDATES:
            self._handled.popitem(last=False)
