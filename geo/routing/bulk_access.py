"""Access legs of many points: over their snap candidates to nodes and edges, for every pace.

Of the snap candidates around a point those are left that no walk over the streets is quicker than,
at any pace: see `geo.network.snap_candidates`. What is found here is what a search from one point
begins with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from geo.compute.kernels import kernel, lean_kernel
from geo.network.snap_candidates import find_candidates, make_snap_buffers
from geo.network.snapping import CELL_M, STEPS, slope_factor
from geo.routing.access_legs import edge_length

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.snap_candidates import SnapBuffers, SnapCandidates
    from geo.network.snapping import NetworkArrays
    from geo.network.walk_network import WalkNetwork

    Array = TypeVar("Array", bound=NDArray[Any])

_SQUARE_M = 4 * CELL_M
"""Points of one square come after each other: what is around them is in the cache."""


class NodeAccess(NamedTuple):
    """Access legs to nodes: the straight metres to an edge, and along it to the node.

    `level_m` is as in `SnapCandidates`; `factor` how much longer a metre along the edge takes than
    a level one.
    """

    node: NDArray[np.int32]
    leg: NDArray[np.float64]
    level_m: NDArray[np.float64]
    along: NDArray[np.float64]
    factor: NDArray[np.float32]
    stairs: NDArray[np.bool_]


class EdgeAccess(NamedTuple):
    """Access legs to edges: the straight metres, and from the edge's first end to their spot."""

    edge: NDArray[np.int32]
    leg: NDArray[np.float64]
    level_m: NDArray[np.float64]
    along: NDArray[np.float64]


class AccessLegs(NamedTuple):
    """Points and their access legs.

    Attributes:
        x, y: (points,) float64 metres around the network's centre.
        clearance: (points,) float64 metres to the nearest edge.
        joined: (points,) bool, whether there is any edge to snap to.
        node_start, to_node: access legs to nodes, in CSR by point.
        edge_start, to_edge: access legs to edges, likewise.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    clearance: NDArray[np.float64]
    joined: NDArray[np.bool_]
    node_start: NDArray[np.int64]
    to_node: NodeAccess
    edge_start: NDArray[np.int64]
    to_edge: EdgeAccess


def order_by_square(xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Order points, (points, 2) metres, by the square that they lie in."""
    column, row = np.floor(xy / _SQUARE_M).T
    return np.lexsort((column, row))


def access_legs(network: WalkNetwork, xy: NDArray[np.float64]) -> AccessLegs:
    """Find the access legs of points, (points, 2) metres; fastest in order of their squares."""
    return find_access_legs(network.arrays, xy, make_snap_buffers(network.arrays))


@kernel
def grow(array: Array, more: int) -> Array:
    """Give a copy with space for more, and for as much again as there is."""
    copy = np.empty(2 * len(array) + more, array.dtype)
    copy[: len(array)] = array
    return copy  # type: ignore[return-value] # of the same type, which NumPy's hints do not say


@lean_kernel
def write_node_access(
    arrays: NetworkArrays, candidates: SnapCandidates, count: int, to_node: NodeAccess, filled: int
) -> int:
    """Write the access legs to the ends of the candidates' edges; give how many are written."""
    for row in range(count):
        edge, along = candidates.edge[row], candidates.along[row]
        for side in range(2):
            if candidates.ends[row] >> side & 1:
                if side == 1:
                    along = max(edge_length(arrays, edge) - along, 0.0)
                to_node.node[filled], to_node.leg[filled] = (
                    arrays.ends[edge, side],
                    candidates.leg[row],
                )
                to_node.level_m[filled] = candidates.level_m[row]
                to_node.along[filled] = along
                to_node.factor[filled] = slope_factor(arrays, edge, side)
                to_node.stairs[filled] = (arrays.flags[edge] & STEPS) > 0
                filled += 1
    return filled


@lean_kernel
def write_edge_access(
    arrays: NetworkArrays, candidates: SnapCandidates, count: int, to_edge: EdgeAccess, filled: int
) -> int:
    """Write the access legs to the edges that are joined between their ends, or where people wait.

    Others are walked along from a node at no cost. Gives how many are written.
    """
    for row in range(count):
        edge, along = candidates.edge[row], candidates.along[row]
        length = edge_length(arrays, edge)
        end = arrays.ends[edge, 0 if along < length else 1]
        if 0.0 < along < length or arrays.half_waits[end] > 0:
            to_edge.edge[filled], to_edge.along[filled] = edge, along
            to_edge.leg[filled] = candidates.leg[row]
            to_edge.level_m[filled] = candidates.level_m[row]
            filled += 1
    return filled


@kernel
def find_access_legs(
    arrays: NetworkArrays, xy: NDArray[np.float64], buffers: SnapBuffers
) -> AccessLegs:
    """Find the access legs of each point; `buffers` are of `make_snap_buffers`."""
    points, candidates = len(xy), buffers.found
    clearance, joined = np.empty(points), np.zeros(points, np.bool_)
    node_start, edge_start = np.zeros(points + 1, np.int64), np.zeros(points + 1, np.int64)
    to_node = NodeAccess(
        np.empty(64, np.int32),
        np.empty(64),
        np.empty(64),
        np.empty(64),
        np.empty(64, np.float32),
        np.empty(64, np.bool_),
    )
    to_edge = EdgeAccess(np.empty(64, np.int32), np.empty(64), np.empty(64), np.empty(64))
    nodes, edges = 0, 0
    for point in range(points):
        count, clearance[point] = find_candidates(arrays, xy[point, 0], xy[point, 1], buffers)
        joined[point] = count > 0
        if nodes + 2 * count > len(to_node.node):
            to_node = NodeAccess(
                grow(to_node.node, 2 * count),
                grow(to_node.leg, 2 * count),
                grow(to_node.level_m, 2 * count),
                grow(to_node.along, 2 * count),
                grow(to_node.factor, 2 * count),
                grow(to_node.stairs, 2 * count),
            )
        nodes = write_node_access(arrays, candidates, count, to_node, nodes)
        if edges + count > len(to_edge.edge):
            to_edge = EdgeAccess(
                grow(to_edge.edge, count),
                grow(to_edge.leg, count),
                grow(to_edge.level_m, count),
                grow(to_edge.along, count),
            )
        edges = write_edge_access(arrays, candidates, count, to_edge, edges)
        node_start[point + 1], edge_start[point + 1] = nodes, edges
    east, north = xy[:, 0].copy(), xy[:, 1].copy()
    return AccessLegs(east, north, clearance, joined, node_start, to_node, edge_start, to_edge)
