"""Who is cut off and who stands on a bridge: no walk begins there that does not end there, too."""

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

# A street behind a railing of 80 m, and a bridge of 200 m, 600 m to the north of it.
NODES = {"a": (-600.0, 0.0), "b": (600.0, 0.0), "e": (-40.0, 15.0), "f": (40.0, 15.0)}
NODES |= {"c": (-600.0, 600.0), "u": (-100.0, 600.0), "v": (100.0, 600.0), "d": (600.0, 600.0)}
WAYS = [("a b", STREET), ("e f", {"barrier": "railing"}), ("a c", STREET), ("b d", STREET)]
WAYS += [("c u", STREET), ("u v", {**STREET, "bridge": "yes"}), ("v d", STREET)]

BEHIND, BESIDE = (0.0, 30.0), (50.0, 30.0)
ON_BRIDGE, BELOW = (0.0, 595.0), (0.0, 560.0)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> geo.WalkNetwork:
    """The network of both streets."""
    return geo.WalkNetwork.from_osm(
        write_map(tmp_path_factory.mktemp("town") / "a.osm", NODES, WAYS)
    )


def told(network: geo.WalkNetwork, start: Spot, end: Spot) -> float:
    """The minutes of a walk, infinite where it begins nowhere."""
    try:
        return minutes(network, start, end)
    except geo.OutsideAreaError:
        return math.inf


SPOTS = st.one_of(
    st.tuples(st.floats(-80, 80), st.floats(10, 60)),
    st.tuples(st.floats(-130, 130), st.floats(540, 660)),
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=SPOTS, end=SPOTS)
def test_a_walk_takes_as_long_as_the_walk_back(
    town: geo.WalkNetwork, start: Spot, end: Spot
) -> None:
    """Behind the railing, on the bridge and beside it."""
    assert told(town, start, end) == pytest.approx(told(town, end, start), abs=1e-6)


def test_who_is_cut_off_is_so_from_everywhere(town: geo.WalkNetwork) -> None:
    """A railing lies before the only street: nobody begins there, nobody comes from beside it."""
    with pytest.raises(geo.OutsideAreaError, match="cut off"):
        minutes(town, BEHIND, BESIDE)
    assert math.isinf(minutes(town, BESIDE, BEHIND))


def test_nobody_steps_off_a_bridge(town: geo.WalkNetwork) -> None:
    """To the ground 35 m beside its middle people walk around by an end, from there and back."""
    around = (5 * 1.32 + 100 + math.hypot(100, 40) * 1.32) / 60
    assert minutes(town, ON_BRIDGE, BELOW) == pytest.approx(around, abs=0.001)
    assert minutes(town, BELOW, ON_BRIDGE) == minutes(town, ON_BRIDGE, BELOW)


@pytest.mark.parametrize(("start", "end"), [(BESIDE, BEHIND), (BELOW, ON_BRIDGE)])
def test_it_is_so_however_it_is_asked(town: geo.WalkNetwork, start: Spot, end: Spot) -> None:
    """By search, by table, by OD matrix, and in a ring."""
    walker = geo.Walker(town, geo.Pace.STANDARD)
    sites = geo.Sites.of(town, [("one", "one", geo.Geometry(geo.Shape.POINT, (at(*end),)))])
    entries = geo.Entries.of(walker, sites)
    table = geo.NearestTable.of(walker, sites, entries, k=1, minutes=60)
    for known in (None, table):
        found = walker.nearest(walker.start(at(*start)), sites, entries, 1, 2, known)
        assert found.site[0, 0] == -1
    search = geo.ODSearch.of(walker, sites, entries, np.array([geo.ticks(2)]))
    assert not len(geo.od_matrix(search, [at(*start)]).label)
    area = geo.isochrone(walker, at(*start), [2]).rings[0].area
    assert not area.contains(shapely.Point(at(*end)))
    assert area.contains(shapely.Point(at(*start)))
