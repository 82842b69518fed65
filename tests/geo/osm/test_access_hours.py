"""Gates, ways and parks that are shut at times: what is read, and what is walked when."""

from __future__ import annotations

import json
import math
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo
from geo.network.open_edges import open_at
from geo.osm.access_hours import node_access, park_access, way_access
from geo.osm.streets import read_streets
from tests.support.networks import at
from tests.support.town_map import minutes, write_map

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.town_map import Tags

ZONE = ZoneInfo("Asia/Shanghai")
PATH = {"highway": "path"}
ROAD = {"highway": "residential"}

# A way from a to c past b, and another one around it, 600 m to the north.
NODES = {"a": (-500.0, 0.0), "b": (0.0, 0.0), "c": (500.0, 0.0)}
NODES |= {"d": (-500.0, 600.0), "e": (500.0, 600.0)}
AROUND = [("a d", ROAD), ("d e", ROAD), ("e c", ROAD)]
DIRECT, DETOUR = 1000 / 60, 2200 / 60


def network(
    tmp_path: Path,
    ways: list[tuple[str, Tags]],
    gate: Tags | None = None,
    more: dict[str, tuple[float, float]] | None = None,
) -> geo.WalkNetwork:
    """Read the small map, with a gate at b, and save and open it as a command would."""
    path = write_map(tmp_path / "a.osm", NODES | (more or {}), ways, {"b": gate or {}})
    geo.WalkNetwork.from_osm(path).save(tmp_path / "a.network")
    return geo.WalkNetwork.open(tmp_path / "a.network")


def walk(whole: geo.WalkNetwork, when: str) -> float:
    """Minutes from a to c at a moment; there and back are the same."""
    then = open_at(whole, datetime.fromisoformat(when), ZONE)
    there = minutes(then, NODES["a"], NODES["c"])
    assert there == minutes(then, NODES["c"], NODES["a"])
    return there


@pytest.mark.parametrize(
    "gate",
    [
        {"barrier": "gate", "opening_hours": "06:00-22:00"},
        {"barrier": "gate", "foot:conditional": "no @ (22:00-06:00)"},
        {"barrier": "gate", "access:conditional": "no @ (22:00-06:00)"},
        {"barrier": "gate", "access": "private", "access:conditional": "yes @ (06:00-22:00)"},
        {"barrier": "lift_gate", "foot": "no", "foot:conditional": "yes @ 06:00-22:00"},
        {"barrier": "gate", "foot:conditional": "no @ (Mo-Su 00:00-24:00); yes @ (06:00-22:00)"},
        {"highway": "elevator", "opening_hours": "Mo-Su 06:00-22:00"},
        {"entrance": "yes", "opening_hours": "06:00-22:00"},
        {"railway": "subway_entrance", "opening_hours": "05:30-22:30"},
    ],
)
def test_a_gate_is_shut_at_night(tmp_path: Path, gate: Tags) -> None:
    """By day people walk through; at night around; without a moment what opens counts as open."""
    whole = network(tmp_path, [*AROUND, ("a b c", PATH)], gate)
    assert minutes(whole, NODES["a"], NODES["c"]) == pytest.approx(DIRECT, abs=0.01)
    assert walk(whole, "2026-06-10T12:00") == pytest.approx(DIRECT, abs=0.01)
    assert walk(whole, "2026-06-10T23:00") == pytest.approx(DETOUR, abs=0.01)


@pytest.mark.parametrize(
    "gate",
    [
        {"barrier": "gate"},
        {"barrier": "gate", "opening_hours": "24/7"},
        {"barrier": "gate", "opening_hours": "when the keeper is there"},
        {"barrier": "gate", "opening_hours": "sunrise-sunset"},
        {"barrier": "gate", "foot:conditional": "no @ wet"},
        {"barrier": "gate", "foot:conditional": "no @ (22:00-06:00 AND wet)"},
        {"barrier": "gate", "foot:conditional": "no"},
        {"barrier": "gate", "foot": "yes", "access:conditional": "no @ (22:00-06:00)"},
        {"entrance": "yes", "shop": "bakery", "opening_hours": "06:00-12:00"},
        {"highway": "bus_stop", "opening_hours": "06:00-22:00"},
    ],
)
def test_what_shuts_nothing(gate: Tags) -> None:
    """Hours that cannot be read, conditions that are no times, hours of something else."""
    assert node_access(gate) == (True, None)


