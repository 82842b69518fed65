"""The location problem that a siting request poses in a town, and the rules of its choice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import SettingsError
from geo.siting.capacitated_covering import CapacitatedCovering
from geo.siting.choice_rules import ChoiceRules
from geo.siting.demand_walks import (
    only_to,
    possible_positions,
    side_by_side,
    sure_walks,
    walks_to,
)
from geo.siting.location_problem import LocationProblem
from geo.siting.reduction import merge_points
from geo.siting.siting_request import Objective
from geo.siting.worst_case import WorstCase

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.coverage.demand import Demand
    from geo.coverage.supply import Supply
    from geo.routing.walker import Walker
    from geo.siting.candidates import Candidate
    from geo.siting.demand_walks import DemandToday
    from geo.siting.siting_request import SitingRequest


@dataclass(frozen=True)
class SitingGround:
    """What there is to choose from and for: candidates, demand, and the facilities that exist."""

    walker: Walker
    supply: Supply
    demand: Demand
    today: DemandToday
    candidates: list[Candidate]


@dataclass(frozen=True)
class PosedProblem:
    """A problem and the rules of its choice.

    Attributes:
        problem: its candidates are those of the ground, then existing facilities where these move.
        rules: which choices are allowed.
        today: what is saved before anything is chosen, beside what `problem` counts.
    """

    problem: LocationProblem | CapacitatedCovering | WorstCase
    rules: ChoiceRules
    today: float


def pose(request: SitingRequest, ground: SitingGround) -> PosedProblem:
    """Write the problem of a request down.

    Raises:
        SettingsError: a candidate has no cost, or the budget buys none.
    """
    rules = _rules(request, ground)
    if request.objective is Objective.WORST_CASE:
        return _worst_case(request, ground, rules)
    if request.moves:
        return _with_moves(request, ground, rules)
    today, count = ground.today, len(ground.candidates)
    points = [candidate.point for candidate in ground.candidates]
    longest = request.minutes * (2 if request.objective is Objective.MEDIAN else 1)
    walks = walks_to(ground.walker, points, ground.demand, longest)
    if request.objective is Objective.MEDIAN:
        problem = LocationProblem.median(walks, count, today.weight, today.minutes)
        return PosedProblem(problem, rules, float(today.minutes @ today.weight))
    if request.objective is Objective.BACKUP:
        problem = LocationProblem.backup(walks, count, today.weight, today.within)
        return PosedProblem(problem, rules, float(np.minimum(today.within, 2) @ today.weight))
    problem = LocationProblem.covering(walks, count, today.weight, today.covered)
    covered = float(today.weight[today.covered].sum())
    if request.capacity is None:
        return PosedProblem(problem, rules, covered)
    limited = CapacitatedCovering(merge_points(problem), _capacities(request, ground))
    return PosedProblem(limited, rules, covered)


def _rules(request: SitingRequest, ground: SitingGround) -> ChoiceRules:
    """Count sites, or add up their costs; let so many existing ones move."""
    if request.budget is not None:
        rules = ChoiceRules.within_budget(costs(request, ground.candidates), request.budget)
    else:
        rules = ChoiceRules.at_most(max(1, request.count), len(ground.candidates))
        rules = replace(rules, budget=float(request.count))
    return rules.with_moves(len(ground.supply.located), request.moves) if request.moves else rules


def costs(request: SitingRequest, candidates: list[Candidate]) -> NDArray[np.float64]:
    """Give the cost of each candidate: its own, or that of the request.

    Raises:
        SettingsError: one has none.
    """
    known = [request.cost if one.cost is None else one.cost for one in candidates]
    unknown = sum(cost is None for cost in known)
    if unknown:
        raise SettingsError(
            f"{unknown} candidates have no cost: give one for all, or `cost` in their file"
        )
    return np.array(known, np.float64)


def _capacities(request: SitingRequest, ground: SitingGround) -> NDArray[np.float64]:
    """Give the capacity of each candidate: its own, or that of the request."""
    own = [one.capacity for one in ground.candidates]
    return np.array([request.capacity if one is None else one for one in own], np.float64)


def _with_moves(request: SitingRequest, ground: SitingGround, rules: ChoiceRules) -> PosedProblem:
    """Count existing facilities as candidates, so that nothing is reached beforehand."""
    today, new = ground.today, len(ground.candidates)
    points = [candidate.point for candidate in ground.candidates]
    walks = walks_to(ground.walker, points, ground.demand, request.minutes)
    existing = sure_walks(today, ground.demand, request.minutes)
    both, count = side_by_side(walks, existing, new), new + len(ground.supply.located)
    nothing = np.zeros(len(today.weight), np.int64)
    if request.objective is Objective.BACKUP:
        problem = LocationProblem.backup(both, count, today.weight, nothing)
        return PosedProblem(problem, rules, float(np.minimum(today.within, 2) @ today.weight))
    problem = LocationProblem.covering(both, count, today.weight, nothing > 0)
    return PosedProblem(problem, rules, float(today.weight[today.covered].sum()))


def _worst_case(request: SitingRequest, ground: SitingGround, rules: ChoiceRules) -> PosedProblem:
    """Count what is covered wherever the uncertain facilities are."""
    today, new = ground.today, len(ground.candidates)
    spots, facility, uncertain = possible_positions(ground.walker, ground.supply)
    exact = only_to(sure_walks(today, ground.demand, request.minutes), ~uncertain)
    covered = np.diff(exact.start) > 0
    points = [*(candidate.point for candidate in ground.candidates), *spots]
    walks = walks_to(ground.walker, points, ground.demand, request.minutes)
    problem = LocationProblem.covering(walks, len(points), today.weight, covered)
    worst = WorstCase(merge_points(problem), new, facility)
    none = np.zeros(new)
    least = worst.covered(none, worst.worst(none))
    return PosedProblem(worst, rules, float(today.weight[covered].sum()) + least)
