"""Directions: the shortest path to a site, street by street."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.bucket_queue import reset
from geo.facility import Shape
from geo.walking_model import UNREACHABLE, metres_of, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.dataset.gazetteer import Gazetteer
    from geo.facility import BilingualText
    from geo.network.walk_network import SnappedOrigin, WalkNetwork
    from geo.routing.dijkstra import Arcs
    from geo.routing.sites import Entries, Sites
    from geo.routing.weighted_network import WeightedNetwork

_ON_STREET_M = 40.0
"""The middle of a stretch lies no further from the street that it is named after, whichever of
the carriageways of a wide street that is drawn along."""

_LONGEST_MIN = 120.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a path along one street: its metres, and the straight metres east and north.

    `street` is None where no named street is near.
    """

    street: BilingualText | None
    metres: float
    east: float
    north: float


def shortest_path(
    walker: WeightedNetwork, origin: SnappedOrigin, sites: Sites, entries: Entries, site: int
) -> tuple[NDArray[np.float64], float]:
    """Give the quickest path to a site that passes a node.

    Returns:
        Its vertices, (vertices, 2) metres, origin and site too, and its length in metres: no
        vertex and infinity where no node leads to the site. Where people get there without
        passing any node, this path is a detour.
    """
    rows = slice(entries.site_start[site], entries.site_start[site + 1])
    last, to_site = entries.node[rows], entries.label[rows]
    nodes, labels = walker.seeds(origin.candidates)
    touched = walker.search(nodes, labels, ticks(_LONGEST_MIN))
    totals = walker.buffers.label[last] + to_site
    total = int(totals.min(initial=UNREACHABLE))
    path: list[int] = []
    if total < UNREACHABLE:
        seeds: dict[int, int] = {}
        for node, label in zip(nodes.tolist(), labels.tolist(), strict=True):
            seeds[node] = min(seeds.get(node, label), label)
        node = int(last[int(np.argmin(totals))])
        path = list(_backtrack(walker.backwards.arcs, walker.buffers.label, node, seeds))
    reset(walker.buffers, touched)
    if not path:
        return np.empty((0, 2)), np.inf
    return _vertices(walker.network.xy[path[::-1]], origin, sites, site), metres_of(total)


def _vertices(
    nodes: NDArray[np.float32], origin: SnappedOrigin, sites: Sites, site: int
) -> NDArray[np.float64]:
    """Put the origin before the nodes of a path, and the nearest point of the site behind them."""
    middle = nodes.astype(np.float64)
    own = sites.xy[sites.owner == site]
    end = own[int(np.argmin(np.hypot(*(own - middle[-1]).T)))]
    return np.vstack([[(origin.x, origin.y)], middle, [end]])


def _backtrack(
    arcs: Arcs, label: NDArray[np.int64], node: int, seeds: dict[int, int]
) -> Iterator[int]:
    """Go back from a node to the seed that the search reached it from.

    The search keeps no predecessors: costs are exact, so the predecessor of a node is the neighbour
    whose label and the cost of the arc from it, which `arcs` hold backwards, add up to the node's.
    """
    yield node
    while seeds.get(node) != label[node]:
        row = slice(arcs.indptr[node], arcs.indptr[node + 1])
        before = label[arcs.neighbour[row]] + arcs.cost[row]
        fits = (before == label[node]) & (arcs.cost[row] >= 0)
        node = int(arcs.neighbour[row][int(np.argmax(fits))])
        yield node


def stretches(
    network: WalkNetwork, places: Gazetteer, vertices: NDArray[np.float64]
) -> tuple[Stretch, ...]:
    """Name the streets of a path, (vertices, 2) metres, merging what follows the same one."""
    lines = [
        (place.name, network.metres.to_metres(place.geometry.vertices))
        for place in places.of_kind("street")
        if place.geometry is not None and place.geometry.shape is Shape.LINE
    ]
    parts: list[Stretch] = []
    for one, other in pairwise(vertices):
        east, north = (other - one).tolist()
        metres = float(np.hypot(east, north))
        street = _street_at((one + other) / 2, lines)
        if parts and parts[-1].street == street:
            last = parts.pop()
            metres, east, north = last.metres + metres, last.east + east, last.north + north
        parts.append(Stretch(street, metres, east, north))
    return tuple(parts)


def _street_at(
    spot: NDArray[np.float64], lines: list[tuple[BilingualText, NDArray[np.float64]]]
) -> BilingualText | None:
    """Give the name of the street that a spot is on, if any."""
    near = [(_gap(spot, line), name) for name, line in lines]
    gap, name = min(near, default=(np.inf, None), key=lambda pair: pair[0])
    return name if gap <= _ON_STREET_M else None


def _gap(spot: NDArray[np.float64], line: NDArray[np.float64]) -> float:
    """Give the metres from a spot to a line."""
    start, leap = line[:-1], np.diff(line, axis=0)
    square = np.maximum((leap**2).sum(axis=1), 1e-9)
    share = np.clip(((spot - start) * leap).sum(axis=1) / square, 0, 1)[:, None]
    return float(np.hypot(*(start + share * leap - spot).T).min())
