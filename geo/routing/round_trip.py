"""A round trip on the streets: the order of stops that walks least, and the way between them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.facility import Geometry, LonLat, Shape
from geo.routing.directions import shortest_path
from geo.routing.sites import Entries, Sites
from geo.walking_model import metres_of, minutes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.routing.walker import Walker

MOST_STOPS = 12
"""The order is exact, and its work doubles with every stop."""

_LONGEST_MIN = 120.0


@dataclass(frozen=True, slots=True)
class Leg:
    """The walk to the next stop: its minutes and metres, and its vertices, degrees, WGS-84."""

    minutes: float
    metres: float
    path: tuple[LonLat, ...]


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """The stops in the order of the walk, by their place in what was asked for, and the legs.

    There is one leg more than stops: the last leads back. A stop that no walk of two hours leads
    to is left out.
    """

    order: tuple[int, ...]
    legs: tuple[Leg, ...]


def round_trip(walker: Walker, start: LonLat, stops: Sequence[LonLat]) -> RoundTrip:
    """Find the round trip from a point (degrees, WGS-84) by every stop that walks least.

    Raises:
        OutsideAreaError: the start is too far from any street.
        ValueError: there are more than `MOST_STOPS` stops.
    """
    if len(stops) > MOST_STOPS:
        raise ValueError(f"{len(stops)} stops: {MOST_STOPS} at most")
    points = [start, *stops]
    labels = _labels(walker, points)
    reached = [n for n in range(1, len(points)) if labels[0, n] >= 0]
    known = labels[np.ix_([0, *reached], [0, *reached])]
    order = [reached[n - 1] for n in shortest_order(known)] if reached else []
    legs = [
        _leg(walker, points[one], points[other], int(labels[one, other]))
        for one, other in pairwise([0, *order, 0])
        if reached
    ]
    return RoundTrip(tuple(n - 1 for n in order), tuple(legs))


def shortest_order(costs: NDArray[np.int64]) -> tuple[int, ...]:
    """Give the order of 1 to n that costs least from 0 and back to it: Held and Karp (1962).

    `costs` are (n + 1, n + 1) int64, labels or any other whole costs: from the row to the column.
    """
    count = len(costs) - 1
    best = {(1 << n, n): (int(costs[0, n + 1]), -1) for n in range(count)}
    for visited in range(1, 1 << count):
        if visited & (visited - 1) == 0:
            continue
        for last in (n for n in range(count) if visited >> n & 1):
            before = visited & ~(1 << last)
            best[visited, last] = min(
                (best[before, n][0] + int(costs[n + 1, last + 1]), n)
                for n in range(count)
                if before >> n & 1
            )
    whole = (1 << count) - 1
    last = min(range(count), key=lambda n: best[whole, n][0] + int(costs[n + 1, 0]))
    order, visited = [], whole
    while last >= 0:
        order.append(last + 1)
        visited, last = visited & ~(1 << last), best[visited, last][1]
    return tuple(reversed(order))


def _labels(walker: Walker, points: Sequence[LonLat]) -> NDArray[np.int64]:
    """Give the label of the walk between every two points, -1 where there is none."""
    shapes = [(str(n), "stop", Geometry(Shape.POINT, (point,))) for n, point in enumerate(points)]
    sites = Sites.of(walker.network, shapes)
    entries = Entries.of(walker, sites)
    labels = np.full((len(points), len(points)), -1, np.int64)
    labels[0] = _from(walker, points[0], sites, entries)
    for n, point in enumerate(points[1:], start=1):
        if labels[0, n] >= 0:
            labels[n] = _from(walker, point, sites, entries)
    return labels


def _from(walker: Walker, point: LonLat, sites: Sites, entries: Entries) -> NDArray[np.int64]:
    count = len(sites.keys)
    found = walker.nearest(walker.start(point), sites, entries, count, _LONGEST_MIN)
    labels = np.full(count, -1, np.int64)
    reached = found.site[0] >= 0
    labels[found.site[0][reached]] = found.label[0][reached]
    return labels


def _leg(walker: Walker, one: LonLat, other: LonLat, label: int) -> Leg:
    """Draw a leg along the streets; straight where it passes no node."""
    sites = Sites.of(walker.network, [("", "", Geometry(Shape.POINT, (other,)))])
    entries = Entries.of(walker, sites)
    vertices, length_m = shortest_path(walker, walker.start(one), sites, entries, 0)
    metres = metres_of(label)
    path = [one, other]
    if len(vertices) and length_m <= metres + 1:
        path = [LonLat(*pair) for pair in walker.network.metres.to_lonlat(vertices).tolist()]
    return Leg(minutes_of(label), metres, tuple(path))
