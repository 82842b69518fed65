"""What is set aside while a flood lasts: words alone, in the store, erased when answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.botapi import faults
from tests.support.telegram_bot import quiet, town, work_folder

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "临沂北路的小张"


def test_a_flood_is_set_aside_and_erased(tmp_path: Path) -> None:
    """While one chat floods, others are heard; afterwards nothing of it is left on the disk."""
    with work_folder(tmp_path), town(tmp_path / "state", pictures=False) as bot:
        flooding, other = bot.api.user(), bot.api.user()
        bot.api.faults.add(faults.slow(0.05), "sendMessage", times=None, chat_id=flooding.id)
        with bot.api.held():
            for number in range(120):
                flooding.says(f"查 T-{number + 1000} {WORDS}")
        assert other.asks("你好", timeout_s=15).text
        with bot.store() as store:
            assert store.updates.deferred()
        bot.api.wait_for(lambda: len(flooding.inbox) == 120, 20)
        quiet(flooding, 0.3)
        with bot.store() as store:
            assert store.updates.deferred() == ()
    kept = b"".join(path.read_bytes() for path in (tmp_path / "state").iterdir())
    assert WORDS.encode() not in kept
