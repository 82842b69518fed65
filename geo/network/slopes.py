"""Slopes of a network: from heights of the ground to how much longer each edge takes, both ways."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.errors import HeightsError
from geo.network.snapping import CELL_M, GRADE_SEPARATED, STAIRS
from geo.walking_model import (
    EASIEST_SLOPE,
    FLIGHT_DOWN,
    FLIGHT_SLOPE,
    FLIGHT_UP,
    LEAST_FACTOR,
    SLOPE_RATE,
    STEEPEST_SLOPE,
)

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from geo.crs import LocalMetres
    from geo.heights.height_source import HeightSource
    from geo.network.snapping import NetworkArrays

_PIECE_M = 20.0
"""The slope of an edge is taken over pieces of this length at most."""

_SHORT_M = 0.01
"""Edges without length lead from one height to the same."""


_AROUND = 8
"""So many nodes tell the height beside the streets where nothing else does."""

_EVEN_M = 1e-3
"""Ground that is even to a millimetre is level."""


class Slopes(NamedTuple):
    """The slopes of a network.

    Attributes:
        factor, ground: as `WalkNetwork.slope_factor` and `WalkNetwork.ground`.
        known: the share of the nodes on the ground whose height is known.
    """

    factor: NDArray[np.float32]
    ground: NDArray[np.float32]
    known: float


class _Pieces(NamedTuple):
    """Pieces of edges, one edge after another: (edges,) where each begins, and how many it has."""

    start: NDArray[np.int64]
    number: NDArray[np.int64]


def tobler_factor(slope: ArrayLike) -> NDArray[np.float64]:
    """Give how much longer a metre takes than a level one; a slope is a ratio, negative downhill.

    Tobler (1993), see `geo.walking_model.SLOPE_RATE`; slopes above `STEEPEST_SLOPE` count as that.
    """
    capped = np.clip(np.asarray(slope, np.float64), -STEEPEST_SLOPE, STEEPEST_SLOPE)
    factor: NDArray[np.float64] = np.exp(
        SLOPE_RATE * (np.abs(capped - EASIEST_SLOPE) - abs(EASIEST_SLOPE))
    )
    return factor


def stairs_factor(slope: ArrayLike) -> NDArray[np.float64]:
    """Give how much longer a metre of stairs takes than a level one; a slope is as for Tobler.

    Stairs are flights, at Fruin's speeds (1971, see `geo.walking_model.FLIGHT_UP`), and landings
    between them, which are level: so many flights as the climb needs. Stairs whose climb is not
    known are all landing, as they are without heights; what is steeper than a flight is an error of
    the heights and all flight.
    """
    slopes = np.asarray(slope, np.float64)
    flights = np.minimum(np.abs(slopes) / FLIGHT_SLOPE, 1.0)
    factor: NDArray[np.float64] = 1 + flights * (np.where(slopes > 0, FLIGHT_UP, FLIGHT_DOWN) - 1)
    return factor


def least_factor(arrays: NetworkArrays) -> float:
    """Give what a metre takes of a level one, at least."""
    return LEAST_FACTOR if len(arrays.slope_factor) else 1.0


def steepest_ground(arrays: NetworkArrays) -> float:
    """Give the steepest slope between neighbouring corners of the grid's cells, as a ratio."""
    if not arrays.ground.size:
        return 0.0
    rises = (np.abs(np.diff(arrays.ground, axis=axis)).max() for axis in (0, 1))
    return min(math.hypot(*(float(rise) / CELL_M for rise in rises)), STEEPEST_SLOPE)


def towards_ends(factor: NDArray[np.float32], ends: NDArray[np.int32]) -> NDArray[np.float32]:
    """Turn slopes, (edges, 2) or none, from the order of some ends to that of their numbers."""
    swapped = ends[: len(factor), :1] > ends[: len(factor), 1:]
    return np.where(swapped, factor[:, ::-1], factor)


def even_ground(cells: NDArray[np.float64]) -> NDArray[np.float32]:
    """Give ground without heights, as `WalkNetwork.ground`, for a grid of cells."""
    columns, rows = cells[:2].astype(int).tolist()
    return np.zeros((rows + 1, columns + 1), np.float32)


