"""The towns that engines are measured in: the same streets, sites, origins and budget for all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.dataset.dataset import open_dataset
from geo.facility import LonLat, Pace
from geo.network.snap_candidates import SnapCandidates
from geo.network.walk_network import SnappedOrigin, WalkNetwork
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from geo.walking_model import TICKS_PER_S, WAIT_S
from tests.support.cities import scattered_sites, synthetic_city

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

MINUTES = 15
LIMIT_S = MINUTES * 60.0
NEAREST, KEPT = 5, 3
PACE = Pace.STANDARD
"""1.0 m/s: 900 metres within the cutoff, less where people wait."""

EXTRACTS = Path(__file__).parent.parent.parent / "shared" / "data" / "osm"
TOWNS = ("helsinki", "baltimore", "liechtenstein", "porto")


@dataclass(frozen=True)
class Case:
    """One town: its network, and sites that stand on nodes, so that every engine takes them.

    Attributes:
        name: of the town.
        network: its streets.
        nodes: (sites,) int32, the node of each site.
        category: (sites,) int32, from 0.
        origins: nodes that walks begin at, in no order; nobody waits for a signal there, nor
            between it and another node at the same place.
    """

    name: str
    network: WalkNetwork
    nodes: NDArray[np.int32]
    category: NDArray[np.int32]
    origins: NDArray[np.int32]

    @classmethod
    def of(
        cls, name: str, network: WalkNetwork, sites: tuple[NDArray[np.int32], NDArray[np.int32]]
    ) -> Case:
        """Choose the origins."""
        waits = network.half_waits > 0
        waits[network.ends[network.length == 0]] = True
        free = np.flatnonzero(~waits)
        origins = np.random.default_rng(5).choice(free, min(2000, len(free)), replace=False)
        return cls(name, network, *sites, origins.astype(np.int32))

    @cached_property
    def walker(self) -> Walker:
        """The engine that is measured."""
        return Walker(self.network, PACE)

    @cached_property
    def sites(self) -> Sites:
        """The sites as the engine takes them."""
        return Sites.at_nodes(self.network, self.nodes, self.category)

    @cached_property
    def entries(self) -> Entries:
        """Where they are entered."""
        return Entries.on_nodes(self.network, self.nodes)

    @property
    def categories(self) -> int:
        """How many categories there are."""
        return int(self.category.max()) + 1

    @cached_property
    def seconds(self) -> NDArray[np.float64]:
        """(edges,) float64 seconds: walking, and half the wait at either end."""
        wait = self.network.half_waits * (WAIT_S / 4)
        u, v = self.network.ends.T
        walk = self.network.length / np.float64(self.walker.speed_m_s)
        return np.asarray(walk + wait[u] + wait[v])

    def start_at(self, node: int) -> SnappedOrigin:
        """Begin at a node and nowhere else, as the peers do."""
        net = self.network
        edge = net.edge[net.indptr[node]]
        along = 0.0 if net.ends[edge, 0] == node else float(net.length[edge])
        ends = np.full(1, 3, np.uint8)
        x, y = net.xy[node].tolist()
        candidates = SnapCandidates(
            np.array([edge], np.int32), np.array([along]), np.zeros(1), np.zeros(1), ends
        )
        return SnappedOrigin(self.point(node), x, y, candidates, 0.0)

    def point(self, node: int) -> LonLat:
        """Give the position of a node."""
        return LonLat(*self.network.metres.to_lonlat([self.network.xy[node]])[0].tolist())


def seconds_of(label: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the seconds of labels; infinite where nothing is found within the cutoff."""
    seconds = (label >> 32) / TICKS_PER_S
    return np.where(seconds <= LIMIT_S, seconds, np.inf)


def cases(*, quick: bool) -> Iterator[Case]:
    """Give the towns, the smallest first; quick are those that take seconds."""
    yield tangqiao()
    for name in TOWNS[:1] if quick else TOWNS:
        path = EXTRACTS / f"{name}.osm.pbf"
        if not path.exists():
            print(f"{name}: left out, {path.name} is not in ../shared/data/osm")
            continue
        network = WalkNetwork.from_osm(path)
        yield Case.of(name, network, scattered_sites(network.nodes))
    for nodes in (20_000,) if quick else (100_000, 1_000_000):
        network = WalkNetwork.from_streets(synthetic_city(nodes))
        yield Case.of(f"synthetic {nodes:,}", network, scattered_sites(network.nodes))


def tangqiao() -> Case:
    """Put the dataset's own facilities on the nearer end of their nearest street."""
    dataset = open_dataset()
    network = WalkNetwork.from_streets(dataset.streets)
    keys = list(dataset.categories)
    nodes, category = [], []
    for facility in dataset.located():
        if facility.geometry is not None:
            snap = network.snap(facility.geometry.middle)
            far = snap.along_m > network.length[snap.edge] / 2
            nodes.append(network.ends[snap.edge, int(far)])
            category.append(keys.index(facility.category))
    rows = np.unique(category, return_inverse=True)[1]  # categories without a position are left out
    return Case.of("Tangqiao", network, (np.array(nodes, np.int32), rows.astype(np.int32)))