@pytest.mark.parametrize(
    "way",
    [
        {**PATH, "opening_hours": "06:00-22:00"},
        {**PATH, "access": "no", "foot:conditional": "yes @ (06:00-22:00)"},
        {"highway": "steps", "foot:conditional": "no @ (22:00-06:00)"},
        {"highway": "trunk", "foot:conditional": "yes @ (06:00-22:00)"},
    ],
)
def test_a_way_is_shut_at_night(tmp_path: Path, way: Tags) -> None:
    """A way has hours of its own."""
    whole = network(tmp_path, [*AROUND, ("a b c", way)])
    assert walk(whole, "2026-06-10T12:00") == pytest.approx(DIRECT, abs=0.01)
    assert walk(whole, "2026-06-10T23:00") == pytest.approx(DETOUR, abs=0.01)


def test_a_shop_on_a_square_has_its_own_hours() -> None:
    """The hours of a market are not those of the square it is held on."""
    market = {"highway": "pedestrian", "amenity": "marketplace", "opening_hours": "06:00-12:00"}
    assert way_access(market) == (True, None)
    assert park_access({"leisure": "park"}) == (True, None)


PARK = {"leisure": "park", "opening_hours": "06:00-18:00"}
CORNERS = {"p": (-300.0, -50.0), "q": (300.0, -50.0), "r": (300.0, 50.0), "s": (-300.0, 50.0)}


@pytest.mark.parametrize(
    ("way", "park", "shut"),
    [
        (PATH, [("p q r s p", PARK)], True),
        (PATH, [("s r q p s", PARK)], True),
        (PATH, [("p q r", {}), ("r s p", {}), ("", {**PARK, "type": "multipolygon"})], True),
        ({"highway": "service"}, [("p q r s p", PARK)], True),
        (ROAD, [("p q r s p", PARK)], False),
        (PATH, [("p q r s p", {"leisure": "park"})], False),
        (PATH, [("p q r s p", {**PARK, "opening_hours": "24/7"})], False),
        (PATH, [("p q r s p", {"leisure": "pitch", "opening_hours": "06:00-18:00"})], False),
        ({**PATH, "opening_hours": "00:00-24:00"}, [("p q r s p", PARK)], False),
    ],
)
def test_paths_in_a_park_are_shut_with_it(
    tmp_path: Path,
    way: Tags,
    park: list[tuple[str, Tags]],
    shut: bool,  # noqa: FBT001 - a table
) -> None:
    """What lies in a park has its hours, split at its outline; public roads have not."""
    whole = network(tmp_path, [*AROUND, ("a b c", way), *park], more=CORNERS)
    night = walk(whole, "2026-06-10T23:00")
    assert walk(whole, "2026-06-10T12:00") == pytest.approx(DIRECT, abs=0.01)
    assert night == pytest.approx(DETOUR if shut else DIRECT, abs=0.01)
    then = open_at(whole, datetime.fromisoformat("2026-06-10T23:00"), ZONE)
    lost = whole.kilometres - then.kilometres
    assert lost == pytest.approx(0.6 if shut else 0, abs=0.001)


# Roads south and north of the park, joined in the west, 1160 m around it.
BESIDE = {"k": (-500.0, -80.0), "l": (500.0, -80.0), "m": (-500.0, 80.0), "n": (500.0, 80.0)}
BESIDE |= {"o": (0.0, -80.0), "t": (0.0, 40.0)}
SOUTH, NORTH, LAWN = (-100.0, -60.0), (-100.0, 60.0), (-100.0, 0.0)


