"""Thousands of inputs that were made to break something, at every door: an answer or one line."""

from __future__ import annotations

import json
import random
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import numpy as np
import pytest
from telegram import Update

import data
from bot.channels.console import Console
from bot.channels.telegram.updates.update_fetching import UpdateRequest
from bot.channels.telegram.updates.update_queue import UnconfirmedUpdates
from bot.channels.telegram.updates.waiting_update import known_words, read_back, waiting_form
from bot.conversation.dialogue import Dialogue
from bot.knowledge.index import open_lookup
from bot.storage.memory import in_memory
from geo.dataset.dataset import check, open_dataset
from geo.errors import DamagedFileError, ExtractError, NetworkError
from geo.facility import Pace
from geo.network.walk_network import WalkNetwork
from geo.osm.streets import read_streets
from geo.printable import UNPRINTABLE
from geo.routing.table_file import load_tables
from geo.town import Town
from tests.botapi import BotApi
from tests.conftest import ROOT
from tests.support.cities import synthetic_city
from tests.support.copies import copied
from tests.support.hostile import hostile_bytes, hostile_json, hostile_value
from tests.support.random_text import random_text
from tests.support.webhook_bot import hooked

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.dataset.dataset import Dataset

COUNTS = [80, pytest.param(10_000, marks=pytest.mark.storm)]
TROUBLE = "我这里出了点问题"
SPOT = {"longitude": 121.5063, "latitude": 31.2043}
MESSAGE = {
    "message_id": 7,
    "date": 1_770_000_000,
    "chat": {"id": 1004, "type": "private", "first_name": "A"},
    "from": {"id": 1004, "is_bot": False, "first_name": "A", "language_code": "zh"},
    "text": "/near 塘桥站附近有助餐点吗",
    "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
    "reply_to_message": {"message_id": 5, "date": 1, "chat": {"id": 1004, "type": "private"}},
}
HEAD = {name: value for name, value in MESSAGE.items() if name not in {"text", "entities"}}
UPDATES: list[dict[str, Any]] = [
    {"update_id": 1, "message": MESSAGE},
    {
        "update_id": 1,
        "message": {k: MESSAGE[k] for k in MESSAGE if k != "text"} | {"location": SPOT},
    },
    {
        "update_id": 1,
        "callback_query": {
            "id": "1",
            "from": MESSAGE["from"],
            "chat_instance": "1",
            "data": "1|detail:canteen-beiyuan",
            "message": MESSAGE,
        },
    },
    {
        "update_id": 1,
        "inline_query": {"id": "1", "from": MESSAGE["from"], "query": "助餐", "offset": ""},
    },
]


@pytest.fixture
def chance(count: int) -> random.Random:
    """Chance that is the same each time."""
    return random.Random(count)  # noqa: S311 - repeatable chance, not a secret


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    """Tangqiao."""
    return open_dataset()


@pytest.mark.parametrize("count", COUNTS)
def test_text(dataset: Dataset, chance: random.Random, count: int) -> None:
    """Each line typed in a chat, of all Unicode or code, gets an answer that fits a message."""
    now = datetime(2026, 3, 10, 10, tzinfo=dataset.zone)
    console = Console(Dialogue.open(dataset, *in_memory()), lambda: now)
    lines = [random_text(chance).replace("\n", " ") for _ in range(count)]
    told = list(console.plain(lines))
    assert len(told) == count
    assert all(0 < len(text.strip()) <= len(text) <= 4000 for text in told)
    assert not any(TROUBLE in text for text in told)


@pytest.mark.parametrize("count", COUNTS)
def test_lines_of_json(dataset: Dataset, chance: random.Random, count: int) -> None:
    """Each line of JSON gets an object, which is JSON again."""
    now = datetime(2026, 3, 10, 10, tzinfo=dataset.zone)
    console = Console(Dialogue.open(dataset, *in_memory()), lambda: now)
    asked = [
        {"text": "附近有助餐点吗", "now": "2026-03-10T10:00"},
        {"location": [121.5172, 31.2071]},
        {"press": "detail:canteen-beiyuan"},
        {"new": True},
    ]
    for _ in range(count):
        line = hostile_json(chance, chance.choice(asked)).decode("utf-8", "replace")
        for told in console.json(line.splitlines()):
            assert json.dumps(told, allow_nan=False)
            assert TROUBLE not in str(told.get("text"))


