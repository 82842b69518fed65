"""Fences around areas: where they run, where their gates are, and which rings stop people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.osm.segments import NOWHERE, PER_DEGREE
from geo.osm.water import place_lines
from geo.raw_streets import BACK_M

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.crs import LocalMetres
    from geo.osm.park_hours import Rows
    from geo.osm.scan import Scan
    from geo.osm.segments import Segments

INSIDE_M = 0.5
"""A street leads into a ring that has more than this of it inside."""


class Fences(NamedTuple):
    """Fences and walls in degrees, WGS-84: (points, 2) lines, and (gates, 2) gates in them.

    `gate_hours` are the rows of a timetable, `ALWAYS` if at any time, that gates are open by;
    `shut_gates` let nobody through.
    """

    fences: tuple[NDArray[np.float64], ...]
    gates: NDArray[np.float64]
    gate_hours: NDArray[np.int16]
    shut_gates: NDArray[np.float64]

    @classmethod
    def of(cls, found: Scan, rows: Rows, metres: LocalMetres) -> Fences:
        """Find those of an extract, in order of their ids; `rows` are those of the timetable."""
        fences = [refs for _, refs in sorted(found.fences.items())]
        placed = place_lines(found, fences, metres)
        lines = tuple(metres.to_lonlat(line) for parts in placed for line in parts)
        known = {ref for refs in fences for ref in refs}
        gates, at = _places(found, known & found.gates)
        hours = [rows[found.node_hours.get(ref)] for ref in gates]
        return cls(lines, at, np.array(hours, np.int16), _places(found, known & {*found.stops})[1])


def _places(found: Scan, nodes: set[int]) -> tuple[list[int], NDArray[np.float64]]:
    refs = np.array(sorted(nodes), np.int64)
    at = found.positions(refs)
    held = at[:, 0] != NOWHERE
    return refs[held].tolist(), np.asarray(at[held] / PER_DEGREE)


def back_from_barriers(
    streets: Segments, barriers: Sequence[NDArray[np.float64]], metres: LocalMetres
) -> Segments:
    """Move the ends of streets at a gate that stops people a little back from the barrier there.

    A leg may touch a barrier with its end: a street that ends on one would be joined from beyond.
    At a gate with hours they are moved while it is shut: see `geo.network.open_edges`.
    """
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    stops = streets.stops | streets.thresholds
    at = metres.to_metres(streets.at / PER_DEGREE)
    way = at[streets.ends[:, ::-1]] - at[streets.ends]
    long = np.hypot(*np.moveaxis(way, 2, 0))
    edge, side = np.nonzero(stops[streets.ends] & (long > 0))
    node = streets.ends[edge, side]
    if not (len(node) and barriers):
        return streets
    row = np.repeat(np.arange(len(barriers)), [len(line) for line in barriers])
    lines: Any = shapely.linestrings(metres.to_metres(np.concatenate(barriers)), indices=row)
    ends: Any = shapely.points(at[node])
    tree = shapely.STRtree(ends)
    near = np.unique(tree.query(lines, "dwithin", BACK_M)[1])
    node, edge, side = node[near], edge[near], side[near]
    share = np.minimum(BACK_M / long[edge, side], 0.5)[:, None]
    places = streets.at.copy()
    moved = metres.to_lonlat(at[node] + share * way[edge, side])
    places[node] = np.rint(moved * PER_DEGREE).astype(np.int32)
    return replace(streets, at=places)


def open_walls(walls: Mapping[int, list[int]]) -> dict[int, list[list[int]]]:
    """Give the parts of walls and fences that close no ring, by themselves or with others.

    A ring encloses a house or a compound and would cut its own people off, since few gates are
    mapped; but see `entered_rings`. What is left ends freely, or leads from one ring to another.
    """
    free = _ringless(walls.values())
    parts: dict[int, list[list[int]]] = {}
    for number, refs in walls.items():
        runs: list[list[int]] = []
        for one, other in pairwise(refs):
            if (one, other) not in free:
                continue
            if runs and runs[-1][-1] == one:
                runs[-1].append(other)
            else:
                runs.append([one, other])
        if runs:
            parts[number] = runs
    return parts


def _ringless(walls: Iterable[list[int]]) -> set[tuple[int, int]]:
    """Give the pieces of walls that are part of no ring, by their two nodes in either order.

    They are the bridges of a graph, found by depth-first search (Tarjan 1974): what is walked down
    a piece of wall meets nothing that was met before it.
    """
    beside: dict[int, set[int]] = defaultdict(set)
    for refs in walls:
        for one, other in pairwise(refs):
            if one != other:
                beside[one].add(other)
                beside[other].add(one)
    met: dict[int, int] = {}
    lowest: dict[int, int] = {}
    free: set[tuple[int, int]] = set()
    for first, nearest in beside.items():
        path = [] if first in met else [(first, first, iter(nearest))]
        while path:
            node, before, others = path[-1]
            lowest[node] = min(lowest.get(node, len(met)), met.setdefault(node, len(met)))
            for other in others:
                if other not in met:
                    path.append((other, node, iter(beside[other])))
                    break
                if other != before:
                    lowest[node] = min(lowest[node], met[other])
            else:
                path.pop()
                lowest[before] = min(lowest[before], lowest[node])
                if lowest[node] > met[before]:
                    free |= {(node, before), (before, node)}
    return free


def entered_rings(found: Scan, streets: Segments, metres: LocalMetres) -> list[NDArray[np.float64]]:
    """Give the rings of walls, (points, 2) metres, that a street leads into or has a gate in.

    Who is inside leaves by that street or that gate, so nobody has to climb over; of other rings no
    gate is mapped, and they would lock their own people in.
    """
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    every = {pair for refs in found.walls.values() for pair in pairwise(refs)}
    closed = {tuple(sorted(pair)) for pair in every - _ringless(found.walls.values())}
    pieces = [list(pair) for pair in sorted(closed)]
    placed = place_lines(found, pieces, metres)
    drawn = [shapely.LineString(line) for parts in placed for line in parts]
    outer: Any = shapely.get_exterior_ring(shapely.get_parts(shapely.polygonize(drawn)))
    if not len(outer):
        return []
    passable = ~(streets.grade_separated | streets.stops[streets.ends].any(axis=1))
    at = metres.to_metres(streets.at / PER_DEGREE)[streets.ends[passable]]
    west, south, east, north = shapely.total_bounds(outer)
    around = (at.max(axis=1) >= (west, south)) & (at.min(axis=1) <= (east, north))
    lines: Any = shapely.linestrings(at[around.all(axis=1)])
    ring, line = shapely.STRtree(lines).query(outer, "dwithin", 0.01)
    areas: Any = shapely.polygons(outer)
    inside = shapely.intersection(lines[line], areas[ring])
    gates: Any = shapely.points(_gates_on_streets(found, pieces, streets, metres))
    gated = shapely.STRtree(gates).query(outer, "dwithin", 0.01)[0]
    entered = np.union1d(ring[shapely.length(inside) > INSIDE_M], gated)
    return [shapely.get_coordinates(one) for one in outer[entered]]


def _gates_on_streets(
    found: Scan, fences: Sequence[list[int]], streets: Segments, metres: LocalMetres
) -> NDArray[np.float64]:
    """Give the gates in some fences, (gates, 2) metres, that a street comes up to.

    Only those that are open to everybody at any time: at others a street ends before the fence.
    """
    wanted = {ref for refs in fences for ref in refs} & found.gates
    wanted -= {*found.node_hours, *found.thresholds}
    if not wanted:
        return np.empty((0, 2))
    at = found.positions(np.array(sorted(wanted), np.int64))
    walked = {(lon, lat) for lon, lat in streets.at.tolist()}
    reached = [tuple(place) in walked for place in at.tolist()]
    return metres.to_metres(at[np.array(reached, np.bool_)] / PER_DEGREE)
