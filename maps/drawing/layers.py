"""The parts of a Folium map that every page shares: ground, rings, error circles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import folium
import numpy as np
import shapely

from geo.crs import METRES_PER_DEGREE
from geo.facility import Shape
from maps.drawing.ground.ground_layers import UNDER, ground_layers
from maps.drawing.ground.ground_overlay import GroundOverlay
from maps.drawing.style import BOUNDARY, COMMITTEE, COMMITTEE_DASH, DOUBT, ring_style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geo.dataset.dataset import Dataset
    from geo.facility import Geometry, LonLat
    from geo.isochrones.isochrone import Isochrones
    from maps.drawing.bounds import Bounds
    from maps.drawing.leaflet import OfflineMap

    _Drawn: TypeAlias = tuple[BaseGeometry, dict[str, Any]]

_DECIMALS = 5  # of a degree: a metre
_LEAST_PIXEL_M = 1.0
_PIXELS = 1800  # a page is so many pixels high at the most, with what is around its map
_MOST_POINTS = 14_000  # some 90 KB


def add_ground(page_map: OfflineMap, dataset: Dataset, box: Bounds) -> None:
    """Add what the box has of water, green, railways, streets, and the outline of the dataset."""
    pixel_m = max(_LEAST_PIXEL_M, (box.north - box.south) * METRES_PER_DEGREE / _PIXELS)
    layers = ground_layers(dataset, box, pixel_m, _MOST_POINTS)
    for pane, is_under in (("ground", True), ("streets", False)):
        chosen = [layer for layer in layers if (layer.name in UNDER) is is_under]
        if chosen:
            GroundOverlay(chosen, box, pixel_m / 2, pane).add_to(page_map)
    outline = shapely.LineString(dataset.boundary or ())
    _add(page_map, "ground", [(outline, {"color": BOUNDARY, "weight": 2, "dashArray": "10 7"})])


def add_outlines(page_map: OfflineMap, areas: Iterable[BaseGeometry]) -> None:
    """Add the outlines of committees, degrees."""
    look = {"color": COMMITTEE, "weight": 2, "dashArray": COMMITTEE_DASH, "fill": False}
    _add(page_map, "sites", [(area, look) for area in areas], className="committee")


def add_rings(page_map: OfflineMap, circle: Isochrones) -> None:
    """Add the rings of a circle, the longest walk lowest."""
    looks = [(ring, ring_style(place)) for place, ring in enumerate(circle.rings)]
    _add(page_map, "rings", [
        (ring.area.simplify(10**-_DECIMALS), {
            "color": look.colour, "weight": 2.5, "dashArray": look.dash,
            "fill": True, "fillColor": look.fill, "fillOpacity": look.fill_opacity,
        })
        for ring, look in reversed(looks)
    ], className="ring")  # fmt: skip


def add_error_circle(
    page_map: OfflineMap, middle: LonLat, radius_m: float, class_name: str
) -> None:
    """Add the circle within which the true position lies."""
    circle = folium.Circle(
        [middle.lat, middle.lon], radius_m,
        color=DOUBT, weight=1.5, opacity=0.5, dash_array="2 5",
        fill=True, fill_opacity=0.05, class_name=f"doubt {class_name}",
    )  # fmt: skip
    circle.options |= {"pane": "doubt", "interactive": False}
    circle.add_to(page_map)


def add_shape(page_map: OfflineMap, geometry: Geometry, colour: str) -> None:
    """Add a path as a line and a site as its outline; a point has its marker alone."""
    if geometry.shape is Shape.POINT:
        return
    line = shapely.LineString(geometry.vertices)
    _add(page_map, "sites", [(line, {"color": colour, "weight": 6, "opacity": 0.85})])


def _add(page_map: OfflineMap, pane: str, drawn: Iterable[_Drawn], **options: object) -> None:
    shown = [_feature(shape, style) for shape, style in drawn if not shape.is_empty]
    if shown:
        layer = folium.GeoJson({"type": "FeatureCollection", "features": shown}, name=pane)
        chosen: dict[str, Any] = {"pane": pane, "interactive": False, **options}
        layer.options |= chosen
        layer.add_to(page_map)


def _feature(shape: BaseGeometry, style: dict[str, Any]) -> dict[str, Any]:
    rounded = shapely.transform(shape, lambda lonlat: np.round(lonlat, _DECIMALS))
    return {
        "type": "Feature",
        "properties": {"style": style},
        "geometry": shapely.geometry.mapping(rounded),
    }
