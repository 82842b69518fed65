"""The edges around one point, by their distance from it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel, swift_kernel
from geo.network.barriers_around import most_around
from geo.network.snapping import CELL_M, GRADE_SEPARATED, columns_within, rows_within
from geo.walking_model import MAX_SNAP_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.snapping import NetworkArrays

_BAND_M = 4.0
"""Edges are visited in bands of this width around a point."""

_BANDS = math.ceil(MAX_SNAP_M / _BAND_M) + 1

_BEYOND_M = 2 * MAX_SNAP_M
"""Stands for the metres of a leg that is too long."""

_LEAST = 1e-300
"""The square of the length of an edge without any, so that nothing is divided by 0."""


class EdgesAround(NamedTuple):
    """Scratch buffers: the edges within `MAX_SNAP_M` of one point.

    One row an edge in a cell: its number, its length, the metres along it to the nearest spot,
    where that is, and the metres of the leg there; `_BEYOND_M` where that is too far away or in
    another cell. `within` are the other rows, `order` the same by bands of the leg, and `band`
    where these end.
    """

    edge: NDArray[np.int32]
    length: NDArray[np.float64]
    along: NDArray[np.float64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    leg: NDArray[np.float64]
    within: NDArray[np.int32]
    order: NDArray[np.int32]
    band: NDArray[np.int32]


def make_edges_around(arrays: NetworkArrays) -> EdgesAround:
    """Make the buffers for any point of a network."""
    rows = most_around(arrays.cells, arrays.edge_start)
    length, along, x, y, leg = np.empty((5, rows))
    edge, within, order = np.empty((3, rows + 1), np.int32)
    band = np.empty(_BANDS, np.int32)
    return EdgesAround(edge, length, along, x, y, leg, within, order, band)


@lean_kernel
def gather_edges(arrays: NetworkArrays, x: float, y: float, around: EdgesAround) -> int:
    """Gather the edges within `MAX_SNAP_M` of a point by their bands; give how many there are."""
    return order_by_leg(around, list_edges(arrays, x, y, around))


@lean_kernel
def list_edges(arrays: NetworkArrays, x: float, y: float, around: EdgesAround) -> int:
    """List the edges in the cells around a point; give how many rows are filled."""
    south, north = rows_within(arrays.cells, y)
    count = 0
    for row in range(south, north + 1):
        west, east = columns_within(arrays.cells, x, y, row)
        if west > east:  # the point lies beside the grid
            continue
        cell = row * int(arrays.cells[0])
        first, last = arrays.edge_start[cell + west], arrays.edge_start[cell + east + 1]
        for item in range(last - first):
            around.edge[count + item] = arrays.edge_item[first + item]
        project_on_lines(arrays.edge_line, first, last, x, y, around, count)
        count += last - first
    return count


@swift_kernel
def project_on_lines(
    lines: NDArray[np.float32],
    first: int,
    last: int,
    x: float,
    y: float,
    around: EdgesAround,
    count: int,
) -> None:
    """Project a point on some of the lines; without branches, so that the loop is vectorised."""
    x_of, y_of = lines[0][first:last], lines[1][first:last]
    to_x, to_y = lines[2][first:last], lines[3][first:last]
    left, low = lines[4][first:last], lines[5][first:last]
    length, along, leg = around.length[count:], around.along[count:], around.leg[count:]
    spot_x, spot_y = around.x[count:], around.y[count:]
    for item in range(len(x_of)):
        x0, y0 = np.float64(x_of[item]), np.float64(y_of[item])
        dx, dy = np.float64(to_x[item]) - x0, np.float64(to_y[item]) - y0
        square = dx * dx + dy * dy
        share = min(1.0, max(0.0, ((x - x0) * dx + (y - y0) * dy) / max(square, _LEAST)))
        fx, fy = x0 + share * dx, y0 + share * dy
        squared = (x - fx) ** 2 + (y - fy) ** 2
        # An edge is in several cells and is taken in the one that holds the nearest spot.
        east, north = fx - left[item], fy - low[item]
        here = (east >= 0.0) & (north >= 0.0) & (east < CELL_M) & (north < CELL_M)
        within = here & (squared <= MAX_SNAP_M * MAX_SNAP_M)
        length[item] = math.sqrt(square)
        along[item] = share * math.sqrt(square)
        spot_x[item], spot_y[item] = fx, fy
        leg[item] = math.sqrt(squared) if within else _BEYOND_M


@lean_kernel
def order_by_leg(around: EdgesAround, rows: int) -> int:
    """Order the rows that are within by bands, those of one as listed; give how many there are."""
    band, leg, within, order = around.band, around.leg, around.within, around.order
    count = 0
    for row in range(rows):
        within[count] = row  # overwritten unless it counts: no branch to mispredict
        count += leg[row] < _BEYOND_M
    band[:] = 0
    for place in range(count):
        band[np.uint32(leg[within[place]] / _BAND_M)] += 1
    before = 0
    for place in range(_BANDS):
        before, band[place] = before + band[place], before
    for place in range(count):
        row = within[place]
        part = np.uint32(leg[row] / _BAND_M)
        order[band[part]] = row
        band[part] += 1
    return count


@lean_kernel
def nearest_edges(arrays: NetworkArrays, around: EdgesAround, count: int) -> tuple[float, float]:
    """Give the metres to the nearest edge on the ground and to the nearest bridge or tunnel.

    Of these two the one that is much further away than the other may come out as even further.
    """
    ground, deck = np.float64(2.0 * MAX_SNAP_M), np.float64(2.0 * MAX_SNAP_M)
    for place in range(count):
        row = around.order[place]
        leg = around.leg[row]
        if leg > min(ground, deck) + 2 * _BAND_M:
            break
        if arrays.flags[around.edge[row]] & GRADE_SEPARATED:
            deck = min(deck, leg)
        else:
            ground = min(ground, leg)
    return ground, deck
