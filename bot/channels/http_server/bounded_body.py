"""Bodies of requests that end: bounds on how large they are and how long they take."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Receive


class BodyTooLargeError(Exception):
    """A body of more bytes than its receiver has a use for."""


def bounded(receive: Receive, most_bytes: int, seconds: float) -> Receive:
    """Receive no more bytes, and for no longer.

    What is given back raises `BodyTooLargeError`, or TimeoutError.
    """
    taken = 0
    deadline = asyncio.get_running_loop().time() + seconds

    async def limited() -> Message:
        nonlocal taken
        async with asyncio.timeout_at(deadline):
            message = await receive()
        taken += len(message.get("body", b""))
        if taken > most_bytes:
            raise BodyTooLargeError
        return message

    return limited
