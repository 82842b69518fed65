"""The ground of an audit's maps: water, outline and streets, rendered once for each view."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from maps.drawing.layers import add_error_circle, add_ground, add_outlines
from maps.drawing.leaflet import MapParts, OfflineMap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat
    from maps.drawing.bounds import Bounds


def ground_maps(
    dataset: Dataset, committees: Sequence[BaseGeometry]
) -> Callable[[Bounds, tuple[LonLat, float] | None], MapParts]:
    """Give a function that renders the map of a view, and remembers it.

    `committees` are their outlines, degrees. It takes what is in sight at first, and a point with
    the metres that its position may be off. What is known of demand and facilities is drawn by the
    page's own script: see `map_data`.
    """

    @cache
    def ground(view: Bounds, error_circle: tuple[LonLat, float] | None) -> MapParts:
        page_map = OfflineMap(view)
        add_ground(page_map, dataset, view.surroundings())
        add_outlines(page_map, committees)
        if error_circle is not None:
            add_error_circle(page_map, *error_circle, "doubt-area")
        return page_map.parts()

    return ground


def named_parts(parts: MapParts, name: str) -> MapParts:
    """Put a rendered map under a name of its own, so that a page can hold several."""
    html, script = (re.sub(r"\bmap_0\b", name, text) for text in parts)
    return MapParts(html, f"(() => {{{script}\nwindow.{name} = {name};\n}})();")
