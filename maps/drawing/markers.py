"""Markers on a page: numbered shapes, the origin, the minutes of a ring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import folium
from markupsafe import Markup

from maps.drawing.layers import add_error_circle, add_shape
from maps.drawing.style import INK, is_hollow, style_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.facility import Facility, Geometry, LonLat
    from maps.drawing.leaflet import OfflineMap
    from maps.drawing.style import CategoryStyle

_SIDE_PX = 44  # as large as a thumb needs
_SVG = Markup(
    '<svg class="shape" viewBox="-1.35 -1.35 2.7 2.7" aria-hidden="true">'
    '<polygon points="{points}" fill="{fill}" stroke="{edge}" stroke-width=".16"'
    ' stroke-linejoin="round"/>'
    '<text y=".32" text-anchor="middle" font-size=".92" fill="{ink}">{label}</text></svg>'
)


class NumberedFacility(NamedTuple):
    """A facility with a position, and the number it has on the map and in lists."""

    number: int
    facility: Facility
    geometry: Geometry


def shape_svg(look: CategoryStyle, label: str = "", *, hollow: bool = False) -> Markup:
    """Draw a category's shape with a number in it, the same on the map, the list and the legend."""
    points = " ".join(f"{x:g},{y:g}" for x, y in look.shape)
    fill, edge, ink = ("#fff", look.colour, INK) if hollow else (look.colour, "#fff", look.ink)
    return _SVG.format(points=points, fill=fill, edge=edge, ink=ink, label=label)


def add_facility(page_map: OfflineMap, numbered: NumberedFacility) -> None:
    """Add a numbered marker, the facility's own outline and the circle of its position error."""
    number, facility, geometry = numbered
    look = style_of(facility.category)
    add_shape(page_map, geometry, look.colour)
    if facility.position_error_m:
        add_error_circle(page_map, geometry.middle, facility.position_error_m, f"doubt-{number}")
    icon = shape_svg(look, str(number), hollow=is_hollow(facility.status))
    _add(page_map, geometry.middle, icon, "facility", number)


def add_origin(page_map: OfflineMap, origin: LonLat, error_m: float) -> None:
    """Add where the walk starts, with the circle of its own error."""
    if error_m:
        add_error_circle(page_map, origin, error_m, "doubt-origin")
    _add(page_map, origin, Markup('<span class="origin"></span>'), "origin-marker")


def add_ring_label(page_map: OfflineMap, place: Sequence[float], text: str) -> None:
    """Write the minutes of a ring at a place on its edge, longitude before latitude."""
    _add(page_map, place, Markup("<span>{}</span>").format(text), "ring-label")


def _add(
    page_map: OfflineMap, place: Sequence[float], html: Markup, name: str, number: int = 0
) -> None:
    """Add a marker centred on its place; one with a number can be pressed."""
    icon = folium.DivIcon(str(html), (_SIDE_PX, _SIDE_PX), class_name=f"marker {name}")
    icon.add_to(page_map)
    marker = folium.Marker([place[1], place[0]])
    # Folium would set the icon afterwards, when Leaflet has already asked for a picture file.
    pressed = bool(number)
    options: dict[str, Any] = {"icon": icon, "interactive": pressed, "keyboard": pressed}
    marker.options |= {**options, "number": number}
    marker.add_to(page_map)
