"""Solves location problems: exactly, with a proof, and greedily for comparison."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import SettingsError
from geo.siting.integer_programme import solve_exactly

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.siting.location_problem import LocationProblem

_GAP = 1e-6
"""A bound this close to a value, as a share of it, is rounding: the value is proven best."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Chosen candidates, in the order in which each adds most to those before it.

    Attributes:
        chosen: their numbers.
        gains: what each of them adds.
        value: what all save together.
        bound: what no choice of so many exceeds.
        proven: whether the value reaches the bound, but for rounding, and so is optimal.
    """

    chosen: tuple[int, ...]
    gains: tuple[float, ...]
    value: float
    bound: float
    proven: bool


def solve(problem: LocationProblem, count: int, seconds: float = 300.0) -> Solution:
    """Choose the best `count` candidates, exactly: an integer programme, solved by HiGHS.

    After `seconds` the best solution so far is given, with its bound and `proven` false.

    Raises:
        SettingsError: there are no candidates, or fewer than one is to be chosen.
    """
    _check(problem, count)
    small, numbers = problem.reduced()
    if not len(small.benefits.point):
        return Solution((), (), 0.0, 0.0, proven=True)
    best = greedy(small, count)
    if count == 1:
        return _renumbered(replace(best, proven=True), numbers)
    columns, bound = solve_exactly(small, count, seconds)
    exact = _in_greedy_order(small, columns)
    # After a time limit the solver may be behind the greedy solution.
    better = exact if exact.value >= best.value else best
    proven = bound <= better.value * (1 + _GAP)
    bound = better.value if proven else bound
    return _renumbered(replace(better, bound=bound, proven=proven), numbers)


def greedy(problem: LocationProblem, count: int) -> Solution:
    """Choose `count` candidates one after the other, always the one that adds most; ties by number.

    Raises:
        SettingsError: see `choose`.
    """
    _check(problem, count)
    return _pick(problem, count, np.ones(problem.candidates, bool))


def solve_each_count(
    problem: LocationProblem, count: int, progress: Callable[[float], None] | None = None
) -> list[tuple[Solution, Solution]]:
    """Solve for 1, 2, … `count` candidates: the exact and the greedy solution of each.

    Raises:
        SettingsError: see `choose`.
    """
    solutions = []
    steps = greedy(problem, count)
    for number in range(1, count + 1):
        prefix = steps.chosen[:number], steps.gains[:number]
        value = float(sum(prefix[1]))
        solutions.append((solve(problem, number), Solution(*prefix, value, value, proven=False)))
        if progress is not None:
            progress(number / count)
    return solutions


def _renumbered(solution: Solution, numbers: NDArray[np.int64]) -> Solution:
    """Renumber the candidates of a reduced problem as they are numbered in the whole one."""
    return replace(solution, chosen=tuple(int(numbers[one]) for one in solution.chosen))


def _check(problem: LocationProblem, count: int) -> None:
    if not problem.candidates:
        raise SettingsError("there is no candidate to choose from: name a file with some")
    if count < 1:
        raise SettingsError(f"{count} sites to choose: choose 1 or more")


def _pick(problem: LocationProblem, count: int, allowed: NDArray[np.bool_]) -> Solution:
    point, candidate, benefit = problem.benefits
    saved = np.zeros(len(problem.weight))
    chosen: list[int] = []
    gains: list[float] = []
    while len(chosen) < count:
        more = np.maximum(benefit - saved[point], 0.0) * problem.weight[point]
        gain = np.bincount(candidate, more, problem.candidates) * allowed
        best = int(gain.argmax())
        if gain[best] <= 0:
            break
        taken = candidate == best
        np.maximum.at(saved, point[taken], benefit[taken])
        chosen.append(best)
        gains.append(float(gain[best]))
    value = problem.value(chosen)
    return Solution(tuple(chosen), tuple(gains), value, value, proven=False)


def _in_greedy_order(problem: LocationProblem, columns: NDArray[np.int64]) -> Solution:
    """Order chosen candidates by what each adds to those before it."""
    allowed = np.zeros(problem.candidates, bool)
    allowed[columns] = True
    return _pick(problem, len(columns), allowed)
