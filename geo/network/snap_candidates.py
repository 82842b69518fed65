"""Snap candidates: the spots on the edges around a point that are worth leaving for.

An edge within `MAX_SNAP_M` is no candidate when a walk over the streets, from a nearer candidate,
is at its nearest spot before the access leg is. Edges are visited by their distance, and each hands
the metres walked to one end on to the other: so most of them are known to be dominated before a
barrier is looked for. What is dropped is dominated at every pace, since metres are compared at the
fastest, whose waits cost the most of them, and stairs lead nowhere.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.network.barriers_around import (
    gather_barriers,
    is_cut_off,
    make_barriers_around,
    most_around,
)
from geo.network.snapping import (
    CELL_M,
    GRADE_SEPARATED,
    IN_WATER,
    ON_DECK_M,
    STEPS,
    project,
    stands_on_deck,
    window,
)
from geo.walking_model import CIRCUITY, MAX_SNAP_M, SPEED_M_S, TICKS_PER_S, WAIT_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.barriers_around import (
        BarriersAround,
    )
    from geo.network.snapping import NetworkArrays

SURE_M = 0.02
"""A walk that is shorter by this is quicker however times and lengths are rounded."""

HALF_WAIT_M = WAIT_S / 2 * max(SPEED_M_S.values())
"""Metres that half a wait costs at the fastest pace."""

_TICKS_PER_M = tuple(TICKS_PER_S / speed for speed in SPEED_M_S.values())

_BAND_M = 4.0
"""Edges are visited in bands of this width around a point."""

_BANDS = math.ceil(MAX_SNAP_M / _BAND_M) + 1


class SnapCandidates(NamedTuple):
    """Spots that one point may snap to, (candidates,) each.

    `edge` is its number, `along` the metres from its first end, `leg` the straight metres of the
    access leg. `ends` tells which ends of the edge people go on to: 1 the first, 2 the second.
    """

    edge: NDArray[np.int32]
    along: NDArray[np.float64]
    leg: NDArray[np.float64]
    ends: NDArray[np.uint8]

    def take(self, rows: NDArray[Any] | slice) -> SnapCandidates:
        """Give some of them, a copy where they are picked by number."""
        return SnapCandidates(self.edge[rows], self.along[rows], self.leg[rows], self.ends[rows])


class SnapBuffers(NamedTuple):
    """Scratch buffers for one point: the edges around it and the nodes at their ends.

    One row an edge: its number, its length, the metres along it to the nearest spot and of the leg,
    and its ends as in `SnapCandidates`. `order` are the rows by bands of the leg, `band` where
    these begin. `metres` are, by node of the network, the metres walked there at most, infinite
    between points. `found` takes the candidates.
    """

    edge: NDArray[np.int32]
    length: NDArray[np.float64]
    along: NDArray[np.float64]
    leg: NDArray[np.float64]
    ends: NDArray[np.uint8]
    order: NDArray[np.int32]
    band: NDArray[np.int32]
    metres: NDArray[np.float64]
    barriers: BarriersAround
    found: SnapCandidates


def make_snap_buffers(arrays: NetworkArrays) -> SnapBuffers:
    """Make the buffers for any point of a network."""
    rows = most_around(arrays.cells, arrays.edge_start) + 1
    return SnapBuffers(
        np.empty(rows, np.int32),
        np.empty(rows),
        np.empty(rows),
        np.empty(rows),
        np.empty(rows, np.uint8),
        np.empty(rows, np.int32),
        np.empty(_BANDS + 1, np.int32),
        np.full(len(arrays.xy), np.inf),
        make_barriers_around(arrays),
        SnapCandidates(
            np.empty(rows, np.int32), np.empty(rows), np.empty(rows), np.empty(rows, np.uint8)
        ),
    )


@lean_kernel
def find_candidates(
    arrays: NetworkArrays, x: float, y: float, buffers: SnapBuffers
) -> tuple[int, float]:
    """Find the snap candidates of a point, the nearest first to some metres.

    Args:
        arrays: the network.
        x: metres east of the network's centre.
        y: metres north of it.
        buffers: of `make_snap_buffers` for the same network; `found` is filled from its start.

    Returns:
        How many candidates there are, and the point's clearance: metres to the nearest edge, more
        than `MAX_SNAP_M` where none is around, 0 on a bridge or in a tunnel. Inside that circle
        there is no edge to cross.
    """
    count = list_edges(arrays, x, y, buffers)
    buffers.band[:] = 0
    ground, deck = measure_edges(arrays, buffers, count)
    order_by_leg(buffers, count)
    if stands_on_deck(ground, deck):
        return write_candidates(buffers, pick_decks(arrays, buffers, count)), 0.0
    gather_barriers(arrays, x, y, buffers.barriers)
    kept = pick_undominated(arrays, x, y, buffers, count)
    kept = keep_undominated(arrays, buffers, kept)
    for row in range(count):
        edge = buffers.edge[row]
        buffers.metres[arrays.ends[edge, 0]] = np.inf
        buffers.metres[arrays.ends[edge, 1]] = np.inf
    return write_candidates(buffers, kept), min(ground, deck)


@lean_kernel
def list_edges(arrays: NetworkArrays, x: float, y: float, buffers: SnapBuffers) -> int:
    """List the edges within `MAX_SNAP_M` of a point; give how many there are.

    Of lengths the squares are written, of what is along the edge the share.
    """
    west, east, south, north = window(arrays.cells, x, y)
    count = 0
    for row in range(south, north + 1):
        for column in range(west, east + 1):
            left, low = arrays.cells[2] + column * CELL_M, arrays.cells[3] + row * CELL_M
            if is_cell_beyond(left, low, x, y):
                continue
            cell = row * int(arrays.cells[0]) + column
            for item in range(arrays.edge_start[cell], arrays.edge_start[cell + 1]):
                edge = arrays.edge_item[item]
                u, v = arrays.ends[edge, 0], arrays.ends[edge, 1]
                x0, y0 = np.float64(arrays.xy[u, 0]), np.float64(arrays.xy[u, 1])
                dx, dy = np.float64(arrays.xy[v, 0]) - x0, np.float64(arrays.xy[v, 1]) - y0
                square = dx * dx + dy * dy
                share = 0.0
                if square > 0.0:
                    share = min(1.0, max(0.0, ((x - x0) * dx + (y - y0) * dy) / square))
                fx, fy = x0 + share * dx, y0 + share * dy
                # An edge is in several cells and is taken in the one that holds the nearest spot.
                here = (fx >= left) & (fy >= low) & (fx < left + CELL_M) & (fy < low + CELL_M)
                squared = (x - fx) ** 2 + (y - fy) ** 2
                buffers.edge[count], buffers.length[count] = edge, square
                buffers.along[count], buffers.leg[count] = share, squared
                count += here & (squared <= MAX_SNAP_M * MAX_SNAP_M)
    return count


@lean_kernel
def measure_edges(arrays: NetworkArrays, buffers: SnapBuffers, count: int) -> tuple[float, float]:
    """Turn squares and shares into metres and count the edges of each band.

    Gives the metres to the nearest edge on the ground and to the nearest bridge or tunnel.
    """
    nearest = np.float64(2.0 * MAX_SNAP_M), np.float64(2.0 * MAX_SNAP_M)
    ground, deck = nearest
    for row in range(count):
        leg, length = math.sqrt(buffers.leg[row]), math.sqrt(buffers.length[row])
        buffers.leg[row], buffers.length[row] = leg, length
        buffers.along[row] *= length
    for row in range(count):
        leg = buffers.leg[row]
        over = (arrays.flags[buffers.edge[row]] & GRADE_SEPARATED) > 0
        deck = min(deck, leg if over else deck)
        ground = min(ground, ground if over else leg)
        buffers.band[int(leg / _BAND_M)] += 1
    return ground, deck


@lean_kernel
def is_cell_beyond(left: float, low: float, x: float, y: float) -> bool:
    """Tell whether all of a cell is further than `MAX_SNAP_M` from a point."""
    east, north = x - left, y - low
    aside = max(-east, 0.0, east - CELL_M)
    ahead = max(-north, 0.0, north - CELL_M)
    return aside * aside + ahead * ahead > (MAX_SNAP_M + SURE_M) ** 2


@lean_kernel
def order_by_leg(buffers: SnapBuffers, count: int) -> None:
    """Order the edges by bands; those of one band are in the order that they were listed in."""
    band, before = buffers.band, 0
    for place in range(_BANDS + 1):
        before, band[place] = before + band[place], before
    for row in range(count):
        place = int(buffers.leg[row] / _BAND_M)
        buffers.order[band[place]] = row
        band[place] += 1


@lean_kernel
def pick_undominated(
    arrays: NetworkArrays, x: float, y: float, buffers: SnapBuffers, count: int
) -> int:
    """Move the rows of edges that are joined to the front of `order`; give how many there are.

    `metres` are left for all nodes around.
    """
    metres, half_waits, kept = buffers.metres, arrays.half_waits, 0
    for place in range(count):
        row = buffers.order[place]
        edge, along, length = buffers.edge[row], buffers.along[row], buffers.length[row]
        u, v, flags = arrays.ends[edge, 0], arrays.ends[edge, 1], arrays.flags[edge]
        leg = buffers.leg[row] * CIRCUITY
        by_u = metres[u] + half_waits[u] * HALF_WAIT_M
        by_v = metres[v] + half_waits[v] * HALF_WAIT_M
        undominated = min(by_u + along, by_v + length - along) + SURE_M >= leg
        if (
            undominated
            and not is_repeated(arrays, buffers, row)
            and may_join(arrays, x, y, buffers, row)
        ):
            buffers.order[kept] = row
            kept += 1
            if not flags & STEPS:
                metres[u] = min(metres[u], leg + along)
                metres[v] = min(metres[v], leg + length - along)
        if not flags & STEPS:
            metres[u] = min(metres[u], by_v + length)
            metres[v] = min(metres[v], by_u + length)
    return kept


@lean_kernel
def is_repeated(arrays: NetworkArrays, buffers: SnapBuffers, row: int) -> bool:
    """Tell whether an edge is left at an end of it to which people go by a like candidate.

    Where edges meet at the nearest spot of all, one candidate does for all of them, if going on
    along this edge from there takes as long to the last tick.
    """
    along, length = buffers.along[row], buffers.length[row]
    if 0.0 < along < length:
        return False
    end = arrays.ends[buffers.edge[row], 0 if along == 0.0 else 1]
    if buffers.metres[end] > buffers.leg[row] * CIRCUITY or arrays.half_waits[end] > 0:
        return False
    kept = float(np.float32(length))
    for ticks_per_m in _TICKS_PER_M:
        if int(length * ticks_per_m + 0.5) != int(kept * ticks_per_m + 0.5):
            return False
    return True


@lean_kernel
def may_join(arrays: NetworkArrays, x: float, y: float, buffers: SnapBuffers, row: int) -> bool:
    """Tell whether an edge on the ground may be joined from a point."""
    edge = buffers.edge[row]
    if arrays.flags[edge] & (IN_WATER | GRADE_SEPARATED):
        return False
    if len(arrays.barriers) == 0:
        return True
    u, v = arrays.ends[edge, 0], arrays.ends[edge, 1]
    x0, y0 = np.float64(arrays.xy[u, 0]), np.float64(arrays.xy[u, 1])
    x1, y1 = np.float64(arrays.xy[v, 0]), np.float64(arrays.xy[v, 1])
    _, fx, fy = project(x, y, x0, y0, x1, y1)
    return not is_cut_off(arrays, x, y, fx, fy, buffers.barriers)


@lean_kernel
def keep_undominated(arrays: NetworkArrays, buffers: SnapBuffers, count: int) -> int:
    """Keep of the first rows of `order` what is undominated by all that is known in the end.

    The ends that people go on to are written to `ends`.
    """
    metres, half_waits, kept = buffers.metres, arrays.half_waits, 0
    for place in range(count):
        row = buffers.order[place]
        edge, along = buffers.edge[row], buffers.along[row]
        u, v = arrays.ends[edge, 0], arrays.ends[edge, 1]
        by_u = metres[u] + half_waits[u] * HALF_WAIT_M + along
        by_v = metres[v] + half_waits[v] * HALF_WAIT_M + buffers.length[row] - along
        buffers.order[kept] = row
        leg = buffers.leg[row] * CIRCUITY
        first = leg + along <= metres[u] + SURE_M
        second = leg + buffers.length[row] - along <= metres[v] + SURE_M
        buffers.ends[row] = first + 2 * second
        kept += min(by_u, by_v) + SURE_M >= leg
    return kept


@lean_kernel
def pick_decks(arrays: NetworkArrays, buffers: SnapBuffers, count: int) -> int:
    """Move the rows of bridges and tunnels that a point may stand on to the front of `order`."""
    kept = 0
    for place in range(count):
        row = buffers.order[place]
        flags = arrays.flags[buffers.edge[row]]
        if flags & GRADE_SEPARATED and not flags & IN_WATER and buffers.leg[row] <= ON_DECK_M:
            buffers.order[kept], buffers.ends[row] = row, 3
            kept += 1
    return kept


@lean_kernel
def write_candidates(buffers: SnapBuffers, count: int) -> int:
    """Write the first rows of `order` as candidates; give how many there are."""
    found = buffers.found
    for place in range(count):
        row = buffers.order[place]
        found.edge[place], found.along[place] = buffers.edge[row], buffers.along[row]
        found.leg[place], found.ends[place] = buffers.leg[row], buffers.ends[row]
    return count


def snap_candidates(
    arrays: NetworkArrays, x: float, y: float, buffers: SnapBuffers
) -> tuple[SnapCandidates, float]:
    """Give the snap candidates of a point in metres, and its clearance: see `find_candidates`."""
    count, clearance = find_candidates(arrays, x, y, buffers)
    return buffers.found.take(np.arange(count)), clearance
