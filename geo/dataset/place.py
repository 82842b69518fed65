"""A named place, and the point that a walk from it starts at."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.crs import distance_m
from geo.facility import LonLat, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.facility import BilingualText, Geometry


@dataclass(frozen=True, slots=True)
class Place:
    """A named place. `geometry` is None while no source locates it.

    `position_error_m` is the radius in metres around `point` within which the place, or for a
    street somebody on it, lies. `source` is the key of a source. `between` names the neighbours
    of a house number that no source lists and that is placed between them.
    """

    id: str
    name: BilingualText
    aliases: tuple[str, ...]
    kind: str
    geometry: Geometry | None
    position_error_m: float | None
    source: str
    position_basis: str = ""
    between: tuple[str, ...] = ()

    @property
    def point(self) -> LonLat | None:
        """Where a walk starts: the point, half-way along a line, the middle of an area."""
        if self.geometry is None:
            return None
        if self.geometry.shape is Shape.LINE:
            return _point_halfway(self.geometry.vertices)
        return _centre(self.geometry.vertices)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, the Chinese first."""
        return tuple(dict.fromkeys((*self.name, *self.aliases)))


def _point_halfway(line: tuple[LonLat, ...]) -> LonLat:
    lengths = [distance_m(start, end) for start, end in itertools.pairwise(line)]
    left = sum(lengths) / 2
    for (start, end), length in zip(itertools.pairwise(line), lengths, strict=True):
        if left <= length and length > 0:
            return _between(start, end, left / length)
        left -= length
    return line[-1]


def _between(start: LonLat, end: LonLat, share: float) -> LonLat:
    return LonLat(
        start.lon + share * (end.lon - start.lon), start.lat + share * (end.lat - start.lat)
    )


def _centre(vertices: Iterable[LonLat]) -> LonLat:
    lons, lats = zip(*vertices, strict=True)
    return LonLat((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
