"""What staff noted in a store of before the log is not lost: the first start takes it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.channels.live_dialogue import LiveDialogue
from bot.storage.store import Store
from geo.change_log.changeset import Reason
from geo.change_log.log_file import ChangeLog
from geo.dataset.dataset import open_dataset
from geo.dataset.editing import edit, undo
from geo.facility import LonLat, Status
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset.dataset import Dataset

DATASET = TANGQIAO
NOW = datetime(2026, 3, 10, 2, tzinfo=UTC)
VISITED, MOVED, SUSPENDED, OVER = (
    "canteen-beiyuan",
    "canteen-tangdong",
    "canteen-langao",
    "station-weishan",
)
DOOR = LonLat(121.518, 31.2075)


def visit(point: LonLat | None, day: str = "2026-02-01") -> tuple[str, dict[str, object]]:
    """A visit as the table had it."""
    return "Verification", {"on": day, "point": point, "error_m": 9.0 if point else None}


def older_store(path: Path, rows: list[tuple[str, tuple[str, dict[str, object]], str]]) -> None:
    """Write a store of version 3 with the table of changes that it had then."""
    Store.open(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(
            "CREATE TABLE changes (id INTEGER PRIMARY KEY, event TEXT, facility_id TEXT,"
            " kind TEXT, value TEXT, by TEXT, at TEXT, undone_by TEXT)"
        )
        for number, (facility, (kind, value), undone) in enumerate(rows, start=1):
            at = datetime(2026, 2, number, 9, tzinfo=UTC).isoformat()
            row = (number, f"e{number}", facility, kind, json.dumps(value), "x", at, undone)
            connection.execute("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("ALTER TABLE feedback DROP COLUMN reason")
        connection.execute("PRAGMA user_version = 3")


def opened(folder: Path) -> Dataset:
    """Start a channel on the store, and give the dataset as any other command sees it then."""
    log = ChangeLog(folder / "changes.sqlite3")
    with Store.open(folder / "store.sqlite3") as store:
        LiveDialogue(replace(DATASET, log=log), store, lambda: NOW)
    return open_dataset(log=log)


def test_visits_and_suspensions_are_taken_once(tmp_path: Path) -> None:
    """The newest visit holds, what was undone or is over does not, and each can be undone."""
    first = LonLat(121.516, 31.206)
    older_store(
        tmp_path / "state" / "store.sqlite3",
        [
            (VISITED, visit(first), ""),
            (VISITED, visit(DOOR, "2026-02-03"), ""),
            (MOVED, visit(first), "somebody"),
            (SUSPENDED, ("Suspension", {"until": "2026-12-31"}), ""),
            (OVER, ("Suspension", {"until": "2026-02-20"}), ""),
            ("gone-for-good", visit(first), ""),
        ],
    )
    dataset = opened(tmp_path / "state")
    visited = dataset.facility(VISITED)
    assert visited.geometry is not None
    assert visited.geometry.middle == DOOR
    assert (str(visited.verified_on), visited.position_error_m) == ("2026-02-03", 9.0)
    assert dataset.facility(SUSPENDED).status is Status.SUSPENDED
    assert dataset.facility(MOVED) == DATASET.facility(MOVED)
    assert dataset.facility(OVER) == DATASET.facility(OVER)
    assert dataset.log is not None
    history = dataset.log.history(dataset.id)
    assert [one.reason.role for one in history.changesets] == ["staff"] * 3
    for one in history.changesets:
        undo(dataset, one.number, replace(one.reason, event=""))
    again = opened(tmp_path / "state")
    assert again.facilities == DATASET.facilities


@pytest.mark.parametrize("verified", ["2026-02-02", "2026-01-31"])
def test_what_was_published_since_is_newer(tmp_path: Path, verified: str) -> None:
    """A visit of before the published verification changes nothing; one of after it does."""
    older_store(tmp_path / "store.sqlite3", [(VISITED, visit(DOOR), "")])
    later = DATASET.facility(VISITED)
    log = ChangeLog(tmp_path / "changes.sqlite3")
    dataset = replace(DATASET, log=log)
    edit(dataset, {VISITED: {"verified_on": verified}}, Reason("test", NOW))
    shape = opened(tmp_path).facility(VISITED).geometry
    assert shape is not None
    assert (shape == later.geometry) == (verified > "2026-02-01")
