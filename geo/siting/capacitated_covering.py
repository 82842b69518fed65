"""Maximal covering where a site serves only so many: people are shared out among what they reach.

Current and Storbeck 1988. What a choice serves is a greatest flow from people to sites; by its
prices of people every other choice is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.errors import SettingsError
from geo.siting.benders_cuts import BendersCuts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.siting.location_problem import LocationProblem


class Allotment(NamedTuple):
    """How people are shared out.

    Attributes:
        served: (candidates,) float64, the weight that each serves.
        price: (points,) float64 between 0 and 1: how much of one more unit would be served.
    """

    served: NDArray[np.float64]
    price: NDArray[np.float64]


@dataclass(frozen=True)
class CapacitatedCovering:
    """Serve most weight, each candidate at most its capacity; a `Concave`.

    Attributes:
        problem: which points each candidate covers.
        capacity: (candidates,) float64, above 0, in the unit of the weights.
    """

    problem: LocationProblem
    capacity: NDArray[np.float64]

    def __post_init__(self) -> None:
        """Check the capacities.

        Raises:
            SettingsError: one is not above 0.
        """
        if not (self.capacity > 0).all():
            raise SettingsError("every candidate needs a capacity above 0")

    @property
    def candidates(self) -> int:
        """How many candidates there are."""
        return self.problem.candidates

    @property
    def parts(self) -> int:
        """The value is bounded as a whole, as one site serves people of many parts."""
        return 1

    def cuts(self, share: NDArray[np.float64]) -> BendersCuts:
        """Bound what any choice serves: points at their price, and what is left up to capacity."""
        rows = self.problem.rows
        price = self.allot(share).price
        point = np.repeat(np.arange(len(rows.weight)), np.diff(rows.start))
        worth = 1 - price[point]
        order = np.lexsort((-worth, rows.candidate))
        candidate, amount = rows.candidate[order], rows.weight[point[order]]
        before = np.cumsum(amount) - amount
        first = np.searchsorted(candidate, np.arange(self.candidates))
        before -= np.append(before, 0.0)[first][candidate]
        taken = np.clip(self.capacity[candidate] - before, 0.0, amount)
        slope = np.zeros((1, self.candidates))
        slope[0] = np.bincount(candidate, taken * worth[order], self.candidates)
        return BendersCuts(np.zeros(1, np.int64), np.array([rows.weight @ price]), slope)

    def allot(self, share: NDArray[np.float64]) -> Allotment:
        """Share people out so that most are served; a share of a site serves a share of people."""
        from scipy import sparse  # noqa: PLC0415 - only siting needs it
        from scipy.optimize import linprog  # noqa: PLC0415 - likewise

        rows = self.problem.rows
        point = np.repeat(np.arange(len(rows.weight)), np.diff(rows.start))
        used = np.flatnonzero(share[rows.candidate] > 0)
        candidate, point = rows.candidate[used], point[used]
        if not len(used):
            return Allotment(np.zeros(self.candidates), np.zeros(len(rows.weight)))
        walks, points = np.arange(len(used)), len(rows.weight)
        table = sparse.csr_array(
            (np.ones(2 * len(used)), (np.append(point, points + candidate), np.tile(walks, 2))),
            shape=(points + self.candidates, len(used)),
        )
        most = np.append(rows.weight, self.capacity * share)
        upper = rows.weight[point] * share[candidate]
        bounds = np.column_stack([np.zeros(len(used)), upper])
        found = linprog(-np.ones(len(used)), A_ub=table, b_ub=most, bounds=bounds, method="highs")
        served = np.bincount(candidate, found.x, self.candidates)
        price = np.clip(-found.ineqlin.marginals[:points], 0.0, 1.0)
        return Allotment(np.minimum(served, self.capacity * share), price)
