"""The coverage map of an audit: a layer of patterns for each category, and its facilities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import folium
import shapely
from folium.template import Template

from maps.audit.state_style import state_style
from maps.drawing.layers import add_error_circle, add_ground, add_streets
from maps.drawing.leaflet import Bounds, MapParts, OfflineMap
from maps.drawing.markers import add_facility

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.coverage.coverage import CoverageState
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat
    from maps.drawing.markers import NumberedFacility


class CategoryLayer(folium.FeatureGroup):
    """All that is shown with one category; the page switches it by its option `category`."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.featureGroup([], {{ this.options|tojavascript }});
        {{ this.get_name() }}.addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )


def coverage_map(
    dataset: Dataset,
    view: Bounds,
    layers: Mapping[str, Mapping[CoverageState, BaseGeometry]],
    markers: Mapping[str, Sequence[NumberedFacility]],
    error_circle: tuple[LonLat, float] | None = None,
) -> OfflineMap:
    """Make a map.

    Args:
        dataset: for the ground and the streets.
        view: what is in sight at first.
        layers: the ground in each state, by category.
        markers: the facilities to show with each category.
        error_circle: a point and the metres that its position may be off.
    """
    wide, high = (view.east - view.west) / 3, (view.north - view.south) / 3
    box = Bounds(view.west - wide, view.south - high, view.east + wide, view.north + high)
    page_map = OfflineMap(view)
    add_ground(page_map, dataset, box)
    add_streets(page_map, dataset, box)
    if error_circle is not None:
        add_error_circle(page_map, *error_circle, "doubt-area")
    for category, shapes in layers.items():
        group = CategoryLayer(category=category)
        group.add_to(page_map)
        _add_states(group, shapes)
        for located in markers[category]:
            # What is added to a group is switched with it; a group takes the same children.
            add_facility(cast("OfflineMap", group), located)
    return page_map


def named_parts(page_map: OfflineMap, name: str) -> MapParts:
    """Render a map under a name of its own, so that a page can hold several."""
    parts = page_map.parts()
    html, script = (re.sub(r"\bmap_0\b", name, text) for text in parts)
    return MapParts(html, f"(() => {{{script}\nwindow.{name} = {name};\n}})();")


def _add_states(group: CategoryLayer, shapes: Mapping[CoverageState, BaseGeometry]) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {
                "style": {
                    "className": f"state state-{state.value}",
                    "color": state_style(state).colour,
                    "weight": 0.7,
                    "fillOpacity": 1,
                }
            },
            "geometry": shapely.geometry.mapping(shape),
        }
        for state, shape in shapes.items()
    ]
    if features:
        layer = folium.GeoJson({"type": "FeatureCollection", "features": features})
        options: dict[str, Any] = {"pane": "rings", "interactive": False}
        layer.options |= options
        layer.add_to(group)
