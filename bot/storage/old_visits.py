"""What staff noted in a store of before there was a log of changes: visits and suspensions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from geo.errors import StoreError
from geo.facility import LonLat

if TYPE_CHECKING:
    from bot.storage.databases.database import Database

_TAKEN = "visits"
"""The key in the table `meta` that says that the log has them."""


@dataclass(frozen=True, slots=True)
class OldVisit:
    """One thing that staff noted and did not undo.

    Attributes:
        event: the event's own key, a hash.
        facility_id: of what it is about.
        at: when it was noted (aware).
        verified_on: the day of a visit; None for a suspension.
        point: where it was found (WGS-84), or None.
        error_m: how far `point` may be wrong, in metres.
        until: the last day of a suspension; None when nobody knows it.
    """

    event: str
    facility_id: str
    at: datetime
    verified_on: date | None = None
    point: LonLat | None = None
    error_m: float | None = None
    until: date | None = None


class OldVisits:
    """The table `changes` of an older store, which most stores do not have."""

    def __init__(self, database: Database) -> None:
        """Look into a store's database."""
        self._database = database

    def left(self) -> tuple[OldVisit, ...]:
        """List what the log does not have yet, the oldest first."""
        if self._database.run("SELECT value FROM meta WHERE key = ?", _TAKEN):
            return ()
        try:
            rows = self._database.run(
                "SELECT event, facility_id, at, kind, value FROM changes"
                " WHERE undone_by = '' ORDER BY id"
            )
        except StoreError:  # there is no such table
            return ()
        return tuple(map(_visit, rows))

    def note_taken(self) -> None:
        """Note that the log has all of them now."""
        self._database.run(
            "INSERT INTO meta (key, value) VALUES (?, 'taken') ON CONFLICT (key) DO NOTHING", _TAKEN
        )


def _visit(row: tuple[Any, ...]) -> OldVisit:
    event, facility_id, at, kind, value = row
    told, moment = json.loads(value), datetime.fromisoformat(at)
    if kind == "Suspension":
        until = date.fromisoformat(told["until"]) if told["until"] else None
        return OldVisit(event, facility_id, moment, until=until)
    point = LonLat(*told["point"]) if told["point"] else None
    day = date.fromisoformat(told["on"])
    return OldVisit(event, facility_id, moment, day, point, told["error_m"])
