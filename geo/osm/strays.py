"""Leaves out what lies too far away to be of the same town: a node that has slipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.osm.segments import PER_DEGREE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.osm.segments import Segments

LONGEST_M = 20_000.0
"""No street runs straight for so long without a node: a longer edge leads to a stray one."""

FURTHEST_M = 100_000.0
"""What is further than this from the largest component is of another town."""

_MEAN_DEGREE_M = 111_195.0  # along a great circle of the mean earth


def without_strays(whole: Segments) -> tuple[Segments, int]:
    """Leave out edges above `LONGEST_M` and components beyond `FURTHEST_M`; how many edges."""
    near = _metres(whole.at[whole.ends[:, 0]], whole.at[whole.ends[:, 1]]) <= LONGEST_M
    kept = whole if near.all() else whole.only(near)
    if len(kept.ends):
        kept = kept.only(_around_the_largest(kept))
    return kept, len(whole.ends) - len(kept.ends)


def _around_the_largest(segments: Segments) -> NDArray[np.bool_]:
    """Say which segments are of components near the one with the most segments."""
    part = segments.component_of()
    largest = segments.ends[part == np.bincount(part).argmax()].ravel()
    low, high = segments.at[largest].min(axis=0), segments.at[largest].max(axis=0)
    first = segments.at[segments.ends[:, 0]]
    far = _metres(first, np.clip(first, low, high)) > FURTHEST_M
    kept = np.ones(part.max() + 1, np.bool_)
    kept[part[far]] = False
    return np.asarray(kept[part])


def _metres(one: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.float64]:
    """Measure the great circles between (n, 2) positions, roughly, for telling far from near."""
    lon, lat = np.radians((other.astype(np.float64) - one) / PER_DEGREE).T
    south, north = np.radians(one[:, 1] / PER_DEGREE), np.radians(other[:, 1] / PER_DEGREE)
    square = np.sin(lat / 2) ** 2 + np.cos(south) * np.cos(north) * np.sin(lon / 2) ** 2
    return np.asarray(np.degrees(2 * np.arcsin(np.sqrt(np.minimum(square, 1)))) * _MEAN_DEGREE_M)
