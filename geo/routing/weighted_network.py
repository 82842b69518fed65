"""A network weighted for one pace: cost profile, arcs, and the search that all questions share."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.bucket_queue import make_buffers
from geo.compute.kernels import compile_for_searches
from geo.facility import Pace
from geo.network.slopes import least_factor
from geo.network.snap_candidates import make_snap_buffers
from geo.network.snapping import STEPS
from geo.routing import access_legs, dijkstra
from geo.routing.access_legs import CostProfile
from geo.routing.dijkstra import Arcs
from geo.walking_model import SPEED_M_S, TAKES_STAIRS, TICKS_PER_S, UNITS_PER_M, WAIT_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.compute.bucket_queue import SearchBuffers
    from geo.facility import LonLat
    from geo.network.snap_candidates import SnapBuffers, SnapCandidates
    from geo.network.walk_network import SnappedOrigin, WalkNetwork


@dataclass(frozen=True)
class WeightedNetwork:
    """A network at one pace, of `speed_m_s` metres a second.

    It keeps the buffers that its searches write on, so it serves one thread at a time.
    """

    network: WalkNetwork
    pace: Pace = Pace.ELDER
    speed_m_s: float = field(init=False)

    def __post_init__(self) -> None:
        """Look the speed up."""
        object.__setattr__(self, "speed_m_s", SPEED_M_S[self.pace])

    @cached_property
    def profile(self) -> CostProfile:
        """The costs of this pace as kernels read them."""
        at_end = round(WAIT_S * TICKS_PER_S / 4) << 32  # half of half a wait, at either edge
        waits = self.network.half_waits.astype(np.int64) * at_end
        return CostProfile(TICKS_PER_S / self.speed_m_s, waits, TAKES_STAIRS[self.pace])

    @cached_property
    def arcs(self) -> Arcs:
        """The network's arcs with their costs: walking, and half the wait at either end."""
        net = self.network
        if not len(net.slope_factor):
            return Arcs(net.indptr, net.neighbour, self._labels(1.0)[net.edge])
        to_first, to_second = (
            self._labels(factor.astype(np.float64)) for factor in net.slope_factor.T
        )
        is_to_second = net.neighbour == net.ends[net.edge, 1]
        cost = np.where(is_to_second, to_second[net.edge], to_first[net.edge])
        return Arcs(net.indptr, net.neighbour, cost)

    def _labels(self, factor: NDArray[np.float64] | float) -> NDArray[np.int64]:
        """Label every edge one way; `factor` is how much longer its metres take than level ones."""
        net, profile = self.network, self.profile
        metres = net.length.astype(np.float64)
        label = (metres * profile.ticks_per_m * factor + 0.5).astype(np.int64) << 32
        label += (metres * UNITS_PER_M + 0.5).astype(np.int64)
        label += profile.half_wait[net.ends[:, 0]] + profile.half_wait[net.ends[:, 1]]
        np.maximum(label, 1, out=label)  # no arc is free: a path can be told from its labels
        if not profile.takes_stairs:
            label[(net.flags & STEPS) > 0] = -1
        return label

    @cached_property
    def backwards(self) -> WeightedNetwork:
        """The network as it is walked backwards: a search from a site finds the walks to it.

        On level ground that is the network itself.
        """
        if self.network.backwards is self.network:
            return self
        return WeightedNetwork(self.network.backwards, self.pace)

    @property
    def fastest_m_s(self) -> float:
        """The speed downhill, metres a second: no walk is quicker than a straight line at it."""
        return self.speed_m_s / least_factor(self.network.arrays)

    @cached_property
    def buffers(self) -> SearchBuffers:
        """The scratch buffers of a search: made once."""
        return make_buffers(self.network.nodes)

    @cached_property
    def snap_buffers(self) -> SnapBuffers:
        """The scratch buffers of snapping a point: made once."""
        return make_snap_buffers(self.network.arrays)

    def start(self, point: LonLat) -> SnappedOrigin:
        """Find the snap candidates of a point (degrees, WGS-84).

        Raises:
            OutsideAreaError: there is no edge to snap to within `MAX_SNAP_M` metres.
        """
        return self.network.origin(point, self.snap_buffers)

    def seeds(self, candidates: SnapCandidates) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Give the nodes at the ends of the candidates' edges and the labels to them.

        There are none where this pace can use none of the candidates.
        """
        count = len(candidates.edge)
        nodes, labels = np.empty(2 * count, np.int32), np.empty(2 * count, np.int64)
        arrays, profile = self.network.arrays, self.profile
        filled = access_legs.write_seeds(arrays, profile, candidates, count, nodes, labels)
        return nodes[:filled], labels[:filled]

    def search(self, nodes: NDArray[np.int32], labels: NDArray[np.int64], cutoff: int) -> int:
        """Run a bounded Dijkstra from some seeds as far as `cutoff` ticks.

        Leaves the labels in `buffers` and gives the number of touched nodes; call
        `bucket_queue.reset` with both.
        """
        compile_for_searches(self.network.nodes)
        return dijkstra.bounded_dijkstra(self.arcs, nodes, labels, cutoff, self.buffers)
