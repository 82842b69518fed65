"""What people stand on and what stops them: bridges, banks, walls, shut roads, squares, kerbs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
import shapely
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import geo
from geo.osm.fences import open_walls
from geo.walking_model import CIRCUITY
from tests.support.networks import at
from tests.support.town_map import minutes, write_map

if TYPE_CHECKING:
    from pathlib import Path

STREET = {"highway": "residential"}
PATH = {"highway": "path"}
LAKE = {"natural": "water"}
RELATION = {"type": "multipolygon", "natural": "water"}

# Two streets 60 m apart, joined at their far east end; something may lie between them at 30.
TWO = {"a": (-900.0, 0.0), "b": (900.0, 0.0), "c": (-900.0, 60.0), "d": (900.0, 60.0)}
TWO |= {"m": (-890.0, 30.0), "n": (899.0, 30.0), "z": (0.0, 45.0)}
AROUND = [("a b", STREET), ("c d", STREET), ("b d", {**STREET, "bridge": "yes"})]
DETOUR = (900 + 60 + 900 + 2 * 5 * CIRCUITY) / 60


def across(tmp_path: Path, *between: tuple[str, dict[str, str]]) -> float:
    """Walk from below the south street to above the north street, with something between."""
    network = geo.WalkNetwork.from_osm(write_map(tmp_path / "a.osm", TWO, [*AROUND, *between]))
    there, back = minutes(network, (0, -5), (0, 65)), minutes(network, (0, 65), (0, -5))
    assert there == back
    return there


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "trunk"},
        {"highway": "primary", "foot": "no"},
        {"highway": "primary", "motorroad": "yes"},
        {"highway": "secondary", "access": "no"},
        {"highway": "motorway"},
        {"barrier": "fence"},
        {"barrier": "railing"},
        {"barrier": "guard_rail"},
        {"barrier": "retaining_wall"},
        {"railway": "rail"},
        {"waterway": "canal"},
        {"natural": "coastline", "highway": "footway", "access": "private"},
    ],
)
def test_it_is_crossed_where_a_way_crosses_it(tmp_path: Path, tags: dict[str, str]) -> None:
    """Nobody joins the street beyond it, so the walk goes around by the bridge."""
    assert across(tmp_path, ("m n", tags)) == pytest.approx(DETOUR, abs=0.05)


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "trunk", "foot": "yes"},
        {"highway": "trunk", "bridge": "yes", "layer": "1"},
        {"highway": "tertiary"},
        {"barrier": "fence", "layer": "1", "bridge": "yes"},
        {"barrier": "hedge"},
        {"railway": "tram"},
    ],
)
def test_other_lines_are_crossed(tmp_path: Path, tags: dict[str, str]) -> None:
    """What is on a bridge, open to people or no obstacle does not stop a leg to the next street."""
    assert across(tmp_path, ("m n", tags)) < 3


@pytest.mark.parametrize(
    ("barrier", "gate", "pace"),
    [
        ({"barrier": "fence"}, {"barrier": "gate", "access": "private"}, geo.Pace.STANDARD),
        ({"barrier": "wall"}, {"barrier": "gate", "locked": "yes"}, geo.Pace.ELDER),
        ({"railway": "rail"}, {"barrier": "swing_gate", "foot": "no"}, geo.Pace.STANDARD),
        ({"barrier": "railing"}, {"kerb": "raised"}, geo.Pace.SLOW),
        ({"waterway": "canal"}, {"barrier": "stile"}, geo.Pace.SLOW),
    ],
)
def test_a_shut_gate_lets_nobody_through(
    tmp_path: Path, barrier: dict[str, str], gate: dict[str, str], pace: geo.Pace
) -> None:
    """Whoever comes up to a gate from one side does not step from it to the other."""
    nodes = TWO | {"s": (0.0, 0.0), "g": (0.0, 30.0), "t": (0.0, 60.0)}
    ways = [("a s b", STREET), ("c t d", STREET), AROUND[2], ("s g t", PATH)]
    told = []
    for marks in ({"g": gate}, {}):
        path = write_map(tmp_path / "a.osm", nodes, [*ways, ("m g n", barrier)], marks)
        network = geo.WalkNetwork.from_osm(path)
        told.append(minutes(network, (-100, -5), (-100, 65), pace))
        assert told[-1] == minutes(network, (-100, 65), (-100, -5), pace)
    assert told[0] > 25
    assert told[1] < 8


def test_walls_that_close_a_ring_are_no_barrier() -> None:
    """Alone, together or with a tail, a ring keeps its own people in; what ends freely is left."""
    ring, halves = {1: [1, 2, 3, 1]}, {1: [1, 2, 3], 2: [3, 4, 1]}
    assert open_walls(ring) == open_walls(halves) == {}
    assert set(open_walls({**halves, 3: [3, 9], 4: [20, 21, 22]})) == {3, 4}
    assert set(open_walls({1: [1, 2], 2: [2, 3], 3: [2, 4]})) == {1, 2, 3}
    between = {**ring, 5: [31, 32, 33, 31], 6: [2, 40, 31], 7: [41, 2, 3, 42]}
    assert open_walls(between) == {6: [[2, 40, 31]], 7: [[41, 2], [3, 42]]}


# A fenced yard of 200 by 100 m; a street comes up to its south side, another passes in the north.
YARD = {"k": (0.0, 0.0), "g": (100.0, 0.0), "l": (200.0, 0.0), "m": (200.0, 100.0)}
YARD |= {"n": (0.0, 100.0), "a": (100.0, -300.0), "c": (-500.0, 130.0), "d": (500.0, 130.0)}
YARD |= {"w": (-500.0, -300.0)}
TO_YARD = [("g a", STREET), ("a w", STREET), ("w c", STREET), ("c d", STREET)]


@pytest.mark.parametrize(
    ("gate", "crosses"),
    [
        ({"barrier": "gate"}, False),
        ({"entrance": "main"}, False),
        ({}, True),
        ({"barrier": "gate", "locked": "yes"}, True),
    ],
)
def test_a_ring_with_a_gate_stops_people(
    tmp_path: Path, gate: dict[str, str], *, crosses: bool
) -> None:
    """Who is in a fenced yard leaves by its gate on a street; without an open one, anywhere."""
    ways = [*TO_YARD, ("k g l m n k", {"barrier": "fence"})]
    network = geo.WalkNetwork.from_osm(write_map(tmp_path / "a.osm", YARD, ways, {"g": gate}))
    north, south = minutes(network, (100, 90), (100, 135)), minutes(network, (100, 10), (105, -50))
    assert (north < 2) is crosses
    assert minutes(network, (100, 135), (100, 90)) == north
    assert south < 2


# Over a canal of 40 m, with a footway along each bank: as a closed way, as a relation of four.
CANAL = {"a": (-900, 0), "b": (900, 0), "c": (900, 40), "d": (-900, 40), "x": (1000, 0)}
CANAL |= {"y": (1000, 40)}
BANKS = [("a b x", PATH), ("d c y", PATH), ("x y", {**PATH, "bridge": "yes"})]


@pytest.mark.parametrize(
    "water",
    [
        [("a b c d a", LAKE)],
        [("d c b a d", LAKE)],
        [("a b", {}), ("b c", {}), ("c d", {}), ("d a", {}), ("", RELATION)],
        [("b a", {}), ("b c d a", {}), ("", RELATION)],
    ],
)
def test_a_path_along_a_bank_leaves_the_bank(
    tmp_path: Path, water: list[tuple[str, dict[str, str]]]
) -> None:
    """Paths that share a canal's outline are walked from the land, and from the land alone."""
    spots = {name: (float(x), float(y)) for name, (x, y) in CANAL.items()}
    network = geo.WalkNetwork.from_osm(write_map(tmp_path / "a.osm", spots, [*BANKS, *water]))
    expected = (1000 + 40 + 1000 + 10 * CIRCUITY) / 60
    assert minutes(network, (0, -5), (0, 45)) == pytest.approx(expected, abs=0.1)
    assert minutes(network, (0, -5), (100, -5)) == pytest.approx((100 + 10 * 1.32) / 60, abs=0.1)
    with pytest.raises(geo.OutsideAreaError, match="is cut off: water"):
        network.origin(at(0, 20))


