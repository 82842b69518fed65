"""The walking-time surface: the minutes of every spot of a grid, street or not, from one walk.

Each spot takes the quickest of its joins, which is the law of `geo.walker.Walker.minutes_to`. Few
streets can be the quickest anywhere within a small square, so squares are split by four, each
narrowing down what the larger one left. A square that lies wholly between two limits is not
looked into: exact is the surface where an outline may run through it, and there only.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.access import length_of, usable
from geo.join import CELL_M, SEALED, blocked, distance, foot
from geo.kernel import kernel
from geo.walking import DETOUR, FAR, JOIN_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.access import Gait
    from geo.join import Ground, Joins
    from geo.search import Space

_STEEPEST = math.hypot(1.0, DETOUR)
"""How much longer a walk can get over a metre: along the street and away from it at once."""

X0, Y0, X1, Y1, METRES, FIRST, SECOND, ALONG, HERE = range(9)
"""Columns of lit pieces: ends, length, metres walked to either end (waits counted as walking),
and where the origin joins this very piece: metres along it, and metres walked to there."""

_SIDE = 64
"""Spots along a side of the largest squares."""

_SMALL = 4
"""Squares of so few spots are filled spot by spot."""


class Frame(NamedTuple):
    """A grid of spots: the low corner and the spacing in metres, columns and rows."""

    x: float
    y: float
    step: float
    columns: int
    rows: int


class Origin(NamedTuple):
    """Where the walk began, as in `geo.walker.Start`, and how many metres it may take."""

    x: float
    y: float
    clearance: float
    budget: float


@kernel
def walked(gait: Gait, label: int) -> float:
    """Give the time of a label as metres at this pace, waits counted as walking."""
    return np.inf if label >= FAR else (label >> 32) / gait.ticks_per_m


@kernel
def light_piece(
    ground: Ground, gait: Gait, piece: int, space: Space, row: NDArray[np.float64]
) -> None:
    """Write a piece into a row of lit pieces; the origin does not join it yet."""
    u, v = ground.ends[piece, 0], ground.ends[piece, 1]
    row[X0], row[Y0] = ground.xy[u, 0], ground.xy[u, 1]
    row[X1], row[Y1] = ground.xy[v, 0], ground.xy[v, 1]
    row[METRES] = length_of(ground, piece)
    row[FIRST] = walked(gait, space.label[u]) + walked(gait, gait.half_wait[u])
    row[SECOND] = walked(gait, space.label[v]) + walked(gait, gait.half_wait[v])
    row[ALONG], row[HERE] = 0.0, np.inf


@kernel
def light(
    ground: Ground,
    gait: Gait,
    around: tuple[NDArray[np.int32], NDArray[np.int32]],
    origin: Joins,
    space: Space,
    touched: int,
    lit: NDArray[np.float64],
) -> int:
    """List the pieces that a walk gets to and people can leave it from; give how many.

    `around` holds the pieces of each node in compressed rows; `space` was just flooded.
    """
    count = 0
    for row in range(len(origin.piece)):
        if usable(ground, gait, origin.piece[row]):
            light_piece(ground, gait, origin.piece[row], space, lit[count])
            lit[count, ALONG] = origin.along[row]
            lit[count, HERE] = origin.leg[row] * DETOUR
            count += 1
    own = np.sort(origin.piece)
    for row in range(touched):
        node = space.touched[row]
        for item in range(around[0][node], around[0][node + 1]):
            piece = around[1][item]
            first = ground.ends[piece, 0]
            if node != first and space.label[first] < FAR:
                continue  # listed from its first end
            if ground.flags[piece] & SEALED or not usable(ground, gait, piece):
                continue
            place = np.searchsorted(own, piece)
            if place == len(own) or own[place] != piece:
                light_piece(ground, gait, piece, space, lit[count])
                count += 1
    return count


@kernel
def join_lit(line: NDArray[np.float64], x: float, y: float) -> tuple[float, float, float, float]:
    """Give the metres walked to a spot by way of one piece, its leg, and where it joins."""
    share, fx, fy = foot(x, y, line[X0], line[Y0], line[X1], line[Y1])
    along = share * line[METRES]
    metres = min(line[FIRST] + along, line[SECOND] + line[METRES] - along)
    metres = min(metres, line[HERE] + abs(along - line[ALONG]))
    leg = math.sqrt((fx - x) ** 2 + (fy - y) ** 2)
    return metres + leg * DETOUR, leg, fx, fy


@kernel
def box_is_clear(ground: Ground, x0: float, y0: float, x1: float, y1: float) -> bool:
    """Tell that no barrier is in the grid cells around a box."""
    if len(ground.barriers) == 0:
        return True
    columns, rows = int(ground.cells[0]), int(ground.cells[1])
    west = max(math.floor((x0 - ground.cells[2]) / CELL_M), 0)
    east = min(math.floor((x1 - ground.cells[2]) / CELL_M), columns - 1)
    south = max(math.floor((y0 - ground.cells[3]) / CELL_M), 0)
    north = min(math.floor((y1 - ground.cells[3]) / CELL_M), rows - 1)
    for row in range(south, north + 1):
        first = row * columns
        if west <= east and (
            ground.barrier_start[first + east + 1] > ground.barrier_start[first + west]
        ):
            return False
    return True


@kernel
def narrow(
    ground: Ground,
    lit: NDArray[np.float64],
    rows: NDArray[np.int32],
    square: tuple[float, float, float],
    budget: float,
    kept: NDArray[np.int32],
    by: NDArray[np.float64],
) -> tuple[int, float, float]:
    """Keep the pieces that may be quickest somewhere in a square (middle x, y, half diagonal).

    `by` is room to work in. Gives how many are kept, and metres that no spot of the square is
    below or above.
    """
    x, y, radius = square
    slack = _STEEPEST * radius
    low, high = np.inf, np.inf
    for item in range(len(rows)):
        metres, leg, fx, fy = join_lit(lit[rows[item]], x, y)
        by[item] = metres if leg - radius <= JOIN_M else np.inf
        low = min(low, by[item] - slack)
        if metres + slack < high and leg + radius <= JOIN_M:
            reach = 2.0 * radius  # the spot may move along its piece as the point moves
            west, east = min(x, fx) - reach, max(x, fx) + reach
            if box_is_clear(ground, west, min(y, fy) - reach, east, max(y, fy) + reach):
                high = metres + slack
    left = 0
    for item in range(len(rows)):
        if by[item] - slack <= min(high, budget):
            kept[left] = rows[item]
            left += 1
    return left, low, high


@kernel
def spot_metres(
    ground: Ground,
    lit: NDArray[np.float64],
    rows: NDArray[np.int32],
    x: float,
    y: float,
    limit: float,
) -> float:
    """Give the metres walked to one spot, or infinity beyond a limit."""
    best = limit
    found = False
    for item in range(len(rows)):
        metres, leg, fx, fy = join_lit(lit[rows[item]], x, y)
        if metres <= best and leg <= JOIN_M and not blocked(ground, x, y, fx, fy):
            best, found = metres, True
    return best if found else np.inf


@kernel
def empty_around(ground: Ground, x: float, y: float, radius: float) -> bool:
    """Tell that no street lies within a radius, up to `JOIN_M`, of a spot."""
    columns, rows = int(ground.cells[0]), int(ground.cells[1])
    west = max(math.floor((x - radius - ground.cells[2]) / CELL_M), 0)
    east = min(math.floor((x + radius - ground.cells[2]) / CELL_M), columns - 1)
    south = max(math.floor((y - radius - ground.cells[3]) / CELL_M), 0)
    north = min(math.floor((y + radius - ground.cells[3]) / CELL_M), rows - 1)
    for row in range(south, north + 1):
        for cell in range(row * columns + west, row * columns + east + 1):
            for item in range(ground.piece_start[cell], ground.piece_start[cell + 1]):
                ends = ground.ends[ground.piece_item[item]]
                _, fx, fy = foot(
                    x,
                    y,
                    ground.xy[ends[0], 0],
                    ground.xy[ends[0], 1],
                    ground.xy[ends[1], 0],
                    ground.xy[ends[1], 1],
                )
                if distance(x, y, fx, fy) < radius:
                    return False
    return True


@kernel
def add_straight(ground: Ground, origin: Origin, frame: Frame, metres: NDArray[np.float64]) -> None:
    """Let people walk straight within the origin's own block: see `access.straight_label`."""
    radius = min(JOIN_M, origin.budget / DETOUR)
    first_column = max(int((origin.x - radius - frame.x) / frame.step), 0)
    last_column = min(int((origin.x + radius - frame.x) / frame.step) + 1, frame.columns - 1)
    first_row = max(int((origin.y - radius - frame.y) / frame.step), 0)
    last_row = min(int((origin.y + radius - frame.y) / frame.step) + 1, frame.rows - 1)
    for row in range(first_row, last_row + 1):
        for column in range(first_column, last_column + 1):
            x, y = frame.x + column * frame.step, frame.y + row * frame.step
            gap = distance(x, y, origin.x, origin.y)
            if gap > radius or gap * DETOUR >= metres[row, column]:
                continue
            if not empty_around(ground, x, y, gap - origin.clearance):
                continue
            if not blocked(ground, origin.x, origin.y, x, y):
                metres[row, column] = gap * DETOUR


