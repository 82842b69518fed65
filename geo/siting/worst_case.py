"""Covering in the worst case of where uncertain facilities are: the best choice for it.

Each uncertain facility is at one of some positions; the worst case is the set of positions, one
each, by which least is covered. Scenarios are added as choices meet them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from geo.siting.benders_cuts import BendersCuts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.siting.location_problem import LocationProblem


@dataclass
class WorstCase:
    """Cover most in the worst case; a `Concave`.

    Attributes:
        problem: which points are covered by each candidate, and behind them by each position.
        candidates: how many of its columns are candidates.
        facility: (positions,) int64, the uncertain facility that each position is of, ascending
            from 0; the first of each is where it is mapped.
        scenarios: (positions,) shares, the worst cases met so far.
    """

    problem: LocationProblem
    candidates: int
    facility: NDArray[np.int64]
    scenarios: list[NDArray[np.float64]] = field(default_factory=list)
    _met: dict[bytes, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the positions on the map."""
        self.scenarios.append(self.mapped)

    @property
    def parts(self) -> int:
        """The value is bounded as a whole: one scenario counts for the whole town."""
        return 1

    @property
    def mapped(self) -> NDArray[np.float64]:
        """The scenario in which every facility is where it is mapped."""
        return np.append(True, np.diff(self.facility) > 0)[: len(self.facility)].astype(np.float64)

    def cuts(self, share: NDArray[np.float64]) -> BendersCuts:
        """Bound what any choice covers, by each scenario met; a whole choice meets its worst."""
        if np.isin(share, (0.0, 1.0)).all():
            self.worst(share)
        bounds = [self._within(share, scenario) for scenario in self.scenarios]
        constant = np.array([constant for constant, _ in bounds])
        slope = np.array([slope for _, slope in bounds])
        return BendersCuts(np.zeros(len(bounds), np.int64), constant, slope)

    def covered(self, share: NDArray[np.float64], scenario: NDArray[np.float64]) -> float:
        """Give what a choice and the facilities cover in a scenario."""
        return self.problem.value(np.flatnonzero(np.append(share, scenario)))

    def worst(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Find the scenario in which a whole choice and the facilities cover least."""
        key = share.astype(bool).tobytes()
        if key not in self._met:
            scenario = self._least(share)
            same = [n for n, old in enumerate(self.scenarios) if np.array_equal(old, scenario)]
            self._met[key] = same[0] if same else len(self.scenarios)
            if not same:
                self.scenarios.append(scenario)
        return self.scenarios[self._met[key]]

    def _within(
        self, share: NDArray[np.float64], scenario: NDArray[np.float64]
    ) -> tuple[float, NDArray[np.float64]]:
        """Bound what any choice covers in one scenario."""
        cuts = self.problem.cuts(np.append(share, scenario))
        constant, slope = float(cuts.constant.sum()), cuts.slope.sum(axis=0)
        return constant + float(slope[self.candidates :] @ scenario), slope[: self.candidates]

    def _least(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Choose one position of each facility so that least is covered, exactly.

        Columns are positions, then points that the choice leaves; a point is covered when the
        chosen position of some facility covers it.
        """
        from scipy import sparse  # noqa: PLC0415 - only siting needs it
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - likewise

        positions = len(self.facility)
        if not positions:
            return np.zeros(0)
        rows = self.problem.rows
        point = np.repeat(np.arange(len(rows.weight)), np.diff(rows.start))
        ours = rows.candidate < self.candidates
        left = np.ones(len(rows.weight), bool)
        left[point[ours & (share[np.where(ours, rows.candidate, 0)] > 0)]] = False
        used = ~ours & left[point]
        points, position = point[used], rows.candidate[used] - self.candidates
        pair, row = np.unique(points * positions + self.facility[position], return_inverse=True)
        reach = sparse.csr_array((np.ones(len(row)), (row, position)), shape=(len(pair), positions))
        covered = sparse.csr_array(
            (np.ones(len(pair)), (np.arange(len(pair)), pair // positions)),
            shape=(len(pair), len(left)),
        )
        one_each = sparse.csr_array(
            (np.ones(positions), (self.facility, np.arange(positions))),
            shape=(int(self.facility[-1]) + 1, positions + len(left)),
        )
        found = milp(
            np.append(np.zeros(positions), np.where(left, rows.weight, 0.0)),
            integrality=np.append(np.ones(positions), np.zeros(len(left))),
            bounds=Bounds(0, 1),
            constraints=[
                LinearConstraint(sparse.hstack([reach, -covered]), ub=0),
                LinearConstraint(one_each, lb=1, ub=1),
            ],
            options={"mip_rel_gap": 0.0},
        )
        return np.asarray(np.round(found.x[:positions]))