# A street south of a lake of 300 by 200 m; a path leaves it at p and comes back at q.
LAND = {"a": (-600.0, -50.0), "p": (-100.0, -50.0), "q": (100.0, -50.0), "b": (600.0, -50.0)}
SHORE = {"k": (-150.0, 0.0), "l": (150.0, 0.0), "m": (150.0, 200.0), "n": (-150.0, 200.0)}
WATER = shapely.Polygon([(-150, 0), (150, 0), (150, 200), (-150, 200)])
depth = st.floats(-10, 60) | st.floats(-0.2, 0.2)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=depth, second=depth, ends=st.booleans())
@example(first=0.0, second=0.1, ends=False)  # as deep as the bank stands in the water
def test_no_path_lets_anybody_into_a_lake(
    tmp_path: Path,
    first: float,
    second: float,
    ends: bool,  # noqa: FBT001 - drawn
) -> None:
    """A path that grazes a lake, dips into it or ends in it leaves the ring dry."""
    nodes = LAND | SHORE | {"r": (-50.0, first), "s": (50.0, second)}
    path = "p r s" if ends else "p r s q"
    ways = [("a p q b", STREET), (path, PATH), ("k l m n k", LAKE)]
    network = geo.WalkNetwork.from_osm(write_map(tmp_path / "a.osm", nodes, ways))
    ring = geo.isochrone(geo.Walker(network, geo.Pace.ELDER), at(0, -60), [15]).rings[0].area
    middle = network.metres.to_metres([at(0, 0)])[0]
    area = shapely.transform(ring, lambda lonlat: network.metres.to_metres(lonlat) - middle)
    assert area.intersection(WATER.buffer(-0.5)).area < 0.01
    assert area.contains(shapely.Point(0, -60))


