"""A copy of what is to last: feedback and counts, and nothing that was kept for a day."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from geo.compute.atomic_file import atomic_path
from geo.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

LASTING = ("meta", "feedback", "demand", "unanswered")
"""The tables without a position; those of sessions and of updates are made anew, and empty."""


def back_up(store: Path | str, out: Path) -> None:
    """Copy a store's file, which may be in use; the copy is a store that can be used as it is.

    Raises:
        SettingsError: there is no store, or a copy of that name, or it cannot be written; or the
            store is a PostgreSQL database, whose own tool copies it.
    """
    if isinstance(store, str):
        tables = " ".join(f"--table={table}" for table in LASTING)
        raise SettingsError(f"a PostgreSQL database is copied by its own tool: pg_dump {tables}")
    if out.exists():
        raise SettingsError(f"{out} is there already: name another file")
    if not store.is_file():
        raise SettingsError(f"{store} is not there: nothing has been kept yet")
    try:
        with atomic_path(out) as part, closing(sqlite3.connect(part, isolation_level=None)) as copy:
            part.chmod(0o600)
            copy.execute("PRAGMA journal_mode = OFF")  # nothing beside it that a kill could leave
            with closing(sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)) as live:
                live.execute("BEGIN")
                _copy(live, copy)
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(f"{store} cannot be copied to {out}: {error}") from error


def _copy(live: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    """Make every table and index, and fill those that last."""
    made = "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%'"
    for (sql,) in live.execute(f"{made} ORDER BY type DESC"):  # tables before their indexes
        copy.execute(sql)
    for table in LASTING:
        rows = live.execute(f"SELECT * FROM {table}")  # noqa: S608 - one of the names above
        places = ", ".join("?" * len(rows.description))
        copy.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - likewise
    (version,) = live.execute("PRAGMA user_version").fetchone()
    copy.execute(f"PRAGMA user_version = {version}")
