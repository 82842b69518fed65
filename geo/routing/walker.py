"""The walker: what is reached from an origin, how long it takes to points, what is nearest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.bucket_queue import reset
from geo.compute.kernels import compile_for_searches
from geo.facility import LonLat
from geo.network.snap_candidates import snap_candidates
from geo.routing import access_legs, k_nearest
from geo.routing.dijkstra import NearestSites
from geo.routing.k_nearest import OriginArrays, TargetArrays
from geo.routing.weighted_network import WeightedNetwork
from geo.walking_model import TICKS_PER_S, UNREACHABLE, ticks

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from geo.network.walk_network import SnappedOrigin
    from geo.routing.nearest_table import NearestTable
    from geo.routing.sites import Entries, Sites


@dataclass(frozen=True, slots=True)
class Reached:
    """The nodes within `cutoff` ticks of an origin: (nodes,) numbers and labels."""

    origin: SnappedOrigin
    cutoff: int
    node: NDArray[np.int32]
    label: NDArray[np.int64]


@dataclass(frozen=True)
class Walker(WeightedNetwork):
    """Answers questions about one network at one pace; one thread at a time."""

    def reach(self, point: LonLat, minutes: float) -> Reached:
        """Find all nodes within some minutes of a point (degrees, WGS-84).

        Raises:
            OutsideAreaError: see `start`.
        """
        origin, cutoff = self.start(point), ticks(minutes)
        return Reached(origin, cutoff, *self._within(*self.seeds(origin.candidates), cutoff))

    def reach_from(self, node: int, minutes: float) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Find all nodes within some minutes of a node: their numbers and labels."""
        return self._within(np.array([node], np.int32), np.zeros(1, np.int64), ticks(minutes))

    def _within(
        self, nodes: NDArray[np.int32], labels: NDArray[np.int64], cutoff: int
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Search from some seeds: the nodes within the cutoff and their labels."""
        touched = self.search(nodes, labels, cutoff)
        node = self.buffers.touched[:touched].copy()
        label = self.buffers.label[node]
        reset(self.buffers, touched)
        inside = label >> 32 <= cutoff
        return node[inside], label[inside]

    def minutes_to(self, reached: Reached, points: ArrayLike) -> NDArray[np.float64]:
        """Give the minutes from an origin to (points, 2) degrees, WGS-84; inf beyond its cutoff.

        Isochrones are true to this: a point is inside exactly when its own walk fits, the access
        leg included.
        """
        arrays, profile, origin = self.network.arrays, self.profile, reached.origin
        goals, scratch = self.backwards.network.arrays, self.backwards.snap_buffers
        self.buffers.label[reached.node] = reached.label
        labels = []
        of_point = self.network.metres.of_point
        for x, y in (of_point(LonLat(*point)) for point in np.reshape(points, (-1, 2)).tolist()):
            found, clearance = snap_candidates(goals, x, y, scratch)
            label = access_legs.label_of_point(
                arrays, profile, found, len(found.edge), origin.candidates, self.buffers
            )
            clear_m = clearance + origin.clearance
            straight = access_legs.straight_label(
                arrays, profile, origin.x, origin.y, x, y, clear_m
            )
            labels.append(min(label, straight))
        self.buffers.label[reached.node] = UNREACHABLE
        time = np.array(labels, np.int64) >> 32
        return np.where(time <= reached.cutoff, time / (60 * TICKS_PER_S), np.inf)

    def nearest(  # noqa: PLR0913, PLR0917 - two of them are what is known of the same sites
        self,
        origin: SnappedOrigin,
        sites: Sites,
        entries: Entries,
        k: int,
        minutes: float,
        table: NearestTable | None = None,
    ) -> NearestSites:
        """Find the k nearest sites of every category within some minutes.

        With a `table` of at least k sites and that many minutes nothing is searched.

        Returns:
            (categories, k) site numbers, -1 where there is none, and their labels.
        """
        shape = (len(sites.categories), k)
        best = NearestSites(np.empty(shape, np.int32), np.empty(shape, np.int64))
        cutoff, arrays, profile = ticks(minutes), self.network.arrays, self.profile
        here = OriginArrays(origin.x, origin.y, origin.clearance, *origin.candidates)
        points = sites.xy, sites.owner, sites.eastward, entries.clearance
        targets = TargetArrays(*points, *entries.on_edges, *sites.areas, sites.category)
        if table is not None and table.serves(k, cutoff):
            flat = *arrays, *profile, *here, *targets
            k_nearest.read_nearest(cutoff, table.site, table.label, *best, *flat)
        else:
            compile_for_searches(self.network.nodes)
            search = self.arcs, entries.by_node, self.buffers
            capacity = 2 * len(origin.candidates.edge)
            seeds = np.empty(capacity, np.int32), np.empty(capacity, np.int64)
            k_nearest.find_nearest(arrays, profile, here, targets, cutoff, *search, seeds, best)
        return best
