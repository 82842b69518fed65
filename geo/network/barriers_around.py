"""The barriers around one point by direction: a leg is tested against few of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.network.snapping import WINDOW, project, segments_cross, window

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from geo.network.snapping import NetworkArrays

_SECTORS = 128
"""Directions that barriers are sorted by; a multiple of four."""

_ALL_AROUND_M = 0.05
"""A barrier so near to the point may lie in any direction."""

_ROUNDING = 1e-9
"""Of a turn of 4: directions are known this well."""


class BarriersAround(NamedTuple):
    """Scratch buffers: the barrier segments around one point.

    One row a segment: its number, the squared metres to it, its first sector and how many there
    are. `start` and `item` are the rows in each sector, in CSR. `seen` is, by segment of the
    network, the last point around which it was found, of which `points` holds the number.
    """

    segment: NDArray[np.int32]
    squared: NDArray[np.float64]
    first: NDArray[np.int32]
    sectors: NDArray[np.int32]
    start: NDArray[np.int32]
    item: NDArray[np.int32]
    seen: NDArray[np.int64]
    points: NDArray[np.int64]


def make_barriers_around(arrays: NetworkArrays) -> BarriersAround:
    """Make the buffers for any point of a network."""
    rows = most_around(arrays.cells, arrays.barrier_start)
    return BarriersAround(
        np.empty(rows, np.int32),
        np.empty(rows),
        np.empty(rows, np.int32),
        np.empty(rows, np.int32),
        np.empty(_SECTORS + 1, np.int32),
        np.empty(rows * _SECTORS, np.int32),
        np.zeros(len(arrays.barriers), np.int64),
        np.zeros(1, np.int64),
    )


def most_around(cells: NDArray[np.float64], start: NDArray[Any]) -> int:
    """Count what is indexed in the fullest `window`, in CSR by cell."""
    columns, rows, side = int(cells[0]), int(cells[1]), 2 * WINDOW + 1
    counts = np.zeros((rows + side, columns + side), np.int64)
    first = WINDOW + 1
    counts[first : first + rows, first : first + columns] = np.diff(start).reshape(rows, columns)
    sums = counts.cumsum(axis=0).cumsum(axis=1)
    inside = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return int(inside.max())


@lean_kernel
def gather_barriers(arrays: NetworkArrays, x: float, y: float, around: BarriersAround) -> None:
    """Gather the barriers around a point by sector; none where they are left out, grid or not."""
    if len(arrays.barriers) == 0:
        return
    west, east, south, north = window(arrays.cells, x, y)
    count = 0
    around.points[0] += 1
    around.start[:] = 0
    for row in range(south, north + 1):
        if west > east:  # the point lies beside the grid, and the next row is not its own
            break
        first = row * int(arrays.cells[0])
        for item in range(
            arrays.barrier_start[first + west], arrays.barrier_start[first + east + 1]
        ):
            segment = arrays.barrier_item[item]
            if around.seen[segment] != around.points[0]:
                around.seen[segment] = around.points[0]
                write_segment(arrays, x, y, segment, around, count)
                count += 1
    list_by_sector(around, count)


@lean_kernel
def write_segment(
    arrays: NetworkArrays, x: float, y: float, segment: int, around: BarriersAround, row: int
) -> None:
    """Write where one barrier segment lies as seen from a point, and count it in its sectors."""
    x0, y0 = float(arrays.barriers[segment, 0]) - x, float(arrays.barriers[segment, 1]) - y
    x1, y1 = float(arrays.barriers[segment, 2]) - x, float(arrays.barriers[segment, 3]) - y
    _, fx, fy = project(0.0, 0.0, x0, y0, x1, y1)
    around.segment[row], around.squared[row] = segment, fx * fx + fy * fy
    low, high = turn_of(x0, y0), turn_of(x1, y1)
    low, high = min(low, high), max(low, high)
    if high - low > 2.0:
        low, high = high, low + 4.0
    first = math.floor((low - _ROUNDING) * (_SECTORS / 4.0))
    last = math.floor((high + _ROUNDING) * (_SECTORS / 4.0))
    if around.squared[row] < _ALL_AROUND_M * _ALL_AROUND_M:
        first, last = 0, _SECTORS - 1
    around.first[row], around.sectors[row] = first, min(last - first + 1, _SECTORS)
    for place in range(first, first + around.sectors[row]):
        around.start[place % _SECTORS] += 1


@lean_kernel
def turn_of(dx: float, dy: float) -> float:
    """Give a direction as 0 to 4, growing as its angle does, without trigonometry."""
    whole = abs(dx) + abs(dy)
    if whole == 0.0:
        return 0.0
    if dy >= 0.0:
        return dy / whole if dx >= 0.0 else 1.0 - dx / whole
    return 2.0 - dy / whole if dx < 0.0 else 3.0 + dx / whole


@lean_kernel
def list_by_sector(around: BarriersAround, count: int) -> None:
    """List the rows of each sector; `start` holds how many there are, and then where they begin."""
    end = 0
    for sector in range(_SECTORS + 1):
        end += around.start[sector]
        around.start[sector] = end
    for row in range(count - 1, -1, -1):
        for place in range(around.first[row], around.first[row] + around.sectors[row]):
            sector = place % _SECTORS
            around.start[sector] -= 1
            around.item[around.start[sector]] = row


@lean_kernel
def is_cut_off(
    arrays: NetworkArrays, x: float, y: float, fx: float, fy: float, around: BarriersAround
) -> bool:
    """Tell whether a leg from the point that barriers were gathered around crosses one.

    The answer is that of `crosses_barrier`.
    """
    sector = int(turn_of(fx - x, fy - y) * (_SECTORS / 4.0)) % _SECTORS
    squared = (fx - x) ** 2 + (fy - y) ** 2
    for place in range(around.start[sector], around.start[sector + 1]):
        row = around.item[place]
        if around.squared[row] <= squared and segments_cross(
            x, y, fx, fy, arrays.barriers[around.segment[row]]
        ):
            return True
    return False
