"""Two-step floating catchment area (2SFCA): capacity of supply for each unit of demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.walking_model import ticks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.routing.od_matrix import ODMatrix


def two_step_floating_catchment(
    walks: ODMatrix,
    weight: NDArray[np.float64],
    capacity: NDArray[np.float64],
    minutes: float,
) -> NDArray[np.float64]:
    """Share the capacity of each site among its catchment, then add up what each point gets.

    The method of Luo and Wang (2003), without distance decay inside the circle. Accessibility
    times demand adds up to the capacity of all sites that have demand in their catchment.

    Args:
        walks: from the points to the sites.
        weight: (points,) demand.
        capacity: (sites,).
        minutes: the catchment's walking time.

    Returns:
        The accessibility of the points, (points,): the capacity for each unit of demand, summed
        over the sites within reach.
    """
    point = np.repeat(np.arange(len(weight)), np.diff(walks.start))
    near = walks.label >> 32 <= ticks(minutes)
    point, site = point[near], walks.site[near]
    catchment_demand = np.bincount(site, weight[point], len(capacity))
    with np.errstate(divide="ignore", invalid="ignore"):
        supply_ratio = np.where(capacity > 0, capacity / catchment_demand, 0.0)
    # A point without demand takes no share; an infinite ratio must not reach it.
    share = np.where(weight[point] > 0, supply_ratio[site], 0.0)
    accessibility: NDArray[np.float64] = np.bincount(point, share, len(weight)).astype(np.float64)
    return accessibility
