"""Facilities of a GeoDataFrame, as sites take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.crs import WGS84_CRS
from geo.errors import NetworkError
from geo.facility import Geometry, LonLat, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geopandas import GeoDataFrame
    from shapely.geometry.base import BaseGeometry

_SHAPES = {"Point": Shape.POINT, "LineString": Shape.LINE, "Polygon": Shape.AREA}


def located_in(frame: GeoDataFrame, category: str) -> Iterator[tuple[str, str, Geometry]]:
    """Give (id, category, geometry) of every row: see `Sites.from_geodataframe`.

    Raises:
        NetworkError: the frame has no CRS, or a row no geometry.
    """
    if frame.crs is None:
        raise NetworkError("the frame of sites has no CRS: set the one its coordinates are in")
    shapes = frame.geometry.to_crs(WGS84_CRS)
    for key, kind, shape in zip(frame.index, frame[category], shapes, strict=True):
        yield str(key), str(kind), _geometry(str(key), shape)


def _geometry(key: str, shape: BaseGeometry | None) -> Geometry:
    import shapely  # noqa: PLC0415 - 0.1 s, and an answer needs none

    if shape is None or shape.is_empty:
        raise NetworkError(f"site {key} has no geometry: leave it out, or locate it")
    part = shapely.get_parts(shape)[0]
    kind = _SHAPES.get(part.geom_type, Shape.LINE)
    outline = part.exterior if kind is Shape.AREA else part
    return Geometry(kind, tuple(LonLat(*at) for at in shapely.get_coordinates(outline).tolist()))