@pytest.mark.parametrize(
    "park", [PARK, {**PARK, "barrier": "fence"}, {**PARK, "leisure": "garden"}]
)
def test_nobody_crosses_a_park_that_is_shut(tmp_path: Path, park: Tags) -> None:
    """At night nobody goes over its lawn, in or out; who is there then is cut off."""
    ways = [("k o l", ROAD), ("m n", ROAD), ("k m", ROAD), ("p q r s p", park)]
    path = write_map(tmp_path / "a.osm", CORNERS | BESIDE, ways)
    whole = geo.WalkNetwork.from_osm(path)
    noon, night = (
        open_at(whole, datetime.fromisoformat(f"2026-06-10T{hour}:00"), ZONE) for hour in (12, 23)
    )
    assert noon is whole
    assert minutes(noon, SOUTH, NORTH) == minutes(noon, NORTH, SOUTH) < 4
    around = (2 * 20 * 1.32 + 400 + 160 + 400) / 60
    assert minutes(night, SOUTH, NORTH) == pytest.approx(around, abs=0.01)
    assert minutes(noon, SOUTH, LAWN) < 2
    assert math.isinf(minutes(night, SOUTH, LAWN))
    with pytest.raises(geo.OutsideAreaError, match="a shut park"):
        minutes(night, LAWN, SOUTH)
    ring = geo.isochrone(geo.Walker(night, geo.Pace.STANDARD), at(*SOUTH), [20]).rings[0].area
    assert not ring.contains(shapely.Point(at(*LAWN)))
    assert ring.contains(shapely.Point(at(*NORTH)))


def test_a_road_into_a_park_stays_open(tmp_path: Path) -> None:
    """A public road is not shut with the park, and who is at it gets in and out by it."""
    ways = [("k o l", ROAD), ("m n", ROAD), ("k m", ROAD), ("o t", ROAD), ("p q r s p", PARK)]
    path = write_map(tmp_path / "a.osm", CORNERS | BESIDE, ways)
    night = open_at(
        geo.WalkNetwork.from_osm(path), datetime.fromisoformat("2026-06-10T23:00"), ZONE
    )
    way = (100 * 1.32 + 60 + 100 * 1.32) / 60
    assert minutes(night, SOUTH, LAWN) == pytest.approx(way, abs=0.01)
    assert minutes(night, LAWN, SOUTH) == pytest.approx(way, abs=0.01)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    x=st.floats(-60, 60),
    y=st.floats(-60, 60),
    pace=st.sampled_from([geo.Pace.STANDARD, geo.Pace.SLOW]),
)
def test_an_open_gate_is_passed_as_one_without_hours(
    gates: list[geo.WalkNetwork], x: float, y: float, pace: geo.Pace
) -> None:
    """From anywhere around it the walk to either side is the same: hours make no spot nearer."""
    for end in (NODES["a"], NODES["c"]):
        told = [minutes(one, (x, y), end, pace) for one in gates]
        assert told[1:] == pytest.approx([told[0]] * (len(told) - 1), abs=1e-3)


@pytest.fixture(scope="module")
def gates(tmp_path_factory: pytest.TempPathFactory) -> list[geo.WalkNetwork]:
    """The small map without a gate, and with one that is open by day, with and without a fence."""
    folder, found = tmp_path_factory.mktemp("gates"), []
    noon = datetime.fromisoformat("2026-06-10T12:00")
    kerb: Tags = {"barrier": "kerb", "kerb": "lowered"}
    for mark in (kerb, {"barrier": "gate", "opening_hours": "06:00-22:00"}):
        ways = [*AROUND, ("a b c", PATH)]
        path = write_map(folder / "a.osm", NODES, ways, {"b": mark})
        found.append(open_at(geo.WalkNetwork.from_osm(path), noon, ZONE))
    return found


