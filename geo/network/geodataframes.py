"""The nodes and edges of a network as GeoDataFrames, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.crs import WGS84_CRS
from geo.errors import NetworkError
from geo.heights.height_points import HeightPoints
from geo.network.barrier_frames import Barriers, degrees, read_barriers, rows_of_hours
from geo.network.slopes import Slopes, ground_at, slopes_of
from geo.network.snapping import GRADE_SEPARATED, IN_WATER, LINK, STAIRS, STEPS
from geo.raw_streets import Streets
from geo.walking_model import LEAST_FACTOR

if TYPE_CHECKING:
    from geopandas import GeoDataFrame, GeoSeries
    from numpy.typing import NDArray

    from geo.crs import LocalMetres
    from geo.network.snapping import NetworkArrays
    from geo.raw_streets import AccessHours

_LEVEL = np.empty((0, 2), np.float32)

_FACTORS = "slope_factor_vu", "slope_factor_uv"
"""Columns of edges: how much longer a metre takes than a level one towards u, and towards v."""


def network_frames(
    lonlat: NDArray[np.float64],
    half_waits: NDArray[np.uint8],
    length: NDArray[np.float32],
    hours: list[str | None],
    arrays: NetworkArrays,
) -> tuple[GeoDataFrame, GeoDataFrame]:
    """Give nodes and edges: see `WalkNetwork.to_geodataframes`.

    Args:
        lonlat: (nodes, 2) degrees, WGS-84.
        half_waits: (nodes,) uint8, as in `WalkNetwork`.
        length: (edges,) float32 metres.
        hours: (edges,) as `hours_text` writes them.
        arrays: for the ends, flags and slopes of the edges, and the ground.
    """
    import shapely  # noqa: PLC0415 - with geopandas 1.5 s, and answers need neither
    from geopandas import GeoDataFrame  # noqa: PLC0415

    waits = {"signal": half_waits > 0, "half_waits": half_waits}
    nodes = GeoDataFrame(waits, geometry=shapely.points(lonlat), crs=WGS84_CRS)
    named = {
        "u": arrays.ends[:, 0],
        "v": arrays.ends[:, 1],
        "length_m": length.astype(np.float64),
        "steps": (arrays.flags & STEPS) > 0,
        "grade_separated": (arrays.flags & GRADE_SEPARATED) > 0,
        "in_water": (arrays.flags & IN_WATER) > 0,
        "stairs": (arrays.flags & STAIRS) > 0,
        "link": (arrays.flags & LINK) > 0,
        "hours": hours,
    }
    if len(arrays.slope_factor):
        named |= dict(zip(_FACTORS, arrays.slope_factor.T.astype(np.float64), strict=True))
        nodes["elevation"] = ground_at(arrays, arrays.xy)
    lines = shapely.linestrings(lonlat[arrays.ends])
    edges = GeoDataFrame(named, geometry=lines, crs=WGS84_CRS)
    nodes.index.name, edges.index.name = "node", "edge"
    return nodes, edges


def streets_of(
    nodes: GeoDataFrame, edges: GeoDataFrame, barriers: GeoDataFrame | GeoSeries | None = None
) -> Streets:
    """Read streets from frames: see `WalkNetwork.from_geodataframes`.

    Raises:
        NetworkError: a frame has no CRS, a line is no LineString, an end is no node, hours are none
            or a slope is quicker than any.
    """
    import shapely  # noqa: PLC0415 - with geopandas 1.5 s, and answers need neither

    lonlat, lines = shapely.get_coordinates(degrees(nodes)), _lines(edges)
    bends = [line[1:-1] for line in lines]
    ends, row = _split(_ends(nodes, edges), np.array([len(of) for of in bends]), len(nodes))
    signals, level = _mark(nodes, "signal"), np.zeros(sum(map(len, bends)), np.bool_)
    timetable: dict[AccessHours, int] = {}
    hours = rows_of_hours(_column(edges, "hours"), timetable)[row]
    found = Barriers() if barriers is None else read_barriers(barriers, timetable)
    return Streets(
        lonlat=np.concatenate([lonlat, *bends]),
        ends=ends.astype(np.int32),
        steps=_mark(edges, "steps")[row],
        grade_separated=_mark(edges, "grade_separated")[row],
        in_water=_mark(edges, "in_water")[row],
        signals=np.append(signals, level),
        half_waits=_half_waits(nodes, len(level)),
        links=_mark(edges, "link")[row],
        hours=hours,
        timetable=tuple(timetable),
        **found._asdict(),
        stairs=_mark(edges, "stairs" if "stairs" in edges.columns else "steps")[row],
        slope_factor=_factors(edges)[row] if set(_FACTORS) <= set(edges.columns) else _LEVEL,
    )


def on_slopes(nodes: GeoDataFrame, arrays: NetworkArrays, metres: LocalMetres) -> Slopes:
    """Find the slopes of a network that was made of frames, of which these are the nodes.

    Edges keep the slopes that they have; others, and the ground, are those of `elevation`.
    """
    import shapely  # noqa: PLC0415 - with geopandas 1.5 s, and answers need neither

    given = Slopes(arrays.slope_factor, arrays.ground, 0.0)
    if "elevation" not in nodes.columns:
        return given
    height = nodes["elevation"].to_numpy(np.float64, na_value=np.nan)
    known = np.isfinite(height)
    lonlat = shapely.get_coordinates(degrees(nodes))
    if not known.any():
        return given
    found = slopes_of(arrays, metres, HeightPoints(lonlat[known], height[known]))
    if not len(given.factor):
        return found
    return given._replace(ground=found.ground if found.ground.size else given.ground)


def _ends(nodes: GeoDataFrame, edges: GeoDataFrame) -> NDArray[np.int64]:
    """Give the rows of the nodes at the ends of edges, (edges, 2)."""
    named = edges.reset_index()
    if not nodes.index.is_unique or not {"u", "v"} <= set(named.columns):
        raise NetworkError("edges need the columns u and v, and nodes an index without repeats")
    ends = np.column_stack([nodes.index.get_indexer_for(named[end]) for end in ("u", "v")])
    if (ends < 0).any():
        raise NetworkError("an edge ends at a node that is not there: give all nodes of the edges")
    return ends.astype(np.int64)


def _split(
    ends: NDArray[np.int64], bends: NDArray[np.int64], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Split edges at their bends, which are numbered after the `count` nodes, edge by edge.

    Returns:
        (pieces, 2) nodes, and (pieces,) the edge that each is of.
    """
    row = np.repeat(np.arange(len(ends)), bends + 1)
    last = np.cumsum(bends + 1) - 1
    bend = count + np.arange(len(row)) - row  # the one at which a piece ends, if it is not the last
    to = bend.copy()
    to[last] = ends[:, 1]
    start = bend - 1
    start[last - bends] = ends[:, 0]
    return np.column_stack((start, to)), row


