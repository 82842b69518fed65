"""What keeps its size on an inline map, whatever the zoom: markers, and names that have room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from markupsafe import Markup

from geo.facility import Shape
from maps.drawing.inline.lettering import LETTER, PIXEL, Lettering, fixed
from maps.drawing.placement import northern_end, place_apart
from maps.drawing.style import is_hollow, style_of
from maps.drawing.svg_path import svg_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.facility import Facility, LonLat
    from maps.drawing.canvas import View
    from maps.drawing.scene import Scene
    from maps.drawing.texts import Texts

_MARKER = 17


class Marks:
    """Lays out the marks of a scene one after the other, each apart from those before it."""

    def __init__(self, scene: Scene, view: View) -> None:
        """Begin with a view that is empty."""
        self._scene, self._view = scene, view
        self._lettering = Lettering(view)

    def sites(self) -> Iterator[Markup]:
        """Draw the facilities that are lines or areas."""
        for _, facility, geometry in self._scene.located:
            if geometry.shape is not Shape.POINT:
                line = shapely.LineString(self._view.pixels(geometry.vertices))
                path = svg_path("site", line, self._view.width)
                yield Markup('<g stroke="{}">{}</g>').format(
                    style_of(facility.category).colour, path
                )

    def markers(self, *, numbered: bool = True) -> Iterator[Markup]:
        """Draw the origin and the facilities, each near its place, with numbers or without."""
        located = self._scene.located
        middles = [self._scene.circle.origin, *(one.geometry.middle for one in located)]
        origin, *anchors = self._lettering.spots(middles)
        size = (self._view.width, self._view.height)
        spots = place_apart(anchors, (2 * _MARKER + 6) * PIXEL, size, [origin])
        self._lettering.take([origin, *spots])
        for anchor, spot in zip(anchors, spots, strict=True):
            if anchor != spot:
                yield svg_path("stem", shapely.LineString([anchor, spot]), self._view.width)
        yield fixed(origin, Markup('<circle class="here" r="12"/><circle class="dot" r="5"/>'))
        for one, spot in zip(located, spots, strict=True):
            yield fixed(spot, marker_of(one.number if numbered else "", one.facility))

    def earlier(self, point: LonLat, texts: Texts) -> Iterator[Markup]:
        """Mark where the middle was thought to be, tied to where it is now; say which is which."""
        now, before = self._lettering.spots([self._scene.circle.origin, point])
        yield svg_path("stem", shapely.LineString([before, now]), self._view.width)
        yield fixed(before, Markup('<circle class="was" r="10"/>'))
        for (x, y), key in ((before, "spot_before"), (now, "spot_now")):
            is_low = y > self._view.height - 3 * LETTER * PIXEL
            spot = (x, y + (-1 if is_low else 1.6) * LETTER * PIXEL)
            yield from self._lettering.written(texts.say(key), "spot", spot)

    def minutes(self, texts: Texts) -> Iterator[Markup]:
        """Write its minutes at the northern end of each ring, where there is room."""
        for ring in self._scene.circle.rings:
            if not ring.area.is_empty:
                text = texts.say("minutes_label", minutes=ring.minutes)
                ((x, y),) = self._lettering.spots([northern_end(ring.area)])
                yield from self._lettering.written(text, "min", (x, max(y, LETTER * PIXEL)))

    def names(self, texts: Texts) -> Iterator[Markup]:
        """Write the names that have room, the most important first."""
        yield from self._lettering.names(self._scene.dataset, texts)


def marker_of(number: int | str, facility: Facility) -> Markup:
    """Draw a number, or nothing, in its category's shape, 17 pixels from the middle to a side.

    Dark colours are its edge and light ones its inside, so that the number stands out 7 to 1; a
    dashed edge tells that nobody is served there now.
    """
    look = style_of(facility.category)
    is_light = look.ink != "#ffffff"
    fill, edge = (look.colour, look.ink) if is_light else ("#fff", look.colour)
    points = " ".join(f"{_MARKER * x:.0f},{_MARKER * y:.0f}" for x, y in look.shape)
    dashed = Markup(' class="off"') if is_hollow(facility.status) else ""
    polygon = Markup('<polygon points="{}" fill="{}" stroke="{}"{}/><text y="7">{}</text>')
    return polygon.format(points, fill, edge, dashed, number)
