"""Who is covered: minutes from every point of demand to every category, and how surely."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.routing.od_matrix import Catchment, in_parts
from geo.routing.sites import Entries, Sites
from geo.uncertainty import spread_minutes
from geo.walking_model import TICKS_PER_S, ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    from geo.coverage.supply import Supply
    from geo.routing.bulk_access import Approach
    from geo.routing.od_matrix import Walks
    from geo.routing.walker import Walker

_TICKS_PER_MIN = 60 * TICKS_PER_S


class State(IntEnum):
    """What can be said of one point and one category; unknown is never shown as missing."""

    COVERED = 0
    """The slow end of the walk to some facility fits."""
    DOUBTFUL = 1
    """None surely fits, but the fast end of some walk does, or it is not known to be open."""
    UNLOCATED = 2
    """No located facility is within reach, but there are some that nobody has located."""
    UNCOVERED = 3
    """All facilities are located, and not even the fast end of a walk fits."""


@dataclass(frozen=True, slots=True)
class Terms:
    """`minutes` of the service circle, and how far beyond it the nearest is still looked for."""

    minutes: float = 15.0
    horizon: float = 30.0


class Traits(NamedTuple):
    """What is known of each site besides its place, and where its spots are.

    By site: the column of its category, metres its position may be off and the minutes these may
    add, whether it surely serves; its spots, in metres, are rows `start[site]` and on.
    """

    column: NDArray[np.int32]
    error_m: NDArray[np.float64]
    spread: NDArray[np.float64]
    sure: NDArray[np.bool_]
    start: NDArray[np.int64]
    xy: NDArray[np.float64]


class Findings(NamedTuple):
    """What is found for each (point, category); minutes are infinite where there is no walk.

    Attributes:
        minutes, site: the estimate to the nearest facility, -1 where none is near.
        second, second_site: likewise to the next one.
        slow: the least minutes that the walk to some facility surely takes no more than.
        fast: the least that it may take.
        choice: facilities surely within the circle.
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
    def empty(cls, points: int, columns: int) -> Findings:
        """Make room for so many, with nothing found."""
        shape = points, columns
        far = [np.full(shape, np.inf) for _ in range(4)]
        nobody = [np.full(shape, -1, np.int32) for _ in range(2)]
        none = [np.zeros(shape, np.int32) for _ in range(2)]
        return cls(far[0], nobody[0], far[1], nobody[1], far[2], far[3], *none)


@lean_kernel
def gap_to(traits: Traits, site: int, x: float, y: float) -> float:
    """Give the straight metres to the nearest spot of a site."""
    best = np.inf
    for spot in range(traits.start[site], traits.start[site + 1]):
        best = min(best, (traits.xy[spot, 0] - x) ** 2 + (traits.xy[spot, 1] - y) ** 2)
    return float(best**0.5)


@lean_kernel
def judge(
    walks: Walks,
    points: Approach,
    rows: NDArray[np.int64],
    traits: Traits,
    terms: tuple[float, float, float],
    found: Findings,
) -> None:
    """Write down what the walks of some points mean; `rows` are the points' rows in `found`.

    `terms` are the circle's minutes, the horizon's, and metres a minute. The range of a walk is
    that of `geo.uncertainty.Walk`.
    """
    within, horizon, metres_a_minute = terms
    for point in range(len(rows)):
        row = rows[point]
        for walk in range(walks.start[point], walks.start[point + 1]):
            site = walks.site[walk]
            column = traits.column[site]
            minutes = (walks.label[walk] >> 32) / _TICKS_PER_MIN
            high = minutes + traits.spread[site]
            low = minutes
            if traits.error_m[site] > 0.0:
                straight = gap_to(traits, site, points.x[point], points.y[point])
                least = (straight - traits.error_m[site]) / metres_a_minute
                low = min(minutes, max(0.0, minutes - traits.spread[site], least))
            found.fast[row, column] = min(found.fast[row, column], low)
            if traits.sure[site]:
                found.slow[row, column] = min(found.slow[row, column], high)
            if traits.sure[site] and high <= within:
                found.choice[row, column] += 1
            elif low <= within:
                found.perhaps[row, column] += 1
            if minutes > horizon or minutes >= found.second[row, column]:
                continue
            if minutes < found.minutes[row, column]:
                found.second[row, column] = found.minutes[row, column]
                found.second_site[row, column] = found.site[row, column]
                found.minutes[row, column], found.site[row, column] = minutes, site
            else:
                found.second[row, column], found.second_site[row, column] = minutes, site


