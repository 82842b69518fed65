"""The pieces of street around many points: gathered once for all points of a block."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import kernel, lean_kernel, swift_kernel
from geo.network.snapping import CELL_M, SEALED, STEPS, blocked
from geo.walking_model import MAX_SNAP_M, SPEED_M_S, WAIT_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.snapping import Ground
    from geo.network.walk_network import WalkNetwork

_SIDE = 4
"""Cells along the side of a block: its points look at the same pieces of street."""

_WINDOW = math.ceil(MAX_SNAP_M / CELL_M)
_RIM = _WINDOW // _SIDE + 2
"""Blocks beside the grid from which on no cell of it is within the window."""

_WAIT_M = WAIT_S * max(SPEED_M_S.values())


class Block(NamedTuple):
    """The pieces and nodes around the points of one block, and what one point makes of them.

    One row a piece: its number, the rows of its two nodes, whether it is stairs or sealed, the
    metres of its first end, the way to the other and one by its square; then where the point's
    foot lies along it, 0 to 1, and how far off, squared. One row a node: its number and the metres
    that a wait there costs; then the metres to it, the row of the piece they lead over, and
    whether another way undercuts them.
    """

    piece: NDArray[np.int32]
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    stairs: NDArray[np.bool_]
    sealed: NDArray[np.bool_]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    dx: NDArray[np.float64]
    dy: NDArray[np.float64]
    length: NDArray[np.float64]
    part: NDArray[np.float64]
    share: NDArray[np.float64]
    square: NDArray[np.float64]
    node: NDArray[np.int32]
    wait: NDArray[np.float64]
    metres: NDArray[np.float64]
    over: NDArray[np.int32]
    dropped: NDArray[np.bool_]


class Size(NamedTuple):
    """How many pieces and nodes a block has, and whether there is a barrier in it."""

    pieces: int
    nodes: int
    walled: bool


def block_of(network: WalkNetwork, xy: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give the number of the block that each point, (points, 2) metres, lies in.

    Points so far off the grid that no street is around them share the blocks at its rim.
    """
    wide, high = (int(cells) // _SIDE + _RIM for cells in network.cells[:2])
    blocks = np.floor((xy - network.cells[2:]) / (CELL_M * _SIDE))
    blocks = np.clip(blocks, -_RIM, [wide, high]).astype(np.int64)
    numbers: NDArray[np.int64] = (blocks[:, 1] + _RIM) * (wide + _RIM + 1) + blocks[:, 0] + _RIM
    return numbers


@lean_kernel
def cells_around(ground: Ground, x: float, y: float) -> tuple[int, int, int, int]:
    """Give the first and last column and row of the cells that a point's block joins streets in.

    Where these are beside the grid there is no row: the last is before the first.
    """
    left = math.floor((x - ground.cells[2]) / (CELL_M * _SIDE)) * _SIDE
    low = math.floor((y - ground.cells[3]) / (CELL_M * _SIDE)) * _SIDE
    west = max(left - _WINDOW, 0)
    east = min(left + _SIDE - 1 + _WINDOW, int(ground.cells[0]) - 1)
    south = max(low - _WINDOW, 0)
    north = min(low + _SIDE - 1 + _WINDOW, int(ground.cells[1]) - 1)
    return west, east, south, north if west <= east else south - 1


@lean_kernel
def most_pieces(ground: Ground, xy: NDArray[np.float64], blocks: NDArray[np.int64]) -> int:
    """Count the pieces around the fullest block, those in several cells several times."""
    most = 0
    for point in range(len(xy)):
        if point > 0 and blocks[point] == blocks[point - 1]:
            continue
        west, east, south, north = cells_around(ground, xy[point, 0], xy[point, 1])
        room = 0
        for row in range(south, north + 1):
            first = row * int(ground.cells[0])
            room += ground.piece_start[first + east + 1] - ground.piece_start[first + west]
        most = max(most, room)
    return most


@kernel
def new_block(room: int) -> Block:
    """Make an empty block for so many pieces."""
    return Block(
        np.empty(room, np.int32),
        np.empty(room, np.int32),
        np.empty(room, np.int32),
        np.empty(room, np.bool_),
        np.empty(room, np.bool_),
        np.empty(room),
        np.empty(room),
        np.empty(room),
        np.empty(room),
        np.empty(room),
        np.empty(room),
        np.empty(room),
        np.empty(room),
        np.empty(2 * room, np.int32),
        np.empty(2 * room),
        np.empty(2 * room),
        np.empty(2 * room, np.int32),
        np.empty(2 * room, np.bool_),
    )


@lean_kernel
def gather(
    ground: Ground,
    signals: NDArray[np.uint8],
    spot: tuple[float, float],
    rows: tuple[NDArray[np.int32], NDArray[np.int32]],
    block: Block,
) -> Size:
    """Collect the pieces and nodes around a point's block, each once.

    `rows` are the row of every piece and of every node in the block, -1 before and after.
    """
    west, east, south, north = cells_around(ground, spot[0], spot[1])
    piece_row, node_row = rows
    pieces, nodes, walled = 0, 0, False
    for row in range(south, north + 1):
        first = row * int(ground.cells[0])
        walled |= ground.barrier_start[first + east + 1] > ground.barrier_start[first + west]
        for item in range(ground.piece_start[first + west], ground.piece_start[first + east + 1]):
            piece = ground.piece_item[item]
            if piece_row[piece] >= 0:
                continue
            piece_row[piece] = pieces
            for side in range(2):
                node = ground.ends[piece, side]
                if node_row[node] < 0:
                    node_row[node] = nodes
                    block.node[nodes], block.wait[nodes] = node, signals[node] * _WAIT_M
                    nodes += 1
            lay_piece(ground, piece, pieces, block)
            u, v = ground.ends[piece, 0], ground.ends[piece, 1]
            block.first[pieces], block.second[pieces] = node_row[u], node_row[v]
            pieces += 1
    for row in range(pieces):
        piece_row[block.piece[row]] = -1
    for row in range(nodes):
        node_row[block.node[row]] = -1
    return Size(pieces, nodes, walled)


@lean_kernel
def lay_piece(ground: Ground, piece: int, row: int, block: Block) -> None:
    """Write down where a piece lies."""
    u, v = ground.ends[piece, 0], ground.ends[piece, 1]
    x0, y0 = np.float64(ground.xy[u, 0]), np.float64(ground.xy[u, 1])
    dx, dy = np.float64(ground.xy[v, 0]) - x0, np.float64(ground.xy[v, 1]) - y0
    whole = dx * dx + dy * dy
    block.piece[row] = piece
    block.stairs[row] = (ground.flags[piece] & STEPS) > 0
    block.sealed[row] = (ground.flags[piece] & SEALED) > 0
    block.x[row], block.y[row], block.dx[row], block.dy[row] = x0, y0, dx, dy
    block.length[row], block.part[row] = math.sqrt(whole), 1.0 / whole if whole > 0.0 else 0.0


@swift_kernel
def drop_feet(block: Block, count: int, x: float, y: float) -> None:
    """Drop a point on every piece; no branches, so that a processor does several at a time."""
    x0, y0, dx, dy, part = block.x, block.y, block.dx, block.dy, block.part
    share, square = block.share, block.square
    for row in range(count):
        along = ((x - x0[row]) * dx[row] + (y - y0[row]) * dy[row]) * part[row]
        along = min(max(along, 0.0), 1.0)
        aside, ahead = x0[row] + along * dx[row] - x, y0[row] + along * dy[row] - y
        share[row], square[row] = along, aside * aside + ahead * ahead


@lean_kernel
def pick_joins(
    ground: Ground, block: Block, size: Size, spot: tuple[float, float], picked: NDArray[np.int32]
) -> tuple[int, float]:
    """List the rows that a point may join; give how many, and the point's clearance in metres."""
    x, y = spot
    nearest, joins = (2.0 * MAX_SNAP_M) ** 2, 0
    square, sealed = block.square, block.sealed
    for row in range(size.pieces):
        nearest = min(nearest, square[row])
        if square[row] > MAX_SNAP_M * MAX_SNAP_M or sealed[row]:
            continue
        if size.walled:
            fx = block.x[row] + block.share[row] * block.dx[row]
            fy = block.y[row] + block.share[row] * block.dy[row]
            if blocked(ground, x, y, fx, fy):
                continue
        picked[joins] = row
        joins += 1
    return joins, math.sqrt(nearest)
