"""The search is exact: other engines and repeated searches agree with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.compute.kernels import compile_kernels
from geo.facility import Geometry, LonLat, Pace, Shape
from geo.network.walk_network import WalkNetwork
from geo.routing.dijkstra import NearestSites
from geo.routing.nearest_table import NearestTable
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from geo.walking_model import SPEED_M_S, UNREACHABLE, metres_of, minutes_of, ticks
from tests.support.cities import scattered_sites, synthetic_city
from tests.support.networks import at, graph, streets

if TYPE_CHECKING:
    from collections.abc import Callable

EXTRACTS = ("helsinki", "porto", "liechtenstein")


@pytest.fixture(scope="module", params=[*EXTRACTS, "synthetic"])
def network(request: pytest.FixtureRequest) -> WalkNetwork:
    """Real towns, and a synthetic city of 100,000 nodes."""
    compile_kernels()
    if request.param == "synthetic":
        return WalkNetwork.from_streets(synthetic_city(100_000))
    made: Callable[[str], WalkNetwork] = request.getfixturevalue("extract_network")
    return made(request.param)


def test_times_equal_the_oracle(network: WalkNetwork) -> None:
    """All that 60 origins reach, they reach exactly when NetworkX says, to 0.01 m."""
    walker = Walker(network, Pace.ELDER)
    oracle = graph(network, Pace.ELDER)
    rng = np.random.default_rng(1)
    compared = 0
    for origin in rng.choice(network.nodes, 60, replace=False).tolist():
        node, label = walker.reach_from(origin, 10)
        seconds = nx.single_source_dijkstra_path_length(
            oracle, origin, cutoff=600, weight="seconds"
        )
        ours = dict(zip(node.tolist(), [minutes_of(int(one)) * 60 for one in label], strict=True))
        edge = set(ours.keys() ^ seconds.keys())
        assert all(abs(ours.get(one, seconds.get(one, 0)) - 600) < 0.01 for one in edge)
        worst = max(abs(ours[one] - seconds[one]) for one in ours.keys() & seconds.keys())
        assert worst * walker.speed_m_s < 0.01
        compared += len(ours)
    assert compared > 60 * 50


@pytest.mark.parametrize("pace", list(Pace))
def test_a_table_equals_repeated_searches(network: WalkNetwork, pace: Pace) -> None:
    """For every pace, a node's row of the table is what a search from that node finds."""
    walker = Walker(network, pace)
    nodes, category = scattered_sites(network.nodes)
    sites, entries = Sites.at_nodes(network, nodes, category), Entries.on_nodes(network, nodes)
    table = NearestTable.of(walker, sites, entries, 3, 15)
    rng = np.random.default_rng(2)
    for node in rng.choice(network.nodes, 300, replace=False):
        best = search_from(walker, sites, entries, int(node))
        np.testing.assert_array_equal(best.site, table.site[:, node])
        np.testing.assert_array_equal(best.label, table.label[:, node])


def search_from(walker: Walker, sites: Sites, entries: Entries, node: int) -> NearestSites:
    """Search the three nearest sites of every category from one node."""
    from geo.routing import dijkstra

    shape = (len(sites.categories), 3)
    best = NearestSites(np.full(shape, -1, np.int32), np.full(shape, UNREACHABLE, np.int64))
    where, labels = np.array([node], np.int32), np.zeros(1, np.int64)
    by_node = entries.by_node
    dijkstra.search_nearest(
        walker.arcs, where, labels, ticks(15), by_node, sites.category, best, walker.buffers
    )
    return best


