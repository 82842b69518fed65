"""Draws to scale on a Pillow image: lines, dashes, areas with holes, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import shapely
from PIL import Image, ImageDraw

from geo.crs import LocalMetres
from maps.drawing.text_line import TextLine, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import ArrayLike, NDArray
    from shapely import Polygon
    from shapely.geometry.base import BaseGeometry

    from geo.facility import LonLat
    from maps.drawing.style import Corner

    Pixels: TypeAlias = NDArray[np.float64]
    Spot: TypeAlias = tuple[float, float]
    Colour: TypeAlias = str | tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class View:
    """A window on the ground, north up: `scale` pixels a metre, `low_m` its south-west corner."""

    ground: LocalMetres
    low_m: tuple[float, float]
    scale: float
    width: int
    height: int

    @classmethod
    def around(cls, centre: LonLat, lonlat: ArrayLike, size: tuple[int, int], margin: int) -> View:
        """Fit (n, 2) degrees, WGS-84, into a picture of `size` pixels with a margin of so many."""
        ground = LocalMetres(centre)
        metres = ground.to_metres(lonlat)
        low, high = metres.min(axis=0), metres.max(axis=0)
        inner = np.array(size) - 2 * margin
        scale = float((inner / np.maximum(high - low, _LEAST_M)).min())
        west, south = (low + high) / 2 - np.array(size) / scale / 2
        return cls(ground, (float(west), float(south)), scale, *size)

    def corners(self) -> Pixels:
        """Give the south-west and the north-east corner, degrees, WGS-84."""
        low = np.array(self.low_m)
        return self.ground.to_lonlat([low, low + np.array((self.width, self.height)) / self.scale])

    def enlarged(self, times: int) -> View:
        """See the same ground in a picture so many times as large."""
        size = (self.width * times, self.height * times)
        return View(self.ground, self.low_m, self.scale * times, *size)

    def pixels(self, lonlat: ArrayLike) -> Pixels:
        """Turn (n, 2) degrees, WGS-84, into (n, 2) pixels to the right and down."""
        metres = self.ground.to_metres(lonlat) - self.low_m
        return np.column_stack((metres[:, 0], self.height / self.scale - metres[:, 1])) * self.scale


_LEAST_M = 600.0  # closer than this a map of a walk shows nothing that is known


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text is written: `size` and `bold` in pixels, `anchor` as Pillow has it."""

    colour: Colour
    size: float
    bold: float = 0
    halo: Colour | None = None
    anchor: str = "mm"


