"""One SQLite connection for many threads: which writes wait for the disk, what erasing leaves."""

from __future__ import annotations

import hashlib
import hmac
import logging
import sqlite3
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any

from bot.storage.tables import BUSY_MS

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logging.getLogger(__name__)

_ERASING_BUSY_MS = 50
"""How long emptying the journal waits for a reader: answers wait for it."""


class Database:
    """A connection whose statements may be run from any thread of one process."""

    def __init__(self, connection: sqlite3.Connection, secret: str = "") -> None:
        """Use a connection to a store that has all its tables; see `hashed` for the secret."""
        self._connection = connection
        self._lock = RLock()
        self._waits = True
        self._joined = False
        self._owes_checkpoint = False
        salt = bytes.fromhex(self.run("SELECT value FROM meta WHERE key = 'salt'")[0][0])
        self._key = salt + secret.encode()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def hashed(self, text: str) -> str:
        """Hash with the store's own salt and a secret from outside it.

        There are few enough ids of a channel to try them all: the file alone must not suffice.
        """
        return hmac.new(self._key, storable(text).encode(), hashlib.sha256).hexdigest()

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
                if self._connection.in_transaction:  # a full disk ends it by itself
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

    def empty_journal(self) -> None:
        """Move what was committed into the file, so that the journal keeps nothing older."""
        with self._lock:
            self._owes_checkpoint = True
            self._checkpoint()

    def _wait_for_disk(self, *, waits: bool) -> None:
        """Let the next commits wait for the disk, or not."""
        if waits != self._waits and not self._joined:
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if waits else 'NORMAL'}")
            self._waits = waits

    def _checkpoint(self) -> None:
        """Empty the journal when something was erased; what a reader or a fault hinders is owed."""
        if not self._owes_checkpoint:
            return
        self._connection.execute(f"PRAGMA busy_timeout = {_ERASING_BUSY_MS}")
        try:
            ((busy, *_),) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            self._owes_checkpoint = bool(busy)
        except sqlite3.OperationalError as error:
            _log.warning("the journal of the store is not emptied yet: %s", error)
        finally:
            self._connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


def storable(text: str) -> str:
    """Replace what no UTF-8 file can hold: half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode()
