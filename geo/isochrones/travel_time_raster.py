"""The walking-time surface: the minutes of every spot of a grid, street or not, from one walk.

Each spot takes the quickest of its joins, which is the law of `Walker.minutes_to`. Few
streets can be the quickest anywhere within a small square, so squares are split by four, each
narrowing down what the larger one left. A square that lies wholly between two limits is not
looked into: exact is the surface where an outline may run through it, and there only.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.isochrones.reached_edges import (
    ROWS,
    Weights,
    by_way,
    foot_on,
    least_of,
    lit_piece,
    spot_metres,
    weigh,
)
from geo.network.snapping import blocked, distance, empty_around, is_open
from geo.walking_model import CIRCUITY, MAX_SNAP_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.isochrones.reached_edges import Steps
    from geo.network.snapping import Ground

STEEPEST = math.hypot(1.0, CIRCUITY)
"""How much longer a walk can get over a metre: along the street and away from it at once."""

_SIDE = 64
"""Spots along a side of the largest squares."""

_SMALL = 4
"""Squares of so few spots are filled spot by spot."""

_LEVELS = 6
"""Sizes of squares: 64, 32, 16, 8, 4, and one more for what the smallest is left with."""

_TRIES = 4
"""So many pieces are tried for one that all spots of a square can join without a barrier."""


class Frame(NamedTuple):
    """A grid of spots: the low corner and the spacing in metres, columns and rows."""

    x: float
    y: float
    step: float
    columns: int
    rows: int


class Origin(NamedTuple):
    """Where the walk began, as in `geo.routing.walker.Start`, and how many metres it may take."""

    x: float
    y: float
    clearance: float
    budget: float


class Room(NamedTuple):
    """What filling a surface writes on.

    Attributes:
        pieces: (levels, `ROWS`, pieces), what each size of square is left with.
        counts: (levels,) how many pieces that are.
        kept: (pieces,) the rows that a square leaves to the next level.
        weights: of each piece at the middle of a square.
        x, y, metres, winner: (16,) of each spot of a small square: where it is, the metres walked
            to it, and by way of which piece.
        waiting: (squares, 4) column, row, side and level of squares to fill.
    """

    pieces: NDArray[np.float64]
    counts: NDArray[np.int64]
    kept: NDArray[np.int64]
    weights: Weights
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    metres: NDArray[np.float64]
    winner: NDArray[np.int64]
    waiting: NDArray[np.int64]

    @classmethod
    def for_pieces(cls, count: int) -> Room:
        """Make room for so many pieces."""
        return cls(
            np.empty((_LEVELS, ROWS, count)),
            np.zeros(_LEVELS, np.int64),
            np.empty(count + 1, np.int64),
            Weights(np.empty(count), np.empty(count), np.full(8, -1)),
            np.empty(_SMALL * _SMALL),
            np.empty(_SMALL * _SMALL),
            np.empty(_SMALL * _SMALL),
            np.empty(_SMALL * _SMALL, np.int64),
            np.empty((3 * _LEVELS + 1, 4), np.int64),
        )


@lean_kernel
def narrow(
    ground: Ground, room: Room, level: int, square: tuple[float, float, float], budget: float
) -> tuple[float, float]:
    """Leave to the next level the pieces that may be quickest somewhere in a square.

    `square` is its middle x, y and half its diagonal. Gives metres that no spot of the square is
    below, and metres that none is above.
    """
    x, y, radius = square
    slack = STEEPEST * radius
    pieces, left = room.pieces[level], room.pieces[level + 1]
    weigh(pieces, room.counts[level], x, y, MAX_SNAP_M + radius, room.weights)
    low, high = bounds(ground, room, level, square)
    most = min(high + slack, budget) + slack
    kept = 0
    for row in range(room.counts[level]):
        room.kept[kept] = row  # written over unless it counts: quicker than a guess at a branch
        kept += room.weights.metres[row] <= most
    for column in range(ROWS):
        for row in range(kept):
            left[column, row] = pieces[column, room.kept[row]]
    room.counts[level + 1] = kept
    return low - slack, high + slack


@lean_kernel
def bounds(
    ground: Ground, room: Room, level: int, square: tuple[float, float, float]
) -> tuple[float, float]:
    """Give the metres of the quickest piece at a square's middle, and of one open to all spots."""
    x, y, radius = square
    metres, count = room.weights.metres, room.counts[level]
    low = least = least_of(metres, count, -np.inf)
    for _ in range(_TRIES):
        if least == np.inf:
            break
        row = 0
        while metres[row] != least:
            row += 1
        # As a spot moves within the square, its foot on the piece moves no further.
        fx, fy = foot_on(lit_piece(room.pieces[level], row), x, y)
        if room.weights.leg[row] + radius <= MAX_SNAP_M and is_open(ground, x, y, fx, fy, radius):
            return low, least
        least = least_of(metres, count, least)
    return low, np.inf


@lean_kernel
def weigh_spots(lit: NDArray[np.float64], count: int, room: Room) -> None:
    """Find the quickest piece for every spot of a small square, as if there were no barriers."""
    for spot in range(_SMALL * _SMALL):
        room.metres[spot] = np.inf
        room.winner[spot] = -1
    for row in range(count):
        piece = lit_piece(lit, row)
        for spot in range(_SMALL * _SMALL):
            metres, leg, _ = by_way(piece, room.x[spot], room.y[spot])
            nearer = leg <= MAX_SNAP_M and metres < room.metres[spot]
            room.metres[spot] = metres if nearer else room.metres[spot]
            room.winner[spot] = row if nearer else room.winner[spot]


