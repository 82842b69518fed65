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
from tests.support.random_text import random_text


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
