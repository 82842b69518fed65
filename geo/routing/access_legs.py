"""Access legs: labels from a point over its snap candidates to nodes, and back to points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.network.snapping import (
    STEPS,
    crosses_barrier,
    distance,
    leg_level_m,
    slope_factor,
)
from geo.walking_model import CIRCUITY, MAX_SNAP_M, UNITS_PER_M, UNREACHABLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.compute.bucket_queue import SearchBuffers
    from geo.network.snap_candidates import SnapCandidates
    from geo.network.snapping import NetworkArrays


class CostProfile(NamedTuple):
    """The costs of one pace as kernels read them.

    `ticks_per_m` are ticks for a level metre; `half_wait` is (nodes,) int64, the label of half the
    wait at each node: every edge costs half the wait at each end, so that passing a node costs it
    whole. `takes_stairs` is false where stairs are closed.
    """

    ticks_per_m: float
    half_wait: NDArray[np.int64]
    takes_stairs: bool


class EdgeEntries(NamedTuple):
    """Where sites are entered from the middle of an edge, sorted by edge.

    (entries,) each: edge, metres along it, label of the access leg, site.
    """

    edge: NDArray[np.int32]
    along: NDArray[np.float64]
    label: NDArray[np.int64]
    site: NDArray[np.int32]


@lean_kernel
def label_over(profile: CostProfile, metres: float, factor: float) -> int:
    """Give the label of walking some metres that take so many times as long as level ones."""
    ticks = int(metres * profile.ticks_per_m * factor + 0.5)
    label: int = (ticks << 32) + int(metres * UNITS_PER_M + 0.5)
    return label


@lean_kernel
def label_of_leg(profile: CostProfile, leg: float, level_m: float) -> int:
    """Give the label of an access leg of some straight metres, by its level ones."""
    ticks = int(level_m * profile.ticks_per_m + 0.5)
    label: int = (ticks << 32) + int(leg * CIRCUITY * UNITS_PER_M + 0.5)
    return label


@lean_kernel
def edge_length(arrays: NetworkArrays, edge: int) -> float:
    """Give the metres of an edge."""
    u, v = arrays.ends[edge, 0], arrays.ends[edge, 1]
    x0, y0 = np.float64(arrays.xy[u, 0]), np.float64(arrays.xy[u, 1])
    return distance(x0, y0, np.float64(arrays.xy[v, 0]), np.float64(arrays.xy[v, 1]))


@lean_kernel
def passable(arrays: NetworkArrays, profile: CostProfile, edge: int) -> bool:
    """Tell whether an edge can be walked at this pace."""
    return profile.takes_stairs or not arrays.flags[edge] & STEPS


@lean_kernel
def metres_to_end(arrays: NetworkArrays, edge: int, along: float, side: int) -> float:
    """Give the metres between a spot on an edge and its node at a side, 0 or 1."""
    return along if side == 0 else max(edge_length(arrays, edge) - along, 0.0)


@lean_kernel
def label_to_end(
    arrays: NetworkArrays, profile: CostProfile, edge: int, along: float, side: int
) -> int:
    """Give the label from a spot on an edge to its node at a side, and half its wait."""
    metres, factor = metres_to_end(arrays, edge, along, side), slope_factor(arrays, edge, side)
    label: int = label_over(profile, metres, factor) + profile.half_wait[arrays.ends[edge, side]]
    return label


@lean_kernel
def label_from_end(
    arrays: NetworkArrays, profile: CostProfile, edge: int, along: float, side: int
) -> int:
    """Give the label from the node at a side of an edge, and half its wait, to a spot on it."""
    metres, factor = metres_to_end(arrays, edge, along, side), slope_factor(arrays, edge, 1 - side)
    label: int = label_over(profile, metres, factor) + profile.half_wait[arrays.ends[edge, side]]
    return label


@lean_kernel
def label_between(
    arrays: NetworkArrays, profile: CostProfile, edge: int, start: float, end: float
) -> int:
    """Give the label from one spot on an edge to another; both are metres from its first end."""
    factor = slope_factor(arrays, edge, 1 if end > start else 0)
    return label_over(profile, abs(start - end), factor)


@lean_kernel
def write_seeds(
    arrays: NetworkArrays,
    profile: CostProfile,
    candidates: SnapCandidates,
    count: int,
    nodes: NDArray[np.int32],
    labels: NDArray[np.int64],
) -> int:
    """Write the seeds of a search, two a passable candidate at most; give how many there are."""
    filled = 0
    for row in range(count):
        if not passable(arrays, profile, candidates.edge[row]):
            continue
        for side in range(2):
            if candidates.ends[row] >> side & 1:
                nodes[filled], labels[filled] = seed_at(arrays, profile, candidates, row, side)
                filled += 1
    return filled


@lean_kernel
def seed_at(
    arrays: NetworkArrays, profile: CostProfile, candidates: SnapCandidates, row: int, side: int
) -> tuple[int, int]:
    """Give the node at a side of a candidate's edge, and its label by way of the candidate."""
    edge, along = candidates.edge[row], candidates.along[row]
    leg = label_of_leg(profile, candidates.leg[row], candidates.level_m[row])
    return arrays.ends[edge, side], leg + label_to_end(arrays, profile, edge, along, side)


