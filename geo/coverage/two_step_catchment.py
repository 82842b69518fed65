"""Supply against demand: places to be had for each resident, where anybody has counted them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.walking_model import ticks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.routing.od_matrix import Walks


class Floating(NamedTuple):
    """What two steps give: places for each unit of weight, by site and then by point.

    `by_site` is infinite where nobody lives within reach of a site that has places.
    """

    by_site: NDArray[np.float64]
    by_point: NDArray[np.float64]


def float_catchments(
    walks: Walks,
    weight: NDArray[np.float64],
    capacity: NDArray[np.float64],
    minutes: float,
) -> Floating:
    """Share the places of each site among all within reach, then add up what each point gets.

    The two-step floating catchment area method (Luo and Wang 2003), without a decay inside the
    circle. What everybody gets, times the weight, adds up to the places of the sites in reach.

    Args:
        walks: from the points to the sites.
        weight: (points,) what lives at each.
        capacity: (sites,) places.
        minutes: of the circle.
    """
    point = np.repeat(np.arange(len(weight)), np.diff(walks.start))
    near = walks.label >> 32 <= ticks(minutes)
    point, site = point[near], walks.site[near]
    rivals = np.bincount(site, weight[point], len(capacity))
    with np.errstate(divide="ignore", invalid="ignore"):
        by_site = np.where(capacity > 0, capacity / rivals, 0.0)
    # A point without weight shares nothing with anybody, and nothing is what it may get.
    share = np.where(weight[point] > 0, by_site[site], 0.0)
    by_point: NDArray[np.float64] = np.bincount(point, share, len(weight)).astype(np.float64)
    return Floating(by_site, by_point)
