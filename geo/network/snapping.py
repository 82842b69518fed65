"""Where a point joins the streets: the nearest spot of every piece of street around it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.walking_model import MAX_SNAP_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS, SEALED = 1, 2
"""Bits of a piece's flags: stairs; a bridge or tunnel, joined only at its ends."""

CELL_M = 100.0
"""Side of the grid cells that pieces and barriers are sorted into."""

_HAIR_M = 0.001
"""So far beside a leg barriers are looked for: rounding must not hide one on the edge of a cell."""

_WINDOW = math.ceil(MAX_SNAP_M / CELL_M)


class Ground(NamedTuple):
    """Where streets and barriers lie: the arrays of the same names in `WalkNetwork`."""

    xy: NDArray[np.float32]
    ends: NDArray[np.int32]
    flags: NDArray[np.uint8]
    cells: NDArray[np.float64]
    piece_start: NDArray[np.int32]
    piece_item: NDArray[np.int32]
    barriers: NDArray[np.float32]
    barrier_start: NDArray[np.int32]
    barrier_item: NDArray[np.int32]


class Joins(NamedTuple):
    """Spots where one point joins: piece, metres along it from its first end, metres of leg."""

    piece: NDArray[np.int32]
    along: NDArray[np.float64]
    leg: NDArray[np.float64]


@lean_kernel
def window(cells: NDArray[np.float64], x: float, y: float) -> tuple[int, int, int, int]:
    """Give the first and last column and row of the cells within `MAX_SNAP_M` of a point."""
    column, row = math.floor((x - cells[2]) / CELL_M), math.floor((y - cells[3]) / CELL_M)
    return (
        max(column - _WINDOW, 0),
        min(column + _WINDOW, int(cells[0]) - 1),
        max(row - _WINDOW, 0),
        min(row + _WINDOW, int(cells[1]) - 1),
    )


@lean_kernel
def room_for_joins(ground: Ground, x: float, y: float) -> int:
    """Count the pieces around a point: no more joins than this."""
    west, east, south, north = window(ground.cells, x, y)
    count = 0
    for row in range(south, north + 1):
        first = row * int(ground.cells[0])
        if west <= east:
            count += ground.piece_start[first + east + 1] - ground.piece_start[first + west]
    return count


@lean_kernel
def distance(x0: float, y0: float, x1: float, y1: float) -> float:
    """Give the metres between two points; no hypot, whose last bit is not the same everywhere."""
    return math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2)


@lean_kernel
def foot(
    x: float, y: float, x0: float, y0: float, x1: float, y1: float
) -> tuple[float, float, float]:
    """Drop a point on a segment: (share of the way along, x and y of the nearest spot)."""
    dx, dy = x1 - x0, y1 - y0
    square = dx * dx + dy * dy
    share = 0.0
    if square > 0.0:
        share = min(1.0, max(0.0, ((x - x0) * dx + (y - y0) * dy) / square))
    return share, x0 + share * dx, y0 + share * dy


@lean_kernel
def rows_along(cells: NDArray[np.float64], y0: float, y1: float, margin: float) -> tuple[int, int]:
    """Give the first and last row of the cells within a margin of a leg."""
    south = math.floor((min(y0, y1) - margin - cells[3]) / CELL_M)
    north = math.floor((max(y0, y1) + margin - cells[3]) / CELL_M)
    return max(south, 0), min(north, int(cells[1]) - 1)


@lean_kernel
def columns_along(
    cells: NDArray[np.float64], leg: tuple[float, float, float, float], row: int, margin: float
) -> tuple[int, int]:
    """Give the first and last column of a row of cells within a margin of a leg x0, y0, x1, y1."""
    x0, y0, x1, y1 = leg
    start, end = 0.0, 1.0
    if y0 != y1:
        low = cells[3] + row * CELL_M - margin
        shares = (low - y0) / (y1 - y0), (low + CELL_M + 2 * margin - y0) / (y1 - y0)
        start, end = max(0.0, min(shares)), min(1.0, max(shares))
    xs = x0 + start * (x1 - x0), x0 + end * (x1 - x0)
    west = math.floor((min(xs) - margin - cells[2]) / CELL_M)
    east = math.floor((max(xs) + margin - cells[2]) / CELL_M)
    return max(west, 0), min(east, int(cells[0]) - 1)


@lean_kernel
def blocked(ground: Ground, x0: float, y0: float, x1: float, y1: float) -> bool:
    """Tell whether a straight leg crosses a barrier. Touching one with an end is not crossing."""
    return blocker(ground, x0, y0, x1, y1) >= 0


@lean_kernel
def blocker(ground: Ground, x0: float, y0: float, x1: float, y1: float) -> int:
    """Give a barrier segment that a leg crosses, -1 if there is none."""
    if len(ground.barriers) == 0:
        return -1
    south, north = rows_along(ground.cells, y0, y1, _HAIR_M)
    for row in range(south, north + 1):
        west, east = columns_along(ground.cells, (x0, y0, x1, y1), row, _HAIR_M)
        first = row * int(ground.cells[0])
        for cell in range(first + west, first + east + 1):
            for item in range(ground.barrier_start[cell], ground.barrier_start[cell + 1]):
                part: int = ground.barrier_item[item]
                if crosses(x0, y0, x1, y1, ground.barriers[part]):
                    return part
    return -1


@lean_kernel
def crosses(x0: float, y0: float, x1: float, y1: float, part: NDArray[np.float32]) -> bool:
    """Tell whether a leg goes from one side of a barrier segment to the other."""
    bx, by = part[2] - part[0], part[3] - part[1]
    start = bx * (y0 - part[1]) - by * (x0 - part[0])
    end = bx * (y1 - part[1]) - by * (x1 - part[0])
    if not (start > 0.0 > end or start < 0.0 < end):
        return False
    dx, dy = x1 - x0, y1 - y0
    low = dx * (part[1] - y0) - dy * (part[0] - x0)
    high = dx * (part[3] - y0) - dy * (part[2] - x0)
    # A leg through the joint of two segments crosses the one whose first end it hits.
    return bool(low >= 0.0 > high) or bool(low <= 0.0 < high)


