"""The working store: sessions, feedback and demand in one database.

It is a SQLite file, which the workers of one machine share, or a PostgreSQL server's, which those
of many do. It may be deleted at any time without losing a fact about a facility. What is committed
survives a kill, and feedback a power cut too: it is on the disk when a method returns. A person is
a keyed hash, and half of the key is outside the store; only an update that waits to be answered has
a chat id, and is erased then, or after a day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from bot.conversation.session import LIFETIME
from bot.storage.databases.sqlite import SqliteDatabase
from bot.storage.demand_table import DemandTable
from bot.storage.feedback_table import FeedbackTable
from bot.storage.old_visits import OldVisits
from bot.storage.pseudonyms import Pseudonyms
from bot.storage.session_table import SessionTable
from bot.storage.staff_logins import StaffLogins
from bot.storage.stored_sessions import StoredSessions
from bot.storage.update_log import UpdateLog
from geo.errors import SettingsError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from bot.storage.databases.database import Database

SWEEP_S = 600.0  # seconds between two sweeps: what is erased is gone ten minutes later at most


class Store:
    """One open store. All of it may be used from any thread of one process."""

    def __init__(self, database: Database, secret: str = "") -> None:
        """Use a database that is up to date; `Store.open` makes one, and tells of the secret."""
        self._database = database
        self._pseudonyms = Pseudonyms(database, secret)
        self.session_table = SessionTable(database)
        self.feedback = FeedbackTable(database, self._pseudonyms)
        self.sessions = StoredSessions(self.session_table, self.feedback)
        self.demand = DemandTable(database)
        self.visits = OldVisits(database)
        self.logins = StaffLogins(database, self.session_table)
        self.updates = UpdateLog(database)

    @classmethod
    def open(cls, where: Path | str, secret: str = "") -> Self:
        """Open the store, and make or complete it first when it needs that.

        Args:
            where: a file, or the URL of a PostgreSQL database.
            secret: is kept outside the store, and part of the name of every person.

        Raises:
            SettingsError: it cannot be used, or a newer version of Yike made it.
        """
        return cls(_postgres(where) if isinstance(where, str) else SqliteDatabase(where), secret)

    def close(self) -> None:
        """Close the database; the store is of no use afterwards."""
        self._database.close()

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

    def transaction(self) -> AbstractContextManager[None]:
        """Make one of all that is noted in a `with` block: a kill keeps the whole or nothing."""
        return self._database.transaction()

    def sweep(self, now: datetime) -> None:
        """Erase what may be kept no longer, from the files too; called every `SWEEP_S`."""
        self.sessions.sweep(now)
        self.updates.drop_deferred_before(now - LIFETIME)
        self._database.purge()

    def person(self, channel: str, chat: object) -> str:
        """Name a person by a hash that leads to no chat id without this store and the secret."""
        return self._pseudonyms.of(f"{channel}:{chat}")


def _postgres(url: str) -> Database:
    try:
        from bot.storage.databases.postgres import PostgresDatabase  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SettingsError(
            "YIKE_STORE: a PostgreSQL database needs the extra: pip install 'yike[postgres]'"
        ) from error
    return PostgresDatabase(url)
