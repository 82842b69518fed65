"""The working store: exactly once, durable, and without a person's name."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.conversation.dialogue import Dialogue
from bot.conversation.records import TicketStatus
from bot.conversation.reply import Event
from bot.conversation.session import Session
from bot.storage.demand_table import DemandCount, UnansweredCount
from bot.storage.store import Store
from bot.storage.update_log import KEPT_UPDATES
from geo.dataset.dataset import open_dataset
from geo.errors import SettingsError, UnknownNameError
from geo.facility import LonLat

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 9, 16, 12, tzinfo=UTC)
WORDS = "这里搬走了"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may be made, in a folder that is not there yet."""
    return tmp_path / "work" / "store.db"


@pytest.fixture
def file_store(path: Path) -> Iterator[Store]:
    """An empty store in a file."""
    with Store.open(path) as opened:
        yield opened


def test_ticket_has_a_short_number(store: Store) -> None:
    """A ticket is found again by its number, however it is written."""
    ticket = store.feedback.file("canteen-1", WORDS, "a", NOON, "event-1")
    assert (ticket.number, ticket.status) == ("T-0001", TicketStatus.OPEN)
    assert (ticket.facility_id, ticket.words, ticket.at) == ("canteen-1", WORDS, NOON)
    for number in ("T-0001", "t0001", "T 1", " 1 "):
        assert store.feedback.ticket(number) == ticket
    for number in ("T-0002", "", "T-", "1; DROP TABLE feedback", "99999999999999999999"):
        assert store.feedback.ticket(number) is None


def test_event_files_one_ticket(store: Store) -> None:
    """An update that is delivered twice files one ticket; another event files its own."""
    first = store.feedback.file(None, WORDS, "a", NOON, "event-1")
    assert store.feedback.file(None, "again", "a", NOON, "event-1") == first
    assert store.feedback.file(None, WORDS, "a", NOON, "event-2").number == "T-0002"
    assert len(store.feedback.tickets()) == 2


def test_staff_are_told_of_a_ticket_once(store: Store) -> None:
    """Who was told of a ticket was told of all before it, and of none after it."""
    tickets = [store.feedback.file(None, WORDS, "a", NOON, f"event-{one}") for one in range(3)]
    numbers = [ticket.number for ticket in tickets]
    assert [store.feedback.is_told(one) for one in numbers] == [False, False, False]
    for told in (0, 1):
        store.feedback.note_told(numbers[told])
        known = [store.feedback.is_told(one) for one in numbers]
        assert known == [number <= numbers[told] for number in numbers]


def test_decision_moves_a_ticket(store: Store) -> None:
    """A decided ticket leaves the open ones, and tells who decided."""
    first = store.feedback.file(None, WORDS, "a", NOON, "event-1")
    second = store.feedback.file(None, WORDS, "a", NOON, "event-2")
    decided = store.feedback.decide(first.number, accepted=True, by="staff")
    assert (decided.status, decided.decided_by) == (TicketStatus.ACCEPTED, "staff")
    assert store.feedback.tickets() == (second,)
    assert store.feedback.tickets(TicketStatus.ACCEPTED) == (decided,)
    assert (
        store.feedback.decide(second.number, accepted=False, by="s").status is TicketStatus.REJECTED
    )
    with pytest.raises(UnknownNameError, match="T-0099"):
        store.feedback.decide("T-0099", accepted=True, by="staff")


def test_forgetting_keeps_the_words_alone(file_store: Store, path: Path) -> None:
    """Feedback of a forgotten person stays, and nothing in the files leads to her."""
    person = file_store.person("telegram", 123456789)
    ticket = file_store.feedback.file(None, WORDS, person, NOON, "telegram:123456789:7")
    file_store.session_table.keep(person, "{}", NOON)
    assert file_store.feedback.of_person(person) == (ticket,)
    file_store.sessions.forget(person)
    assert file_store.feedback.of_person(person) == ()
    assert file_store.session_table.get(person) is None
    assert file_store.feedback.tickets() == (ticket,)
    assert person.encode() not in _bytes(path)
    assert b"123456789" not in _bytes(path)


def test_person_is_the_same_in_one_store_only(store: Store, tmp_path: Path) -> None:
    """A chat has one name in a store, another for another chat, channel or store."""
    name = store.person("telegram", 1)
    assert name == store.person("telegram", 1)
    with Store.open(tmp_path / "other.db") as other:
        names = {
            name,
            store.person("telegram", 2),
            store.person("web", 1),
            other.person("telegram", 1),
        }
    assert len(names) == 4


def test_any_text_can_be_filed(store: Store) -> None:
    """SQL, zero bytes and half of a surrogate pair are only words."""
    for n, words in enumerate(["'); DROP TABLE feedback; --", "a\0b", "\ud800", "😀" * 4000]):
        ticket = store.feedback.file(None, words, "a", NOON, f"{words}{n}")
        assert store.feedback.ticket(ticket.number) == ticket
    assert len(store.feedback.tickets()) == 4


def test_demand_is_counted_by_hour_alone(store: Store) -> None:
    """Wishes are sums over category, neighbourhood, hour and outcome."""
    for found in (True, True, False):
        store.demand.note("canteen", "塘桥", 11, found=found)
    assert store.demand.counts() == (
        DemandCount("canteen", "塘桥", 11, found=False, count=1),
        DemandCount("canteen", "塘桥", 11, found=True, count=2),
    )
    store.demand.note_unanswered("unknown", 11)
    store.demand.note_unanswered("unknown", 11)
    assert store.demand.unanswered() == (UnansweredCount("unknown", 11, 2),)


