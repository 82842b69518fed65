"""What tells the height of the ground at points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class HeightSource(Protocol):
    """Heights of the ground."""

    def at(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the heights at (n, 2) degrees, WGS-84: (n,) metres, NaN where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class FirstKnown:
    """Several sources, of which the first one that knows a height has it: tiles side by side."""

    sources: Sequence[HeightSource]

    def at(self, lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the heights at (n, 2) degrees, WGS-84: (n,) metres, NaN where there is none."""
        heights = np.full(len(lonlat), np.nan)
        for source in self.sources:
            left = np.isnan(heights)
            heights[left] = source.at(lonlat[left])
        return heights
