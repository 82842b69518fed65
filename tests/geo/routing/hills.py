"""The walking model on hills once more, for tests: NetworkX and directed edges."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from geo.crs import LocalMetres
from geo.network.snapping import GRADE_SEPARATED, STAIRS
from geo.walking_model import CIRCUITY
from tests.support.oracle import Oracle, seconds_from

if TYPE_CHECKING:
    from geo.facility import LonLat, Pace
    from geo.network.walk_network import WalkNetwork
    from tests.support.oracle import On

    Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Hills:
    """Hills of some hundred metres across, in metres around a centre; steep ones rise by 30 %."""

    centre: LonLat
    high_m: float = 30.0

    def height(self, x: Array, y: Array) -> Array:
        """Give the height at metres east and north."""
        waves = np.sin(x / 90) * np.cos(y / 110) + 0.5 * np.sin((x + 2 * y) / 60)
        return np.asarray(self.high_m * waves)

    def at(self, lonlat: Array) -> Array:
        """Give the heights at degrees, as a file of heights does."""
        return self.height(*LocalMetres(self.centre).to_metres(lonlat).T)


def tobler(rise: float, length: float) -> float:
    """Tobler's speed on the level by that on a slope, which is 35 % at most."""
    slope = max(-0.35, min(0.35, rise / length))
    return 6 * math.exp(-3.5 * 0.05) / (6 * math.exp(-3.5 * abs(slope + 0.05)))


def fruin(rise: float, length: float) -> float:
    """Flights of 1 : 2, up at 113 feet a minute or down at 152, and landings at 265."""
    flight = min(2 * abs(rise), length)
    return (flight * 265 / (113 if rise > 0 else 152) + length - flight) / length


