"""Access legs of many points: of all their snap candidates the few that are not dominated.

A point has a snap candidate on every edge within `MAX_SNAP_M`: some 300 in a town, of which ten
matter. The others only repeat, more slowly, what a walk over the network does from a nearer one.
They are pruned once, in metres, for every pace: on the terms of the fastest, whose waits cost the
most metres, and without stairs, so that what is dropped is dominated at every pace.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

from geo.compute.kernels import kernel, lean_kernel
from geo.network.snapping import STEPS, distance, project
from geo.routing.bulk_snapping import (
    TileSize,
    gather,
    make_tile,
    pick_candidates,
    project_on_edges,
    tile_capacity,
    tile_of,
)
from geo.walking_model import CIRCUITY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.snapping import NetworkArrays
    from geo.network.walk_network import WalkNetwork
    from geo.routing.bulk_snapping import Tile

    Array = TypeVar("Array", bound=NDArray[Any])

_TIE_M = 1e-4
"""Two paths this close are a tie: a time may come out a tenth of a millisecond later for it."""


class NodeAccess(NamedTuple):
    """Access legs to nodes: the straight metres to an edge, and along it to the node."""

    node: NDArray[np.int32]
    leg: NDArray[np.float64]
    along: NDArray[np.float64]
    stairs: NDArray[np.bool_]


class EdgeAccess(NamedTuple):
    """Access legs to edges: the straight metres, and from the edge's first end to their spot."""

    edge: NDArray[np.int32]
    leg: NDArray[np.float64]
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


def access_legs(network: WalkNetwork, xy: NDArray[np.float64]) -> AccessLegs:
    """Find the access legs of points, (points, 2) metres; fastest when sorted by tile."""
    return find_access_legs(network.arrays, network.half_waits, xy, tile_of(network, xy))


@kernel
def grow(array: Array, more: int) -> Array:
    """Give a copy with space for more, and for as much again as there is."""
    copy = np.empty(2 * len(array) + more, array.dtype)
    copy[: len(array)] = array
    return copy  # type: ignore[return-value] # of the same type, which NumPy's hints do not say


@lean_kernel
def label_nodes(tile: Tile, nodes: int, picked: NDArray[np.int32], count: int) -> None:
    """Find the metres to every node by the best candidate beside it; stairs are left aside."""
    metres, over, dominated, stairs = tile.metres, tile.over, tile.dominated, tile.stairs
    first, second, length = tile.first, tile.second, tile.length
    share, squared = tile.share, tile.squared
    for node in range(nodes):
        metres[node], dominated[node] = np.inf, False
    for place in range(count):
        row = picked[place]
        if stairs[row]:
            continue
        u, v = first[row], second[row]
        leg, along = math.sqrt(squared[row]) * CIRCUITY, share[row] * length[row]
        if leg + along < metres[u]:
            metres[u], over[u] = leg + along, row
        if leg + length[row] - along < metres[v]:
            metres[v], over[v] = leg + length[row] - along, row


@lean_kernel
def mark_dominated(tile: Tile, picked: NDArray[np.int32], count: int) -> None:
    """Mark the nodes that are reached as soon by way of a neighbour."""
    metres, wait, dominated, length = tile.metres, tile.wait, tile.dominated, tile.length
    first, second, stairs = tile.first, tile.second, tile.stairs
    for place in range(count):
        row = picked[place]
        if stairs[row] or length[row] < 2 * _TIE_M:
            continue
        u, v = first[row], second[row]
        if metres[u] + wait[u] + length[row] <= metres[v] + _TIE_M:
            dominated[v] = True
        elif metres[v] + wait[v] + length[row] <= metres[u] + _TIE_M:
            dominated[u] = True


@lean_kernel
def exact_leg(arrays: NetworkArrays, edge: int, x: float, y: float) -> tuple[float, float, float]:
    """Give the metres of an access leg, and on to either end, to the bits of `snap_candidates`."""
    u, v = arrays.ends[edge, 0], arrays.ends[edge, 1]
    x0, y0 = np.float64(arrays.xy[u, 0]), np.float64(arrays.xy[u, 1])
    x1, y1 = np.float64(arrays.xy[v, 0]), np.float64(arrays.xy[v, 1])
    share, fx, fy = project(x, y, x0, y0, x1, y1)
    length = distance(x0, y0, x1, y1)
    return distance(x, y, fx, fy), share * length, max(length - share * length, 0.0)


