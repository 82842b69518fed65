"""A town at a moment: what is shut then is walked around, and the kept tables stay as they are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

import geo
from geo.coverage.audit import AuditOptions, audit
from geo.osm_dataset.new_dataset import Wanted, write_dataset
from tests.support.networks import at
from tests.support.town_map import write_map

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset.dataset import Dataset

ZONE = ZoneInfo("Asia/Shanghai")
NOON, NIGHT = (datetime(2026, 6, 10, hour, tzinfo=ZONE) for hour in (12, 23))

PATH, ROAD = {"highway": "path"}, {"highway": "residential"}
NODES = {"a": (-500.0, 0.0), "b": (0.0, 0.0), "c": (500.0, 0.0)}
NODES |= {"d": (-500.0, 300.0), "e": (500.0, 300.0), "library": (500.0, 5.0)}
NODES |= {"p": (-505.0, 2.0), "q": (-505.0, 9.0), "r": (-515.0, 9.0)}
WAYS = [("a b c", PATH), ("a d e c", ROAD), ("p q r p", {"building": "residential"})]
MARKS = {
    "b": {"barrier": "gate", "opening_hours": "06:00-22:00"},
    "library": {"amenity": "library", "name": "图书馆"},
}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """A home and a library, between them a gate; 600 m longer is the way around."""
    folder = tmp_path_factory.mktemp("town")
    extract = write_map(folder / "a.osm", NODES, WAYS, MARKS)
    (folder / "data").mkdir()
    write_dataset(Wanted(extract, country="CN"), folder / "data", lambda _, __: None)
    return geo.open_dataset(folder / "data")


def tables(folder: Path) -> dict[str, int]:
    """The kept tables and when they were written."""
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.tables")}


def test_a_shut_gate_is_walked_around(dataset: Dataset) -> None:
    """At night the walk is longer; what is kept of the everyday town is left alone."""
    town = geo.Town.open(dataset, geo.Pace.STANDARD)
    kept = tables(dataset.work)
    assert kept
    assert town.at(NOON) is town
    told = {}
    for moment in (NOON, NIGHT):
        then = town.at(moment)
        assert town.at(moment) is then
        (found,) = then.nearby(at(-500, 0), 0, 60, ["culture"])
        told[moment] = found.walk.minutes
        assert then.way(at(-500, 0), found.facility.id, found.walk.metres)
    assert told[NIGHT] - told[NOON] == pytest.approx(590 / 60, abs=0.1)
    assert tables(dataset.work) == kept


def test_an_audit_at_a_moment(dataset: Dataset) -> None:
    """At night the home is further from the library than the quarter of an hour that it has."""
    every = (AuditOptions(geo.Pace.STANDARD, moment) for moment in (None, NOON, NIGHT))
    audits = [audit(dataset, options) for options in every]
    always, noon, night = (one.before.coverage.measures.minutes.min() for one in audits)
    assert always == noon < night
