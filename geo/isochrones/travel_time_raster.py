"""The travel-time raster: metres walked to every spot of a grid, street or not, from one search.

Each spot takes the best of its snap candidates, as `Walker.minutes_to` does. Few edges can be the
best anywhere within a small square, so squares are split by four, as in a quadtree, and each keeps
those edges of the larger one that may matter. A square that lies wholly between two contour levels
is not split: the raster is exact where a contour may run, and there only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.isochrones.reached_edges import (
    LEVEL_ROWS,
    NUMBER,
    ROWS,
    SpotBuffers,
    good_enough,
    is_blocked,
    least_of,
    measure,
    measure_uphill,
    nearest_spot,
    read_edge,
    walk_over,
    walk_uphill,
)
from geo.isochrones.straight_walks import add_straight
from geo.network.snapping import is_clear, segments_cross
from geo.walking_model import MAX_SNAP_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.isochrones.reached_edges import Levels
    from geo.isochrones.straight_walks import RasterGrid, RasterOrigin
    from geo.network.snapping import NetworkArrays

_SQUARE = 64
"""Spots along a side of the largest squares."""

_SMALL = 4
"""Squares of so few spots are filled spot by spot."""

_DEPTHS = 6
"""Sizes of squares: 64, 32, 16, 8, 4, and one more for what the smallest keeps."""

_BAND_M, _BANDS = 4.0, 256
"""Small squares try their edges in bands of so many metres walked."""

_TRIES = 4
"""So many edges are tried for one that all spots of a square reach without crossing a barrier."""


class RasterBuffers(NamedTuple):
    """The scratch buffers of filling a raster.

    Attributes:
        edges: (depths, `ROWS`, edges), the reached edges that squares of each size keep.
        counts: (depths,) how many edges that are.
        kept: (edges,) the rows that a square keeps for the next depth.
        at_middle: of each edge at the middle of a square.
        x, y, metres, best_edge: (16,) of each spot of a small square: where it is, the metres
            walked to it, and over which edge.
        order, at_least: (edges,) the rows that a small square keeps, the nearest first, and metres
            at its middle that none of them and of those after it is below.
        band: how many edges there are in each band of metres.
        stack: (squares, 4) column, row, side and depth of squares to fill.
    """

    edges: NDArray[np.float64]
    counts: NDArray[np.int64]
    kept: NDArray[np.int64]
    at_middle: SpotBuffers
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    metres: NDArray[np.float64]
    best_edge: NDArray[np.int64]
    order: NDArray[np.int64]
    at_least: NDArray[np.float64]
    band: NDArray[np.int64]
    stack: NDArray[np.int64]

    @classmethod
    def for_edges(cls, count: int) -> RasterBuffers:
        """Make the buffers for so many edges."""
        return cls(
            np.empty((_DEPTHS, ROWS, count)),
            np.zeros(_DEPTHS, np.int64),
            np.empty(count + 1, np.int64),
            SpotBuffers(np.empty(count), np.empty(count), np.full(count + 1, -1)),
            np.empty(_SMALL * _SMALL),
            np.empty(_SMALL * _SMALL),
            np.empty(_SMALL * _SMALL),
            np.empty(_SMALL * _SMALL, np.int64),
            np.empty(count, np.int64),
            np.empty(count),
            np.empty(_BANDS, np.int64),
            np.empty((3 * _DEPTHS + 1, 4), np.int64),
        )


@lean_kernel
def prune_edges(
    arrays: NetworkArrays,
    buffers: RasterBuffers,
    depth: int,
    square: tuple[float, float, float],
    levels: Levels,
) -> tuple[float, float]:
    """Keep for the next depth the edges that may be the best somewhere in a square.

    `square` is its middle x, y and half its diagonal. Gives metres that no spot of the square is
    below, and metres that none is above.
    """
    x, y, radius = square
    slack = levels.rise * radius
    edges, left = buffers.edges[depth], buffers.edges[depth + 1]
    count, furthest, columns = buffers.counts[depth], MAX_SNAP_M + radius, LEVEL_ROWS
    if len(arrays.slope_factor) > 0:
        measure_uphill(arrays, edges, count, (x, y), furthest, buffers.at_middle)
        columns = ROWS
    else:
        measure(edges, count, x, y, furthest, buffers.at_middle)
    low, high = bounds(arrays, buffers, depth, square)
    most = min(high + slack, levels.limits[-1]) + slack
    kept = 0
    for row in range(buffers.counts[depth]):
        buffers.kept[kept] = row  # overwritten unless it counts: no branch to mispredict
        kept += buffers.at_middle.metres[row] <= most
    for column in range(columns):
        for row in range(kept):
            left[column, row] = edges[column, buffers.kept[row]]
    buffers.counts[depth + 1] = kept
    return low - slack, high + slack


@lean_kernel
def bounds(
    arrays: NetworkArrays, buffers: RasterBuffers, depth: int, square: tuple[float, float, float]
) -> tuple[float, float]:
    """Give the metres of the best edge at a square's middle, and of one all spots can reach."""
    x, y, radius = square
    metres, count = buffers.at_middle.metres, buffers.counts[depth]
    low = least = least_of(metres, count, -np.inf)
    for _ in range(_TRIES):
        if least == np.inf:
            break
        row = 0
        while metres[row] != least:
            row += 1
        # As a spot moves within the square, its projection on the edge moves no further.
        fx, fy = nearest_spot(read_edge(buffers.edges[depth], row), x, y)
        if buffers.at_middle.leg[row] + radius <= MAX_SNAP_M and is_clear(
            arrays, x, y, fx, fy, radius
        ):
            return low, least
        least = least_of(metres, count, least)
    return low, np.inf


