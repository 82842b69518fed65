"""One synthetic city, covered at three paces, by Yike and by SciPy: give the number of nodes."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import KDTree

from bench.once import most_held
from geo.compute.kernels import compile_kernels
from geo.coverage.access_measures import SiteAttributes
from geo.coverage.coverage import Destinations, TimeLimits, measure_coverage
from geo.facility import Pace
from geo.network.walk_network import WalkNetwork
from geo.routing.od_matrix import ODSearch
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from geo.walking_model import CIRCUITY, WAIT_S
from tests.support.cities import synthetic_city

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.coverage.coverage import Coverage

NODES_A_FACILITY = 1000
"""For each category: Shanghai has some 2,000 meal points."""

CATEGORIES, MINUTES = 10, 15.0
_AT_ONCE = 2_000_000
_DIFFERS = 0.03
"""Points at the nearest node come out otherwise near the edge of a circle; more is a mistake."""


@dataclass(frozen=True)
class City:
    """A city, its facilities on nodes, and points of demand anywhere, (points, 2) degrees."""

    network: WalkNetwork
    at: NDArray[np.int32]
    category: NDArray[np.int32]
    lonlat: NDArray[np.float64]

    @classmethod
    def of(cls, nodes: int) -> City:
        """Build one of so many nodes; the same number gives the same city."""
        rng = np.random.default_rng(20200119)
        network = WalkNetwork.from_streets(synthetic_city(nodes))
        count = max(1, nodes // NODES_A_FACILITY)
        at = [rng.choice(network.nodes, count, replace=False) for _ in range(CATEGORIES)]
        category = np.repeat(np.arange(CATEGORIES), count).astype(np.int32)
        side = float(network.xy.max()) * 0.98
        lonlat = network.metres.to_lonlat(rng.uniform(-side, side, (nodes // 2, 2)))
        return cls(network, np.concatenate(at).astype(np.int32), category, lonlat)

    def covered(self) -> list[Coverage]:
        """Judge every point at every pace."""
        sites = Sites.at_nodes(self.network, self.at, self.category)
        entries = Entries.on_nodes(self.network, self.at)
        exact, sure = np.zeros(len(self.at)), np.ones(len(self.at), bool)
        limits = TimeLimits(MINUTES, MINUTES)
        at_each_pace = []
        for walker in (Walker(self.network, pace) for pace in Pace):
            known = SiteAttributes.of(sites, walker.speed_m_s, self.category, exact, sure)
            od_search = ODSearch.of(walker, sites, entries, limits.cutoffs(known.spread))
            at_each_pace.append(Destinations(od_search, known, CATEGORIES, limits))
        return measure_coverage(at_each_pace, self.lonlat)


class ByScipy:
    """The same question, put to SciPy."""

    def __init__(self, city: City) -> None:
        """Build the tree; the matrix follows with the pace."""
        self.city = city
        self.tree = KDTree(city.network.xy)

    @cached_property
    def snaps(self) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """The metres to the nearest node of every point, and which it is."""
        gap, node = self.tree.query(self.city.network.metres.to_metres(self.city.lonlat))
        return gap * CIRCUITY, node

    def covered(self) -> list[NDArray[np.bool_]]:
        """Tell by pace what is covered, (points, categories)."""
        return [self._at(Walker(self.city.network, pace)) for pace in Pace]

    def _at(self, walker: Walker) -> NDArray[np.bool_]:
        net, speed = self.city.network, walker.speed_m_s
        wait = net.half_waits * (WAIT_S / 4)
        seconds = net.length / np.float64(speed) + wait[net.ends].sum(axis=1)
        graph = csr_array(
            (seconds[net.edge], net.neighbour, net.indptr), shape=(net.nodes, net.nodes)
        )
        leg_m, node = self.snaps
        found = np.zeros((len(node), CATEGORIES), bool)
        for category, nearest in self._nearest(graph):
            total = nearest[node] + leg_m / speed
            found[:, category] |= total <= MINUTES * 60
        return found

    def _nearest(self, graph: csr_array) -> Iterator[tuple[int, NDArray[np.float64]]]:
        """Give the seconds of every node to the nearest facility of each category, in parts."""
        chunk = max(1, _AT_ONCE // self.city.network.nodes)
        for category in range(CATEGORIES):
            members = self.city.at[self.city.category == category]
            for first in range(0, len(members), chunk):
                some = members[first : first + chunk]
                yield category, dijkstra(graph, indices=some, limit=MINUTES * 60).min(axis=0)


def main() -> None:
    """Measure; print one JSON object."""
    compile_kernels()
    City.of(2000).covered()  # whatever is still to be compiled
    city = City.of(int(sys.argv[1]))
    began = time.perf_counter()
    found = city.covered()
    told = {"seconds": time.perf_counter() - began, "bytes": most_held()}
    peer = ByScipy(city)
    began = time.perf_counter()
    beside = peer.covered()
    told["peer_seconds"] = time.perf_counter() - began
    ours = np.array([one.measures.slow <= MINUTES for one in found])
    told["differ"] = float((ours != np.array(beside)).mean())
    if told["differ"] > _DIFFERS:
        raise SystemExit(f"{told['differ']:.1%} of the answers differ: the bench is wrong")
    print(json.dumps(told))


if __name__ == "__main__":
    main()
