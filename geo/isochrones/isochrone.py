"""Isochrones: the areas within some minutes on foot of one origin."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from geo.compute.bucket_queue import reset
from geo.compute.kernels import compile_kernels
from geo.crs import WGS84_CRS
from geo.isochrones import reached_decks, reached_edges, straight_walks, travel_time_raster
from geo.isochrones.degrees import in_degrees
from geo.isochrones.reached_edges import Levels
from geo.isochrones.straight_walks import RasterGrid, RasterOrigin
from geo.isochrones.travel_time_raster import RasterBuffers
from geo.network.slopes import least_factor, steepest_ground, tobler_factor
from geo.walking_model import CIRCLES_MIN, CIRCUITY, MAX_SNAP_M, SLOPE_RATE, ticks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geopandas import GeoDataFrame
    from numpy.typing import NDArray
    from shapely import MultiPolygon
    from shapely.geometry.base import BaseGeometry

    from geo.facility import LonLat, Pace
    from geo.network.snapping import NetworkArrays
    from geo.network.walk_network import SnappedOrigin, WalkNetwork
    from geo.routing.weighted_network import WeightedNetwork

    _Filled = tuple[
        list[NDArray[np.float64] | None],
        list[NDArray[np.uint32] | None],
        list[NDArray[np.uint32] | None],
    ]

_SPACING_M = 8.0
"""Spacing of the raster: interpolated linearly, isochrones are true to 10 m."""

_SLIT_M = 0.1
"""Half the width of the slit that a barrier leaves in an isochrone that has both its sides."""


@dataclass(frozen=True, slots=True)
class Isochrone:
    """The area within `minutes` on foot: degrees, WGS-84, holes kept, valid, maybe empty.

    It is wound and, at the 180th meridian, cut as RFC 7946 has it.

    `shed_ratio` is the pedshed ratio (0 to 1): its share of the circle whose radius is the same
    walking distance.
    """

    minutes: int
    area: MultiPolygon
    shed_ratio: float


@dataclass(frozen=True, slots=True)
class Isochrones:
    """The isochrones of one origin from one search, the shortest first."""

    origin: LonLat
    pace: Pace
    rings: tuple[Isochrone, ...]

    def to_geodataframe(self) -> GeoDataFrame:
        """Give one row an isochrone: `minutes`, `shed_ratio` and its area in degrees, WGS-84."""
        from geopandas import GeoDataFrame  # noqa: PLC0415 - 1.5 s, and answers need none

        named = {
            "minutes": [ring.minutes for ring in self.rings],
            "shed_ratio": [ring.shed_ratio for ring in self.rings],
        }
        return GeoDataFrame(named, geometry=[ring.area for ring in self.rings], crs=WGS84_CRS)


def isochrone(
    walker: WeightedNetwork, origin: LonLat, minutes: Sequence[int] = CIRCLES_MIN
) -> Isochrones:
    """Draw the isochrones of a point (degrees, WGS-84) at some minutes, from one search.

    Raises:
        MinutesError: some minutes are no time to walk (`geo.walking_model.ticks`).
        OutsideAreaError: there is no edge to snap to near the point.
    """
    for one in minutes:
        ticks(one)
    snapped = walker.start(origin)
    if not len(minutes):
        return Isochrones(origin, walker.pace, ())
    compile_kernels()
    limits = np.array(sorted(minutes)) * 60.0 * walker.speed_m_s
    around = RasterOrigin(snapped.x, snapped.y, snapped.clearance, limits[-1])
    raster = _rasterise(walker, snapped, around, _levels(walker.network, limits))
    return Isochrones(origin, walker.pace, tuple(_rings(raster, sorted(minutes))))


def _levels(network: WalkNetwork, limits: NDArray[np.float64]) -> Levels:
    """Give the levels of some limits, metres.

    Over a metre a walk gets longer along an edge and away from it at once, uphill perhaps, and then
    its leg is steeper, too. Between neighbouring spots the raster rises by no more, but for cliffs
    at a barrier and at the longest access leg: clipped to the margin, they are cut half-way.
    """
    uphill = float(network.slope_factor.max(initial=1.0))
    steepest = steepest_ground(network.arrays)
    leg = float(tobler_factor(steepest)) * (CIRCUITY + SLOPE_RATE * steepest)
    rise = math.hypot(uphill, leg)
    return Levels(limits, rise * _SPACING_M, rise)


class _Raster(NamedTuple):
    """The travel-time raster of one search, in metres at the pace."""

    walker: WeightedNetwork
    origin: RasterOrigin
    levels: Levels
    buffers: RasterBuffers
    grid: RasterGrid
    metres: NDArray[np.float64]
    places: NDArray[np.int64]
    decks: NDArray[np.float64]


def _rasterise(
    walker: WeightedNetwork, snapped: SnappedOrigin, origin: RasterOrigin, levels: Levels
) -> _Raster:
    """Search, and fill the raster over all that is reached."""
    buffers, places, decks = _reached(walker, snapped, origin.cutoff)
    edges = buffers.edges[0, :, : buffers.counts[0]]
    grid = _grid_over(edges, origin, walker.network.arrays)
    metres = np.full((grid.rows, grid.columns), np.inf)
    travel_time_raster.fill_raster(walker.network.arrays, buffers, origin, grid, levels, metres)
    return _Raster(walker, origin, levels, buffers, grid, metres, places, decks)


def _reached(
    walker: WeightedNetwork, snapped: SnappedOrigin, cutoff: float
) -> tuple[RasterBuffers, NDArray[np.int64], NDArray[np.float64]]:
    """Search so many metres, and list the edges that people can leave the network from.

    Beside these it gives the bridges and tunnels around: (edges,) rows of `net.decks`, and what is
    known about each, (`ROWS`, edges).
    """
    net, search = walker.network, walker.buffers
    nodes, labels = walker.seeds(snapped.candidates)
    touched = walker.search(nodes, labels, round(cutoff * walker.profile.ticks_per_m))
    around = search.touched[:touched]
    order = np.argsort(snapped.candidates.edge)
    by_edge = snapped.candidates.take(order)
    arcs = int((net.indptr[around + 1] - net.indptr[around]).sum())
    buffers = RasterBuffers.for_edges(len(order) + arcs)
    buffers.counts[0] = reached_edges.list_reached(
        net.arrays,
        walker.profile,
        (net.indptr, net.edge),
        by_edge,
        search,
        touched,
        cutoff,
        buffers.edges[0],
    )
    places = _decks_around(net, snapped, cutoff)
    decks = np.empty((reached_edges.ROWS, len(places)))
    reached_decks.write_decks(net.arrays, walker.profile, net.decks[places], by_edge, search, decks)
    reset(search, touched)
    return buffers, places, decks


def _decks_around(net: WalkNetwork, snapped: SnappedOrigin, cutoff: float) -> NDArray[np.int64]:
    """Give the rows of `net.decks` that an isochrone of so many metres may touch."""
    middle = np.array((snapped.x, snapped.y))
    reach = cutoff / least_factor(net.arrays) + MAX_SNAP_M
    ends = net.xy[net.ends[net.decks]]
    near = (ends.max(axis=1) >= middle - reach) & (ends.min(axis=1) <= middle + reach)
    return np.flatnonzero(near.all(axis=1))


def _grid_over(
    edges: NDArray[np.float64], origin: RasterOrigin, arrays: NetworkArrays
) -> RasterGrid:
    """Lay a grid over all that can be reached, and one spot around it."""
    back = edges[reached_edges.METRES] * edges[reached_edges.BACK]
    nearest = np.minimum(edges[reached_edges.FIRST], edges[reached_edges.SECOND] - back)
    nearest = np.minimum(nearest, edges[reached_edges.OWN])
    least = CIRCUITY * least_factor(arrays)
    leg = np.minimum((origin.cutoff - nearest) / least, MAX_SNAP_M)
    own = min(origin.cutoff / least, MAX_SNAP_M)
    low, high = [], []
    for first, way, at in (
        (reached_edges.X, reached_edges.EAST, origin.x),
        (reached_edges.Y, reached_edges.NORTH, origin.y),
    ):
        ends = edges[first], edges[first] + edges[way] * edges[reached_edges.METRES]
        low.append(min((np.minimum(*ends) - leg).min(initial=at), at - own))
        high.append(max((np.maximum(*ends) + leg).max(initial=at), at + own))
    corner = [math.floor(value / _SPACING_M - 1) * _SPACING_M for value in low]
    columns, rows = (
        math.ceil((top - bottom) / _SPACING_M) + 2 for bottom, top in zip(corner, high, strict=True)
    )
    return RasterGrid(corner[0], corner[1], _SPACING_M, columns, rows)


def _rings(raster: _Raster, minutes: Sequence[int]) -> Iterator[Isochrone]:
    """Trace the contours of the raster, the shortest first."""
    limits = raster.levels.limits.tolist()
    areas = [_area(raster, limit) for limit in limits]
    degrees = in_degrees(areas, raster.walker.network.metres)
    for within, limit, area, ring in zip(minutes, limits, areas, degrees, strict=True):
        share = area.area / (math.pi * limit**2) if limit else 0.0
        yield Isochrone(within, ring, share)


def _area(raster: _Raster, limit: float) -> MultiPolygon:
    """Give the area within a limit."""
    area = _cut_at_barriers(raster, limit, _outline(raster, limit))
    if not raster.decks.size:
        return area
    strips = raster.walker.network.deck_strips
    return _polygons(reached_decks.with_decks(strips, raster.places, raster.decks, limit, area))


def _outline(raster: _Raster, limit: float) -> MultiPolygon:
    """Trace the contour between what is within the limit and what is not."""
    import shapely  # noqa: PLC0415 - 0.3 s, and answers without a picture need no polygon
    from contourpy import FillType, contour_generator  # noqa: PLC0415

    corner, metres = _crop(raster.grid, raster.metres, limit)
    margin = raster.levels.margin
    level = np.clip(metres, limit - margin, limit + margin)
    generator = contour_generator(z=level, fill_type=FillType.ChunkCombinedOffsetOffset)
    # One array of vertices, where in it the loops start, and where among these the polygons.
    (points,), (loops,), (parts,) = cast("_Filled", generator.filled(-np.inf, limit))
    if points is None or loops is None or parts is None:
        return shapely.MultiPolygon()
    offsets = loops.astype(np.int64), parts.astype(np.int64), np.array([0, len(parts) - 1])
    kind = shapely.GeometryType.MULTIPOLYGON
    area = shapely.from_ragged_array(kind, points * raster.grid.spacing + corner, offsets)[0]
    return area if area.is_valid else _polygons(shapely.make_valid(area, method="structure"))


def _crop(
    grid: RasterGrid, metres: NDArray[np.float64], limit: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Crop the raster to a limit and one spot around it: its low corner, and the metres."""
    within = metres <= limit
    if not within.any():
        return np.zeros(2), np.full((2, 2), np.inf)
    rows, columns = np.flatnonzero(within.any(axis=1)), np.flatnonzero(within.any(axis=0))
    south, west = max(rows[0] - 1, 0), max(columns[0] - 1, 0)
    corner = np.array([grid.x + west * grid.spacing, grid.y + south * grid.spacing])
    return corner, metres[south : rows[-1] + 2, west : columns[-1] + 2]