def _lines(edges: GeoDataFrame) -> list[NDArray[np.float64]]:
    """Give the (points, 2) degrees of every edge."""
    import shapely  # noqa: PLC0415 - likewise

    lines = degrees(edges)
    if (shapely.get_type_id(lines) != shapely.GeometryType.LINESTRING).any():
        raise NetworkError("every edge must be a LineString: explode the others first")
    points, of = shapely.get_coordinates(lines, return_index=True)
    return np.split(points, np.flatnonzero(np.diff(of)) + 1) if len(lines) else []


def _factors(edges: GeoDataFrame) -> NDArray[np.float32]:
    """Give the slopes of edges, (edges, 2); those that are not known are level."""
    columns = [edges[name].to_numpy(np.float64, na_value=np.nan) for name in _FACTORS]
    known: NDArray[np.float64] = np.nan_to_num(np.column_stack(columns), nan=1.0, posinf=0.0)
    factor = known.astype(np.float32)
    if (factor < np.float32(LEAST_FACTOR)).any():
        names, least = " and ".join(_FACTORS), f"{LEAST_FACTOR:.2f}"
        raise NetworkError(
            f"{names} must be at least {least}: people walk no quicker down any slope"
        )
    return factor


def _half_waits(nodes: GeoDataFrame, bends: int) -> NDArray[np.uint8]:
    """Give what passing nodes costs, and so many bends; nothing where it is to be found out."""
    if "half_waits" not in nodes.columns:
        return np.empty(0, np.uint8)
    return np.append(nodes["half_waits"].to_numpy(np.uint8), np.zeros(bends, np.uint8))


def _column(frame: GeoDataFrame, name: str) -> list[object]:
    return frame[name].tolist() if name in frame.columns else [None] * len(frame)


def _mark(frame: GeoDataFrame, name: str) -> NDArray[np.bool_]:
    """Give a column of yes and no; no where there is none."""
    if name not in frame.columns:
        return np.zeros(len(frame), np.bool_)
    return np.asarray(frame[name].fillna(value=False).to_numpy(np.bool_))
