"""How long each room takes over its part of an answer; docs/benchmarks.md has the figures."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np

from bot.channels.circle_scene import whole_scene
from bot.cli.origin import located_origin
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event
from bot.storage.memory import in_memory
from geo.dataset.dataset import open_dataset
from geo.hours.opening import opening
from maps.circle.picture import circle_picture

if TYPE_CHECKING:
    from collections.abc import Callable

COLD = ["-m", "bot.cli.main", "ask", "附近有助餐点吗", "--at", "121.5172,31.2071"]


def row(name: str, work: Callable[[], object], times: int) -> None:
    """Time some work and print its median and 99th percentile in milliseconds."""
    work()
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spans.append((time.perf_counter() - start) * 1000)
    median, worst = np.percentile(spans, [50, 99])
    print(f"| {name} | {median:.2f} | {worst:.2f} | {times} |", flush=True)


def ask_cold() -> None:
    """Ask in a process of its own."""
    subprocess.run([sys.executable, *COLD], check=True, capture_output=True)  # noqa: S603 - ours


def main() -> None:
    """Time the rooms on Tangqiao."""
    dataset = open_dataset()
    dialogue = Dialogue.open(dataset, *in_memory())
    now = datetime(2026, 3, 10, 10, tzinfo=dataset.zone)
    origin = located_origin(dataset, None, "塘桥站")
    scene = whole_scene(dialogue.search, origin, 15, dataset.default_pace, "zh", now)
    dialogue.handle("p", Event(text="我在塘桥站"), now)
    print("| what | median ms | p99 ms | runs |\n| --- | --- | --- | --- |")
    long = ("从浦建路东方路口到塘桥地铁站怎么走，附近有没有老年食堂" * 4)[:100]
    row("names in 100 characters", lambda: dataset.places.mentions(long), 500)
    row("open or closed", lambda: opening("Mo-Fr 09:00-17:00", now, dataset.zone), 500)
    row("a cited answer", lambda: dialogue.answers.find("什么叫三会"), 300)
    asked = Event(text="附近有助餐点吗")
    row("a whole reply", lambda: dialogue.handle("p", asked, now), 300)
    row("a picture", lambda: circle_picture(scene), 30)
    row("`yike ask`, cold", ask_cold, 10)


if __name__ == "__main__":
    main()
