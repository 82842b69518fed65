"""Audits and siting walk through fences at their gates, and at a moment through those open then."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

import geo
from geo.coverage.audit import AuditOptions, audit
from geo.coverage.coverage import CoverageState
from geo.osm_dataset.new_dataset import Wanted, write_dataset
from geo.siting.best_site import best_sites
from geo.siting.proposal import propose
from geo.siting.siting_request import SitingRequest
from tests.support.networks import at
from tests.support.town_map import write_map

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat
    from tests.support.town_map import Spot, Tags

ZONE = ZoneInfo("Asia/Shanghai")
NOON, NIGHT = (datetime(2026, 6, 10, hour, tzinfo=ZONE) for hour in (12, 23))

# A road from west to east, and north of it a garden of 400 m by 400 m with a gate towards the road.
NODES = {"a": (-3000.0, -260.0), "m": (0.0, -260.0), "j": (100.0, -260.0), "b": (600.0, -260.0)}
NODES |= {"k": (100.0, -300.0), "c": (220.0, -260.0), "d": (220.0, 20.0)}
NODES |= {"p": (-200.0, -200.0), "g": (0.0, -200.0), "q": (200.0, -200.0)}
NODES |= {"r": (200.0, 200.0), "s": (-200.0, 200.0)}
NODES |= {"i": (0.0, 0.0), "w": (-100.0, 0.0), "e": (100.0, 0.0), "n": (0.0, 100.0)}
NODES |= {"library": (200.0, -265.0), "agency": (-2990.0, -265.0), "home": (-2990.0, -255.0)}
ROAD, PATH, FENCE = {"highway": "residential"}, {"highway": "path"}, {"barrier": "fence"}
STREETS: list[tuple[str, Tags]] = [("a m j c b", ROAD), ("j k", ROAD), ("c d", ROAD)]
PATHS = [("m g i n", PATH), ("w i e", PATH)]
RING = "p g q r s p"

PEOPLE = {(-20.0, 60.0): 30, (380.0, -265.0): 20}  # in the garden, and on the road

GATE = {"barrier": "gate"}
HOURS = [
    {**GATE, "opening_hours": "06:00-22:00"},
    {**GATE, "foot:conditional": "no @ (22:00-06:00)"},
    {**GATE, "access": "private", "access:conditional": "yes @ (06:00-22:00)"},
]


def town(
    folder: Path, ways: list[tuple[str, Tags]], gate: Tags, library: Spot = NODES["library"]
) -> Dataset:
    """Make a dataset of the small town with a library that never shuts; all else is far away."""
    marks = {
        "g": gate,
        "library": {"amenity": "library", "name": "图书馆", "opening_hours": "24/7"},
        "agency": {"office": "employment_agency", "name": "职介所"},
        "home": {"amenity": "nursing_home", "name": "敬老院"},
    }
    extract = write_map(folder / "a.osm", NODES | {"library": library}, ways, marks)
    (folder / "data").mkdir()
    write_dataset(Wanted(extract, country="CN"), folder / "data", lambda _, __: None)
    demand = points([(at(*spot), {"people": people}) for spot, people in PEOPLE.items()])
    (folder / "data" / "demand.geojson").write_text(json.dumps(demand), encoding="utf-8")
    return geo.open_dataset(folder / "data")


def points(known: Sequence[tuple[LonLat, Mapping[str, int]]]) -> dict[str, object]:
    """Give points with properties as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": dict(properties),
            "geometry": {"type": "Point", "coordinates": list(point)},
        }
        for point, properties in known
    ]
    return {"type": "FeatureCollection", "features": features}


def covered(dataset: Dataset, moment: datetime | None) -> list[bool]:
    """Say whether the homes in the garden and on the road have the library within reach."""
    before = audit(dataset, AuditOptions(geo.Pace.STANDARD, moment)).before
    return [state == CoverageState.COVERED for state in before.states_of("culture")]


@pytest.mark.parametrize("gate", HOURS)
def test_who_lives_behind_a_shut_gate_is_not_covered(tmp_path: Path, gate: Tags) -> None:
    """By day and at no moment in particular the library is within reach, at night it is not."""
    dataset = town(tmp_path, [*STREETS, *PATHS, (RING, FENCE)], gate)
    assert covered(dataset, None) == covered(dataset, NOON) == [True, True]
    assert covered(dataset, NIGHT) == [False, True]


