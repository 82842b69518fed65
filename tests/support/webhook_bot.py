"""The Telegram bot for tests, served by its webhook."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from bot.channels.telegram.telegram_application import build
from bot.channels.telegram.webhook import serve
from bot.settings import Settings
from geo.dataset.dataset import open_dataset
from tests.support.telegram_bot import STAFF_ID, work_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.botapi import BotApi


class Hooked:
    """A bot that is served by its webhook, in a thread."""

    def __init__(self, settings: Settings) -> None:
        """Prepare a bot."""
        dataset = open_dataset()
        noon = datetime(2026, 3, 10, 12, tzinfo=dataset.zone)
        self.application = build(settings, dataset, clock=lambda: noon)
        self.settings, self.loop = settings, asyncio.new_event_loop()
        self.stop = asyncio.Event()
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        self.loop.run_until_complete(serve(self.application, self.settings, self.stop))
        self.loop.close()

    def __enter__(self) -> None:
        """Start."""
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        """Stop gracefully."""
        self.loop.call_soon_threadsafe(self.stop.set)
        self.thread.join()


@contextmanager
def hooked(api: BotApi, folder: Path) -> Iterator[Settings]:
    """A bot on a free port that Telegram posts to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/yike.hook"
    settings = Settings(
        api.token,
        folder,
        frozenset({STAFF_ID}),
        base_url=api.url,
        webhook_url=url,
        listen=("127.0.0.1", port),
        pictures=False,
        chat_interval_s=0,
    )
    with work_folder(folder), Hooked(settings):
        api.wait_for(lambda: api.webhook.url, 120)
        yield settings
