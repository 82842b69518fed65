"""Sends calls within Telegram's rate limits, and again after a 429 or when the network fails."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from httpx import HTTPError
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from telegram._utils.types import JSONDict

GIVE_UP_AFTER_S = 600
"""How long a call is tried again; an answer that comes later is of no use to anybody."""

_FIRST_WAIT_S = 0.25
_LONGEST_WAIT_S = 30.0
_SECOND = 1.01
"""A second, and a little more than any clock is wrong by."""

_MANY_CHATS = 1000

_log = logging.getLogger(__name__)


class RateLimitRetry(BaseRateLimiter[int]):
    """Sends at most so many messages in any second, and one in a chat every so many seconds.

    The figures of https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this.
    429 is obeyed; timeouts, lost connections and 5xx are tried again with longer and longer waits.
    A call's `rate_limit_args` are the seconds for which it is tried; `GIVE_UP_AFTER_S` without.
    """

    def __init__(self, per_s: int, chat_interval_s: float) -> None:
        """Set the two limits: messages per second, seconds between messages in one chat."""
        self._chat_interval_s = chat_interval_s * _SECOND
        self._slots = asyncio.Semaphore(per_s)
        self._chats: dict[int, float] = {}

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""

    async def process_request(  # noqa: PLR0913, PLR0917 - as the library calls it
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | JSONDict | list[JSONDict]]],
        args: Any,  # noqa: ANN401 - as the library calls it
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | JSONDict | list[JSONDict]:
        """Send one call, when it may leave, until Telegram has answered it.

        Raises:
            TelegramError: it is refused, or nothing has helped in the time it was given.
        """
        loop = asyncio.get_running_loop()
        give_up = loop.time() + (rate_limit_args or GIVE_UP_AFTER_S)
        wait_s = _FIRST_WAIT_S
        while True:
            try:
                async with self._slot(endpoint, data.get("chat_id")):
                    return await callback(*args, **kwargs)
            except BadRequest:  # a NetworkError to the library
                raise
            except RetryAfter as error:
                pause_s = _seconds(error) * _SECOND
                cause: Exception = error
            except NetworkError as error:
                if _never_left(error):
                    raise
                pause_s, wait_s = wait_s, min(2 * wait_s, _LONGEST_WAIT_S)
                cause = error
            if loop.time() + pause_s > give_up:
                raise cause
            _log.info("%s: %s; again in %.2f s", endpoint, type(cause).__name__, pause_s)
            await asyncio.sleep(pause_s)

    @asynccontextmanager
    async def _slot(self, endpoint: str, chat: object) -> AsyncIterator[None]:
        """Wait until a message may leave; what is no message leaves at once.

        Seconds are counted from when Telegram has answered: what travels slowly came in later
        than it left.
        """
        if not isinstance(chat, int) or not _is_message(endpoint):
            yield
            return
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, self._chats.get(chat, 0.0) - loop.time()))
        await self._slots.acquire()
        try:
            yield
        finally:
            loop.call_later(_SECOND, self._slots.release)
            self._note(chat, loop.time())

    def _note(self, chat: int, now: float) -> None:
        """Remember when a chat may have its next message, and forget those that may now."""
        if not self._chat_interval_s:
            return
        self._chats[chat] = now + self._chat_interval_s
        if len(self._chats) > _MANY_CHATS:
            self._chats = {key: at for key, at in self._chats.items() if at > now}


def _never_left(error: NetworkError) -> bool:
    """Tell whether no network was to blame: the call itself cannot be written, however often.

    An answer that cannot be read, such as a gateway's page, came over the network.
    """
    cause = error.__cause__
    return cause is not None and not isinstance(cause, (HTTPError, OSError, TelegramError))


def _is_message(endpoint: str) -> bool:
    return endpoint.startswith(("send", "edit")) and endpoint != "sendChatAction"


def _seconds(error: RetryAfter) -> float:
    """Read how long to wait: a duration or seconds, by the library's version."""
    pause = error.retry_after
    return float(pause) if isinstance(pause, int) else pause.total_seconds()