@pytest.mark.parametrize("count", COUNTS)
def test_updates(dataset: Dataset, chance: random.Random, count: int) -> None:
    """Whatever Telegram lists is read or passed over, and waits on the disk without a position."""
    known = known_words(dataset)
    request = UpdateRequest(UnconfirmedUpdates())
    request.doubts = True
    for _ in range(count):
        update = hostile_value(chance, chance.choice(UPDATES))
        answer: Any = request.parse_json_payload(
            json.dumps({"ok": True, "result": [update]}).encode()
        )
        for one in answer["result"]:
            made = Update.de_json(one, None)
            form = waiting_form(made, known) if made else None
            assert form is None or (read_back(form, None) and "121.5" not in form)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", COUNTS)
def test_webhook(tmp_path: Path, chance: random.Random, count: int) -> None:
    """Whatever is posted is answered, and afterwards she is answered as before."""
    with (
        BotApi() as api,
        hooked(api, tmp_path) as settings,
        httpx.Client(trust_env=False) as client,
    ):
        headers = {"X-Telegram-Bot-Api-Secret-Token": settings.webhook_secret}
        for number in range(count):
            update = chance.choice(UPDATES) | {"update_id": number}
            body = hostile_json(chance, update)
            assert (
                client.post(settings.webhook_url, content=body, headers=headers).status_code == 200
            )
        assert "T-7000" in api.user().asks("查 T-7000", timeout_s=20).text


@pytest.mark.parametrize("count", COUNTS)
def test_dataset(tmp_path: Path, chance: random.Random, count: int) -> None:
    """Every damage of a dataset is a list of faults that a terminal can print, or harmless."""
    folder = copied(tmp_path)
    for path in folder.glob("*.geojson"):
        document = json.loads(path.read_text("utf-8"))
        document["features"] = document["features"][:4]
        path.write_text(json.dumps(document), "utf-8")
    paths = sorted(folder.iterdir())
    for _ in range(count):
        path = chance.choice(paths)
        whole = path.read_bytes()
        is_json = path.suffix == ".geojson"
        path.write_bytes(
            hostile_json(chance, json.loads(whole)) if is_json else hostile_bytes(chance, whole)
        )
        for fault in check(folder):
            assert str(fault).splitlines() == [str(fault)]
        path.write_bytes(whole)


@pytest.mark.parametrize("count", COUNTS)
def test_extract(tmp_path: Path, chance: random.Random, count: int) -> None:
    """A damaged extract is read as far as it holds, or refused in one line."""
    wholes = [path.read_bytes() for path in sorted((ROOT / "tests/support/extracts").glob("*.osm"))]
    assert wholes
    path = tmp_path / "a.osm"
    for _ in range(count):
        path.write_bytes(hostile_bytes(chance, chance.choice(wholes)))
        told = _refused(partial(read_streets, path), ExtractError)
        assert len(told.splitlines()) <= 1
        assert not UNPRINTABLE.search(told)


@pytest.mark.parametrize("count", COUNTS)
def test_cache(
    dataset: Dataset,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chance: random.Random,
    count: int,
) -> None:
    """Tables, an index or a network that are damaged are never taken for whole ones."""
    monkeypatch.setenv("YIKE_WORK", str(tmp_path))
    town = Town.open(dataset, Pace.ELDER)
    WalkNetwork.from_streets(synthetic_city(100, seed=1)).save(tmp_path / "a.network")
    open_lookup(data.FOLDER / "knowledge", tmp_path)
    (tables,), (index,) = tmp_path.glob("*.tables"), tmp_path.glob("*.index")
    doors: list[tuple[Path, Callable[[], object]]] = [
        (tables, lambda: load_tables(tables, town.walker.network, town.sites)),
        (tmp_path / "a.network", lambda: WalkNetwork.open(tmp_path / "a.network")),
    ]
    for turn in range(count):
        path, door = doors[turn % 2]
        whole = path.read_bytes()
        path.write_bytes(hostile_bytes(chance, whole))
        if path.read_bytes() != whole:
            with pytest.raises((DamagedFileError, NetworkError)):
                door()
        path.write_bytes(whole)
    for _ in range(count // 50):
        whole = index.read_bytes()
        index.write_bytes(hostile_bytes(chance, whole))
        lookup = open_lookup(data.FOLDER / "knowledge", tmp_path)
        assert lookup.execute("SELECT count(*) FROM answers").fetchone()[0] > 50
        assert index.read_bytes() == whole
    np.testing.assert_array_equal(load_tables(*_of(town, tables))[1].site, town.table.site)


def _of(town: Town, path: Path) -> tuple[Path, Any, Any]:
    return path, town.walker.network, town.sites


def _refused(door: Callable[[], object], kind: type[Exception]) -> str:
    """Let a door answer, and give nothing; or give the line in which it refuses."""
    try:
        door()
    except kind as error:
        return str(error)
    return ""
