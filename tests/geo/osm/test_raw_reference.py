"""From raw data to a walk by the documented rules alone: an independent reference agrees."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import networkx as nx
import numpy as np
import pytest
from scipy.spatial import cKDTree

from geo.compute.kernels import compile_kernels
from geo.errors import OutsideAreaError
from geo.facility import LonLat, Pace
from geo.network.open_edges import open_at
from geo.network.walk_network import WalkNetwork
from geo.routing.walker import Walker
from geo.walking_model import minutes_of
from tests.support.raw.raw_extract import cropped
from tests.support.raw.raw_legs import RawWalks
from tests.support.raw.raw_rules import gate, shut, threshold
from tests.support.raw.raw_town import RawTown

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

BOXES = {
    "helsinki": (24.90, 60.16, 24.98, 60.18),
    "porto": (-8.625, 41.142, -8.605, 41.156),
    "liechtenstein": (9.50, 47.12, 9.54, 47.18),
    "baltimore": (-76.64, 39.28, -76.60, 39.31),
}

MINUTES = 20
LONGEST = 240.0
ZONE = ZoneInfo("Europe/Helsinki")
NIGHT = datetime(2026, 6, 10, 23, 30)  # noqa: DTZ001 - where the town is


class Town(NamedTuple):
    """A part of a town, read twice; `node` of the engine is `ref` of the extract, one to one."""

    network: WalkNetwork
    raw: RawTown
    node: NDArray[np.int64]
    ref: NDArray[np.int64]


@pytest.fixture(scope="module", params=BOXES)
def town(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A few square kilometres of a real town."""
    shared: Path = request.getfixturevalue("shared")
    source = shared / "data" / "osm" / f"{request.param}.osm.pbf"
    part = cropped(source, tmp_path_factory.mktemp("part") / "part.osm.pbf", BOXES[request.param])
    network = WalkNetwork.from_osm(part)
    raw = RawTown(part, network.centre)
    ours = np.flatnonzero(network.half_waits != 1)
    refs = np.array(list(raw.xy), np.int64)
    there = cKDTree(np.array(list(raw.xy.values())))
    alone = [len(near) == 1 for near in there.query_ball_point(network.xy[ours], 0.05)]
    single = cKDTree(network.xy[ours]).query_ball_point(network.xy[ours], 0.05, return_length=True)
    ours = ours[np.array(alone) & (single == 1)]
    ref = refs[there.query(network.xy[ours])[1]]
    passed = [not (shut(raw.marks[one]) or threshold(raw.marks[one])) for one in ref.tolist()]
    return Town(network, raw, ours[passed], ref[passed])


@pytest.mark.parametrize("pace", list(Pace))
def test_walks_from_point_to_point_at_night(town: Town, pace: Pace) -> None:
    """From anywhere to anywhere, around gates above all, past fences and what is shut by then."""
    compile_kernels()
    rng = np.random.default_rng(11)
    gates = [town.raw.xy[ref] for ref, tags in town.raw.marks.items() if gate(tags)]
    middles = np.concatenate((rng.choice(gates, 8), rng.choice(town.network.xy, 7)))
    points = middles + rng.normal(0, 60, middles.shape)
    differ = differences(town.network, town.raw, points, pace, NIGHT)
    assert (differ < 0.2).all()


def differences(
    network: WalkNetwork,
    raw: RawTown,
    points: NDArray[np.float64],
    pace: Pace,
    moment: datetime | None,
) -> NDArray[np.float64]:
    """Give the seconds between what is told and what the reference says, 0 where nobody gets.

    From every sixth of the points, (points, 2) metres, to every other one.
    """
    then = open_at(network, moment, ZONE, "FI") if moment else network
    walks, walker = RawWalks(raw, pace, moment), Walker(then, pace)
    starts, lonlat = [walks.start(point) for point in points], network.metres.to_lonlat(points)
    found = []
    for row, start in enumerate(starts[::6]):
        reached = walks.seconds_from(start)
        expected = [walks.seconds_between(start, reached, goal) for goal in starts]
        try:
            told = walker.minutes_to(walker.reach(LonLat(*lonlat[6 * row]), LONGEST), lonlat) * 60
        except OutsideAreaError:
            told = np.full(len(points), np.inf)
        known = np.minimum(np.array([expected, told.tolist()]), LONGEST * 60)
        found.append(np.delete(np.abs(known[0] - known[1]), 6 * row))
    return np.array(found)


@pytest.mark.parametrize("pace", list(Pace))
def test_walks_are_those_of_the_rules(town: Town, pace: Pace) -> None:
    """From 8 nodes everything within 20 minutes is as far as the reference says."""
    walker, graph = Walker(town.network, pace), town.raw.graph(pace)
    rng = np.random.default_rng(7)
    compared, wrong = 0, []
    for start in rng.choice(len(town.node), 8, replace=False).tolist():
        if town.ref[start] not in graph:
            continue
        expected = nx.single_source_dijkstra_path_length(
            graph, int(town.ref[start]), cutoff=MINUTES * 60 - 1, weight="seconds"
        )
        reached, label = walker.reach_from(int(town.node[start]), MINUTES)
        ours = dict(zip(reached.tolist(), label.tolist(), strict=True))
        for node, ref in zip(town.node.tolist(), town.ref.tolist(), strict=True):
            seconds = expected.get(ref)
            told = minutes_of(ours[node]) * 60 if node in ours else np.inf
            if seconds is not None or told < MINUTES * 60 - 2:
                compared += 1
                if seconds is None or abs(told - seconds) > 0.2:
                    wrong.append((int(town.ref[start]), ref, told, seconds))
    assert wrong == []
    assert compared > 1000
