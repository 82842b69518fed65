"""The store on a real PostgreSQL server: what differs there from a file."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import psycopg
import pytest

from bot.conversation.reply import Origin
from bot.conversation.session import Session
from bot.settings import read_settings
from bot.storage.backup import back_up
from bot.storage.store import Store
from geo.errors import SettingsError, StoreError
from geo.facility import LonLat
from tests.support.web_site import STATION, serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.postgres import PostgresServer

NOON = datetime(2026, 9, 16, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(degrees: float, now: datetime) -> Session:
    """A session whose place is told by one number."""
    return Session().moved_to(Origin("您发来的位置", LonLat(degrees, 31.2), "shared"), now)


def test_no_place_is_left_in_the_servers_files(postgres: PostgresServer) -> None:
    """Places are in no journal of the server, and a sweep takes what was replaced or is over."""
    with Store.open(postgres.new_store()) as store:
        for turn in range(200):
            store.sessions.put(f"p{turn % 20}", at(100 + turn / 1000, NOON), NOON)
        store.updates.defer([(5, "还没有答")], NOON)
        store.sweep(NOON)
        places = re.findall(rb"\[(100\.\d+), 31\.2\]", postgres.bytes())
        assert sorted(map(float, places)) == [100 + turn / 1000 for turn in range(180, 200)]
        store.sweep(NOON + 25 * HOUR)
    kept = postgres.bytes()
    assert b"[100." not in kept
    assert "还没有答".encode() not in kept


def test_who_is_forgotten_is_nobodys(postgres: PostgresServer) -> None:
    """Her session is gone at once, and her feedback stays without her."""
    with Store.open(postgres.new_store()) as store:
        store.sessions.put("p", at(101.5, NOON), NOON)
        ticket = store.feedback.file(None, "这里搬走了", "p", NOON, "event-1")
        store.sessions.forget("p")
        assert store.session_table.get("p") is None
        assert store.feedback.of_person("p") == ()
        assert store.feedback.tickets() == (ticket,)


def test_a_turn_is_kept_whole_or_not_at_all(postgres: PostgresServer) -> None:
    """What fails in the middle leaves nothing behind, even if the failure itself is passed over."""

    def turn(store: Store, hour: int) -> None:
        with store.transaction():
            store.session_table.keep("p", "{}", NOON)
            store.demand.note("canteen", "", hour, found=True)
            if hour == 9:
                raise RuntimeError("killed here")

    with Store.open(postgres.new_store()) as store:
        for hour, error in ((9, RuntimeError), (2**70, StoreError)):  # no column holds such an hour
            with pytest.raises(error):
                turn(store, hour)
            assert store.session_table.get("p") is None
        with store.transaction():
            store.session_table.keep("p", "{}", NOON)
        assert store.session_table.get("p") == "{}"


def test_a_lost_server_is_found_again(postgres: PostgresServer) -> None:
    """A crash costs an error while it lasts; afterwards feedback is all there, and work goes on."""
    with Store.open(postgres.new_store()) as store:
        ticket = store.feedback.file(None, "这里搬走了", "p", NOON, "event-1")
        postgres.stop("immediate")
        with pytest.raises(StoreError, match="cannot be used"):
            store.session_table.get("p")
        postgres.start()
        assert store.feedback.tickets() == (ticket,)
        with store.transaction():
            store.session_table.keep("p", "{}", NOON)
        assert store.session_table.get("p") == "{}"


def test_workers_count_in_the_same_rows(postgres: PostgresServer) -> None:
    """Started at the same moment, and counting in opposite orders, they lose nothing."""
    url = postgres.new_store()
    wishes = [("canteen", 9), ("health", 9), ("station", 9)]

    def work(number: int) -> None:
        with Store.open(url) as store:
            for turn in range(20):
                with store.transaction():
                    store.session_table.keep(f"p{turn}", str(number), NOON)
                    for category, hour in wishes if number % 2 else reversed(wishes):
                        store.demand.note(category, "", hour, found=True)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    with Store.open(url) as store:
        assert [one.count for one in store.demand.counts()] == [80, 80, 80]


def test_machines_share_a_resident(postgres: PostgresServer, tmp_path: Path) -> None:
    """Two servers that share nothing but the database know the same visitor and her session."""
    url = postgres.new_store()
    with (
        serving(tmp_path / "one", store_url=url) as one,
        serving(tmp_path / "other", store_url=url) as other,
    ):
        with httpx.Client(headers={"Origin": one.url.rstrip("/")}) as client:
            client.post(one.url, data={"place": STATION})
            cookie = client.cookies["yike"]
        headers = {"Origin": other.url.rstrip("/"), "Cookie": f"yike={cookie}"}
        answer = httpx.post(other.url, data={"text": "附近有助餐点吗"}, headers=headers)
        assert "塘桥站附近的老年助餐" in answer.text
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_a_newer_store_is_left_alone(postgres: PostgresServer) -> None:
    """Tables of a newer version of Yike are not touched."""
    url = postgres.new_store()
    Store.open(url).close()
    with psycopg.connect(url, autocommit=True) as side:
        side.execute("UPDATE meta SET value = '99' WHERE key = 'version'")
    with pytest.raises(SettingsError, match="newer version"):
        Store.open(url)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://yike:s3cret@127.0.0.1:1/yike",
        "postgresql://yike:s3cret%zz@127.0.0.1/yike",
        "postgresql://yike:s3cret@127.0.0.1:none/yike",
    ],
)
def test_a_server_that_is_none_is_told_in_a_line(url: str) -> None:
    """Whatever is wrong is told without the password."""
    with pytest.raises(SettingsError, match="YIKE_STORE") as told:
        Store.open(url)
    assert "s3cret" not in str(told.value)
    assert len(str(told.value).splitlines()) == 1


def test_the_setting_is_an_address(tmp_path: Path) -> None:
    """It leads to the server, is in no text of the settings, and must be PostgreSQL's."""
    url = f"postgresql://yike:{quote('s3 cret')}@db/yike"
    settings = read_settings({"YIKE_STORE": url}, for_telegram=False)
    assert settings.store == url
    assert "cret" not in repr(settings)
    with pytest.raises(SettingsError, match="postgresql://"):
        read_settings({"YIKE_STORE": "mysql://db/yike"}, for_telegram=False)
    with pytest.raises(SettingsError, match="pg_dump --table=meta"):
        back_up(url, tmp_path / "copy")
