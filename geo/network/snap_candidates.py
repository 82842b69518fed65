"""Snap candidates: the spots on the edges around a point that are worth leaving for.

An edge within `MAX_SNAP_M` is no candidate when a walk over the streets, from a nearer candidate,
is at its nearest spot before the access leg is. Edges are visited by their distance, and each hands
the metres walked to one end on to the other: so most of them are known to be dominated before a
barrier is looked for. What is dropped is dominated at every pace, since metres are compared at the
fastest, whose waits cost the most of them, and stairs lead nowhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.network.barriers_around import (
    gather_barriers,
    is_cut_off,
    make_barriers_around,
    without_barriers,
)
from geo.network.edges_around import gather_edges, make_edges_around, nearest_edges
from geo.network.snapping import (
    AT_ENDS,
    GRADE_SEPARATED,
    IN_WATER,
    ON_DECK_M,
    STEPS,
    leg_level_m,
    no_edge_within,
    slope_factor,
    stands_on_deck,
)
from geo.walking_model import CIRCUITY, MAX_SNAP_M, SPEED_M_S, TICKS_PER_S, WAIT_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.network.barriers_around import BarriersAround
    from geo.network.edges_around import EdgesAround
    from geo.network.snapping import NetworkArrays

SURE_M = 0.02
"""A walk that is shorter by this is quicker however times and lengths are rounded."""

HALF_WAIT_M = WAIT_S / 2 * max(SPEED_M_S.values())
"""Metres that half a wait costs at the fastest pace."""

NEVER_STRAIGHT_M = -3.0 * MAX_SNAP_M
"""The clearance of who walks straight to nobody: with that of no other point does it make a line
that nothing lies on."""

_TICKS_PER_M = tuple(TICKS_PER_S / speed for speed in SPEED_M_S.values())


class SnapCandidates(NamedTuple):
    """Spots that one point may snap to, (candidates,) each.

    `edge` is its number, `along` the metres from its first end, `leg` the straight metres of the
    access leg, `level_m` the level metres of walking that take as long, circuity included. `ends`
    tells which ends of the edge people go on to: 1 the first, 2 the second.
    """

    edge: NDArray[np.int32]
    along: NDArray[np.float64]
    leg: NDArray[np.float64]
    level_m: NDArray[np.float64]
    ends: NDArray[np.uint8]

    def take(self, rows: NDArray[Any] | slice) -> SnapCandidates:
        """Give some of them, a copy where they are picked by number."""
        edge, along, leg, level_m, ends = self
        return SnapCandidates(edge[rows], along[rows], leg[rows], level_m[rows], ends[rows])


NO_CANDIDATES = SnapCandidates(
    np.empty(0, np.int32), np.empty(0), np.empty(0), np.empty(0), np.empty(0, np.uint8)
)
"""Those of who comes from nowhere."""


class SnapBuffers(NamedTuple):
    """Scratch buffers for one point: the edges and barriers around it.

    `level_m` and `ends` are those of each edge around, as in `SnapCandidates`. `metres` are, by
    node of the network, the level metres walked there at most, infinite between points. `found`
    takes the candidates.
    """

    edges: EdgesAround
    level_m: NDArray[np.float64]
    ends: NDArray[np.uint8]
    metres: NDArray[np.float64]
    barriers: BarriersAround
    found: SnapCandidates


def make_snap_buffers(arrays: NetworkArrays) -> SnapBuffers:
    """Make the buffers for any point of a network."""
    edges = make_edges_around(arrays)
    rows = len(edges.edge)
    return SnapBuffers(
        edges,
        np.empty(rows),
        np.empty(rows, np.uint8),
        np.full(len(arrays.xy), np.inf),
        make_barriers_around(arrays),
        SnapCandidates(
            np.empty(rows, np.int32),
            np.empty(rows),
            np.empty(rows),
            np.empty(rows),
            np.empty(rows, np.uint8),
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
        How many candidates there are, and the point's clearance: metres to the nearest edge, inside
        which there is no edge to cross; `NEVER_STRAIGHT_M` on a bridge, in a tunnel, in the water,
        and where there is no candidate: who is cut off is so from every place, and it from them.
    """
    count = gather_edges(arrays, x, y, buffers.edges)
    ground, deck = nearest_edges(arrays, buffers.edges, count)
    if stands_on_deck(ground, deck):
        kept = pick_stood_on(arrays, x, y, buffers, count, GRADE_SEPARATED)
        return write_candidates(buffers, kept), NEVER_STRAIGHT_M
    gather_barriers(arrays, x, y, buffers.barriers)
    kept = pick_undominated(arrays, x, y, buffers, count)
    kept = keep_undominated(arrays, buffers, kept)
    for place in range(count):
        edge = buffers.edges.edge[buffers.edges.within[place]]
        buffers.metres[arrays.ends[edge, 0]] = np.inf
        buffers.metres[arrays.ends[edge, 1]] = np.inf
    clearance = min(ground, deck)
    if kept == 0:
        kept = pick_stood_on(arrays, x, y, buffers, count, IN_WATER)
        clearance = NEVER_STRAIGHT_M
    return write_candidates(buffers, kept), clearance


