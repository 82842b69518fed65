"""Proposes sites: the best places for more of one category in a town, and what they gain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import compile_kernels
from geo.coverage.demand import Demand
from geo.coverage.supply import Supply
from geo.dataset.fields import suggestion
from geo.errors import SettingsError, UnknownNameError
from geo.routing.walker import Walker
from geo.siting.candidates import buildings, from_file, junctions
from geo.siting.capacitated_covering import CapacitatedCovering
from geo.siting.demand_walks import DemandToday
from geo.siting.location_problem import LocationProblem
from geo.siting.optimise import greedy, solve, solve_concave, solve_each_count
from geo.siting.posed_problem import SitingGround, costs, pose
from geo.siting.siting_request import Objective
from geo.siting.worst_case import WorstCase
from geo.town import open_network

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.dataset.dataset import Dataset
    from geo.facility import Facility
    from geo.siting.candidates import Candidate
    from geo.siting.optimise import Solution
    from geo.siting.posed_problem import PosedProblem
    from geo.siting.siting_request import SitingRequest

_MAX_MEDIAN_JUNCTIONS = 100
"""Junctions to choose from for the median: each point has a benefit from each of them."""

_MAX_NAMES = 8


class Reach(NamedTuple):
    """Demand surely within the circle of one facility at least, and of two at least."""

    once: float
    twice: float


@dataclass(frozen=True)
class Proposal:
    """The proposed sites.

    Attributes:
        supply: the category's facilities that exist and stay, or may move.
        total: the weight of the demand that joins a street.
        today: how much of it is surely covered; for a backup once and twice together, for the
            median the minutes to the nearest, times the weight; in the worst case of positions.
        doubtful: how much of it may be covered already, as a position is only roughly known.
        candidates: all there were to choose from.
        exact, greedy: the solutions for 1, 2, … sites where there is a curve, else that for all.
        reach: for a backup, the demand within reach of one and of two: today, and afterwards.
        mapped: for the worst case, what is covered if all is where it is mapped: likewise.
        served: with capacities, what each chosen site serves.
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
    reach: tuple[Reach, Reach] | None = None
    mapped: tuple[float, float] | None = None
    served: tuple[float, ...] = ()

    @property
    def best(self) -> Solution:
        """The exact solution for all sites."""
        return self.exact[-1]

    @property
    def closed(self) -> list[Facility]:
        """The existing facilities that move."""
        return [self.supply.located[one - len(self.candidates)] for one in self.best.closed]

    @property
    def costs(self) -> list[float]:
        """What each chosen site costs, where there is a budget."""
        if self.request.budget is None:
            return []
        chosen = [self.candidates[one] for one in self.best.chosen]
        return [float(cost) for cost in costs(self.request, chosen)]


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
    request.check()
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
    today = DemandToday.of(walker, supply, request, demand)
    posed = pose(request, SitingGround(walker, supply, demand, today, candidates))
    exact, quick = _solutions(request, posed, progress)
    share = _share(posed, exact[-1])
    return Proposal(
        request=request,
        supply=supply,
        demand=demand,
        total=float(today.weight.sum()),
        today=posed.today,
        doubtful=float(today.weight[today.doubtful].sum()),
        candidates=tuple(candidates),
        exact=exact,
        greedy=quick,
        reach=_reach(request, posed, today, share),
        mapped=_mapped(posed, share),
        served=_served(posed, exact[-1], share),
    )


def _solutions(
    request: SitingRequest, posed: PosedProblem, progress: Callable[[float], None] | None
) -> tuple[tuple[Solution, ...], tuple[Solution, ...]]:
    """Give the exact and the greedy solutions: of 1, 2, … sites, or of all together."""
    problem, rules = posed.problem, posed.rules
    if not isinstance(problem, LocationProblem):
        found = solve_concave(problem, rules, request.seconds)
    elif not request.has_curve:
        found = solve(problem, rules, request.seconds)
    else:
        pairs = solve_each_count(problem, request.count, progress, request.seconds)
        exact, quick = zip(*pairs, strict=True)
        return exact, quick
    return (found,), (greedy(problem, rules),)


def _share(posed: PosedProblem, solution: Solution) -> NDArray[np.float64]:
    """Give the whole choice, existing facilities that stay included."""
    share = posed.rules.stays
    share[list(solution.chosen)] = 1.0
    share[list(solution.closed)] = 0.0
    return share


def _reach(
    request: SitingRequest, posed: PosedProblem, today: DemandToday, share: NDArray[np.float64]
) -> tuple[Reach, Reach] | None:
    """Tell how much demand a backup brings within reach of one and of two."""
    if request.objective is not Objective.BACKUP or not isinstance(posed.problem, LocationProblem):
        return None
    point, candidate, _ = posed.problem.benefits
    more = np.zeros(len(today.weight))
    more += np.bincount(point, share[candidate], len(more))
    before = today.within.astype(np.float64)
    after = more if request.moves else before + more  # where facilities move all count as chosen
    return _reached(today.weight, before), _reached(today.weight, after)


def _reached(weight: NDArray[np.float64], within: NDArray[np.float64]) -> Reach:
    return Reach(float(weight[within >= 1].sum()), float(weight[within > 1].sum()))


def _mapped(posed: PosedProblem, share: NDArray[np.float64]) -> tuple[float, float] | None:
    """Tell what is covered if the uncertain facilities are where they are mapped."""
    problem = posed.problem
    if not isinstance(problem, WorstCase):
        return None
    none = np.zeros(problem.candidates)
    beside = posed.today - problem.covered(none, problem.worst(none))
    before, after = (problem.covered(one, problem.mapped) for one in (none, share))
    return beside + before, beside + after


def _served(
    posed: PosedProblem, solution: Solution, share: NDArray[np.float64]
) -> tuple[float, ...]:
    if not isinstance(posed.problem, CapacitatedCovering):
        return ()
    return tuple(posed.problem.allot(share).served[list(solution.chosen)].tolist())


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