@pytest.mark.parametrize(
    "door", [{"entrance": "yes", "opening_hours": "06:00-22:00"}, {"barrier": "kissing_gate"}]
)
def test_a_door_in_a_tunnel_is_under_the_ground(tmp_path: Path, door: Tags) -> None:
    """Who stands above it walks to an end of the tunnel, as where there is no door."""
    ways: list[tuple[str, Tags]] = [*AROUND, ("a b c", {**PATH, "tunnel": "yes"})]
    above = (20.0, 300.0)
    told = [minutes(network(tmp_path, ways, one), above, NODES["a"]) for one in ({}, door)]
    assert told[0] == told[1] > 15


def test_holidays_count(tmp_path: Path) -> None:
    """A gate that is shut on public holidays is; on a day in doubt it is as on an ordinary one."""
    gate = {"barrier": "gate", "opening_hours": "Mo-Su 06:00-22:00; PH off"}
    whole = network(tmp_path, [*AROUND, ("a b c", PATH)], gate)
    assert walk(whole, "2026-10-01T12:00") == pytest.approx(DETOUR, abs=0.01)
    plain = network(tmp_path, [*AROUND, ("a b c", PATH)], {**gate, "opening_hours": "06:00-22:00"})
    assert walk(plain, "2026-10-01T12:00") == pytest.approx(DIRECT, abs=0.01)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(hour=st.integers(0, 23), opens=st.integers(0, 23), lasts=st.integers(1, 23))
def test_what_is_shut_never_shortens_a_walk(
    tmp_path: Path, hour: int, opens: int, lasts: int
) -> None:
    """At any moment a walk is as long as without hours or longer; open means no other network."""
    hours = f"{opens:02}:00-{(opens + lasts) % 24:02}:00"
    whole = network(
        tmp_path, [*AROUND, ("a b c", PATH)], {"barrier": "gate", "opening_hours": hours}
    )
    moment = datetime(2026, 6, 10, hour, 30, tzinfo=ZONE)
    then = open_at(whole, moment, ZONE)
    is_open = (hour - opens) % 24 < lasts
    assert (then is whole) == is_open
    told = minutes(then, NODES["a"], NODES["c"])
    assert told == pytest.approx(DIRECT if is_open else DETOUR, abs=0.01)
    assert told >= minutes(whole, NODES["a"], NODES["c"])


def test_the_order_of_things_does_not_matter(tmp_path: Path) -> None:
    """Ways in another order give the same timetable, and the import counts what is timed."""
    ways: list[tuple[str, Tags]] = [
        ("a b", {**PATH, "opening_hours": "07:00-20:00"}),
        ("b c", {**PATH, "opening_hours": "06:00-22:00"}),
    ]
    one = read_streets(write_map(tmp_path / "a.osm", NODES, [*AROUND, *ways]))
    other = read_streets(write_map(tmp_path / "b.osm", NODES, [*ways[::-1], *AROUND]))
    assert one.counts.timed == other.counts.timed == 2
    assert one.streets.timetable == other.streets.timetable
    np.testing.assert_array_equal(one.streets.hours, other.streets.hours)


def test_all_that_there_is_may_be_shut(tmp_path: Path) -> None:
    """A network of which nothing is open holds nobody."""
    whole = network(tmp_path, [("a b c d e", {**PATH, "opening_hours": "06:00-22:00"})])
    then = open_at(whole, datetime.fromisoformat("2026-06-10T23:00"), ZONE)
    assert not len(then.ends)
    with pytest.raises(geo.OutsideAreaError):
        then.snap(at(0, 0))


def test_a_damaged_timetable_is_refused(tmp_path: Path) -> None:
    """A file whose edges point beyond its timetable is opened by nobody."""
    whole = network(tmp_path, [*AROUND, ("a b c", {**PATH, "opening_hours": "06:00-22:00"})])
    geo.WalkNetwork(**{**vars(whole), "timetable": ()}).save(tmp_path / "bad.network")
    with pytest.raises(geo.NetworkError):
        geo.WalkNetwork.open(tmp_path / "bad.network")
    assert json.dumps(whole.timetable) == '[[false, [["06:00-22:00", true]]]]'
    assert not math.isinf(walk(whole, "2026-06-10T23:00"))
