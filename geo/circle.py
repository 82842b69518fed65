"""The service circle: where people get to on foot in so many minutes."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from geo import search, surface
from geo.surface import Frame, Origin
from geo.walking import DETOUR, JOIN_M, ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geopandas import GeoDataFrame
    from numpy.typing import NDArray
    from shapely import MultiPolygon
    from shapely.geometry.base import BaseGeometry

    from geo.facility import LonLat, Pace
    from geo.walker import Start, Walker

    _Filled = tuple[list[NDArray[np.float64]], list[NDArray[np.uint32]]]

_SPACING_M = 8.0
"""Between spots of the surface: with straight lines between them, rings are true to 10 m."""


@dataclass(frozen=True, slots=True)
class Ring:
    """The area within `minutes` on foot: degrees, WGS-84, holes kept, valid, maybe empty.

    `shed_ratio` is its share of the compass circle of the same walking distance (0 to 1).
    """

    minutes: int
    area: MultiPolygon
    shed_ratio: float


@dataclass(frozen=True, slots=True)
class Circle:
    """Rings around one origin from one walk, the shortest first."""

    origin: LonLat
    pace: Pace
    rings: tuple[Ring, ...]

    def to_geodataframe(self) -> GeoDataFrame:
        """Give one row a ring: `minutes`, `shed_ratio` and its area in degrees, WGS-84."""
        from geo.frames import circle_frame  # noqa: PLC0415 - at the border alone

        return circle_frame(self)


def circle(walker: Walker, point: LonLat, minutes: Sequence[int] = (5, 10, 15)) -> Circle:
    """Draw the rings around a point (degrees, WGS-84) at some minutes, from one walk.

    Raises:
        OutsideAreaError: the point is too far from any street.
    """
    start = walker.start(point)
    longest = max(minutes)
    budget = longest * 60 * walker.speed_m_s
    lit = _lit(walker, start, longest)
    frame = _frame(lit, start, budget)
    origin = Origin(start.x, start.y, start.clearance, budget)
    limits = np.array(sorted(minutes)) * 60 * walker.speed_m_s
    metres = surface.surface(walker.network.ground, lit, origin, frame, limits)
    walk = _Walk(walker, lit, frame, metres)
    return Circle(point, walker.pace, tuple(_ring(walk, within) for within in sorted(minutes)))


class _Walk(NamedTuple):
    """One walk and the surface over it, in metres."""

    walker: Walker
    lit: NDArray[np.float64]
    frame: Frame
    metres: NDArray[np.float64]


def _lit(walker: Walker, start: Start, minutes: float) -> NDArray[np.float64]:
    """Walk, and give the pieces that people can leave the streets from."""
    net = walker.network
    nodes, labels = walker.seeds(start.joins)
    space = walker.space(len(nodes))
    touched = search.flood(walker.ways, nodes, labels, ticks(minutes), space)
    around = space.touched[:touched]
    room = len(start.joins.piece) + int((net.indptr[around + 1] - net.indptr[around]).sum())
    lit = np.empty((room, 9))
    rows = (net.indptr, net.piece)
    count = surface.light(net.ground, walker.gait, rows, start.joins, space, touched, lit)
    search.wipe(space, touched)
    nearest = lit[:count, [surface.FIRST, surface.SECOND, surface.HERE]].min(axis=1)
    within: NDArray[np.float64] = lit[:count][nearest <= minutes * 60 * walker.speed_m_s]
    return within


def _frame(lit: NDArray[np.float64], start: Start, budget: float) -> Frame:
    """Lay spots over all that can be reached, and one more around it."""
    nearest = lit[:, [surface.FIRST, surface.SECOND, surface.HERE]].min(axis=1)
    leg = np.minimum((budget - nearest) / DETOUR, JOIN_M)
    own = min(budget / DETOUR, JOIN_M)
    low, high = [], []
    for first, second, at in ((surface.X0, surface.X1, start.x), (surface.Y0, surface.Y1, start.y)):
        ends = lit[:, [first, second]]
        low.append(min((ends.min(axis=1) - leg).min(initial=at), at - own))
        high.append(max((ends.max(axis=1) + leg).max(initial=at), at + own))
    corner = [math.floor(value / _SPACING_M - 1) * _SPACING_M for value in low]
    columns, rows = (
        math.ceil((top - bottom) / _SPACING_M) + 2 for bottom, top in zip(corner, high, strict=True)
    )
    return Frame(corner[0], corner[1], _SPACING_M, columns, rows)


def _ring(walk: _Walk, minutes: int) -> Ring:
    """Draw one ring through the surface."""
    import shapely  # noqa: PLC0415 - 0.3 s, and answers without a picture need no polygon

    limit = minutes * 60 * walk.walker.speed_m_s
    area = _cut_at_barriers(walk, limit, _outline(walk.frame, walk.metres, limit))
    degrees = shapely.transform(area, walk.walker.network.metres.to_lonlat)
    return Ring(minutes, degrees, area.area / (math.pi * limit**2))


def _outline(frame: Frame, metres: NDArray[np.float64], limit: float) -> MultiPolygon:
    """Draw the line between what is within the limit and what is not."""
    import shapely  # noqa: PLC0415
    from contourpy import FillType, contour_generator  # noqa: PLC0415

    # The surface rises by no more than this from spot to spot, but for cliffs at a barrier and
    # at the longest leg: levelled off, they are cut half-way.
    cliff = math.hypot(1.0, DETOUR) * frame.step
    level = np.clip(metres, limit - cliff, limit + cliff) - limit
    x = frame.x + frame.step * np.arange(frame.columns)
    y = frame.y + frame.step * np.arange(frame.rows)
    lines = contour_generator(x, y, level, fill_type=FillType.OuterOffset)
    # One array of corners a polygon, and where its outer loop and its holes start in it.
    filled = cast("_Filled", lines.filled(-np.inf, 0.0))
    polygons = []
    for outline, starts in zip(*filled, strict=True):
        loops = [outline[a:b] for a, b in itertools.pairwise(starts)]
        polygons.append(shapely.Polygon(loops[0], loops[1:]))
    area = shapely.MultiPolygon(polygons)
    if area.is_valid:
        return area
    return _as_multi(shapely.union_all([part.buffer(0) for part in polygons]))


def _cut_at_barriers(walk: _Walk, limit: float, area: MultiPolygon) -> MultiPolygon:
    """Cut the area along the barriers, and leave out what lies beyond them.

    Between two spots on either side of a bank the outline runs half-way; the bank itself is known.
    """
    import shapely  # noqa: PLC0415

    ground = walk.walker.network.ground
    west, south, east, north = area.bounds if not area.is_empty else (0.0, 0.0, 0.0, 0.0)
    x, y = ground.barriers[:, [0, 2]], ground.barriers[:, [1, 3]]
    near = (x.max(axis=1) >= west) & (x.min(axis=1) <= east)
    near &= (y.max(axis=1) >= south) & (y.min(axis=1) <= north)
    lines = shapely.linestrings(ground.barriers[near].astype(np.float64).reshape(-1, 2, 2))
    shapely.prepare(area)
    lines = lines[shapely.intersects(area, lines)]
    if not len(lines):
        return area
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all([area.boundary, *lines])]))
    inner = shapely.point_on_surface(faces)
    every = np.arange(len(walk.lit)).astype(np.int32)
    kept = [
        face
        for face, point in zip(faces, inner, strict=True)
        if shapely.intersects_xy(area, point.x, point.y)
        and surface.spot_metres(ground, walk.lit, every, point.x, point.y, limit) <= limit
    ]
    return _as_multi(shapely.union_all(kept))


def _as_multi(area: BaseGeometry) -> MultiPolygon:
    import shapely  # noqa: PLC0415

    parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)
