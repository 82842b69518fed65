"""The box that a map shows."""

from __future__ import annotations

import math
from typing import NamedTuple


class Bounds(NamedTuple):
    """A box in degrees, WGS-84."""

    west: float
    south: float
    east: float
    north: float

    def surroundings(self) -> Bounds:
        """Give a square about the middle, twice as wide as the longer side is.

        A map that fits the box into a wide or a tall window shows this much at the most.
        """
        middle = (self.south + self.north) / 2
        shrink = math.cos(math.radians(middle))
        half = max((self.east - self.west) * shrink, self.north - self.south)
        aside, lon = half / shrink, (self.west + self.east) / 2
        return Bounds(lon - aside, middle - half, lon + aside, middle + half)
