"""Rings obey the law: a point is inside exactly when its own walk fits."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from geo.compute.kernels import compile_kernels
from geo.dataset.dataset import open_dataset
from geo.errors import MinutesError, OutsideAreaError
from geo.facility import LonLat, Pace
from geo.isochrones.isochrone import isochrone
from geo.network.walk_network import WalkNetwork
from geo.routing.walker import Walker
from geo.town import Town
from tests.support.networks import at, streets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.isochrones.isochrone import Isochrone
    from geo.routing.walker import Reached

TRUE_M = 10.0
"""How near the edge of a ring a point may be on the wrong side of it."""

AROUND_M = np.array([(x, y) for x in (-7, 0, 7) for y in (-7, 0, 7) if x or y], float)
"""Places within `TRUE_M` around one, in metres."""


@pytest.fixture(scope="module", autouse=True)
def compiled() -> None:
    """Rings are many loops."""
    compile_kernels()


@pytest.fixture(scope="module", params=["tangqiao", "helsinki", "porto"])
def walker(request: pytest.FixtureRequest) -> Walker:
    """The town in the box, and two real ones with footways, stairs, water and railways."""
    if request.param == "tangqiao":
        return Town.open(open_dataset(), Pace.ELDER).walker
    made: Callable[[str], WalkNetwork] = request.getfixturevalue("extract_network")
    return Walker(made(request.param), Pace.ELDER)


def drawn(walker: Walker, ring: Isochrone) -> BaseGeometry:
    """Give a ring's area in metres."""
    return shapely.transform(ring.area, walker.network.metres.to_metres)


def misplaced(
    walker: Walker, reached: Reached, rings: Sequence[Isochrone], spots: NDArray[np.float64]
) -> list[list[float]]:
    """Give the spots (n, 2) metres that are on the wrong side of a ring by more than `TRUE_M`.

    That is of its edge, or of a place that is on that side by its own walk: a ring does not show
    a pocket between two fences that is narrower than the raster.
    """
    minutes = walker.minutes_to(reached, walker.network.metres.to_lonlat(spots))
    wrong = []
    for ring in rings:
        area = drawn(walker, ring)
        inside = shapely.intersects_xy(area, spots[:, 0], spots[:, 1])
        differ = np.flatnonzero(inside != (minutes <= ring.minutes))
        gap = shapely.distance(shapely.boundary(area), shapely.points(spots[differ]))
        for spot in differ[~(gap <= TRUE_M)]:
            around = walker.network.metres.to_lonlat(spots[spot] + AROUND_M)
            near = walker.minutes_to(reached, around) <= ring.minutes
            if not (inside[spot] == near).any():
                wrong.append([ring.minutes, *spots[spot].tolist()])
    return wrong


def test_inside_is_what_can_be_walked_to(walker: Walker) -> None:
    """For 2,000 random points: in the ring ⇔ the walk there fits, but for 10 m."""
    rng = np.random.default_rng(11)
    tested, wrong, inside_seen = 0, [], 0
    while tested < 2000:
        node = int(rng.choice(walker.network.nodes))
        middle = walker.network.xy[node].astype(float) + rng.normal(0, 40, 2)
        point = LonLat(*walker.network.metres.to_lonlat([middle])[0].tolist())
        try:
            rings = isochrone(walker, point).rings
        except OutsideAreaError:
            continue
        spots = middle + rng.uniform(-760, 760, (200, 2))
        wrong += misplaced(walker, walker.reach(point, 15), rings, spots)
        inside_seen += sum(
            int(shapely.intersects_xy(drawn(walker, ring), *spots.T).sum()) for ring in rings
        )
        tested += len(spots)
    assert wrong == []
    assert inside_seen > 500


@pytest.mark.parametrize("points", [1_000, pytest.param(100_000, marks=pytest.mark.storm)])
def test_the_law_holds_beside_streets(walker: Walker, points: int) -> None:
    """Within 30 m of a street, on bridges and beside walls, none is wrong by more than 10 m."""
    rng = np.random.default_rng(13)
    net = walker.network
    xy, tested, wrong = net.xy.astype(float), 0, []
    while tested < points:
        middle = xy[rng.choice(net.nodes)] + rng.normal(0, 20, 2)
        point = LonLat(*net.metres.to_lonlat([middle])[0].tolist())
        try:
            rings = isochrone(walker, point).rings
        except OutsideAreaError:
            continue
        near = (np.abs(xy[net.ends[:, 0]] - middle) < 800).all(axis=1)
        start, end = xy[net.ends[rng.choice(np.flatnonzero(near), 250)]].transpose(1, 0, 2)
        aside = 30 * np.sqrt(rng.random(250)) * np.exp(2j * np.pi * rng.random(250))
        spots = start + rng.random((250, 1)) * (end - start)
        spots += np.column_stack((aside.real, aside.imag))
        wrong += misplaced(walker, walker.reach(point, 15), rings, spots)
        tested += len(spots)
    assert wrong == []


