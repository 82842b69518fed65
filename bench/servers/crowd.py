"""Residents at a Bot API server who ask, and when they were answered."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from queue import SimpleQueue
from subprocess import Popen
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.botapi import BotApi, User
    from tests.botapi.state import Call

    Asks = Callable[[User], object]

ROOT = Path(__file__).parents[2]
RESIDENTS = 60


@dataclass
class Crowd:
    """Sixty residents; each is answered once for each thing that she sends."""

    api: BotApi
    users: list[User] = field(init=False)
    heard: SimpleQueue[tuple[int, float]] = field(default_factory=SimpleQueue)

    def __post_init__(self) -> None:
        """Listen to every message that arrives."""
        self.users = [self.api.user() for _ in range(RESIDENTS)]

        def heard(call: Call) -> None:
            if call.ok and call.method.startswith("send") and call.chat_id:
                self.heard.put((call.chat_id, time.perf_counter()))

        self.api.on_call(heard)

    def at_once(self, count: int, texts: Sequence[str]) -> float:
        """Let everybody ask again as soon as she is answered; give answers a second."""
        by_id = {user.id: user for user in self.users}
        questions = islice(cycle(texts), count)
        began = time.perf_counter()
        for user, text in zip(self.users, questions, strict=False):
            user.says(text)
        for _ in range(count):
            chat, at = self.heard.get(timeout=30)
            text = next(questions, "")
            if text:
                by_id[chat].says(text)
        return count / (at - began)

    def in_time(self, per_s: float, questions: Sequence[Asks]) -> list[float]:
        """Ask so many times a second; give how long each answer took, in milliseconds."""
        asked: dict[int, float] = {}
        waits = []
        began = time.perf_counter()
        for number, (user, asks) in enumerate(zip(cycle(self.users), questions, strict=False)):
            time.sleep(max(0.0, began + number / per_s - time.perf_counter()))
            asked[user.id] = time.perf_counter()
            asks(user)
            while not self.heard.empty():
                chat, at = self.heard.get()
                waits.append((at - asked[chat]) * 1000)
        while len(waits) < len(questions):
            chat, at = self.heard.get(timeout=30)
            waits.append((at - asked[chat]) * 1000)
        return waits


@contextmanager
def yike(api: BotApi, *, pictures: bool) -> Iterator[psutil.Process]:
    """Run the bot as `yike telegram` does; Telegram's limits are off: they would be measured."""
    command = ["-m", "bot.cli.main", "telegram", "--base-url", api.url]
    settings = {
        "YIKE_TELEGRAM_TOKEN": api.token,
        "YIKE_PICTURES": "on" if pictures else "off",
        "YIKE_CHAT_INTERVAL": "0",
        "YIKE_MESSAGES_PER_SECOND": "100000",
    }
    with _process(api, command, settings) as process:
        yield process


@contextmanager
def echo(api: BotApi) -> Iterator[psutil.Process]:
    """Run a bot that only says again what it hears."""
    with _process(api, ["-m", "tests.botapi.echo_bot", api.url, api.token], {}) as process:
        yield process


@contextmanager
def _process(api: BotApi, command: list[str], settings: dict[str, str]) -> Iterator[psutil.Process]:
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | settings | {"YIKE_STATE": folder, "PYTHONPATH": str(ROOT)}
        with (Path(folder) / "log").open("wb") as log:
            process = Popen([sys.executable, *command], cwd=folder, env=environment, stderr=log)  # noqa: S603 - ours
            try:
                api.wait_for(lambda: api.polls, 60)
                yield psutil.Process(process.pid)
            finally:
                process.terminate()
                process.wait(timeout=30)
