"""Where facilities are entered: at their point, along their line, through their fence."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.compute import grid
from geo.facility import Shape
from geo.network.network_layout import SHUT
from geo.network.snapping import CELL_M, GRADE_SEPARATED, LINK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.facility import Geometry
    from geo.network.walk_network import WalkNetwork

_SPACING_M = 10.0
"""A line or an outline is entered at points at most this far apart."""

FENCE_M = 3.0
"""A fence so near to the outline of an area is its own: both are drawn, one beside the other."""

_ON_M = 0.5
"""What is so near to an outline is on it."""

_AT_ONCE = 1_000_000
"""Pairs of a point and a segment that are measured at once."""


class Entrances(NamedTuple):
    """The points where a facility may be entered, (points, 2) metres.

    `fenced` says that they are in its fence: nobody comes to them from across the facility.
    """

    points: NDArray[np.float64]
    fenced: bool = False


def entrances(network: WalkNetwork, geometry: Geometry) -> Entrances:
    """Find where a facility may be entered.

    A point is itself; a line is entered anywhere along it. So is the outline of an area, but where
    a fence stands: there the gates are, and the spots at which streets lead in or end. An area
    that is fenced in without any of these has gates that nobody has mapped: its outline counts,
    unless there is one that is shut at the moment.
    """
    corners = network.metres.to_metres(geometry.vertices)
    if geometry.shape is Shape.POINT:
        return Entrances(corners)
    spots = _spots_along(corners)
    if geometry.shape is not Shape.AREA or not len(network.fences):
        return Entrances(spots)
    low, high = corners.min(axis=0) - FENCE_M, corners.max(axis=0) + FENCE_M
    fences = network.fences.astype(np.float64)
    near = (np.minimum(fences[:, :2], fences[:, 2:]) <= high).all(axis=1)
    near &= (np.maximum(fences[:, :2], fences[:, 2:]) >= low).all(axis=1)
    fenced = _metres_to(spots, fences[near]) <= FENCE_M
    if not fenced.any():
        return Entrances(spots)
    outline = np.hstack((corners[:-1], corners[1:]))
    gates, shut = _gates_in(network, outline)
    shut = np.vstack((shut, _where_lines_meet(network.shut_ways.reshape(-1, 2, 2), corners)))
    ways_in = np.vstack((spots[~fenced], gates, _where_streets_meet(network, corners)))
    ways_in = ways_in[_metres_to(ways_in, np.tile(shut, 2)) > _ON_M]
    return Entrances(ways_in, fenced=True) if len(ways_in) or len(shut) else Entrances(spots)


def _gates_in(
    network: WalkNetwork, outline: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the gates in the fence along an outline: those that are open, and those shut then."""
    low = outline.reshape(-1, 2).min(axis=0) - FENCE_M
    high = outline.reshape(-1, 2).max(axis=0) + FENCE_M
    near = np.flatnonzero(((network.gates >= low) & (network.gates <= high)).all(axis=1))
    near = near[_metres_to(network.gates[near].astype(np.float64), outline) <= FENCE_M]
    gates, shut = network.gates[near].astype(np.float64), network.gate_hours[near] == SHUT
    return gates[~shut], gates[shut]


def leads_across(
    ring: NDArray[np.float64], point: NDArray[np.float64], spots: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Say which legs from a point on a ring, (corners, 2), to (spots, 2) leave it elsewhere."""
    import shapely  # noqa: PLC0415 - heavy, and few areas are fenced

    area = shapely.make_valid(shapely.Polygon(ring))
    shapely.prepare(area)
    across = ~shapely.contains_properly(area, shapely.points(spots))
    way = spots - point
    far = np.hypot(*way.T)
    # What leads across by more than `_ON_M` does so in its part beyond that, too.
    begins = point + way * np.minimum(_ON_M / np.maximum(far, _ON_M), 1.0)[:, None] * 0.99
    rest = shapely.linestrings(np.stack((begins, spots), axis=1))
    across &= (far > _ON_M) & shapely.intersects(area, rest)
    ends = np.stack((np.broadcast_to(point, spots[across].shape), spots[across]), axis=1)
    inside = shapely.intersection(shapely.linestrings(ends), area)
    across[across] = shapely.length(inside) > _ON_M
    return np.asarray(across)


def _spots_along(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the points along a line, (corners, 2), at most `_SPACING_M` apart."""
    parts = [corners[:1]]
    for start, end in pairwise(corners):
        count = max(1, math.ceil(float(np.hypot(*(end - start))) / _SPACING_M))
        parts.append(start + (end - start) * (np.arange(1, count + 1) / count)[:, None])
    return np.vstack(parts)


def _metres_to(points: NDArray[np.float64], segments: NDArray[np.float64]) -> NDArray[np.float64]:
    """Measure (points,) metres to the nearest of (n, 4) segments, in parts that fit the memory."""
    parts = np.array_split(points, len(points) * len(segments) // _AT_ONCE + 1)
    return np.concatenate([_metres_to_nearest(part, segments) for part in parts])


def _metres_to_nearest(
    points: NDArray[np.float64], segments: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Measure them by all pairs at once."""
    start, way = segments[:, :2], segments[:, 2:] - segments[:, :2]
    square = np.maximum((way * way).sum(axis=1), 1e-12)
    off = points[:, None] - start
    share = np.clip((off * way).sum(axis=2) / square, 0, 1)
    off -= share[..., None] * way
    metres: NDArray[np.float64] = np.hypot(off[..., 0], off[..., 1]).min(axis=1, initial=np.inf)
    return metres


def _where_streets_meet(network: WalkNetwork, corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the points of an outline at which streets lead in, or end: (points, 2)."""
    index = network.edge_start, network.edge_item
    box = corners.min(axis=0) - _ON_M, corners.max(axis=0) + _ON_M
    near = grid.in_box(network.cells, CELL_M, index, *box)
    near = near[(network.flags[near] & (GRADE_SEPARATED | LINK)) == 0]
    spots = _where_lines_meet(network.xy[network.ends[near]], corners)
    shut = np.tile(network.shut_gates.astype(np.float64), 2)
    return spots[_metres_to(spots, shut) > _ON_M]


def _where_lines_meet(
    ways: NDArray[np.float32], corners: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Give the points of an outline at which (ways, 2, 2) straight ways lead in, or end.

    A way that runs along the outline and shares its nodes leads in nowhere, nor does one that ends
    at that way.
    """
    import shapely  # noqa: PLC0415 - heavy, and few areas are fenced

    area = shapely.make_valid(shapely.Polygon(corners))
    every: Any = shapely.linestrings(ways)
    near = shapely.dwithin(area, every, _ON_M)
    ends, lines = ways[near].astype(np.float64), every[near]
    off = shapely.distance(shapely.points(ends), area.boundary)
    beside = (off <= _ON_M).all(axis=-1)
    leads_in = ~beside & (shapely.length(shapely.intersection(lines, area)) > _ON_M)
    crossings = shapely.intersection(lines[leads_in], shapely.buffer(area.boundary, _ON_M / 5))
    spots = shapely.get_coordinates(shapely.centroid(shapely.get_parts(crossings)))
    met = ends[(off <= _ON_M) & ~(beside | leads_in)[:, None]]
    met = met[_metres_to(met, np.tile(ends[beside].reshape(-1, 2), 2)) > 0]
    return np.unique(np.vstack((spots[~np.isnan(spots).any(axis=1)], met)), axis=0)
