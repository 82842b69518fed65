"""Tries each coordinate system on a table's positions: how near they come to streets and sites."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from geo.crs import System, distance_m, to_wgs84
from geo.town import open_network

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat
    from geo.network.walk_network import WalkNetwork

_MOST_TRIED = 100
_KNOWN_WITHIN_M = 200.0
"""A facility that is known worse than this tells no two systems apart."""

_CLEAR = 0.6
"""The best fits clearly when its distance is at most this share of the next one's."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How positions lie when they are read in a system: medians in metres, None without any."""

    system: System
    to_streets_m: float
    to_known_m: float | None

    @property
    def doubt_m(self) -> float:
        """What tells systems apart: known facilities where there are any, streets if not."""
        return self.to_streets_m if self.to_known_m is None else self.to_known_m


def fit_systems(
    dataset: Dataset, points: Sequence[LonLat], known: Mapping[str, LonLat]
) -> tuple[Fit, ...]:
    """Try each system; the best fit comes first.

    Args:
        dataset: whose streets and facilities count.
        points: every position as it is written.
        known: of those, the positions of facilities that the dataset has, by id.
    """
    network = open_network(dataset)
    located = {one.id: one for one in dataset.facilities if one.geometry is not None}
    pairs = [
        (point, one.geometry.middle)
        for key, point in known.items()
        if (one := located.get(key)) and one.geometry
        if (one.position_error_m or 0.0) <= _KNOWN_WITHIN_M
    ]

    tried = points[:: max(1, len(points) // _MOST_TRIED)]
    fits = [
        Fit(
            system,
            median(_to_streets_m(network, to_wgs84(point, system)) for point in tried),
            median(distance_m(to_wgs84(one, system), other) for one, other in pairs)
            if pairs
            else None,
        )
        for system in System
    ]
    return tuple(sorted(fits, key=lambda fit: fit.doubt_m))


def _to_streets_m(network: WalkNetwork, point: LonLat) -> float:
    """Give the metres from a point to the nearest edge."""
    at = network.metres.to_metres([point])[0]
    starts, ends = network.xy[network.ends[:, 0]], network.xy[network.ends[:, 1]]
    along = ends - starts
    share = ((at - starts) * along).sum(axis=1) / np.maximum((along**2).sum(axis=1), 1e-9)
    spots = starts + np.clip(share, 0.0, 1.0)[:, None] * along
    return float(np.hypot(*(at - spots).T).min())


def is_clear(fits: Sequence[Fit]) -> bool:
    """Tell whether the best system fits far better than the next."""
    return fits[0].to_known_m is not None and fits[0].doubt_m <= _CLEAR * fits[1].doubt_m