@lean_kernel
def straight_label(
    arrays: NetworkArrays,
    profile: CostProfile,
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    clear_m: float,
) -> int:
    """Give the label of walking straight, `UNREACHABLE` if an edge or barrier may lie between.

    `clear_m` is the sum of both points' clearances: two circles without an edge in them that touch
    hold the whole straight line, so that no street divides the points.
    """
    metres = distance(x0, y0, x1, y1)
    if metres > min(clear_m, MAX_SNAP_M) or crosses_barrier(arrays, x0, y0, x1, y1):
        return UNREACHABLE
    return label_of_leg(profile, metres, leg_level_m(arrays, x0, y0, x1, y1, metres))


@lean_kernel
def label_of_spot(
    arrays: NetworkArrays,
    profile: CostProfile,
    edge: int,
    along: float,
    origin: SnapCandidates,
    buffers: SearchBuffers,
) -> int:
    """Give the label of a spot on an edge, from its nodes and from candidates of the same edge."""
    label = UNREACHABLE
    for side in range(2):
        node = arrays.ends[edge, side]
        if buffers.label[node] < UNREACHABLE:
            by_node = buffers.label[node] + label_from_end(arrays, profile, edge, along, side)
            label = min(label, by_node)
    for row in range(len(origin.edge)):
        if origin.edge[row] == edge:
            leg = label_of_leg(profile, origin.leg[row], origin.level_m[row])
            label = min(label, leg + label_between(arrays, profile, edge, origin.along[row], along))
    return label


@lean_kernel
def label_of_point(
    arrays: NetworkArrays,
    profile: CostProfile,
    candidates: SnapCandidates,
    count: int,
    origin: SnapCandidates,
    buffers: SearchBuffers,
) -> int:
    """Give the label of a point from its candidates, the origin's, and the labels of a search."""
    best = UNREACHABLE
    for row in range(count):
        edge, along = candidates.edge[row], candidates.along[row]
        if not passable(arrays, profile, edge):
            continue
        spot = label_of_spot(arrays, profile, edge, along, origin, buffers)
        if spot < UNREACHABLE:
            leg = label_of_leg(profile, candidates.leg[row], candidates.level_m[row])
            best = min(best, spot + leg)
    return best


@lean_kernel
def prune_edge_entries(
    arrays: NetworkArrays,
    profile: CostProfile,
    candidates: SnapCandidates,
    count: int,
    buffers: SearchBuffers,
    kept: tuple[NDArray[np.int32], NDArray[np.int64]],
) -> int:
    """Keep the candidates whose own access leg is no slower than a walk along the edge to them.

    `buffers` hold the search from the candidates' own seeds; `kept` takes (row, label of the leg).
    Gives how many there are.
    """
    filled = 0
    for row in range(count):
        edge, along = candidates.edge[row], candidates.along[row]
        if not passable(arrays, profile, edge):
            continue
        leg = label_of_leg(profile, candidates.leg[row], candidates.level_m[row])
        first, second = buffers.label[arrays.ends[edge, 0]], buffers.label[arrays.ends[edge, 1]]
        first += label_from_end(arrays, profile, edge, along, 0)
        second += label_from_end(arrays, profile, edge, along, 1)
        if leg <= min(first, second):
            kept[0][filled], kept[1][filled] = row, leg
            filled += 1
    return filled


@lean_kernel
def prune_node_entries(
    arrays: NetworkArrays,
    profile: CostProfile,
    candidates: SnapCandidates,
    count: int,
    buffers: SearchBuffers,
    kept: tuple[NDArray[np.int32], NDArray[np.int64]],
) -> int:
    """Keep the seeds that no walk over the network is quicker than, each node once.

    `buffers` hold the search from the seeds, and are changed; `kept` takes (node, label). Gives how
    many there are.
    """
    filled = 0
    for row in range(count):
        if not passable(arrays, profile, candidates.edge[row]):
            continue
        for side in range(2):
            node, label = seed_at(arrays, profile, candidates, row, side)
            if candidates.ends[row] >> side & 1 and label == buffers.label[node]:
                kept[0][filled], kept[1][filled] = node, label
                filled += 1
                buffers.label[node] = -1  # taken: the same node from another candidate adds nothing
    return filled
