"""Strips of bridges and tunnels: where somebody stands on one of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import kernel, lean_kernel
from geo.network.snapping import CELL_M, GRADE_SEPARATED, ON_DECK_M, segment_distance

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import Polygon

    from geo.network.snapping import NetworkArrays

_STEP_M = 4.0
"""Metres, at most, between two places at which the width of a strip is known."""

_THINNEST_M = 0.05
"""So wide is a strip to each side at least, and so far it goes beyond its ends: strips that meet
leave no slit."""


class DeckStrips(NamedTuple):
    """Bridges and tunnels, each as wide as no other edge is nearer, up to `ON_DECK_M`.

    Attributes:
        ends: (decks, 2, 2) float64 metres.
        first: (decks + 1,) int64, where the widths of each begin.
        half: (widths,) float64 metres to either side, at equal steps from end to end.
        whole: (decks,) the strips from end to end, polygons in metres.
    """

    ends: NDArray[np.float64]
    first: NDArray[np.int64]
    half: NDArray[np.float64]
    whole: NDArray[np.object_]

    @classmethod
    def of(cls, arrays: NetworkArrays, decks: NDArray[np.int64]) -> DeckStrips:
        """Measure some edges of a network."""
        ends = arrays.xy[arrays.ends[decks]].astype(np.float64)
        length = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
        first = np.append(0, np.cumsum(np.ceil(length / _STEP_M).astype(np.int64) + 1))
        half = half_widths(arrays, ends, first)
        strips = cls(ends, first, half, np.empty(len(decks), np.object_))
        for row in range(len(decks)):
            strips.whole[row] = strips.part(row, 0.0, float(length[row]))
        return strips

    def part(self, deck: int, low: float, high: float) -> Polygon:
        """Give the strip of a part of one, from so many metres along it to so many."""
        from shapely import Polygon  # noqa: PLC0415 - 0.1 s, and an answer without a picture

        start, way = self.ends[deck, 0], self.ends[deck, 1] - self.ends[deck, 0]
        length = max(math.hypot(*way), _THINNEST_M)
        half = self.half[self.first[deck] : self.first[deck + 1]]
        known = np.linspace(0, length, len(half))
        along = np.concatenate(([low], known[(known > low) & (known < high)], [high]))
        width = np.interp(along, known, half)[:, None]
        along[0], along[-1] = low - _THINNEST_M, high + _THINNEST_M
        middle, aside = start + along[:, None] * (way / length), width * (way[::-1] / length)
        aside[:, 0] *= -1
        return Polygon(np.concatenate((middle + aside, (middle - aside)[::-1])))


@kernel
def half_widths(
    arrays: NetworkArrays, ends: NDArray[np.float64], first: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Measure the half widths of `DeckStrips`: half-way to the nearest edge on the ground."""
    half = np.empty(first[-1])
    for deck in range(len(ends)):
        steps = max(first[deck + 1] - first[deck] - 1, 1)
        for row in range(first[deck], first[deck + 1]):
            share = (row - first[deck]) / steps
            x = ends[deck, 0, 0] + share * (ends[deck, 1, 0] - ends[deck, 0, 0])
            y = ends[deck, 0, 1] + share * (ends[deck, 1, 1] - ends[deck, 0, 1])
            gap = metres_to_ground(arrays, x, y, 2 * ON_DECK_M)
            half[row] = max(min(gap / 2, ON_DECK_M), _THINNEST_M)
    return half


@lean_kernel
def metres_to_ground(arrays: NetworkArrays, x: float, y: float, furthest: float) -> float:
    """Give the metres to the nearest edge that is no bridge and no tunnel, or `furthest`."""
    least = furthest
    columns, rows = int(arrays.cells[0]), int(arrays.cells[1])
    west = max(math.floor((x - furthest - arrays.cells[2]) / CELL_M), 0)
    east = min(math.floor((x + furthest - arrays.cells[2]) / CELL_M), columns - 1)
    south = max(math.floor((y - furthest - arrays.cells[3]) / CELL_M), 0)
    north = min(math.floor((y + furthest - arrays.cells[3]) / CELL_M), rows - 1)
    for row in range(south, north + 1):
        for cell in range(row * columns + west, row * columns + east + 1):
            for item in range(arrays.edge_start[cell], arrays.edge_start[cell + 1]):
                edge = arrays.edge_item[item]
                if arrays.flags[edge] & GRADE_SEPARATED:
                    continue
                u, v = arrays.ends[edge, 0], arrays.ends[edge, 1]
                x0, y0 = np.float64(arrays.xy[u, 0]), np.float64(arrays.xy[u, 1])
                x1, y1 = np.float64(arrays.xy[v, 0]), np.float64(arrays.xy[v, 1])
                least = min(least, segment_distance(x, y, x0, y0, x1, y1))
    return least