def ground_at(arrays: NetworkArrays, xy: NDArray[np.float32]) -> NDArray[np.float64]:
    """Give the height of the ground at (n, 2) metres inside the grid: (n,) metres."""
    from scipy.ndimage import map_coordinates  # noqa: PLC0415 - heavy, and few networks have slopes

    cell = (xy.astype(np.float64) - arrays.cells[2:]) / CELL_M
    heights: NDArray[np.float64] = map_coordinates(
        arrays.ground, cell.T[::-1], np.float64, order=1, mode="nearest"
    )
    return heights


def slopes_of(arrays: NetworkArrays, metres: LocalMetres, source: HeightSource) -> Slopes:
    """Find the slopes of a network whose `xy` are such metres.

    Bridges and tunnels lead evenly from one end to the other, and so does every way between points
    whose height is known, where others are not. Stairs are flights and landings: `stairs_factor`.

    Raises:
        HeightsError: the source has no height at any node.
    """
    length = _lengths(arrays)
    pieces = _pieces_of(arrays, length)
    ground = np.flatnonzero(~_is_off_ground(arrays, length))
    spots = _inner_spots(arrays, pieces)
    corners = _corners(arrays)
    wanted = np.vstack([arrays.xy[ground], spots, corners])
    of_ground, at_inner, at_corner = np.split(
        source.at(metres.to_lonlat(wanted)), [len(ground), len(ground) + len(spots)]
    )
    at_node = np.full(len(arrays.xy), np.nan)
    at_node[ground] = of_ground
    known = np.isfinite(at_node)
    if not known.any():
        raise HeightsError(_no_height(metres.to_lonlat(arrays.xy)))
    at_node = _filled(arrays, length, at_node)
    factor = _factors(arrays, length, pieces, at_node, at_inner)
    posts = _posts(arrays, at_corner, corners, arrays.xy[ground], at_node[ground])
    if (factor == 1).all() and np.ptp(posts) < _EVEN_M:
        factor, posts = factor[:0], posts[:0, :0]
    return Slopes(factor, posts, float(known.sum() / len(ground)))


def _corners(arrays: NetworkArrays) -> NDArray[np.float64]:
    """Give the corners of the grid's cells, row by row: (corners, 2) metres."""
    columns, rows = arrays.cells[:2].astype(int).tolist()
    x, y = np.meshgrid(np.arange(columns + 1), np.arange(rows + 1))
    corners: NDArray[np.float64] = np.column_stack([x.ravel(), y.ravel()]) * CELL_M
    return corners + arrays.cells[2:]


def _posts(
    arrays: NetworkArrays,
    height: NDArray[np.float64],
    corners: NDArray[np.float64],
    xy: NDArray[np.float32],
    at_node: NDArray[np.float64],
) -> NDArray[np.float32]:
    """Give the heights at the corners; those unknown by the nodes around, the nearer the more."""
    from scipy.spatial import KDTree  # noqa: PLC0415 - heavy, and an answer never needs it

    unknown = np.isnan(height)
    if unknown.any():
        gap, row = KDTree(xy).query(corners[unknown], k=min(_AROUND, len(xy)))
        gap, row = gap.reshape(len(gap), -1), row.reshape(len(gap), -1)
        weight = 1 / np.maximum(gap, 1.0) ** 2
        height[unknown] = (at_node[row] * weight).sum(axis=1) / weight.sum(axis=1)
    columns, rows = arrays.cells[:2].astype(int).tolist()
    return height.reshape(rows + 1, columns + 1).astype(np.float32)


def _lengths(arrays: NetworkArrays) -> NDArray[np.float64]:
    leap = np.diff(arrays.xy[arrays.ends].astype(np.float64), axis=1)[:, 0]
    return np.hypot(leap[:, 0], leap[:, 1])


def _no_height(lonlat: NDArray[np.float64]) -> str:
    (west, south), (east, north) = lonlat.min(axis=0).tolist(), lonlat.max(axis=0).tolist()
    return (
        f"the file of heights has none on these streets ({west:.2f},{south:.2f} to "
        f"{east:.2f},{north:.2f}): take the one of this place"
    )


