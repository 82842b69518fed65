"""The parts of a Folium map that every page shares: ground, streets, rings, error circles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import folium
import numpy as np
import shapely

from geo.facility import Shape
from maps.drawing.style import BOUNDARY, DOUBT, STAIRS, STREET, WATER, ring_style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.dataset.dataset import Dataset
    from geo.facility import Geometry, LonLat
    from geo.isochrones.isochrone import Isochrones
    from maps.drawing.leaflet import Bounds, OfflineMap

    _Drawn: TypeAlias = tuple[BaseGeometry, dict[str, Any]]

_DECIMALS = 5  # of a degree: a metre
_MANY = 5000  # a network of more edges has every path of a town, not only its main streets


def add_ground(page_map: OfflineMap, dataset: Dataset, box: Bounds) -> None:
    """Add water and the outline of the dataset, as far as they are in the box."""
    water = np.array([shapely.LineString(line) for line in dataset.streets.barriers])
    outline = shapely.LineString(dataset.boundary or ())
    _add(page_map, "ground", [
        (_clip(water, box), {"color": WATER, "weight": 9}),
        (outline, {"color": BOUNDARY, "weight": 2, "dashArray": "10 7"}),
    ])  # fmt: skip


def add_streets(page_map: OfflineMap, dataset: Dataset, box: Bounds) -> None:
    """Add the streets of the box as white lines, stairs as dashes.

    One path for each, not a canvas: browsers print that as a white sheet over all that is below.
    """
    streets = dataset.streets
    edges = np.asarray(shapely.linestrings(streets.lonlat[streets.ends]))
    weight = 4 if len(edges) < _MANY else 2.5
    drawn = []
    for stairs, look in (
        (False, {"color": STREET, "weight": weight}),
        (True, {"color": STAIRS, "weight": weight, "dashArray": "4 4"}),
    ):
        drawn.append((_clip(edges[streets.steps == stairs], box), look))
    _add(page_map, "streets", drawn)


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


def _clip(lines: NDArray[np.object_], box: Bounds) -> BaseGeometry:
    """Keep the lines of the box, whole edges, joined end to end: fewer numbers to write."""
    near = lines[shapely.intersects(lines, shapely.box(*box))]
    merged = shapely.line_merge(shapely.MultiLineString(list(near)))
    return merged.simplify(2 * 10**-_DECIMALS)
