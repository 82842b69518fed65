"""The service circle as inline SVG: a few kilobytes, numbered like the list, sharp at any zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import shapely
from markupsafe import Markup

from maps.circle.inline_marks import Marks
from maps.drawing.canvas import View
from maps.drawing.inline.inline_ground import MARGIN, SIDE, inline_ground
from maps.drawing.svg_path import svg_path
from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.facility import LonLat
    from maps.drawing.scene import Scene


class Earlier(NamedTuple):
    """Where the middle of a scene was thought to be: degrees, WGS-84, wrong by so many metres."""

    point: LonLat
    error_m: float


def inline_map(scene: Scene, earlier: Earlier | None = None) -> Markup:
    """Draw a scene, north up; the page's style sheet colours it. `earlier` is marked beside it.

    What is no geometry is in groups of class `m`, whose content is in pixels: a page scales them
    with the custom property `--k`, units of the drawing a pixel.
    """
    extent = [*_extent(scene), *([earlier.point] if earlier else [])]
    view = View.around(scene.circle.origin, extent, (SIDE, SIDE), MARGIN)
    texts, marks = Texts(scene.language), Marks(scene, view)
    under, over = inline_ground(scene.dataset, view)
    ground = [under, *_rings(scene, view), over]
    markers = [*(marks.earlier(earlier.point, texts) if earlier else ()), *marks.markers()]
    words = [*marks.minutes(texts), *marks.names(texts)]
    label = texts.say("map_label", origin=scene.origin_name)
    parts = [*ground, *doubts(scene, view, earlier), *marks.sites(), *words, *markers]
    return framed(label, parts)


def framed(label: str, parts: Iterable[Markup]) -> Markup:
    """Put the parts of a square drawing into one picture that is read out as its label."""
    head = Markup('<svg class="map" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">')
    return head.format(SIDE, label) + Markup("").join(parts) + Markup("</svg>")


def _extent(scene: Scene) -> list[tuple[float, float]]:
    """Give what must be in sight, degrees: the rings and what is listed."""
    spots: list[tuple[float, float]] = [scene.circle.origin]
    for ring in scene.circle.rings:
        if not ring.area.is_empty:
            west, south, east, north = ring.area.bounds
            spots += [(west, south), (east, north)]
    return [*spots, *(one.geometry.middle for one in scene.located)]


def _rings(scene: Scene, view: View) -> Iterator[Markup]:
    for place, ring in reversed(tuple(enumerate(scene.circle.rings))):
        yield svg_path(f"ring r{min(place, 3)}", shapely.transform(ring.area, view.pixels), SIDE)


def doubts(scene: Scene, view: View, earlier: Earlier | None = None) -> Iterator[Markup]:
    """Draw the discs within which the origin and the facilities truly lie."""
    discs = [(scene.circle.origin, scene.origin_error_m)]
    discs += [(one.geometry.middle, one.facility.position_error_m or 0.0) for one in scene.located]
    discs += [earlier] if earlier else []
    for middle, error_m in dict.fromkeys(discs):
        if error_m:
            ((x, y),) = view.pixels([middle]).tolist()
            radius = round(error_m * view.scale)
            disc = Markup('<circle class="doubt" cx="{}" cy="{}" r="{}"/>')
            yield disc.format(round(x), round(y), radius)
