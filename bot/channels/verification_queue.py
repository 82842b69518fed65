"""What to verify first, as it was reckoned last: it takes seconds, so nobody waits for it."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from bot.channels.error_summary import describe_error

if TYPE_CHECKING:
    from concurrent.futures import Future

    from geo.dataset.dataset import Dataset

_log = logging.getLogger(__name__)


class VerificationQueue:
    """Ranks the facilities of the newest dataset in a thread of its own."""

    def __init__(self) -> None:
        """Rank nothing yet."""
        self._pool = ThreadPoolExecutor(1, "verification")
        self._known: tuple[str, ...] = ()
        self._about: object = None
        self._running: Future[tuple[str, ...]] | None = None

    def order(self, dataset: Dataset) -> tuple[str, ...]:
        """Give the ids, the most telling first, as reckoned last; a newer dataset is begun on."""
        if self._running and self._running.done():
            self._known, self._running = self._running.result(), None
        if self._about is not dataset.facilities and self._running is None:
            self._about = dataset.facilities
            self._running = self._pool.submit(_order, dataset)
        return self._known

    def close(self) -> None:
        """End the thread; what is in hand is finished."""
        self._pool.shutdown(cancel_futures=True)


def _order(dataset: Dataset) -> tuple[str, ...]:
    from geo.coverage.verification_order import verification_order  # noqa: PLC0415 - for staff only

    try:
        tasks = verification_order(dataset, dataset.default_pace).tasks
    except Exception as error:  # noqa: BLE001 - the nearest is offered then
        _log.error("nothing is ranked: %s", describe_error(error))
        return ()
    return tuple(task.facility.id for task in tasks)
