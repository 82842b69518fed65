"""A Folium map that loads nothing: Leaflet is inlined, and the same input gives the same page."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import folium
from folium.map import CustomPane
from folium.template import Template
from xstatic.pkg import leaflet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Element

    from maps.drawing.bounds import Bounds

# From the bottom to the top; Leaflet's own panes for markers and popups are above all of them.
PANES = {
    "ground": 310,
    "rings": 330,
    "doubt": 350,
    "streets": 370,
    "sites": 380,
    "labels": 385,
    "stems": 390,
}


class MapParts(NamedTuple):
    """What a page needs of a map: `html` goes where the map is, `script` after it and Leaflet."""

    html: str
    script: str


class OfflineMap(folium.Map):
    """A map without tiles and without any file of a network.

    Add what needs Leaflet alone: a folium.Popup or Tooltip wants jQuery, so a page opens its own.
    A name of a facility has no place here either: Folium reads its scripts as templates once more,
    where braces would come to life.
    """

    default_js = []  # noqa: RUF012 - Folium's own way to name files
    default_css = []  # noqa: RUF012 - likewise
    _template = Template(
        """
        {% macro html(this, kwargs) %}
        <div class="map" id="{{ this.get_name() }}"></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {{ this.options|tojavascript }});
        {{ this.get_name() }}.fitBounds({{ this.get_name() }}.options.view, {padding: [32, 32]});
        L.control.scale({imperial: false}).addTo({{ this.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, view: Bounds, narrow: Bounds | None = None) -> None:
        """Make a map that opens with the whole of `view` in sight; on a phone with `narrow`."""
        super().__init__(
            tiles=None,
            zoom_control=False,
            attribution_control=False,
            fade_animation=False,
            zoom_snap=0.25,
            zoom_delta=0.75,
        )
        self.options |= {"minZoom": 12, "maxZoom": 19, "view": _corners(view)}
        if narrow:
            self.options |= {"narrow": _corners(narrow)}
        for name, height in PANES.items():
            CustomPane(name, z_index=height).add_to(self)

    def parts(self) -> MapParts:
        """Render what has been added, with names that are the same every time."""
        numbers = count()
        _number(self, numbers)
        figure: Any = self.get_root()
        for child in list(figure._children.values()):  # noqa: SLF001 - no public way to the parts
            child.render()
        return MapParts(figure.html.render(), figure.script.render())


def leaflet_script() -> str:
    """Read Leaflet's script, without the pointer to a file for debuggers."""
    script = (Path(leaflet.BASE_DIR) / "leaflet.js").read_text("utf-8")
    return script.partition("//# sourceMappingURL=")[0]


def leaflet_style() -> str:
    """Read Leaflet's style sheet without the three pictures that no page of ours shows."""
    style = (Path(leaflet.BASE_DIR) / "leaflet.css").read_text("utf-8")
    return "\n".join(line for line in style.splitlines() if "url(" not in line)


def _corners(box: Bounds) -> list[list[float]]:
    return [[box.south, box.west], [box.north, box.east]]


def _number(element: Element, numbers: Iterator[int]) -> None:
    """Replace Folium's random ids by the place of each element on the page."""
    element._id = str(next(numbers))  # noqa: SLF001 - Folium offers no other way
    for child in element._children.values():  # noqa: SLF001 - likewise
        _number(child, numbers)
