"""The best places for more sites of one category in a town, and what they gain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.kernels import compile_kernels
from geo.coverage.coverage import Targets, Terms, cover
from geo.coverage.demand import Demand
from geo.coverage.supply import NO_CHANGE, Supply
from geo.dataset.fields import advice
from geo.errors import SettingsError, UnknownNameError
from geo.facility import Geometry, Shape
from geo.routing.od_matrix import Catchment, all_walks
from geo.routing.sites import Entries, Sites
from geo.routing.walker import Walker
from geo.siting.candidates import buildings, from_file, junctions
from geo.siting.optimise import Problem, choose, curve, greedy
from geo.town import open_network
from geo.walking_model import ticks

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.coverage.supply import Change
    from geo.dataset.dataset import Dataset
    from geo.facility import Pace
    from geo.routing.od_matrix import Walks
    from geo.siting.candidates import Candidate
    from geo.siting.optimise import Choice

_MOST_FOR_MEDIAN = 100
"""Junctions to choose from where minutes are saved: each point has a step for each of them."""


class Objective(StrEnum):
    """What the best places are best at."""

    COVERING = "covering"  # most demand surely within the circle
    MEDIAN = "median"  # fewest minutes to the nearest, over all demand


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wished for: so many sites of a category, at a pace, within so many minutes.

    `candidates` is "junctions", "buildings", or a GeoJSON file.
    """

    category: str
    count: int
    pace: Pace
    minutes: float = 15.0
    objective: Objective = Objective.COVERING
    candidates: Path | str = "junctions"
    change: Change = NO_CHANGE
    homes: Path | None = None


@dataclass(frozen=True)
class Proposal:
    """What is proposed.

    Attributes:
        supply: the category's facilities that exist and stay.
        total: the weight of the demand that joins a street.
        today: how much of it is surely covered, or its minutes to the nearest, times the weight.
        doubtful: how much of it may be covered already, as a position is only roughly known.
        candidates: all there were to choose from.
        exact, greedy: the choices of 1, 2, … sites; for the median only that of all.
    """

    wish: Wish
    supply: Supply
    demand: Demand
    total: float
    today: float
    doubtful: float
    candidates: tuple[Candidate, ...]
    exact: tuple[Choice, ...]
    greedy: tuple[Choice, ...]

    @property
    def best(self) -> Choice:
        """The exact choice of all sites."""
        return self.exact[-1]


def propose(dataset: Dataset, wish: Wish, tell: Callable[[float], None] | None = None) -> Proposal:
    """Find the best places; `tell` hears the share that is done.

    Raises:
        DatasetError: the demand or the file of candidates has faults.
        OutsideAreaError: a candidate of the file is where there is no street.
        SettingsError: nothing tells where people live, or there is nothing to choose from.
        UnknownNameError: no category has that name.
    """
    if wish.category not in dataset.categories:
        hint = advice(wish.category, dataset.categories)
        raise UnknownNameError(f"no category is called {wish.category[:40]!r}; {hint}")
    walker = Walker(open_network(dataset), wish.pace)
    demand = Demand.of(dataset, walker.network, wish.homes)
    candidates = _candidates(dataset, walker, wish, demand)
    compile_kernels()
    supply = _only(Supply.of(dataset, wish.change), wish.category).on_streets(walker)
    terms = Terms(wish.minutes, 2 * wish.minutes)
    targets = Targets.of(walker, supply, [wish.category], terms)
    (coverage,) = cover([targets], demand.lonlat)
    weight = np.where(coverage.joined, demand.weight, 0.0)
    if not weight.any():
        raise SettingsError("nobody lives where a street is known: look at the demand")
    sure = coverage.found.slow[:, 0] <= wish.minutes
    doubtful = float(weight[(coverage.found.fast[:, 0] <= wish.minutes) & ~sure].sum())
    total = float(weight.sum())
    if wish.objective is Objective.COVERING:
        walks = _walks(walker, candidates, wish.minutes, demand)
        problem = Problem.covering(walks, len(candidates), weight, sure)
        exact, quick = zip(*curve(problem, wish.count, tell), strict=True)
        today = float(weight[sure].sum())
    else:
        minutes = np.minimum(coverage.found.minutes[:, 0], terms.horizon)
        walks = _walks(walker, candidates, terms.horizon, demand)
        problem = Problem.median(walks, len(candidates), weight, minutes)
        exact, quick = (choose(problem, wish.count),), (greedy(problem, wish.count),)
        today = float(minutes @ weight)
    return Proposal(wish, supply, demand, total, today, doubtful, tuple(candidates), exact, quick)


def _candidates(dataset: Dataset, walker: Walker, wish: Wish, demand: Demand) -> list[Candidate]:
    """Take the candidates that are wished for, as far as people can walk to them."""
    if wish.candidates == "buildings":
        found = buildings(dataset)
    elif wish.candidates == "junctions" and wish.objective is Objective.MEDIAN:
        found = junctions(dataset, walker.network, demand.lonlat, _MOST_FOR_MEDIAN)
    elif wish.candidates == "junctions":
        found = junctions(dataset, walker.network, demand.lonlat)
    else:
        found = from_file(Path(wish.candidates))
        for candidate in found:
            walker.start(candidate.point)
    if not found:
        raise SettingsError("there is no candidate to choose from: name a file with some")
    return found


def _only(supply: Supply, category: str) -> Supply:
    """Keep one category."""
    known = zip(supply.located, supply.sure, strict=True)
    kept = [(one, sure) for one, sure in known if one.category == category]
    return replace(
        supply,
        located=tuple(one for one, _ in kept),
        sure=tuple(sure for _, sure in kept),
        unlocated=tuple(one for one in supply.unlocated if one.category == category),
    )


def _walks(walker: Walker, candidates: list[Candidate], minutes: float, demand: Demand) -> Walks:
    located = [
        (str(number), "candidate", Geometry(Shape.POINT, (candidate.point,)))
        for number, candidate in enumerate(candidates)
    ]
    sites = Sites.of(walker.network, located)
    budget = np.full(len(located), ticks(minutes), np.int64)
    catchment = Catchment.of(walker, sites, Entries.of(walker, sites), budget)
    return all_walks(catchment, demand.lonlat)
