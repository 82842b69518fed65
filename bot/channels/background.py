"""Work in the background that goes on, whatever one round of it meets."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.channels.error_summary import describe_error

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_log = logging.getLogger(__name__)


async def repeat(every_s: float, name: str, work: Callable[[], Awaitable[object]]) -> None:
    """Do some work again and again, with a pause of `every_s` seconds, until it is cancelled."""
    while True:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - the next round may find what this one did not
            _log.error("%s failed, and is tried again: %s", name, describe_error(error))
        await asyncio.sleep(every_s)
