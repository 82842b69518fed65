"""Heights of single points, such as surveyed ones: known there and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.crs import LocalMetres, middle_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAME_M = 0.5
"""Points closer together are the same: a street is moved no further off a bank."""


@dataclass(frozen=True, slots=True)
class HeightPoints:
    """Points with a height: (points, 2) degrees, WGS-84, and (points,) metres."""

    lonlat: NDArray[np.float64]
    height: NDArray[np.float64]

    def at(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the heights at (n, 2) degrees, WGS-84: (n,) metres, NaN where there is none."""
        from scipy.spatial import KDTree  # noqa: PLC0415 - heavy, and an answer never needs it

        if not len(self.height):
            return np.full(len(lonlat), np.nan)
        metres = LocalMetres(middle_of(self.lonlat))
        tree = KDTree(metres.to_metres(self.lonlat))
        _, row = tree.query(metres.to_metres(lonlat), distance_upper_bound=SAME_M)
        heights: NDArray[np.float64] = np.append(self.height, np.nan)[row]
        return heights
