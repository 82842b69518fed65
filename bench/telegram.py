"""How fast the Telegram bot answers over real HTTP: `python -m bench.telegram [--updates N]`.

The bot is one process of its own; the Bot API server and all residents are this one. Telegram's own
limits are off: they would be all that is measured.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from queue import SimpleQueue
from statistics import median
from subprocess import Popen
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import psutil

from bot.drawing import scene_of
from bot.guide import Guide, Question
from bot.reply import Origin
from geo.dataset import open_dataset
from maps.picture import circle_picture
from tests.botapi import BotApi

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.botapi import User
    from tests.botapi.state import Call

ROOT = Path(__file__).parent.parent
RESIDENTS = 60
TEXTS = (
    "塘桥站附近有助餐点吗",
    "那卫生站呢",
    "第一个怎么走",
    "什么叫1+1+1签约",
    "现在开着的有哪些",
    "塘桥有几个居委会",
    "谢谢",
    "蓝村路站附近的家门口服务站",
)


class Row(NamedTuple):
    """One figure, and what was set out to reach."""

    what: str
    measured: str
    goal: str
    reached: bool


@dataclass
class Crowd:
    """Residents who ask, and when they were answered."""

    api: BotApi
    users: list[User] = field(init=False)
    heard: SimpleQueue[tuple[int, float]] = field(default_factory=SimpleQueue)

    def __post_init__(self) -> None:
        """Listen to every message that arrives."""
        self.users = [self.api.user() for _ in range(RESIDENTS)]
        record = self.api.state.record

        def heard(call: Call) -> None:
            record(call)
            if call.ok and call.method.startswith("send") and call.chat_id:
                self.heard.put((call.chat_id, time.perf_counter()))

        self.api.state.record = heard  # type: ignore[method-assign]

    def at_once(self, count: int, texts: Sequence[str] = TEXTS) -> float:
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

    def in_time(self, count: int, per_s: float, texts: Sequence[str]) -> list[float]:
        """Ask so many times a second; give how long each answer took, in milliseconds."""
        asked: dict[int, float] = {}
        waits = []
        began = time.perf_counter()
        asking = zip(cycle(self.users), islice(cycle(texts), count), strict=False)
        for number, (user, text) in enumerate(asking):
            time.sleep(max(0.0, began + number / per_s - time.perf_counter()))
            asked[user.id] = time.perf_counter()
            user.says(text)
            while not self.heard.empty():
                chat, at = self.heard.get()
                waits.append((at - asked[chat]) * 1000)
        while len(waits) < count:
            chat, at = self.heard.get(timeout=30)
            waits.append((at - asked[chat]) * 1000)
        return waits


@contextmanager
def bot(api: BotApi, *, pictures: bool) -> Iterator[psutil.Process]:
    """Run the bot as `yike telegram` does."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "YIKE_TELEGRAM_TOKEN": api.token,
            "YIKE_STATE": folder,
            "YIKE_PICTURES": "on" if pictures else "off",
            "YIKE_CHAT_INTERVAL": "0",
            "YIKE_MESSAGES_PER_SECOND": "100000",
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "bot.cli", "telegram", "--base-url", api.url]
        with (Path(folder) / "log").open("wb") as log:
            process = Popen(command, cwd=folder, env=environment, stderr=log)  # noqa: S603 - ours
            try:
                api.wait_for(lambda: api.polls, 60)
                yield psutil.Process(process.pid)
            finally:
                process.terminate()
                process.wait(timeout=30)


def texts_per_second(count: int) -> Row:
    """Measure how many text questions are answered in a second."""
    with BotApi(keep=1000) as api, bot(api, pictures=False):
        crowd = Crowd(api)
        crowd.at_once(300)
        rate = max(crowd.at_once(count) for _ in range(3))
    return Row("text questions answered a second", f"{rate:.0f}", "≥ 150", rate >= 150)


