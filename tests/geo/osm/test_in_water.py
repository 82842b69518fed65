"""Ways that are drawn in the water without being a bridge: who is on one, and who comes to it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import geo
from tests.support.networks import at
from tests.support.town_map import minutes, write_map

if TYPE_CHECKING:
    from tests.support.town_map import Spot

STREET = {"highway": "residential"}
PATH = {"highway": "path"}

# A pond between two streets. A path leads through it, and another one ends in it.
NODES = {"a": (-400.0, 0.0), "s": (0.0, 0.0), "b": (400.0, 0.0)}
NODES |= {"c": (-400.0, 300.0), "n": (0.0, 300.0), "d": (400.0, 300.0), "t": (200.0, 0.0)}
NODES |= {"e": (200.0, 150.0), "i": (-380.0, 50.0), "j": (380.0, 50.0), "k": (380.0, 250.0)}
NODES |= {"l": (-380.0, 250.0)}
WAYS = [("a s t b", STREET), ("c n d", STREET), ("s n", PATH), ("t e", PATH)]
POND = ("i j k l i", {"natural": "water"})


@pytest.fixture(scope="module")
def pond(tmp_path_factory: pytest.TempPathFactory) -> geo.WalkNetwork:
    """The network around the pond."""
    path = tmp_path_factory.mktemp("pond") / "pond.osm"
    return geo.WalkNetwork.from_osm(write_map(path, NODES, [*WAYS, POND]))


def told(network: geo.WalkNetwork, start: Spot, end: Spot) -> float:
    """The minutes of a walk, infinite where it begins nowhere."""
    try:
        return minutes(network, start, end)
    except geo.OutsideAreaError:
        return math.inf


ANYWHERE = st.tuples(st.floats(-420, 420), st.floats(-60, 360))
ON_THE_WAY = st.tuples(st.floats(-12, 12), st.floats(0, 300))
ON_THE_JETTY = st.tuples(st.floats(190, 212), st.floats(0, 165))
SPOTS = st.one_of(ANYWHERE, ON_THE_WAY, ON_THE_JETTY)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=SPOTS, end=SPOTS)
def test_a_walk_takes_as_long_as_the_walk_back(
    pond: geo.WalkNetwork, start: Spot, end: Spot
) -> None:
    """Through the water, onto what is drawn in it and off it; nobody walks to open water."""
    assert told(pond, start, end) == pytest.approx(told(pond, end, start), abs=1e-6)


@pytest.mark.parametrize("beside", [0.0, 5.0])
@pytest.mark.parametrize(("x", "north"), [(0.0, 150.0), (200.0, 120.0)])
def test_whoever_is_within_8_m_is_on_it(
    pond: geo.WalkNetwork, x: float, north: float, beside: float
) -> None:
    """It is left at its ends: from the middle of the path, from the jetty, and to both."""
    spot, home = (x + beside, north), (x, 0.0)
    expected = (north + beside * 1.32) / 60
    assert told(pond, spot, home) == told(pond, home, spot) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("spot", [(12.0, 150.0), (-200.0, 150.0), (200.0, 165.0)])
def test_open_water_is_nowhere(pond: geo.WalkNetwork, spot: Spot) -> None:
    """Further off nobody is there, and nobody comes there, from the street or from the path."""
    with pytest.raises(geo.OutsideAreaError, match="cut off"):
        minutes(pond, spot, (0, 0))
    assert math.isinf(told(pond, (0, 0), spot))
    assert math.isinf(told(pond, (5, 150), spot))
    assert math.isinf(told(pond, (203, 147), spot))


def test_a_place_on_it_is_found_however_it_is_asked(pond: geo.WalkNetwork) -> None:
    """A site on the jetty is as far by search, by table and by OD matrix as by point."""
    walker = geo.Walker(pond, geo.Pace.STANDARD)
    jetty, home = at(203, 140), at(100, 0)
    sites = geo.Sites.of(pond, [("jetty", "jetty", geo.Geometry(geo.Shape.POINT, (jetty,)))])
    entries = geo.Entries.of(walker, sites)
    table = geo.NearestTable.of(walker, sites, entries, k=1, minutes=30)
    for known in (None, table):
        found = walker.nearest(walker.start(home), sites, entries, 1, 30, known)
        assert geo.minutes_of(int(found.label[0, 0])) == pytest.approx(
            minutes(pond, (100, 0), (203, 140)), abs=1e-4
        )
    search = geo.ODSearch.of(walker, sites, entries, np.array([geo.ticks(30)]))
    for start in (home, at(3, 150)):
        there = walker.minutes_to(walker.reach(start, 30), [jetty])[0]
        label = geo.od_matrix(search, [start]).label.tolist()
        assert geo.minutes_of(label[0]) == pytest.approx(there, abs=1e-4)


@pytest.mark.parametrize("start", [(0.0, 0.0), (5.0, 150.0)])
def test_a_ring_holds_no_water_beside_the_path(pond: geo.WalkNetwork, start: Spot) -> None:
    """From the street and from the path: both banks are in the ring, and the pond is not."""
    walker = geo.Walker(pond, geo.Pace.STANDARD)
    area = geo.isochrone(walker, at(*start), [10]).rings[0].area
    water = shapely.Polygon([at(*NODES[corner]) for corner in "ijkl"])
    assert area.intersection(water).area < 1e-4 * water.area
    for bank in ((20.0, -10.0), (20.0, 310.0)):
        assert area.contains(shapely.Point(at(*bank)))
