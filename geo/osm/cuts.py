"""Splits segments where they enter and leave an area."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from geo.osm.segments import PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.crs import LocalMetres
    from geo.osm.segments import Segments


@dataclass(slots=True)
class Cuts:
    """Segments that are being split; `at` are their nodes in metres."""

    segments: Segments
    metres: LocalMetres
    at: NDArray[np.float64]
    dropped: list[int] = field(default_factory=list)
    fresh: list[NDArray[np.float64]] = field(default_factory=list)
    ends: list[tuple[int, int]] = field(default_factory=list)
    of: list[int] = field(default_factory=list)
    inside: list[bool] = field(default_factory=list)

    def cut(self, edge: int, inside: Iterable[BaseGeometry]) -> None:
        """Split one segment where it goes into an area and comes out, by its parts inside."""
        import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

        first, last = self.segments.ends[edge].tolist()
        start, way = self.at[first], self.at[last] - self.at[first]
        parts = [shapely.get_coordinates(part) for part in inside]
        spans = [_span(part, start, way) for part in parts]
        if not spans:
            return
        stops = sorted({0.0, 1.0, *(share for span in spans for share in span)})
        number = len(self.at) + len(self.fresh)
        self.fresh += [start + share * way for share in stops[1:-1]]
        path = [first, *range(number, number + len(stops) - 2), last]
        self.dropped.append(edge)
        self.ends += pairwise(path)
        self.of += [edge] * (len(path) - 1)
        middles = [(low + high) / 2 for low, high in pairwise(stops)]
        self.inside += [any(low < middle < high for low, high in spans) for middle in middles]

    def done(self) -> tuple[Segments, NDArray[np.bool_]]:
        """Give all segments, the pieces of split ones last; (segments,) which lie inside."""
        whole = self.segments
        kept = np.ones(len(whole.ends), np.bool_)
        kept[self.dropped] = False
        lonlat = self.metres.to_lonlat(np.array(self.fresh, np.float64).reshape(-1, 2))
        places = np.rint(lonlat * PER_DEGREE).astype(np.int32)
        of, ends = np.array(self.of, np.int64), np.array(self.ends, np.int64).reshape(-1, 2)
        inside = np.zeros(len(whole.ends) - len(self.dropped) + len(of), np.bool_)
        inside[len(inside) - len(of) :] = self.inside
        kept = np.append(kept, np.ones(len(of), np.bool_))
        return whole.grown(places, ends, of).picked(kept), inside


def _span(
    part: NDArray[np.float64], start: NDArray[np.float64], way: NDArray[np.float64]
) -> tuple[float, float]:
    """Give the shares along a segment at which a part of it begins and ends."""
    shares = (part[[0, -1]] - start) @ way / (way @ way)
    low, high = np.sort(np.where(shares < 1e-9, 0, np.where(shares > 1 - 1e-9, 1, shares)))
    return float(low), float(high)
