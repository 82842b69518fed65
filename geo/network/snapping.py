"""Snapping: the nearest spot on every edge around a point, and whether a barrier lies between."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.walking_model import (
    CIRCUITY,
    EASIEST_SLOPE,
    MAX_SNAP_M,
    SLOPE_RATE,
    STEEPEST_SLOPE,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS, GRADE_SEPARATED, IN_WATER, STAIRS, LINK = 1, 2, 4, 8, 16
"""Bits of an edge's flags: closed to wheels; a bridge or tunnel, which is entered at its ends or by
those who stand on it; drawn in the water, and entered at its ends alone; stairs; joins copies of
one place, and is entered at its ends alone."""

AT_ENDS = GRADE_SEPARATED | IN_WATER | LINK
"""Bits of edges that no access leg leads to from the ground."""

CELL_M = 100.0
"""Side of the cells of the grid that indexes edges and barriers, metres."""

ON_DECK_M = 8.0
"""Who is so near to a bridge or a tunnel, and nearer than to any other edge, stands on it or in it:
two lanes each way and a pavement reach so far from the line that they are drawn as."""

_NEARER_M = 0.001
"""Less does not make one edge nearer than another: edges that meet are as near at their ends."""

_TOUCH_M = 0.01
"""A leg that ends so near to a barrier touches it: rounding must not push it across."""

_TOLERANCE_M = 0.001
"""Barriers are looked for this far beside a leg: rounding must hide none at a cell's border."""

WINDOW = math.ceil(MAX_SNAP_M / CELL_M)
"""Cells to every side of that of a point in which the edges within `MAX_SNAP_M` are found."""


class NetworkArrays(NamedTuple):
    """Edges, barriers and their grid as kernels read them, named as in `WalkNetwork`.

    `edge_line` says where the edges of `edge_item` lie, so that they are read one after another.
    """

    xy: NDArray[np.float32]
    half_waits: NDArray[np.uint8]
    ends: NDArray[np.int32]
    flags: NDArray[np.uint8]
    cells: NDArray[np.float64]
    edge_start: NDArray[np.int32]
    edge_item: NDArray[np.int32]
    edge_line: NDArray[np.float32]
    barriers: NDArray[np.float32]
    barrier_start: NDArray[np.int32]
    barrier_item: NDArray[np.int32]
    slope_factor: NDArray[np.float32]
    ground: NDArray[np.float32]


@lean_kernel
def slope_factor(arrays: NetworkArrays, edge: int, side: int) -> float:
    """Give how much longer than a level one a metre of an edge takes, towards its end at a side."""
    if len(arrays.slope_factor) == 0:
        return 1.0
    return np.float64(arrays.slope_factor[edge, side])


@lean_kernel
def ground_height(arrays: NetworkArrays, x: float, y: float) -> float:
    """Give the height of the ground at a spot, between the corners of its cell, metres."""
    column = min(max((x - arrays.cells[2]) / CELL_M, 0.0), arrays.cells[0] - 0.001)
    row = min(max((y - arrays.cells[3]) / CELL_M, 0.0), arrays.cells[1] - 0.001)
    west, south = int(column), int(row)
    across, up = column - west, row - south
    ground = arrays.ground
    low = ground[south, west] * (1.0 - across) + ground[south, west + 1] * across
    high = ground[south + 1, west] * (1.0 - across) + ground[south + 1, west + 1] * across
    return float(low * (1.0 - up) + high * up)


@lean_kernel
def leg_level_m(
    arrays: NetworkArrays, x0: float, y0: float, x1: float, y1: float, leg: float
) -> float:
    """Give the level metres that take as long as an access leg of so many straight metres.

    It climbs evenly from one end to the other; the order of the ends is that of the walk.
    """
    metres = leg * CIRCUITY
    if len(arrays.slope_factor) == 0 or leg == 0.0:
        return metres
    slope = (ground_height(arrays, x1, y1) - ground_height(arrays, x0, y0)) / metres
    slope = min(max(slope, -STEEPEST_SLOPE), STEEPEST_SLOPE)
    return metres * math.exp(SLOPE_RATE * (abs(slope - EASIEST_SLOPE) - abs(EASIEST_SLOPE)))


