"""Where a dataset may have positions: near its boundary, or near the middle of them all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.crs import distance_m
from geo.facility import LonLat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.dataset.fields import Row
    from geo.facility import Geometry

AROUND_BOUNDARY_M = 5_000.0
AROUND_MIDDLE_M = 50_000.0
DEGREE_M = 110_574.0  # a degree of latitude at the equator, where it is shortest


def check_plausible_area(
    rows: Iterable[tuple[Row, Geometry | None]], boundary: Sequence[LonLat] | None
) -> None:
    """Write down every row with a position in another city, or with swapped coordinates."""
    located = [(row, geometry.vertices) for row, geometry in rows if geometry is not None]
    if not located:
        return
    area = _area([point for _, vertices in located for point in vertices], boundary)
    for row, vertices in located:
        problem = next(filter(None, map(area.problem, vertices)), "")
        if problem:
            row.fault("geometry", problem)


@dataclass(frozen=True, slots=True)
class _Area:
    """A box in degrees, and a point in its middle."""

    west: float
    south: float
    east: float
    north: float

    @property
    def middle(self) -> LonLat:
        return LonLat((self.west + self.east) / 2, (self.south + self.north) / 2)

    def expanded(self, metres: float) -> _Area:
        up = metres / DEGREE_M
        aside = up / max(math.cos(math.radians(self.middle.lat)), 0.01)
        return _Area(self.west - aside, self.south - up, self.east + aside, self.north + up)

    def problem(self, point: LonLat) -> str:
        """Say what is wrong with a position outside; nothing when it is inside."""
        lon, lat = point
        if self._holds(lon, lat):
            return ""
        if self._holds(lat, lon):
            return f"{lon},{lat}: longitude and latitude are swapped; write {lat},{lon}"
        far_km = distance_m(point, self.middle) / 1000
        return f"{lon},{lat} is {far_km:.0f} km from the middle of the town; correct the position"

    def _holds(self, lon: float, lat: float) -> bool:
        return self.west <= lon <= self.east and self.south <= lat <= self.north


def _area(points: Sequence[LonLat], boundary: Sequence[LonLat] | None) -> _Area:
    ordered, half = np.sort(points, axis=0), len(points) // 2  # np.median takes 10 ms to load
    centre = LonLat(*((ordered[half] + ordered[-1 - half]) / 2).tolist())
    if boundary:
        box = _box(boundary)
        if distance_m(box.middle, centre) <= AROUND_MIDDLE_M:
            return box.expanded(AROUND_BOUNDARY_M)
    return _box([centre]).expanded(AROUND_MIDDLE_M)


def _box(points: Sequence[LonLat]) -> _Area:
    lons, lats = zip(*points, strict=True)
    return _Area(min(lons), min(lats), max(lons), max(lats))
