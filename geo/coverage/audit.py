"""An audit of a town: what is within reach of whom, today and after a change on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.kernels import compile_kernels
from geo.coverage.committees import NOWHERE, Areas
from geo.coverage.coverage import Inquiry, Terms, inquire
from geo.coverage.demand import Demand
from geo.coverage.standards import TIERS, Standards
from geo.coverage.statistics import tally
from geo.coverage.supply import NO_CHANGE, Supply
from geo.coverage.two_step_catchment import float_catchments
from geo.errors import OutsideAreaError, SettingsError
from geo.isochrones.isochrone import circle
from geo.routing.od_matrix import all_walks
from geo.routing.walker import Walker
from geo.town import open_network

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.coverage.coverage import Coverage
    from geo.coverage.standards import Judgement
    from geo.coverage.statistics import Tally
    from geo.coverage.supply import Change
    from geo.crs import LocalMetres
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat, Pace

    Inquirer = Callable[[Inquiry, NDArray[np.float64]], list[Coverage]]

CIRCLE_MIN = 15
"""Minutes of the service circle."""

TERMS = Terms(minutes=CIRCLE_MIN, horizon=2 * CIRCLE_MIN)


@dataclass(frozen=True)
class Scenario:
    """The town with one supply of facilities."""

    supply: Supply
    coverage: Coverage
    demand: Demand
    areas: Areas
    categories: tuple[str, ...]
    _tallies: dict[tuple[str, int | None, int], Tally] = field(init=False, default_factory=dict)

    @cached_property
    def unlocated(self) -> dict[int, int]:
        """How many facilities nobody has located, by the column of their category."""
        keys = enumerate(self.categories)
        return {column: self.supply.unlocated_in(key) for column, key in keys}

    @cached_property
    def states(self) -> dict[int, NDArray[np.uint8]]:
        """The state of every (point, category), for each circle."""
        return {minutes: self.coverage.states(minutes, self.unlocated) for minutes in TIERS}

    def tally(self, category: str, area: int | None = None, minutes: int = CIRCLE_MIN) -> Tally:
        """Add up a category in an area: a committee's number, `NOWHERE`, or None for the town."""
        key = category, area, minutes
        if key not in self._tallies:
            column, members = self.categories.index(category), self.areas.members(area)
            states, weight = self.states[minutes], self.demand.weight
            self._tallies[key] = tally(self.coverage, states, weight, column, members)
        return self._tallies[key]


@dataclass(frozen=True)
class Audit:
    """What is found; `after` is None where nothing is changed on paper.

    Attributes:
        metres: degrees to the metres that the demand was laid out in, and back.
        moment: for which facilities were counted as open, None for any time.
        shed: the share of the compass circle that people can walk to, by the committee's id.
        capacity: places for each unit of demand at each point (two-step floating catchment), by
            category; only of facilities whose places are counted.
    """

    dataset: Dataset
    metres: LocalMetres
    pace: Pace
    moment: datetime | None
    change: Change
    demand: Demand
    areas: Areas
    standards: Standards
    before: Scenario
    after: Scenario | None
    shed: dict[str, float]
    capacity: dict[str, NDArray[np.float64]]

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The town as it is and, if anything is changed, as it would be."""
        return (self.before,) if self.after is None else (self.before, self.after)

    @property
    def outside(self) -> int:
        """How many points of demand join no street, and are left out."""
        return int((~self.before.coverage.joined).sum())

    def told(self, area: int | None) -> bool:
        """Tell whether anything can be said of an area: not of a committee that nobody located."""
        return area is None or area == NOWHERE or self.areas.told[area]

    def judgement(self, scenario: Scenario, category: str, area: int | None = None) -> Judgement:
        """Hold an area to the standard of a category."""
        if not self.told(area):
            return self.standards.judge(None)
        minutes = self.standards.by_category[category].minutes
        return self.standards.judge(scenario.tally(category, area, minutes))


@dataclass(frozen=True, slots=True)
class Brief:
    """What to audit: at which pace and moment, with which change, by whose homes."""

    pace: Pace
    moment: datetime | None = None
    change: Change = NO_CHANGE
    homes: Path | None = None


def audit(dataset: Dataset, brief: Brief, inquirer: Inquirer = inquire) -> Audit:
    """Audit a town; `inquirer` may do the work elsewhere (see `geo.coverage.dask_cluster`).

    Raises:
        DatasetError: the demand or the standards have faults.
        NetworkError: there is no street to walk on.
        OutsideAreaError: a site is added where there is no street.
        SettingsError: nothing tells where people live, or no street is where they do.
        UnknownNameError: the change names what is not known.
    """
    standards = Standards.of(dataset)
    supplies = [Supply.of(dataset, NO_CHANGE, brief.moment)]
    if brief.change:
        supplies.append(Supply.of(dataset, brief.change, brief.moment))
    walker = Walker(open_network(dataset), brief.pace)
    supplies = [supply.on_streets(walker) for supply in supplies]
    for _, point in brief.change.added:
        walker.start(point)
    demand = Demand.of(dataset, walker.network, brief.homes)
    areas = Areas.among(dataset, walker.network, demand)
    compile_kernels()
    categories = tuple(dataset.categories)
    inquiry = Inquiry(walker, tuple(supplies), categories, TERMS)
    found = inquirer(inquiry, demand.lonlat)
    if not demand.weight[found[0].joined].any():
        raise SettingsError("nobody lives where a street is known: look at the demand")
    scenarios = [
        Scenario(supply, coverage, demand, areas, categories)
        for supply, coverage in zip(supplies, found, strict=True)
    ]
    return Audit(
        dataset=dataset,
        metres=walker.network.metres,
        pace=brief.pace,
        moment=brief.moment,
        change=brief.change,
        demand=demand,
        areas=areas,
        standards=standards,
        before=scenarios[0],
        after=scenarios[1] if len(scenarios) > 1 else None,
        shed=_sheds(walker, areas),
        capacity=_capacity(inquiry, scenarios[-1]),
    )


def _sheds(walker: Walker, areas: Areas) -> dict[str, float]:
    """Draw the circle around each located committee, and compare it with the compass."""
    found = {}
    for place in areas.places:
        ratio = _shed(walker, place.point)
        if ratio is not None:
            found[place.id] = ratio
    return found


def _shed(walker: Walker, point: LonLat | None) -> float | None:
    if point is None:
        return None
    try:
        return circle(walker, point, (CIRCLE_MIN,)).rings[0].shed_ratio
    except OutsideAreaError:
        return None


def _capacity(inquiry: Inquiry, scenario: Scenario) -> dict[str, NDArray[np.float64]]:
    """Share out the places of each category, of as many facilities as have them counted."""
    located = scenario.supply.located
    if all(facility.capacity is None for facility in located):
        return {}
    walks = all_walks(inquiry.targets()[-1].catchment, scenario.demand.lonlat)
    shares = {}
    for category in scenario.categories:
        places = [
            float(facility.capacity or 0) if facility.category == category else 0.0
            for facility in located
        ]
        if any(places):
            weight = scenario.demand.weight
            shares[category] = float_catchments(
                walks, weight, np.array(places), CIRCLE_MIN
            ).by_point
    return shares
