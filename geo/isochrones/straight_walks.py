"""Straight walks in a travel-time raster: to the spots that no street separates from the origin."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.network.snapping import (
    AT_ENDS,
    columns_within,
    crosses_barrier,
    distance,
    leg_level_m,
    no_edge_within,
    project,
    rows_within,
)
from geo.walking_model import CIRCUITY, LEAST_FACTOR, MAX_SNAP_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.snapping import NetworkArrays


class RasterGrid(NamedTuple):
    """A grid of spots: the low corner and the spacing in metres, columns and rows."""

    x: float
    y: float
    spacing: float
    columns: int
    rows: int


class RasterOrigin(NamedTuple):
    """The origin, as in `geo.network.walk_network.SnappedOrigin`, and the cutoff in metres."""

    x: float
    y: float
    clearance: float
    cutoff: float


@lean_kernel
def straight_metres(arrays: NetworkArrays, origin: RasterOrigin, x: float, y: float) -> float:
    """Give the metres walked straight from the origin, infinity if an edge or barrier lies between.

    See `geo.routing.access_legs.straight_label`.
    """
    gap = distance(x, y, origin.x, origin.y)
    if gap > MAX_SNAP_M or origin.clearance < 0.0:
        return np.inf
    if not no_edge_within(arrays, x, y, gap - origin.clearance):
        return np.inf
    if crosses_barrier(arrays, origin.x, origin.y, x, y):
        return np.inf
    return leg_level_m(arrays, origin.x, origin.y, x, y, gap)


@lean_kernel
def is_joined(arrays: NetworkArrays, x: float, y: float) -> bool:
    """Tell whether a spot on the ground has any snap candidate."""
    south, north = rows_within(arrays.cells, y)
    for row in range(south, north + 1):
        west, east = columns_within(arrays.cells, x, y, row)
        first = row * int(arrays.cells[0])
        for cell in range(first + west, first + east + 1):
            for item in range(arrays.edge_start[cell], arrays.edge_start[cell + 1]):
                edge = arrays.edge_item[item]
                if arrays.flags[edge] & AT_ENDS:
                    continue
                u, v = arrays.ends[edge, 0], arrays.ends[edge, 1]
                x0, y0 = np.float64(arrays.xy[u, 0]), np.float64(arrays.xy[u, 1])
                x1, y1 = np.float64(arrays.xy[v, 0]), np.float64(arrays.xy[v, 1])
                _, fx, fy = project(x, y, x0, y0, x1, y1)
                if distance(x, y, fx, fy) <= MAX_SNAP_M and not crosses_barrier(
                    arrays, x, y, fx, fy
                ):
                    return True
    return False


@lean_kernel
def add_straight(
    arrays: NetworkArrays, origin: RasterOrigin, grid: RasterGrid, metres: NDArray[np.float64]
) -> None:
    """Fill in the straight walks to the spots that no edge separates from the origin."""
    column = round((origin.x - grid.x) / grid.spacing)
    row = round((origin.y - grid.y) / grid.spacing)
    least = CIRCUITY * (LEAST_FACTOR if len(arrays.slope_factor) > 0 else 1.0)
    furthest = int(min(MAX_SNAP_M, origin.cutoff / least) / grid.spacing) + 1
    for ring in range(furthest + 1):
        walked = False
        for place in range(max(8 * ring, 1)):
            across, up = ring_offset(ring, place)
            walked |= add_spot(arrays, origin, grid, column + across, row + up, metres)
        if ring > 1 and not walked:
            return  # what lies straight beyond is not reached either


@lean_kernel
def ring_offset(ring: int, place: int) -> tuple[int, int]:
    """Give the columns and rows from the middle of a square ring to one of its 8 x `ring` spots."""
    if ring == 0:
        return 0, 0
    side, step = place // (2 * ring), place % (2 * ring)
    if side == 0:
        return step - ring, -ring
    if side == 1:
        return ring, step - ring
    if side == 2:
        return ring - step, ring
    return -ring, ring - step


@lean_kernel
def add_spot(
    arrays: NetworkArrays,
    origin: RasterOrigin,
    grid: RasterGrid,
    column: int,
    row: int,
    metres: NDArray[np.float64],
) -> bool:
    """Fill in the straight walk to one spot; tell whether there is one."""
    if not (0 <= column < grid.columns and 0 <= row < grid.rows):
        return False
    x, y = grid.x + column * grid.spacing, grid.y + row * grid.spacing
    straight, known = straight_metres(arrays, origin, x, y), metres[row, column]
    if straight <= origin.cutoff and (known < np.inf or is_joined(arrays, x, y)):
        metres[row, column] = min(known, straight)
    return straight <= origin.cutoff
