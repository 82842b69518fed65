"""The working store: sessions, feedback, demand and staff changes in one SQLite file.

It may be deleted at any time without losing a facility. What is committed survives a kill, and
feedback and staff changes a power cut too: they are on the disk when a method returns. A person is
a keyed hash, and the key to it never leaves the file; only what waits to be answered while a flood
lasts has a chat id, and is erased then.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from threading import RLock
from typing import TYPE_CHECKING, Any, Self

from bot.storage.records import (
    Change,
    Correction,
    Demand,
    Suspension,
    Ticket,
    TicketStatus,
    Unanswered,
    Verification,
    ticket_number,
    ticket_row,
)
from bot.storage.tables import BUSY_MS, connect
from geo.errors import UnknownNameError
from geo.facility import LonLat

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

KEPT_UPDATES = 10_000
"""How many processed updates are remembered; a channel sends one again within minutes."""

_TICKET = "SELECT number, facility_id, words, at, status, decided_by FROM feedback"
_CHANGE = "SELECT id, facility_id, kind, value, by, at, undone_by FROM changes"


class Store:
    """One open store. Its methods may be called from any thread of one process."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use a connection to a store that is up to date; `Store.open` makes one."""
        self._connection = connection
        self._lock = RLock()
        self._waits = True
        self._joined = False
        self._owes_checkpoint = False
        self._salt = bytes.fromhex(self._run("SELECT value FROM meta WHERE key = 'salt'")[0][0])

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the store, and make or complete it first when it needs that.

        Raises:
            SettingsError: the file cannot be used, or a newer version of Yike made it.
        """
        return cls(connect(path))

    def close(self) -> None:
        """Close the file; the store is of no use afterwards."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Use the store in a `with` block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close at the end of the block."""
        self.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one of all that is noted in a `with` block: a kill keeps the whole or nothing."""
        with self._lock:
            self._wait_for_disk(waits=False)
            self._connection.execute("BEGIN IMMEDIATE")
            self._joined = True
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            finally:
                self._joined = False
            self._checkpoint()

    def person(self, channel: str, chat: object) -> str:
        """Name a person by a hash that cannot be turned back into a chat id without this file."""
        return self._hashed(f"{channel}:{chat}")

    # Sessions

    def session(self, person: str) -> str | None:
        """Give the text kept for a person."""
        rows = self._run("SELECT body FROM sessions WHERE person = ?", person)
        return rows[0][0] if rows else None

    def keep_session(self, person: str, body: str, since: datetime) -> None:
        """Keep a text for a person in place of the last one; its age counts from `since`."""
        self._note(
            "INSERT OR REPLACE INTO sessions (person, body, since) VALUES (?, ?, ?)",
            person,
            body,
            since.timestamp(),
        )

    def drop_session(self, person: str) -> None:
        """Erase a person's session."""
        self._erase("DELETE FROM sessions WHERE person = ? RETURNING 1", person)

    def drop_sessions(self, before: datetime) -> None:
        """Erase every session that is from before a moment."""
        moment = before.timestamp()
        if self._run("SELECT 1 FROM sessions WHERE since < ? LIMIT 1", moment):
            self._erase("DELETE FROM sessions WHERE since < ? RETURNING 1", moment)

    def forget(self, person: str) -> None:
        """Erase the session and all that links feedback to the person; the words stay."""
        self._erase("UPDATE feedback SET person = NULL WHERE person = ? RETURNING 1", person)
        self.drop_session(person)

    # Feedback

    def file_feedback(
        self, facility_id: str | None, words: str, person: str, at: datetime, event: str
    ) -> Ticket:
        """Keep what a resident says is wrong; the same event again gives the same ticket."""
        event = self._hashed(event)
        self._run(
            "INSERT INTO feedback (event, facility_id, words, person, at, status, decided_by)"
            " VALUES (?, ?, ?, ?, ?, ?, '') ON CONFLICT (event) DO NOTHING",
            event,
            facility_id,
            _storable(words),
            person,
            at.isoformat(),
            TicketStatus.OPEN,
        )
        return _ticket(self._run(f"{_TICKET} WHERE event = ?", event)[0])

    def ticket(self, number: str) -> Ticket | None:
        """Find a ticket by its number, as people write it."""
        rows = self._run(f"{_TICKET} WHERE number = ?", ticket_row(number))
        return _ticket(rows[0]) if rows else None

    def tickets_of(self, person: str) -> tuple[Ticket, ...]:
        """List what a person has filed, the oldest first; nothing once she is forgotten."""
        return tuple(map(_ticket, self._run(f"{_TICKET} WHERE person = ? ORDER BY number", person)))

    def feedback(self, status: TicketStatus = TicketStatus.OPEN) -> tuple[Ticket, ...]:
        """List the tickets of a status, the oldest first."""
        return tuple(map(_ticket, self._run(f"{_TICKET} WHERE status = ? ORDER BY number", status)))

    def decide(self, number: str, *, accepted: bool, by: str) -> Ticket:
        """Accept or reject a ticket; the last decision holds.

        Raises:
            UnknownNameError: there is no such ticket.
        """
        status = TicketStatus.ACCEPTED if accepted else TicketStatus.REJECTED
        self._run(
            "UPDATE feedback SET status = ?, decided_by = ? WHERE number = ?",
            status,
            by,
            ticket_row(number),
        )
        ticket = self.ticket(number)
        if ticket is None:
            raise UnknownNameError(f"no ticket {number!r}; list the open ones to see their numbers")
        return ticket

    # Demand: counters, so that no row speaks of a person or a day

    def note_demand(self, category: str, neighbourhood: str, hour: int, *, found: bool) -> None:
        """Count one wish; `hour` is the hour of the day, 0 to 23."""
        self._note(
            "INSERT INTO demand (category, neighbourhood, hour, found, count)"
            " VALUES (?, ?, ?, ?, 1)"
            " ON CONFLICT (category, neighbourhood, hour, found) DO UPDATE SET count = count + 1",
            category,
            neighbourhood,
            hour,
            found,
        )

    def demand(self) -> tuple[Demand, ...]:
        """List the wishes that were counted."""
        rows = self._run(
            "SELECT category, neighbourhood, hour, found, count FROM demand ORDER BY 1, 2, 3, 4"
        )
        return tuple(Demand(row[0], row[1], row[2], bool(row[3]), row[4]) for row in rows)

    def note_unanswered(self, reason: str, hour: int) -> None:
        """Count one question without an answer; `reason` is a key of ours, never her words."""
        self._note(
            "INSERT INTO unanswered (reason, hour, count) VALUES (?, ?, 1)"
            " ON CONFLICT (reason, hour) DO UPDATE SET count = count + 1",
            reason,
            hour,
        )

    def unanswered(self) -> tuple[Unanswered, ...]:
        """List how often there was no answer."""
        rows = self._run("SELECT reason, hour, count FROM unanswered ORDER BY 1, 2")
        return tuple(Unanswered(*row) for row in rows)

    # Updates

    def known_updates(self) -> tuple[int, ...]:
        """List the updates that are remembered, the oldest first."""
        return tuple(row[0] for row in self._run("SELECT update_id FROM updates ORDER BY seq"))

    def first_time(self, update_id: int) -> bool:
        """Tell whether an update is new, and remember it."""
        rows = self._note(
            "INSERT OR IGNORE INTO updates (update_id) VALUES (?) RETURNING seq", update_id
        )
        if rows:
            self._note("DELETE FROM updates WHERE seq <= ?", rows[0][0] - KEPT_UPDATES)
        return bool(rows)

    def set_aside(self, updates: Iterable[tuple[int, str]]) -> None:
        """Keep updates that are yet to be answered: their numbers, and what they say."""
        for update in updates:
            self._run("INSERT OR IGNORE INTO waiting (update_id, body) VALUES (?, ?)", *update)

    def waiting(self) -> tuple[tuple[int, str], ...]:
        """List the updates that were set aside and not answered yet, the oldest first."""
        return tuple(self._run("SELECT update_id, body FROM waiting ORDER BY update_id"))

    def drop_waiting(self, update_id: int) -> None:
        """Erase an update that has been answered."""
        self._erase("DELETE FROM waiting WHERE update_id = ? RETURNING 1", update_id)

    # Staff changes

    def record_change(
        self,
        facility_id: str,
        what: Verification | Suspension,
        by: str,
        at: datetime,
        event: str,
    ) -> int:
        """Keep what staff changed and give its id; the same event again changes nothing."""
        event = self._hashed(event)
        self._run(
            "INSERT INTO changes (event, facility_id, kind, value, by, at, undone_by)"
            " VALUES (?, ?, ?, ?, ?, ?, '') ON CONFLICT (event) DO NOTHING",
            event,
            facility_id,
            type(what).__name__,
            _value(what),
            by,
            at.isoformat(),
        )
        return int(self._run("SELECT id FROM changes WHERE event = ?", event)[0][0])

    def undo(self, change_id: int, by: str) -> Change:
        """Take a change back; the one before it holds again. Who undid it first is kept.

        Raises:
            UnknownNameError: there is no such change.
        """
        self._run("UPDATE changes SET undone_by = ? WHERE id = ? AND undone_by = ''", by, change_id)
        rows = self._run(f"{_CHANGE} WHERE id = ?", change_id)
        if not rows:
            raise UnknownNameError(f"no change {change_id}; list the changes to see their numbers")
        return _change(rows[0])

    def changes(self) -> tuple[Change, ...]:
        """List every change, undone ones too, the oldest first."""
        return tuple(map(_change, self._run(f"{_CHANGE} ORDER BY id")))

    def corrections(self) -> dict[str, Correction]:
        """Sum up what holds, by the id of the facility."""
        found: dict[str, Correction] = {}
        for change in self.changes():
            if not change.undone_by:
                before = found.get(change.facility_id, Correction(change.facility_id))
                found[change.facility_id] = before.after(change)
        return found

    def _hashed(self, text: str) -> str:
        """Hash with the store's own salt, so that ids of a channel are not in the file."""
        return hmac.new(self._salt, _storable(text).encode(), hashlib.sha256).hexdigest()

    def _run(self, sql: str, *values: object) -> list[Any]:
        """Run one statement, which commits by itself; what it changes is on the disk then."""
        with self._lock:
            if not sql.startswith("SELECT"):
                self._wait_for_disk(waits=True)
            return self._connection.execute(sql, values).fetchall()

    def _note(self, sql: str, *values: object) -> list[Any]:
        """Run one statement without waiting for the disk.

        A kill does not undo it, and a power cut may: of notes, that harms nobody.
        """
        with self._lock:
            self._wait_for_disk(waits=False)
            return self._connection.execute(sql, values).fetchall()

    def _wait_for_disk(self, *, waits: bool) -> None:
        """Let the next commits wait for the disk, or not."""
        if waits != self._waits and not self._joined:
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if waits else 'NORMAL'}")
            self._waits = waits

    def _erase(self, sql: str, *values: object) -> None:
        """Run a statement that erases, and leave no trace of what it erased in the journal."""
        with self._lock:
            self._owes_checkpoint |= bool(self._run(sql, *values))
            if not self._joined:
                self._checkpoint()

    def _checkpoint(self) -> None:
        """Empty the journal when something was erased; what a reader keeps busy is owed."""
        if self._owes_checkpoint:
            self._connection.execute("PRAGMA busy_timeout = 50")  # answers wait for this
            ((busy, *_),) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            self._owes_checkpoint = bool(busy)


