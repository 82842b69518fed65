"""The store's SQLite file: made once with sqlite-utils, opened ever after without it."""

from __future__ import annotations

import errno
import secrets
import sqlite3
from typing import TYPE_CHECKING

from bot.storage.databases.private_files import make_private
from bot.storage.databases.schema import SEARCHED, TABLES, UNIQUE, VERSION
from geo.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

BUSY_MS = 5000
"""How long a statement waits for another program that uses the file."""

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # half a millisecond more, and a power cut loses no feedback either
    "temp_store = MEMORY",  # no other file ever holds a part of it
    "secure_delete = ON",  # what is forgotten is overwritten, not only unlinked
    f"busy_timeout = {BUSY_MS}",
)


def connect(path: Path) -> sqlite3.Connection:
    """Open a store for any thread, each statement its own transaction; complete it if need be.

    Raises:
        SettingsError: the file cannot be used, or a newer version of Yike made it.
    """
    try:
        make_private(path)
        return _up_to_date(path)
    except (OSError, sqlite3.Error) as error:
        if _is_locked_away(error):
            reason = getattr(error, "strerror", None) or error
            raise SettingsError(
                f"{path}: cannot be written ({reason});"
                " name another folder with YIKE_STATE, or give it the rights"
            ) from error
        raise SettingsError(
            f"{path}: cannot be used as the store ({error}); move it away to start an empty one"
        ) from error


def _is_locked_away(error: Exception) -> bool:
    """Tell whether the file may well be sound, and only may not be written."""
    if isinstance(error, OSError):
        return error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}
    told = str(error)
    return "readonly" in told or "unable to open database file" in told


def _up_to_date(path: Path) -> sqlite3.Connection:
    """Connect, and make what is missing."""
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        _complete(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _complete(connection: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a store that does not have them all yet."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise SettingsError(
            f"{path}: made by a newer version of Yike; update Yike or move the file away"
        )
    if version < VERSION:
        _make(connection)


def _make(connection: sqlite3.Connection) -> None:
    """Make what is missing of tables and indexes; the version comes last: a kill is harmless."""
    from sqlite_utils import Database  # noqa: PLC0415 - it may load pandas: a second

    database = Database(connection)
    for name, columns, key in TABLES:
        database.table(name).create(columns, pk=key, transform=True)
    for name, column in UNIQUE:
        database.table(name).create_index([column], unique=True, if_not_exists=True)
    for name, column in SEARCHED:
        database.table(name).create_index([column], if_not_exists=True)
    connection.execute(
        "INSERT OR IGNORE INTO meta (key, value) VALUES ('salt', ?)", (secrets.token_hex(32),)
    )
    connection.execute(f"PRAGMA user_version = {VERSION}")
