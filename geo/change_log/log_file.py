"""The file of the log: SQLite that only ever grows, written by one and read by many processes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from geo.change_log.changeset import Changeset, FieldChange, Reason
from geo.change_log.history import History
from geo.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

VERSION = 1
_BUSY_MS = 10_000

_TABLES = (
    (
        "changesets",
        {
            "number": int,
            "dataset": str,
            "at": str,
            "role": str,
            "why": str,
            "source": str,
            "event": str,
            "undoes": int,
        },
        "number",
    ),
    (
        "changes",
        {"changeset": int, "facility_id": str, "field": str, "before": str, "after": str},
        ("changeset", "facility_id", "field"),
    ),
    ("publications", {"id": int, "dataset": str, "at": str, "number": int}, "id"),
)


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """The log of changes in a file, which need not be there yet. It may serve several datasets."""

    path: Path

    def history(self, dataset: str) -> History:
        """Read all that was changed of a dataset.

        Raises:
            SettingsError: the file is no log, or a newer version of Yike made it.
        """
        with self._reading() as connection:
            return _history(connection, dataset) if connection else History()

    def unpublished(self, dataset: str) -> History:
        """Read what is not published yet; how long the log is makes no difference to that.

        Raises:
            SettingsError: the file is no log, or a newer version of Yike made it.
        """
        with self._reading() as connection:
            return _unpublished(connection, dataset) if connection else History()

    def is_undone(self, number: int) -> bool:
        """Tell whether a changeset was undone.

        Raises:
            SettingsError: the file is no log, or a newer version of Yike made it.
        """
        undoing = "SELECT 1 FROM changesets WHERE undoes = ?"
        with self._reading() as connection:
            return bool(connection and connection.execute(undoing, (number,)).fetchone())

    @contextmanager
    def writing(self, dataset: str) -> Iterator[LogWriter]:
        """Append in one transaction: nobody else writes meanwhile, and a kill leaves nothing.

        Raises:
            SettingsError: the file cannot be used.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._opened(writes=True) as connection:
            _complete(connection)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield LogWriter(connection, dataset)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def signature(self) -> tuple[tuple[int, int, int], ...]:
        """Tell in microseconds whether anything may have been written since the last time."""
        return signature(self.path, self.path.with_name(f"{self.path.name}-wal"))

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """Open the log to read; None: nothing has been written yet."""
        if not self.path.exists():
            yield None
            return
        with self._opened(writes=False) as connection:
            yield connection if _version(connection) else None

    @contextmanager
    def _opened(self, *, writes: bool) -> Iterator[sqlite3.Connection]:
        mode = "rwc" if writes else "rw"  # a reader of WAL needs the right to write beside it
        uri = f"{self.path.resolve().as_uri()}?mode={mode}"
        try:
            with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
                connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
                if _version(connection) > VERSION:
                    raise SettingsError(f"{self.path}: made by a newer Yike; update Yike")
                yield connection
        except sqlite3.Error as error:
            raise SettingsError(
                f"{self.path}: cannot be used as the log of changes ({error}); name another file"
            ) from error


def signature(*paths: Path) -> tuple[tuple[int, int, int], ...]:
    """Give inode, size and time in nanoseconds of the files that are there."""
    found = []
    for path in paths:
        try:
            stat = path.stat()
        except OSError:
            continue
        found.append((stat.st_ino, stat.st_size, stat.st_mtime_ns))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class LogWriter:
    """Appends to the log of one dataset within a transaction."""

    connection: sqlite3.Connection
    dataset: str

    def history(self) -> History:
        """Read what was written before."""
        return _history(self.connection, self.dataset)

    def unpublished(self) -> History:
        """Read what was written and is not published yet."""
        return _unpublished(self.connection, self.dataset)

    def by_event(self, event: str) -> int | None:
        """Give the number of the changeset that an event led to; None: there is none."""
        row = self.connection.execute(
            "SELECT min(number) FROM changesets WHERE dataset = ? AND event = ? AND event != ''",
            (self.dataset, event),
        ).fetchone()
        return None if row[0] is None else int(row[0])

    def append(
        self, changes: Sequence[FieldChange], reason: Reason, undoes: int | None = None
    ) -> int:
        """Append a changeset and give its number."""
        cursor = self.connection.execute(
            "INSERT INTO changesets (dataset, at, role, why, source, event, undoes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                self.dataset,
                reason.at.isoformat(),
                reason.role,
                reason.why,
                reason.source,
                reason.event,
                undoes,
            ),
        )
        number = int(cursor.lastrowid or 0)
        self.connection.executemany(
            "INSERT INTO changes (changeset, facility_id, field, before, after)"
            " VALUES (?, ?, ?, ?, ?)",
            [
                (number, one.facility_id, one.field, _written(one.before), _written(one.after))
                for one in changes
            ],
        )
        return number

    def note_published(self, number: int, at: datetime) -> None:
        """Note that the file of the dataset holds every changeset up to a number."""
        self.connection.execute(
            "INSERT INTO publications (dataset, at, number) VALUES (?, ?, ?)",
            (self.dataset, at.isoformat(), number),
        )


def _history(connection: sqlite3.Connection, dataset: str) -> History:
    return History(_changesets(connection, dataset, 0), _published(connection, dataset))


def _unpublished(connection: sqlite3.Connection, dataset: str) -> History:
    published = _published(connection, dataset)
    return History(_changesets(connection, dataset, published), published)


def _published(connection: sqlite3.Connection, dataset: str) -> int:
    (published,) = connection.execute(
        "SELECT max(number) FROM publications WHERE dataset = ?", (dataset,)
    ).fetchone()
    return int(published or 0)


def _changesets(connection: sqlite3.Connection, dataset: str, after: int) -> tuple[Changeset, ...]:
    """Read the changesets after a number, the oldest first."""
    rows = connection.execute(
        "SELECT number, role, at, why, source, event, undoes FROM changesets"
        " WHERE dataset = ? AND number > ? ORDER BY number",
        (dataset, after),
    ).fetchall()
    changes = connection.execute(
        "SELECT changeset, facility_id, field, before, after FROM changes"
        " WHERE changeset > ? ORDER BY rowid",
        (after,),
    )
    by_number: dict[int, list[FieldChange]] = {}
    for number, facility_id, field, old, new in changes:
        one = FieldChange(facility_id, field, json.loads(old), json.loads(new))
        by_number.setdefault(number, []).append(one)
    return tuple(_changeset(row, by_number) for row in rows)


def _changeset(row: tuple[Any, ...], by_number: dict[int, list[FieldChange]]) -> Changeset:
    number, role, at, why, source, event, undoes = row
    reason = Reason(role, datetime.fromisoformat(at), why, source, event)
    return Changeset(number, reason, tuple(by_number.get(number, ())), undoes)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _complete(connection: sqlite3.Connection) -> None:
    """Make what is missing of a log; the version comes last: a kill is harmless."""
    if _version(connection) == VERSION:
        return
    from sqlite_utils import Database  # noqa: PLC0415 - it may load pandas: a second

    connection.execute("PRAGMA journal_mode = WAL")
    database = Database(connection)
    for name, columns, key in _TABLES:
        database.table(name).create(columns, pk=key, if_not_exists=True)
        for verb in ("UPDATE", "DELETE"):  # it only ever grows, whoever opens it
            connection.execute(
                f"CREATE TRIGGER IF NOT EXISTS {name}_no_{verb.lower()} BEFORE {verb} ON {name}"
                f" BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
            )
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
