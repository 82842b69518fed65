"""A network as GeoDataFrames, for people who go on in geopandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.crs import GEO_TABLES
from geo.network.snapping import SEALED, STEPS

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geo.network.walk_network import WalkNetwork


def network_frames(network: WalkNetwork) -> tuple[GeoDataFrame, GeoDataFrame]:
    """Give nodes and edges: see `WalkNetwork.to_geodataframes`."""
    import shapely  # noqa: PLC0415 - with geopandas 1.5 s, and answers need neither
    from geopandas import GeoDataFrame  # noqa: PLC0415

    lonlat = network.metres.to_lonlat(network.xy)
    nodes = GeoDataFrame(
        {"signal": network.signals > 0}, geometry=shapely.points(lonlat), crs=GEO_TABLES
    )
    named = {
        "u": network.ends[:, 0],
        "v": network.ends[:, 1],
        "length_m": network.length.astype(np.float64),
        "steps": (network.flags & STEPS) > 0,
        "sealed": (network.flags & SEALED) > 0,
    }
    edges = GeoDataFrame(named, geometry=shapely.linestrings(lonlat[network.ends]), crs=GEO_TABLES)
    nodes.index.name, edges.index.name = "node", "piece"
    return nodes, edges
