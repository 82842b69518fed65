"""Snap candidates of many points: the edges around a tile are gathered once for all its points."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import kernel, lean_kernel, swift_kernel
from geo.network.snapping import (
    CELL_M,
    GRADE_SEPARATED,
    IN_WATER,
    ON_DECK_M,
    STEPS,
    crosses_barrier,
    stands_on_deck,
)
from geo.walking_model import MAX_SNAP_M, SPEED_M_S, WAIT_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.snapping import NetworkArrays
    from geo.network.walk_network import WalkNetwork

_SIDE = 4
"""Cells along the side of a tile: its points have the same edges around them."""

_WINDOW = math.ceil(MAX_SNAP_M / CELL_M)
_RIM = _WINDOW // _SIDE + 2
"""Tiles beside the grid from which on no cell of it is within the window."""

_HALF_WAIT_M = WAIT_S / 2 * max(SPEED_M_S.values())


class Tile(NamedTuple):
    """Scratch buffers: the edges and nodes around a tile, and what one of its points computes.

    One row an edge: its number, the rows of its two nodes, whether it is stairs, grade-separated or
    in water, the metres of its first end, the vector to the other, its length and one by its
    square; then the projection of the point, 0 to 1 along it, and the squared metres to there. One
    row a node: its number and the metres that a wait there costs; then the metres to it, the row of
    the edge that they lead over, and whether another path dominates it.
    """

    edge: NDArray[np.int32]
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    stairs: NDArray[np.bool_]
    grade_separated: NDArray[np.bool_]
    in_water: NDArray[np.bool_]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    dx: NDArray[np.float64]
    dy: NDArray[np.float64]
    length: NDArray[np.float64]
    inverse_square: NDArray[np.float64]
    share: NDArray[np.float64]
    squared: NDArray[np.float64]
    node: NDArray[np.int32]
    wait: NDArray[np.float64]
    metres: NDArray[np.float64]
    over: NDArray[np.int32]
    dominated: NDArray[np.bool_]


class TileSize(NamedTuple):
    """How many edges and nodes a tile has, and whether there is a barrier in it."""

    edges: int
    nodes: int
    has_barriers: bool


def tile_of(network: WalkNetwork, xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give the number of the tile that each point, (points, 2) metres, lies in.

    Points so far off the grid that no edge is around them share the tiles at its rim.
    """
    wide, high = (int(cells) // _SIDE + _RIM for cells in network.cells[:2])
    tiles = np.floor((xy - network.cells[2:]) / (CELL_M * _SIDE))
    tiles = np.clip(tiles, -_RIM, [wide, high]).astype(np.int64)
    numbers: NDArray[np.int64] = (tiles[:, 1] + _RIM) * (wide + _RIM + 1) + tiles[:, 0] + _RIM
    return numbers


@lean_kernel
def cells_around(arrays: NetworkArrays, x: float, y: float) -> tuple[int, int, int, int]:
    """Give the first and last column and row of the cells that a point's tile snaps to edges in.

    Where these are beside the grid there is no row: the last is before the first.
    """
    left = math.floor((x - arrays.cells[2]) / (CELL_M * _SIDE)) * _SIDE
    low = math.floor((y - arrays.cells[3]) / (CELL_M * _SIDE)) * _SIDE
    west = max(left - _WINDOW, 0)
    east = min(left + _SIDE - 1 + _WINDOW, int(arrays.cells[0]) - 1)
    south = max(low - _WINDOW, 0)
    north = min(low + _SIDE - 1 + _WINDOW, int(arrays.cells[1]) - 1)
    return west, east, south, north if west <= east else south - 1


@lean_kernel
def tile_capacity(arrays: NetworkArrays, xy: NDArray[np.float64], tiles: NDArray[np.int64]) -> int:
    """Count the edges indexed around the fullest tile, those in several cells several times."""
    most = 0
    for point in range(len(xy)):
        if point > 0 and tiles[point] == tiles[point - 1]:
            continue
        west, east, south, north = cells_around(arrays, xy[point, 0], xy[point, 1])
        capacity = 0
        for row in range(south, north + 1):
            first = row * int(arrays.cells[0])
            capacity += arrays.edge_start[first + east + 1] - arrays.edge_start[first + west]
        most = max(most, capacity)
    return most


@kernel
def make_tile(capacity: int) -> Tile:
    """Make an empty tile for so many edges."""
    return Tile(
        np.empty(capacity, np.int32),
        np.empty(capacity, np.int32),
        np.empty(capacity, np.int32),
        np.empty(capacity, np.bool_),
        np.empty(capacity, np.bool_),
        np.empty(capacity, np.bool_),
        np.empty(capacity),
        np.empty(capacity),
        np.empty(capacity),
        np.empty(capacity),
        np.empty(capacity),
        np.empty(capacity),
        np.empty(capacity),
        np.empty(capacity),
        np.empty(2 * capacity, np.int32),
        np.empty(2 * capacity),
        np.empty(2 * capacity),
        np.empty(2 * capacity, np.int32),
        np.empty(2 * capacity, np.bool_),
    )


@lean_kernel
def gather(
    arrays: NetworkArrays,
    half_waits: NDArray[np.uint8],
    spot: tuple[float, float],
    rows: tuple[NDArray[np.int32], NDArray[np.int32]],
    tile: Tile,
) -> TileSize:
    """Gather the edges and nodes around a point's tile, each once.

    `rows` are the row of every edge and of every node in the tile, -1 before and after.
    """
    west, east, south, north = cells_around(arrays, spot[0], spot[1])
    edge_row, node_row = rows
    edges, nodes, has_barriers = 0, 0, False
    for row in range(south, north + 1):
        first = row * int(arrays.cells[0])
        has_barriers |= arrays.barrier_start[first + east + 1] > arrays.barrier_start[first + west]
        for item in range(arrays.edge_start[first + west], arrays.edge_start[first + east + 1]):
            edge = arrays.edge_item[item]
            if edge_row[edge] >= 0:
                continue
            edge_row[edge] = edges
            for side in range(2):
                node = arrays.ends[edge, side]
                if node_row[node] < 0:
                    node_row[node] = nodes
                    tile.node[nodes], tile.wait[nodes] = node, half_waits[node] * _HALF_WAIT_M
                    nodes += 1
            write_edge(arrays, edge, edges, tile)
            u, v = arrays.ends[edge, 0], arrays.ends[edge, 1]
            tile.first[edges], tile.second[edges] = node_row[u], node_row[v]
            edges += 1
    for row in range(edges):
        edge_row[tile.edge[row]] = -1
    for row in range(nodes):
        node_row[tile.node[row]] = -1
    return TileSize(edges, nodes, has_barriers)


@lean_kernel
def write_edge(arrays: NetworkArrays, edge: int, row: int, tile: Tile) -> None:
    """Write where an edge lies."""
    u, v = arrays.ends[edge, 0], arrays.ends[edge, 1]
    x0, y0 = np.float64(arrays.xy[u, 0]), np.float64(arrays.xy[u, 1])
    dx, dy = np.float64(arrays.xy[v, 0]) - x0, np.float64(arrays.xy[v, 1]) - y0
    square = dx * dx + dy * dy
    tile.edge[row] = edge
    tile.stairs[row] = (arrays.flags[edge] & STEPS) > 0
    tile.grade_separated[row] = (arrays.flags[edge] & GRADE_SEPARATED) > 0
    tile.in_water[row] = (arrays.flags[edge] & IN_WATER) > 0
    tile.x[row], tile.y[row], tile.dx[row], tile.dy[row] = x0, y0, dx, dy
    tile.length[row] = math.sqrt(square)
    tile.inverse_square[row] = 1.0 / square if square > 0.0 else 0.0


@swift_kernel
def project_on_edges(tile: Tile, count: int, x: float, y: float) -> None:
    """Project a point on every edge; without branches, so that the loop is vectorised."""
    x0, y0, dx, dy, inverse_square = tile.x, tile.y, tile.dx, tile.dy, tile.inverse_square
    share, squared = tile.share, tile.squared
    for row in range(count):
        along = ((x - x0[row]) * dx[row] + (y - y0[row]) * dy[row]) * inverse_square[row]
        along = min(max(along, 0.0), 1.0)
        aside, ahead = x0[row] + along * dx[row] - x, y0[row] + along * dy[row] - y
        share[row], squared[row] = along, aside * aside + ahead * ahead


@lean_kernel
def pick_candidates(
    arrays: NetworkArrays,
    tile: Tile,
    size: TileSize,
    spot: tuple[float, float],
    picked: NDArray[np.int32],
) -> tuple[int, float]:
    """List the rows of a point's snap candidates; give how many, and its clearance in metres."""
    x, y = spot
    ground, deck, count = (2.0 * MAX_SNAP_M) ** 2, (2.0 * MAX_SNAP_M) ** 2, 0
    squared, grade_separated = tile.squared, tile.grade_separated
    for row in range(size.edges):
        if grade_separated[row]:
            deck = min(deck, squared[row])
            continue
        ground = min(ground, squared[row])
        if tile.in_water[row] or squared[row] > MAX_SNAP_M * MAX_SNAP_M:
            continue
        if size.has_barriers:
            fx = tile.x[row] + tile.share[row] * tile.dx[row]
            fy = tile.y[row] + tile.share[row] * tile.dy[row]
            if crosses_barrier(arrays, x, y, fx, fy):
                continue
        picked[count] = row
        count += 1
    if not stands_on_deck(math.sqrt(ground), math.sqrt(deck)):
        return count, math.sqrt(min(ground, deck))
    count = 0
    for row in range(size.edges):
        if grade_separated[row] and squared[row] <= ON_DECK_M * ON_DECK_M:
            picked[count] = row
            count += 1
    return count, 0.0
