"""The web server for tests: the real one, on a port of this machine, with a clock that stands."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

import data
from bot.channels.http_server.listening_socket import address_of, listen
from bot.channels.http_server.server import server
from bot.channels.web.web_application import WebOptions, build
from bot.storage.store import Store
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import open_dataset
from tests.support.telegram_bot import Clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Page

    from bot.channels.web.web_application import Beside
    from geo.facility import LonLat

TUESDAY = datetime.fromisoformat("2026-03-10T10:00:00+08:00")
STATION = "metro-tangqiao"
UNLIMITED = WebOptions(address_rate=None, visitor_rate=None, login_rate=None)


@dataclass
class Site:
    """A running server."""

    url: str
    state: Path
    clock: Clock

    def at(self, path: str) -> str:
        """Give the whole address of a path."""
        return self.url.rstrip("/") + path


async def follow_nothing(_: str) -> LonLat | None:
    """Follow no short link: tests ask nobody outside."""
    return None


@contextmanager
def serving(
    state: Path,
    options: WebOptions = UNLIMITED,
    folder: Path = data.FOLDER,
    beside: Callable[[str], Sequence[Beside]] = lambda _: (),
    store_url: str = "",
) -> Iterator[Site]:
    """Serve a dataset on a free port; stops at the end of the block.

    `beside` is given the address, and gives the other channels on the same server; `store_url` is
    the PostgreSQL database of the store, which else is a file in `state`.
    """
    dataset = open_dataset(folder, ChangeLog(state / "changes.sqlite3"))
    clock = Clock(TUESDAY.astimezone(dataset.zone))
    listening = listen("127.0.0.1", 0)
    with Store.open(store_url or state / "store.sqlite3") as store:
        others = beside(address_of(listening))
        running = server(build(dataset, store, clock, options, follow_nothing, others))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listening]})
        thread.start()
        while not running.started:
            if not thread.is_alive():
                raise RuntimeError("the server did not start")
            time.sleep(0.02)
        try:
            yield Site(address_of(listening), state, clock)
        finally:
            running.should_exit = True
            thread.join()


def ask(page: Page, words: str) -> None:
    """Type a question and send it off."""
    page.fill("#text", words)
    with page.expect_navigation():
        page.press("#text", "Enter")


def until(page: Page, expression: str) -> None:
    """Wait until something is so; the policy of the page forbids Playwright's own way."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never so: {expression}")
