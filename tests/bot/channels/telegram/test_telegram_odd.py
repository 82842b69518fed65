"""What nobody can read, and what comes at the worst moment, stops the bot for nobody."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from telegram import Update

from bot.channels.telegram.telegram_worker import TelegramWorker
from bot.channels.telegram.updates.waiting_update import waiting_form
from bot.storage.store import Store
from geo.dataset.dataset import open_dataset
from tests.support.telegram_bot import quiet, town, work_folder

if TYPE_CHECKING:
    from pathlib import Path

UNREADABLE = {
    "id": "1",
    "question": "?",
    "options": [{"text": "a", "voter_count": 0}],
    "total_voter_count": 0,
    "is_closed": False,
}
"""A poll without most of what the library asks for."""


def test_an_update_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    """Others are answered as before, and the server is not asked for it again and again."""
    with work_folder(tmp_path), town(tmp_path / "state", pictures=False) as bot:
        odd, other = bot.api.user(), bot.api.user()
        other.asks("你好")
        odd.says("", poll=UNREADABLE)
        assert other.asks("你好", timeout_s=10).text
        assert "T-7000" in odd.asks("查 T-7000").text
        bot.api.wait_for(lambda: bot.api.pending == [], 10)
        polls = bot.api.polls
        quiet(other, 0.5)
        assert bot.api.polls - polls < 10


def test_what_was_set_aside_and_cannot_be_read_is_dropped(tmp_path: Path) -> None:
    """A damaged row neither keeps the bot from starting nor stays; a good one is answered."""
    with work_folder(tmp_path), town(tmp_path / "state", pictures=False) as bot:
        user = bot.api.user()
        user.asks("你好")
        settings = bot.settings
    said = {
        "message_id": 5,
        "date": 1,
        "text": "查 T-7001",
        "chat": {"id": user.id, "type": "private"},
        "from": {"id": user.id, "is_bot": False, "first_name": "A"},
    }
    good = Update.de_json({"update_id": 9, "message": said}, None)
    assert good is not None
    now = datetime(2026, 3, 10, 10, tzinfo=UTC)
    with Store.open(settings.store) as store:
        store.updates.defer(
            [(7, "{"), (8, '{"update_id": 8, "poll": {}}'), (9, waiting_form(good, ()) or "")], now
        )
    with work_folder(tmp_path), town(tmp_path / "state", pictures=False) as bot:
        bot.api.user(user.id).starts()
        bot.api.wait_for(lambda: "T-7001" in str([m.text for m in bot.api.user(user.id).inbox]), 20)
        with bot.store() as store:
            bot.api.wait_for(lambda: store.updates.deferred() == (), 10)


def test_a_turn_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    """What fails in the middle of a turn leaves neither session nor number behind."""
    now = datetime(2026, 3, 10, 10, tzinfo=UTC)

    def half(store: Store) -> None:
        with store.transaction():
            store.session_table.keep("p", "{}", now)
            store.updates.note_handled(7)
            raise RuntimeError("killed here")

    with Store.open(tmp_path / "s.sqlite3") as store:
        with pytest.raises(RuntimeError):
            half(store)
        assert store.session_table.get("p") is None
        assert store.updates.note_handled(7)
        with store.transaction():
            store.session_table.keep("p", "{}", now)
            store.session_table.drop("p")
        assert store.session_table.get("p") is None


def test_what_is_erased_while_somebody_reads_is_gone_soon(tmp_path: Path) -> None:
    """A reader keeps the journal busy: nobody waits for it, and it is emptied later."""
    path = tmp_path / "s.sqlite3"
    now = datetime(2026, 3, 10, 10, tzinfo=UTC)
    with Store.open(path) as store, Store.open(path) as reader:
        store.session_table.keep("p", "她的话在这里", now)
        with reader.transaction():
            reader.session_table.get("p")
            assert store.session_table.get("p")
        store.session_table.drop("p")
        store.session_table.drop("q")
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "她的话在这里".encode() not in kept


def test_what_is_settled_is_not_set_aside_afterwards(tmp_path: Path) -> None:
    """An update that was answered while it was to be set aside leaves no row behind."""

    async def race(worker: TelegramWorker) -> None:
        await worker.settle(5)
        await worker.defer([(5, "她的话"), (6, "还没有答")])

    now = datetime(2026, 3, 10, 10, tzinfo=UTC)
    with work_folder(tmp_path), Store.open(tmp_path / "s.sqlite3") as store:
        asyncio.run(race(TelegramWorker(open_dataset(), store, lambda: now)))
        assert store.updates.deferred() == ((6, "还没有答"),)
