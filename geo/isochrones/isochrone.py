"""The service circle: where people get to on foot in so many minutes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from geo.compute.bucket_queue import wipe
from geo.crs import GEO_TABLES
from geo.isochrones import reached_edges, travel_time_raster
from geo.isochrones.reached_edges import Steps
from geo.isochrones.travel_time_raster import STEEPEST, Frame, Origin, Room
from geo.network.snapping import Joins
from geo.routing import dijkstra
from geo.walking_model import CIRCUITY, MAX_SNAP_M

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geopandas import GeoDataFrame
    from numpy.typing import NDArray
    from shapely import MultiPolygon
    from shapely.geometry.base import BaseGeometry

    from geo.facility import LonLat, Pace
    from geo.routing.walker import Start, Walker

    _Filled = tuple[
        list[NDArray[np.float64] | None],
        list[NDArray[np.uint32] | None],
        list[NDArray[np.uint32] | None],
    ]

_SPACING_M = 8.0
"""Between spots of the surface: with straight lines between them, rings are true to 10 m."""

_CLIFF_M = STEEPEST * _SPACING_M
"""The surface rises by no more than this from spot to spot, but for cliffs at a barrier and at the
longest leg: levelled off, they are cut half-way."""

_SLIT_M = 0.1
"""Half the width of the slit that a barrier leaves in a ring that reaches both its sides."""


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
        from geopandas import GeoDataFrame  # noqa: PLC0415 - 1.5 s, and answers need none

        named = {
            "minutes": [ring.minutes for ring in self.rings],
            "shed_ratio": [ring.shed_ratio for ring in self.rings],
        }
        return GeoDataFrame(named, geometry=[ring.area for ring in self.rings], crs=GEO_TABLES)


def circle(walker: Walker, point: LonLat, minutes: Sequence[int] = (5, 10, 15)) -> Circle:
    """Draw the rings around a point (degrees, WGS-84) at some minutes, from one walk.

    Raises:
        OutsideAreaError: the point is too far from any street.
    """
    start = walker.start(point)
    limits = np.array(sorted(minutes)) * 60.0 * walker.speed_m_s
    origin = Origin(start.x, start.y, start.clearance, limits[-1])
    walk = _walked(walker, start, origin, Steps(limits, _CLIFF_M))
    return Circle(point, walker.pace, tuple(_rings(walk, sorted(minutes))))


class _Walk(NamedTuple):
    """One walk and the surface over it, in metres."""

    walker: Walker
    origin: Origin
    steps: Steps
    room: Room
    frame: Frame
    metres: NDArray[np.float64]


def _walked(walker: Walker, start: Start, origin: Origin, steps: Steps) -> _Walk:
    """Walk, and lay the surface over all that is reached."""
    room = _lit(walker, start, origin.budget)
    frame = _frame(room.pieces[0, :, : room.counts[0]], origin)
    metres = np.full((frame.rows, frame.columns), np.inf)
    travel_time_raster.surface(walker.network.ground, room, origin, frame, steps, metres)
    return _Walk(walker, origin, steps, room, frame, metres)


def _lit(walker: Walker, start: Start, budget: float) -> Room:
    """Walk so many metres, and give the pieces that people can leave the streets from."""
    net, space = walker.network, walker.space
    nodes, labels = walker.seeds(start.joins)
    touched = dijkstra.flood(
        walker.ways, nodes, labels, round(budget * walker.gait.ticks_per_m), space
    )
    around = space.touched[:touched]
    order = np.argsort(start.joins.piece)
    piece, along, leg = start.joins
    origin = Joins(piece[order], along[order], leg[order])
    room = Room.for_pieces(len(order) + int((net.indptr[around + 1] - net.indptr[around]).sum()))
    rows = (net.indptr, net.piece)
    room.counts[0] = reached_edges.light(
        net.ground, walker.gait, rows, origin, space, touched, budget, room.pieces[0]
    )
    wipe(space, touched)
    return room


def _frame(pieces: NDArray[np.float64], origin: Origin) -> Frame:
    """Lay spots over all that can be reached, and one more around it."""
    nearest = np.minimum(
        pieces[reached_edges.FIRST], pieces[reached_edges.SECOND] - pieces[reached_edges.METRES]
    )
    nearest = np.minimum(nearest, pieces[reached_edges.HERE])
    leg = np.minimum((origin.budget - nearest) / CIRCUITY, MAX_SNAP_M)
    own = min(origin.budget / CIRCUITY, MAX_SNAP_M)
    low, high = [], []
    for first, way, at in (
        (reached_edges.X, reached_edges.EAST, origin.x),
        (reached_edges.Y, reached_edges.NORTH, origin.y),
    ):
        ends = pieces[first], pieces[first] + pieces[way] * pieces[reached_edges.METRES]
        low.append(min((np.minimum(*ends) - leg).min(initial=at), at - own))
        high.append(max((np.maximum(*ends) + leg).max(initial=at), at + own))
    corner = [math.floor(value / _SPACING_M - 1) * _SPACING_M for value in low]
    columns, rows = (
        math.ceil((top - bottom) / _SPACING_M) + 2 for bottom, top in zip(corner, high, strict=True)
    )
    return Frame(corner[0], corner[1], _SPACING_M, columns, rows)


def _rings(walk: _Walk, minutes: Sequence[int]) -> Iterator[Ring]:
    """Draw the rings through the surface, the shortest first."""
    import shapely  # noqa: PLC0415 - 0.3 s, and answers without a picture need no polygon

    limits = walk.steps.limits.tolist()
    areas = [_cut_at_barriers(walk, limit, _outline(walk, limit)) for limit in limits]
    degrees = shapely.transform(np.array(areas), walk.walker.network.metres.to_lonlat)
    for within, limit, area, ring in zip(minutes, limits, areas, degrees, strict=True):
        yield Ring(within, ring, area.area / (math.pi * limit**2))


def _outline(walk: _Walk, limit: float) -> MultiPolygon:
    """Draw the line between what is within the limit and what is not."""
    import shapely  # noqa: PLC0415
    from contourpy import FillType, contour_generator  # noqa: PLC0415

    corner, metres = _around(walk.frame, walk.metres, limit)
    level = np.clip(metres, limit - _CLIFF_M, limit + _CLIFF_M)
    generator = contour_generator(z=level, fill_type=FillType.ChunkCombinedOffsetOffset)
    # One array of corners, and where in it loops start, and in those the polygons.
    (points,), (loops,), (parts,) = cast("_Filled", generator.filled(-np.inf, limit))
    if points is None or loops is None or parts is None:
        return shapely.MultiPolygon()
    offsets = loops.astype(np.int64), parts.astype(np.int64), np.array([0, len(parts) - 1])
    kind = shapely.GeometryType.MULTIPOLYGON
    area = shapely.from_ragged_array(kind, points * walk.frame.step + corner, offsets)[0]
    return area if area.is_valid else _polygons(shapely.make_valid(area, method="structure"))


def _around(
    frame: Frame, metres: NDArray[np.float64], limit: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Cut out what lies within a limit and one spot around it: its low corner, and the metres."""
    within = metres <= limit
    if not within.any():
        return np.zeros(2), np.full((2, 2), np.inf)
    rows, columns = np.flatnonzero(within.any(axis=1)), np.flatnonzero(within.any(axis=0))
    south, west = max(rows[0] - 1, 0), max(columns[0] - 1, 0)
    corner = np.array([frame.x + west * frame.step, frame.y + south * frame.step])
    return corner, metres[south : rows[-1] + 2, west : columns[-1] + 2]