@pytest.fixture(scope="module")
def town() -> tuple[Walker, Sites, Entries, NearestTable]:
    """A small city with facilities off the streets, points and lines."""
    compile_kernels()
    network = WalkNetwork.from_streets(synthetic_city(900, seed=7))
    walker = Walker(network, Pace.ELDER)
    rng = np.random.default_rng(3)
    spots = network.metres.to_lonlat(rng.uniform(-800, 800, (40, 2)))
    located = [
        (str(row), "ab"[row % 2], Geometry(Shape.POINT, (LonLat(*spot),)))
        for row, spot in enumerate(spots.tolist())
    ]
    path = network.metres.to_lonlat([(-300, -250), (0, 10), (310, 20)]).tolist()
    located.append(("path", "a", Geometry(Shape.LINE, tuple(LonLat(*spot) for spot in path))))
    sites = Sites.of(network, located)
    entries = Entries.of(walker, sites)
    return walker, sites, entries, NearestTable.of(walker, sites, entries, 21, 60)


place = st.tuples(st.floats(-700, 700), st.floats(-700, 700))


@given(spot=place)
@settings(max_examples=150, deadline=None)
def test_a_table_answers_any_point(
    town: tuple[Walker, Sites, Entries, NearestTable], spot: tuple[float, float]
) -> None:
    """Reading the table from any point gives what searching from it gives."""
    walker, sites, entries, table = town
    start = walker.start(LonLat(*walker.network.metres.to_lonlat([spot])[0].tolist()))
    searched = walker.nearest(start, sites, entries, 4, 20)
    read = walker.nearest(start, sites, entries, 4, 20, table)
    np.testing.assert_array_equal(searched.site, read.site)
    np.testing.assert_array_equal(searched.label, read.label)


@given(one=place, other=place)
@settings(max_examples=150, deadline=None)
def test_a_walk_back_takes_as_long(
    town: tuple[Walker, Sites, Entries, NearestTable],
    one: tuple[float, float],
    other: tuple[float, float],
) -> None:
    """From a to b takes exactly as long as from b to a."""
    walker = town[0]
    a, b = walker.network.metres.to_lonlat([one, other]).tolist()
    there = walker.minutes_to(walker.reach(LonLat(*a), 60), [b])
    back = walker.minutes_to(walker.reach(LonLat(*b), 60), [a])
    assert there == back


@given(spot=place, target=place)
@settings(max_examples=100, deadline=None)
def test_a_facility_is_as_far_as_its_point(
    town: tuple[Walker, Sites, Entries, NearestTable],
    spot: tuple[float, float],
    target: tuple[float, float],
) -> None:
    """What `nearest` says of a facility is what `minutes_to` says of the spot it stands on."""
    walker = town[0]
    a, b = (LonLat(*p) for p in walker.network.metres.to_lonlat([spot, target]).tolist())
    sites = Sites.of(walker.network, [("it", "a", Geometry(Shape.POINT, (b,)))])
    best = walker.nearest(walker.start(a), sites, Entries.of(walker, sites), 1, 60)
    assert minutes_of(int(best.label[0, 0])) == walker.minutes_to(walker.reach(a, 60), [b])[0]


@given(spot=place)
@settings(max_examples=60, deadline=None)
def test_a_faster_pace_never_loses_a_facility(
    town: tuple[Walker, Sites, Entries, NearestTable], spot: tuple[float, float]
) -> None:
    """Who walks faster gets everywhere sooner, and gets to more."""
    slow = town[0]
    fast = Walker(slow.network, Pace.STANDARD)
    point = LonLat(*slow.network.metres.to_lonlat([spot])[0].tolist())
    sites = town[1]
    one = slow.nearest(slow.start(point), sites, town[2], 21, 15)
    other = fast.nearest(fast.start(point), sites, Entries.of(fast, sites), 21, 15)
    for row in range(2):
        assert set(one.site[row].tolist()) <= set(other.site[row].tolist()) | {-1}
        assert one.label[row, 0] >= other.label[row, 0]


def test_two_points_on_one_piece() -> None:
    """On a lonely street people walk straight to each other, not by way of its ends."""
    network = WalkNetwork.from_streets(streets([(0, 0), (300, 0)], [(0, 1)]))
    walker = Walker(network, Pace.STANDARD)
    minutes = walker.minutes_to(walker.reach(at(100, 0), 15), [at(160, 0)])
    assert minutes[0] == pytest.approx(1.0, abs=1e-3)