@dataclass(frozen=True)
class Targets:
    """Facilities at one pace, walked from: what coverage is reckoned against.

    `columns` is how many categories there are.
    """

    catchment: Catchment
    traits: Traits
    columns: int
    terms: Terms

    @classmethod
    def of(cls, walker: Walker, supply: Supply, categories: Sequence[str], terms: Terms) -> Targets:
        """Walk from the located facilities; columns are in the order of `categories`."""
        located = [(one.id, one.category, one.geometry) for one in supply.located if one.geometry]
        sites = Sites.of(walker.network, located)
        column = {key: number for number, key in enumerate(categories)}
        return cls.at(
            walker,
            sites,
            Entries.of(walker, sites),
            np.array([column[one.category] for one in supply.located], np.int32),
            np.array([one.position_error_m or 0.0 for one in supply.located], np.float64),
            np.array(supply.sure, bool),
            len(column),
            terms,
        )

    @classmethod
    def at(
        cls,
        walker: Walker,
        sites: Sites,
        entries: Entries,
        column: NDArray[np.int32],
        error_m: NDArray[np.float64],
        sure: NDArray[np.bool_],
        columns: int,
        terms: Terms,
    ) -> Targets:
        """Walk from sites whose traits are known, one of each a site."""
        spread = spread_minutes(1.0, walker.speed_m_s) * error_m
        start = np.searchsorted(sites.owner, np.arange(len(column) + 1)).astype(np.int64)
        traits = Traits(column, error_m, spread, sure, start, sites.xy)
        longest = np.maximum(terms.horizon, terms.minutes + spread)
        budget = np.array([ticks(minutes) + 1 for minutes in longest.tolist()], np.int64)
        return cls(Catchment.of(walker, sites, entries, budget), traits, columns, terms)

    def judge(self, points: Approach, rows: NDArray[np.int64], found: Findings) -> None:
        """Write down what is found for some points, whose rows in `found` are given."""
        metres_a_minute = self.catchment.walker.speed_m_s * 60
        terms = float(self.terms.minutes), float(self.terms.horizon), metres_a_minute
        judge(self.catchment.walks(points), points, rows, self.traits, terms, found)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the points of demand have within reach, at one pace.

    Attributes:
        terms: the circle and the horizon.
        keys: the ids of the sites that `found` names by number.
        joined: (points,) bool; a point that joins no street is outside the area and not judged.
        found: (points, categories) arrays.
    """

    terms: Terms
    keys: tuple[str, ...]
    joined: NDArray[np.bool_]
    found: Findings

    def states(self, minutes: float, unlocated: Mapping[int, int]) -> NDArray[np.uint8]:
        """Give the `State` of every (point, category) for a walk of so many minutes.

        `unlocated` are how many facilities nobody has located, by column. No more minutes than
        those of the terms can be told.
        """
        if minutes > self.terms.minutes:
            raise ValueError(f"{minutes} minutes: only {self.terms.minutes} were walked")
        none = np.full(self.found.slow.shape[1], State.UNCOVERED, np.uint8)
        for column, count in unlocated.items():
            if count:
                none[column] = State.UNLOCATED
        maybe = np.where(self.found.fast <= minutes, np.uint8(State.DOUBTFUL), none)
        return np.where(self.found.slow <= minutes, np.uint8(State.COVERED), maybe)


@dataclass(frozen=True)
class Inquiry:
    """What coverage is asked for: one network and pace, and one or more supplies of facilities."""

    walker: Walker
    supplies: tuple[Supply, ...]
    categories: tuple[str, ...]
    terms: Terms

    def targets(self) -> list[Targets]:
        """Walk from the facilities of each supply."""
        return [
            Targets.of(self.walker, supply, self.categories, self.terms) for supply in self.supplies
        ]


def inquire(
    inquiry: Inquiry, lonlat: NDArray[np.float64], tell: Callable[[float], None] | None = None
) -> list[Coverage]:
    """Answer an inquiry for points of demand, (points, 2) degrees, WGS-84, in this process."""
    return cover(inquiry.targets(), lonlat, tell)


def cover(
    targets: Sequence[Targets], lonlat: ArrayLike, tell: Callable[[float], None] | None = None
) -> list[Coverage]:
    """Judge points of demand, (points, 2) degrees, WGS-84, at one or more paces.

    All targets are on one network, whose points are joined once; `tell` hears the share done.
    """
    points = len(np.asarray(lonlat))
    joined = np.zeros(points, bool)
    made = [Findings.empty(points, one.columns) for one in targets]

    def work(rows: NDArray[np.int64], part: Approach) -> None:
        joined[rows] = part.joined
        for one, found in zip(targets, made, strict=True):
            one.judge(part, rows, found)

    in_parts(targets[0].catchment.walker.network, lonlat, work, tell)
    return [
        Coverage(one.terms, one.catchment.sites.keys, joined, found)
        for one, found in zip(targets, made, strict=True)
    ]
