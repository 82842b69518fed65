"""A grid of heights: smoothed, and interpolated between its points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.crs import to_system

if TYPE_CHECKING:
    from numpy.typing import NDArray

SMOOTHED_M = 30.0
"""Heights are averaged over so many metres to every side, and over one point of a grid at least:
what is narrower is a house, a tree or an error, and no slope of a street."""


@dataclass(frozen=True)
class HeightGrid:
    """Heights at the points of a grid.

    Attributes:
        height: (rows, columns) metres, NaN where unknown.
        system: the EPSG code of the coordinates.
        corner: x and y of the first point of the first row, in that system.
        step: from a column to the next in x, from a row to the next in y (often negative).
        step_m: the metres between columns and between rows, about.
    """

    height: NDArray[np.float32]
    system: int
    corner: tuple[float, float]
    step: tuple[float, float]
    step_m: tuple[float, float]

    def at(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the heights at (n, 2) degrees, WGS-84: (n,) metres, NaN where there is none."""
        places = (to_system(lonlat, self.system) - self.corner) / self.step
        columns, rows = places.T
        high, wide = self.height.shape
        # The last half step around the outermost points is theirs.
        inside = (columns >= -0.5) & (columns <= wide - 0.5) & (rows >= -0.5) & (rows <= high - 0.5)
        heights = np.full(len(lonlat), np.nan)
        if inside.any():
            column = np.clip(columns[inside], 0, wide - 1)
            heights[inside] = self._interpolated(column, np.clip(rows[inside], 0, high - 1))
        return heights

    def _interpolated(
        self, column: NDArray[np.float64], row: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Interpolate the smoothed heights between four points; NaN where one is unknown."""
        around = tuple(max(1, round(SMOOTHED_M / step)) for step in self.step_m)
        west, east = _span(column, around[0], self.height.shape[1])
        south, north = _span(row, around[1], self.height.shape[0])
        part = self.height[south:north, west:east].astype(np.float64)
        part = _averaged(_averaged(part, around[1]).T, around[0]).T
        column, row = column - west, row - south
        low_column = np.minimum(column.astype(np.int64), max(part.shape[1] - 2, 0))
        low_row = np.minimum(row.astype(np.int64), max(part.shape[0] - 2, 0))
        high_column = np.minimum(low_column + 1, part.shape[1] - 1)
        high_row = np.minimum(low_row + 1, part.shape[0] - 1)
        across, up = column - low_column, row - low_row
        near = part[low_row, low_column] * (1 - across) + part[low_row, high_column] * across
        far = part[high_row, low_column] * (1 - across) + part[high_row, high_column] * across
        heights: NDArray[np.float64] = near * (1 - up) + far * up
        return heights


def _span(place: NDArray[np.float64], around: int, count: int) -> tuple[int, int]:
    """Give the first and the last but one row or column that some places need, smoothed."""
    return max(int(place.min()) - around, 0), min(int(place.max()) + 2 + around, count)


def _averaged(height: NDArray[np.float64], around: int) -> NDArray[np.float64]:
    """Average each row with so many before and behind, the nearer the more; unknown stays so.

    A slope that is even stays as it is: towards the border as many rows count on either side.
    """
    known = np.isfinite(height)
    filled = np.where(known, height, 0.0)
    total, weight = filled.copy(), known.astype(np.float64)
    for off in range(1, min(around, (len(height) - 1) // 2) + 1):
        share = 1 - off / (around + 1)
        both = known[2 * off :] & known[: -2 * off]
        total[off:-off] += np.where(both, share * (filled[2 * off :] + filled[: -2 * off]), 0.0)
        weight[off:-off] += 2 * share * both
    averaged: NDArray[np.float64] = total / np.where(known, weight, np.nan)
    return averaged