class Canvas:
    """An image and the operations that draw on it, in pixels."""

    def __init__(self, size: tuple[int, int], colour: Colour) -> None:
        """Begin with one colour all over."""
        self.image = Image.new("RGB", size, colour)
        self.pen = ImageDraw.Draw(self.image)

    def enlarge(self, times: int) -> None:
        """Make every pixel a square of so many: for fine lines over what needs none."""
        size = (self.image.width * times, self.image.height * times)
        self.image = self.image.resize(size, Image.Resampling.NEAREST)
        self.pen = ImageDraw.Draw(self.image)

    def line(self, points: Pixels, colour: Colour, width: float) -> None:
        """Draw a line with round bends through (n, 2) pixels."""
        self.pen.line(_flat(points), fill=colour, width=round(width), joint="curve")

    def dashes(self, points: Pixels, colour: Colour, width: float, dash: Sequence[float]) -> None:
        """Draw a line of dashes through (n, 2) pixels; `dash` is a stroke's length and a gap's."""
        along = np.concatenate(([0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
        starts = np.arange(0, along[-1], sum(dash))
        ends = np.minimum(starts + dash[0], along[-1])
        strokes = np.column_stack([_at(points, along, lengths) for lengths in (starts, ends)])
        for stroke in strokes.tolist():
            self.pen.line(stroke, fill=colour, width=round(width))

    def area(self, view: View, area: BaseGeometry, colour: Colour, opacity: float = 1.0) -> None:
        """Fill the polygons of an area in degrees, WGS-84; what is in their holes stays."""
        parts = shapely.get_parts(area)
        direct = (shapely.get_num_interior_rings(parts) == 0) & (opacity == 1)
        for part in parts[direct]:  # the same pixels as through a mask, much quicker
            self.pen.polygon(_flat(view.pixels(part.exterior.coords)), fill=colour)
        if not direct.all():
            self._tint(_mask(self.image.size, view, parts[~direct], round(255 * opacity)), colour)

    def tint_union(
        self, discs: Sequence[tuple[float, float, float]], colour: str, alpha: float
    ) -> None:
        """Tint the union of discs (x, y, radius), so that overlaps are no darker."""
        mask = Image.new("L", self.image.size)
        pen = ImageDraw.Draw(mask)
        for x, y, radius in discs:
            pen.circle((x, y), radius, fill=round(255 * alpha))
        self._tint(mask, colour)

    def _tint(self, mask: Image.Image, colour: Colour) -> None:
        """Paint through a mask; only the box around it, which is much quicker."""
        box = mask.getbbox()
        if box:
            self.image.paste(colour, box, mask.crop(box))

    def shape(self, shape: Sequence[Corner], middle: Spot, size: float, colour: Colour) -> None:
        """Fill a shape whose corners are from -1 to 1, `size` pixels from its middle to a side."""
        corners = np.asarray(shape) * size + middle
        self.pen.polygon(_flat(corners), fill=colour)

    def text(self, spot: Spot, text: str, look: TextStyle) -> None:
        """Write Chinese or Latin letters at a point."""
        line = TextLine(text, look.size)
        if look.halo:
            line.draw(self.pen, spot, look.anchor, look.halo, look.size / 8)
        line.draw(self.pen, spot, look.anchor, look.colour, look.bold)

    def turned_text(self, middle: Spot, text: str, look: TextStyle, turn: float) -> None:
        """Write a text around a point, turned clockwise by degrees."""
        for colour, wide in ((look.halo, look.size / 7), (look.colour, look.bold)):
            if colour:
                mask = _text_mask(text, look.size, wide)
                turned = mask.rotate(-turn, Image.Resampling.BILINEAR, expand=True)
                corner = (round(middle[0] - turned.width / 2), round(middle[1] - turned.height / 2))
                self.image.paste(colour, corner, turned)

    def boxed_text(self, middle: Spot, text: str, look: TextStyle, paper: Colour) -> None:
        """Write a short text on a rounded label around a point."""
        x, y = middle
        size = look.size
        wide = text_width(text, size) / 2 + size / 2
        box = (x - wide, y - size * 0.7, x + wide, y + size * 0.7)
        edge = round(size / 9)
        self.pen.rounded_rectangle(box, size * 0.7, fill=paper, outline=look.colour, width=edge)
        self.text(middle, text, look)


def _mask(size: tuple[int, int], view: View, parts: Iterable[Polygon], full: int) -> Image.Image:
    """Make an image that is `full` within polygons in degrees, WGS-84, and 0 elsewhere."""
    mask = Image.new("L", size)
    pen = ImageDraw.Draw(mask)
    # The largest first, so that an island in a hole is not wiped out with the hole.
    for part in sorted(parts, key=lambda part: part.area, reverse=True):
        pen.polygon(_flat(view.pixels(part.exterior.coords)), fill=full)
        for hole in part.interiors:
            pen.polygon(_flat(view.pixels(hole.coords)), fill=0)
    return mask


@lru_cache(maxsize=256)  # the names of streets stand in picture after picture; 20 kB each
def _text_mask(text: str, size: float, stroke: float) -> Image.Image:
    """Make an image that is 255 where a text in a size of pixels has ink; not to be changed."""
    line = TextLine(text, size)
    mask = Image.new("L", (round(line.width + 2 * size), round(2 * size)))
    line.draw(ImageDraw.Draw(mask), (mask.width / 2, mask.height / 2), "mm", 255, stroke)
    return mask


def _flat(points: Pixels) -> list[float]:
    return points.ravel().tolist()


def _at(points: Pixels, along: NDArray[np.float64], lengths: NDArray[np.float64]) -> Pixels:
    """Find the pixels at so many lengths along a line."""
    return np.column_stack([np.interp(lengths, along, points[:, axis]) for axis in (0, 1)])