def test_a_wish_is_counted_once_its_answer_has_arrived(file_store: Store) -> None:
    """What is answered anew, as after a kill, counts once; what nobody is told does not."""
    dialogue = Dialogue.open(
        open_dataset(), file_store.sessions, file_store.feedback, file_store.demand
    )
    event = Event(location=LonLat(121.5172, 31.2071))
    session = dialogue.answer(Session(), "she", event, NOON).session
    answers = [dialogue.answer(session, "she", Event(text="助餐"), NOON) for _ in range(2)]
    assert file_store.demand.counts() == ()
    dialogue.remember("she", answers[-1], NOON)
    assert [one.count for one in file_store.demand.counts()] == [1]


def test_update_is_new_once(store: Store) -> None:
    """The same update is new only the first time, in whatever order updates come."""
    assert [store.updates.note_handled(update) for update in (7, 3, 7, 3, 9)] == [
        True,
        True,
        False,
        False,
        True,
    ]


def test_updates_do_not_pile_up(file_store: Store, path: Path) -> None:
    """Only the newest updates are remembered."""
    with closing(sqlite3.connect(path, isolation_level=None)) as side:
        rows = ((n, n) for n in range(1, KEPT_UPDATES + 1))
        side.executemany("INSERT INTO updates (seq, update_id) VALUES (?, ?)", rows)
    side.close()
    assert file_store.updates.note_handled(-1)
    assert file_store.updates.note_handled(1)
    assert not file_store.updates.note_handled(100)


def test_what_waits_is_kept_once_and_erased(file_store: Store, path: Path) -> None:
    """An update that is set aside twice waits once; what has been answered is gone for good."""
    file_store.updates.defer([(7, "之后"), (5, "先来的")], NOON)
    file_store.updates.defer([(5, "先来的")], NOON)
    assert file_store.updates.deferred() == ((5, "先来的"), (7, "之后"))
    file_store.updates.drop_deferred(5)
    assert file_store.updates.deferred() == ((7, "之后"),)
    assert "先来的".encode() not in _bytes(path)


def test_store_can_be_deleted(path: Path) -> None:
    """Without its file the store starts empty."""
    with Store.open(path) as store:
        store.feedback.file(None, WORDS, "a", NOON, "event-1")
    path.unlink()
    with Store.open(path) as store:
        assert store.feedback.tickets() == ()


def test_store_survives_a_restart(path: Path) -> None:
    """What was kept, and who is who, is the same after opening again."""
    with Store.open(path) as store:
        ticket = store.feedback.file(None, WORDS, store.person("web", 1), NOON, "event-1")
    with Store.open(path) as store:
        assert store.feedback.of_person(store.person("web", 1)) == (ticket,)
        assert store.feedback.file(None, WORDS, "a", NOON, "event-1") == ticket


def test_half_made_store_is_completed(path: Path) -> None:
    """A kill while the tables are made leaves a file that the next start completes."""
    with Store.open(path) as store:
        store.updates.note_handled(1)
    with closing(sqlite3.connect(path, isolation_level=None)) as side:
        side.execute("DROP TABLE feedback")
        side.execute("PRAGMA user_version = 0")
    side.close()
    with Store.open(path) as store:
        assert store.feedback.tickets() == ()
        assert not store.updates.note_handled(1)


def test_file_is_for_its_owner_alone(file_store: Store, path: Path) -> None:
    """Nobody else on the machine reads the file_store."""
    file_store.updates.note_handled(1)
    assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}


def test_damaged_store_says_what_to_do(path: Path) -> None:
    """A file that is no store, or a newer one, is left alone with advice."""
    path.parent.mkdir()
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(SettingsError, match="move it away"):
        Store.open(path)
    path.unlink()
    Store.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as side:
        side.execute("PRAGMA user_version = 99")
    side.close()
    with pytest.raises(SettingsError, match="newer version"):
        Store.open(path)


def test_threads_share_a_store(store: Store) -> None:
    """No ticket is lost or doubled when several threads file at once."""

    def file(n: int) -> str:
        return store.feedback.file(None, WORDS, "a", NOON, f"event-{n // 2}").number

    with ThreadPoolExecutor(4) as pool:
        numbers = list(pool.map(file, range(80)))
    assert len(set(numbers)) == len(store.feedback.tickets()) == 40


def test_kill_loses_nothing_that_was_answered(path: Path) -> None:
    """Every ticket whose number was said is there after the process is killed."""
    program = (
        "import sys; from datetime import UTC, datetime; from itertools import count\n"
        "from pathlib import Path; from bot.storage.store import Store\n"
        "store = Store.open(Path(sys.argv[1]))\n"
        "for n in count():\n"
        "    ticket = store.feedback.file(None, 'gone', 'a', datetime.now(UTC), str(n))\n"
        "    print(ticket.number, flush=True)\n"
    )
    with subprocess.Popen(  # noqa: S603 - this interpreter and the program above
        [sys.executable, "-c", program, path], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(50)]
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().split()
    with Store.open(path) as store:
        kept = [ticket.number for ticket in store.feedback.tickets()]
    assert kept[: len(said)] == said
    assert len(kept) - len(said) <= 1


def test_opening_again_loads_no_tables_library(path: Path) -> None:
    """Only making a store loads sqlite-utils, so a restarted bot answers quickly."""
    Store.open(path).close()
    program = (
        "import sys; from pathlib import Path; from bot.storage.store import Store\n"
        "Store.open(Path(sys.argv[1])).close()\n"
        "sys.exit(bool({'sqlite_utils', 'pandas', 'numpy'} & sys.modules.keys()))"
    )
    subprocess.run([sys.executable, "-c", program, path], cwd=ROOT, check=True)  # noqa: S603 - as above


def _bytes(path: Path) -> bytes:
    """Read all files of a store: the database and its journal."""
    return b"".join(file.read_bytes() for file in path.parent.iterdir())
