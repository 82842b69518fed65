"""Updates of a channel in the working store: which were handled, which wait to be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.storage.databases.database import Database

KEPT_UPDATES = 10_000
"""How many processed updates are remembered; a channel sends one again within minutes."""


class UpdateLog:
    """The tables `updates` (handled) and `waiting` (deferred)."""

    def __init__(self, database: Database) -> None:
        """Use a store's database."""
        self._database = database

    def handled(self) -> tuple[int, ...]:
        """List the handled updates that are remembered, the oldest first."""
        rows = self._database.run("SELECT update_id FROM updates ORDER BY seq")
        return tuple(row[0] for row in rows)

    def note_handled(self, update_id: int) -> bool:
        """Remember that an update was handled; tell whether it was new."""
        rows = self._database.note(
            "INSERT INTO updates (update_id) VALUES (?)"
            " ON CONFLICT (update_id) DO NOTHING RETURNING seq",
            update_id,
        )
        if rows:
            self._database.note("DELETE FROM updates WHERE seq <= ?", rows[0][0] - KEPT_UPDATES)
        return bool(rows)

    def defer(self, updates: Iterable[tuple[int, str]], at: datetime) -> None:
        """Keep updates that are yet to be answered: their numbers, and what they say."""
        for update in updates:
            self._database.run(
                "INSERT INTO waiting (update_id, body, since) VALUES (?, ?, ?)"
                " ON CONFLICT (update_id) DO NOTHING",
                *update,
                at.timestamp(),
            )

    def deferred(self) -> tuple[tuple[int, str], ...]:
        """List the updates that were deferred and not answered yet, the oldest first."""
        return tuple(self._database.run("SELECT update_id, body FROM waiting ORDER BY update_id"))

    def drop_deferred(self, update_id: int) -> None:
        """Erase an update that has been answered."""
        self._database.erase("DELETE FROM waiting WHERE update_id = ? RETURNING 1", update_id)

    def drop_deferred_before(self, moment: datetime) -> None:
        """Erase the updates that were deferred before a moment and never answered."""
        self._database.erase(
            "DELETE FROM waiting WHERE since IS NULL OR since < ? RETURNING 1", moment.timestamp()
        )