def test_people_stand_on_a_pier(tmp_path: Path) -> None:
    """Who is out on a pier walks ashore along it; who swims beside it does not."""
    nodes = LAND | SHORE | {"r": (-100.0, 0.0), "s": (-100.0, 150.0)}
    ways = [
        ("a p q b", STREET),
        ("p r", PATH),
        ("r s", {"man_made": "pier"}),
        ("k r l m n k", LAKE),
    ]
    network = geo.WalkNetwork.from_osm(write_map(tmp_path / "a.osm", nodes, ways))
    assert minutes(network, (-98, 140), (-100, -50)) == pytest.approx(190 / 60, abs=0.1)
    with pytest.raises(geo.OutsideAreaError, match="is cut off"):
        network.origin(at(-60, 140))


# A viaduct from west to east over a street from south to north; ramps join them far out.
OVER = {"w": (-300.0, 0.0), "l": (-100.0, 0.0), "r": (100.0, 0.0), "e": (300.0, 0.0)}
OVER |= {"s": (0.0, -400.0), "n": (0.0, 400.0)}


def viaduct(tmp_path: Path, **tags: str) -> geo.WalkNetwork:
    """The viaduct or the tunnel; the street under or over it is reached by its west end."""
    deck = STREET | tags
    ways = [("w l", STREET), ("l r", deck), ("r e", STREET), ("s n", STREET), ("w s", STREET)]
    return geo.WalkNetwork.from_osm(write_map(tmp_path / "a.osm", OVER, ways))


@pytest.mark.parametrize("tags", [{"bridge": "yes"}, {"tunnel": "yes"}])
def test_who_is_nearest_to_a_deck_is_on_it(tmp_path: Path, tags: dict[str, str]) -> None:
    """From a bridge or a tunnel people get to what crosses it by way of its ends alone."""
    network = viaduct(tmp_path, **tags)
    on, street = (30.0, 2.0), (0.0, 40.0)
    ahead = minutes(network, on, (200, 0))
    assert ahead == pytest.approx((170 + 2 * CIRCUITY) / 60, abs=0.01)
    down = 70 + (2 + math.hypot(100, 40)) * CIRCUITY
    assert minutes(network, on, street) == pytest.approx(down / 60, abs=0.05)
    assert minutes(network, street, on) == minutes(network, on, street)
    below = 30 * CIRCUITY + 28
    assert minutes(network, (30, 12), street) == pytest.approx(below / 60, abs=0.01)


def test_the_reason_why_a_point_is_not_joined(tmp_path: Path) -> None:
    """Too far away, cut off, or beside a bridge and nothing else: the error tells which."""
    nodes = {"a": (-700.0, 0.0), "b": (-600.0, 0.0), "c": (600.0, 0.0), "d": (700.0, 0.0)}
    ways = [("a b", STREET), ("b c", {**STREET, "bridge": "yes"}), ("c d", STREET)]
    network = geo.WalkNetwork.from_osm(write_map(tmp_path / "a.osm", nodes, ways))
    with pytest.raises(geo.OutsideAreaError, match="not on the bridge or in the tunnel"):
        network.origin(at(0, 50))
    with pytest.raises(geo.OutsideAreaError, match="outside the area: no street"):
        network.origin(at(0, 500))
    assert network.origin(at(0, 5)).candidates.edge.tolist() == [1]


# A square of 100 by 100 m with a street at each corner.
SQUARE = {"a": (0.0, 0.0), "b": (100.0, 0.0), "c": (100.0, 100.0), "d": (0.0, 100.0)}
SQUARE |= {"w": (-500.0, 0.0), "e": (600.0, 100.0), "i": (40.0, 60.0), "j": (50.0, 10.0)}


