"""Coverage audit of a town: what is within reach of whom, today and after a change."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.kernels import compile_kernels
from geo.coverage.committee_assignment import UNASSIGNED, Committees
from geo.coverage.committee_statistics import coverage_statistics
from geo.coverage.coverage import CoverageRequest, TimeLimits, compute_coverage, near_streets
from geo.coverage.demand import Demand
from geo.coverage.standards import Standards
from geo.coverage.supply import NO_CHANGE, Supply
from geo.coverage.two_step_catchment import two_step_floating_catchment
from geo.errors import OutsideAreaError, SettingsError
from geo.isochrones.isochrone import isochrone
from geo.network.open_edges import open_at
from geo.routing.od_matrix import od_matrix
from geo.routing.walker import Walker
from geo.town import open_network
from geo.walking_model import CIRCLE_MIN, CIRCLES_MIN

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from numpy.typing import NDArray

    from geo.coverage.committee_statistics import CoverageStatistics
    from geo.coverage.coverage import Coverage
    from geo.coverage.standards import Assessment
    from geo.coverage.supply import SupplyChange
    from geo.crs import LocalMetres
    from geo.dataset.dataset import Dataset
    from geo.facility import LonLat, Pace
    from geo.network.walk_network import WalkNetwork

    CoverageFunction = Callable[[CoverageRequest, NDArray[np.float64]], list[Coverage]]

AUDIT_LIMITS = TimeLimits(minutes=CIRCLE_MIN, horizon=2 * CIRCLE_MIN)
"""Those of the largest service circle; each category is held to that of its standard."""


@dataclass(frozen=True)
class Scenario:
    """Coverage of the town by one supply of facilities.

    `circles` are the minutes that the standard sets for each of the categories.
    """

    supply: Supply
    coverage: Coverage
    demand: Demand
    committees: Committees
    categories: tuple[str, ...]
    circles: tuple[int, ...]
    _by_area: dict[tuple[str, int | None, int], CoverageStatistics] = field(
        init=False, default_factory=dict
    )

    @cached_property
    def unlocated(self) -> dict[int, int]:
        """How many facilities no source locates, by the column of their category."""
        keys = enumerate(self.categories)
        return {column: self.supply.unlocated_count(key) for column, key in keys}

    @cached_property
    def states(self) -> dict[int, NDArray[np.uint8]]:
        """The state of every (point, category), for each circle."""
        return {minutes: self.coverage.states(minutes, self.unlocated) for minutes in CIRCLES_MIN}

    def states_of(self, category: str) -> NDArray[np.uint8]:
        """Give the state of every point in the circle of the category's standard."""
        column = self.categories.index(category)
        return self.states[self.circles[column]][:, column]

    def statistics(
        self, category: str, area: int | None = None, minutes: int | None = None
    ) -> CoverageStatistics:
        """Add up a category in an area: a committee's number, `UNASSIGNED`, None for the town.

        Within the circle of its standard, or of so many `minutes`.
        """
        column, members = self.categories.index(category), self.committees.members(area)
        minutes = minutes or self.circles[column]
        key = category, area, minutes
        if key not in self._by_area:
            states, weight = self.states[minutes], self.demand.weight
            self._by_area[key] = coverage_statistics(self.coverage, states, weight, column, members)
        return self._by_area[key]


@dataclass(frozen=True)
class Audit:
    """The result of an audit; `after` is None where no change is asked about.

    Attributes:
        metres: the local metres of the network.
        moment: for which facilities were counted as open, None for any time.
        pedshed_ratio: the walkable share of the straight-line circle, by the committee's id.
        parts: the town by each kind of change alone, where several kinds are asked about.
        capacity: the accessibility of `geo.coverage.two_step_catchment`, (points,), by category;
            only of categories with a known capacity.
    """

    dataset: Dataset
    metres: LocalMetres
    pace: Pace
    moment: datetime | None
    change: SupplyChange
    demand: Demand
    committees: Committees
    standards: Standards
    before: Scenario
    after: Scenario | None
    parts: tuple[tuple[SupplyChange, Scenario], ...]
    pedshed_ratio: dict[str, float]
    capacity: dict[str, NDArray[np.float64]]

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The town as it is and, if anything is changed, as it would be."""
        return (self.before,) if self.after is None else (self.before, self.after)

    @property
    def outside(self) -> int:
        """How many points of demand are near no street, and are left out."""
        return int((~self.before.coverage.joined).sum())

    def is_located(self, area: int | None) -> bool:
        """Say whether an area is located; a committee that no source locates is not."""
        return area is None or area == UNASSIGNED or self.committees.located[area]

    def assessment(self, scenario: Scenario, category: str, area: int | None = None) -> Assessment:
        """Assess an area against the standard of a category."""
        if not self.is_located(area):
            return self.standards.assess(None)
        return self.standards.assess(scenario.statistics(category, area))


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What to audit: at which pace and moment, with which change, by whose homes."""

    pace: Pace
    moment: datetime | None = None
    change: SupplyChange = NO_CHANGE
    homes: Path | None = None


