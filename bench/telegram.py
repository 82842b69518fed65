"""How fast the Telegram bot answers over real HTTP: `python -m bench.telegram [--updates N]`."""

from __future__ import annotations

import argparse
import time
from datetime import datetime
from itertools import cycle, islice
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from bench.rows import Row, Section
from bench.servers.crowd import RESIDENTS, Crowd, echo, yike
from bot.channels.circle_scene import scene_of
from bot.conversation.lookup.search import FacilitySearch, Question
from bot.conversation.reply import Origin
from geo.dataset.dataset import open_dataset
from maps.circle.picture import circle_picture
from tests.botapi import BotApi

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.servers.crowd import Asks
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat
    from tests.botapi import User

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

HOW = """\
Real HTTP on 127.0.0.1: the bot is one process, the Bot API server and sixty residents are
another on the same two cores. A wait is from the moment a resident sends to the moment the
server has the whole answer, picture included. A picture of a place with a name is drawn once
and then sent by Telegram's own id; a position that somebody shares is drawn for her alone,
every time. Telegram's own limits are off, they would be all that is measured. The peer is
python-telegram-bot with nothing behind it."""


def main() -> None:
    """Measure all; the whole run goes into docs/benchmarks.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=50_000, help="for the memory; 50,000")
    parser.add_argument("--questions", type=int, default=1500, help="for speed; 1,500")
    parser.add_argument("--quick", action="store_true", help="few of both, nothing written")
    given = parser.parse_args()
    section = Section("telegram", "Telegram", HOW)
    questions = 300 if given.quick else given.questions
    section.take(texts_per_second(questions))
    section.take(waits_with_pictures(questions))
    section.take(pictures())
    section.take(memory(2000 if given.quick else given.updates))
    if not given.quick:
        section.write()


def texts_per_second(count: int) -> Iterator[Row]:
    """Measure how many text questions are answered in a second, beside a bot that only echoes."""
    with BotApi(keep=1000) as api, yike(api, pictures=False):
        crowd = Crowd(api)
        crowd.at_once(300, TEXTS)
        rate = max(crowd.at_once(count, TEXTS) for _ in range(3))
    yield Row("text questions answered a second", f"{rate:.0f}", "≥ 150", rate >= 150)
    with BotApi(keep=1000) as api, echo(api):
        crowd = Crowd(api)
        crowd.at_once(300, TEXTS)
        peer = max(crowd.at_once(count, TEXTS) for _ in range(3))
    yield Row("the same, a bot that only echoes", f"{peer:.0f}")


def waits_with_pictures(count: int) -> Iterator[Row]:
    """Measure how long residents wait for words and map."""
    dataset = open_dataset()
    named = list(_named_questions(dataset))
    shared = [_sends(point) for point in islice(cycle(_located(dataset)), count // 5)]
    with BotApi(keep=1000) as api, yike(api, pictures=True):
        crowd = Crowd(api)
        crowd.at_once(2 * RESIDENTS, ["谢谢"])
        first = crowd.in_time(4, named)
        later = crowd.in_time(30, list(islice(cycle(named), count)))
        alone = crowd.in_time(10, shared)
    p99 = float(np.percentile(later, 99))
    yield Row("wait for an answer with a picture, 30 a second, median", f"{median(later):.0f} ms")
    yield Row.at_most("wait for an answer with a picture, 30 a second, p99", p99, 80, "ms")
    yield Row("the same when its picture is not drawn yet, median", f"{median(first):.0f} ms")
    told = f"{median(alone):.0f} ms, p99 {np.percentile(alone, 99):.0f} ms"
    yield Row("wait at a shared position, drawn every time, 10 a second", told)


def pictures() -> Iterator[Row]:
    """Measure drawing alone: every located place, the nearest of three categories."""
    dataset = open_dataset()
    search, now = FacilitySearch(dataset), datetime(2026, 3, 10, 12, tzinfo=dataset.zone)
    pace = dataset.default_pace
    question = Question(("canteen", "station", "health"), 15, pace, now)
    times, sizes = [], []
    for point in _located(dataset):
        origin = Origin("这里", point, "named")
        listed = search.around(origin, point, question).listed[:10]
        began = time.perf_counter()
        scene = scene_of(search, origin, listed, 15, pace, "zh", now)
        sizes.append(len(circle_picture(scene)) / 1000)
        times.append((time.perf_counter() - began) * 1000)
    warm = times[1:]  # the first one pays for the imports
    yield Row.at_most("a picture, to draw, median", median(warm), 120, "ms")
    yield Row.at_most("a picture, to draw, p99", float(np.percentile(warm, 99)), 120, "ms")
    yield Row.at_most("a picture, the largest", max(sizes), 120, "kB")


def memory(updates: int) -> Iterator[Row]:
    """Measure how the memory of the bot drifts while it answers."""
    with BotApi(keep=1000) as api, yike(api, pictures=True) as process:
        crowd = Crowd(api)
        crowd.at_once(max(1000, updates // 10), TEXTS)
        held = [process.memory_info().rss / 1e6]
        for _ in range(9):
            crowd.at_once(updates // 10, TEXTS)
            held.append(process.memory_info().rss / 1e6)
    drift = max(abs(one - held[0]) for one in held)
    told = f"{held[0]:.0f} MB, ± {drift:.0f} MB"
    yield Row(f"memory over {updates:,} updates", told, "± 20 MB", drift <= 20)


def _named_questions(dataset: Dataset) -> Iterator[Asks]:
    """Ask for four categories at every station and committee that is located."""
    kinds = [category.name.zh for category in dataset.categories.values()][:4]
    places = [*dataset.places.of_kind("metro"), *dataset.places.of_kind("committee")]
    for kind in kinds:
        for place in places:
            if place.point:
                yield _says(f"{place.name.zh}附近的{kind}")


def _located(dataset: Dataset) -> list[LonLat]:
    return [place.point for place in dataset.places if place.point]


def _says(text: str) -> Asks:
    return lambda user: user.says(text)


def _sends(point: LonLat) -> Asks:
    def send(user: User) -> None:
        user.sends_location(*point)

    return send


if __name__ == "__main__":
    main()
