"""The barriers around one point by direction: a leg is tested against few of them, or none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel, swift_kernel
from geo.network.snapping import (
    WINDOW,
    columns_within,
    rows_within,
    segments_cross,
)
from geo.walking_model import MAX_SNAP_M

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from geo.network.snapping import NetworkArrays

_SECTORS = 128
"""Directions that barriers are sorted by; a multiple of four."""

_PER_TURN = _SECTORS / 4.0

_ALL_AROUND_M = 0.05
"""A barrier so near to the point may lie in any direction."""

_LEAST = 1e-300
"""Stands for a length of 0, so that nothing is divided by it."""

_ROUNDING = 1e-9
"""Of a turn of 4: directions are known this well."""

_RAYS = np.array(
    [
        [min(max(abs((turn + ahead) % 4.0 - 2.0) - 1.0, -1.0), 1.0) for ahead in (0.0, 3.0)]
        for turn in np.linspace(0.0, 4.0, _SECTORS, endpoint=False).tolist()
    ]
)
"""The direction at which each sector begins, east and north: `turn_of` backwards."""


class BarriersAround(NamedTuple):
    """Scratch buffers: the barrier segments around one point.

    One row a segment: its number, the squared metres to it, the turns at which it is seen (the
    lesser first), its first sector and how many there are. `start` and `item` are the rows in each
    sector, in CSR. Legs of fewer squared metres than `near` in their sector meet no segment, and
    those of more than `dark` are surely cut off. `seen` is, by segment of the network, the last
    point around which it was found, of which `points` holds the number.
    """

    segment: NDArray[np.int32]
    squared: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    first: NDArray[np.int32]
    sectors: NDArray[np.int32]
    start: NDArray[np.int32]
    item: NDArray[np.int32]
    near: NDArray[np.float64]
    dark: NDArray[np.float64]
    seen: NDArray[np.int64]
    points: NDArray[np.int64]


def make_barriers_around(arrays: NetworkArrays) -> BarriersAround:
    """Make the buffers for any point of a network."""
    rows = most_around(arrays.cells, arrays.barrier_start) + 1
    return BarriersAround(
        np.empty(rows, np.int32),
        np.empty(rows),
        np.empty(rows),
        np.empty(rows),
        np.empty(rows, np.int32),
        np.empty(rows, np.int32),
        np.empty(_SECTORS + 1, np.int32),
        np.empty(rows * _SECTORS, np.int32),
        np.full(_SECTORS, np.inf),
        np.full(_SECTORS, np.inf),
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


def without_barriers(arrays: NetworkArrays) -> NetworkArrays:
    """Take the barriers out of every cell of the index, so that none is ever looked up."""
    return arrays._replace(barrier_start=np.zeros_like(arrays.barrier_start))


@lean_kernel
def gather_barriers(arrays: NetworkArrays, x: float, y: float, around: BarriersAround) -> None:
    """Gather the barriers around a point by sector; none where they are left out, grid or not."""
    if len(arrays.barriers) == 0:
        return
    count = list_segments(arrays, x, y, around)
    measure_segments(arrays.barriers, around, count, x, y)
    find_sectors(arrays.barriers, around, count, x, y)
    list_by_sector(around, count)


@lean_kernel
def list_segments(arrays: NetworkArrays, x: float, y: float, around: BarriersAround) -> int:
    """List the segments in the cells around a point, each once; give how many there are."""
    segments, seen, count = around.segment, around.seen, 0
    around.points[0] += 1
    point = around.points[0]
    south, north = rows_within(arrays.cells, y)
    for row in range(south, north + 1):
        west, east = columns_within(arrays.cells, x, y, row)
        cell = row * int(arrays.cells[0])
        if west <= east:  # else the point lies beside the grid
            first, last = arrays.barrier_start[cell + west], arrays.barrier_start[cell + east + 1]
            for item in range(first, last):
                segment = arrays.barrier_item[item]
                segments[count] = segment  # overwritten if it was listed before
                count += seen[segment] != point
                seen[segment] = point
    return count


@swift_kernel
def measure_segments(
    barriers: NDArray[np.float32], around: BarriersAround, count: int, x: float, y: float
) -> None:
    """Measure where segments lie as seen from a point."""
    segments, squared, low, high = around.segment, around.squared, around.low, around.high
    for row in range(count):
        segment = segments[row]
        x0, y0 = np.float64(barriers[segment, 0]) - x, np.float64(barriers[segment, 1]) - y
        x1, y1 = np.float64(barriers[segment, 2]) - x, np.float64(barriers[segment, 3]) - y
        dx, dy = x1 - x0, y1 - y0
        share = min(1.0, max(0.0, -(x0 * dx + y0 * dy) / max(dx * dx + dy * dy, _LEAST)))
        fx, fy = x0 + share * dx, y0 + share * dy
        squared[row] = fx * fx + fy * fy
        first, second = turn_of(x0, y0), turn_of(x1, y1)
        low[row], high[row] = min(first, second), max(first, second)


@lean_kernel
def turn_of(dx: float, dy: float) -> float:
    """Give a direction as 0 to 4, growing as its angle does, without trigonometry."""
    ahead = dx / max(abs(dx) + abs(dy), _LEAST)
    return 1.0 - ahead if dy >= 0.0 else 3.0 + ahead


@lean_kernel
def find_sectors(
    barriers: NDArray[np.float32], around: BarriersAround, count: int, x: float, y: float
) -> None:
    """Find the sectors of all segments, count those of each, and see how far it is clear or dark.

    What is further away than any leg is long has none.
    """
    start, near, dark = around.start, around.near, around.dark
    start[:], near[:], dark[:] = 0, np.inf, np.inf
    for row in range(count):
        squared, low, high = around.squared[row], around.low[row], around.high[row]
        if high - low > 2.0:
            low, high = high, low + 4.0
        first = math.floor((low - _ROUNDING) * _PER_TURN)
        sectors = min(math.floor((high + _ROUNDING) * _PER_TURN) - first + 1, _SECTORS)
        if squared < _ALL_AROUND_M * _ALL_AROUND_M:
            first, sectors = 0, _SECTORS
        if squared > (MAX_SNAP_M + _ALL_AROUND_M) ** 2:
            sectors = 0
        around.first[row], around.sectors[row] = first, sectors
        for place in range(first, first + sectors):
            sector = place % _SECTORS
            start[sector] += 1
            near[sector] = min(near[sector], squared)
        if sectors > 2:
            segment = around.segment[row]
            x0, y0 = float(barriers[segment, 0]) - x, float(barriers[segment, 1]) - y
            x1, y1 = float(barriers[segment, 2]) - x, float(barriers[segment, 3]) - y
            darken(dark, low, high, x0, y0, x1, y1)


@lean_kernel
def darken(
    dark: NDArray[np.float64],
    low: float,
    high: float,
    x0: float,
    y0: float,
    x1: float,
    y1: float,
) -> None:
    """Note how far away the sectors are dark that a segment, seen from 0, 0, reaches across.

    `low` and `high` are its turns. Behind it a leg ends so far from its line as not to touch it.
    """
    dx, dy = x1 - x0, y1 - y0
    across = x0 * dy - y0 * dx
    aside = abs(across) / max(math.sqrt(dx * dx + dy * dy), _ALL_AROUND_M)
    if aside < _ALL_AROUND_M:
        return
    across *= 1.0 + _ALL_AROUND_M / aside
    first = math.ceil((low + _ROUNDING) * _PER_TURN)
    last = math.floor((high - _ROUNDING) * _PER_TURN)
    before = 0.0
    for place in range(first, last + 1):
        east, north = _RAYS[place % _SECTORS, 0], _RAYS[place % _SECTORS, 1]
        share = across / (east * dy - north * dx)
        behind = share * share * (east * east + north * north)
        if place > first:
            sector = (place - 1) % _SECTORS
            dark[sector] = min(dark[sector], max(before, behind))
        before = behind


@lean_kernel
def list_by_sector(around: BarriersAround, count: int) -> None:
    """List the rows of each sector; `start` holds how many there are, and then where they begin."""
    start, item, end = around.start, around.item, 0
    for sector in range(_SECTORS + 1):
        end += start[sector]
        start[sector] = end
    for row in range(count - 1, -1, -1):
        first = around.first[row]
        for place in range(first, first + around.sectors[row]):
            sector = place % _SECTORS
            start[sector] -= 1
            item[start[sector]] = row


@lean_kernel
def is_cut_off(
    barriers: NDArray[np.float32],
    x: float,
    y: float,
    fx: float,
    fy: float,
    around: BarriersAround,
) -> bool:
    """Tell whether a leg from the point that barriers were gathered around crosses one.

    The answer is that of `crosses_barrier`.
    """
    squared = (fx - x) ** 2 + (fy - y) ** 2
    sector = np.uint32(turn_of(fx - x, fy - y) * _PER_TURN) % _SECTORS
    if squared < around.near[sector]:
        return False
    if squared > around.dark[sector]:
        return True
    for place in range(around.start[sector], around.start[sector + 1]):
        row = around.item[place]
        if around.squared[row] <= squared and segments_cross(
            x, y, fx, fy, barriers[around.segment[row]]
        ):
            return True
    return False
