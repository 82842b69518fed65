"""The machine: the bot and the web pages as they are in service, which can be killed at any effect.

All of it is what runs in a town: the dialogue, stores in SQLite files, the Telegram application
with its retries, the web application. Clock, disk, network and threads are simulated below it.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from bot.channels.telegram.telegram_application import ALLOWED
from bot.channels.telegram.telegram_application import build as build_telegram
from bot.channels.web.web_application import WebOptions
from bot.channels.web.web_application import build as build_web
from bot.settings import Settings
from bot.storage.store import Store
from bot.understanding.understander import Understander
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import open_dataset
from tests.botapi.server import Gateway
from tests.simulation.network import Network
from tests.simulation.virtual_time import VirtualLoop

if TYPE_CHECKING:
    import random
    from collections.abc import Coroutine, Iterator
    from datetime import datetime

    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat
    from tests.botapi import BotApi
    from tests.simulation.disk import Disk
    from tests.simulation.virtual_time import VirtualClock

STAFF = 7_000_000_700
_UNLIMITED = WebOptions(address_rate=None, visitor_rate=None)
_LAST_WORDS = 20


class Machine:
    """One machine in an office, with its disk; `boot` it, and again after each kill."""

    def __init__(
        self, folder: Path, clock: VirtualClock, chance: random.Random, disk: Disk, api: BotApi
    ) -> None:
        """Prepare: the dataset is in `folder/town`, what is kept in `folder/state`."""
        self.folder, self._clock, self._chance = folder, clock, chance
        self.disk, self._api = disk, api
        self.settings = Settings(
            api.token, folder / "state", frozenset({STAFF}), "http://telegram.test", pictures=False
        )
        self.boots = 0
        self._waiting: set[asyncio.Task[None]] = set()
        self._reader: sqlite3.Connection | None = None

    @property
    def dataset(self) -> Dataset:
        """The town as the office knows it."""
        return self._dataset

    def person(self, channel: str, chat: object) -> str:
        """Give what the store calls somebody."""
        return self._store.person(channel, chat)

    def boot(self) -> None:
        """Start, again and again if it is killed meanwhile."""
        while True:
            self.disk.reborn()
            self.boots += 1
            self._loop = VirtualLoop(self._clock, self._chance)
            asyncio.set_event_loop(self._loop)
            self._died = asyncio.Event()
            self._waiting.clear()
            self.disk.on_death = self._die
            self._running = contextlib.AsyncExitStack()
            if self.run(self._start()):
                return
            self.abandon(power_cut=False)

    def run(self, work: Coroutine[Any, Any, None]) -> bool:
        """Let time pass until something is done; False: the machine died before."""
        return self._loop.run_until_complete(self._until_death(work))

    def abandon(self, *, power_cut: bool) -> None:
        """Leave everything as it lies: nobody finishes, nobody says goodbye."""
        self.disk.is_dead = True
        for _ in range(2):
            self._loop.run_until_complete(self._end_tasks())
            with contextlib.suppress(Exception):  # whatever the dead still want
                self._loop.run_until_complete(asyncio.wait_for(self._running.aclose(), 60))
        self._loop.close()
        if power_cut:
            self.disk.power_cut()

    def site(self) -> Network:
        """Give the way to the web pages."""
        return self._site

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Let somebody wait for the machine beside all others."""
        task = self._loop.create_task(work)
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits."""
        return bool(self._waiting)

    def begins_reading(self) -> None:
        """Let another program read the store, as a copy of it is made, and take its time."""
        path = Path(self.settings.store).resolve().as_uri()
        self._reader = sqlite3.connect(f"{path}?mode=ro", uri=True, isolation_level=None)
        self._reader.execute("BEGIN")
        self._reader.execute("SELECT count(*) FROM sessions").fetchone()

    def ends_reading(self) -> bool:
        """Let it be through; False: nobody has read."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
        return reader is not None

    def now(self) -> datetime:
        """Tell what the wall clock shows."""
        return self._clock.shown()

    def _die(self) -> None:
        self._loop.call_soon(self._died.set)

    async def _until_death(self, work: Coroutine[Any, Any, None]) -> bool:
        doing, dying = asyncio.create_task(work), asyncio.create_task(self._died.wait())
        done, _ = await asyncio.wait({doing, dying}, return_when=asyncio.FIRST_COMPLETED)
        dying.cancel()
        if self.disk.is_dead:
            doing.cancel()
            return False
        if doing in done:
            doing.result()
        return True

    @contextlib.contextmanager
    def knowing_words(self) -> Iterator[None]:
        """Read words and knowledge once: no start changes them, and reading takes a second."""
        read: list[Understander] = []
        really = Understander.open

        def opened(*parts: Any) -> Understander:  # noqa: ANN401 - as the understander's own
            read[:] = read or [really(*parts)]
            return read[0]

        with patch.object(Understander, "open", opened):
            yield

    async def _start(self) -> None:
        log = ChangeLog(self.settings.changes)
        self._dataset = open_dataset(self.folder / "town", log)
        await self._start_web()
        await self._start_telegram()

    async def _start_web(self) -> None:
        self._store = Store.open(self.settings.store, self.settings.pseudonym_secret)
        self._running.callback(self._store.close)
        app = build_web(self._dataset, self._store, self._clock.shown, _UNLIMITED, _follow)
        self._site = Network(self.disk, self._chance).lead_to(app)
        await self._running.enter_async_context(app.router.lifespan_context(app))

    async def _start_telegram(self) -> None:
        network = Network(self.disk, self._chance)
        gateway = Gateway(self._api.state, network.hang_up)
        network.lead_to(gateway.app())
        self._api.state.on_update = gateway.ring
        application = build_telegram(
            self.settings,
            self._dataset,
            clock=self._clock.shown,
            follow=_follow,
            transport=network,
        )
        updater, ready, close = (
            application.updater,
            application.post_init,
            application.post_shutdown,
        )
        if updater is None or ready is None or close is None:
            raise RuntimeError("the application does not poll")
        self._running.push_async_callback(close, application)
        await application.initialize()
        await ready(application)
        await application.start()
        await updater.start_polling(timeout=10, allowed_updates=ALLOWED, bootstrap_retries=-1)

    async def _end_tasks(self) -> None:
        me = asyncio.current_task()
        for _ in range(_LAST_WORDS):
            left = asyncio.all_tasks() - {me}
            if not left:
                return
            for task in left:
                task.cancel()
            await asyncio.wait(left, timeout=0.1)


async def _follow(_: str) -> LonLat | None:
    """Follow no short link."""
    return None