@lean_kernel
def order_by_metres(buffers: RasterBuffers, depth: int, low: float) -> None:
    """Order the edges that a square keeps by bands of the metres at its middle, `low` the least."""
    band, count, before = buffers.band, buffers.counts[depth], 0
    band[:] = 0
    for row in range(count):
        metres = buffers.at_middle.metres[buffers.kept[row]]
        band[min(int((metres - low) / _BAND_M), _BANDS - 1)] += 1
    for place in range(_BANDS):
        before, band[place] = before + band[place], before
    for row in range(count):
        metres = buffers.at_middle.metres[buffers.kept[row]]
        place = min(int((metres - low) / _BAND_M), _BANDS - 1)
        buffers.order[band[place]], buffers.at_least[band[place]] = row, low + place * _BAND_M
        band[place] += 1


@lean_kernel
def forget_spots(buffers: RasterBuffers) -> None:
    """Begin a small square: nothing is known of its spots."""
    for spot in range(_SMALL * _SMALL):
        buffers.metres[spot] = np.inf
        buffers.best_edge[spot] = -1


@lean_kernel
def measure_spots(edges: NDArray[np.float64], count: int, buffers: RasterBuffers) -> None:
    """Find the best edge for every spot of a small square, as if there were no barriers."""
    forget_spots(buffers)
    for row in range(count):
        edge = read_edge(edges, row)
        for spot in range(_SMALL * _SMALL):
            metres, leg, _ = walk_over(edge, buffers.x[spot], buffers.y[spot])
            nearer = leg <= MAX_SNAP_M and metres < buffers.metres[spot]
            buffers.metres[spot] = metres if nearer else buffers.metres[spot]
            buffers.best_edge[spot] = row if nearer else buffers.best_edge[spot]


@lean_kernel
def measure_spots_uphill(
    arrays: NetworkArrays, edges: NDArray[np.float64], count: int, buffers: RasterBuffers
) -> None:
    """Find what `measure_spots` does, where legs go up or down hill."""
    forget_spots(buffers)
    for row in range(count):
        edge = read_edge(edges, row)
        for spot in range(_SMALL * _SMALL):
            metres, leg, _ = walk_uphill(arrays, edge, buffers.x[spot], buffers.y[spot])
            if leg <= MAX_SNAP_M and metres < buffers.metres[spot]:
                buffers.metres[spot], buffers.best_edge[spot] = metres, row