@kernel
def square_of(frame: Frame, column: int, row: int, side: int) -> tuple[float, float, float]:
    """Give a square of spots as its middle and half its diagonal, in metres."""
    half = (side - 1) * frame.step / 2
    middle_x, middle_y = frame.x + column * frame.step + half, frame.y + row * frame.step + half
    return middle_x, middle_y, half * 2**0.5


@kernel
def fill_small(
    ground: Ground,
    lit: NDArray[np.float64],
    rows: NDArray[np.int32],
    corner: tuple[int, int],
    frame: Frame,
    budget: float,
    metres: NDArray[np.float64],
) -> None:
    """Fill a small square spot by spot."""
    for row in range(corner[1], min(corner[1] + _SMALL, frame.rows)):
        for column in range(corner[0], min(corner[0] + _SMALL, frame.columns)):
            x, y = frame.x + column * frame.step, frame.y + row * frame.step
            metres[row, column] = spot_metres(ground, lit, rows, x, y, budget)


@kernel
def crossed(low: float, high: float, limits: NDArray[np.float64], margin: float) -> bool:
    """Tell whether an outline may run where the metres are between two bounds."""
    for limit in limits:  # noqa: SIM110 - the compiler knows no any()
        if low <= limit + margin and high >= limit - margin:
            return True
    return False


