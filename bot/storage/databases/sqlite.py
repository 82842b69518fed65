"""The store in one SQLite file: which writes wait for the disk, what erasing leaves."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any

from bot.storage.databases.sqlite_file import BUSY_MS, connect
from geo.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_log = logging.getLogger(__name__)

_ERASING_BUSY_MS = 50
"""How long erasing for good waits for a reader: answers wait for it."""


class SqliteDatabase:
    """A connection to a file, for any thread of one process; its methods as in `Database`."""

    def __init__(self, path: Path) -> None:
        """Open a store's file, and make or complete it first when it needs that.

        Raises:
            SettingsError: the file cannot be used, or a newer version of Yike made it.
        """
        self._connection = connect(path)
        self._lock = RLock()
        self._waits = True
        self._joined = False
        self._owes_checkpoint = False
        self._changes_rewritten = 0

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make one of all that is run in a `with` block: a kill keeps the whole or nothing."""
        with self._lock:
            self._wait_for_disk(waits=False)
            self._execute("BEGIN IMMEDIATE")
            self._joined = True
            try:
                yield
                self._execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk ends it by itself
                    self._execute("ROLLBACK")
                raise
            finally:
                self._joined = False
            self._checkpoint()

    def run(self, sql: str, *values: object) -> list[Any]:
        """Run one statement, and wait for the disk."""
        with self._lock:
            if not sql.startswith("SELECT"):
                self._wait_for_disk(waits=True)
            return self._execute(sql, *values)

    def note(self, sql: str, *values: object) -> list[Any]:
        """Run one statement without waiting for the disk."""
        with self._lock:
            self._wait_for_disk(waits=False)
            return self._execute(sql, *values)

    def erase(self, sql: str, *values: object) -> None:
        """Run a statement that erases, and leave no trace of what it erased in the journal."""
        with self._lock:
            self._owes_checkpoint |= bool(self.run(sql, *values))
            if not self._joined:
                self._checkpoint()

    def purge(self) -> None:
        """Write the file anew, without what was erased or replaced, and empty the journal.

        Erased rows are overwritten at once, but not the copies that SQLite leaves behind in a page
        when it moves rows to another one: of 1,000 erased rows four were still in the file.
        """
        with self._lock:
            with self._hardly_waiting():
                self._rewrite()
            self._owes_checkpoint = True
            self._checkpoint()

    def _rewrite(self) -> None:
        """Write the file anew if it has changed; what a fault hinders is left to the next time."""
        changes = self._connection.total_changes
        if changes == self._changes_rewritten:
            return
        try:
            self._execute("VACUUM")
        except StoreError as error:
            _log.warning("the file of the store is not written anew yet: %s", error)
        else:
            self._changes_rewritten = self._connection.total_changes

    def _execute(self, sql: str, *values: object) -> list[Any]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"the store cannot be used ({error})") from error

    def _wait_for_disk(self, *, waits: bool) -> None:
        """Let the next commits wait for the disk, or not."""
        if waits != self._waits and not self._joined:
            self._execute(f"PRAGMA synchronous = {'FULL' if waits else 'NORMAL'}")
            self._waits = waits

    def _checkpoint(self) -> None:
        """Empty the journal when something was erased; what a reader or a fault hinders is owed."""
        if not self._owes_checkpoint:
            return
        with self._hardly_waiting():
            try:
                ((busy, *_),) = self._execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._owes_checkpoint = bool(busy)
            except StoreError as error:
                _log.warning("the journal of the store is not emptied yet: %s", error)

    @contextmanager
    def _hardly_waiting(self) -> Iterator[None]:
        """Wait for other programs no longer than somebody waits for an answer."""
        self._execute(f"PRAGMA busy_timeout = {_ERASING_BUSY_MS}")
        try:
            yield
        finally:
            self._execute(f"PRAGMA busy_timeout = {BUSY_MS}")