def waits_with_pictures(count: int) -> Iterator[Row]:
    """Measure how long residents wait for words and map, at 30 questions a second."""
    dataset = open_dataset()
    places = [
        one.name.zh for kind in ("metro", "committee") for one in dataset.places.of_kind(kind)
    ]
    kinds = [category.name.zh for category in dataset.categories.values()][:4]
    asked = [f"{place}附近的{kind}" for kind in kinds for place in places]
    with BotApi(keep=1000) as api, bot(api, pictures=True):
        crowd = Crowd(api)
        crowd.at_once(2 * RESIDENTS, ["谢谢"])
        first = crowd.in_time(len(asked), 4, asked)
        later = crowd.in_time(count, 30, asked)
    fresh, p99 = median(first), float(np.percentile(later, 99))
    yield Row("answer with a picture drawn for it, median", f"{fresh:.0f} ms", "", reached=True)
    yield Row(
        "answer with a picture, 30 a second, median", f"{median(later):.0f} ms", "", reached=True
    )
    yield Row("answer with a picture, 30 a second, p99", f"{p99:.0f} ms", "≤ 80 ms", p99 <= 80)


def pictures() -> Iterator[Row]:
    """Measure drawing alone: every located place, the nearest of all categories."""
    dataset = open_dataset()
    guide, now = Guide(dataset), dataset_noon()
    pace = dataset.default_pace
    times, sizes = [], []
    for place in dataset.places:
        if place.point is None:
            continue
        origin = Origin(place.name.zh, place.point, "named", place.position_error_m or 0.0)
        question = Question(("canteen", "station", "health"), 15, pace, now)
        listed = guide.look(origin, place.point, question).listed[:10]
        began = time.perf_counter()
        scene = scene_of(guide, origin, listed, 15, pace, "zh", now)
        sizes.append(len(circle_picture(scene)) / 1000)
        times.append((time.perf_counter() - began) * 1000)
    took, largest = median(times[1:]), max(sizes)
    yield Row("picture, to draw, median", f"{took:.0f} ms", "≤ 120 ms", took <= 120)
    slow = float(np.percentile(times[1:], 99))
    yield Row("picture, to draw, p99", f"{slow:.0f} ms", "≤ 120 ms", slow <= 120)
    yield Row("picture, largest", f"{largest:.0f} kB", "≤ 120 kB", largest <= 120)


def memory(updates: int) -> Row:
    """Measure how the memory of the bot drifts while it answers."""
    with BotApi(keep=1000) as api, bot(api, pictures=True) as process:
        crowd = Crowd(api)
        crowd.at_once(max(1000, updates // 10))
        held = [process.memory_info().rss / 1e6]
        for _ in range(9):
            crowd.at_once(updates // 10)
            held.append(process.memory_info().rss / 1e6)
    drift = max(abs(one - held[0]) for one in held)
    told = f"{held[0]:.0f} MB, ± {drift:.0f}"
    return Row(f"memory over {updates:,} updates", told, "± 20 MB", drift <= 20)


def dataset_noon() -> datetime:
    """Give a moment at which most is open."""
    return datetime(2026, 3, 10, 12, tzinfo=open_dataset().zone)


def table(rows: Sequence[Row]) -> Iterator[str]:
    """Write the figures as a table."""
    yield "| | measured | goal | |"
    yield "| --- | --- | --- | --- |"
    for row in rows:
        state = ("reached" if row.reached else "missed") if row.goal else ""
        yield f"| {row.what} | {row.measured} | {row.goal} | {state} |"


def main() -> None:
    """Measure all, print the table, and write it into docs/benchmarks.md when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=50_000, help="for the memory; 50,000")
    parser.add_argument("--questions", type=int, default=1500, help="for speed; 1,500")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    given = parser.parse_args()
    rows = [texts_per_second(given.questions), *waits_with_pictures(given.questions), *pictures()]
    if given.updates:
        rows.append(memory(given.updates))
    for line in table(rows):
        print(line)
    if given.write:
        from bench.page import machine, rewrite

        day = f"{datetime.now(UTC):%Y-%m-%d}"
        head = [
            "## Telegram",
            "",
            f"Measured on {day} on {machine()}.",
            "",
            *ABOUT.splitlines(),
            "",
        ]
        rewrite("telegram", [*head, *table(rows)])


ABOUT = """\
Real HTTP on 127.0.0.1: the bot is one process, the Bot API server and the residents another on the
same two cores, which other programs use as well. Times are from the moment a resident sends to the
moment the server has the whole answer. A picture of a place with a name is drawn once and then sent
by Telegram's own id; "drawn for it" are the first ones."""


if __name__ == "__main__":
    main()