@kernel
def fill_square(
    ground: Ground,
    lit: NDArray[np.float64],
    corner: tuple[int, int],
    frame: Frame,
    limits: NDArray[np.float64],
    room: tuple[NDArray[np.int32], NDArray[np.float64]],
    metres: NDArray[np.float64],
) -> None:
    """Fill a square of `_SIDE` spots a side, splitting it by four where an outline may run.

    `limits` ascend; `room` is a list of pieces for every size of square, and room for `narrow`.
    """
    lists, by = room
    sizes = np.empty(len(lists), np.int64)
    sizes[0] = len(lit)
    margin = _STEEPEST * frame.step
    waiting = [(corner[0], corner[1], _SIDE, 0)]
    while len(waiting) > 0:
        column, row, side, level = waiting.pop()
        if column >= frame.columns or row >= frame.rows:
            continue
        square = square_of(frame, column, row, side)
        count, low, high = narrow(
            ground, lit, lists[level, : sizes[level]], square, limits[-1], lists[level + 1], by
        )
        sizes[level + 1] = count
        if count == 0:
            continue
        if not crossed(low, high, limits, margin):
            metres[row : row + side, column : column + side] = (low + high) / 2
        elif side <= _SMALL:
            fill_small(
                ground, lit, lists[level + 1, :count], (column, row), frame, limits[-1], metres
            )
        else:
            half = side // 2
            waiting.append((column, row, half, level + 1))
            waiting.append((column + half, row, half, level + 1))
            waiting.append((column, row + half, half, level + 1))
            waiting.append((column + half, row + half, half, level + 1))


@kernel
def surface(
    ground: Ground,
    lit: NDArray[np.float64],
    origin: Origin,
    frame: Frame,
    limits: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Give the metres walked to every spot, (rows, columns), waits counted; inf past all limits.

    `limits` ascend, in metres.
    """
    metres = np.full((frame.rows, frame.columns), np.inf)
    lists = np.empty((7, len(lit)), np.int32)
    lists[0] = np.arange(len(lit))
    room = (lists, np.empty(len(lit)))
    for row in range(0, frame.rows, _SIDE):
        for column in range(0, frame.columns, _SIDE):
            fill_square(ground, lit, (column, row), frame, limits, room, metres)
    add_straight(ground, origin, frame, metres)
    return metres
