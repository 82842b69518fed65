"""The store on a PostgreSQL server: for a city, whose workers run on several machines."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from threading import RLock
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.pq import TransactionStatus

from bot.storage.databases.database import storable
from bot.storage.databases.postgres_tables import OF_A_DAY, complete
from geo.errors import SettingsError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from psycopg import Connection

_CONNECT_S = 5
_SETUP = b"SET lock_timeout = 5000"
"""How long a statement waits for another program that uses a table, in ms."""

_ONE_WRITER = b"SELECT pg_advisory_xact_lock(hashtext('yike turns'))"
"""One transaction after the other, as SQLite has it: they count in the same rows, and two that wait
for each other would be lost."""


class PostgresDatabase:
    """A connection to a server, made anew when it is lost; its methods as in `Database`."""

    def __init__(self, url: str) -> None:
        """Connect, and make the tables that are missing.

        Raises:
            SettingsError: the server cannot be used, or a newer version of Yike made the tables.
        """
        self._url = url
        self._lock = RLock()
        self._joined = False
        try:
            self._connect()
        except psycopg.Error as error:
            raise SettingsError(_unusable(error)) from error
        try:
            complete(self._connection)
        except BaseException as error:
            self.close()
            if isinstance(error, psycopg.Error):
                raise SettingsError(_unusable(error)) from error
            raise

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def run(self, sql: str, *values: object) -> list[Any]:
        """Run one statement, and wait for the disk."""
        return self._run(sql, values, waits=not sql.startswith("SELECT"))

    def note(self, sql: str, *values: object) -> list[Any]:
        """Run one statement without waiting for the disk."""
        return self._run(sql, values, waits=False)

    def erase(self, sql: str, *values: object) -> None:
        """Run a statement that erases; `purge` erases it from the files as well."""
        self._run(sql, values, waits=True)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make one of all that is run in a `with` block."""
        with self._lock:
            self._run("BEGIN", (), waits=False)
            self._joined = True
            try:
                with _told():
                    self._connection.execute(_ONE_WRITER)
                yield
                self._commit()
            except BaseException:
                with suppress(psycopg.Error):  # a lost connection has ended it by itself
                    self._connection.execute(b"ROLLBACK")
                raise
            finally:
                self._joined = False

    def purge(self) -> None:
        """Write the tables anew that hold places, without what was erased or replaced in them."""
        for table in OF_A_DAY:
            self._run(f"VACUUM (FULL) {table}", (), waits=False)

    def _connect(self) -> None:
        self._connection: Connection = psycopg.connect(
            self._url, autocommit=True, connect_timeout=_CONNECT_S, application_name="yike"
        )
        self._connection.execute(_SETUP)
        self._waits = True

    def _run(self, sql: str, values: Sequence[object], *, waits: bool) -> list[Any]:
        with self._lock, _told():
            try:
                return self._attempt(sql, values, waits=waits)
            except psycopg.OperationalError:
                if self._joined or not self._connection.broken:
                    raise
                self._connect()  # the server has started anew, or forgot an idle connection
                return self._attempt(sql, values, waits=waits)

    def _attempt(self, sql: str, values: Sequence[object], *, waits: bool) -> list[Any]:
        self._wait_for_disk(waits=waits)
        text = sql.replace("?", "%s").encode()
        cursor = self._connection.execute(text, [_value(each) for each in values] or None)
        return cursor.fetchall() if cursor.description else []

    def _wait_for_disk(self, *, waits: bool) -> None:
        """Let the next commits wait for the disk, or not."""
        if waits != self._waits and not self._joined:
            self._connection.execute(b"SET synchronous_commit = " + (b"on" if waits else b"off"))
            self._waits = waits

    def _commit(self) -> None:
        if self._connection.info.transaction_status == TransactionStatus.INERROR:
            raise StoreError("the database refused a part, so nothing of it is kept")
        with _told():
            self._connection.execute(b"COMMIT")


@contextmanager
def _told() -> Iterator[None]:
    """Tell an error of the server as one of ours."""
    try:
        yield
    except psycopg.Error as error:
        raise StoreError(_unusable(error)) from error


def _unusable(error: psycopg.Error) -> str:
    """Say what the server says; an address that cannot be read may hold a password."""
    told = str(error).strip().splitlines() if isinstance(error, psycopg.OperationalError) else ()
    reason = told[0] if told else type(error).__name__
    return f"YIKE_STORE: the database cannot be used ({reason})"


def _value(value: object) -> object:
    """Make a value storable: PostgreSQL has no zero byte in a text."""
    return (
        storable(value).replace("\0", "\N{REPLACEMENT CHARACTER}")
        if isinstance(value, str)
        else value
    )