@lean_kernel
def window(cells: NDArray[np.float64], x: float, y: float) -> tuple[int, int, int, int]:
    """Give the first and last column and row of the cells within `MAX_SNAP_M` of a point."""
    column, row = math.floor((x - cells[2]) / CELL_M), math.floor((y - cells[3]) / CELL_M)
    return (
        max(column - WINDOW, 0),
        min(column + WINDOW, int(cells[0]) - 1),
        max(row - WINDOW, 0),
        min(row + WINDOW, int(cells[1]) - 1),
    )


@lean_kernel
def distance(x0: float, y0: float, x1: float, y1: float) -> float:
    """Give the metres between two points; no hypot, whose last bit differs between machines."""
    return math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2)


@lean_kernel
def project(
    x: float, y: float, x0: float, y0: float, x1: float, y1: float
) -> tuple[float, float, float]:
    """Project a point on a segment: its share along it, 0 to 1, and x and y of the nearest spot."""
    dx, dy = x1 - x0, y1 - y0
    square = dx * dx + dy * dy
    share = 0.0
    if square > 0.0:
        share = min(1.0, max(0.0, ((x - x0) * dx + (y - y0) * dy) / square))
    return share, x0 + share * dx, y0 + share * dy


@lean_kernel
def rows_along(cells: NDArray[np.float64], y0: float, y1: float, margin: float) -> tuple[int, int]:
    """Give the first and last row of cells within a margin of a leg."""
    south = math.floor((min(y0, y1) - margin - cells[3]) / CELL_M)
    north = math.floor((max(y0, y1) + margin - cells[3]) / CELL_M)
    return max(south, 0), min(north, int(cells[1]) - 1)


@lean_kernel
def rows_within(cells: NDArray[np.float64], y: float) -> tuple[int, int]:
    """Give the first and last row of cells within `MAX_SNAP_M` of a point, in its `WINDOW`."""
    row = math.floor((y - cells[3]) / CELL_M)
    return max(row - WINDOW, 0), min(row + WINDOW, int(cells[1]) - 1)


@lean_kernel
def columns_within(cells: NDArray[np.float64], x: float, y: float, row: int) -> tuple[int, int]:
    """Give the first and last column of such a row that are within, too."""
    low = cells[3] + row * CELL_M
    ahead = max(low - y, 0.0, y - low - CELL_M)
    wide = math.sqrt(max(MAX_SNAP_M * MAX_SNAP_M - ahead * ahead, 0.0)) + _TOLERANCE_M
    west = math.floor((x - wide - cells[2]) / CELL_M)
    east = math.floor((x + wide - cells[2]) / CELL_M)
    column = math.floor((x - cells[2]) / CELL_M)
    return max(west, column - WINDOW, 0), min(east, column + WINDOW, int(cells[0]) - 1)


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
def crosses_barrier(arrays: NetworkArrays, x0: float, y0: float, x1: float, y1: float) -> bool:
    """Tell whether a straight leg crosses a barrier. Touching one with an end is not crossing."""
    return crossed_barrier(arrays, x0, y0, x1, y1) >= 0


@lean_kernel
def crossed_barrier(arrays: NetworkArrays, x0: float, y0: float, x1: float, y1: float) -> int:
    """Give the number of a barrier segment that a leg crosses, -1 if there is none."""
    if len(arrays.barriers) == 0:
        return -1
    south, north = rows_along(arrays.cells, y0, y1, _TOLERANCE_M)
    for row in range(south, north + 1):
        west, east = columns_along(arrays.cells, (x0, y0, x1, y1), row, _TOLERANCE_M)
        first = row * int(arrays.cells[0])
        for cell in range(first + west, first + east + 1):
            for item in range(arrays.barrier_start[cell], arrays.barrier_start[cell + 1]):
                segment: int = arrays.barrier_item[item]
                if segments_cross(x0, y0, x1, y1, arrays.barriers[segment]):
                    return segment
    return -1