@pytest.mark.parametrize(
    ("ring", "gate"), [({}, HOURS[0]), (FENCE, GATE), (FENCE, {**GATE, "opening_hours": "24/7"})]
)
def test_who_has_a_way_out_at_night_is_covered(tmp_path: Path, ring: Tags, gate: Tags) -> None:
    """Without a fence people leave beside the gate; through a gate without hours at any time."""
    dataset = town(tmp_path, [*STREETS, *PATHS, (RING, ring)], gate)
    assert covered(dataset, NIGHT) == [True, True]


@pytest.mark.parametrize("gate", [{}, GATE])
def test_a_fenced_park_is_shut_with_its_gates(tmp_path: Path, gate: Tags) -> None:
    """At night nobody crosses the lawn from a gate whose hours are those of the park alone."""
    garden = {"leisure": "garden", "opening_hours": "06:00-22:00", **FENCE}
    dataset = town(tmp_path, [*STREETS, *PATHS, (RING, garden)], gate)
    assert covered(dataset, NOON) == [True, True]
    assert covered(dataset, NIGHT) == [False, True]


@pytest.mark.parametrize("lived_in", [True, False])
def test_what_lies_at_shut_paths_is_out_of_reach(
    tmp_path: Path,
    lived_in: bool,  # noqa: FBT001 - a table
) -> None:
    """At night a home in a shut garden counts and is not covered; its library is not unlocated."""
    paths = [(refs, {**PATH, "opening_hours": "06:00-22:00"}) for refs, _ in PATHS]
    spot = NODES["library"] if lived_in else (-20.0, 20.0)
    dataset = town(tmp_path, [*STREETS, *paths, (RING, FENCE)], HOURS[0], spot)
    assert covered(dataset, NOON) == [True, True]
    found = audit(dataset, AuditOptions(geo.Pace.STANDARD, NIGHT))
    told = found.before.statistics("culture")
    reached = 20 if lived_in else 0
    assert (found.outside, told.covered, told.uncovered) == (0, reached, 50 - reached)


def chosen(dataset: Dataset, category: str, moment: datetime | None) -> tuple[bool, float]:
    """Say whether the best site is in the garden, and what it gains."""
    best = best_sites(audit(dataset, AuditOptions(geo.Pace.STANDARD, moment)), [category])[category]
    return best.candidate.point.lat > at(0, -200).lat, best.gain


def test_the_best_site_is_where_people_get_at_that_moment(tmp_path: Path) -> None:
    """One site serves all while the gate is open; at night it is in the garden, for those there."""
    dataset = town(tmp_path, [*STREETS, *PATHS, (RING, FENCE)], HOURS[0])
    for moment in (None, NOON):
        assert chosen(dataset, "jobs", moment)[1] == 50
    assert chosen(dataset, "jobs", NIGHT) == (True, 30)


def test_the_best_site_is_on_a_street_that_is_open_then(tmp_path: Path) -> None:
    """Paths that are shut at night have no junction where a site might be."""
    paths = [(refs, {**PATH, "opening_hours": "06:00-22:00"}) for refs, _ in PATHS]
    dataset = town(tmp_path, [*STREETS, *paths], {})
    assert chosen(dataset, "eldercare", NOON) == (True, 30)
    assert chosen(dataset, "eldercare", NIGHT) == (False, 20)


@pytest.mark.parametrize(("ring", "best", "gain"), [(FENCE, 0, 30), ({}, 1, 50)])
def test_a_site_is_where_the_fence_lets_people_come_from(
    tmp_path: Path, ring: Tags, best: int, gain: float
) -> None:
    """What is near as the crow flies is far around a fence; without the fence it is near."""
    dataset = town(tmp_path, [*STREETS, *PATHS, (RING, ring)], GATE)
    path, spots = tmp_path / "candidates.geojson", [at(-80, -260), at(220, 20)]
    path.write_text(json.dumps(points([(spot, {}) for spot in spots])), encoding="utf-8")
    request = SitingRequest("jobs", 1, geo.Pace.STANDARD, 7.6, candidates=str(path))
    found = propose(dataset, request).best
    assert found.chosen == (best,)
    assert found.value == pytest.approx(gain)
