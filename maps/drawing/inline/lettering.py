"""Names and marks on an inline map that keep their size whatever the zoom, where there is room."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from markupsafe import Markup

from maps.drawing.bounds import Bounds
from maps.drawing.labels import find_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.dataset.dataset import Dataset
    from maps.drawing.canvas import View
    from maps.drawing.texts import Texts

    Spot = tuple[float, float]

PIXEL = 3.0
"""Units of the drawing in a pixel of the screen, where a map is some 340 pixels wide."""

LETTER = 20
"""Pixels of the screen that a letter is high."""


class Lettering:
    """Writes on one view, each text apart from what is there already."""

    def __init__(self, view: View) -> None:
        """Begin with a view that is empty."""
        self._view = view
        self._taken: list[Spot] = []

    def spots(self, lonlat: Sequence[Spot]) -> list[Spot]:
        """Give the spots of points in degrees, WGS-84."""
        return [(x, y) for x, y in self._view.pixels(lonlat).tolist()]

    def take(self, spots: Iterable[Spot]) -> None:
        """Keep spots free of texts: something stands there."""
        self._taken += spots

    def names(self, dataset: Dataset, texts: Texts) -> Iterator[Markup]:
        """Write the names of a town that have room, the most important first."""
        (west, south), (east, north) = self._view.corners().tolist()
        for label in find_labels(dataset, Bounds(west, south, east, north), texts):
            (spot,) = self.spots([label.at])
            kind = "name" if label.kind == "street" else "spot"
            yield from self.written(label.name, kind, spot, label.turn)

    def written(self, text: str, kind: str, spot: Spot, turn: float = 0.0) -> Iterator[Markup]:
        """Write a text around a spot, if there is room; `kind` is its class."""
        along = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        half, high = text_units(text) / 2, LETTER * PIXEL / 2
        box = (
            half * abs(along[0]) + high * abs(along[1]),
            half * abs(along[1]) + high * abs(along[0]),
        )
        if not self._is_free(spot, box):
            return
        steps = range(-round(half), round(half) + 1, LETTER)
        self._taken += [(spot[0] + step * along[0], spot[1] + step * along[1]) for step in steps]
        yield fixed(spot, Markup('<text class="{}" y="7">{}</text>').format(kind, text), turn)

    def _is_free(self, spot: Spot, box: Spot) -> bool:
        inside = all(
            half <= at <= side - half
            for at, half, side in zip(spot, box, (self._view.width, self._view.height), strict=True)
        )
        gap = LETTER * PIXEL * 0.75
        return inside and all(
            abs(spot[0] - x) >= box[0] + gap or abs(spot[1] - y) >= box[1] + gap
            for x, y in self._taken
        )


def text_units(text: str) -> float:
    """Tell how wide a text is in units: Latin letters are about half as wide as Chinese ones."""
    return sum(LETTER * (0.56 if letter.isascii() else 1.0) for letter in text) * PIXEL


def fixed(spot: Spot, content: Markup, turn: float = 0.0) -> Markup:
    """Put what keeps its size at a spot; its content is in pixels."""
    turned = f" rotate({turn:g})" if turn else ""
    return Markup('<g transform="translate({} {}){}"><g class="m">{}</g></g>').format(
        round(spot[0]), round(spot[1]), turned, content
    )
