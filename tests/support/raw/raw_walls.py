"""The documented rules of barriers once more: which lines nobody crosses off a street."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    Spot = tuple[float, float]

INSIDE_M = 0.5


def standing(
    walls: Iterable[Sequence[int]],
    xy: Mapping[int, Spot],
    streets: Sequence[BaseGeometry],
    gates: Sequence[Spot],
) -> list[BaseGeometry]:
    """Give the pieces of walls that stop people: not those of rings that nobody leaves by a street.

    Args:
        walls: the nodes of each wall or fence.
        xy: metres.
        streets: that lead into a ring, if they do.
        gates: that are open to all at any time, and on a street.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_edges_from(pair for refs in walls for pair in pairwise(refs) if pair[0] != pair[1])
    bridges: Any = nx.bridges(graph)
    free = {frozenset(pair) for pair in bridges}
    ring = [pair for pair in graph.edges if frozenset(pair) not in free]
    lines = {pair: shapely.LineString([xy[one] for one in pair]) for pair in graph.edges}
    faces = shapely.get_parts(shapely.polygonize([lines[pair] for pair in ring]))
    kept: list[BaseGeometry] = [line for pair, line in lines.items() if pair not in ring]
    for face in faces.tolist():
        shapely.prepare(outline := shapely.Polygon(face.exterior))
        leads_in = any(
            outline.intersection(street).length > INSIDE_M
            for street in streets
            if face.exterior.dwithin(street, 0.01)
        )
        if leads_in or any(face.exterior.distance(shapely.Point(at)) < 0.01 for at in gates):
            kept += [shapely.LineString(pair) for pair in pairwise(face.exterior.coords)]
    return kept
