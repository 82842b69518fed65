"""The service circle as inline SVG: a few kilobytes, numbered like the list, sharp at any zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from markupsafe import Markup

from geo.network.snapping import STEPS
from maps.circle.inline_marks import Marks
from maps.drawing.canvas import View
from maps.drawing.svg_path import svg_path
from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.network.walk_network import WalkNetwork
    from maps.drawing.scene import Scene

SIDE = 1000
"""Units of the square drawing."""

_MARGIN = 60
_MOST_POINTS = 2500
"""Points of the streets: beyond that the shortest are left out, so that a page stays small."""


def inline_map(scene: Scene, network: WalkNetwork) -> Markup:
    """Draw a scene on the streets of a network, north up; the page's style sheet colours it.

    What is no geometry is in groups of class `m`, whose content is in pixels: a page scales them
    with the custom property `--k`, units of the drawing a pixel.
    """
    view = View.around(scene.circle.origin, _extent(scene), (SIDE, SIDE), _MARGIN)
    texts, marks = Texts(scene.language), Marks(scene, view)
    ground = [*_ground(scene, view), *_rings(scene, view), *_streets(network, view)]
    markers = list(marks.markers())
    words = [*marks.minutes(texts), *marks.names(texts)]
    label = texts.say("map_label", origin=scene.origin_name)
    head = Markup('<svg class="map" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">')
    parts = [*ground, *_doubts(scene, view), *marks.sites(), *words, *markers]
    return head.format(SIDE, label) + Markup("").join(parts) + Markup("</svg>")


def _extent(scene: Scene) -> list[tuple[float, float]]:
    """Give what must be in sight, degrees: the rings and what is listed."""
    spots: list[tuple[float, float]] = [scene.circle.origin]
    for ring in scene.circle.rings:
        if not ring.area.is_empty:
            west, south, east, north = ring.area.bounds
            spots += [(west, south), (east, north)]
    return [*spots, *(one.geometry.middle for one in scene.located)]


def _ground(scene: Scene, view: View) -> Iterator[Markup]:
    dataset = scene.dataset
    if dataset.streets.barriers:
        lines = [shapely.LineString(view.pixels(line)) for line in dataset.streets.barriers]
        yield svg_path("water", shapely.MultiLineString(lines), SIDE)
    if dataset.boundary:
        yield svg_path("edge", shapely.LineString(view.pixels(dataset.boundary)), SIDE)


def _rings(scene: Scene, view: View) -> Iterator[Markup]:
    for place, ring in reversed(tuple(enumerate(scene.circle.rings))):
        yield svg_path(f"ring r{min(place, 3)}", shapely.transform(ring.area, view.pixels), SIDE)


def _streets(network: WalkNetwork, view: View) -> Iterator[Markup]:
    """Draw the edges in sight, joined end to end; the longest first where there are too many."""
    low, high = network.metres.to_metres(view.corners())
    ends = network.xy[network.ends]
    seen = ((ends.max(axis=1) >= low) & (ends.min(axis=1) <= high)).all(axis=1)
    stairs = network.flags & STEPS > 0
    for name, chosen in (("street", seen & ~stairs), ("stairs", seen & stairs)):
        if chosen.any():
            lonlat = network.metres.to_lonlat(ends[chosen].reshape(-1, 2))
            yield svg_path(name, _joined(view.pixels(lonlat).reshape(-1, 2, 2)), SIDE)


def _joined(pieces: NDArray[np.float64]) -> BaseGeometry:
    merged = shapely.line_merge(shapely.MultiLineString(list(pieces)))
    lines = shapely.get_parts(shapely.simplify(merged, 2.0))
    lines = lines[np.argsort(-shapely.length(lines), kind="stable")]
    fits = np.cumsum(shapely.get_num_coordinates(lines)) <= _MOST_POINTS
    return shapely.MultiLineString(lines[fits].tolist())


def _doubts(scene: Scene, view: View) -> Iterator[Markup]:
    """Draw the discs within which the origin and the facilities truly lie."""
    doubts = [(scene.circle.origin, scene.origin_error_m)]
    doubts += [(one.geometry.middle, one.facility.position_error_m or 0.0) for one in scene.located]
    for middle, error_m in dict.fromkeys(doubts):
        if error_m:
            ((x, y),) = view.pixels([middle]).tolist()
            radius = round(error_m * view.scale)
            disc = Markup('<circle class="doubt" cx="{}" cy="{}" r="{}"/>')
            yield disc.format(round(x), round(y), radius)