def test_rings_are_valid_and_nested(walker: Walker) -> None:
    """Each ring is a valid area within the next one, and smaller than a compass circle."""
    rng = np.random.default_rng(12)
    for node in rng.choice(walker.network.nodes, 12):
        xy = walker.network.xy[int(node)]
        point = LonLat(*walker.network.metres.to_lonlat([xy])[0].tolist())
        rings = isochrone(walker, point, (10, 5, 15)).rings
        assert [ring.minutes for ring in rings] == [5, 10, 15]
        areas = [drawn(walker, ring) for ring in rings]
        assert all(area.is_valid and not area.is_empty for area in areas)
        for small, large in pairwise(areas):
            assert shapely.area(shapely.difference(small, shapely.buffer(large, 1))) < 1
        assert all(0 < ring.shed_ratio <= 1 for ring in rings)
        assert all(shapely.intersects_xy(area, *xy.tolist()) for area in areas)


def test_the_riverside_ring_holds_no_water() -> None:
    """From 塘桥新路 on the riverside nobody gets beyond the bank of the Huangpu."""
    dataset = open_dataset()
    walker = Town.open(dataset, Pace.ELDER).walker
    ring = isochrone(walker, LonLat(121.5078, 31.2145)).rings[-1]
    bank = next(line for line in dataset.streets.barriers if line[:, 0].min() < 121.504)
    lons = np.interp(np.linspace(31.2075, 31.2175, 200), bank[:, 1], bank[:, 0])
    west_m = 0.0003  # 29 m beyond the bank as it is drawn
    water = shapely.points(lons - west_m, np.linspace(31.2075, 31.2175, 200))
    assert not shapely.intersects(ring.area, water).any()
    assert shapely.intersects_xy(ring.area, 121.5082, 31.2140)


def lattice(side: int, step: float) -> tuple[list[tuple[float, float]], list[tuple[int, int]]]:
    """Lay out a square of streets."""
    spots = [(x * step, y * step) for y in range(side) for x in range(side)]
    east = [(y * side + x, y * side + x + 1) for y in range(side) for x in range(side - 1)]
    north = [(y * side + x, y * side + x + side) for y in range(side - 1) for x in range(side)]
    return spots, east + north


def ring_of(  # noqa: PLR0913, PLR0917 - a map is all this
    metres: Sequence[tuple[float, float]],
    edges: Sequence[tuple[int, int]],
    origin: tuple[float, float],
    minutes: int,
    barriers: Sequence[Sequence[tuple[float, float]]] = (),
    grade_separated: Sequence[int] = (),
) -> BaseGeometry:
    """Draw one ring on a small map, in the map's own metres."""
    network = WalkNetwork.from_streets(
        streets(metres, edges, barriers=barriers, grade_separated=grade_separated)
    )
    ring = isochrone(Walker(network, Pace.STANDARD), at(*origin), (minutes,)).rings[0]
    centre = network.metres.to_metres([at(0, 0)])[0]
    return shapely.transform(
        shapely.transform(ring.area, network.metres.to_metres), lambda xy: xy - centre
    )


@pytest.mark.parametrize("what", ["river", "railway", "wall"])
def test_a_ring_stops_at_a_barrier(what: str) -> None:
    """Nothing across a line that nobody crosses, whatever it is; around its end there is a way."""
    spots, edges = lattice(5, 100)
    line = [(-500.0, 450.0), (900.0, 450.0)]
    area = ring_of(spots, edges, (200, 200), 15, [line])
    assert not shapely.intersects_xy(area, 200, 455), what
    assert shapely.intersects_xy(area, 200, 440)
    short = [(100.0, 450.0), (300.0, 450.0)]
    around = ring_of(spots, edges, (200, 200), 15, [short])
    assert not shapely.intersects_xy(around, 200, 460)
    assert shapely.intersects_xy(around, 90, 460)


