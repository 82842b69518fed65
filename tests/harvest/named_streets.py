"""Streets and junctions by name, as places, from the drawn network."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import shapely

from tests.harvest import files, planar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from tests.harvest.east import Junction
    from tests.harvest.extract import Drawn, LonLat
    from tests.harvest.files import Feature, Properties

SIMPLE_M = 4.0
"""Bends smaller than this are left out of the line that stands for a street's name."""

ACROSS_M = 80.0
"""A wide street that is crossed keeps the parts of another no further apart."""

MAPPED_M = 15.0
"""Error of a mapped junction, beside the spread of its corners."""


def main_line(ways: Iterable[Drawn]) -> list[LonLat]:
    """Give the longest way along a street: of two carriageways it follows one."""
    graph: nx.Graph[LonLat] = nx.Graph()
    for way in ways:
        for one, other in pairwise(way.path):
            graph.add_edge(one, other, length=planar.gap_m(one, other))
    _bridge_gaps(graph)
    parts = [graph.subgraph(part) for part in nx.connected_components(graph)]
    longest = max(parts, key=lambda part: part.size(weight="length"))
    path: list[LonLat] = nx.shortest_path(longest, *_ends(sorted(longest)), weight="length")
    bent = shapely.LineString(planar.metres(path)).simplify(SIMPLE_M)
    return [planar.degrees(spot) for spot in _straight(list(shapely.get_coordinates(bent)))]


def _bridge_gaps(graph: nx.Graph[LonLat]) -> None:
    """Join the parts of a street that another street keeps apart."""
    parts = [sorted(part) for part in nx.connected_components(graph)]
    for first, second in combinations(parts, 2):
        one, other = (planar.metres(part) for part in (first, second))
        gaps = np.hypot(*(one[:, None] - other[None]).transpose(2, 0, 1))
        row, column = np.unravel_index(int(gaps.argmin()), gaps.shape)
        if gaps[row, column] <= ACROSS_M:
            pair = first[int(row)], second[int(column)]
            graph.add_edge(*pair, length=float(gaps[row, column]))


def _ends(vertices: list[LonLat]) -> tuple[LonLat, LonLat]:
    """Give the two vertices that lie furthest apart."""
    spots = planar.metres(vertices)
    gaps = np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    one, other = np.unravel_index(int(gaps.argmax()), gaps.shape)
    return vertices[int(one)], vertices[int(other)]


def _straight(spots: list[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """Leave out where the way changes from one side of the street to the other."""
    while turns := [n for n in range(1, len(spots) - 1) if _is_sharp(*spots[n - 1 : n + 2])]:
        at = turns[0]
        spots = [*spots[:at], *spots[at + 1 :]]
    return spots


def _is_sharp(
    before: NDArray[np.float64], at: NDArray[np.float64], after: NDArray[np.float64]
) -> bool:
    one, other = at - before, after - at
    return bool(one @ other < 0.5 * np.hypot(*one) * np.hypot(*other))


def street(fields: Properties, ways: list[Drawn]) -> Feature:
    """Place a street: somebody on it may be anywhere along it."""
    line = main_line(ways)
    half_m = sum(planar.gap_m(*pair) for pair in pairwise(line)) / 2
    guessed = any(way.estimated for way in ways)
    basis = "OpenStreetMap 的线" + ("，东段按估算的路口画" if guessed else "")
    changed = {
        "position_error_m": round(half_m + 5, -1),
        "position_basis": basis,
        "source": "osm",
    }
    return files.Feature(fields | changed, files.line([list(at) for at in line]))


def junction(old: Feature, pairs: Sequence[Junction], ways: list[Drawn]) -> Feature:
    """Place a junction at the corner nearest to the middle of all its corners."""
    names = {name for one in pairs for name in one.streets}
    vertices = {name: {at for way in ways if way.name == name for at in way.path} for name in names}
    reach = max(one.error_m for one in pairs) + 60
    corners = {
        at
        for one in pairs
        for at in set.intersection(*(vertices[name] for name in one.streets))
        if planar.gap_m(at, one.at) <= reach
    }
    if not corners:
        return old
    middle = planar.metres(corners).mean(axis=0)
    at = min(corners, key=lambda one: planar.gap_m(one, planar.degrees(middle)))
    spread = max(planar.gap_m(at, corner) for corner in corners)
    least = max(one.error_m for one in pairs)
    error = round(max(spread + MAPPED_M, least))
    return files.Feature(old.properties | {"position_error_m": error}, files.spot(list(at)))
