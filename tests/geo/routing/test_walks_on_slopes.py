"""Walks up and down hill: every way of asking agrees with NetworkX on the slopes as they are."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.compute.kernels import compile_kernels
from geo.crs import LocalMetres
from geo.facility import Geometry, LonLat, Pace, Shape
from geo.isochrones.isochrone import isochrone
from geo.network.clip import clip
from geo.network.open_edges import without_rows
from geo.network.slopes import slopes_of, stairs_factor
from geo.network.snapping import GRADE_SEPARATED
from geo.network.walk_network import WalkNetwork
from geo.routing.directions import shortest_path
from geo.routing.nearest_table import NearestTable
from geo.routing.od_matrix import ODSearch, od_matrix
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from geo.walking_model import metres_of, minutes_of, ticks
from tests.geo.routing.hills import Hills, HillyOracle
from tests.support.cities import synthetic_city
from tests.support.networks import at, streets

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from geo.heights.height_source import HeightSource

    Array = np.ndarray[Any, np.dtype[Any]]

MINUTES = 25.0


def hilly(network: WalkNetwork, high_m: float = 30.0) -> WalkNetwork:
    """Put a network on hills."""
    hills = Hills(network.centre, high_m)
    return on(network, hills)


def on(network: WalkNetwork, source: HeightSource) -> WalkNetwork:
    """Put a network on the ground of some heights."""
    slopes = slopes_of(network.arrays, network.metres, source)
    return replace(network, slope_factor=slopes.factor, ground=slopes.ground)


@pytest.fixture(scope="module", params=["synthetic", "liechtenstein"])
def network(request: pytest.FixtureRequest) -> WalkNetwork:
    """A synthetic city and part of a real country, both on hills that are made."""
    compile_kernels()
    if request.param == "synthetic":
        return hilly(WalkNetwork.from_streets(synthetic_city(1_600)))
    made: Callable[[str], WalkNetwork] = request.getfixturevalue("extract_network")
    whole = made(request.param)
    middle = whole.xy[whole.nodes // 2].astype(np.float64)
    part = clip(whole, middle - 900, middle + 900)
    assert part is not None
    return hilly(part)


def spots_on(network: WalkNetwork, count: int, seed: int) -> Array:
    """Give points beside streets, metres."""
    rng = np.random.default_rng(seed)
    spots = network.xy[rng.choice(network.nodes, count)] + rng.normal(0, 25, (count, 2))
    return np.asarray(spots, np.float64)


@pytest.mark.parametrize("pace", [Pace.STANDARD, Pace.SLOW])
def test_every_way_of_asking_equals_networkx(network: WalkNetwork, pace: Pace) -> None:
    """Points, sites by search, by table and by OD matrix: minutes as on a directed graph."""
    walker, oracle = Walker(network, pace), HillyOracle(network, pace)
    spots, goals = spots_on(network, 8, 1), spots_on(network, 25, 2)
    ours = [LonLat(*one) for one in network.metres.to_lonlat(spots).tolist()]
    theirs = [LonLat(*one) for one in network.metres.to_lonlat(goals).tolist()]
    located = [(str(n), "goal", Geometry(Shape.POINT, (one,))) for n, one in enumerate(theirs)]
    sites = Sites.of(network, located)
    entries = Entries.of(walker, sites)
    table = NearestTable.of(walker, sites, entries, len(goals), MINUTES + 60)
    search = ODSearch.of(walker, sites, entries, np.full(len(goals), ticks(MINUTES + 60)))
    matrix = od_matrix(search, ours)
    compared = 0
    for row, (spot, point) in enumerate(zip(spots, ours, strict=True)):
        expected = oracle.there(spot, goals, MINUTES + 60)
        fits = np.isfinite(expected) & (expected < MINUTES)
        walked = walker.minutes_to(walker.reach(point, MINUTES + 60), theirs)
        np.testing.assert_allclose(walked[fits], expected[fits], atol=0.002)
        searched = walker.nearest(walker.start(point), sites, entries, len(goals), MINUTES + 60)
        read = walker.nearest(walker.start(point), sites, entries, len(goals), MINUTES + 60, table)
        np.testing.assert_array_equal(read.site, searched.site)
        np.testing.assert_array_equal(read.label, searched.label)
        part = slice(matrix.start[row], matrix.start[row + 1])
        for site, label in (
            (searched.site[0], searched.label[0]),
            (matrix.site[part], matrix.label[part]),
        ):
            found = np.full(len(goals), np.inf)
            found[site[site >= 0]] = [minutes_of(int(one)) for one in label[site >= 0]]
            np.testing.assert_allclose(found[fits], expected[fits], atol=0.002)
        compared += int(fits.sum())
    assert compared > 40


def test_a_way_is_as_long_as_its_label(network: WalkNetwork) -> None:
    """The path that is drawn is the quickest one: its metres, but for the legs, are the label's."""
    walker = Walker(network, Pace.ELDER)
    spots = spots_on(network, 12, 5)
    points = [LonLat(*one) for one in network.metres.to_lonlat(spots).tolist()]
    for start, goal in pairwise(points):
        sites = Sites.of(network, [("goal", "goal", Geometry(Shape.POINT, (goal,)))])
        entries = Entries.of(walker, sites)
        best = walker.nearest(walker.start(start), sites, entries, 1, 120)
        vertices, length_m = shortest_path(walker, walker.start(start), sites, entries, 0)
        if best.site[0, 0] >= 0 and length_m <= metres_of(int(best.label[0, 0])) + 1:
            drawn = np.hypot(*np.diff(vertices, axis=0).T).sum()
            assert drawn <= length_m + 1