def _storable(text: str) -> str:
    """Replace what no UTF-8 file can hold: half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode()


def _ticket(row: tuple[Any, ...]) -> Ticket:
    """Read a row of `_TICKET`."""
    number, facility_id, words, at, status, decided_by = row
    return Ticket(
        ticket_number(number),
        facility_id,
        words,
        datetime.fromisoformat(at),
        TicketStatus(status),
        decided_by,
    )


def _change(row: tuple[Any, ...]) -> Change:
    """Read a row of `_CHANGE`."""
    change_id, facility_id, kind, value, by, at, undone_by = row
    what = _suspension(value) if kind == Suspension.__name__ else _verification(value)
    return Change(change_id, facility_id, what, by, datetime.fromisoformat(at), undone_by)


def _value(what: Verification | Suspension) -> str:
    """Write the details of a change."""
    return json.dumps(asdict(what), default=date.isoformat)


def _suspension(value: str) -> Suspension:
    """Read the details of a suspension."""
    until = json.loads(value)["until"]
    return Suspension(date.fromisoformat(until) if until else None)


def _verification(value: str) -> Verification:
    """Read the details of a verification."""
    details = json.loads(value)
    point = details["point"]
    return Verification(
        date.fromisoformat(details["on"]), LonLat(*point) if point else None, details["error_m"]
    )
