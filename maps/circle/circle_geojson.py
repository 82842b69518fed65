"""A service circle as GeoJSON: its rings and the facilities in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import shapely

if TYPE_CHECKING:
    from shapely import MultiPolygon

    from maps.drawing.scene import ListedFacility, Scene


def circle_geojson(scene: Scene) -> str:
    """Give the rings and the numbered facilities as a FeatureCollection (RFC 7946, WGS-84)."""
    rings = [
        {
            "type": "Feature",
            "properties": {
                "kind": "ring",
                "minutes": ring.minutes,
                "pace": scene.circle.pace.value,
                "shed_ratio": round(ring.shed_ratio, 4),
            },
            "geometry": json.loads(shapely.to_geojson(_rounded(ring.area))),
        }
        for ring in scene.circle.rings
    ]
    collection = {
        "type": "FeatureCollection",
        "features": rings + [_feature(*pair) for pair in enumerate(scene.entries, start=1)],
        "attribution": scene.dataset.attribution.zh,
    }
    return json.dumps(collection, ensure_ascii=False, indent=1)


def _rounded(area: MultiPolygon) -> MultiPolygon:
    """Round an area to 1e-7 degrees, and wind its rings as RFC 7946 wants them."""
    return shapely.orient_polygons(shapely.set_precision(area, 1e-7))


def _feature(number: int, entry: ListedFacility) -> dict[str, object]:
    facility, walk = entry.facility, entry.walk
    shape = facility.geometry
    geometry: dict[str, object] | None = None
    if shape is not None:
        points = [list(point) for point in shape.vertices]
        nested = {"Point": points[0], "LineString": points, "Polygon": [points]}
        geometry = {"type": shape.shape.value, "coordinates": nested[shape.shape.value]}
    properties = {
        "kind": "facility",
        "number": number,
        "id": facility.id,
        "name": facility.name.zh,
        "category": facility.category,
        "walk_minutes": round(walk.minutes, 1) if walk else None,
        "walk_minutes_range": [round(walk.low, 1), round(walk.high, 1)] if walk else None,
        "position_error_m": facility.position_error_m,
        "open": entry.opening.openness.value,
    }
    return {"type": "Feature", "properties": properties, "geometry": geometry}
