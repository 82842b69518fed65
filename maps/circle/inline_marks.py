"""What keeps its size on an inline map, whatever the zoom: markers, and names that have room."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import shapely
from markupsafe import Markup

from geo.facility import Shape
from maps.drawing.bounds import Bounds
from maps.drawing.labels import find_labels
from maps.drawing.placement import northern_end, place_apart
from maps.drawing.style import is_hollow, style_of
from maps.drawing.svg_path import svg_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.facility import Facility, LonLat
    from maps.drawing.canvas import View
    from maps.drawing.scene import Scene
    from maps.drawing.texts import Texts

    Spot = tuple[float, float]

PIXEL = 3.0
"""Units of the drawing in a pixel of the screen, where a map is some 340 pixels wide."""

_LETTER = 20
_MARKER = 17


class Marks:
    """Lays out the marks of a scene one after the other, each apart from those before it."""

    def __init__(self, scene: Scene, view: View) -> None:
        """Begin with a view that is empty."""
        self._scene, self._view = scene, view
        self._taken: list[Spot] = []

    def sites(self) -> Iterator[Markup]:
        """Draw the facilities that are lines or areas."""
        for _, facility, geometry in self._scene.located:
            if geometry.shape is not Shape.POINT:
                line = shapely.LineString(self._view.pixels(geometry.vertices))
                path = svg_path("site", line, self._view.width)
                yield Markup('<g stroke="{}">{}</g>').format(
                    style_of(facility.category).colour, path
                )

    def markers(self) -> Iterator[Markup]:
        """Draw the origin and the numbers, each near its place."""
        located = self._scene.located
        middles = [self._scene.circle.origin, *(one.geometry.middle for one in located)]
        origin, *anchors = self._spots(middles)
        size = (self._view.width, self._view.height)
        spots = place_apart(anchors, (2 * _MARKER + 6) * PIXEL, size, [origin])
        self._taken += [origin, *spots]
        for anchor, spot in zip(anchors, spots, strict=True):
            if anchor != spot:
                yield svg_path("stem", shapely.LineString([anchor, spot]), self._view.width)
        yield _fixed(origin, Markup('<circle class="here" r="12"/><circle class="dot" r="5"/>'))
        for one, spot in zip(located, spots, strict=True):
            yield _fixed(spot, numbered_marker(one.number, one.facility))

    def earlier(self, point: LonLat, texts: Texts) -> Iterator[Markup]:
        """Mark where the middle was thought to be, tied to where it is now; say which is which."""
        now, before = self._spots([self._scene.circle.origin, point])
        yield svg_path("stem", shapely.LineString([before, now]), self._view.width)
        yield _fixed(before, Markup('<circle class="was" r="10"/>'))
        for (x, y), key in ((before, "spot_before"), (now, "spot_now")):
            is_low = y > self._view.height - 3 * _LETTER * PIXEL
            spot = (x, y + (-1 if is_low else 1.6) * _LETTER * PIXEL)
            yield from self._written(texts.say(key), "spot", spot)

    def minutes(self, texts: Texts) -> Iterator[Markup]:
        """Write its minutes at the northern end of each ring, where there is room."""
        for ring in self._scene.circle.rings:
            if not ring.area.is_empty:
                text = texts.say("minutes_label", minutes=ring.minutes)
                ((x, y),) = self._spots([northern_end(ring.area)])
                yield from self._written(text, "min", (x, max(y, _LETTER * PIXEL)))

    def names(self, texts: Texts) -> Iterator[Markup]:
        """Write the names that have room, the most important first."""
        (west, south), (east, north) = self._view.corners().tolist()
        for label in find_labels(self._scene.dataset, Bounds(west, south, east, north), texts):
            (spot,) = self._spots([label.at])
            kind = "name" if label.kind == "street" else "spot"
            yield from self._written(label.name, kind, spot, label.turn)

    def _spots(self, lonlat: Sequence[Spot]) -> list[Spot]:
        return [(x, y) for x, y in self._view.pixels(lonlat).tolist()]

    def _written(self, text: str, kind: str, spot: Spot, turn: float = 0.0) -> Iterator[Markup]:
        along = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        half, high = _width(text) / 2, _LETTER * PIXEL / 2
        box = (
            half * abs(along[0]) + high * abs(along[1]),
            half * abs(along[1]) + high * abs(along[0]),
        )
        if not self._is_free(spot, box):
            return
        steps = range(-round(half), round(half) + 1, _LETTER)
        self._taken += [(spot[0] + step * along[0], spot[1] + step * along[1]) for step in steps]
        yield _fixed(spot, Markup('<text class="{}" y="7">{}</text>').format(kind, text), turn)

    def _is_free(self, spot: Spot, box: Spot) -> bool:
        inside = all(
            half <= at <= side - half
            for at, half, side in zip(spot, box, (self._view.width, self._view.height), strict=True)
        )
        gap = _LETTER * PIXEL * 0.75
        return inside and all(
            abs(spot[0] - x) >= box[0] + gap or abs(spot[1] - y) >= box[1] + gap
            for x, y in self._taken
        )


def numbered_marker(number: int, facility: Facility) -> Markup:
    """Draw a number in its category's shape, 17 pixels from the middle to a side.

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


def _width(text: str) -> float:
    """Tell how wide a text is in units: Latin letters are about half as wide as Chinese ones."""
    return sum(_LETTER * (0.56 if letter.isascii() else 1.0) for letter in text) * PIXEL


def _fixed(spot: Spot, content: Markup, turn: float = 0.0) -> Markup:
    """Put what keeps its size at a spot; its content is in pixels."""
    turned = f" rotate({turn:g})" if turn else ""
    return Markup('<g transform="translate({} {}){}"><g class="m">{}</g></g>').format(
        round(spot[0]), round(spot[1]), turned, content
    )
