"""Ten thousand random texts: each gets a reply, none an exception, none over 4,000 characters."""

from __future__ import annotations

import random
import sys
import time
from datetime import datetime

from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event
from bot.storage.memory import in_memory
from geo.dataset.dataset import open_dataset

_BITS = (
    "' OR 1=1; DROP TABLE feedback;--", "<script>alert(1)</script>", "</pre>&lt;", "{0}{x!r}%s",
    "附近", "食堂", "卫生站", "怎么走", "第一个", "救命", "塘桥站", "T-0001", "near", "open now",
    "\u202e", "\u200b", "\x00", "🍜", "ⅷ", "①", "\ud7ff", "é", "𠮷", "\n", "1+1+1",
)  # fmt: skip


def random_text(chance: random.Random) -> str:
    """Give 1 to 4,000 characters: of all Unicode, of words, of code, mixed."""
    length = chance.choice((1, 2, 5, 20, 100, 1000, 4000))
    size = chance.randint(1, length)
    text = ""
    while len(text) < size:
        if chance.random() < 0.5:
            text += chance.choice(_BITS)
        else:
            point = chance.choice((0x7F, 0xFFF, 0x9FFF, 0x10FFFF))
            char = chr(chance.randint(0, point))
            text += "" if "\ud800" <= char <= "\udfff" else char
    return text[:size]


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


if __name__ == "__main__":
    main()