def _pieces_of(arrays: NetworkArrays, length: NDArray[np.float64]) -> _Pieces:
    """Divide what lies on the ground into pieces; bridges, tunnels and stairs are one each."""
    one = (arrays.flags & (GRADE_SEPARATED | STAIRS)) > 0
    number = np.maximum(np.ceil(length / _PIECE_M).astype(np.int64), 1)
    number[one] = 1
    return _Pieces(np.cumsum(number) - number, number)


def _inner_spots(arrays: NetworkArrays, pieces: _Pieces) -> NDArray[np.float64]:
    """Give the spots, (spots, 2) metres, at which the pieces of an edge meet."""
    edge, share = _inner(pieces)
    ends = arrays.xy[arrays.ends[edge]].astype(np.float64)
    spots: NDArray[np.float64] = ends[:, 0] + share[:, None] * (ends[:, 1] - ends[:, 0])
    return spots


def _inner(pieces: _Pieces) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Give the edge of each place where two pieces meet, and its share along that."""
    inner = pieces.number - 1
    edge = np.repeat(np.arange(len(inner)), inner)
    place = np.arange(len(edge)) - (np.cumsum(inner) - inner)[edge] + 1
    return edge, place / pieces.number[edge]


def _is_off_ground(arrays: NetworkArrays, length: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say of each node whether it is in the middle of a bridge or a tunnel."""
    over = (arrays.flags & GRADE_SEPARATED) > 0
    off, on = np.zeros((2, len(arrays.xy)), np.bool_)
    off[arrays.ends[over]] = True
    on[arrays.ends[~over & (length > _SHORT_M)]] = True
    return off & ~on


def _filled(
    arrays: NetworkArrays, length: NDArray[np.float64], height: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Fill in unknown heights evenly between known ones, along the streets.

    Each is the mean of its neighbours', the nearer the more: Laplace's equation. What no street
    joins to a known height is level.
    """
    from scipy import sparse  # noqa: PLC0415 - heavy, and an answer never needs it
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - likewise
    from scipy.sparse.linalg import spsolve  # noqa: PLC0415 - likewise

    weight = 1 / np.maximum(length, _SHORT_M)
    links = sparse.coo_array((weight, arrays.ends.T), shape=(len(height), len(height))).tocsr()
    links += links.T
    part = connected_components(links, directed=False)[1]
    unknown = np.isnan(height)
    filled = np.where(unknown, 0.0, height)
    wanted = np.flatnonzero(unknown & np.isin(part, part[~unknown]))
    if len(wanted):
        system = sparse.diags_array(links.sum(axis=1)).tocsr() - links
        of_wanted = system[wanted][:, wanted].tocsc()
        filled[wanted] = spsolve(of_wanted, links[wanted] @ filled)
    return filled


def _factors(
    arrays: NetworkArrays,
    length: NDArray[np.float64],
    pieces: _Pieces,
    at_node: NDArray[np.float64],
    at_inner: NDArray[np.float64],
) -> NDArray[np.float32]:
    """Give (edges, 2) how much longer edges take, towards their first end and their second."""
    edge, share = _inner(pieces)
    low, high = at_node[arrays.ends].T
    between = low[edge] + share * (high - low)[edge]
    inner = np.where(np.isfinite(at_inner), at_inner, between)
    begin, end = np.empty((2, int(pieces.number.sum())))
    begin[pieces.start], end[pieces.start + pieces.number - 1] = low, high
    begin[np.delete(np.arange(len(begin)), pieces.start)] = inner
    end[np.delete(np.arange(len(end)), pieces.start + pieces.number - 1)] = inner
    piece_m = np.repeat(np.maximum(length, _SHORT_M) / pieces.number, pieces.number)
    rise = (end - begin) / piece_m
    ways = [np.add.reduceat(tobler_factor(slope), pieces.start) for slope in (-rise, rise)]
    factor = np.column_stack(ways) / pieces.number[:, None]
    stairs = (arrays.flags & STAIRS) > 0
    climb = rise[pieces.start[stairs]]
    factor[stairs] = np.column_stack([stairs_factor(-climb), stairs_factor(climb)])
    factor[length <= _SHORT_M] = 1.0
    return factor.astype(np.float32)
