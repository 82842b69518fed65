"""A thread of its own for what one thread at a time may use: walkers, a dialogue."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class SingleThread:
    """Does one thing after the other, off the event loop."""

    def __init__(self, name: str) -> None:
        """Start when something is first to be done."""
        self._pool = ThreadPoolExecutor(1, name)

    async def run(self, function: Callable[..., T], *arguments: object) -> T:
        """Have something done, after all that waits already."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, function, *arguments)

    async def close(self) -> None:
        """End, once all that waits is done."""
        await asyncio.to_thread(self._pool.shutdown)
