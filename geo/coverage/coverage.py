"""Who is covered: minutes from every point of demand to every category, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from geo.coverage.access_measures import AccessMeasures, SiteAttributes, assess_walks
from geo.routing.od_matrix import ODSearch, in_parts
from geo.routing.sites import Entries, Sites
from geo.walking_model import CIRCLE_MIN, ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    from geo.coverage.supply import Supply
    from geo.network.walk_network import WalkNetwork
    from geo.routing.bulk_access import AccessLegs
    from geo.routing.walker import Walker


class CoverageState(IntEnum):
    """What can be said of one point and one category; unknown is never shown as missing."""

    COVERED = 0
    """The slow end of the walk to some facility fits."""
    DOUBTFUL = 1
    """None surely fits, but the fast end of some walk does, or it is not known to be open."""
    UNLOCATED = 2
    """No located facility is within reach, but there are some that no source locates."""
    UNCOVERED = 3
    """All facilities are located, and not even the fast end of a walk fits."""


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """`minutes` of the largest circle, and how far beyond it the nearest is still looked for.

    `circles` are the minutes within which the facilities of each category are counted as a choice,
    none of them more than `minutes`; empty for the largest circle everywhere.
    """

    minutes: float = CIRCLE_MIN
    horizon: float = 2 * CIRCLE_MIN
    circles: tuple[float, ...] = ()

    def within(self, columns: int) -> NDArray[np.float64]:
        """Give the minutes of the circle of each category."""
        return np.array(self.circles or (self.minutes,) * columns, np.float64)

    def cutoffs(self, spread: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give the cutoff of each site's search, in ticks; `spread` as in `SiteAttributes`."""
        longest = np.maximum(self.horizon, self.minutes + spread)
        return np.array([ticks(minutes) + 1 for minutes in longest.tolist()], np.int64)


@dataclass(frozen=True)
class Destinations:
    """Facilities as the destinations of an OD matrix, at one pace.

    `columns` is how many categories there are.
    """

    od_search: ODSearch
    attributes: SiteAttributes
    columns: int
    limits: TimeLimits

    @classmethod
    def of(
        cls, walker: Walker, supply: Supply, categories: Sequence[str], limits: TimeLimits
    ) -> Destinations:
        """Search from the located facilities; columns are in the order of `categories`."""
        located = [(one.id, one.category, one.geometry) for one in supply.located if one.geometry]
        sites = Sites.of(walker.network, located)
        column = {key: number for number, key in enumerate(categories)}
        attributes = SiteAttributes.of(
            sites,
            walker.speed_m_s,
            np.array([column[one.category] for one in supply.located], np.int32),
            np.array([one.position_error_m or 0.0 for one in supply.located], np.float64),
            np.array(supply.sure, bool),
        )
        cutoffs = limits.cutoffs(attributes.spread)
        od_search = ODSearch.of(walker, sites, Entries.of(walker, sites), cutoffs)
        return cls(od_search, attributes, len(column), limits)

    def assess(self, points: AccessLegs, rows: NDArray[np.int64], measures: AccessMeasures) -> None:
        """Update the measures of some points, whose rows in `measures` are given."""
        metres_a_minute = self.od_search.walker.fastest_m_s * 60
        limits, within = (
            (float(self.limits.horizon), metres_a_minute),
            self.limits.within(self.columns),
        )
        walks = self.od_search.matrix(points)
        assess_walks(walks, points, rows, self.attributes, within, limits, measures)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the points of demand have within reach, at one pace.

    Attributes:
        limits: the circle and the horizon.
        keys: the ids of the sites that `measures` names by number.
        joined: (points,) bool; false for a point that no street is near to: outside the area.
        measures: for each (point, category).
    """

    limits: TimeLimits
    keys: tuple[str, ...]
    joined: NDArray[np.bool_]
    measures: AccessMeasures

    def states(self, minutes: float, unlocated: Mapping[int, int]) -> NDArray[np.uint8]:
        """Give the `CoverageState` of every (point, category) for a walk of so many minutes.

        `unlocated` are how many facilities no source locates, by column.

        Raises:
            ValueError: the minutes exceed those of the limits.
        """
        if minutes > self.limits.minutes:
            raise ValueError(f"{minutes} minutes: only {self.limits.minutes} were walked")
        none = np.full(self.measures.slow.shape[1], CoverageState.UNCOVERED, np.uint8)
        for column, count in unlocated.items():
            if count:
                none[column] = CoverageState.UNLOCATED
        maybe = np.where(self.measures.fast <= minutes, np.uint8(CoverageState.DOUBTFUL), none)
        return np.where(self.measures.slow <= minutes, np.uint8(CoverageState.COVERED), maybe)


@dataclass(frozen=True)
class CoverageRequest:
    """What to compute: the coverage by one or more supplies, on one network at one pace."""

    walker: Walker
    supplies: tuple[Supply, ...]
    categories: tuple[str, ...]
    limits: TimeLimits

    def destinations(self) -> list[Destinations]:
        """Search from the facilities of each supply."""
        return [
            Destinations.of(self.walker, supply, self.categories, self.limits)
            for supply in self.supplies
        ]


def compute_coverage(
    request: CoverageRequest,
    lonlat: NDArray[np.float64],
    progress: Callable[[float], None] | None = None,
) -> list[Coverage]:
    """Compute the coverage of points of demand, (points, 2) degrees, WGS-84, in this process."""
    return measure_coverage(request.destinations(), lonlat, progress)


def measure_coverage(
    destinations: Sequence[Destinations],
    lonlat: ArrayLike,
    progress: Callable[[float], None] | None = None,
) -> list[Coverage]:
    """Measure points of demand, (points, 2) degrees, WGS-84, at one or more paces.

    All destinations are on one network, to which the points are snapped once; `progress` is called
    with the share that is done.
    """
    points = len(np.asarray(lonlat))
    joined = np.zeros(points, bool)
    results = [AccessMeasures.empty(points, one.columns) for one in destinations]

    def assess(rows: NDArray[np.int64], part: AccessLegs) -> None:
        joined[rows] = part.joined
        for one, measures in zip(destinations, results, strict=True):
            one.assess(part, rows, measures)

    in_parts(destinations[0].od_search.walker.network, lonlat, assess, progress)
    return [
        Coverage(one.limits, one.od_search.sites.keys, joined, measures)
        for one, measures in zip(destinations, results, strict=True)
    ]


def near_streets(network: WalkNetwork, lonlat: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say which points, (points, 2) degrees, WGS-84, join a street."""
    joined = np.zeros(len(lonlat), bool)

    def join(rows: NDArray[np.int64], part: AccessLegs) -> None:
        joined[rows] = part.joined

    in_parts(network, lonlat, join)
    return joined
