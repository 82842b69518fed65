"""The way to one facility as inline SVG: where it starts, the streets it takes, where it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from maps.circle.inline_map import doubts, framed
from maps.circle.inline_marks import Marks
from maps.drawing.canvas import View
from maps.drawing.inline.inline_ground import MARGIN, SIDE, inline_ground
from maps.drawing.svg_path import svg_path
from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from geo.facility import LonLat
    from maps.drawing.scene import Scene

_DEGREE_M = 90_000.0  # of longitude or latitude, at most, on ground that is inhabited: room enough


def way_map(scene: Scene, way: Sequence[LonLat]) -> Markup:
    """Draw a way (degrees, WGS-84) to the one facility of a scene, north up, as `inline_map` does.

    Its marker has no number: there is no list beside it.
    """
    view = View.around(scene.circle.origin, [*way, *_ends(scene)], (SIDE, SIDE), MARGIN)
    texts, marks = Texts(scene.language), Marks(scene, view)
    under, over = inline_ground(scene.dataset, view)
    line = shapely.LineString(view.pixels(way))
    drawn = [svg_path("way edged", line, SIDE), svg_path("way", line, SIDE)]
    markers = [*marks.markers(numbered=False)]
    parts = [under, over, *doubts(scene, view), *drawn, *marks.names(texts), *markers]
    to = "".join(one.facility.name.said_in(scene.language) for one in scene.located)
    return framed(texts.say("way_label", origin=scene.origin_name, place=to), parts)


def _ends(scene: Scene) -> Iterator[tuple[float, float]]:
    """Give the corners of the discs within which the way truly starts and ends."""
    ends = [(scene.circle.origin, scene.origin_error_m)]
    ends += [(one.geometry.middle, one.facility.position_error_m or 0.0) for one in scene.located]
    for (lon, lat), error_m in ends:
        reach = error_m / _DEGREE_M
        yield (lon - reach, lat - reach)
        yield (lon + reach, lat + reach)
