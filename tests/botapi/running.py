"""Runs a bot made with python-telegram-bot in a thread, for as long as a `with` lasts."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram.ext import Application


@contextmanager
def polling(application: Application[Any, Any, Any, Any, Any, Any]) -> Iterator[None]:
    """Start `application` with long polling, and stop it gracefully at the end.

    An error while it starts or stops is raised in the caller.
    """
    started, failures = threading.Event(), list[BaseException]()
    loop = asyncio.new_event_loop()
    over = asyncio.Event()

    def run() -> None:
        try:
            loop.run_until_complete(_poll(application, started, over))
        except BaseException as error:  # noqa: BLE001 - handed to the test's own thread
            failures.append(error)
            # An application that did not start leaves its connections open.
            loop.run_until_complete(application.bot.shutdown())
        finally:
            loop.close()
            started.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    started.wait()
    if failures:
        raise failures[0]
    try:
        yield
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(over.set)
        thread.join()
    if failures:
        raise failures[0]


async def _poll(
    application: Application[Any, Any, Any, Any, Any, Any],
    started: threading.Event,
    over: asyncio.Event,
) -> None:
    """What `Application.run_polling` does, without its signal handlers."""
    async with application:
        if application.post_init:
            await application.post_init(application)
        updater = application.updater
        if updater is None:
            raise RuntimeError("the application has no updater: build it without updater(None)")
        await application.start()
        await updater.start_polling(timeout=5)
        started.set()
        await over.wait()
        await updater.stop()
        await application.stop()
        if application.post_stop:
            await application.post_stop(application)
    if application.post_shutdown:
        await application.post_shutdown(application)
