"""Getting on and off the streets: from a point's joins to labels, and back to points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.network.snapping import STEPS, blocked, distance
from geo.walking_model import CIRCUITY, MAX_SNAP_M, UNITS_PER_M, UNREACHABLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.compute.bucket_queue import Space
    from geo.network.snapping import Ground, Joins


class Gait(NamedTuple):
    """One pace as the kernels take it.

    `ticks_per_m` are ticks for a metre; `half_wait` is (nodes,) int64, the label of half the wait
    at each node: every piece pays half at each end, so a walk through a node pays it whole and a
    walk back costs the same. `climbs` is false where stairs are no way.
    """

    ticks_per_m: float
    half_wait: NDArray[np.int64]
    climbs: bool


class Spots(NamedTuple):
    """Where sites are entered in the middle of a piece, sorted by piece.

    (spots,) each: piece, metres along it, label of the leg, site.
    """

    piece: NDArray[np.int32]
    along: NDArray[np.float64]
    label: NDArray[np.int64]
    site: NDArray[np.int32]


@lean_kernel
def label_of(gait: Gait, metres: float) -> int:
    """Give the label of some metres on foot."""
    ticks = int(metres * gait.ticks_per_m + 0.5)
    label: int = (ticks << 32) + int(metres * UNITS_PER_M + 0.5)
    return label


@lean_kernel
def length_of(ground: Ground, piece: int) -> float:
    """Give the metres of a piece."""
    u, v = ground.ends[piece, 0], ground.ends[piece, 1]
    x0, y0 = np.float64(ground.xy[u, 0]), np.float64(ground.xy[u, 1])
    return distance(x0, y0, np.float64(ground.xy[v, 0]), np.float64(ground.xy[v, 1]))


@lean_kernel
def usable(ground: Ground, gait: Gait, piece: int) -> bool:
    """Tell whether a piece can be walked at this pace."""
    return gait.climbs or not ground.flags[piece] & STEPS


@lean_kernel
def to_end(ground: Ground, gait: Gait, piece: int, along: float, side: int) -> int:
    """Give the label from a spot on a piece to its node at a side, 0 or 1, and half the wait."""
    metres = along if side == 0 else max(length_of(ground, piece) - along, 0.0)
    label: int = label_of(gait, metres) + gait.half_wait[ground.ends[piece, side]]
    return label


@lean_kernel
def seeds(
    ground: Ground,
    gait: Gait,
    found: Joins,
    count: int,
    nodes: NDArray[np.int32],
    labels: NDArray[np.int64],
) -> int:
    """Turn joins into nodes with a head start each; give how many (two a usable join)."""
    filled = 0
    for row in range(count):
        piece = found.piece[row]
        if not usable(ground, gait, piece):
            continue
        for side in range(2):
            nodes[filled], labels[filled] = seed_of(ground, gait, found, row, side)
            filled += 1
    return filled


@lean_kernel
def seed_of(ground: Ground, gait: Gait, found: Joins, row: int, side: int) -> tuple[int, int]:
    """Give the node at a side of the piece that is joined, and the label to it."""
    piece = found.piece[row]
    leg = label_of(gait, found.leg[row] * CIRCUITY)
    return ground.ends[piece, side], leg + to_end(ground, gait, piece, found.along[row], side)


@lean_kernel
def straight_label(
    ground: Ground, gait: Gait, x0: float, y0: float, x1: float, y1: float, clear_m: float
) -> int:
    """Give the label of walking straight, `UNREACHABLE` if a street or barrier may lie between.

    `clear_m` is the sum of both points' clearances: two circles without a street in them that
    touch hold the whole straight line, so both points lie inside the same block.
    """
    metres = distance(x0, y0, x1, y1)
    if metres > min(clear_m, MAX_SNAP_M) or blocked(ground, x0, y0, x1, y1):
        return UNREACHABLE
    return label_of(gait, metres * CIRCUITY)


@lean_kernel
def label_at(
    ground: Ground, gait: Gait, found: Joins, count: int, origin: Joins, space: Space
) -> int:
    """Give the label of a point from its joins, the origin's joins and a flooded space."""
    best = UNREACHABLE
    for row in range(count):
        piece = found.piece[row]
        if not usable(ground, gait, piece):
            continue
        along = found.along[row]
        spot = UNREACHABLE
        for side in range(2):
            node = ground.ends[piece, side]
            if space.label[node] < UNREACHABLE:
                spot = min(spot, space.label[node] + to_end(ground, gait, piece, along, side))
        for other in range(len(origin.piece)):
            if origin.piece[other] == piece:
                leg = label_of(gait, origin.leg[other] * CIRCUITY)
                spot = min(spot, leg + label_of(gait, abs(origin.along[other] - along)))
        if spot < UNREACHABLE:
            best = min(best, spot + label_of(gait, found.leg[row] * CIRCUITY))
    return best


@lean_kernel
def thin(
    ground: Ground,
    gait: Gait,
    found: Joins,
    count: int,
    space: Space,
    doors: tuple[NDArray[np.int32], NDArray[np.int64]],
    spots: tuple[NDArray[np.int32], NDArray[np.int64]],
) -> tuple[int, int]:
    """Keep of a point's joins only what no walk along the streets undercuts.

    `space` was flooded from the joins' own seeds, as far as the last of them. `doors` takes
    (node, label), `spots` (row of `found`, label); gives how many of each.
    """
    kept_doors, kept_spots = 0, 0
    for row in range(count):
        piece = found.piece[row]
        if not usable(ground, gait, piece):
            continue
        leg = label_of(gait, found.leg[row] * CIRCUITY)
        ends = ground.ends[piece]
        parts = (
            to_end(ground, gait, piece, found.along[row], 0),
            to_end(ground, gait, piece, found.along[row], 1),
        )
        if leg <= min(space.label[ends[0]] + parts[0], space.label[ends[1]] + parts[1]):
            spots[0][kept_spots], spots[1][kept_spots] = row, leg
            kept_spots += 1
    for row in range(count):
        piece = found.piece[row]
        if not usable(ground, gait, piece):
            continue
        leg = label_of(gait, found.leg[row] * CIRCUITY)
        for side in range(2):
            node = ground.ends[piece, side]
            label = leg + to_end(ground, gait, piece, found.along[row], side)
            if label == space.label[node]:
                doors[0][kept_doors], doors[1][kept_doors] = node, label
                kept_doors += 1
                space.label[node] = -1  # taken: the same door from another join adds nothing
    return kept_doors, kept_spots
