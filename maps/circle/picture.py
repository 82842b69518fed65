"""The service circle as a picture: numbers instead of words, so it needs no font and no browser."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import shapely
from PIL import Image, ImageColor

from geo.facility import Shape
from maps.drawing.canvas import Canvas, TextStyle, View
from maps.drawing.placement import northern_end, place_apart
from maps.drawing.style import (
    DOUBT,
    DOUBT_EDGE,
    INK,
    LAND,
    PAPER,
    RING,
    RING_FILL,
    STAIRS,
    STREET,
    WATER,
    is_hollow,
    ring_style,
    style_of,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Degrees: TypeAlias = NDArray[np.float64]

    from maps.drawing.canvas import Spot
    from maps.drawing.markers import NumberedFacility
    from maps.drawing.scene import Scene

_OVERSAMPLING = 2  # drawn so many times larger, then reduced, for smooth edges
_MARGIN = 44
_MARKER = 24
_COLOURS = 128
_MANY = 1000
_SCALE_BAR_M = (1000, 500, 200, 100)


def circle_picture(scene: Scene, size: tuple[int, int] = (900, 900)) -> bytes:
    """Draw a scene, north up, as a PNG of `size` pixels; numbers are those of its entries."""
    view = View.around(scene.circle.origin, _extent(scene), size, _MARGIN)
    canvas = Canvas(size, LAND)
    _fill_areas(canvas, view, scene)
    canvas.enlarge(_OVERSAMPLING)
    _draw(canvas, view.enlarged(_OVERSAMPLING), scene)
    small = canvas.image.reduce(_OVERSAMPLING).quantize(_COLOURS, method=Image.Quantize.FASTOCTREE)
    file = io.BytesIO()
    small.save(file, "PNG", compress_level=6)
    return file.getvalue()


def _fill_areas(canvas: Canvas, view: View, scene: Scene) -> None:
    """Fill the rings, the longest walk first, then the error circles of positions."""
    tint, paint = (np.array(ImageColor.getrgb(colour)) for colour in (LAND, RING_FILL))
    for place, ring in reversed(tuple(enumerate(scene.circle.rings))):
        tint = tint + (paint - tint) * ring_style(place).fill_opacity
        canvas.area(view, ring.area, tuple(tint.round().astype(int).tolist()))
    canvas.tint_union(_error_circles(view, scene), DOUBT, 0.07)


def _draw(canvas: Canvas, view: View, scene: Scene) -> None:
    """Draw the lines and, on top, what is read."""
    _water(canvas, view, scene)
    _ring_edges(canvas, view, scene)
    _streets(canvas, view, scene)
    for x, y, radius in _error_circles(view, scene):
        canvas.pen.circle((x, y), radius, outline=DOUBT_EDGE, width=_OVERSAMPLING)
    taken = _ring_labels(canvas, view, scene)
    _facilities(canvas, view, scene, taken)
    _scale_bar(canvas, view)
    _credit(canvas, view, scene)


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


def _water(canvas: Canvas, view: View, scene: Scene) -> None:
    barriers = scene.dataset.streets.barriers
    if barriers:
        lengths = np.cumsum([len(line) for line in barriers])
        follows = np.setdiff1d(np.arange(1, lengths[-1]), lengths)
        segments = np.column_stack((follows - 1, follows))
        canvas.segments(
            *_in_sight(view, np.concatenate(barriers), segments), WATER, 9 * _OVERSAMPLING
        )


def _streets(canvas: Canvas, view: View, scene: Scene) -> None:
    streets = scene.dataset.streets
    for stairs, colour in ((False, STREET), (True, STAIRS)):
        starts, ends = _in_sight(view, streets.lonlat, streets.ends[streets.steps == stairs])
        wide_m = 14 if len(starts) < _MANY else 6  # drawn streets are main ones, others are paths
        width = np.clip(wide_m * view.scale, 2 * _OVERSAMPLING, 5 * _OVERSAMPLING)
        canvas.segments(starts, ends, colour, float(width))


def _in_sight(
    view: View, lonlat: Degrees, segments: NDArray[np.integer]
) -> tuple[Degrees, Degrees]:
    """Give both ends, in pixels, of the segments (rows of `lonlat`) that may be in the picture.

    A city has more segments than can be projected in time, so they are sorted out in degrees: a
    piece is out of sight when both ends are beyond the same side.
    """
    (west, south), (east, north) = view.corners()
    lon, lat = lonlat.T
    sides = (lon < west) * 1 | (lon > east) * 2 | (lat < south) * 4 | (lat > north) * 8
    seen = segments[sides[segments[:, 0]] & sides[segments[:, 1]] == 0]
    return view.pixels(lonlat[seen[:, 0]]), view.pixels(lonlat[seen[:, 1]])


def _ring_labels(canvas: Canvas, view: View, scene: Scene) -> list[Spot]:
    """Write its minutes at the northern end of each ring; return what they cover."""
    look = TextStyle(RING, 22 * _OVERSAMPLING, bold=1)
    covered = []
    for ring in scene.circle.rings:
        if ring.area.is_empty:
            continue
        x, y = view.pixels([northern_end(ring.area)])[0].tolist()
        canvas.boxed_text((x, y), f"{ring.minutes} min", look, PAPER)
        # A label is as wide as three markers.
        covered += [(x + aside * _OVERSAMPLING, y) for aside in (-36, 0, 36)]
    return covered


def _facilities(canvas: Canvas, view: View, scene: Scene, covered: list[Spot]) -> None:
    for _, facility, geometry in scene.located:
        if geometry.shape is not Shape.POINT:
            colour = style_of(facility.category).colour
            canvas.line(view.pixels(geometry.vertices), colour, 4 * _OVERSAMPLING)
    middles = [scene.circle.origin, *(located.geometry.middle for located in scene.located)]
    origin, *anchors = (tuple(spot) for spot in view.pixels(middles).tolist())
    gap = (2 * _MARKER + 12) * _OVERSAMPLING
    spots = place_apart(anchors, gap, canvas.image.size, [origin, *covered])
    for anchor, spot in zip(anchors, spots, strict=True):
        if anchor != spot:
            canvas.pen.line((*anchor, *spot), fill=INK, width=_OVERSAMPLING)
            canvas.pen.circle(anchor, 3 * _OVERSAMPLING, fill=INK)
    _origin(canvas, origin)
    for located, spot in zip(scene.located, spots, strict=True):
        _marker(canvas, spot, located)


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


def _scale_bar(canvas: Canvas, view: View) -> None:
    """Draw a bar of a round length, at most a quarter of the picture."""
    length_m = next(m for m in _SCALE_BAR_M if m * view.scale < view.width / 4)
    high, wide = 10 * _OVERSAMPLING, length_m * view.scale
    x, y = 16 * _OVERSAMPLING, view.height - 16 * _OVERSAMPLING
    bar = np.array([(x, y - high), (x, y), (x + wide, y), (x + wide, y - high)])
    canvas.line(bar, PAPER, 7 * _OVERSAMPLING)
    canvas.line(bar, INK, 3 * _OVERSAMPLING)
    canvas.text(
        (x + wide / 2, y - 18 * _OVERSAMPLING),
        f"{length_m} m",
        TextStyle(INK, 22 * _OVERSAMPLING, halo=PAPER),
    )


def _credit(canvas: Canvas, view: View, scene: Scene) -> None:
    """Write whose data it is; in English, as Pillow's own font knows no other letters."""
    look = TextStyle(INK, 14 * _OVERSAMPLING, halo=PAPER, anchor="rm")
    lines = textwrap.wrap(scene.dataset.attribution.en, 76)
    for line, text in enumerate(reversed(lines)):
        spot = (view.width - 10 * _OVERSAMPLING, view.height - (12 + 16 * line) * _OVERSAMPLING)
        canvas.text(spot, text, look)
