"""The Telegram bot for tests: the real one, over real HTTP, against the Bot API server here."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import data
from bot.channels.telegram.telegram_application import build
from bot.settings import Settings
from bot.storage.store import Store
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import open_dataset
from tests.botapi import BotApi, polling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.change_log.changeset import Changeset
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat
    from tests.botapi import Message, User

STAFF_ID = 700
STATION = "塘桥站"
STATION_LONLAT = (121.5143, 31.2117)


@dataclass
class Clock:
    """The moment that the bot lives in; a test may move it."""

    now: datetime

    def __call__(self) -> datetime:
        """Tell the moment."""
        return self.now

    def passes(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)


@dataclass
class Town:
    """A server, the bot on it, and what it keeps."""

    api: BotApi
    settings: Settings
    dataset: Dataset
    clock: Clock
    unfollowed: dict[str, LonLat]

    @property
    def staff(self) -> User:
        """The one member of staff."""
        return self.api.user(STAFF_ID, name="小李")

    def changesets(self) -> tuple[Changeset, ...]:
        """What was changed of the dataset."""
        log = self.dataset.log
        return log.history(self.dataset.id).changesets if log else ()

    def store(self) -> Store:
        """The bot's store, to look into."""
        return Store.open(self.settings.store, self.settings.pseudonym_secret)

    async def follow(self, url: str) -> LonLat | None:
        """Where a short link leads, as a test has written down."""
        return self.unfollowed.get(url)


@contextmanager
def work_folder(folder: Path) -> Iterator[None]:
    """Keep tables and indexes of tests away from those of the repository, which they begin with."""
    before = os.environ.get("YIKE_WORK")
    shutil.copytree(data.FOLDER / ".yike", folder / "work", dirs_exist_ok=True)
    os.environ["YIKE_WORK"] = str(folder / "work")
    try:
        yield
    finally:
        if before is None:
            del os.environ["YIKE_WORK"]
        else:
            os.environ["YIKE_WORK"] = before


@contextmanager
def town(folder: Path, dataset: Dataset | None = None, **settings: object) -> Iterator[Town]:
    """Run the bot on a server of its own; it keeps its state in `folder`."""
    dataset = dataset or open_dataset(log=ChangeLog(folder / "changes.sqlite3"))
    with BotApi(seed=5) as api:
        given: dict[str, Any] = {"staff": frozenset({STAFF_ID}), "chat_interval_s": 0}
        given |= {"messages_per_s": 10_000, "base_url": api.url} | settings
        clock = Clock(datetime(2026, 3, 10, 10, 0, tzinfo=dataset.zone))
        made = Town(api, Settings(api.token, folder, **given), dataset, clock, {})
        with running(made):
            yield made


@contextmanager
def running(made: Town) -> Iterator[None]:
    """Run the bot once more on the same state."""
    application = build(made.settings, made.dataset, clock=made.clock, follow=made.follow)
    with polling(application):
        yield


def named(dataset: Dataset, facility_id: str, **changes: object) -> Dataset:
    """The dataset with one facility changed."""
    facilities = [
        replace(one, **changes) if one.id == facility_id else one  # type: ignore[arg-type]
        for one in dataset.facilities
    ]
    return replace(dataset, facilities=tuple(facilities))


def hears(user: User, count: int) -> list[Message]:
    """The next so many messages."""
    return [user.hears() for _ in range(count)]


def quiet(user: User, seconds: float = 0.4) -> None:
    """Fail when anything more is said to somebody within some time."""
    before = len(user.inbox)
    with pytest.raises(TimeoutError):
        user.api.wait_for(lambda: len(user.inbox) > before, seconds)