def _cut_at_barriers(walk: _Walk, limit: float, area: MultiPolygon) -> MultiPolygon:
    """Cut the area along the barriers, and leave out what lies beyond them.

    Between two spots on either side of a bank the outline runs half-way; the bank itself is known.
    """
    import shapely  # noqa: PLC0415

    barriers = walk.walker.network.barriers
    if area.is_empty or not len(barriers):
        return area
    west, south, east, north = area.bounds
    x, y = barriers[:, 0::2], barriers[:, 1::2]
    near = (x.max(axis=1) >= west) & (x.min(axis=1) <= east)
    near &= (y.max(axis=1) >= south) & (y.min(axis=1) <= north)
    lines = shapely.linestrings(barriers[near].astype(np.float64).reshape(-1, 2, 2))
    shapely.prepare(area)
    lines = lines[shapely.intersects(area, lines)]
    if not len(lines):
        return area
    slits = shapely.buffer(
        shapely.multilinestrings(lines), _SLIT_M, quad_segs=1, cap_style="square"
    )
    parts = shapely.get_parts(shapely.difference(area, slits))
    inner = shapely.get_coordinates(shapely.point_on_surface(parts))
    within = [_metres_at(walk, x, y) <= limit for x, y in inner]
    return _polygons(shapely.MultiPolygon(parts[within].tolist()))


def _metres_at(walk: _Walk, x: float, y: float) -> float:
    """Give the metres walked to one spot, as the law has it."""
    ground, room = walk.walker.network.ground, walk.room
    streets = reached_edges.spot_metres(
        ground, room.pieces[0], room.counts[0], x, y, walk.steps, room.weights
    )
    return min(streets, travel_time_raster.straight_metres(ground, walk.origin, x, y))


def _polygons(area: BaseGeometry) -> MultiPolygon:
    """Keep of an area what is no line and no point."""
    import shapely  # noqa: PLC0415

    parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)