def test_a_bridge_is_no_place_to_stop() -> None:
    """The ring goes on beyond a bridge, and holds none of the water beside it."""
    spots = [(0.0, 0.0), (0.0, 100.0), (0.0, 300.0), (0.0, 400.0)]
    banks = [[(-900.0, 150.0), (900.0, 150.0)], [(-900.0, 250.0), (900.0, 250.0)]]
    edges = [(0, 1), (1, 2), (2, 3)]
    area = ring_of(spots, edges, (0, 50), 10, banks, grade_separated=[1])
    assert shapely.intersects_xy(area, 20, 360)
    assert not shapely.intersects_xy(area, 20, 200)


def test_holes_are_kept() -> None:
    """A walled block in the middle of the streets is a hole in the ring."""
    spots, edges = lattice(3, 200)
    wall = [(20.0, 20.0), (180.0, 20.0), (180.0, 180.0), (20.0, 180.0), (20.0, 20.0)]
    area = ring_of(spots, edges, (200, 200), 15, [wall])
    assert not shapely.intersects_xy(area, 100, 100)
    assert shapely.intersects_xy(area, 10, 100)
    assert sum(len(part.interiors) for part in shapely.get_parts(area)) >= 1


def test_a_home_deep_in_its_block_is_in_its_own_ring() -> None:
    """Who lives far from any street still gets around at home."""
    corners = [(0.0, 0.0), (600.0, 0.0), (600.0, 600.0), (0.0, 600.0)]
    area = ring_of(corners, [(0, 1), (1, 2), (2, 3), (3, 0)], (300, 300), 5)
    assert shapely.intersects_xy(area, 300, 300)
    reach_m = 300 / 1.32
    assert shapely.intersects_xy(area, 300 + reach_m - TRUE_M, 300)
    assert not shapely.intersects_xy(area, 300 + reach_m + TRUE_M, 300)


def test_a_lonely_street_is_walked_as_far_as_it_goes() -> None:
    """Partly walked edges count: the ring ends where the minutes do, in the middle of an edge."""
    area = ring_of([(0, 0), (2000, 0)], [(0, 1)], (0, 0), 10)
    east = area.bounds[2]
    assert east == pytest.approx(600, abs=TRUE_M)


def test_nowhere_is_no_ring() -> None:
    """Too far from every street there is an error and no picture."""
    network = WalkNetwork.from_streets(streets([(0, 0), (100, 0)], [(0, 1)]))
    with pytest.raises(OutsideAreaError, match="outside"):
        isochrone(Walker(network, Pace.ELDER), at(0, 900))


@pytest.mark.parametrize("minutes", [math.nan, math.inf, -1, 1441, None, "15"])
def test_what_is_no_time_to_walk_is_refused(minutes: object) -> None:
    """Not a number, endless, negative, longer than a day: one error, for rings and for walks."""
    network = WalkNetwork.from_streets(streets([(0, 0), (900, 0)], [(0, 1)]))
    walker = Walker(network, Pace.ELDER)
    with pytest.raises(MinutesError, match="are no time to walk: give a number from 0 to 1440"):
        isochrone(walker, at(0, 0), [minutes])  # type: ignore[list-item] # what is tested
    with pytest.raises(MinutesError, match="are no time to walk"):
        walker.reach(at(0, 0), minutes)  # type: ignore[arg-type] # likewise


def test_no_minutes_are_no_ring() -> None:
    """Zero minutes reach no area, a share of nothing; and no minutes at all are no ring."""
    network = WalkNetwork.from_streets(streets([(0, 0), (900, 0)], [(0, 1)]))
    walker = Walker(network, Pace.ELDER)
    none, five = isochrone(walker, at(0, 0), [0, 5]).rings
    assert none.area.area < 1e-9
    assert none.shed_ratio == 0
    assert five.shed_ratio > 0
    assert isochrone(walker, at(0, 0), []).rings == ()


def test_rings_are_wound_as_rfc_7946_has_it() -> None:
    """Outer rings run anticlockwise, holes clockwise."""
    spots, edges = lattice(3, 200)
    wall = [(20.0, 20.0), (180.0, 20.0), (180.0, 180.0), (20.0, 180.0), (20.0, 20.0)]
    network = WalkNetwork.from_streets(streets(spots, edges, barriers=[wall]))
    area = isochrone(Walker(network, Pace.STANDARD), at(200, 200), [15]).rings[0].area
    assert all(part.exterior.is_ccw for part in area.geoms)
    holes = [hole for part in area.geoms for hole in part.interiors]
    assert holes
    assert not any(hole.is_ccw for hole in holes)
