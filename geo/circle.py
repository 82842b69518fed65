"""The service circle: where people get to on foot in so many minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely import MultiPolygon

    from geo.facility import LonLat, Pace


@dataclass(frozen=True, slots=True)
class Ring:
    """The area within `minutes` on foot: degrees, WGS-84, holes kept, valid, maybe empty.

    `shed_ratio` is its share of the compass circle of the same walking distance (0 to 1).
    """

    minutes: int
    area: MultiPolygon
    shed_ratio: float


@dataclass(frozen=True, slots=True)
class Circle:
    """Rings around one origin from one walk, the shortest first."""

    origin: LonLat
    pace: Pace
    rings: tuple[Ring, ...]