def test_a_ring_is_what_is_walked_to_on_hills(network: WalkNetwork) -> None:
    """A point is in the ring exactly when its walk up or down fits, to 10 m."""
    walker, rng, wrong, inside_seen = Walker(network, Pace.ELDER), np.random.default_rng(3), 0, 0
    for middle in spots_on(network, 4, 4):
        point = LonLat(*network.metres.to_lonlat([middle])[0].tolist())
        reached = walker.reach(point, 10)
        (ring,) = isochrone(walker, point, [10]).rings
        area = shapely.transform(ring.area, network.metres.to_metres)
        spots = middle + rng.uniform(-450, 450, (250, 2))
        minutes = walker.minutes_to(reached, network.metres.to_lonlat(spots))
        inside = shapely.intersects_xy(area, spots[:, 0], spots[:, 1])
        gap = shapely.distance(shapely.boundary(area), shapely.points(spots))
        for spot in np.flatnonzero((inside != (minutes <= 10)) & (gap > 10)):
            around = spots[spot] + [(x, y) for x in (-7, 0, 7) for y in (-7, 0, 7) if x or y]
            near = walker.minutes_to(reached, network.metres.to_lonlat(around))
            wrong += not (inside[spot] == (near <= 10)).any()
        inside_seen += int(inside.sum())
    assert wrong == 0
    assert inside_seen > 100


def test_what_is_up_one_way_is_down_the_other(network: WalkNetwork) -> None:
    """A walk there takes as long as one back where every height is turned upside down."""
    none = network.slope_factor[:0], network.ground[:0, :0]
    level = replace(network, slope_factor=none[0], ground=none[1])
    there, back = (Walker(hilly(level, high), Pace.ELDER) for high in (30.0, -30.0))
    points = network.metres.to_lonlat(spots_on(network, 10, 8))
    for one, other in pairwise(LonLat(*point) for point in points.tolist()):
        up = there.minutes_to(there.reach(one, 60), [other])[0]
        down = back.minutes_to(back.reach(other, 60), [one])[0]
        assert up == pytest.approx(down, abs=0.001)


def test_what_is_shut_at_times_is_left_out_of_the_slopes(network: WalkNetwork) -> None:
    """Without some edges the others keep their slopes."""
    shut = np.arange(len(network.ends)) % 5 == 0
    timed = replace(network, hours=np.where(shut, 0, -1).astype(np.int16))
    left = without_rows(timed, (0,))
    np.testing.assert_array_equal(left.slope_factor, network.slope_factor[~shut])
    assert left.ground is network.ground


