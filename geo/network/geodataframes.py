"""The nodes and edges of a network as GeoDataFrames."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.crs import GEO_TABLES
from geo.network.snapping import GRADE_SEPARATED, STEPS

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from numpy.typing import NDArray

    from geo.network.snapping import NetworkArrays


def network_frames(
    lonlat: NDArray[np.float64],
    half_waits: NDArray[np.uint8],
    length: NDArray[np.float32],
    arrays: NetworkArrays,
) -> tuple[GeoDataFrame, GeoDataFrame]:
    """Give nodes and edges: see `WalkNetwork.to_geodataframes`.

    Args:
        lonlat: (nodes, 2) degrees, WGS-84.
        half_waits: (nodes,) uint8, as in `WalkNetwork`.
        length: (edges,) float32 metres.
        arrays: for the ends and flags of the edges.
    """
    import shapely  # noqa: PLC0415 - with geopandas 1.5 s, and answers need neither
    from geopandas import GeoDataFrame  # noqa: PLC0415

    nodes = GeoDataFrame(
        {"signal": half_waits > 0}, geometry=shapely.points(lonlat), crs=GEO_TABLES
    )
    named = {
        "u": arrays.ends[:, 0],
        "v": arrays.ends[:, 1],
        "length_m": length.astype(np.float64),
        "steps": (arrays.flags & STEPS) > 0,
        "grade_separated": (arrays.flags & GRADE_SEPARATED) > 0,
    }
    lines = shapely.linestrings(lonlat[arrays.ends])
    edges = GeoDataFrame(named, geometry=lines, crs=GEO_TABLES)
    nodes.index.name, edges.index.name = "node", "edge"
    return nodes, edges
