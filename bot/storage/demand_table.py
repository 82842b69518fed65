"""Anonymous demand in the working store: counters, so that no row speaks of a person or a day."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import StoreError

if TYPE_CHECKING:
    from bot.storage.databases.database import Database

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DemandCount:
    """How often a category was asked for in a neighbourhood and hour of the day (0 to 23)."""

    category: str
    neighbourhood: str
    hour: int
    found: bool
    count: int


@dataclass(frozen=True, slots=True)
class UnansweredCount:
    """How often nothing could be said, by a short reason and the hour of the day."""

    reason: str
    hour: int
    count: int


class DemandTable:
    """The tables `demand` and `unanswered`."""

    def __init__(self, database: Database) -> None:
        """Use a store's database."""
        self._database = database

    def note(self, category: str, neighbourhood: str, hour: int, *, found: bool) -> None:
        """Count one wish; `hour` is the hour of the day, 0 to 23."""
        self._count(
            "INSERT INTO demand (category, neighbourhood, hour, found, count)"
            " VALUES (?, ?, ?, ?, 1)"
            " ON CONFLICT (category, neighbourhood, hour, found)"
            " DO UPDATE SET count = demand.count + 1",
            category,
            neighbourhood,
            hour,
            int(found),
        )

    def note_unanswered(self, reason: str, hour: int) -> None:
        """Count one question without an answer; `reason` is a key of ours, never her words."""
        self._count(
            "INSERT INTO unanswered (reason, hour, count) VALUES (?, ?, 1)"
            " ON CONFLICT (reason, hour) DO UPDATE SET count = unanswered.count + 1",
            reason,
            hour,
        )

    def _count(self, sql: str, *values: object) -> None:
        """Count, if the disk lets us: an answer does not hang on it."""
        try:
            self._database.note(sql, *values)
        except StoreError as error:
            _log.warning("a wish was not counted: %s", error)

    def counts(self) -> tuple[DemandCount, ...]:
        """List the wishes that were counted."""
        rows = self._database.run(
            "SELECT category, neighbourhood, hour, found, count FROM demand ORDER BY 1, 2, 3, 4"
        )
        return tuple(DemandCount(row[0], row[1], row[2], bool(row[3]), row[4]) for row in rows)

    def unanswered(self) -> tuple[UnansweredCount, ...]:
        """List how often there was no answer."""
        rows = self._database.run("SELECT reason, hour, count FROM unanswered ORDER BY 1, 2")
        return tuple(UnansweredCount(*row) for row in rows)
