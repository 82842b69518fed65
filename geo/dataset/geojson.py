"""GeoJSON geometries → positions, lines and areas; says what is wrong with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.crs import lonlat
from geo.dataset.fields import finite, quoted
from geo.errors import CoordinateError
from geo.facility import Geometry, Shape

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.dataset.fields import Row
    from geo.facility import LonLat


def read_shape(row: Row, allowed: Collection[Shape] = tuple(Shape)) -> Geometry | None:
    """Give the geometry of a row, degrees, WGS-84; None when it is null or has a fault.

    Of an area only the outer ring is kept; heights are left out.
    """
    raw = row.geometry
    if raw is None:
        return None
    try:
        return _shape(raw, allowed)
    except CoordinateError as error:
        row.fault("geometry", str(error))
        return None


def _shape(raw: object, allowed: Collection[Shape]) -> Geometry:
    kind = raw.get("type") if isinstance(raw, dict) else raw
    shape = next((shape for shape in allowed if shape == kind), None)
    if shape is None or not isinstance(raw, dict):
        raise CoordinateError(f"is {quoted(kind)}; write a {' or '.join(allowed)}, or null")
    vertices = _vertices(shape, raw.get("coordinates"))
    if shape is Shape.LINE and len(set(vertices)) < 2:
        raise CoordinateError("has fewer than 2 different vertices; a line needs 2")
    if shape is Shape.AREA and (len(set(vertices)) < 3 or vertices[0] != vertices[-1]):
        raise CoordinateError("is not closed; end the ring with its first vertex, 4 or more in all")
    return Geometry(shape, vertices)


def _vertices(shape: Shape, coordinates: object) -> tuple[LonLat, ...]:
    if shape is Shape.POINT:
        return (_position(coordinates),)
    if shape is Shape.AREA and isinstance(coordinates, list) and coordinates:
        coordinates = coordinates[0]
    if not isinstance(coordinates, list):
        raise CoordinateError(
            f"has the coordinates {quoted(coordinates)}; write a list of [lon, lat]"
        )
    return tuple(_position(position) for position in coordinates)


def _position(raw: object) -> LonLat:
    numbers = [finite(value) for value in raw] if isinstance(raw, list) else []
    if len(numbers) < 2 or numbers[0] is None or numbers[1] is None:
        raise CoordinateError(f"has the position {quoted(raw)}; write finite degrees [lon, lat]")
    return lonlat(numbers[0], numbers[1])