@lean_kernel
def fill_small(
    ground: Ground,
    room: Room,
    level: int,
    corner: tuple[int, int],
    frame: Frame,
    steps: Steps,
    metres: NDArray[np.float64],
) -> None:
    """Fill a small square spot by spot."""
    lit, count = room.pieces[level], room.counts[level]
    for spot in range(_SMALL * _SMALL):
        room.x[spot] = frame.x + (corner[0] + spot % _SMALL) * frame.step
        room.y[spot] = frame.y + (corner[1] + spot // _SMALL) * frame.step
    weigh_spots(lit, count, room)
    for spot in range(_SMALL * _SMALL):
        column, row = corner[0] + spot % _SMALL, corner[1] + spot // _SMALL
        if column >= frame.columns or row >= frame.rows or room.winner[spot] < 0:
            continue
        x, y = room.x[spot], room.y[spot]
        fx, fy = foot_on(lit_piece(lit, room.winner[spot]), x, y)
        metres[row, column] = room.metres[spot]
        if blocked(ground, x, y, fx, fy):
            metres[row, column] = spot_metres(ground, lit, count, x, y, steps, room.weights)


@lean_kernel
def crossed(low: float, high: float, steps: Steps) -> bool:
    """Tell whether an outline may run where the metres are between two bounds."""
    for limit in steps.limits:
        if low <= limit + steps.margin and high >= limit - steps.margin:
            return True
    return False


@lean_kernel
def square_of(frame: Frame, column: int, row: int, side: int) -> tuple[float, float, float]:
    """Give a square of spots as its middle and half its diagonal, in metres."""
    half = (side - 1) * frame.step / 2
    middle_x, middle_y = frame.x + column * frame.step + half, frame.y + row * frame.step + half
    return middle_x, middle_y, half * 2**0.5


@lean_kernel
def wait(
    waiting: NDArray[np.int64], squares: int, column: int, row: int, side: int, level: int
) -> int:
    """Let a square wait to be filled; give how many wait."""
    waiting[squares, 0], waiting[squares, 1] = column, row
    waiting[squares, 2], waiting[squares, 3] = side, level
    return squares + 1


@lean_kernel
def fill_square(
    ground: Ground,
    room: Room,
    corner: tuple[int, int],
    frame: Frame,
    steps: Steps,
    metres: NDArray[np.float64],
) -> None:
    """Fill a square of `_SIDE` spots a side, splitting it by four where an outline may run."""
    squares = wait(room.waiting, 0, corner[0], corner[1], _SIDE, 0)
    while squares > 0:
        squares -= 1
        column, row = room.waiting[squares, 0], room.waiting[squares, 1]
        side, level = room.waiting[squares, 2], room.waiting[squares, 3]
        if column >= frame.columns or row >= frame.rows:
            continue
        square = square_of(frame, column, row, side)
        low, high = narrow(ground, room, level, square, steps.limits[-1])
        level += 1
        if room.counts[level] == 0:
            continue
        if not crossed(low, high, steps):
            metres[row : row + side, column : column + side] = (low + high) / 2
        elif side > _SMALL:
            half = side // 2
            for quarter in range(4):
                east, north = column + quarter % 2 * half, row + quarter // 2 * half
                squares = wait(room.waiting, squares, east, north, half, level)
        else:
            fill_small(ground, room, level, (column, row), frame, steps, metres)


@lean_kernel
def straight_metres(ground: Ground, origin: Origin, x: float, y: float) -> float:
    """Give the metres walked straight within the origin's own block: see `access.straight_label`.

    Infinity where a street or barrier lies between.
    """
    gap = distance(x, y, origin.x, origin.y)
    if gap > MAX_SNAP_M or not empty_around(ground, x, y, gap - origin.clearance):
        return np.inf
    return np.inf if blocked(ground, origin.x, origin.y, x, y) else gap * CIRCUITY


@lean_kernel
def add_straight(ground: Ground, origin: Origin, frame: Frame, metres: NDArray[np.float64]) -> None:
    """Let people walk straight within the origin's own block."""
    column = round((origin.x - frame.x) / frame.step)
    row = round((origin.y - frame.y) / frame.step)
    furthest = int(min(MAX_SNAP_M, origin.budget / CIRCUITY) / frame.step) + 1
    for ring in range(furthest + 1):
        walked = False
        for place in range(max(8 * ring, 1)):
            across, up = on_ring(ring, place)
            walked |= add_spot(ground, origin, frame, column + across, row + up, metres)
        if ring > 1 and not walked:
            return  # who gets to a spot gets to all spots on the way to it


@lean_kernel
def on_ring(ring: int, place: int) -> tuple[int, int]:
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
    ground: Ground,
    origin: Origin,
    frame: Frame,
    column: int,
    row: int,
    metres: NDArray[np.float64],
) -> bool:
    """Let people walk straight to one spot; tell whether they can."""
    if not (0 <= column < frame.columns and 0 <= row < frame.rows):
        return False
    x, y = frame.x + column * frame.step, frame.y + row * frame.step
    straight = straight_metres(ground, origin, x, y)
    if straight <= origin.budget:
        metres[row, column] = min(metres[row, column], straight)
    return straight <= origin.budget


@lean_kernel
def surface(
    ground: Ground,
    room: Room,
    origin: Origin,
    frame: Frame,
    steps: Steps,
    metres: NDArray[np.float64],
) -> None:
    """Fill in the metres walked to every spot, (rows, columns), which starts as all infinite.

    Waits are counted; spots past all limits stay infinite. The first level of `room` holds the lit
    pieces.
    """
    for row in range(0, frame.rows, _SIDE):
        for column in range(0, frame.columns, _SIDE):
            fill_square(ground, room, (column, row), frame, steps, metres)
    add_straight(ground, origin, frame, metres)
