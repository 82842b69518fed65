"""What is kept for a day is in no byte on the disk afterwards, whatever happened meanwhile."""

from __future__ import annotations

import ast
import asyncio
import contextlib
import json
import random
import re
import signal
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.channels.background import repeat
from bot.channels.web.web_worker import WebWorker
from bot.cli.origin import origin_of
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Event, Origin
from bot.conversation.session import Session
from bot.settings import Settings
from bot.storage.backup import back_up
from bot.storage.store import Store
from geo.errors import SettingsError
from geo.facility import LonLat
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.dataset.place import Place

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 9, 16, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TOWN = TANGQIAO


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may be made, in a folder of its own."""
    return tmp_path / "state" / "store.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(path) as opened:
        yield opened


def _at(degrees: float, now: datetime, listed: int = 0) -> Session:
    """A session whose place is told by one number."""
    names = tuple(f"facility-{number}" for number in range(listed))
    origin = Origin("您发来的位置", LonLat(degrees, 31.2), "shared")
    return Session(listed=names).moved_to(origin, now)


def _of_place(_: Store, house: Place, language: str) -> Origin:
    """Her house, as a place of the dataset."""
    return Origin.of_place(house, language)


def _named_in_a_dialogue(store: Store, house: Place, language: str) -> Origin:
    """Her house, as a conversation takes it from her words."""
    dialogue = Dialogue.open(TOWN, store.sessions, store.feedback, store.demand)
    session = Session(language=language)
    outcome = dialogue.answer(session, "p", Event(text=f"我在{house.name.zh}"), NOON)
    assert outcome.session.origin is not None
    return outcome.session.origin


def _on_a_page(store: Store, house: Place, language: str) -> Origin:
    """Her house, as the web takes it from an address."""
    return WebWorker(TOWN, store, lambda: NOON).origin_of(house.id, language)[0]


def _on_the_command_line(_: Store, house: Place, language: str) -> Origin:
    """Her house, as an option names it."""
    origin = origin_of(TOWN, None, house.name.zh, language)
    assert origin is not None
    return origin


def _bytes(path: Path) -> bytes:
    """Read every file of the state folder."""
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


def _alter(path: Path, sql: str) -> None:
    """Change a table behind the store's back, so that its statements fail."""
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.execute(sql)


def test_an_overwritten_place_leaves_the_journal(store: Store, path: Path) -> None:
    """A place that she gave up for another is erased by the next sweep, at low traffic too."""
    store.sessions.put("p", _at(121.506, NOON), NOON)
    store.sessions.put("p", _at(121.533, NOON + HOUR), NOON + HOUR)
    store.sweep(NOON + HOUR)
    assert b"121.506" not in _bytes(path)
    assert b"121.533" in _bytes(path)
    store.sweep(NOON + 26 * HOUR)
    assert b"121.533" not in _bytes(path)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "make", [_of_place, _named_in_a_dialogue, _on_a_page, _on_the_command_line]
)
def test_a_house_number_is_never_stored(
    store: Store, path: Path, make: Callable[[Store, Place, str], Origin], language: str
) -> None:
    """Whoever makes the origin: it is kept as "where you said", without the id of the house."""
    house = TOWN.places.named("东方路1361号")
    assert house.kind == "address"
    session = Session(language=language).moved_to(make(store, house, language), NOON, house.id)
    store.sessions.put("p", session, NOON)
    kept = _bytes(path)
    # In a token of random letters the digits may stand by chance.
    assert not re.search(rb"(?:(?<![\w-])|\\u[0-9a-f]{4})1361(?![\w-])", kept)
    for told in (house.id, house.name.zh, house.name.said_in("en")):
        assert told.encode() not in kept
        assert json.dumps(told).strip('"').encode() not in kept
    assert store.sessions.get("p", NOON).origin is not None


