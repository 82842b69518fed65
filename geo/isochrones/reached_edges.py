"""The pieces of street that a walk gets to, and how far it is from them to any spot around.

Lit pieces are kept in rows, one number of all pieces after another, and the loops over them decide
nothing while they run: so the processor can take several pieces at once.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel, swift_kernel
from geo.network.snapping import SEALED, blocker, crosses
from geo.routing.access_legs import length_of, usable
from geo.routing.dijkstra import lower_bound
from geo.walking_model import CIRCUITY, MAX_SNAP_M, UNREACHABLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.compute.bucket_queue import Space
    from geo.network.snapping import Ground, Joins
    from geo.routing.access_legs import Gait

X, Y, EAST, NORTH, METRES, FIRST, SECOND, ALONG, HERE = range(9)
"""Rows of lit pieces: where the first end is, the direction to the second (a vector of length 1),
the length, metres walked to the first end, and to the first by way of the second end (waits
counted as walking); where the origin joins this very piece, and metres walked to there."""

ROWS = 9
"""How many rows that makes."""


class Piece(NamedTuple):
    """One lit piece: its numbers in the order of the rows."""

    x: float
    y: float
    east: float
    north: float
    metres: float
    first: float
    second: float
    along: float
    here: float


class Steps(NamedTuple):
    """The limits that matter, ascending, and how near to them metres have to be exact."""

    limits: NDArray[np.float64]
    margin: float


class Weights(NamedTuple):
    """What pieces come to at one spot: (pieces,) metres walked, and metres of the leg.

    `blockers` are the barrier segments that stood in the way last, -1 where there are none.
    """

    metres: NDArray[np.float64]
    leg: NDArray[np.float64]
    blockers: NDArray[np.int64]


@lean_kernel
def walked(gait: Gait, label: int) -> float:
    """Give the time of a label as metres at this pace, waits counted as walking."""
    return np.inf if label >= UNREACHABLE else (label >> 32) / gait.ticks_per_m


@lean_kernel
def light_piece(
    ground: Ground, gait: Gait, piece: int, space: Space, lit: NDArray[np.float64], row: int
) -> None:
    """Write a piece as one of the lit pieces; the origin does not join it yet."""
    u, v = ground.ends[piece, 0], ground.ends[piece, 1]
    metres = length_of(ground, piece)
    scale = 1.0 / metres if metres > 0.0 else 0.0
    lit[X, row], lit[Y, row] = ground.xy[u, 0], ground.xy[u, 1]
    lit[EAST, row] = (float(ground.xy[v, 0]) - lit[X, row]) * scale
    lit[NORTH, row] = (float(ground.xy[v, 1]) - lit[Y, row]) * scale
    lit[METRES, row] = metres
    lit[FIRST, row] = walked(gait, space.label[u]) + walked(gait, gait.half_wait[u])
    lit[SECOND, row] = walked(gait, space.label[v]) + walked(gait, gait.half_wait[v]) + metres
    lit[ALONG, row], lit[HERE, row] = 0.0, np.inf


@lean_kernel
def light(
    ground: Ground,
    gait: Gait,
    around: tuple[NDArray[np.int32], NDArray[np.int32]],
    origin: Joins,
    space: Space,
    touched: int,
    budget: float,
    lit: NDArray[np.float64],
) -> int:
    """List the pieces that a walk of `budget` metres gets to and people can leave it from.

    `around` holds the pieces of each node in compressed rows; `space` was just flooded, and
    `origin` comes in order of its pieces. Gives how many there are.
    """
    count = 0
    for row in range(len(origin.piece)):
        if usable(ground, gait, origin.piece[row]):
            light_piece(ground, gait, origin.piece[row], space, lit, count)
            lit[ALONG, count] = origin.along[row]
            lit[HERE, count] = origin.leg[row] * CIRCUITY
            count += is_lit(lit, count, budget)
    for row in range(touched):
        node = space.touched[row]
        for item in range(around[0][node], around[0][node + 1]):
            piece = around[1][item]
            first = ground.ends[piece, 0]
            if node != first and space.label[first] < UNREACHABLE:
                continue  # listed from its first end
            if ground.flags[piece] & SEALED or not usable(ground, gait, piece):
                continue
            place = lower_bound(origin.piece, piece)
            if place == len(origin.piece) or origin.piece[place] != piece:
                light_piece(ground, gait, piece, space, lit, count)
                count += is_lit(lit, count, budget)
    return count


@lean_kernel
def is_lit(lit: NDArray[np.float64], row: int, budget: float) -> bool:
    """Tell whether some spot of a piece is within the budget."""
    ends = min(lit[FIRST, row], lit[SECOND, row] - lit[METRES, row])
    return bool(min(ends, lit[HERE, row]) <= budget)


@lean_kernel
def lit_piece(lit: NDArray[np.float64], row: int) -> Piece:
    """Take one piece out of the rows."""
    return Piece(
        lit[X, row],
        lit[Y, row],
        lit[EAST, row],
        lit[NORTH, row],
        lit[METRES, row],
        lit[FIRST, row],
        lit[SECOND, row],
        lit[ALONG, row],
        lit[HERE, row],
    )


@lean_kernel
def by_way(piece: Piece, x: float, y: float) -> tuple[float, float, float]:
    """Give the metres walked to a spot by way of a piece, its leg, and how far along it joins."""
    dx, dy = x - piece.x, y - piece.y
    along = min(piece.metres, max(0.0, dx * piece.east + dy * piece.north))
    metres = min(piece.first + along, piece.second - along)
    metres = min(metres, piece.here + abs(along - piece.along))
    off_x, off_y = dx - along * piece.east, dy - along * piece.north
    leg = math.sqrt(off_x * off_x + off_y * off_y)
    return metres + leg * CIRCUITY, leg, along


@swift_kernel
def least_of(metres: NDArray[np.float64], count: int, above: float) -> float:
    """Give the least metres above some others, infinity when there are none."""
    least = np.inf
    for row in range(count):
        least = min(least, metres[row] if metres[row] > above else np.inf)
    return least


@lean_kernel
def foot_on(piece: Piece, x: float, y: float) -> tuple[float, float]:
    """Give the spot where a point joins a piece."""
    _, _, along = by_way(piece, x, y)
    return piece.x + along * piece.east, piece.y + along * piece.north


@lean_kernel
def weigh(
    lit: NDArray[np.float64], count: int, x: float, y: float, furthest: float, weights: Weights
) -> None:
    """Write the metres walked to a spot by way of each piece, and the leg; none past `furthest`."""
    for row in range(count):
        metres, leg, _ = by_way(lit_piece(lit, row), x, y)
        weights.metres[row] = metres if leg <= furthest else np.inf
        weights.leg[row] = leg


@lean_kernel
def spot_metres(
    ground: Ground,
    lit: NDArray[np.float64],
    count: int,
    x: float,
    y: float,
    steps: Steps,
    weights: Weights,
) -> float:
    """Give the metres walked to a spot from the streets, infinity where nothing leads to it.

    They are exact near the limits of `steps`, and elsewhere on the right side of each.
    """
    weigh(lit, count, x, y, MAX_SNAP_M, weights)
    best, enough = np.inf, enough_for(least_of(weights.metres, count, -np.inf), steps)
    for row in range(count):
        if weights.metres[row] < best:
            fx, fy = foot_on(lit_piece(lit, row), x, y)
            if not blocked_again(ground, x, y, fx, fy, weights.blockers):
                best = weights.metres[row]
                if best <= enough:
                    break
    return best


@lean_kernel
def blocked_again(
    ground: Ground, x0: float, y0: float, x1: float, y1: float, blockers: NDArray[np.int64]
) -> bool:
    """Tell whether a leg is blocked, by one of the last `blockers` most of the time."""
    for place in range(len(blockers)):
        if blockers[place] >= 0 and crosses(x0, y0, x1, y1, ground.barriers[blockers[place]]):
            return True
    part = blocker(ground, x0, y0, x1, y1)
    if part >= 0:
        for place in range(len(blockers) - 1, 0, -1):
            blockers[place] = blockers[place - 1]
        blockers[0] = part
    return part >= 0


@lean_kernel
def enough_for(least: float, steps: Steps) -> float:
    """Give metres that are as good as `least`: no limit is near or between."""
    enough = np.inf
    for limit in steps.limits:
        if least <= limit + steps.margin:
            enough = limit - steps.margin
            break
    return enough
