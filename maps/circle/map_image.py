"""The map of a service circle as an image: rings, streets, numbers, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.facility import Shape
from maps.drawing.bounds import Bounds
from maps.drawing.canvas import Canvas, TextStyle, View
from maps.drawing.ground.ground_layers import UNDER, ground_layers
from maps.drawing.labels import find_labels
from maps.drawing.placement import Room, northern_end, place_apart
from maps.drawing.style import (
    DOUBT,
    DOUBT_EDGE,
    GROUND_LOOKS,
    INK,
    LAND,
    PAPER,
    RING,
    RING_FILL,
    SOFT,
    is_hollow,
    ring_style,
    style_of,
)
from maps.drawing.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from PIL import Image
    from shapely.geometry.base import BaseGeometry

    from maps.drawing.canvas import Pixels, Spot
    from maps.drawing.ground.ground_layers import GroundLayer
    from maps.drawing.markers import NumberedFacility
    from maps.drawing.scene import Scene

_OVERSAMPLING = 2  # drawn so many times larger, then reduced, for smooth edges
_MARGIN = 44
_MARKER = 24
_MOST_POINTS = 20_000
_MOST_NUMBERS = 30
"""Facilities with a number; the others, which are farther away, are dots."""

_SCALE_BAR_M = (5000, 2000, 1000, 500, 200, 100)


def map_image(scene: Scene, size: tuple[int, int]) -> Image.Image:
    """Draw a scene, north up, in so many pixels; numbers are those of its entries."""
    view = View.around(scene.circle.origin, _extent(scene), size, _MARGIN)
    (west, south), (east, north) = view.corners().tolist()
    box = Bounds(west, south, east, north)
    layers = ground_layers(scene.dataset, box, 1 / view.scale, _MOST_POINTS)
    canvas = Canvas(size, LAND)
    _fill_areas(canvas, view, scene, layers)
    canvas.enlarge(_OVERSAMPLING)
    _draw(canvas, view.enlarged(_OVERSAMPLING), scene, layers)
    return canvas.image.reduce(_OVERSAMPLING)


def _fill_areas(canvas: Canvas, view: View, scene: Scene, layers: Iterable[GroundLayer]) -> None:
    """Fill the ground, the rings, the longest walk first, then the error circles of positions."""
    for layer in layers:
        if GROUND_LOOKS[layer.name].fill:
            canvas.area(view, layer.shape, GROUND_LOOKS[layer.name].fill)
    for place, ring in reversed(tuple(enumerate(scene.circle.rings))):
        canvas.area(view, ring.area, RING_FILL, ring_style(place).fill_opacity)
    canvas.tint_union(_error_circles(view, scene), DOUBT, 0.07)


def _draw(canvas: Canvas, view: View, scene: Scene, layers: Sequence[GroundLayer]) -> None:
    """Draw the lines and, on top, what is read."""
    room = Room(canvas.image.size)
    _lines(canvas, view, [layer for layer in layers if layer.name in UNDER])
    _ring_edges(canvas, view, scene)
    _lines(canvas, view, [layer for layer in layers if layer.name not in UNDER])
    for x, y, radius in _error_circles(view, scene):
        canvas.pen.circle((x, y), radius, outline=DOUBT_EDGE, width=_OVERSAMPLING)
    _dots(canvas, view, scene)
    covered = _ring_labels(canvas, view, scene)
    spots = _facilities(canvas, view, scene, covered)
    for x, y in (*covered, *spots):
        aside = (_MARKER + 2) * _OVERSAMPLING
        room.take((x - aside, y - aside, x + aside, y + aside))
    _scale_bar(canvas, view, room)
    _names(canvas, view, scene, room)


def _extent(scene: Scene) -> NDArray[np.float64]:
    """Everything that must be in the picture, (n, 2) degrees."""
    spots: list[Spot] = [scene.circle.origin]
    for ring in scene.circle.rings:
        if not ring.area.is_empty:
            west, south, east, north = ring.area.bounds
            spots += [(west, south), (east, north)]
    spots += [located.geometry.middle for located in scene.located]
    return np.array(spots)


def _error_circles(view: View, scene: Scene) -> list[tuple[float, float, float]]:
    """Give the discs (x, y, radius in pixels) that the origin and the facilities lie within."""
    spots = [(scene.circle.origin, scene.origin_error_m)]
    spots += [(one.geometry.middle, one.facility.position_error_m or 0) for one in scene.located]
    pixels = view.pixels([spot for spot, _ in spots]).tolist()
    return [
        (x, y, error_m * view.scale)
        for (x, y), (_, error_m) in zip(pixels, spots, strict=True)
        if error_m
    ]


def _ring_edges(canvas: Canvas, view: View, scene: Scene) -> None:
    for place, ring in enumerate(scene.circle.rings):
        dash = [float(length) * _OVERSAMPLING for length in ring_style(place).dash.split()]
        for line in shapely.get_rings(shapely.get_parts(ring.area)):
            edge = view.pixels(line.coords)
            if dash:
                canvas.dashes(edge, RING, 2 * _OVERSAMPLING, dash)
            else:
                canvas.line(edge, RING, 2 * _OVERSAMPLING)


def _lines(canvas: Canvas, view: View, layers: Iterable[GroundLayer]) -> None:
    for layer in layers:
        look = GROUND_LOOKS[layer.name]
        dash = [float(length) * _OVERSAMPLING for length in look.dash.split()]
        for path in _paths(view, layer.shape) if look.stroke else ():
            if dash:
                canvas.dashes(path, look.stroke, look.width * _OVERSAMPLING, dash)
            else:
                canvas.line(path, look.stroke, look.width * _OVERSAMPLING)


def _paths(view: View, lines: BaseGeometry) -> Iterator[Pixels]:
    """Give the pixels of each line of several, all of them turned at once."""
    parts = shapely.get_parts(lines)
    pixels = view.pixels(shapely.get_coordinates(parts))
    yield from np.split(pixels, np.cumsum(shapely.get_num_coordinates(parts))[:-1])


def _ring_labels(canvas: Canvas, view: View, scene: Scene) -> list[Spot]:
    """Write its minutes at the northern end of each ring; return what they cover."""
    look, texts = TextStyle(RING, 22 * _OVERSAMPLING, bold=1), Texts(scene.language)
    covered = []
    for ring in scene.circle.rings:
        if ring.area.is_empty:
            continue
        x, y = view.pixels([northern_end(ring.area)])[0].tolist()
        text = texts.say("minutes_label", minutes=ring.minutes)
        canvas.boxed_text((x, y), text, look, PAPER)
        # A label is as wide as three markers.
        covered += [(x + aside * _OVERSAMPLING, y) for aside in (-36, 0, 36)]
    return covered


def _facilities(canvas: Canvas, view: View, scene: Scene, covered: list[Spot]) -> list[Spot]:
    """Draw the origin and the facilities; return where the origin and the numbers are."""
    for _, facility, geometry in scene.located:
        if geometry.shape is not Shape.POINT:
            colour = style_of(facility.category).colour
            canvas.line(view.pixels(geometry.vertices), colour, 4 * _OVERSAMPLING)
    middles = [scene.circle.origin, *(located.geometry.middle for located in scene.located)]
    origin, *anchors = (tuple(spot) for spot in view.pixels(middles).tolist())
    numbered = scene.located[:_MOST_NUMBERS]
    gap = (2 * _MARKER + 12) * _OVERSAMPLING
    taken = [origin, *covered]
    spots = place_apart(anchors[:_MOST_NUMBERS], gap, canvas.image.size, taken)
    for anchor, spot in zip(anchors, spots, strict=False):
        if anchor != spot:
            canvas.pen.line((*anchor, *spot), fill=INK, width=_OVERSAMPLING)
            canvas.pen.circle(anchor, 3 * _OVERSAMPLING, fill=INK)
    _origin(canvas, origin)
    for located, spot in zip(numbered, spots, strict=True):
        _marker(canvas, spot, located)
    return [origin, *spots]


def _dots(canvas: Canvas, view: View, scene: Scene) -> None:
    """Draw the facilities that get no number."""
    for _, facility, geometry in scene.located[_MOST_NUMBERS:]:
        ((x, y),) = view.pixels([geometry.middle]).tolist()
        look = style_of(facility.category)
        canvas.shape(look.shape, (x, y), 9 * _OVERSAMPLING, PAPER)
        canvas.shape(look.shape, (x, y), 7 * _OVERSAMPLING, look.colour)


def _marker(canvas: Canvas, spot: Spot, located: NumberedFacility) -> None:
    look = style_of(located.facility.category)
    hollow = is_hollow(located.facility.status)
    canvas.shape(look.shape, spot, (_MARKER + 4) * _OVERSAMPLING, PAPER)
    canvas.shape(look.shape, spot, _MARKER * _OVERSAMPLING, look.colour)
    if hollow:
        canvas.shape(look.shape, spot, (_MARKER - 5) * _OVERSAMPLING, PAPER)
    ink = INK if hollow else look.ink
    canvas.text(spot, str(located.number), TextStyle(ink, 27 * _OVERSAMPLING, bold=2))


def _origin(canvas: Canvas, spot: Spot) -> None:
    for radius, colour in ((19, PAPER), (16, INK), (9, PAPER), (5, INK)):
        canvas.pen.circle(spot, radius * _OVERSAMPLING, fill=colour)


def _scale_bar(canvas: Canvas, view: View, room: Room) -> None:
    """Draw a bar of a round length, at most a quarter of the picture."""
    length_m = next((m for m in _SCALE_BAR_M if m * view.scale < view.width / 4), _SCALE_BAR_M[-1])
    high, wide = 10 * _OVERSAMPLING, length_m * view.scale
    x, y = 16 * _OVERSAMPLING, view.height - 16 * _OVERSAMPLING
    bar = np.array([(x, y - high), (x, y), (x + wide, y), (x + wide, y - high)])
    canvas.line(bar, PAPER, 7 * _OVERSAMPLING)
    canvas.line(bar, INK, 3 * _OVERSAMPLING)
    look = TextStyle(INK, 22 * _OVERSAMPLING, halo=PAPER)
    canvas.text((x + wide / 2, y - 18 * _OVERSAMPLING), f"{length_m} m", look)
    room.take((0, y - 32 * _OVERSAMPLING, x + wide, view.height))


def _names(canvas: Canvas, view: View, scene: Scene, room: Room) -> None:
    """Write the names of streets and landmarks that have room."""
    (west, south), (east, north) = view.corners().tolist()
    labels = find_labels(scene.dataset, Bounds(west, south, east, north), Texts(scene.language))
    for label in labels:
        is_street = label.kind == "street"
        size = (18 if is_street else 19) * _OVERSAMPLING
        ((x, y),) = view.pixels([label.at]).tolist()
        if room.take_name(label, (x, y), size):
            look = TextStyle(SOFT if is_street else INK, size, 0 if is_street else 1, PAPER)
            canvas.turned_text((x, y), label.name, look, label.turn)
