"""The documented rules between any two points once more: access legs, barriers, bridges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
import numpy as np
import shapely

from geo.facility import Pace
from tests.support.raw.raw_town import SPEED, where

if TYPE_CHECKING:
    from datetime import datetime

    from numpy.typing import NDArray

    from tests.support.raw.raw_town import Graph, RawTown

CIRCUITY = 1.32
MOST_M = 400.0
ON_DECK_M = 8.0
TOUCH_M = 0.02
BACK_M = 0.1


class Leg(NamedTuple):
    """The straight metres to a spot on an edge, and how far along it is from its first end."""

    metres: float
    along: float


class Start(NamedTuple):
    """A point in metres, its legs, the seconds to the ends of their edges, the nearest street.

    The metres to that are endless below zero where nobody walks straight to another point.
    """

    at: NDArray[np.float64]
    legs: dict[int, Leg]
    ends: dict[Any, float]
    clear_m: float


class Edges:
    """The edges of a graph as arrays, in metres."""

    def __init__(self, graph: Graph, town: RawTown) -> None:
        """Lay them out; an end at which nobody passes is a little back from where it is drawn."""
        self.known = list(graph.edges(data=True))
        ends = [[town.xy[where(node)] for node in edge[:2]] for edge in self.known]
        self.start, self.end = np.moveaxis(np.array(ends, np.float64), 1, 0)
        self.deck = np.array([about["deck"] for _, _, about in self.known], np.bool_)
        self.wet = np.array([about["wet"] for _, _, about in self.known], np.bool_)
        self.metres = np.array([about["metres"] for _, _, about in self.known])
        self.cut = np.array([[isinstance(node, tuple) for node in edge[:2]] for edge in self.known])

    def nearest(self, at: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Give the metres to the nearest spot of each edge, and its share of the edge."""
        way = self.end - self.start
        square = np.maximum((way * way).sum(axis=1), 1e-12)
        share = np.clip(((at - self.start) * way).sum(axis=1) / square, 0, 1)
        return np.hypot(*(self.start + share[:, None] * way - at).T), share

    def spots(self, rows: NDArray[np.int64], share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the spots at a share of some edges, a little back from where nobody passes."""
        way = self.end[rows] - self.start[rows]
        back = np.minimum(BACK_M / np.maximum(np.hypot(*way.T), 1e-6), 0.5)
        low, high = (np.where(cut, back, 0) for cut in self.cut[rows].T)
        spots: NDArray[np.float64] = self.start[rows] + np.clip(share, low, 1 - high)[:, None] * way
        return spots

    def legs(
        self, rows: NDArray[np.int64], metres: NDArray[np.float64], share: NDArray[np.float64]
    ) -> dict[int, Leg]:
        """Give the legs to some edges."""
        along = share * self.metres
        return {row: Leg(float(metres[row]), float(along[row])) for row in rows.tolist()}


class RawWalks:
    """Walks from point to point at a pace and a moment."""

    def __init__(self, town: RawTown, pace: Pace, moment: datetime | None) -> None:
        """Keep what is no island."""
        self.speed = SPEED[pace]
        self.graph = town.on_land(town.graph(pace, moment))
        self.edges = Edges(self.graph, town)
        self.every = Edges(town.on_land(town.streets(Pace.STANDARD, moment)), town)
        self.barriers = shapely.STRtree(town.barriers_at(moment))
        self.xy, spots = town.xy, [node for node in town.steps_for_wheels if node in self.graph]
        places = [shapely.Point(town.xy[node]) for node in spots]
        met = self.barriers.query(np.array(places, np.object_), "dwithin", BACK_M)[0].tolist()
        self.spots = [spots[row] for row in sorted(set(met))]

    def start(self, at: NDArray[np.float64]) -> Start:
        """Find the legs of a point: to all edges around, or to what it is on."""
        metres, _ = self.every.nearest(at)
        ground = metres[~self.every.deck].min(initial=np.inf)
        deck = metres[self.every.deck].min(initial=np.inf)
        spots: dict[Any, float] = {}
        if deck <= ON_DECK_M and deck < ground:
            legs, clear_m = self._near_legs(at, self.edges.deck), -np.inf
        elif (spots := self._seconds_to_spots(at)) or self._legs(self.every, at):
            legs, clear_m = self._legs(self.edges, at), float(min(ground, deck))
        else:
            legs, clear_m = self._near_legs(at, self.edges.wet), -np.inf
        return Start(at, legs, self._ends(legs, spots), clear_m)

    def _seconds_to_spots(self, at: NDArray[np.float64]) -> dict[Any, float]:
        """Give the seconds to steps for wheels in a barrier, which are spots by themselves."""
        places = np.array([self.xy[node] for node in self.spots]).reshape(-1, 2)
        metres = np.hypot(*(places - at).T)
        met = (metres <= MOST_M) & ~self._cut_off(at, places)
        return {
            node: CIRCUITY * far / self.speed
            for node, far, is_met in zip(self.spots, metres.tolist(), met.tolist(), strict=True)
            if is_met
        }

    def _legs(self, edges: Edges, at: NDArray[np.float64]) -> dict[int, Leg]:
        """Give the leg to each street around on the ground that no barrier stops."""
        metres, share = edges.nearest(at)
        rows = np.flatnonzero((metres <= MOST_M) & ~edges.deck & ~edges.wet)
        rows = rows[~self._cut_off(at, edges.spots(rows, share[rows]))]
        return edges.legs(rows, metres, share)

    def _near_legs(self, at: NDArray[np.float64], kind: NDArray[np.bool_]) -> dict[int, Leg]:
        """Give the leg to each way of a kind that a point is on."""
        metres, share = self.edges.nearest(at)
        return self.edges.legs(np.flatnonzero((metres <= ON_DECK_M) & kind), metres, share)

    def seconds_from(self, start: Start) -> dict[Any, float]:
        """Give the seconds to all nodes."""
        self.graph.add_weighted_edges_from(
            [(self, node, seconds) for node, seconds in start.ends.items()], "seconds"
        )
        self.graph.add_node(self)
        reached = nx.single_source_dijkstra_path_length(self.graph, self, weight="seconds")
        self.graph.remove_node(self)
        return dict(reached)

    def seconds_between(self, one: Start, reached: dict[Any, float], other: Start) -> float:
        """Give the seconds between two points, infinite where nobody gets."""
        told = [reached.get(node, np.inf) + seconds for node, seconds in other.ends.items()]
        for row in one.legs.keys() & other.legs.keys():
            first, last = one.legs[row], other.legs[row]
            metres = CIRCUITY * (first.metres + last.metres) + abs(first.along - last.along)
            told.append(metres / self.speed)
        straight = float(np.hypot(*(one.at - other.at)))
        is_clear = straight <= min(one.clear_m + other.clear_m, MOST_M)
        if is_clear and not self._cut_off(one.at, other.at[None])[0]:
            told.append(straight * CIRCUITY / self.speed)
        return float(min(told, default=np.inf))

    def _ends(self, legs: dict[int, Leg], spots: dict[Any, float]) -> dict[Any, float]:
        """Give the seconds to the ends of the edges of some legs, by whichever is quickest."""
        ends = dict(spots)
        for row, leg in legs.items():
            first, last, about = self.edges.known[row]
            for node, along in ((first, leg.along), (last, about["metres"] - leg.along)):
                seconds = (CIRCUITY * leg.metres + along) / self.speed + about["waits"][node]
                ends[node] = min(seconds, ends.get(node, np.inf))
        return ends

    def _cut_off(self, at: NDArray[np.float64], spots: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say which spots a barrier lies before; a leg may end at one."""
        way = spots - at
        far = np.hypot(*way.T)
        ends = at + way * (1 - TOUCH_M / np.maximum(far, TOUCH_M))[:, None]
        legs = shapely.linestrings(np.stack((np.broadcast_to(at, ends.shape), ends), axis=1))
        stopped = np.zeros(len(spots), np.bool_)
        stopped[np.unique(self.barriers.query(legs, "intersects")[0])] = True
        return stopped
