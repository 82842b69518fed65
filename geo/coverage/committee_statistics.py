"""Coverage statistics of a committee or of the town: shares, minutes and choice, by demand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.coverage.coverage import CoverageState

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.coverage.coverage import Coverage


@dataclass(frozen=True, slots=True)
class CoverageStatistics:
    """One category in one area; weights are in the unit of the demand.

    Attributes:
        covered, doubtful, unlocated, uncovered: the weight in each `CoverageState`.
        median, ninetieth: minutes to the nearest facility that half and nine tenths of the weight
            need at most; infinite beyond the horizon.
        second: the median of the minutes to the second nearest.
        choice: facilities surely within the circle, the mean over the weight.
        perhaps: further ones that may be.
        several: the weight that surely has two or more.
    """

    covered: float
    doubtful: float
    unlocated: float
    uncovered: float
    median: float
    ninetieth: float
    second: float
    choice: float
    perhaps: float
    several: float

    @property
    def demand(self) -> float:
        """The whole weight."""
        return self.covered + self.doubtful + self.unlocated + self.uncovered

    @property
    def uncertain(self) -> float:
        """The weight that is neither surely covered nor surely uncovered."""
        return self.doubtful + self.unlocated

    def share(self, weight: float) -> float:
        """Give a weight as a share of the whole, 0 to 1; 0 where nobody lives."""
        return weight / self.demand if self.demand else 0.0

    @property
    def states(self) -> tuple[float, float, float, float]:
        """The weights in the order of `CoverageState`."""
        return self.covered, self.doubtful, self.unlocated, self.uncovered


def coverage_statistics(
    coverage: Coverage,
    states: NDArray[np.uint8],
    weight: NDArray[np.float64],
    column: int,
    members: NDArray[np.bool_],
) -> CoverageStatistics:
    """Add up a category over the points of an area that join a street.

    Args:
        coverage: its measures are (points, categories).
        states: (points, categories) a `CoverageState` each.
        weight: (points,) people, or square metres of floor.
        column: the place of the category.
        members: (points,) which lie in the area.
    """
    rows = np.flatnonzero(members & coverage.joined)
    weights, measures = weight[rows], coverage.measures
    by_state = np.bincount(states[rows, column], weights, len(CoverageState))
    total = float(weights.sum()) or 1.0
    choice = measures.choice[rows, column]
    return CoverageStatistics(
        covered=float(by_state[CoverageState.COVERED]),
        doubtful=float(by_state[CoverageState.DOUBTFUL]),
        unlocated=float(by_state[CoverageState.UNLOCATED]),
        uncovered=float(by_state[CoverageState.UNCOVERED]),
        median=quantile(measures.minutes[rows, column], weights, 0.5),
        ninetieth=quantile(measures.minutes[rows, column], weights, 0.9),
        second=quantile(measures.second[rows, column], weights, 0.5),
        choice=float(choice @ weights) / total,
        perhaps=float(measures.perhaps[rows, column] @ weights) / total,
        several=float(weights[choice >= 2].sum()),
    )


def quantile(values: NDArray[np.float64], weights: NDArray[np.float64], share: float) -> float:
    """Give the least value that at least a share of the weight does not exceed; inf for none."""
    if not len(values):
        return math.inf
    order = np.argsort(values, kind="stable")
    cumulative = np.cumsum(weights[order])
    place = int(np.searchsorted(cumulative, share * cumulative[-1] * (1 - 1e-12)))
    return float(values[order][min(place, len(values) - 1)])


def percents(parts: tuple[float, ...]) -> tuple[int, ...]:
    """Round shares to whole percents that add up to 100: the largest remainders are rounded up."""
    total = sum(parts)
    if not total:
        return (0,) * len(parts)
    exact = [100 * part / total for part in parts]
    whole = [math.floor(part + 1e-9) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: whole[place] - exact[place])
    for place in by_remainder[: 100 - sum(whole)]:
        whole[place] += 1
    return tuple(whole)
