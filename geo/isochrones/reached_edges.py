"""The edges that a search reaches, and the metres from the origin over them to any spot around.

Reached edges are a structure of arrays, one row a property, and the loops over them have no branch,
so that they are vectorised.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel, swift_kernel
from geo.network.snapping import (
    AT_ENDS,
    crossed_barrier,
    leg_level_m,
    segments_cross,
    slope_factor,
)
from geo.routing.access_legs import edge_length, passable
from geo.routing.dijkstra import lower_bound
from geo.walking_model import CIRCUITY, MAX_SNAP_M, UNREACHABLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.compute.bucket_queue import SearchBuffers
    from geo.network.snap_candidates import SnapCandidates
    from geo.network.snapping import NetworkArrays
    from geo.routing.access_legs import CostProfile

X, Y, EAST, NORTH, METRES, FIRST, SECOND, ALONG, OWN, NUMBER, FORTH, BACK = range(12)
"""Rows of reached edges: the position of the first end, the unit vector to the second, the length,
metres walked to the first end, and to the first by way of the second (waits counted as walking);
where the origin snaps to this very edge, and metres walked to there; the edge's number; the slope
factors to the second end and to the first. Metres walked are level ones."""

ROWS, LEVEL_ROWS = 12, 10
"""The number of those rows, and of those that count where all ground is level."""


class ReachedEdge(NamedTuple):
    """One reached edge: what is known of it in the order of the rows, but its number."""

    x: float
    y: float
    east: float
    north: float
    metres: float
    first: float
    second: float
    along: float
    own: float
    forth: float
    back: float


class Levels(NamedTuple):
    """The contour levels in metres, ascending, and how near to them metres have to be exact.

    `rise` is how much longer a walk can get over a metre.
    """

    limits: NDArray[np.float64]
    margin: float
    rise: float


class SpotBuffers(NamedTuple):
    """Scratch buffers for one spot: (edges,) metres walked over each, and metres of the leg.

    `blocker` are, by number of the edge, the barrier segments that stopped the last leg, -1 where
    there are none; the last row is of any edge.
    """

    metres: NDArray[np.float64]
    leg: NDArray[np.float64]
    blocker: NDArray[np.int64]


@lean_kernel
def walked(profile: CostProfile, label: int) -> float:
    """Give the time of a label as metres at this pace, waits counted as walking."""
    return np.inf if label >= UNREACHABLE else (label >> 32) / profile.ticks_per_m


@lean_kernel
def write_edge(
    arrays: NetworkArrays,
    profile: CostProfile,
    edge: int,
    buffers: SearchBuffers,
    edges: NDArray[np.float64],
    row: int,
) -> None:
    """Write one reached edge, which the origin does not snap to yet."""
    u, v = arrays.ends[edge, 0], arrays.ends[edge, 1]
    metres = edge_length(arrays, edge)
    scale = 1.0 / metres if metres > 0.0 else 0.0
    edges[X, row], edges[Y, row] = arrays.xy[u, 0], arrays.xy[u, 1]
    edges[EAST, row] = (float(arrays.xy[v, 0]) - edges[X, row]) * scale
    edges[NORTH, row] = (float(arrays.xy[v, 1]) - edges[Y, row]) * scale
    edges[METRES, row] = metres
    edges[FIRST, row] = walked(profile, buffers.label[u]) + walked(profile, profile.half_wait[u])
    edges[FORTH, row], edges[BACK, row] = (
        slope_factor(arrays, edge, 1),
        slope_factor(arrays, edge, 0),
    )
    edges[SECOND, row] = walked(profile, buffers.label[v]) + walked(profile, profile.half_wait[v])
    edges[SECOND, row] += metres * edges[BACK, row]
    edges[ALONG, row], edges[OWN, row], edges[NUMBER, row] = 0.0, np.inf, row


@lean_kernel
def list_reached(
    arrays: NetworkArrays,
    profile: CostProfile,
    edges_of_node: tuple[NDArray[np.int32], NDArray[np.int32]],
    origin: SnapCandidates,
    buffers: SearchBuffers,
    touched: int,
    cutoff: float,
    edges: NDArray[np.float64],
) -> int:
    """List the edges within `cutoff` metres that people can leave the network from.

    `edges_of_node` are the edges of each node in CSR; `buffers` hold the labels of the search, and
    `origin` comes in order of its edges. Gives how many there are.
    """
    count = 0
    for row in range(len(origin.edge)):
        if arrays.flags[origin.edge[row]] & AT_ENDS:
            continue
        if passable(arrays, profile, origin.edge[row]):
            write_edge(arrays, profile, origin.edge[row], buffers, edges, count)
            edges[ALONG, count] = origin.along[row]
            edges[OWN, count] = origin.level_m[row]
            count += is_reached(edges, count, cutoff)
    for row in range(touched):
        node = buffers.touched[row]
        for item in range(edges_of_node[0][node], edges_of_node[0][node + 1]):
            edge = edges_of_node[1][item]
            first = arrays.ends[edge, 0]
            if node != first and buffers.label[first] < UNREACHABLE:
                continue  # listed from its first end
            if arrays.flags[edge] & AT_ENDS or not passable(arrays, profile, edge):
                continue
            place = lower_bound(origin.edge, edge)
            if place == len(origin.edge) or origin.edge[place] != edge:
                write_edge(arrays, profile, edge, buffers, edges, count)
                count += is_reached(edges, count, cutoff)
    return count


@lean_kernel
def is_reached(edges: NDArray[np.float64], row: int, cutoff: float) -> bool:
    """Tell whether some spot of an edge is within the cutoff."""
    second = edges[SECOND, row] - edges[METRES, row] * edges[BACK, row]
    ends = min(edges[FIRST, row], second)
    return bool(min(ends, edges[OWN, row]) <= cutoff)


@lean_kernel
def read_edge(edges: NDArray[np.float64], row: int) -> ReachedEdge:
    """Read one edge from the rows."""
    return ReachedEdge(
        edges[X, row],
        edges[Y, row],
        edges[EAST, row],
        edges[NORTH, row],
        edges[METRES, row],
        edges[FIRST, row],
        edges[SECOND, row],
        edges[ALONG, row],
        edges[OWN, row],
        edges[FORTH, row],
        edges[BACK, row],
    )


@lean_kernel
def walk_over(edge: ReachedEdge, x: float, y: float) -> tuple[float, float, float]:
    """Give the metres walked to a spot over an edge, the leg, and where along it leaves."""
    dx, dy = x - edge.x, y - edge.y
    along = min(edge.metres, max(0.0, dx * edge.east + dy * edge.north))
    metres = min(edge.first + along, edge.second - along)
    metres = min(metres, edge.own + abs(along - edge.along))
    off_x, off_y = dx - along * edge.east, dy - along * edge.north
    leg = math.sqrt(off_x * off_x + off_y * off_y)
    return metres + leg * CIRCUITY, leg, along


@lean_kernel
def walk_uphill(
    arrays: NetworkArrays, edge: ReachedEdge, x: float, y: float
) -> tuple[float, float, float]:
    """Give what `walk_over` does, up and down hill."""
    _, leg, along = walk_over(edge, x, y)
    metres = min(edge.first + along * edge.forth, edge.second - along * edge.back)
    beyond = along - edge.along
    metres = min(metres, edge.own + max(beyond * edge.forth, -beyond * edge.back))
    fx, fy = edge.x + along * edge.east, edge.y + along * edge.north
    return metres + leg_level_m(arrays, fx, fy, x, y, leg), leg, along


@swift_kernel
def least_of(metres: NDArray[np.float64], count: int, above: float) -> float:
    """Give the least metres above some others, infinity when there are none."""
    least = np.inf
    for row in range(count):
        least = min(least, metres[row] if metres[row] > above else np.inf)
    return least


@lean_kernel
def nearest_spot(edge: ReachedEdge, x: float, y: float) -> tuple[float, float]:
    """Give the spot on an edge that is nearest to a point."""
    _, _, along = walk_over(edge, x, y)
    return edge.x + along * edge.east, edge.y + along * edge.north


@lean_kernel
def measure(
    edges: NDArray[np.float64],
    count: int,
    x: float,
    y: float,
    furthest: float,
    spot_buffers: SpotBuffers,
) -> None:
    """Write the metres walked to a spot over each edge, infinity if the leg is past `furthest`."""
    for row in range(count):
        metres, leg, _ = walk_over(read_edge(edges, row), x, y)
        spot_buffers.metres[row] = metres if leg <= furthest else np.inf
        spot_buffers.leg[row] = leg


@lean_kernel
def measure_uphill(
    arrays: NetworkArrays,
    edges: NDArray[np.float64],
    count: int,
    spot: tuple[float, float],
    furthest: float,
    spot_buffers: SpotBuffers,
) -> None:
    """Write what `measure` does, where legs go up or down hill."""
    for row in range(count):
        metres, leg, _ = walk_uphill(arrays, read_edge(edges, row), spot[0], spot[1])
        spot_buffers.metres[row] = metres if leg <= furthest else np.inf
        spot_buffers.leg[row] = leg


@lean_kernel
def metres_to_spot(
    arrays: NetworkArrays,
    edges: NDArray[np.float64],
    count: int,
    x: float,
    y: float,
    levels: Levels,
    spot_buffers: SpotBuffers,
) -> float:
    """Give the metres walked to a spot over the best edge, infinity where none leads to it.

    They are exact near the levels, and elsewhere on the right side of each.
    """
    if len(arrays.slope_factor) > 0:
        measure_uphill(arrays, edges, count, (x, y), MAX_SNAP_M, spot_buffers)
    else:
        measure(edges, count, x, y, MAX_SNAP_M, spot_buffers)
    best, enough = np.inf, good_enough(least_of(spot_buffers.metres, count, -np.inf), levels)
    for row in range(count):
        if spot_buffers.metres[row] < best:
            fx, fy = nearest_spot(read_edge(edges, row), x, y)
            number = int(edges[NUMBER, row])
            if not is_blocked(arrays, (x, y, fx, fy), number, spot_buffers.blocker):
                best = spot_buffers.metres[row]
                if best <= enough:
                    break
    return best


@lean_kernel
def is_blocked(
    arrays: NetworkArrays,
    leg: tuple[float, float, float, float],
    edge: int,
    blocker: NDArray[np.int64],
) -> bool:
    """Tell whether a leg x0, y0 to x1, y1 of a reached edge crosses a barrier.

    Most of the time it is the one that stopped the last leg to this edge, or the next one of its
    line. The last row of `blocker` is the one that stopped any leg.
    """
    x0, y0, x1, y1 = leg
    known, last = blocker[edge], blocker[-1]
    for part in (known, last, known + 1, known - 1):
        if 0 <= part < len(arrays.barriers) and segments_cross(
            x0, y0, x1, y1, arrays.barriers[part]
        ):
            blocker[edge], blocker[-1] = part, part
            return True
    found = crossed_barrier(arrays, x0, y0, x1, y1)
    if found >= 0:
        blocker[edge], blocker[-1] = found, found
    return found >= 0


@lean_kernel
def good_enough(least: float, levels: Levels) -> float:
    """Give metres that are as good as `least`: no level is near them or between."""
    enough = np.inf
    for limit in levels.limits:
        if least <= limit + levels.margin:
            enough = limit - levels.margin
            break
    return enough