def _cut_at_barriers(raster: _Raster, limit: float, area: MultiPolygon) -> MultiPolygon:
    """Cut the area along the barriers, and leave out what lies beyond them.

    Between two spots on either side of a bank the contour runs half-way; the bank itself is known.
    """
    import shapely  # noqa: PLC0415

    barriers = raster.walker.network.barriers
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
    joined = shapely.line_merge(shapely.multilinestrings(lines))
    slits = shapely.buffer(joined, _SLIT_M, quad_segs=1, cap_style="square")
    parts = shapely.get_parts(shapely.difference(area, slits))
    inner = shapely.get_coordinates(shapely.point_on_surface(parts))
    within = [_metres_at(raster, x, y) <= limit for x, y in inner]
    return _polygons(shapely.MultiPolygon(parts[within].tolist()))


def _metres_at(raster: _Raster, x: float, y: float) -> float:
    """Give the exact metres walked to one spot, as `Walker.minutes_to` does."""
    arrays, buffers = raster.walker.network.arrays, raster.buffers
    streets = reached_edges.metres_to_spot(
        arrays, buffers.edges[0], buffers.counts[0], x, y, raster.levels, buffers.at_middle
    )
    straight = straight_walks.straight_metres(arrays, raster.origin, x, y)
    if straight < streets == np.inf and not straight_walks.is_joined(arrays, x, y):
        return np.inf
    return min(streets, straight)


def _polygons(area: BaseGeometry) -> MultiPolygon:
    """Keep the polygons of an area, without its lines and points."""
    import shapely  # noqa: PLC0415

    parts = [part for part in shapely.get_parts(area) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)
