"""The exact solution of a location problem: an integer programme, solved by HiGHS."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import highspy
    from numpy.typing import NDArray

    from geo.siting.location_problem import LocationProblem


class _Steps(NamedTuple):
    """The benefits of each point in falling order: reaching a lower one is implied by a higher.

    By step: what it adds when it is reached, and the step above it, -1 where there is none; by
    benefit: the step that its candidate reaches.
    """

    gain: NDArray[np.float64]
    above: NDArray[np.int64]
    of_benefit: NDArray[np.int64]


def _steps(problem: LocationProblem) -> _Steps:
    point, _, benefit = problem.benefits
    order = np.lexsort((-benefit, point))
    here, falling = point[order], benefit[order]
    fresh = np.append(True, (np.diff(here) != 0) | (np.diff(falling) != 0))
    first = np.flatnonzero(fresh)
    of_benefit = np.empty(len(point), np.int64)
    of_benefit[order] = np.cumsum(fresh) - 1
    owner, level = here[first], falling[first]
    follows = np.append(False, owner[1:] == owner[:-1])
    below = np.append(np.where(follows[1:], level[1:], 0.0), 0.0)
    above = np.where(follows, np.arange(len(first)) - 1, -1)
    return _Steps((level - below) * problem.weight[owner], above, of_benefit)


def solve_exactly(
    problem: LocationProblem, count: int, seconds: float
) -> tuple[NDArray[np.int64], float]:
    """Give the columns of the best solution found in so many seconds, and the upper bound.

    Each step is reached, between 0 and 1, no more than its candidates are chosen and the step
    above it is reached (Elloumi 2010 for the p-median; one step a point is the covering problem).
    """
    import highspy  # noqa: PLC0415 - only siting needs the solver

    steps, sites = _steps(problem), problem.candidates
    scale = float(steps.gain.sum())
    solver = highspy.Highs()  # type: ignore[no-untyped-call] # it is without hints
    # The interior point method is four times as quick here, as so many points save alike.
    solver.setOptionValue("mip_lp_solver", "ipx")
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - its own way
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("time_limit", seconds)
    solver.passModel(_model(problem, steps, count, scale))
    solver.run()
    chosen = np.flatnonzero(np.array(solver.getSolution().col_value[:sites]) > 0.5)
    return chosen, solver.getInfo().mip_dual_bound * scale


def _model(problem: LocationProblem, steps: _Steps, count: int, scale: float) -> highspy.HighsLp:
    """Build the integer programme: columns are candidates, then steps."""
    import highspy  # noqa: PLC0415
    from scipy import sparse  # noqa: PLC0415

    sites, rows = problem.candidates, len(steps.gain)
    step, chained = np.arange(rows), np.flatnonzero(steps.above >= 0)
    row = np.concatenate([step, steps.of_benefit, chained, np.full(sites, rows)])
    column = np.concatenate(
        [sites + step, problem.benefits.candidate, sites + steps.above[chained], np.arange(sites)]
    )
    value = np.concatenate(
        [np.ones(rows), np.full(len(steps.of_benefit) + len(chained), -1.0), np.ones(sites)]
    )
    table = sparse.csc_array((value, (row, column)), shape=(rows + 1, sites + rows))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = sites + rows, rows + 1
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.append(np.zeros(sites), steps.gain / scale)
    lp.col_lower_, lp.col_upper_ = np.zeros(sites + rows), np.ones(sites + rows)
    lp.row_lower_ = np.full(rows + 1, -highspy.kHighsInf)
    lp.row_upper_ = np.append(np.zeros(rows), float(count))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = table.indptr, table.indices
    lp.a_matrix_.value_ = table.data
    whole, part = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [whole] * sites + [part] * rows
    return lp