class HillyOracle(Oracle):
    """The walking model once more, directed: pieces of 20 m at most, one by one."""

    def __init__(self, network: WalkNetwork, pace: Pace, high_m: float = 30.0) -> None:
        """Work out how much longer each edge takes, both ways."""
        super().__init__(network, pace)
        self.hills = Hills(network.centre, high_m)
        self.corners: dict[tuple[int, int], float] = {}
        height = self._node_heights()
        self.factor = np.ones((len(network.ends), 2))
        for edge, (u, v) in enumerate(network.ends.tolist()):
            if self.length[edge] > 0.01 and network.flags[edge] & STAIRS:
                climb = height[v] - height[u]
                self.factor[edge] = [fruin(up, self.length[edge]) for up in (-climb, climb)]
            elif self.length[edge] > 0.01:
                profile = self._profile(edge, height[u], height[v])
                piece_m = self.length[edge] / (len(profile) - 1)
                forth = [tobler(after - before, piece_m) for before, after in pairwise(profile)]
                back = [tobler(before - after, piece_m) for before, after in pairwise(profile)]
                self.factor[edge] = np.mean(back), np.mean(forth)
        self.ways: nx.DiGraph[int] = nx.DiGraph()
        self.ways.add_nodes_from(range(network.nodes))
        for edge in np.flatnonzero(self.walkable).tolist():
            u, v = network.ends[edge].tolist()
            level = self.length[edge] / self.speed
            waits = self.waits[u] + self.waits[v]
            self.ways.add_edge(v, u, seconds=level * self.factor[edge, 0] + waits)
            self.ways.add_edge(u, v, seconds=level * self.factor[edge, 1] + waits)

    def _profile(self, edge: int, first: float, last: float) -> Array:
        if self.network.flags[edge] & GRADE_SEPARATED:
            return np.array([first, last])
        shares = np.linspace(0, 1, max(math.ceil(self.length[edge] / 20), 1) + 1)[:, None]
        spots = self.start[edge] + shares * (self.end[edge] - self.start[edge])
        profile = self.hills.height(*spots.T)
        profile[0], profile[-1] = first, last
        return profile

    def _node_heights(self) -> Array:
        """Of the ground, and evenly from end to end along bridges: by many small corrections."""
        network = self.network
        height = self.hills.height(*network.xy.T.astype(np.float64))
        over = (network.flags & GRADE_SEPARATED) > 0
        off, on = np.zeros((2, network.nodes), bool)
        off[network.ends[over]] = True
        on[network.ends[~over & (self.length > 0.01)]] = True
        middle = np.flatnonzero(off & ~on).tolist()
        beside: dict[int, list[tuple[int, float]]] = {node: [] for node in middle}
        for (u, v), length in zip(network.ends.tolist(), self.length.tolist(), strict=True):
            for one, other in ((u, v), (v, u)):
                if one in beside:
                    beside[one].append((other, 1 / max(length, 0.01)))
        for _ in range(20_000 if middle else 0):
            worst = 0.0
            for node in middle:
                weights = sum(weight for _, weight in beside[node])
                fresh = sum(height[other] * weight for other, weight in beside[node]) / weights
                worst, height[node] = max(worst, abs(fresh - height[node])), fresh
            if worst < 1e-9:
                break
        return np.asarray(height)

    def leg(self, start: Array, end: Array) -> float:
        """Give the seconds of walking straight from one spot to another, off the streets."""
        metres = float(np.hypot(*(end - start))) * CIRCUITY
        if not metres:
            return 0.0
        low, high = (self._ground(*spot) for spot in (start, end))
        return metres * tobler(high - low, metres) / self.speed

    def _ground(self, x: float, y: float) -> float:
        """Interpolate between the corners of a square of 100 m, which lie on the hills."""
        column, row = math.floor(x / 100), math.floor(y / 100)
        share, up = x / 100 - column, y / 100 - row
        low, high = (
            (1 - share) * self._corner(column, line) + share * self._corner(column + 1, line)
            for line in (row, row + 1)
        )
        return (1 - up) * low + up * high

    def _corner(self, column: int, row: int) -> float:
        if (column, row) not in self.corners:
            height = self.hills.height(np.array([column * 100.0]), np.array([row * 100.0]))
            self.corners[column, row] = float(height[0])
        return self.corners[column, row]

    def spot(self, edge: int, along: float) -> Array:
        """Give where some metres along an edge are."""
        share = along / max(float(self.length[edge]), 1e-9)
        return np.asarray(self.start[edge] + share * (self.end[edge] - self.start[edge]))

    def there(self, spot: Array, goals: Array, longest: float) -> Array:
        """Give the minutes from a spot to goals, metres; infinite past `longest`."""
        origin = self.snap(spot)
        seconds = self._forth(spot, origin, longest * 60)
        return np.array([self._arrival(spot, origin, goal, seconds) for goal in goals]) / 60

    def _forth(self, here: Array, origin: On, cutoff: float) -> Array:
        begin = -1
        self.ways.add_node(begin)
        for edge, along in zip(origin.edge, origin.along, strict=True):
            leg = self.leg(here, self.spot(edge, along))
            for side, metres in ((0, along), (1, self.length[edge] - along)):
                node = int(self.network.ends[edge, side])
                seconds = leg + metres * self.factor[edge, side] / self.speed + self.waits[node]
                known = self.ways.get_edge_data(begin, node, {"seconds": math.inf})["seconds"]
                self.ways.add_edge(begin, node, seconds=min(known, seconds))
        return seconds_from(self.ways, begin, cutoff, self.network.nodes)

    def _arrival(self, spot: Array, origin: On, goal: Array, seconds: Array) -> float:
        on = self.snap(goal)
        best = math.inf
        for edge, along in zip(on.edge, on.along, strict=True):
            u, v = self.network.ends[edge].tolist()
            last = self.leg(self.spot(edge, along), goal)
            by_u = along * self.factor[edge, 1] / self.speed + self.waits[u]
            by_v = (self.length[edge] - along) * self.factor[edge, 0] / self.speed + self.waits[v]
            best = min(best, seconds[u] + by_u + last, seconds[v] + by_v + last)
            for row in np.flatnonzero(origin.edge == edge):
                over = along - origin.along[row]
                first = self.leg(spot, self.spot(edge, origin.along[row]))
                level = abs(over) * self.factor[edge, int(over > 0)]
                best = min(best, first + level / self.speed + last)
        straight = float(np.hypot(*(goal - spot)))
        clear = straight <= min(origin.clearance + on.clearance, 400)
        if clear and not self.blocked(spot, goal[None, :])[0]:
            best = min(best, self.leg(spot, goal))
        return best
