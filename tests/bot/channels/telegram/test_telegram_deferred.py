"""What is set aside while a flood lasts: words alone, in the store, erased when answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import Update

from bot.channels.telegram.updates.update_content import tells_position
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


def update(**message: object) -> Update:
    """Make an update as Telegram sends it."""
    head = {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}
    made = Update.de_json({"update_id": 1, "message": head | message}, None)
    assert made is not None
    return made


SPOT = {"longitude": 121.5063, "latitude": 31.2043}


@pytest.mark.parametrize(
    ("message", "tells"),
    [
        ({"text": "附近有助餐点吗"}, False),
        ({"text": "/suspend canteen-beiyuan until 2026-12-01"}, False),
        ({"text": "什么叫1+1+1"}, False),
        ({"location": SPOT}, True),
        ({"venue": {"location": SPOT, "title": "家", "address": ""}}, True),
        ({"text": "我在 121.5063,31.2043"}, True),
        ({"text": "https://surl.amap.com/abc"}, True),
    ],
)
def test_what_tells_a_position(message: dict[str, object], *, tells: bool) -> None:
    """A position is one however it is sent; such an update is never set aside."""
    assert tells_position(update(**message)) is tells
