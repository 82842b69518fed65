"""The documented rules between any two points once more: access legs, barriers, bridges."""

from __future__ import annotations

from itertools import product
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
    """A point in metres, its legs, the seconds to the ends of their edges, the nearest street."""

    at: NDArray[np.float64]
    legs: dict[int, list[Leg]]
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


class RawWalks:
    """Walks from point to point at a pace and a moment."""

    def __init__(self, town: RawTown, pace: Pace, moment: datetime | None) -> None:
        """Keep what is no island."""
        self.speed = SPEED[pace]
        self.graph = town.on_land(town.graph(pace, moment))
        self.edges = Edges(self.graph, town)
        self.every = Edges(town.on_land(town.streets(Pace.STANDARD, moment)), town)
        self.barriers = shapely.STRtree(town.barriers)
        self.spots = self._spots(town)

    def start(self, at: NDArray[np.float64]) -> Start:
        """Find the legs of a point: to all edges around, or to the bridge that it is on."""
        metres, _ = self.every.nearest(at)
        ground = metres[~self.every.deck].min(initial=np.inf)
        deck = metres[self.every.deck].min(initial=np.inf)
        on_deck = deck <= ON_DECK_M and deck < ground
        metres, share = self.edges.nearest(at)
        near = metres <= (ON_DECK_M if on_deck else MOST_M)
        rows = np.flatnonzero(near & (self.edges.deck == on_deck))
        if not on_deck:
            rows = rows[~self._cut_off(at, self.edges.spots(rows, share[rows]))]
        legs = {
            row: [Leg(float(metres[row]), float(share[row]) * self._metres(row))]
            for row in rows.tolist()
        }
        ends: dict[Any, float] = {}
        if not on_deck:
            self._add_spots(at, legs, ends)
        self._add_ends(legs, ends)
        return Start(at, legs, ends, 0.0 if on_deck else float(min(ground, deck)))

    def _spots(self, town: RawTown) -> dict[Any, list[int]]:
        """Give the nodes that are spots by themselves, and the edges that are left there.

        These are what opens at times or is a step for wheels, and the edge of a group of signals.
        """
        spots: dict[Any, list[int]] = {}
        for row, (one, other, about) in enumerate(self.edges.known):
            for node, beyond in ((one, other), (other, one)):
                if not about["deck"] and town.is_spot(node, beyond):
                    spots.setdefault(node, []).append(row)
        self.at_spots = np.array([town.xy[where(node)] for node in spots]).reshape(-1, 2)
        return spots

    def _add_spots(
        self, at: NDArray[np.float64], legs: dict[int, list[Leg]], ends: dict[Any, float]
    ) -> None:
        metres = np.hypot(*(self.at_spots - at).T)
        near = np.flatnonzero(metres <= MOST_M)
        near = near[~self._cut_off(at, self.at_spots[near])]
        nodes = list(self.spots)
        for row in near.tolist():
            ends[nodes[row]] = CIRCUITY * float(metres[row]) / self.speed
            for edge in self.spots[nodes[row]]:
                first = self.edges.known[edge][0] == nodes[row]
                along = 0.0 if first else self._metres(edge)
                legs.setdefault(edge, []).append(Leg(float(metres[row]), along))

    def _metres(self, edge: int) -> float:
        return float(self.edges.known[edge][2]["metres"])

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
        """Give the seconds between two points, infinite where nobody gets.

        Who is cut off on every side is told so, and is told of no other point in the same place.
        """
        if not one.legs:
            return np.inf
        told = [reached.get(node, np.inf) + seconds for node, seconds in other.ends.items()]
        for row in one.legs.keys() & other.legs.keys():
            for first, last in product(one.legs[row], other.legs[row]):
                metres = CIRCUITY * (first.metres + last.metres) + abs(first.along - last.along)
                told.append(metres / self.speed)
        straight = float(np.hypot(*(one.at - other.at)))
        is_clear = straight <= min(one.clear_m + other.clear_m, MOST_M)
        if is_clear and not self._cut_off(one.at, other.at[None])[0]:
            told.append(straight * CIRCUITY / self.speed)
        return float(min(told, default=np.inf))

    def _add_ends(self, legs: dict[int, list[Leg]], ends: dict[Any, float]) -> None:
        """Add the seconds to the ends of the edges of some legs, by whichever is quickest."""
        for row, of_edge in legs.items():
            first, last, about = self.edges.known[row]
            for leg in of_edge:
                for node, along in ((first, leg.along), (last, about["metres"] - leg.along)):
                    seconds = (CIRCUITY * leg.metres + along) / self.speed + about["waits"][node]
                    ends[node] = min(seconds, ends.get(node, np.inf))

    def _cut_off(self, at: NDArray[np.float64], spots: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say which spots a barrier lies before; a leg may end at one."""
        way = spots - at
        far = np.hypot(*way.T)
        ends = at + way * (1 - TOUCH_M / np.maximum(far, TOUCH_M))[:, None]
        legs = shapely.linestrings(np.stack((np.broadcast_to(at, ends.shape), ends), axis=1))
        stopped = np.zeros(len(spots), np.bool_)
        stopped[np.unique(self.barriers.query(legs, "intersects")[0])] = True
        return stopped
