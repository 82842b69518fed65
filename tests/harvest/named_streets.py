"""Streets and junctions by name, as places, from the drawn network."""

from __future__ import annotations

from itertools import pairwise
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

ASIDE_M = 40.0
"""The sides of a wide street lie no further apart."""

MAPPED_M = 15.0
"""Error of a mapped junction, beside the spread of its corners."""


def main_line(ways: Iterable[Drawn]) -> list[LonLat]:
    """Give the longest way along a street: of two carriageways it follows one."""
    graph: nx.Graph[LonLat] = nx.Graph()
    for way in ways:
        for one, other in pairwise(way.path):
            graph.add_edge(one, other, length=planar.gap_m(one, other))
    parts = [graph.subgraph(part) for part in nx.connected_components(graph)]
    longest = max(parts, key=lambda part: part.size(weight="length"))
    start = _furthest(longest, min(longest))
    path: list[LonLat] = nx.shortest_path(
        longest, start, _furthest(longest, start), weight="length"
    )
    bent = shapely.LineString(planar.metres(path)).simplify(SIMPLE_M)
    return [planar.degrees(spot) for spot in _straight(list(shapely.get_coordinates(bent)))]


def _straight(spots: list[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """Leave out where the longest way changes sides, and cut it where it turns back."""
    while turns := [n for n in range(1, len(spots) - 1) if _is_sharp(*spots[n - 1 : n + 2])]:
        at = turns[0]
        legs = [float(np.hypot(*(spots[n] - spots[n - 1]))) for n in (at, at + 1)]
        if min(legs) < ASIDE_M and 1 < at < len(spots) - 2:
            spots = [*spots[:at], *spots[at + 1 :]]
        else:
            parts = spots[: at + 1], spots[at:]
            spots = max(parts, key=lambda part: float(shapely.LineString(part).length))
    return spots


def _is_sharp(
    before: NDArray[np.float64], at: NDArray[np.float64], after: NDArray[np.float64]
) -> bool:
    one, other = at - before, after - at
    return bool(one @ other < 0.5 * np.hypot(*one) * np.hypot(*other))


def _furthest(graph: nx.Graph[LonLat], start: LonLat) -> LonLat:
    far = nx.single_source_dijkstra_path_length(graph, start, weight="length")
    return max(far, key=lambda at: (far[at], at))


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
