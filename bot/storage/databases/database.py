"""What the tables of the store need of a database, whichever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class Database(Protocol):
    """An open database, whose statements may be run from any thread of one process.

    Statements have `?` where values stand, and are of the SQL that SQLite and PostgreSQL share.
    Every method raises StoreError when the database cannot do it.
    """

    def run(self, sql: str, *values: object) -> list[Any]:
        """Run one statement, which commits by itself; what it changes is on the disk then."""

    def note(self, sql: str, *values: object) -> list[Any]:
        """Run one statement without waiting for the disk.

        A kill does not undo it, and a power cut may: of notes, that harms nobody.
        """

    def erase(self, sql: str, *values: object) -> None:
        """Run a statement that erases; it ends in RETURNING, to tell whether there was anything."""

    def transaction(self) -> AbstractContextManager[None]:
        """Make one of all that is run in a `with` block: a kill keeps the whole or nothing."""

    def purge(self) -> None:
        """Leave no byte of what was erased or replaced in the database's own files."""

    def close(self) -> None:
        """Close the connection."""


def storable(text: str) -> str:
    """Replace what no UTF-8 file can hold: half of a surrogate pair."""
    return text.encode("utf-8", "replace").decode()
