"""Lines are made to meet: where they cross, and where one of them ends just short of another."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from geo.crs import LocalMetres
from geo.facility import LonLat as Degrees

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

    from tests.harvest.extract import Drawn, LonLat

METRES = LocalMetres(Degrees(121.516, 31.211))


class Spot(NamedTuple):
    """A spot on a line: the line's number, the piece, the share of the way along it, degrees."""

    number: int
    piece: int
    share: float
    at: LonLat
    gap_m: float = 0.0


def metres(path: Iterable[LonLat]) -> NDArray[np.float64]:
    """Give the vertices of a path in metres."""
    return METRES.to_metres(list(path))


def degrees(spot: NDArray[np.float64]) -> LonLat:
    """Give a spot in degrees, as a file has it."""
    lon, lat = METRES.to_lonlat(spot)[0].tolist()
    return round(lon, 6), round(lat, 6)


def gap_m(one: LonLat, other: LonLat) -> float:
    """Give the metres between two positions."""
    (east, north), (other_east, other_north) = _in_metres(one), _in_metres(other)
    return float(np.hypot(east - other_east, north - other_north))


@cache
def _in_metres(at: LonLat) -> tuple[float, float]:
    east, north = metres([at])[0].tolist()
    return east, north


def uses(ways: Iterable[Drawn]) -> Counter[LonLat]:
    """Count the lines at each vertex."""
    return Counter(at for way in ways for at in set(way.path))


def meeting(ways: list[Drawn]) -> list[Drawn]:
    """Give both of two lines that cross a vertex there; a bridge crosses without meeting."""
    while spots := _crossings(ways):
        ways = cut(ways, spots)
    return ways


def nearest(ways: list[Drawn], here: LonLat, among: Collection[int]) -> Spot:
    """Find the nearest spot to a position on the lines of some numbers."""
    point = metres([here])[0]
    found = []
    for number in among:
        for piece, (a, b) in enumerate(pairwise(metres(ways[number].path))):
            leap = b - a
            share = float(np.clip((point - a) @ leap / max(leap @ leap, 1e-9), 0, 1))
            foot = a + share * leap
            away = float(np.hypot(*(foot - point)))
            found.append(Spot(number, piece, share, degrees(foot), away))
    return min(found, key=lambda spot: spot.gap_m)


def cut(ways: list[Drawn], spots: Iterable[Spot]) -> list[Drawn]:
    """Give lines a vertex at each of some spots."""
    by_line: dict[int, set[Spot]] = defaultdict(set)
    for spot in spots:
        by_line[spot.number].add(spot)
    ways = list(ways)
    for number, found in by_line.items():
        path = list(ways[number].path)
        for spot in sorted(found, key=lambda one: (one.piece, one.share), reverse=True):
            if spot.at not in path[spot.piece : spot.piece + 2]:
                path.insert(spot.piece + 1, spot.at)
        ways[number] = replace(ways[number], path=tuple(path))
    return ways


def joined(ways: list[Drawn], heart: LonLat) -> list[Drawn]:
    """Keep what people can walk to from the vertex nearest to a position."""
    parent: dict[LonLat, LonLat] = {}

    def root(at: LonLat) -> LonLat:
        while parent.setdefault(at, at) != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for way in ways:
        for one, other in pairwise(way.path):
            parent[root(one)] = root(other)
    middle = min(list(parent), key=lambda at: gap_m(at, heart))
    return [way for way in ways if root(way.path[0]) == root(middle)]


def _crossings(ways: list[Drawn]) -> list[Spot]:
    rows = [
        (number, piece, one, other)
        for number, way in enumerate(ways)
        if not way.bridge
        for piece, (one, other) in enumerate(pairwise(way.path))
    ]
    lines = [shapely.LineString(metres(row[2:])) for row in rows]
    spots = []
    for pair in shapely.STRtree(lines).query(lines, predicate="crosses").T.tolist():
        at = lines[pair[0]].intersection(lines[pair[1]])
        here = degrees(np.array(at.coords[0]))
        for row in pair:
            number, piece, one, other = rows[row]
            if here not in {one, other}:
                share = lines[row].project(at, normalized=True)
                spots.append(Spot(number, piece, share, here))
    return spots