@lean_kernel
def is_open(ground: Ground, x0: float, y0: float, x1: float, y1: float, radius: float) -> bool:
    """Tell that no barrier lies within a radius of a leg."""
    if len(ground.barriers) == 0:
        return True
    south, north = rows_along(ground.cells, y0, y1, radius)
    for row in range(south, north + 1):
        west, east = columns_along(ground.cells, (x0, y0, x1, y1), row, radius)
        first = row * int(ground.cells[0])
        for cell in range(first + west, first + east + 1):
            for item in range(ground.barrier_start[cell], ground.barrier_start[cell + 1]):
                part = ground.barriers[ground.barrier_item[item]]
                if comes_near(x0, y0, x1, y1, part, radius):
                    return False
    return True


@lean_kernel
def comes_near(
    x0: float, y0: float, x1: float, y1: float, part: NDArray[np.float32], radius: float
) -> bool:
    """Tell whether a barrier segment comes within a radius of a leg."""
    ax, ay, bx, by = float(part[0]), float(part[1]), float(part[2]), float(part[3])
    if max(ax, bx) < min(x0, x1) - radius or min(ax, bx) > max(x0, x1) + radius:
        return False
    if max(ay, by) < min(y0, y1) - radius or min(ay, by) > max(y0, y1) + radius:
        return False
    if crosses(x0, y0, x1, y1, part):
        return True
    gap = min(gap_to(x0, y0, ax, ay, bx, by), gap_to(x1, y1, ax, ay, bx, by))
    gap = min(gap, gap_to(ax, ay, x0, y0, x1, y1), gap_to(bx, by, x0, y0, x1, y1))
    return gap <= radius


@lean_kernel
def gap_to(x: float, y: float, x0: float, y0: float, x1: float, y1: float) -> float:
    """Give the metres from a point to a segment."""
    _, fx, fy = foot(x, y, x0, y0, x1, y1)
    return distance(x, y, fx, fy)


@lean_kernel
def empty_around(ground: Ground, x: float, y: float, radius: float) -> bool:
    """Tell that no street lies within a radius, up to `MAX_SNAP_M`, of a spot."""
    columns, rows = int(ground.cells[0]), int(ground.cells[1])
    west = max(math.floor((x - radius - ground.cells[2]) / CELL_M), 0)
    east = min(math.floor((x + radius - ground.cells[2]) / CELL_M), columns - 1)
    south = max(math.floor((y - radius - ground.cells[3]) / CELL_M), 0)
    north = min(math.floor((y + radius - ground.cells[3]) / CELL_M), rows - 1)
    for row in range(south, north + 1):
        for cell in range(row * columns + west, row * columns + east + 1):
            for item in range(ground.piece_start[cell], ground.piece_start[cell + 1]):
                ends = ground.ends[ground.piece_item[item]]
                x0, y0 = ground.xy[ends[0], 0], ground.xy[ends[0], 1]
                x1, y1 = ground.xy[ends[1], 0], ground.xy[ends[1], 1]
                if gap_to(x, y, x0, y0, x1, y1) < radius:
                    return False
    return True


@lean_kernel
def join(ground: Ground, x: float, y: float, found: Joins) -> tuple[int, float]:
    """Find where a point joins the streets.

    Args:
        ground: the streets and barriers.
        x: metres east of the network's centre.
        y: metres north of it.
        found: filled from its start; needs `room_for_joins` rows.

    Returns:
        How many joins there are, and the point's clearance: metres to the nearest street, beyond
        `MAX_SNAP_M` where there is none around. Inside that circle there is no street to cross.
    """
    west, east, south, north = window(ground.cells, x, y)
    count, clearance = 0, 2.0 * MAX_SNAP_M
    for row in range(south, north + 1):
        for column in range(west, east + 1):
            cell = row * int(ground.cells[0]) + column
            for item in range(ground.piece_start[cell], ground.piece_start[cell + 1]):
                piece = ground.piece_item[item]
                u, v = ground.ends[piece, 0], ground.ends[piece, 1]
                x0, y0 = np.float64(ground.xy[u, 0]), np.float64(ground.xy[u, 1])
                x1, y1 = np.float64(ground.xy[v, 0]), np.float64(ground.xy[v, 1])
                share, fx, fy = foot(x, y, x0, y0, x1, y1)
                # A piece stands in several cells and is taken in the one that holds the spot.
                if math.floor((fx - ground.cells[2]) / CELL_M) != column:
                    continue
                if math.floor((fy - ground.cells[3]) / CELL_M) != row:
                    continue
                leg = distance(x, y, fx, fy)
                clearance = min(clearance, leg)
                if (
                    leg > MAX_SNAP_M
                    or ground.flags[piece] & SEALED
                    or blocked(ground, x, y, fx, fy)
                ):
                    continue
                found.piece[count] = piece
                found.along[count] = share * distance(x0, y0, x1, y1)
                found.leg[count] = leg
                count += 1
    return count, clearance


def joins_of(ground: Ground, x: float, y: float) -> tuple[Joins, float]:
    """Give the joins of a point in metres, and its clearance: see `join`."""
    room = room_for_joins(ground, x, y)
    found = Joins(np.empty(room, np.int32), np.empty(room), np.empty(room))
    count, clearance = join(ground, x, y, found)
    return Joins(found.piece[:count], found.along[:count], found.leg[:count]), clearance
