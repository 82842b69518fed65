"""Areas in metres → in degrees as RFC 7946 wants them: wound, cut at the 180th meridian."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely import MultiPolygon

    from geo.crs import LocalMetres


def in_degrees(areas: Sequence[MultiPolygon], metres: LocalMetres) -> list[MultiPolygon]:
    """Turn areas into degrees, WGS-84: outer rings anticlockwise, nothing across the meridian."""
    import shapely  # noqa: PLC0415 - 0.3 s, and answers without a picture need no polygon

    def unwrapped(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        lonlat = metres.to_lonlat(xy)
        lonlat[:, 0] += 360 * np.round((metres.centre.lon - lonlat[:, 0]) / 360)
        return lonlat

    whole = shapely.transform(np.array(areas, np.object_), unwrapped)
    cut = [_cut(area) for area in whole]
    return list(shapely.orient_polygons(np.array(cut, np.object_)))


def _cut(area: MultiPolygon) -> MultiPolygon:
    """Cut an area at the 180th meridian, and move what is beyond it to its other side."""
    import shapely  # noqa: PLC0415 - likewise
    from shapely import affinity  # noqa: PLC0415

    if area.is_empty or (area.bounds[0] >= -180 and area.bounds[2] <= 180):
        return area
    parts = []
    for west in (-540, -180, 180):
        part = shapely.intersection(area, shapely.box(west, -90, west + 360, 90))
        moved = affinity.translate(part, -(west + 180))
        parts += [one for one in shapely.get_parts(moved) if one.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)