@lean_kernel
def fill_small(
    arrays: NetworkArrays,
    buffers: RasterBuffers,
    depth: int,
    corner: tuple[int, int],
    grid: RasterGrid,
    levels: Levels,
    low: float,
    metres: NDArray[np.float64],
) -> None:
    """Fill a small square spot by spot; at its middle no metres are below `low`."""
    edges, count = buffers.edges[depth], buffers.counts[depth]
    slack, ordered = levels.rise * square_of(grid, corner[0], corner[1], _SMALL)[2], False
    enough = good_enough(low - slack, levels)
    for spot in range(_SMALL * _SMALL):
        buffers.x[spot] = grid.x + (corner[0] + spot % _SMALL) * grid.spacing
        buffers.y[spot] = grid.y + (corner[1] + spot // _SMALL) * grid.spacing
    if len(arrays.slope_factor) > 0:
        measure_spots_uphill(arrays, edges, count, buffers)
    else:
        measure_spots(edges, count, buffers)
    for spot in range(_SMALL * _SMALL):
        column, row = corner[0] + spot % _SMALL, corner[1] + spot // _SMALL
        if column >= grid.columns or row >= grid.rows or buffers.best_edge[spot] < 0:
            continue
        x, y = buffers.x[spot], buffers.y[spot]
        fx, fy = nearest_spot(read_edge(edges, buffers.best_edge[spot]), x, y)
        metres[row, column] = buffers.metres[spot]
        number = int(edges[NUMBER, buffers.best_edge[spot]])
        if is_blocked(arrays, (x, y, fx, fy), number, buffers.at_middle.blocker):
            if not ordered:
                order_by_metres(buffers, depth, low)
                ordered = True
            metres[row, column] = metres_to_near(arrays, buffers, depth, (x, y), slack, enough)


@lean_kernel
def metres_to_near(
    arrays: NetworkArrays,
    buffers: RasterBuffers,
    depth: int,
    spot: tuple[float, float],
    slack: float,
    enough: float,
) -> float:
    """Give the metres walked to a spot, over the best edge that its small square keeps.

    They are right on which side of each level they are, and exact past `enough`. At the spot they
    are at most `slack` less than at the middle of the square.
    """
    x, y = spot
    edges, best, is_sloped = buffers.edges[depth], np.inf, len(arrays.slope_factor) > 0
    barriers, order, at_least = arrays.barriers, buffers.order, buffers.at_least
    blocker = buffers.at_middle.blocker
    for place in range(buffers.counts[depth]):
        if best <= enough or at_least[place] - slack >= best:
            break
        row = order[place]
        edge = read_edge(edges, row)
        metres, leg, along = walk_over(edge, x, y)
        if is_sloped:
            metres, leg, along = walk_uphill(arrays, edge, x, y)
        if metres < best and leg <= MAX_SNAP_M:
            fx, fy = edge.x + along * edge.east, edge.y + along * edge.north
            number = int(edges[NUMBER, row])
            known = blocker[number]
            if known >= 0 and segments_cross(x, y, fx, fy, barriers[known]):
                continue  # as most of the time
            if not is_blocked(arrays, (x, y, fx, fy), number, blocker):
                best = metres
    return best


@lean_kernel
def may_cross(low: float, high: float, levels: Levels) -> bool:
    """Tell whether a contour may run where the metres are between two bounds."""
    for limit in levels.limits:
        if low <= limit + levels.margin and high >= limit - levels.margin:
            return True
    return False


@lean_kernel
def square_of(grid: RasterGrid, column: int, row: int, side: int) -> tuple[float, float, float]:
    """Give a square of spots as its middle and half its diagonal, in metres."""
    half = (side - 1) * grid.spacing / 2
    middle_x, middle_y = grid.x + column * grid.spacing + half, grid.y + row * grid.spacing + half
    return middle_x, middle_y, half * 2**0.5


@lean_kernel
def push_square(
    stack: NDArray[np.int64], squares: int, column: int, row: int, side: int, depth: int
) -> int:
    """Push a square to be filled; give how many squares are on the stack."""
    stack[squares, 0], stack[squares, 1] = column, row
    stack[squares, 2], stack[squares, 3] = side, depth
    return squares + 1


@lean_kernel
def fill_square(
    arrays: NetworkArrays,
    buffers: RasterBuffers,
    corner: tuple[int, int],
    grid: RasterGrid,
    levels: Levels,
    metres: NDArray[np.float64],
) -> None:
    """Fill a square of `_SQUARE` spots a side, splitting it by four where a contour may run."""
    squares = push_square(buffers.stack, 0, corner[0], corner[1], _SQUARE, 0)
    while squares > 0:
        squares -= 1
        column, row = buffers.stack[squares, 0], buffers.stack[squares, 1]
        side, depth = buffers.stack[squares, 2], buffers.stack[squares, 3]
        if column >= grid.columns or row >= grid.rows:
            continue
        square = square_of(grid, column, row, side)
        low, high = prune_edges(arrays, buffers, depth, square, levels)
        depth += 1
        if buffers.counts[depth] == 0:
            continue
        if not may_cross(low, high, levels):
            metres[row : row + side, column : column + side] = (low + high) / 2
        elif side > _SMALL:
            half = side // 2
            for quarter in range(4):
                east, north = column + quarter % 2 * half, row + quarter // 2 * half
                squares = push_square(buffers.stack, squares, east, north, half, depth)
        else:
            low += levels.rise * square[2]
            fill_small(arrays, buffers, depth, (column, row), grid, levels, low, metres)


@lean_kernel
def fill_raster(
    arrays: NetworkArrays,
    buffers: RasterBuffers,
    origin: RasterOrigin,
    grid: RasterGrid,
    levels: Levels,
    metres: NDArray[np.float64],
) -> None:
    """Fill in the metres walked to every spot, (rows, columns), which starts as all infinite.

    Waits are counted; spots past all levels stay infinite. The first depth of `buffers` holds the
    reached edges.
    """
    for row in range(0, grid.rows, _SQUARE):
        for column in range(0, grid.columns, _SQUARE):
            fill_square(arrays, buffers, (column, row), grid, levels, metres)
    add_straight(arrays, origin, grid, metres)