@lean_kernel
def segments_cross(
    x0: float, y0: float, x1: float, y1: float, segment: NDArray[np.float32]
) -> bool:
    """Tell whether a leg leads from one side of a barrier segment to the other."""
    bx, by = segment[2] - segment[0], segment[3] - segment[1]
    start = bx * (y0 - segment[1]) - by * (x0 - segment[0])
    end = bx * (y1 - segment[1]) - by * (x1 - segment[0])
    if not (start > 0.0 > end or start < 0.0 < end):
        return False
    if min(abs(start), abs(end)) <= _TOUCH_M * math.sqrt(bx * bx + by * by):
        return False
    dx, dy = x1 - x0, y1 - y0
    low = dx * (segment[1] - y0) - dy * (segment[0] - x0)
    high = dx * (segment[3] - y0) - dy * (segment[2] - x0)
    # A leg through the common vertex of two segments crosses the one that begins there.
    return bool(low >= 0.0 > high) or bool(low <= 0.0 < high)


@lean_kernel
def is_clear(
    arrays: NetworkArrays, x0: float, y0: float, x1: float, y1: float, radius: float
) -> bool:
    """Tell whether no barrier lies within a radius of a leg."""
    if len(arrays.barriers) == 0:
        return True
    south, north = rows_along(arrays.cells, y0, y1, radius)
    for row in range(south, north + 1):
        west, east = columns_along(arrays.cells, (x0, y0, x1, y1), row, radius)
        first = row * int(arrays.cells[0])
        for cell in range(first + west, first + east + 1):
            for item in range(arrays.barrier_start[cell], arrays.barrier_start[cell + 1]):
                segment = arrays.barriers[arrays.barrier_item[item]]
                if is_near(x0, y0, x1, y1, segment, radius):
                    return False
    return True


@lean_kernel
def is_near(
    x0: float, y0: float, x1: float, y1: float, segment: NDArray[np.float32], radius: float
) -> bool:
    """Tell whether a barrier segment comes within a radius of a leg."""
    ax, ay, bx, by = float(segment[0]), float(segment[1]), float(segment[2]), float(segment[3])
    if max(ax, bx) < min(x0, x1) - radius or min(ax, bx) > max(x0, x1) + radius:
        return False
    if max(ay, by) < min(y0, y1) - radius or min(ay, by) > max(y0, y1) + radius:
        return False
    if segments_cross(x0, y0, x1, y1, segment):
        return True
    gap = min(segment_distance(x0, y0, ax, ay, bx, by), segment_distance(x1, y1, ax, ay, bx, by))
    gap = min(
        gap, segment_distance(ax, ay, x0, y0, x1, y1), segment_distance(bx, by, x0, y0, x1, y1)
    )
    return gap <= radius


@lean_kernel
def segment_distance(x: float, y: float, x0: float, y0: float, x1: float, y1: float) -> float:
    """Give the metres from a point to a segment."""
    _, fx, fy = project(x, y, x0, y0, x1, y1)
    return distance(x, y, fx, fy)


@lean_kernel
def no_edge_within(arrays: NetworkArrays, x: float, y: float, radius: float) -> bool:
    """Tell whether no edge lies within a radius, up to `MAX_SNAP_M`, of a spot."""
    columns, rows = int(arrays.cells[0]), int(arrays.cells[1])
    west = max(math.floor((x - radius - arrays.cells[2]) / CELL_M), 0)
    east = min(math.floor((x + radius - arrays.cells[2]) / CELL_M), columns - 1)
    south = max(math.floor((y - radius - arrays.cells[3]) / CELL_M), 0)
    north = min(math.floor((y + radius - arrays.cells[3]) / CELL_M), rows - 1)
    for row in range(south, north + 1):
        for cell in range(row * columns + west, row * columns + east + 1):
            for item in range(arrays.edge_start[cell], arrays.edge_start[cell + 1]):
                ends = arrays.ends[arrays.edge_item[item]]
                x0, y0 = arrays.xy[ends[0], 0], arrays.xy[ends[0], 1]
                x1, y1 = arrays.xy[ends[1], 0], arrays.xy[ends[1], 1]
                if segment_distance(x, y, x0, y0, x1, y1) < radius:
                    return False
    return True


@lean_kernel
def stands_on_deck(ground: float, deck: float) -> bool:
    """Tell whether a point stands on a bridge or in a tunnel, by the metres to the nearest edges.

    `deck` are those to the nearest grade-separated edge, `ground` those to the nearest other one.
    """
    return deck <= ON_DECK_M and deck + _NEARER_M < ground
