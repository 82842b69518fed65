"""Proposes sites: the best places for more of one category in a town, and what they gain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.kernels import compile_kernels
from geo.coverage.coverage import Destinations, TimeLimits, measure_coverage
from geo.coverage.demand import Demand
from geo.coverage.supply import NO_CHANGE, Supply
from geo.dataset.fields import suggestion
from geo.errors import SettingsError, UnknownNameError
from geo.facility import Geometry, Shape
from geo.routing.od_matrix import ODSearch, od_matrix
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from geo.siting.candidates import buildings, from_file, junctions
from geo.siting.location_problem import LocationProblem
from geo.siting.optimise import greedy, solve, solve_each_count
from geo.town import open_network
from geo.walking_model import ticks

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.coverage.supply import SupplyChange
    from geo.dataset.dataset import Dataset
    from geo.facility import Pace
    from geo.routing.od_matrix import ODMatrix
    from geo.siting.candidates import Candidate
    from geo.siting.optimise import Solution

_MAX_MEDIAN_JUNCTIONS = 100
"""Junctions to choose from for the median: each point has a step for each of them."""


_MAX_NAMES = 8


class Objective(StrEnum):
    """What the proposed places optimise."""

    COVERING = "covering"  # most demand surely within the circle
    MEDIAN = "median"  # fewest minutes to the nearest, over all demand


@dataclass(frozen=True, slots=True)
class SitingRequest:
    """What to propose: so many sites of a category, at a pace, within so many minutes.

    `candidates` is "junctions", "buildings", or a GeoJSON file.
    """

    category: str
    count: int
    pace: Pace
    minutes: float = 15.0
    objective: Objective = Objective.COVERING
    candidates: Path | str = "junctions"
    change: SupplyChange = NO_CHANGE
    homes: Path | None = None


@dataclass(frozen=True)
class Proposal:
    """The proposed sites.

    Attributes:
        supply: the category's facilities that exist and stay.
        total: the weight of the demand that joins a street.
        today: how much of it is surely covered, or its minutes to the nearest, times the weight.
        doubtful: how much of it may be covered already, as a position is only roughly known.
        candidates: all there were to choose from.
        exact, greedy: the solutions for 1, 2, … sites; for the median only that for all.
    """

    request: SitingRequest
    supply: Supply
    demand: Demand
    total: float
    today: float
    doubtful: float
    candidates: tuple[Candidate, ...]
    exact: tuple[Solution, ...]
    greedy: tuple[Solution, ...]

    @property
    def best(self) -> Solution:
        """The exact solution for all sites."""
        return self.exact[-1]


def propose(
    dataset: Dataset, request: SitingRequest, progress: Callable[[float], None] | None = None
) -> Proposal:
    """Find the best places; `progress` is called with the share that is done.

    Raises:
        DatasetError: the demand or the file of candidates has faults.
        OutsideAreaError: a candidate of the file is where there is no street.
        SettingsError: nothing tells where people live, there is nothing to choose from, or nobody
            has located any of the category's facilities, so that every place would look empty.
        UnknownNameError: no category has that name.
    """
    if request.category not in dataset.categories:
        hint = suggestion(request.category, dataset.categories)
        raise UnknownNameError(f"no category is called {request.category[:40]!r}; {hint}")
    walker = Walker(open_network(dataset), request.pace)
    demand = Demand.of(dataset, walker.network, request.homes)
    candidates = _candidates(dataset, walker, request, demand)
    compile_kernels()
    supply = _of_category(Supply.of(dataset, request.change), request.category).on_streets(walker)
    if supply.unlocated and not supply.located:
        raise SettingsError(
            f"nobody has located any of the {len(supply.unlocated)} facilities of "
            f"{request.category}: verify {_named(supply)} first, then choose a site"
        )
    today = _measures_today(walker, supply, request, demand)
    walks_within = partial(walks_to, walker, candidates, demand)
    solutions = _solutions(request, len(candidates), walks_within, today, progress)
    return Proposal(
        request=request,
        supply=supply,
        demand=demand,
        total=float(today.weight.sum()),
        today=today.value(request.objective),
        doubtful=float(today.weight[today.doubtful].sum()),
        candidates=tuple(candidates),
        exact=solutions[0],
        greedy=solutions[1],
    )


@dataclass(frozen=True, slots=True)
class _Today:
    """(points,) arrays: weight, 0 for points near no street; covered or not; minutes."""

    weight: NDArray[np.float64]
    covered: NDArray[np.bool_]
    doubtful: NDArray[np.bool_]
    minutes: NDArray[np.float64]

    def value(self, objective: Objective) -> float:
        """Give the weight covered, or the minutes walked by all."""
        if objective is Objective.COVERING:
            return float(self.weight[self.covered].sum())
        return float(self.minutes @ self.weight)


def _measures_today(
    walker: Walker, supply: Supply, request: SitingRequest, demand: Demand
) -> _Today:
    limits = TimeLimits(request.minutes, 2 * request.minutes)
    destinations = Destinations.of(walker, supply, [request.category], limits)
    (coverage,) = measure_coverage([destinations], demand.lonlat)
    weight = np.where(coverage.joined, demand.weight, 0.0)
    if not weight.any():
        raise SettingsError("nobody lives where a street is known: look at the demand")
    covered = coverage.measures.slow[:, 0] <= request.minutes
    doubtful = (coverage.measures.fast[:, 0] <= request.minutes) & ~covered
    minutes = np.minimum(coverage.measures.minutes[:, 0], limits.horizon)
    return _Today(weight, covered, doubtful, minutes)


def _solutions(
    request: SitingRequest,
    candidates: int,
    walks_within: Callable[[float], ODMatrix],
    today: _Today,
    progress: Callable[[float], None] | None,
) -> tuple[tuple[Solution, ...], tuple[Solution, ...]]:
    """Give the exact and the greedy solutions: of 1, 2, … sites, or of all for the median."""
    count, weight = request.count, today.weight
    if request.objective is Objective.MEDIAN:
        walks = walks_within(2 * request.minutes)
        problem = LocationProblem.median(walks, candidates, weight, today.minutes)
        return (solve(problem, count),), (greedy(problem, count),)
    walks = walks_within(request.minutes)
    problem = LocationProblem.covering(walks, candidates, weight, today.covered)
    exact, quick = zip(*solve_each_count(problem, count, progress), strict=True)
    return exact, quick


def _candidates(
    dataset: Dataset, walker: Walker, request: SitingRequest, demand: Demand
) -> list[Candidate]:
    """List the requested candidates; those of a file must be near a street."""
    if request.candidates == "buildings":
        found = buildings(dataset)
    elif request.candidates == "junctions" and request.objective is Objective.MEDIAN:
        found = junctions(dataset, walker.network, demand.lonlat, _MAX_MEDIAN_JUNCTIONS)
    elif request.candidates == "junctions":
        found = junctions(dataset, walker.network, demand.lonlat)
    else:
        found = from_file(Path(request.candidates))
        for candidate in found:
            walker.start(candidate.point)
    if not found:
        raise SettingsError("there is no candidate to choose from: name a file with some")
    return found


def _named(supply: Supply) -> str:
    """Name what is not located, a few by name."""
    names = [one.name.zh for one in supply.unlocated]
    more = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
    return ", ".join(names[:_MAX_NAMES]) + more


def _of_category(supply: Supply, category: str) -> Supply:
    """Keep one category."""
    known = zip(supply.located, supply.sure, strict=True)
    kept = [(one, sure) for one, sure in known if one.category == category]
    return replace(
        supply,
        located=tuple(one for one, _ in kept),
        sure=tuple(sure for _, sure in kept),
        unlocated=tuple(one for one in supply.unlocated if one.category == category),
    )


def walks_to(
    walker: Walker, candidates: list[Candidate], demand: Demand, minutes: float
) -> ODMatrix:
    """Compute the walks from all demand to candidates that take at most so many minutes."""
    located = [
        (str(number), "candidate", Geometry(Shape.POINT, (candidate.point,)))
        for number, candidate in enumerate(candidates)
    ]
    sites = Sites.of(walker.network, located)
    cutoff = np.full(len(located), ticks(minutes), np.int64)
    od_search = ODSearch.of(walker, sites, Entries.of(walker, sites), cutoff)
    return od_matrix(od_search, demand.lonlat)
