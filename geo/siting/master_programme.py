"""The master programme: the best choice by the cuts so far, a linear programme in HiGHS."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import highspy
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.siting.benders_cuts import BendersCuts
    from geo.siting.choice_rules import ChoiceRules

VIOLATED = 1e-8
"""BendersCuts count as violated by more than this share of the value, over all parts."""

_UNITS = 1000.0
"""What the value is about, in the units of the linear programme."""

_MANY = 1500
"""Rows beyond which a solution takes longer than the cuts are worth that do not bind."""


class Relaxed(NamedTuple):
    """The best shares of the candidates by the cuts so far, each between its limits.

    Attributes:
        bound: no choice within the limits saves more.
        share: (candidates,) float64.
        saved: (parts,) float64, what each part seems to save.
        reduced: (candidates,) float64, how the bound changes with the share of each.
    """

    bound: float
    share: NDArray[np.float64]
    saved: NDArray[np.float64]
    reduced: NDArray[np.float64]


class MasterProgramme:
    """Columns are the candidates' shares, then what each part saves; rows the rules, then cuts."""

    def __init__(self, rules: ChoiceRules, start: BendersCuts, value: float, parts: int) -> None:
        """Begin with the rules and cuts that bound every part; `value` is about what is saved."""
        self.candidates, self.parts, self.infeasible = len(rules.cost), parts, False
        every = np.ones(self.candidates)
        # The solver's tolerances are absolute: in these units they are far below what counts.
        self._unit = (value or start.value(every) or 1.0) / _UNITS
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call] # it is without hints
        self._solver.setOptionValue("output_flag", False)  # noqa: FBT003 - its own way
        self._solver.setOptionValue("threads", 1)
        none, infinite = np.zeros(0, np.int32), highspy.kHighsInf
        columns = self.candidates + parts
        upper = np.append(every, np.full(parts, infinite))
        cost = np.append(0 * every, np.full(parts, 1.0))
        lower = np.append(0 * every, np.full(parts, -infinite))
        self._solver.addCols(columns, cost, lower, upper, 0, none, none, np.zeros(0))
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._add_row(rules.cost, -infinite, rules.budget)
        self._add_row(rules.stays, float(rules.must_stay), infinite)
        for cut in range(len(start.part)):
            self._add_cut(start, cut)

    def limit(self, lower: NDArray[np.float64], upper: NDArray[np.float64]) -> None:
        """Keep the share of each candidate between these."""
        columns = np.arange(self.candidates, dtype=np.int32)
        self._solver.changeColsBounds(self.candidates, columns, lower, upper)

    def add(self, cuts: BendersCuts, relaxed: Relaxed) -> int:
        """Add the cuts that what the best shares seem to save violates; give how many."""
        excess = relaxed.saved[cuts.part] - cuts.bounds(relaxed.share)
        violated = np.flatnonzero(excess > VIOLATED * _UNITS * self._unit / self.parts)
        for cut in violated.tolist():
            self._add_cut(cuts, cut)
        return len(violated)

    def solve(self, deadline: float) -> Relaxed | None:
        """Find the best shares; None where `infeasible`, or past the deadline, a monotonic time."""
        left = deadline - time.monotonic()
        self.infeasible = False
        if left <= 0:
            return None
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + left)
        self._solver.run()
        status = self._solver.getModelStatus()
        self.infeasible = status == highspy.HighsModelStatus.kInfeasible
        if status != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._solver.getSolution()
        column, dual = np.array(solution.col_value), np.array(solution.col_dual)
        share = np.clip(column[: self.candidates], 0.0, 1.0)
        saved = column[self.candidates :] * self._unit
        reduced = dual[: self.candidates] * self._unit
        return Relaxed(float(saved.sum()), share, saved, reduced)

    def forget(self) -> None:
        """Drop the cuts that did not matter to the last solution, once there are many."""
        rules = 2
        if self._solver.getNumRow() < _MANY:
            return
        price = np.array(self._solver.getSolution().row_dual)[rules:]
        idle = (rules + np.flatnonzero(price == 0.0)).astype(np.int32)
        self._solver.deleteRows(len(idle), idle)

    def _add_cut(self, cuts: BendersCuts, cut: int) -> None:
        row = np.zeros(self.candidates + self.parts)
        row[: self.candidates] = -cuts.slope[cut] / self._unit
        row[self.candidates + cuts.part[cut]] = 1.0
        self._add_row(row, -highspy.kHighsInf, cuts.constant[cut] / self._unit)

    def _add_row(self, row: NDArray[np.float64], lower: float, upper: float) -> None:
        used = np.flatnonzero(row).astype(np.int32)
        self._solver.addRow(lower, upper, len(used), used, row[used])
