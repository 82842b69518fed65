"""Access measures: nearest, second nearest, range and choice for each (point, category)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.uncertainty import spread_minutes
from geo.walking_model import TICKS_PER_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.routing.bulk_access import AccessLegs
    from geo.routing.od_matrix import ODMatrix
    from geo.routing.sites import Sites

_TICKS_PER_MIN = 60 * TICKS_PER_S


class SiteAttributes(NamedTuple):
    """What is known of each site, and the points by which it can be entered.

    Attributes:
        column: (sites,) the column of its category.
        error_m: (sites,) metres its position may be off.
        spread: (sites,) minutes that this error may add to a walk.
        sure: (sites,) whether it surely serves.
        start: (sites + 1,) its points are the rows `start[site]` to `start[site + 1]` of `xy`.
        xy: (points, 2) local metres.
    """

    column: NDArray[np.int32]
    error_m: NDArray[np.float64]
    spread: NDArray[np.float64]
    sure: NDArray[np.bool_]
    start: NDArray[np.int64]
    xy: NDArray[np.float64]

    @classmethod
    def of(
        cls,
        sites: Sites,
        speed_m_s: float,
        column: NDArray[np.int32],
        error_m: NDArray[np.float64],
        sure: NDArray[np.bool_],
    ) -> SiteAttributes:
        """Add to what is known of each site what follows from it.

        Args:
            sites: the facilities, and where each is entered.
            speed_m_s: metres a second, on level ground.
            column: (sites,) the place of its category among those asked for.
            error_m: (sites,) how far its position may be wrong, metres.
            sure: (sites,) whether it surely serves.
        """
        spread = spread_minutes(1.0, speed_m_s) * error_m
        start = np.searchsorted(sites.owner, np.arange(len(column) + 1)).astype(np.int64)
        return cls(column, error_m, spread, sure, start, sites.xy)


class AccessMeasures(NamedTuple):
    """(points, categories) arrays; minutes are infinite where there is no walk.

    Attributes:
        minutes, site: the estimate to the nearest facility, -1 where none is near.
        second, second_site: likewise to the next one.
        slow: the least minutes that the walk to some facility surely takes no more than.
        fast: the least that it may take.
        choice: facilities surely within the circle of their category.
        perhaps: further ones that may be.
    """

    minutes: NDArray[np.float64]
    site: NDArray[np.int32]
    second: NDArray[np.float64]
    second_site: NDArray[np.int32]
    slow: NDArray[np.float64]
    fast: NDArray[np.float64]
    choice: NDArray[np.int32]
    perhaps: NDArray[np.int32]

    @classmethod
    def empty(cls, points: int, columns: int) -> AccessMeasures:
        """Allocate the measures of points that reach nothing yet."""
        shape = points, columns
        infinite = [np.full(shape, np.inf) for _ in range(4)]
        no_site = [np.full(shape, -1, np.int32) for _ in range(2)]
        none = [np.zeros(shape, np.int32) for _ in range(2)]
        return cls(
            infinite[0], no_site[0], infinite[1], no_site[1], infinite[2], infinite[3], *none
        )


@lean_kernel
def metres_to_site(attributes: SiteAttributes, site: int, x: float, y: float) -> float:
    """Give the straight-line metres to the nearest point of a site."""
    best = np.inf
    for spot in range(attributes.start[site], attributes.start[site + 1]):
        best = min(best, (attributes.xy[spot, 0] - x) ** 2 + (attributes.xy[spot, 1] - y) ** 2)
    return float(best**0.5)


@lean_kernel
def assess_walks(
    walks: ODMatrix,
    points: AccessLegs,
    rows: NDArray[np.int64],
    attributes: SiteAttributes,
    within: NDArray[np.float64],
    limits: tuple[float, float],
    measures: AccessMeasures,
) -> None:
    """Update the measures of some points, whose rows in `measures` are `rows`, by their walks.

    `within` are the minutes of the circle of each category, `limits` those of the horizon, and
    metres a minute at most. The range of a
    walk is that of `geo.uncertainty.Walk`.
    """
    horizon, metres_a_minute = limits
    for point in range(len(rows)):
        row = rows[point]
        for walk in range(walks.start[point], walks.start[point + 1]):
            site = walks.site[walk]
            column = attributes.column[site]
            minutes = (walks.label[walk] >> 32) / _TICKS_PER_MIN
            high = minutes + attributes.spread[site]
            low = minutes
            if attributes.error_m[site] > 0.0:
                straight = metres_to_site(attributes, site, points.x[point], points.y[point])
                least = (straight - attributes.error_m[site]) / metres_a_minute
                low = min(minutes, max(0.0, minutes - attributes.spread[site], least))
            measures.fast[row, column] = min(measures.fast[row, column], low)
            if attributes.sure[site]:
                measures.slow[row, column] = min(measures.slow[row, column], high)
            if attributes.sure[site] and high <= within[column]:
                measures.choice[row, column] += 1
            elif low <= within[column]:
                measures.perhaps[row, column] += 1
            if minutes > horizon or minutes >= measures.second[row, column]:
                continue
            if minutes < measures.minutes[row, column]:
                measures.second[row, column] = measures.minutes[row, column]
                measures.second_site[row, column] = measures.site[row, column]
                measures.minutes[row, column], measures.site[row, column] = minutes, site
            else:
                measures.second[row, column], measures.second_site[row, column] = minutes, site