def test_a_part_of_a_town_walks_as_the_whole(network: WalkNetwork) -> None:
    """What is clipped keeps its slopes and its ground, to the bit."""
    middle = network.xy[network.nodes // 2].astype(np.float64)
    part = clip(network, middle - 700, middle + 700)
    assert part is not None
    whole, parts = Walker(network, Pace.ELDER), Walker(part, Pace.ELDER)
    spots = middle + np.random.default_rng(6).uniform(-150, 150, (8, 2))
    points = [LonLat(*one) for one in network.metres.to_lonlat(spots).tolist()]
    for one, other in pairwise(points):
        minutes = [w.minutes_to(w.reach(one, 6), [other])[0] for w in (whole, parts)]
        assert minutes[0] == minutes[1]


@pytest.fixture
def ramp() -> WalkNetwork:
    """A street of 400 m to the east, and further north one of stairs and one over a bridge."""
    nodes = [(0, 0), (400, 0), (0, 1400), (400, 1400), (0, 1800), (200, 1800), (400, 1800)]
    lines = [(0, 1), (2, 3), (4, 5), (5, 6), (0, 2), (2, 4), (1, 3), (3, 6)]
    return WalkNetwork.from_streets(streets(nodes, lines, steps=[1], grade_separated=[2, 3]))


@dataclass(frozen=True)
class Plane:
    """Ground that rises evenly to the east, but for a deep valley below the bridge."""

    centre: LonLat
    slope: float

    def at(self, lonlat: Array) -> Array:
        """Give the heights at degrees."""
        x, y = LocalMetres(self.centre).to_metres(lonlat).T
        valley = (np.abs(x) < 150) & (y > 600)
        return np.asarray(self.slope * x - 50 * valley)


def sloped(network: WalkNetwork, slope: float) -> WalkNetwork:
    """Lay a network on a plane."""
    return on(network, Plane(network.centre, slope))


def there_and_back(network: WalkNetwork, one: LonLat, other: LonLat) -> list[float]:
    """The minutes from one point to another, and back."""
    walker = Walker(network, Pace.STANDARD)
    ways = ((one, other), (other, one))
    return [walker.minutes_to(walker.reach(begin, 60), [end])[0] for begin, end in ways]


@pytest.mark.parametrize(
    ("slope", "up", "down"),
    [
        (0.10, math.exp(0.35), 1.0),
        (0.05, math.exp(0.175), math.exp(-0.175)),
        (0.20, math.exp(0.70), math.exp(0.35)),
        (0.90, math.exp(1.225), math.exp(0.875)),
    ],
)
def test_a_hill_costs_what_tobler_says(
    ramp: WalkNetwork, slope: float, up: float, down: float
) -> None:
    """400 m at so many percent, up and down; more than 35 % are an error of the heights."""
    minutes = there_and_back(sloped(ramp, slope), at(0, 0), at(400, 0))
    assert minutes == pytest.approx([400 / 60 * up, 400 / 60 * down], abs=0.002)


@pytest.mark.parametrize(
    ("slope", "up", "down"),
    [
        (0.10, 0.2 * 265 / 113 + 0.8, 0.2 * 265 / 152 + 0.8),
        (0.50, 265 / 113, 265 / 152),
        (0.90, 265 / 113, 265 / 152),
    ],
)
def test_stairs_are_flights_and_landings(
    ramp: WalkNetwork, slope: float, up: float, down: float
) -> None:
    """400 m of stairs up and down at Fruin's speeds; steeper than a flight is an error."""
    minutes = there_and_back(sloped(ramp, slope), at(0, 1400), at(400, 1400))
    assert minutes == pytest.approx([400 / 60 * up, 400 / 60 * down], abs=0.002)


@given(slope=st.floats(-2, 2), more=st.floats(0, 1))
def test_no_stairs_are_quicker_than_their_length(slope: float, more: float) -> None:
    """A climb costs time, a higher one no less, and down costs no more than up."""
    forth, back = stairs_factor(slope), stairs_factor(-slope)
    assert min(forth, back) >= 1 == stairs_factor(0)
    assert stairs_factor(math.copysign(abs(slope) + more, slope)) >= forth
    assert (forth >= back) if slope >= 0 else (forth <= back)


def test_a_bridge_keeps_its_own_rule(ramp: WalkNetwork) -> None:
    """A bridge leads evenly over the valley below it."""
    network = sloped(ramp, 0.10)
    for factor in network.slope_factor[network.flags == GRADE_SEPARATED]:
        assert sorted(factor) == pytest.approx(sorted((1.0, math.exp(0.35))), abs=1e-5)


def test_level_ground_changes_nothing(tmp_path: Path) -> None:
    """Heights that are all the same leave a network byte for byte as it is without them."""
    city = WalkNetwork.from_streets(synthetic_city(400))
    level = slopes_of(city.arrays, city.metres, Hills(city.centre, 0.0))
    assert level.known == 1.0
    city.save(tmp_path / "without")
    on(city, Hills(city.centre, 0.0)).save(tmp_path / "with")
    assert (tmp_path / "without").read_bytes() == (tmp_path / "with").read_bytes()
    assert city.backwards is city