@lean_kernel
def pick_undominated(
    arrays: NetworkArrays, x: float, y: float, buffers: SnapBuffers, count: int
) -> int:
    """Move the rows of edges that are joined to the front of `order`; give how many there are.

    `metres` are left for all nodes around.
    """
    around, metres, half_waits, kept = buffers.edges, buffers.metres, arrays.half_waits, 0
    is_sloped, to_u, to_v = len(arrays.slope_factor) > 0, 1.0, 1.0
    for place in range(count):
        row = around.order[place]
        edge, along, length = around.edge[row], around.along[row], around.length[row]
        u, v, flags = arrays.ends[edge, 0], arrays.ends[edge, 1], arrays.flags[edge]
        leg, back = around.leg[row] * CIRCUITY, length - along
        if is_sloped:
            leg = leg_level_m(arrays, x, y, around.x[row], around.y[row], around.leg[row])
            to_u, to_v = slope_factor(arrays, edge, 0), slope_factor(arrays, edge, 1)
        by_u = metres[u] + half_waits[u] * HALF_WAIT_M
        by_v = metres[v] + half_waits[v] * HALF_WAIT_M
        undominated = min(by_u + along * to_v, by_v + back * to_u) + SURE_M >= leg
        if undominated and not flags & AT_ENDS:
            end, factor = (u, to_v) if along == 0.0 else (v, to_u)
            repeated = metres[end] <= leg and half_waits[end] == 0
            repeated = repeated and is_repeated(along, length, factor)
            if not repeated and not is_cut_off(
                arrays.barriers, x, y, around.x[row], around.y[row], buffers.barriers
            ):
                around.order[kept], buffers.level_m[row] = row, leg
                kept += 1
                if not flags & STEPS:
                    metres[u] = min(metres[u], leg + along * to_u)
                    metres[v] = min(metres[v], leg + back * to_v)
        if not flags & STEPS:
            metres[u] = min(metres[u], by_v + length * to_u)
            metres[v] = min(metres[v], by_u + length * to_v)
    return kept


@lean_kernel
def is_repeated(along: float, length: float, factor: float) -> bool:
    """Tell whether an edge is left at an end of it, to which people go by another candidate.

    Where edges meet at the nearest spot of all, one candidate does for all of them, if going on
    along this edge from there takes as long to the last tick. `factor` is that of the way on.
    """
    if 0.0 < along < length:
        return False
    kept = float(np.float32(length))
    for ticks_per_m in _TICKS_PER_M:
        ticks = int(length * ticks_per_m * factor + 0.5)
        if ticks != int(kept * ticks_per_m * factor + 0.5):
            return False
    return True


@lean_kernel
def keep_undominated(arrays: NetworkArrays, buffers: SnapBuffers, count: int) -> int:
    """Keep of the first rows of `order` what is undominated by all that is known in the end.

    The ends that people go on to are written to `ends`.
    """
    around, metres, half_waits, kept = buffers.edges, buffers.metres, arrays.half_waits, 0
    is_sloped, to_u, to_v = len(arrays.slope_factor) > 0, 1.0, 1.0
    for place in range(count):
        row = around.order[place]
        edge, along = around.edge[row], around.along[row]
        u, v = arrays.ends[edge, 0], arrays.ends[edge, 1]
        leg, back = buffers.level_m[row], around.length[row] - along
        if is_sloped:
            to_u, to_v = slope_factor(arrays, edge, 0), slope_factor(arrays, edge, 1)
        by_u = metres[u] + half_waits[u] * HALF_WAIT_M + along * to_v
        by_v = metres[v] + half_waits[v] * HALF_WAIT_M + back * to_u
        around.order[kept] = row
        first = leg + along * to_u <= metres[u] + SURE_M
        second = leg + back * to_v <= metres[v] + SURE_M
        buffers.ends[row] = first + 2 * second
        kept += min(by_u, by_v) + SURE_M >= leg
    return kept


@lean_kernel
def pick_stood_on(
    arrays: NetworkArrays, x: float, y: float, buffers: SnapBuffers, count: int, kind: int
) -> int:
    """Move the rows of edges that a point may stand on to the front of `order`.

    `kind` is `GRADE_SEPARATED` for bridges and tunnels, or `IN_WATER`. Gives how many there are.
    """
    around, kept = buffers.edges, 0
    for place in range(count):
        row = around.order[place]
        flags = arrays.flags[around.edge[row]]
        if flags & AT_ENDS == kind and around.leg[row] <= ON_DECK_M:
            around.order[kept], buffers.ends[row] = row, 3
            buffers.level_m[row] = leg_level_m(
                arrays, x, y, around.x[row], around.y[row], around.leg[row]
            )
            kept += 1
    return kept


@lean_kernel
def write_candidates(buffers: SnapBuffers, count: int) -> int:
    """Write the first rows of `order` as candidates; give how many there are."""
    around, found = buffers.edges, buffers.found
    for place in range(count):
        row = around.order[place]
        found.edge[place], found.along[place] = around.edge[row], around.along[row]
        found.leg[place], found.level_m[place] = around.leg[row], buffers.level_m[row]
        found.ends[place] = buffers.ends[row]
    return count


def snap_candidates(
    arrays: NetworkArrays, x: float, y: float, buffers: SnapBuffers
) -> tuple[SnapCandidates, float]:
    """Give the snap candidates of a point in metres, and its clearance: see `find_candidates`."""
    count, clearance = find_candidates(arrays, x, y, buffers)
    return buffers.found.take(np.arange(count)), clearance


def why_unsnapped(arrays: NetworkArrays, x: float, y: float, buffers: SnapBuffers) -> str:
    """Tell why a point, in metres, has no candidate, and what to do: the end of a sentence."""
    candidates, _ = snap_candidates(without_barriers(arrays), x, y, buffers)
    if len(candidates.edge):
        return (
            "is cut off: water, a railway, a wall, a shut park or a road closed to people on foot "
            "lies between it and every street; name a place on a street"
        )
    if not no_edge_within(arrays, x, y, MAX_SNAP_M):
        return (
            "is not on the bridge or in the tunnel that passes there, and no other street lies "
            f"within {MAX_SNAP_M:.0f} m; name a place on a street"
        )
    return (
        "is outside the area: no street that is known lies within "
        f"{MAX_SNAP_M:.0f} m; name another place"
    )
