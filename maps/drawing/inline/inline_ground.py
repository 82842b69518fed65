"""The ground of an inline map, in two parts: what lies under the content, and what lies over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import shapely
from markupsafe import Markup

from maps.drawing.bounds import Bounds
from maps.drawing.ground.ground_layers import UNDER, ground_layers
from maps.drawing.ground.ground_svg import ground_svg
from maps.drawing.svg_path import svg_path

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from maps.drawing.canvas import View

SIDE = 1000
"""Units of the square drawing."""

MARGIN = 60
"""Units at each side that nothing important is in."""

_MOST_POINTS = 3000
"""Points of the ground: beyond that the least important is left out, so that a page stays small."""

_SMALLEST = 2.0  # units: less is no corner that anybody sees


class InlineGround(NamedTuple):
    """Water and green with the boundary of the town; streets and railways."""

    under: Markup
    over: Markup


def inline_ground(dataset: Dataset, view: View) -> InlineGround:
    """Draw the ground of a view."""
    (west, south), (east, north) = view.corners().tolist()
    box, pixel_m = Bounds(west, south, east, north), _SMALLEST / view.scale
    layers = ground_layers(dataset, box, pixel_m, _MOST_POINTS)
    under, over = (
        ground_svg([one for one in layers if (one.name in UNDER) is low], view.pixels)
        for low in (True, False)
    )
    return InlineGround(under + _outline(dataset, view), over)


def _outline(dataset: Dataset, view: View) -> Markup:
    if not dataset.boundary:
        return Markup()
    return svg_path("edge", shapely.LineString(view.pixels(dataset.boundary)), SIDE)