def test_origins_are_made_in_one_place() -> None:
    """Elsewhere it would be forgotten that a house number tells where somebody lives."""
    makers = {
        path.stem
        for path in (ROOT / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "Origin"
    }
    assert makers == {"stored_sessions", "poster"}  # of what is stored; and of no house number


def test_a_day_later_no_place_is_on_the_disk(store: Store, path: Path) -> None:
    """Much traffic moves rows from page to page: none of those pages keeps what was in them."""
    chance = random.Random(7)  # noqa: S311 - repeatable chance, not a secret
    now, placed = NOON, {}
    for turn in range(3000):
        now += timedelta(seconds=chance.random() * 60)
        degrees = round(100 + turn / 1000, 3)
        placed[f'"point": [{degrees}, '.encode()] = now
        person = f"person-{chance.randrange(400)}"
        store.sessions.put(person, _at(degrees, now, chance.randrange(60)), now)
        store.updates.note_handled(turn)
        if turn % 300 == 0:
            store.sweep(now)
    store.sweep(now)
    kept = _bytes(path)
    assert any(point in kept for point in placed)
    assert [point for point, at in placed.items() if now - at > 24 * HOUR and point in kept] == []
    store.sweep(now + 25 * HOUR)
    kept = _bytes(path)
    assert [point for point in placed if point in kept] == []


def test_rows_that_were_moved_are_forgotten_with_their_copies(store: Store, path: Path) -> None:
    """SQLite moves rows from page to page and leaves copies, which erasing does not find."""
    chance, living, gone = random.Random(1), [], []  # noqa: S311 - not for secrets
    for number in range(600):
        person = store.person("web", number)
        store.sessions.put(person, _at(121.5, NOON, chance.randint(2, 60)), NOON)
        living.append(person)
        if chance.random() < 0.5:
            gone.append(living.pop(chance.randrange(len(living))))
            store.sessions.forget(gone[-1])
    store.sweep(NOON)
    kept = _bytes(path)
    assert [person for person in gone if person.encode() in kept] == []
    assert all(person.encode() in kept for person in living)


def test_kills_leave_nothing_that_a_start_does_not_erase(path: Path) -> None:
    """Killed in the middle of writing, it is swept by the next start."""
    program = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path\n"
        "from itertools import count; from tests.bot.storage.test_privacy import _at, NOON\n"
        "from bot.storage.store import Store\n"
        "store = Store.open(Path(sys.argv[1]))\n"
        "for n in count():\n"
        "    store.sessions.put(f'p{n % 50}', _at(121.506, NOON, n % 40), NOON)\n"
        "    print(n, flush=True)\n"
    )
    for _ in range(3):
        with subprocess.Popen(  # noqa: S603 - this interpreter and the program above
            [sys.executable, "-c", program, path], cwd=ROOT, stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            for _ in range(100):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
    assert b"121.506" in _bytes(path)
    with Store.open(path) as store:
        store.sweep(NOON + 25 * HOUR)
        assert b"121.506" not in _bytes(path)


def test_a_clock_that_ran_ahead_keeps_nothing_longer(store: Store, path: Path) -> None:
    """What was kept at a time that is yet to come is erased as soon as the clock is right."""
    store.sessions.put("p", _at(121.506, NOON + 240 * HOUR), NOON + 240 * HOUR)
    store.sweep(NOON + HOUR)
    assert store.session_table.get("p") is None
    assert b"121.506" not in _bytes(path)


def test_what_nobody_could_answer_waits_for_a_day(store: Store, path: Path) -> None:
    """An update that was set aside and never settled is erased like a session."""
    store.updates.defer([(5, "还没有答")], NOON)
    store.sweep(NOON + 23 * HOUR)
    assert store.updates.deferred() == ((5, "还没有答"),)
    store.sweep(NOON + 25 * HOUR)
    assert store.updates.deferred() == ()
    assert "还没有答".encode() not in _bytes(path)


def test_the_sweep_goes_on_after_a_database_error(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What one round could not erase is erased by the round after."""
    store.sessions.put("p", _at(121.506, NOON), NOON)
    rounds = 0

    async def sweep() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 2:
            _alter(path, "ALTER TABLE elsewhere RENAME TO sessions")
        store.sweep(NOON + 25 * HOUR)

    async def some_rounds() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(repeat(0.01, "the sweep", sweep), 1)

    _alter(path, "ALTER TABLE sessions RENAME TO elsewhere")
    asyncio.run(some_rounds())
    assert rounds > 2
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == [
        "the sweep failed, and is tried again"
    ]
    assert b"121.506" not in _bytes(path)


def test_a_disk_error_costs_a_count_and_no_answer(
    store: Store, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What is only counted never stands in the way of an answer."""
    _alter(path, "DROP TABLE demand")
    _alter(path, "DROP TABLE unanswered")
    store.demand.note("canteen", "", 11, found=True)
    store.demand.note_unanswered("unknown", 11)
    assert len(caplog.records) == 2


def test_the_store_alone_names_nobody(tmp_path: Path) -> None:
    """Whoever has the file, salt and all, cannot find the person of a chat id by trying."""
    secret = Settings("1:abcdefgh", tmp_path).pseudonym_secret
    path = tmp_path / "state" / "store.sqlite3"
    with Store.open(path, secret) as store:
        person = store.person("telegram", 1)
    with Store.open(path) as found:
        assert found.person("telegram", 1) != person
    with Store.open(path, secret) as store:
        assert store.person("telegram", 1) == person
    assert secret.encode() not in _bytes(path)


def test_modes_are_set_at_every_start(path: Path) -> None:
    """A folder and files that others could read are shut again."""
    Store.open(path).close()
    path.parent.chmod(0o755)
    path.chmod(0o644)
    with Store.open(path) as store:
        store.updates.note_handled(1)
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


def test_a_folder_of_everybodys_is_left_alone(tmp_path: Path) -> None:
    """A folder such as /tmp is not shut: the store needs one of its own."""
    tmp_path.chmod(0o1777)
    with pytest.raises(SettingsError, match="a folder of its own"):
        Store.open(tmp_path / "store.sqlite3")
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o1777
    assert list(tmp_path.iterdir()) == []


def test_a_backup_holds_what_is_to_last_alone(store: Store, path: Path, tmp_path: Path) -> None:
    """Feedback and counts are in the copy of a running store, and no conversation."""
    store.sessions.put("p", _at(121.506, NOON), NOON)
    store.updates.defer([(5, "还没有答")], NOON)
    ticket = store.feedback.file(None, "这里搬走了", "p", NOON, "event-1")
    store.demand.note("canteen", "", 11, found=True)
    out = tmp_path / "copies" / "copy.sqlite3"
    back_up(path, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [file.name for file in out.parent.iterdir()] == [out.name]
    kept = out.read_bytes()
    assert b"121.506" not in kept
    assert "还没有答".encode() not in kept
    with Store.open(out) as copy:
        assert copy.feedback.tickets() == (ticket,)
        assert copy.demand.counts() == store.demand.counts()
        assert copy.person("telegram", 1) == store.person("telegram", 1)
        assert copy.session_table.get("p") is None
    with pytest.raises(SettingsError, match="name another"):
        back_up(path, out)
