"""Texts kept for a while: residents' sessions, what staff have begun, who of them is logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.databases.database import Database


class SessionTable:
    """The table `sessions`: one text a person."""

    def __init__(self, database: Database) -> None:
        """Use a store's database."""
        self._database = database

    def get(self, person: str) -> str | None:
        """Give the text kept for a person."""
        rows = self._database.run("SELECT body FROM sessions WHERE person = ?", person)
        return rows[0][0] if rows else None

    def keep(self, person: str, body: str, since: datetime) -> None:
        """Keep a text for a person in place of the last one; its age counts from `since`."""
        self._database.note(
            "INSERT INTO sessions (person, body, since) VALUES (?, ?, ?) ON CONFLICT (person)"
            " DO UPDATE SET body = excluded.body, since = excluded.since",
            person,
            body,
            since.timestamp(),
        )

    def drop(self, person: str) -> None:
        """Erase a person's text."""
        self._database.erase("DELETE FROM sessions WHERE person = ? RETURNING 1", person)

    def drop_outside(self, first: datetime, last: datetime) -> None:
        """Erase every text that is from before a moment, or from after another."""
        span = first.timestamp(), last.timestamp()
        outside = "FROM sessions WHERE since < ? OR since > ?"
        if self._database.run(f"SELECT 1 {outside} LIMIT 1", *span):
            self._database.erase(f"DELETE {outside} RETURNING 1", *span)
