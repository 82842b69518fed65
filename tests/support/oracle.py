"""The walking model once more, for tests: NetworkX and all edges at once, slow and plain."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
import numpy as np

from geo.facility import Pace
from geo.network.snapping import AT_ENDS, GRADE_SEPARATED, LINK, ON_DECK_M, STEPS
from geo.walking_model import CIRCUITY, MAX_SNAP_M, SPEED_M_S, WAIT_S
from tests.support.networks import graph

if TYPE_CHECKING:
    from geo.network.walk_network import WalkNetwork

    Array = np.ndarray[Any, np.dtype[Any]]

SITE = -1
"""The node of the graph that a walk begins at."""


class On(NamedTuple):
    """A point on the streets: by candidate the edge, metres along it and of the leg; clearance.

    That is endless below zero where nobody walks straight to another point.
    """

    edge: Array
    along: Array
    leg: Array
    clearance: float
    inside: bool


class Oracle:
    """Walks from points to points, snapped to every edge around each."""

    def __init__(self, network: WalkNetwork, pace: Pace) -> None:
        """Build the graph."""
        self.network, self.speed = network, SPEED_M_S[pace]
        self.graph = graph(network, pace)
        self.waits = network.half_waits * WAIT_S / 4
        self.walkable = (network.flags & STEPS == 0) | (pace is not Pace.SLOW)
        xy = network.xy.astype(np.float64)
        self.start, self.end = xy[network.ends[:, 0]], xy[network.ends[:, 1]]
        self.length = np.hypot(*(self.end - self.start).T)
        self.barriers = network.barriers.astype(np.float64)

    def snap(self, spot: Array) -> On:
        """Project a point on every edge that may be near."""
        low, high = np.minimum(self.start, self.end), np.maximum(self.start, self.end)
        near = np.flatnonzero(((low <= spot + 900) & (high >= spot - 900)).all(axis=1))
        way = self.end[near] - self.start[near]
        square = np.maximum((way**2).sum(axis=1), 1e-12)
        share = np.clip(((spot - self.start[near]) * way).sum(axis=1) / square, 0, 1)
        foot = self.start[near] + share[:, None] * way
        leg = np.hypot(*(foot - spot).T)
        deck = (self.network.flags[near] & GRADE_SEPARATED) > 0
        ground_m, deck_m = leg[~deck].min(initial=np.inf), leg[deck].min(initial=np.inf)
        if deck_m <= ON_DECK_M and deck_m + 0.001 < ground_m:
            free = deck & (self.network.flags[near] & LINK == 0) & (leg <= ON_DECK_M)
            kept = free & self.walkable[near]
            along = (share * self.length[near])[kept]
            return On(near[kept], along, leg[kept], -np.inf, bool(free.any()))
        free = (leg <= MAX_SNAP_M) & (self.network.flags[near] & AT_ENDS == 0)
        free[free] &= ~self.blocked(spot, foot[free])
        kept = free & self.walkable[near]
        along = (share * self.length[near])[kept]
        clearance = float(leg.min()) if free.any() else -np.inf
        return On(near[kept], along, leg[kept], clearance, bool(free.any()))

    def blocked(self, spot: Array, ends: Array) -> Array:
        """Tell which of the straight lines from a spot cross a barrier."""
        one, other = self.barriers[:, :2], self.barriers[:, 2:]
        box = (np.minimum(one, other) <= spot + MAX_SNAP_M) & (
            np.maximum(one, other) >= spot - MAX_SNAP_M
        )
        near = box.all(axis=1)
        one, other = one[near], other[near]
        to = ends[:, None, :]
        sides, slack = (_side(one, other, spot), _side(one, other, to)), 0.01 * _length(one, other)
        apart = np.sign(sides[0]) * np.sign(sides[1]) < 0
        apart &= np.minimum(np.abs(sides[0]), np.abs(sides[1])) > slack
        through = _side(spot, to, one) * _side(spot, to, other) < 0
        return np.asarray((apart & through).any(axis=1))

    def minutes(self, spots: Array, sites: Array, longest: float) -> Array:
        """Give (spots, sites) minutes between points in metres; infinite past `longest`."""
        on, there = [self.snap(spot) for spot in spots], [self.snap(site) for site in sites]
        minutes = np.full((len(spots), len(sites)), np.inf)
        for number, site in enumerate(there):
            seconds = self._flood(site, longest * 60)
            for row, spot in enumerate(on):
                if spot.inside:
                    best = min(self._by_street(spot, seconds), self._on_one_piece(spot, site))
                    straight = float(np.hypot(*(spots[row] - sites[number])))
                    clear = straight <= min(spot.clearance + site.clearance, MAX_SNAP_M)
                    if clear and not self.blocked(spots[row], sites[number][None, :])[0]:
                        best = min(best, straight * CIRCUITY / self.speed)
                    minutes[row, number] = best / 60
        return np.where(minutes <= longest, minutes, np.inf)

    def _flood(self, site: On, cutoff: float) -> Array:
        """Give the seconds from a site to every node."""
        self.graph.add_node(SITE)
        for edge, along, leg in zip(site.edge, site.along, site.leg, strict=True):
            for node, metres in zip(
                self.network.ends[edge].tolist(), (along, self.length[edge] - along), strict=True
            ):
                seconds = (leg * CIRCUITY + metres) / self.speed + self.waits[node]
                known = self.graph.get_edge_data(SITE, node, {"seconds": math.inf})["seconds"]
                self.graph.add_edge(SITE, node, seconds=min(known, seconds))
        return seconds_from(self.graph, SITE, cutoff, self.network.nodes)

    def _by_street(self, spot: On, seconds: Array) -> float:
        """Get on at the node that makes the whole walk quickest."""
        u, v = self.network.ends[spot.edge].T
        back = self.length[spot.edge] - spot.along
        first = seconds[u] + self.waits[u] + spot.along / self.speed
        second = seconds[v] + self.waits[v] + back / self.speed
        whole = np.minimum(first, second) + spot.leg * CIRCUITY / self.speed
        return float(whole.min(initial=np.inf))

    def _on_one_piece(self, spot: On, site: On) -> float:
        """Walk along an edge that both snap to."""
        _, here, there = np.intersect1d(spot.edge, site.edge, return_indices=True)
        legs = (spot.leg[here] + site.leg[there]) * CIRCUITY
        metres = legs + np.abs(spot.along[here] - site.along[there])
        return float(metres.min(initial=np.inf)) / self.speed


def seconds_from(streets: Any, begin: int, cutoff: float, nodes: int) -> Array:  # noqa: ANN401 - any graph
    """Give the seconds to every node, (nodes,), from one that is taken out of the graph then."""
    found = nx.single_source_dijkstra_path_length(streets, begin, cutoff=cutoff, weight="seconds")
    streets.remove_node(begin)
    del found[begin]
    seconds = np.full(nodes, np.inf)
    seconds[list(found)] = list(found.values())
    return seconds


def _side(start: Array, end: Array, spot: Array) -> Array:
    """Tell on which side of a line a spot lies, by the sign."""
    way, to = end - start, spot - start
    return np.asarray(way[..., 0] * to[..., 1] - way[..., 1] * to[..., 0])


def _length(one: Array, other: Array) -> Array:
    """The metres between points."""
    return np.asarray(np.hypot(*(other - one).T))