def test_neighbours_in_one_block_need_no_street() -> None:
    """Inside a block people walk straight, with the usual detour, and do not touch its edge."""
    corners = [(-300.0, -300.0), (300.0, -300.0), (300.0, 300.0), (-300.0, 300.0)]
    network = WalkNetwork.from_streets(streets(corners, [(0, 1), (1, 2), (2, 3), (3, 0)]))
    walker = Walker(network, Pace.STANDARD)
    minutes = walker.minutes_to(walker.reach(at(0, 0), 15), [at(60, 0), at(0, 0)])
    assert minutes[0] == pytest.approx(60 * 1.32 / 60, abs=1e-3)
    assert minutes[1] == 0


def test_a_signal_costs_its_wait_once() -> None:
    """Walking through a signalised crossing costs 20 s; walking up to it costs nothing."""
    line = streets([(0, 0), (100, 0), (200, 0)], [(0, 1), (1, 2)], signals=[1])
    walker = Walker(WalkNetwork.from_streets(line), Pace.STANDARD)
    minutes = walker.minutes_to(walker.reach(at(0, 0), 15), [at(99.99, 0), at(200, 0)])
    assert minutes * 60 == pytest.approx([100, 220], abs=0.05)


def test_stairs_are_no_way_for_the_slow() -> None:
    """With a stick or in a wheelchair people go around the stairs."""
    around = [(0.0, 0.0), (50.0, 0.0), (50.0, 450.0), (0.0, 450.0)]
    shape = streets(around, [(0, 1), (1, 2), (2, 3), (0, 3)], steps=[3])
    network = WalkNetwork.from_streets(shape)
    to_top = [at(0, 449)]
    quick = Walker(network, Pace.ELDER)
    slow = Walker(network, Pace.SLOW)
    up = quick.minutes_to(quick.reach(at(0, 1), 30), to_top)[0]
    assert up * 60 * 0.8 == pytest.approx(448, abs=0.1)
    # The stairs' own line is 50 m off the way around: its foot is joined from there.
    assert slow.minutes_to(slow.reach(at(0, 1), 30), to_top)[0] * 60 * 0.6 > 449 + 49


def test_nobody_walks_across_a_river() -> None:
    """A leg stops at the bank; the far side is reached over the bridge alone."""
    nodes = [(0.0, 0.0), (400.0, 0.0), (400.0, 100.0), (0.0, 100.0)]
    river = [(-900.0, 50.0), (900.0, 50.0)]
    shape = streets(nodes, [(0, 1), (1, 2), (2, 3)], grade_separated=[1], barriers=[river])
    walker = Walker(WalkNetwork.from_streets(shape), Pace.STANDARD)
    minutes = walker.minutes_to(walker.reach(at(0, 20), 30), [at(0, 80), at(0, 40)])
    assert minutes[0] * 60 == pytest.approx(20 * 1.32 + 400 + 100 + 400 + 20 * 1.32, abs=0.05)
    assert minutes[1] * 60 == pytest.approx(20 * 1.32, abs=0.05)


def test_metres_and_minutes_agree() -> None:
    """Without a wait, the metres of a walk are its minutes times the speed."""
    network = WalkNetwork.from_streets(synthetic_city(400, seed=9))
    walker = Walker(network, Pace.ELDER)
    quiet = Walker(WalkNetwork.from_streets(streets([(0, 0), (300, 40)], [(0, 1)])), Pace.ELDER)
    for one, node in ((quiet, 0), (walker, 5)):
        nodes, labels = one.reach_from(node, 20)
        metres = np.array([metres_of(int(label)) for label in labels])
        walked = np.array([minutes_of(int(label)) for label in labels]) * 60 * SPEED_M_S[one.pace]
        assert (metres <= walked + 0.01).all()
        if one is quiet:
            np.testing.assert_allclose(metres, walked, atol=0.01)
        assert len(nodes) == len(metres)
