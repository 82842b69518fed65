"""The way to a facility, street by street."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.bucket_queue import wipe
from geo.facility import Shape
from geo.routing import dijkstra
from geo.walking_model import metres_of, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.dataset.gazetteer import Gazetteer
    from geo.facility import BilingualText
    from geo.routing.sites import Entries, Sites
    from geo.routing.walker import Start, Walker

_ON_STREET_M = 15.0
"""The middle of a stretch lies no further from the street that it is named after."""

_LONGEST_MIN = 120.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a way along one street: how far, and the straight leap in metres east and north.

    `street` is None where no named street lies.
    """

    street: BilingualText | None
    metres: float
    east: float
    north: float


def way_to(
    walker: Walker, start: Start, sites: Sites, entries: Entries, site: int
) -> tuple[NDArray[np.float64], float]:
    """Give the quickest way to a site by the crossings between them.

    Returns:
        Its corners, (corners, 2) metres, origin and site too, and how many metres it is. Where
        people get there without passing any crossing, that is a detour.
    """
    doors = slice(entries.site_start[site], entries.site_start[site + 1])
    nodes, labels = walker.seeds(start.joins)
    space = walker.space
    count = dijkstra.flood(walker.ways, nodes, labels, ticks(_LONGEST_MIN), space)
    totals = space.label[entries.node[doors]] + entries.label[doors]
    began: dict[int, int] = {}
    for node, label in zip(nodes.tolist(), labels.tolist(), strict=True):
        began[node] = min(began.get(node, label), label)
    door = int(np.argmin(totals))
    node = int(entries.node[doors][door])
    corners = list(_back(walker, space.label, node, began))
    wipe(space, count)
    own = sites.xy[sites.owner == site]
    last = walker.network.xy[corners[0]].astype(np.float64)
    end = own[int(np.argmin(np.hypot(*(own - last).T)))]
    middle = walker.network.xy[corners[::-1]].astype(np.float64)
    return np.vstack([[(start.x, start.y)], middle, [end]]), metres_of(int(totals[door]))


def _back(
    walker: Walker, label: NDArray[np.int64], node: int, began: dict[int, int]
) -> Iterator[int]:
    """Go back from a node to where the walk began.

    Nothing was remembered while walking: since times are exact, the way back is found by taking,
    at each node, the neighbour whose time and the step from it add up.
    """
    ways = walker.ways
    yield node
    while began.get(node) != label[node]:
        row = slice(ways.indptr[node], ways.indptr[node + 1])
        before = label[ways.neighbour[row]] + ways.step[row]
        fits = (before == label[node]) & (ways.step[row] >= 0)
        node = int(ways.neighbour[row][int(np.argmax(fits))])
        yield node


def stretches(
    walker: Walker, places: Gazetteer, corners: NDArray[np.float64]
) -> tuple[Stretch, ...]:
    """Name the streets of a way and join what is one after the other along the same one."""
    lines = [
        (place.name, walker.network.metres.to_metres(place.geometry.vertices))
        for place in places.of_kind("street")
        if place.geometry is not None and place.geometry.shape is Shape.LINE
    ]
    parts: list[Stretch] = []
    for one, other in pairwise(corners):
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
    """Give the name of the street that a spot is on."""
    near = [(_gap(spot, line), name) for name, line in lines]
    gap, name = min(near, default=(np.inf, None), key=lambda pair: pair[0])
    return name if gap <= _ON_STREET_M else None


def _gap(spot: NDArray[np.float64], line: NDArray[np.float64]) -> float:
    """Give the metres from a spot to a line."""
    start, leap = line[:-1], np.diff(line, axis=0)
    square = np.maximum((leap**2).sum(axis=1), 1e-9)
    share = np.clip(((spot - start) * leap).sum(axis=1) / square, 0, 1)[:, None]
    return float(np.hypot(*(start + share * leap - spot).T).min())