@pytest.mark.parametrize(
    ("area", "metres"),
    [
        ([("a b c d a", {"highway": "pedestrian", "area": "yes"})], math.hypot(100, 100)),
        ([("a b c d a", {"railway": "platform"})], math.hypot(100, 100)),
        ([("a b c d a", {"highway": "pedestrian"})], 200),
        ([("a b c d a", {"railway": "platform", "area": "no"})], 200),
        (
            [("a b c d a", {}), ("", {"type": "multipolygon", "highway": "pedestrian"})],
            math.hypot(100, 100),
        ),
        (
            [("a b i c d a", {"highway": "footway", "area": "yes"})],
            2 * math.hypot(40, 60),
        ),
    ],
)
def test_a_square_is_walked_across(
    tmp_path: Path, area: list[tuple[str, dict[str, str]]], metres: float
) -> None:
    """An area is crossed straight, around its corners; a loop is walked along."""
    ways = [("w a", STREET), ("c e", STREET), *area]
    network = geo.WalkNetwork.from_osm(write_map(tmp_path / "a.osm", SQUARE, ways))
    walked = minutes(network, (-500, 0), (600, 100)) * 60
    assert walked == pytest.approx(500 + metres + 500, abs=1)


def test_a_pond_in_a_square_is_walked_around(tmp_path: Path) -> None:
    """From one side to the other people go by its corners, and not through the water."""
    nodes = SQUARE | {"p": (30.0, 30.0), "q": (70.0, 30.0), "r": (70.0, 70.0), "s": (30.0, 70.0)}
    ways = [
        ("w a", STREET),
        ("c e", STREET),
        ("a b c d a", {"highway": "pedestrian", "area": "yes"}),
    ]
    path = write_map(tmp_path / "a.osm", nodes, [*ways, ("p q r s p", LAKE)])
    walked = minutes(geo.WalkNetwork.from_osm(path), (-500, 0), (600, 100)) * 60
    assert walked == pytest.approx(500 + 2 * math.hypot(70, 30) + 500, abs=1)


@pytest.mark.parametrize(
    ("kerb", "passes"), [({"kerb": "raised"}, False), ({"barrier": "stile"}, False), ({}, True)]
)
def test_a_kerb_stops_the_slow_pace_alone(
    tmp_path: Path,
    kerb: dict[str, str],
    passes: bool,  # noqa: FBT001 - a table
) -> None:
    """A raised kerb on the way stops wheels where it is, on neither side of it, and nobody else."""
    nodes = {"a": (0.0, 0.0), "k": (500.0, 0.0), "b": (1000.0, 0.0)}
    path = write_map(tmp_path / "a.osm", nodes, [("a k b", PATH)], {"k": kerb})
    network = geo.WalkNetwork.from_osm(path)
    assert minutes(network, (0, 0), (1000, 0)) == pytest.approx(1000 / 60, abs=0.05)
    slow = minutes(network, (0, 0), (1000, 0), geo.Pace.SLOW)
    assert math.isfinite(slow) is passes
    assert math.isfinite(minutes(network, (0, 0), (450, 0), geo.Pace.SLOW))


# Laws

spots = st.tuples(st.floats(-300, 300), st.floats(-200, 260))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=spots, end=spots, one=spots, other=spots)
def test_a_barrier_never_shortens_and_a_way_never_lengthens(
    tmp_path: Path,
    start: tuple[float, float],
    end: tuple[float, float],
    one: tuple[float, float],
    other: tuple[float, float],
) -> None:
    """Between any two spots, a fence more makes no walk shorter, and a way more none longer."""
    nodes = TWO | {"s": (0.0, 0.0), "t": (10.0, 60.0), "f": one, "g": other}
    open_ = [("a s b", STREET), ("c t d", STREET), ("b d", STREET)]
    fence = [*open_, ("f g", {"barrier": "fence"})]
    way = [*open_, ("s t", {**PATH, "bridge": "yes"})]
    told = []
    for ways in (open_, fence, way):
        network = geo.WalkNetwork.from_osm(write_map(tmp_path / "a.osm", nodes, ways))
        try:
            told.append(minutes(network, start, end))
        except geo.OutsideAreaError:
            told.append(math.inf)
    plain, fenced, bridged = told
    assert fenced >= plain - 1e-3
    on_the_bridge = shapely.LineString([(0, 0), (10, 60)])
    if min(on_the_bridge.distance(shapely.Point(spot)) for spot in (start, end)) > 8.1:
        straight = math.dist(start, end) * CIRCUITY / 60
        assert bridged <= max(plain, 0) + 1e-3 or plain == pytest.approx(straight, abs=1e-3)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=spots, end=spots)
def test_a_bridge_is_symmetric(
    tmp_path: Path, start: tuple[float, float], end: tuple[float, float]
) -> None:
    """Over, onto and off a bridge a walk takes as long as the walk back."""
    network = viaduct(tmp_path, bridge="yes")
    try:
        there, back = minutes(network, start, end), minutes(network, end, start)
    except geo.OutsideAreaError:
        return
    assert there == pytest.approx(back, abs=1e-6)


def test_an_old_reservoir_is_water(tmp_path: Path) -> None:
    """What is tagged in the old way has banks like any other water."""
    assert across(tmp_path, ("m n z m", {"landuse": "reservoir"})) > 30