def audit(
    dataset: Dataset, options: AuditOptions, compute: CoverageFunction = compute_coverage
) -> Audit:
    """Audit a town; `compute` may be one of a cluster (see `geo.coverage.dask_cluster`).

    Who and what lies at streets that are shut at the moment is in the area, and out of reach.

    Raises:
        DatasetError: the demand or the standards have faults.
        NetworkError: there is no street to walk on.
        OutsideAreaError: a site is added where there is no street.
        SettingsError: nothing tells where people live, or no street is where they do.
        UnknownNameError: the change names what is not known.
    """
    standards = Standards.of(dataset)
    parts = options.change.parts
    asked = (NO_CHANGE, *parts, *([options.change] if options.change else []))
    supplies = [Supply.of(dataset, change, options.moment) for change in asked]
    everyday = Walker(open_network(dataset), options.pace)
    supplies = [supply.on_streets(everyday) for supply in supplies]
    for _, point in options.change.added:
        everyday.start(point)
    demand = Demand.of(dataset, everyday.network, options.homes)
    committees = Committees.assign(dataset, everyday.network, demand)
    walker = Walker(_open_then(everyday.network, dataset, options.moment), options.pace)
    compile_kernels()
    categories = tuple(dataset.categories)
    circles = tuple(standards.by_category[key].minutes for key in categories)
    limits = replace(AUDIT_LIMITS, circles=circles)
    request = CoverageRequest(walker, tuple(supplies), categories, limits)
    results = compute(request, demand.lonlat)
    if walker.network is not everyday.network:
        joined = near_streets(everyday.network, demand.lonlat)
        results = [replace(one, joined=joined) for one in results]
    if not demand.weight[results[0].joined].any():
        raise SettingsError("nobody lives where a street is known: look at the demand")
    scenarios = [
        Scenario(supply, coverage, demand, committees, categories, circles)
        for supply, coverage in zip(supplies, results, strict=True)
    ]
    return Audit(
        dataset=dataset,
        metres=walker.network.metres,
        pace=options.pace,
        moment=options.moment,
        change=options.change,
        demand=demand,
        committees=committees,
        standards=standards,
        before=scenarios[0],
        after=scenarios[-1] if len(scenarios) > 1 else None,
        parts=tuple(zip(parts, scenarios[1:-1], strict=True)),
        pedshed_ratio=_pedshed_ratios(walker, committees),
        capacity=_capacity(request, scenarios[-1]),
    )


def streets_at(dataset: Dataset, moment: datetime | None) -> WalkNetwork:
    """Open the streets of a town: those that are open at a moment, if it is about one."""
    return _open_then(open_network(dataset), dataset, moment)


def _open_then(network: WalkNetwork, dataset: Dataset, moment: datetime | None) -> WalkNetwork:
    return open_at(network, moment, dataset.zone, dataset.calendar) if moment else network


def _pedshed_ratios(walker: Walker, committees: Committees) -> dict[str, float]:
    """Compare the circle around each located committee with the straight-line one."""
    found = {}
    for place in committees.places:
        ratio = _pedshed_ratio(walker, place.point)
        if ratio is not None:
            found[place.id] = ratio
    return found


def _pedshed_ratio(walker: Walker, point: LonLat | None) -> float | None:
    if point is None:
        return None
    try:
        return isochrone(walker, point, (CIRCLE_MIN,)).rings[0].shed_ratio
    except OutsideAreaError:
        return None


def _capacity(request: CoverageRequest, scenario: Scenario) -> dict[str, NDArray[np.float64]]:
    """Apply the two-step method to each category with a known capacity."""
    located = scenario.supply.located
    if all(facility.capacity is None for facility in located):
        return {}
    walks = od_matrix(request.destinations()[-1].od_search, scenario.demand.lonlat)
    accessibility: dict[str, NDArray[np.float64]] = {}
    for category in scenario.categories:
        capacity = [
            float(facility.capacity or 0) if facility.category == category else 0.0
            for facility in located
        ]
        if any(capacity):
            weight = scenario.demand.weight
            accessibility[category] = two_step_floating_catchment(
                walks, weight, np.array(capacity), CIRCLE_MIN
            )
    return accessibility
