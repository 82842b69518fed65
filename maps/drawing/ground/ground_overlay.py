"""The ground on a Leaflet map: one drawing under it, and so sharp at every zoom."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from folium import MacroElement
from folium.template import Template

from geo.crs import METRES_PER_DEGREE
from maps.drawing.ground.ground_svg import ground_svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from maps.drawing.bounds import Bounds
    from maps.drawing.ground.ground_layers import GroundLayer


class GroundOverlay(MacroElement):
    """Layers of the ground in a box, in one pane of a map.

    A path for each layer, not a canvas: browsers print that as a white sheet over what is below.
    """

    _template = Template(
        """
        {% macro html(this, kwargs) %}
        <template id="{{ this.pane }}-{{ this._parent.get_name() }}">{{ this.drawing }}</template>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        L.svgOverlay(
          document.getElementById("{{ this.pane }}-{{ this._parent.get_name() }}")
            .content.firstElementChild.cloneNode(true),
          {{ this.corners|tojavascript }},
          {pane: "{{ this.pane }}", className: "ground"}
        ).addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(
        self, layers: Sequence[GroundLayer], box: Bounds, unit_m: float, pane: str
    ) -> None:
        """Draw layers in units of so many metres."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "GroundOverlay"
        self.pane = pane
        self.corners = [[box.south, box.west], [box.north, box.east]]
        self.drawing = _drawing(layers, box, unit_m)


def _drawing(layers: Sequence[GroundLayer], box: Bounds, unit_m: float) -> str:
    """Draw in the plane of Mercator, in which Leaflet lays its maps."""
    shrink = math.cos(math.radians((box.south + box.north) / 2))
    scale = METRES_PER_DEGREE * shrink / unit_m
    top, low = (_mercator(np.array([lat]))[0] for lat in (box.north, box.south))

    def project(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        up = _mercator(lonlat[:, 1])
        return np.column_stack((lonlat[:, 0] - box.west, top - up)) * scale

    wide, high = (box.east - box.west) * scale, (top - low) * scale
    frame = f'viewBox="0 0 {wide:.0f} {high:.0f}" preserveAspectRatio="none" aria-hidden="true"'
    return f"<svg {frame}>{ground_svg(layers, project)}</svg>"


def _mercator(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the ordinates of latitudes, both in degrees."""
    return np.degrees(np.arctanh(np.sin(np.radians(lat))))
