"""Ten thousand random texts: each gets a reply, none an exception, none over 4,000 characters.

Then what a stuck key or a copied line repeats: how long the slowest of these keeps others waiting.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import datetime

from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event
from bot.storage.memory import in_memory
from geo.dataset.dataset import open_dataset
from tests.support.random_text import random_text

REPEATED = (
    *(
        "那",
        "往那",
        "那么",
        "刚刚",
        "我家",
        "家我",
        "但是",
        "有没有",
        "我的怎么办",
        "爸爸",
        "我的我",
        "没找到",
    ),
    *(
        "食堂在哪里",
        "塘桥站",
        "十点",
        "第一个",
        "救护车",
        "从",
        "走得",
        "心里",
        "还在",
        "叔叔",
        "zhucandian ",
    ),
    *("they said ", "1", "老", "谢谢", "算了", "去", "半"),
)
REPEATED_CHARS = 300
BEFORE = ("", "塘桥站附近的食堂", "救命，我爸爸摔倒了，叫不醒")
"""What was said before: nothing, a wish, an alarm."""


def main() -> None:
    """Say them all to one resident's conversation."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    dataset = open_dataset()
    dialogue = Dialogue.open(dataset, *in_memory())
    now = datetime(2026, 3, 10, 10, tzinfo=dataset.zone)
    chance = random.Random(20200116)  # noqa: S311 - to be repeated, not to be secret
    longest, start = 0, time.perf_counter()
    for _ in range(count):
        reply = dialogue.handle("p", Event(text=random_text(chance)), now)
        longest = max(longest, len(reply.text))
        if not reply.text.strip() or len(reply.text) > 4000:
            raise SystemExit(f"a reply of {len(reply.text)} characters")
    print(
        f"{count} texts, {count} replies, the longest of {longest} characters, "
        f"{time.perf_counter() - start:.0f} s"
    )
    waits = {
        (before, f"{unit}{pause}"): waited(dialogue, before, f"{unit}{pause}", now)
        for before in BEFORE
        for unit in REPEATED
        for pause in ("", "，", " ")
    }
    (before, unit), wait = max(waits.items(), key=lambda item: item[1])
    print(f"{len(waits)} repeated texts, the slowest {wait:.0f} ms: {unit!r} after {before!r}")


def waited(dialogue: Dialogue, before: str, unit: str, now: datetime) -> float:
    """Give the milliseconds of processor time that a word repeated takes, after what was said."""
    text = (unit * REPEATED_CHARS)[:REPEATED_CHARS]
    spans = []
    for again in range(2):  # the first may open what the second uses
        person = f"{before}/{unit}/{again}"
        if before:
            dialogue.handle(person, Event(text=before), now)
        start = time.process_time()
        dialogue.handle(person, Event(text=text), now)
        spans.append((time.process_time() - start) * 1000)
    return min(spans)


if __name__ == "__main__":
    main()
