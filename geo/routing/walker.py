"""One network at one pace, ready to search: what is reached, what is nearest, tables of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.bucket_queue import make_space, wipe
from geo.errors import OutsideAreaError
from geo.facility import Pace
from geo.network import snapping
from geo.network.snapping import STEPS
from geo.routing import access_legs, dijkstra, k_nearest
from geo.routing.access_legs import Gait
from geo.routing.dijkstra import Best, Ways
from geo.routing.k_nearest import Here, Wanted
from geo.walking_model import (
    MAX_SNAP_M,
    SPEED_M_S,
    TICKS_PER_S,
    UNITS_PER_M,
    UNREACHABLE,
    WAIT_S,
    ticks,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from geo.compute.bucket_queue import Space
    from geo.facility import LonLat
    from geo.network.snapping import Joins
    from geo.network.walk_network import WalkNetwork
    from geo.routing.nearest_table import Table
    from geo.routing.sites import Entries, Sites


@dataclass(frozen=True, slots=True)
class Start:
    """An origin on the streets: metres around the network's centre, its joins and clearance."""

    point: LonLat
    x: float
    y: float
    joins: Joins
    clearance: float


@dataclass(frozen=True, slots=True)
class Reached:
    """The nodes that one walk reaches: their numbers and labels, and where it began."""

    start: Start
    budget: int
    node: NDArray[np.int32]
    label: NDArray[np.int64]


@dataclass(frozen=True)
class Walker:
    """Searches a network at one pace.

    A walker keeps the space that its searches write on, so it serves one thread at a time.
    """

    network: WalkNetwork
    pace: Pace = Pace.ELDER
    speed_m_s: float = field(init=False)

    def __post_init__(self) -> None:
        """Look the speed up."""
        object.__setattr__(self, "speed_m_s", SPEED_M_S[self.pace])

    @cached_property
    def gait(self) -> Gait:
        """The pace as the kernels take it."""
        half = round(WAIT_S * TICKS_PER_S / 2) << 32
        waits = self.network.signals.astype(np.int64) * half
        return Gait(TICKS_PER_S / self.speed_m_s, waits, self.pace is not Pace.SLOW)

    @cached_property
    def ways(self) -> Ways:
        """The network's pieces as labels: walking and half the wait at either end."""
        net, gait = self.network, self.gait
        metres = net.length.astype(np.float64)
        label = (metres * gait.ticks_per_m + 0.5).astype(np.int64) << 32
        label += (metres * UNITS_PER_M + 0.5).astype(np.int64)
        label += gait.half_wait[net.ends[:, 0]] + gait.half_wait[net.ends[:, 1]]
        if not gait.climbs:
            label[(net.flags & STEPS) > 0] = -1
        return Ways(net.indptr, net.neighbour, label[net.piece])

    @cached_property
    def space(self) -> Space:
        """What a search writes on: made once."""
        return make_space(self.network.nodes)

    def start(self, point: LonLat) -> Start:
        """Find where a point (degrees, WGS-84) joins the streets.

        Raises:
            OutsideAreaError: no street within `MAX_SNAP_M` metres that can be walked to.
        """
        x, y = map(float, self.network.metres.to_metres([point])[0])
        joins, clearance = snapping.joins_of(self.network.ground, x, y)
        if not len(joins.piece):
            raise OutsideAreaError(
                f"{point.lon:.4f},{point.lat:.4f} is outside the area: no street that is known "
                f"lies within {MAX_SNAP_M:.0f} m; name another place"
            )
        return Start(point, x, y, joins, clearance)

    def seeds(self, joins: Joins) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Give the nodes around joins and the labels to them."""
        count = len(joins.piece)
        nodes, labels = np.empty(2 * count, np.int32), np.empty(2 * count, np.int64)
        filled = access_legs.seeds(self.network.ground, self.gait, joins, count, nodes, labels)
        return nodes[:filled], labels[:filled]

    def reach(self, point: LonLat, minutes: float) -> Reached:
        """Walk from a point for some minutes.

        Raises:
            OutsideAreaError: see `start`.
        """
        start, budget = self.start(point), ticks(minutes)
        return Reached(start, budget, *self._flood(*self.seeds(start.joins), budget))

    def reach_from(self, node: int, minutes: float) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Walk from a node of the network: the nodes within some minutes and their labels."""
        return self._flood(np.array([node], np.int32), np.zeros(1, np.int64), ticks(minutes))

    def _flood(
        self, nodes: NDArray[np.int32], labels: NDArray[np.int64], budget: int
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        space = self.space
        count = dijkstra.flood(self.ways, nodes, labels, budget, space)
        node = space.touched[:count].copy()
        label = space.label[node]
        wipe(space, count)
        inside = label >> 32 <= budget
        return node[inside], label[inside]

    def minutes_to(self, reached: Reached, points: ArrayLike) -> NDArray[np.float64]:
        """Give the minutes from a walk's origin to (points, 2) degrees; inf beyond its budget.

        This is the law that rings are true to: a point is inside exactly when its own walk, the
        joining leg included, fits.
        """
        ground, gait, start = self.network.ground, self.gait, reached.start
        space = self.space
        space.label[reached.node] = reached.label
        labels = []
        for x, y in self.network.metres.to_metres(points):
            found, clearance = snapping.joins_of(ground, x, y)
            label = access_legs.label_at(ground, gait, found, len(found.piece), start.joins, space)
            clear_m = clearance + start.clearance
            straight = access_legs.straight_label(ground, gait, start.x, start.y, x, y, clear_m)
            labels.append(min(label, straight))
        space.label[reached.node] = UNREACHABLE
        time = np.array(labels, np.int64) >> 32
        return np.where(time <= reached.budget, time / (60 * TICKS_PER_S), np.inf)

    def nearest(  # noqa: PLR0913, PLR0917 - two of them are what is known of the same sites
        self,
        start: Start,
        sites: Sites,
        entries: Entries,
        k: int,
        minutes: float,
        table: Table | None = None,
    ) -> Best:
        """Find the k nearest sites of every category within some minutes.

        With a `table` of at least k and that many minutes nothing is searched.

        Returns:
            (categories, k) site numbers, -1 where there is none, and their labels.
        """
        shape = (len(sites.categories), k)
        best = Best(np.empty(shape, np.int32), np.empty(shape, np.int64))
        budget, ground, gait = ticks(minutes), self.network.ground, self.gait
        here = Here(start.x, start.y, start.clearance, *start.joins)
        points = sites.xy, sites.owner, sites.eastward, entries.clearance
        wanted = Wanted(*points, *entries.spots, sites.category)
        if table is not None and table.serves(k, budget):
            flat = *ground, *gait, *here, *wanted
            k_nearest.read_nearest(budget, table.site, table.label, *best, *flat)
        else:
            streets = self.ways, entries.doors, self.space
            room = 2 * len(start.joins.piece)
            first = np.empty(room, np.int32), np.empty(room, np.int64)
            k_nearest.find_nearest(ground, gait, here, wanted, budget, *streets, first, best)
        return best