@lean_kernel
def write_node_access(
    arrays: NetworkArrays,
    tile: Tile,
    nodes: int,
    spot: tuple[float, float],
    to_node: NodeAccess,
    filled: int,
) -> int:
    """Write the access legs to the nodes that are not dominated; give how many are written."""
    metres, dominated, over = tile.metres, tile.dominated, tile.over
    for node in range(nodes):
        if metres[node] < np.inf and not dominated[node]:
            row = over[node]
            leg, along, back = exact_leg(arrays, tile.edge[row], spot[0], spot[1])
            to_node.node[filled], to_node.leg[filled] = tile.node[node], leg
            to_node.along[filled] = along if tile.first[row] == node else back
            to_node.stairs[filled] = False
            filled += 1
    return filled


@lean_kernel
def keep_undominated(tile: Tile, picked: NDArray[np.int32], count: int) -> int:
    """Keep the candidates whose leg is quicker than a walk along the edge to them; how many."""
    metres, wait, first, second = tile.metres, tile.wait, tile.first, tile.second
    share, length, squared = tile.share, tile.length, tile.squared
    kept = 0
    for place in range(count):
        row = picked[place]
        u, v, along = first[row], second[row], share[row] * length[row]
        by_edge = min(metres[u] + wait[u] + along, metres[v] + wait[v] + length[row] - along)
        if math.sqrt(squared[row]) * CIRCUITY + _TIE_M < by_edge:
            picked[kept] = row
            kept += 1
    return kept


@lean_kernel
def write_stairs_access(
    arrays: NetworkArrays,
    edge: int,
    exact: tuple[float, float, float],
    to_node: NodeAccess,
    filled: int,
) -> int:
    """Write the access legs to both ends of stairs; give how many are written."""
    leg, along, back = exact
    for side in range(2):
        to_node.node[filled], to_node.leg[filled] = arrays.ends[edge, side], leg
        to_node.along[filled] = along if side == 0 else back
        to_node.stairs[filled] = True
        filled += 1
    return filled


@kernel
def find_access_legs(
    arrays: NetworkArrays,
    half_waits: NDArray[np.uint8],
    xy: NDArray[np.float64],
    tiles: NDArray[np.int64],
) -> AccessLegs:
    """Find the access legs of each point; `tiles` are the numbers of the points' tiles."""
    points, capacity = len(xy), tile_capacity(arrays, xy, tiles)
    tile, size, picked = make_tile(capacity), TileSize(0, 0, False), np.empty(capacity, np.int32)  # noqa: FBT003 - a tuple of numbers
    rows = np.full(len(arrays.ends), -1, np.int32), np.full(len(arrays.xy), -1, np.int32)
    clearance, joined = np.empty(points), np.zeros(points, np.bool_)
    node_start, edge_start = np.zeros(points + 1, np.int64), np.zeros(points + 1, np.int64)
    to_node = NodeAccess(np.empty(64, np.int32), np.empty(64), np.empty(64), np.empty(64, np.bool_))
    to_edge = EdgeAccess(np.empty(64, np.int32), np.empty(64), np.empty(64))
    nodes, edges = 0, 0
    for point in range(points):
        x, y = xy[point, 0], xy[point, 1]
        if point == 0 or tiles[point] != tiles[point - 1]:
            size = gather(arrays, half_waits, (x, y), rows, tile)
        project_on_edges(tile, size.edges, x, y)
        count, clearance[point] = pick_candidates(arrays, tile, size, (x, y), picked)
        joined[point] = count > 0
        label_nodes(tile, size.nodes, picked, count)
        mark_dominated(tile, picked, count)
        more = size.nodes + 2 * count
        if nodes + more > len(to_node.node):
            to_node = NodeAccess(
                grow(to_node.node, more),
                grow(to_node.leg, more),
                grow(to_node.along, more),
                grow(to_node.stairs, more),
            )
        nodes = write_node_access(arrays, tile, size.nodes, (x, y), to_node, nodes)
        count = keep_undominated(tile, picked, count)
        if edges + count > len(to_edge.edge):
            to_edge = EdgeAccess(
                grow(to_edge.edge, count), grow(to_edge.leg, count), grow(to_edge.along, count)
            )
        for place in range(count):
            edge = tile.edge[picked[place]]
            exact = exact_leg(arrays, edge, x, y)
            to_edge.edge[edges], to_edge.leg[edges], to_edge.along[edges] = edge, exact[0], exact[1]
            edges += 1
            if arrays.flags[edge] & STEPS:
                nodes = write_stairs_access(arrays, edge, exact, to_node, nodes)
        node_start[point + 1], edge_start[point + 1] = nodes, edges
    east, north = xy[:, 0].copy(), xy[:, 1].copy()
    return AccessLegs(east, north, clearance, joined, node_start, to_node, edge_start, to_edge)
