"""One SQLite connection for many threads: which writes wait for the disk, what erasing leaves."""

from __future__ import annotations

import hashlib
import hmac
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any

from bot.storage.tables import BUSY_MS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_ERASING_BUSY_MS = 50
"""How long emptying the journal waits for a reader: answers wait for it."""


class Database:
    """A connection whose statements may be run from any thread of one process."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use a connection to a store that has all its tables."""
        self._connection = connection
        self._lock = RLock()
        self._waits = True
        self._joined = False
        self._owes_checkpoint = False
        self._salt = bytes.fromhex(self.run("SELECT value FROM meta WHERE key = 'salt'")[0][0])

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def hashed(self, text: str) -> str:
        """Hash with the store's own salt, so that ids of a channel are not in the file."""
        return hmac.new(self._salt, storable(text).encode(), hashlib.sha256).hexdigest()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make one of all that is run in a `with` block: a kill keeps the whole or nothing."""
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

    def run(self, sql: str, *values: object) -> list[Any]:
        """Run one statement, which commits by itself; what it changes is on the disk then."""
        with self._lock:
            if not sql.startswith("SELECT"):
                self._wait_for_disk(waits=True)
            return self._connection.execute(sql, values).fetchall()

    def note(self, sql: str, *values: object) -> list[Any]:
        """Run one statement without waiting for the disk.

        A kill does not undo it, and a power cut may: of notes, that harms nobody.
        """
        with self._lock:
            self._wait_for_disk(waits=False)
            return self._connection.execute(sql, values).fetchall()

    def erase(self, sql: str, *values: object) -> None:
        """Run a statement that erases, and leave no trace of what it erased in the journal.

        It ends in RETURNING, to tell whether there was anything.
        """
        with self._lock:
            self._owes_checkpoint |= bool(self.run(sql, *values))
            if not self._joined:
                self._checkpoint()

    def _wait_for_disk(self, *, waits: bool) -> None:
        """Let the next commits wait for the disk, or not."""
        if waits != self._waits and not self._joined:
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if waits else 'NORMAL'}")
            self._waits = waits

    def _checkpoint(self) -> None:
        """Empty the journal when something was erased; what a reader keeps busy is owed."""
        if self._owes_checkpoint:
            self._connection.execute(f"PRAGMA busy_timeout = {_ERASING_BUSY_MS}")
            ((busy, *_),) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            self._owes_checkpoint = bool(busy)


def storable(text: str) -> str:
    """Replace what no UTF-8 file can hold: half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode()
