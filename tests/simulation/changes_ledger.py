"""What staff and office changed, as the log's own rows say, beside what the product makes of it."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

from geo.dataset.editing import facility_values
from tests.simulation.traces import Violation

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset.dataset import Dataset


class ChangesLedger:
    """The books of the dataset: what each facility must be now."""

    def __init__(self, log: Path, dataset: Dataset) -> None:
        """Begin with a dataset that nobody has changed."""
        self._log, self._first = log, facility_values(dataset, {})
        self.suspended: list[str] = []
        self.undone: set[int] = set()
        self.undoing: int | None = None
        self.imported: dict[str, int] = {}
        self.may_be_refused = False

    def check(self, dataset: Dataset) -> None:
        """Look whether every change is whole, made once, and seen by whoever opens the dataset.

        Raises:
            Violation: one is not.
        """
        changesets = self._rows("SELECT number, undoes FROM changesets ORDER BY number")
        changes = self._rows(
            "SELECT changeset, facility_id, field, after FROM changes ORDER BY rowid"
        )
        self._check_made(changesets, changes)
        wanted = self._folded(dict(changesets), changes)
        found = facility_values(dataset)
        for facility_id, fields in wanted.items():
            for field, value in fields.items():
                if found[facility_id].get(field) != value:
                    raise Violation(f"{field} of {facility_id} is not what was last said of it")
        self.may_be_refused, self.undoing = False, None

    def took_back(self) -> None:
        """Note that staff were told that a change is undone."""
        if self.undoing is not None:
            self.undone.add(self.undoing)

    def last(self) -> int | None:
        """Give the number of the last changeset that was not undone and undoes nothing."""
        rows = self._rows(
            "SELECT max(number) FROM changesets WHERE undoes IS NULL AND number NOT IN"
            " (SELECT undoes FROM changesets WHERE undoes IS NOT NULL)"
        )
        return rows[0][0] if rows else None

    def _check_made(self, changesets: list[Any], changes: list[Any]) -> None:
        numbers = {number for number, _ in changesets}
        if any(number not in numbers for number, *_ in changes):
            raise Violation("a change is of no changeset")
        undone = Counter(undoes for _, undoes in changesets if undoes is not None)
        for number, times in undone.items():
            if times > 1:
                raise Violation(f"change {number} was undone {times} times")
        if self.undone - set(undone):
            raise Violation("a change that was undone holds still")
        self._check_wishes(dict(changesets), changes)

    def _check_wishes(self, undoes: dict[int, int | None], changes: list[Any]) -> None:
        made: Counter[str] = Counter()
        for number, _, _, after in changes:
            made[after] += undoes[number] is None
        for day in self.suspended:
            times = made[json.dumps(day)]
            if times > 1 or (not times and not self.may_be_refused):
                raise Violation(f"the suspension until {day} was made {times} times")
        for phone, count in self.imported.items():
            if made[json.dumps(phone)] not in {0, count}:
                raise Violation(f"of an import of {count} changes, some were made")
        self.suspended.clear()
        self.imported.clear()

    def _folded(self, undoes: dict[int, int | None], changes: list[Any]) -> dict[str, Any]:
        """Lay the changes that hold over what was there at first, in their order."""
        gone = {number for number in undoes.values() if number is not None}
        wanted: dict[str, dict[str, object]] = {}
        for number, facility_id, field, after in changes:
            first = self._first.get(facility_id, {}).get(field)
            fields = wanted.setdefault(facility_id, {})
            fields.setdefault(field, first)
            if number not in gone and undoes[number] is None:
                fields[field] = json.loads(after)
        return wanted

    def _rows(self, sql: str) -> list[Any]:
        """Ask the log; one that was never made, or cut off while it was, has nothing."""
        if not self._log.exists():
            return []
        with closing(sqlite3.connect(f"file:{self._log}?mode=rw", uri=True)) as connection:
            known = "SELECT 1 FROM sqlite_master WHERE name = 'changes'"
            return (
                connection.execute(sql).fetchall() if connection.execute(known).fetchone() else []
            )
