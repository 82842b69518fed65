"""Where markers and labels go: apart, so that every number can be read."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely import MultiPolygon

    from maps.drawing.labels import Label

    Spot: TypeAlias = tuple[float, float]
    Box: TypeAlias = tuple[float, float, float, float]

_TURN = math.pi * (3 - math.sqrt(5))  # the golden angle: a spiral that fills the plane evenly
_TRIES = 400


def place_apart(
    anchors: Sequence[Spot], gap: float, size: Spot, taken: Sequence[Spot] = ()
) -> list[Spot]:
    """Give every anchor a spot at least `gap` from all other spots and from those `taken`.

    Each goes to its anchor if that is free, else to the nearest free spot of a spiral around it
    that is not at the edge of a picture of `size`; the first ones choose first. In a crowd without
    a free spot a marker stays at its anchor.
    """
    spots: list[Spot] = []
    for anchor in anchors:
        others = [*taken, *spots]
        free = (
            spot
            for spot in _spiral(anchor, gap)
            if (spot == anchor or _is_inside(spot, size, gap / 2)) and _is_free(spot, others, gap)
        )
        spots.append(next(free, anchor))
    return spots


class Room:
    """The room on a drawing of (width, height), and the boxes of it that are taken.

    A box is its left, top, right and bottom side, in units of the drawing.
    """

    def __init__(self, size: Spot) -> None:
        """Begin with all of it free."""
        self._size = size
        self._taken: list[Box] = []

    def take(self, box: Box) -> None:
        """Take a box, free or not."""
        self._taken.append(box)

    def take_name(self, label: Label, spot: Spot, size: float) -> bool:
        """Take the room of a name in letters of a size around a spot, if it is free."""
        wide = size * sum(0.55 if letter.isascii() else 1.0 for letter in label.name) / 2
        lean = abs(math.sin(math.radians(label.turn)))
        half = (wide * (1 - lean) + size * lean, size * (1 - lean) / 1.6 + wide * lean)
        box = (spot[0] - half[0], spot[1] - half[1], spot[0] + half[0], spot[1] + half[1])
        is_free = self._is_free(box)
        if is_free:
            self.take(box)
        return is_free

    def _is_free(self, box: Box) -> bool:
        left, top, right, low = box
        width, height = self._size
        inside = left > 2 and top > 2 and right < width - 2 and low < height - 2
        return inside and all(
            right < other[0] or left > other[2] or low < other[1] or top > other[3]
            for other in self._taken
        )


def northern_end(area: MultiPolygon) -> Spot:
    """Find where to label a ring: the northern end of its largest part, degrees, WGS-84."""
    largest = max(area.geoms, key=lambda part: part.area)
    lon, lat = max(largest.exterior.coords, key=lambda corner: corner[1])
    return lon, lat


def _spiral(middle: Spot, gap: float) -> Iterator[Spot]:
    for step in range(_TRIES):
        reach, turn = gap / 4 * math.sqrt(step), step * _TURN
        yield middle[0] + reach * math.cos(turn), middle[1] + reach * math.sin(turn)


def _is_free(spot: Spot, others: Sequence[Spot], gap: float) -> bool:
    return all(math.dist(spot, other) >= gap for other in others)


def _is_inside(spot: Spot, size: Spot, margin: float) -> bool:
    return all(margin <= at <= side - margin for at, side in zip(spot, size, strict=True))
