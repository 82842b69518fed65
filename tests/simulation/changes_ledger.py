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
        self._seen = 0
        self._undoes: dict[int, int | None] = {}
        self._undone: Counter[int] = Counter()
        self._said: dict[tuple[str, str], dict[int, object]] = {}

    def check(self, dataset: Dataset) -> None:
        """Look whether every change is whole, made once, and seen by whoever opens the dataset.

        What was looked at before is not read again: the log only ever grows.

        Raises:
            Violation: one is not.
        """
        changesets = self._rows(
            "SELECT number, undoes FROM changesets WHERE number > ? ORDER BY number", self._seen
        )
        changes = self._rows(
            "SELECT changeset, facility_id, field, after FROM changes WHERE changeset > ?"
            " ORDER BY rowid",
            self._seen,
        )
        self._take(changesets, changes)
        self._check_made(changes)
        found = facility_values(dataset)
        for (facility_id, field), said in self._said.items():
            first = self._first.get(facility_id, {}).get(field)
            wanted = next((said[number] for number in reversed(said)), first)
            if found[facility_id].get(field) != wanted:
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

    def _take(self, changesets: list[Any], changes: list[Any]) -> None:
        """Take in what is new: each field has what was said of it, by changeset, in its order."""
        self._undoes |= dict(changesets)
        self._undone.update(undoes for _, undoes in changesets if undoes is not None)
        for number, facility_id, field, after in changes:
            said = self._said.setdefault((facility_id, field), {})
            if self._undoes.get(number) is None:
                said[number] = json.loads(after)
        for _, undoes in changesets:
            for said in self._said.values():
                said.pop(undoes, None)
        self._seen = max(self._undoes, default=0)

    def _check_made(self, changes: list[Any]) -> None:
        if any(number not in self._undoes for number, *_ in changes):
            raise Violation("a change is of no changeset")
        ((kept,),) = self._rows("SELECT count(*) FROM changesets") or [(0,)]
        if kept != len(self._undoes):
            raise Violation(f"{len(self._undoes)} changes were made, and {kept} are left")
        for number, times in self._undone.items():
            if times > 1:
                raise Violation(f"change {number} was undone {times} times")
        if self.undone - set(self._undone):
            raise Violation("a change that was undone holds still")
        self._check_wishes(changes)

    def _check_wishes(self, changes: list[Any]) -> None:
        made: Counter[str] = Counter()
        for number, _, _, after in changes:
            made[after] += self._undoes[number] is None
        for day in self.suspended:
            times = made[json.dumps(day)]
            if times > 1 or (not times and not self.may_be_refused):
                raise Violation(f"the suspension until {day} was made {times} times")
        for phone, count in self.imported.items():
            if made[json.dumps(phone)] not in {0, count}:
                raise Violation(f"of an import of {count} changes, some were made")
        self.suspended.clear()
        self.imported.clear()

    def _rows(self, sql: str, *values: object) -> list[Any]:
        """Ask the log; one that was never made, or cut off while it was, has nothing."""
        if not self._log.exists():
            return []
        with closing(sqlite3.connect(f"file:{self._log}?mode=rw", uri=True)) as connection:
            known = "SELECT 1 FROM sqlite_master WHERE name = 'changes'"
            return (
                connection.execute(sql, values).fetchall()
                if connection.execute(known).fetchone()
                else []
            )
