"""The log of what staff changed, in the working store: append-only, each change with its undo."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bot.storage.facility_changes import Correction, FacilityChange, Suspension, Verification
from geo.errors import UnknownNameError
from geo.facility import LonLat

if TYPE_CHECKING:
    from bot.storage.databases.database import Database
    from bot.storage.pseudonyms import Pseudonyms

_CHANGE = "SELECT id, facility_id, kind, value, by, at, undone_by FROM changes"


class ChangeLog:
    """The table `changes`."""

    def __init__(self, database: Database, pseudonyms: Pseudonyms) -> None:
        """Use a store's database; events are known by their pseudonyms."""
        self._database, self._pseudonyms = database, pseudonyms

    def record(
        self,
        facility_id: str,
        what: Verification | Suspension,
        by: str,
        at: datetime,
        event: str,
    ) -> int:
        """Keep what staff changed and give its id; the same event again changes nothing."""
        event = self._pseudonyms.of(event)
        self._database.run(
            "INSERT INTO changes (event, facility_id, kind, value, by, at, undone_by)"
            " VALUES (?, ?, ?, ?, ?, ?, '') ON CONFLICT (event) DO NOTHING",
            event,
            facility_id,
            type(what).__name__,
            _value(what),
            by,
            at.isoformat(),
        )
        return int(self._database.run("SELECT id FROM changes WHERE event = ?", event)[0][0])

    def undo(self, change_id: int, by: str) -> FacilityChange:
        """Take a change back; the one before it holds again. Who undid it first is kept.

        Raises:
            UnknownNameError: there is no such change.
        """
        self._database.run(
            "UPDATE changes SET undone_by = ? WHERE id = ? AND undone_by = ''", by, change_id
        )
        rows = self._database.run(f"{_CHANGE} WHERE id = ?", change_id)
        if not rows:
            raise UnknownNameError(f"no change {change_id}; list the changes to see their numbers")
        return _change(rows[0])

    def every(self) -> tuple[FacilityChange, ...]:
        """List every change, undone ones too, the oldest first."""
        return tuple(map(_change, self._database.run(f"{_CHANGE} ORDER BY id")))

    def corrections(self) -> dict[str, Correction]:
        """Sum up what holds, by the id of the facility."""
        found: dict[str, Correction] = {}
        for change in self.every():
            if not change.undone_by:
                before = found.get(change.facility_id, Correction(change.facility_id))
                found[change.facility_id] = before.after(change)
        return found


def _change(row: tuple[Any, ...]) -> FacilityChange:
    """Read a row of `_CHANGE`."""
    change_id, facility_id, kind, value, by, at, undone_by = row
    what = _suspension(value) if kind == Suspension.__name__ else _verification(value)
    return FacilityChange(change_id, facility_id, what, by, datetime.fromisoformat(at), undone_by)


def _value(what: Verification | Suspension) -> str:
    """Write the details of a change."""
    return json.dumps(asdict(what), default=date.isoformat)


def _suspension(value: str) -> Suspension:
    """Read the details of a suspension."""
    until = json.loads(value)["until"]
    return Suspension(date.fromisoformat(until) if until else None)


def _verification(value: str) -> Verification:
    """Read the details of a verification."""
    details = json.loads(value)
    point = details["point"]
    return Verification(
        date.fromisoformat(details["on"]), LonLat(*point) if point else None, details["error_m"]
    )
