"""Solves location problems: exactly, with a proof, and greedily for comparison."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.kernels import compile_for
from geo.siting.choice_rules import ChoiceRules
from geo.siting.local_search import choose_greedily, exchange
from geo.siting.reduction import reduced
from geo.siting.siting_request import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.siting.benders_cuts import Concave
    from geo.siting.location_problem import LocationProblem


@dataclass(frozen=True, slots=True)
class Solution:
    """Chosen candidates, in the order in which each adds most to those before it.

    Attributes:
        chosen: their numbers; existing facilities that stay are not among them.
        gains: what each of them adds.
        value: what all save together, beyond what is saved today; less what a move gives up.
        bound: what no choice within the rules exceeds.
        proven: whether the value reaches the bound, but for rounding, and so is optimal.
        closed: the numbers of the existing facilities that are given up.
    """

    chosen: tuple[int, ...]
    gains: tuple[float, ...]
    value: float
    bound: float
    proven: bool
    closed: tuple[int, ...] = ()

    @property
    def gap(self) -> float:
        """How far it may fall short of the best possible, as a share of that; 0 if proven."""
        return 0.0 if self.proven else 1 - self.value / self.bound


def solve(
    problem: LocationProblem, choice: int | ChoiceRules, seconds: float = PATIENCE_S
) -> Solution:
    """Choose the best so many, or the best within rules, with a proof; see `branch_and_cut`.

    After `seconds` the best solution so far is given, with its bound and `proven` false.

    Raises:
        SettingsError: there are no candidates, or fewer than one is to be chosen.
    """
    compile_for(len(problem.benefits.point))
    rules = _rules(problem, choice)
    small, numbers = reduced(problem, rules)
    if not len(numbers):
        return Solution((), (), 0.0, 0.0, proven=True)
    found = solve_concave(small, rules.subset(numbers), seconds)
    chosen, closed = (tuple(numbers[list(few)].tolist()) for few in (found.chosen, found.closed))
    return Solution(chosen, found.gains, found.value, found.bound, found.proven, closed)


def solve_concave(problem: Concave, rules: ChoiceRules, seconds: float = PATIENCE_S) -> Solution:
    """Choose the best of whatever is bounded by cuts, as it stands."""
    from geo.siting.branch_and_cut import BranchAndCut  # noqa: PLC0415 - it loads the solver

    deadline = time.monotonic() + seconds
    best = rules.stays
    best[choose_greedily(problem, rules)[0]] = 1.0
    best = exchange(problem, rules, best)
    proof = BranchAndCut(problem, rules, best, deadline).run()
    found = in_greedy_order(problem, rules, proof.share)
    today = problem.cuts(rules.stays).value(rules.stays)
    bound = proof.value if proof.proven else proof.bound
    return Solution(
        found.chosen, found.gains, proof.value - today, bound - today, proof.proven, found.closed
    )


def greedy(problem: Concave, choice: int | ChoiceRules) -> Solution:
    """Choose one after the other, always what adds most for its cost; ties by number.

    Raises:
        SettingsError: see `solve`.
    """
    chosen, gains = choose_greedily(problem, _rules(problem, choice))
    value = float(sum(gains))
    return Solution(tuple(chosen), tuple(gains), value, value, proven=False)


def solve_each_count(
    problem: LocationProblem,
    count: int,
    progress: Callable[[float], None] | None = None,
    seconds: float = PATIENCE_S,
) -> list[tuple[Solution, Solution]]:
    """Solve for 1, 2, … `count` candidates: the exact and the greedy solution of each.

    Raises:
        SettingsError: see `solve`.
    """
    solutions = []
    steps = greedy(problem, count)
    for number in range(1, count + 1):
        prefix = steps.chosen[:number], steps.gains[:number]
        value = float(sum(prefix[1]))
        exact = solve(problem, number, seconds)
        solutions.append((exact, Solution(*prefix, value, value, proven=False)))
        if progress is not None:
            progress(number / count)
    return solutions


def in_greedy_order(problem: Concave, rules: ChoiceRules, share: NDArray[np.float64]) -> Solution:
    """Order chosen candidates by what each adds to those before it, what is given up being gone."""
    stays = share * rules.existing
    count = len(share)
    cost = np.where((share > 0) & ~rules.existing, 1.0, count + 1.0)  # all others are too dear
    only = ChoiceRules(cost, count + float(cost @ stays), rules.existing)
    chosen, gains = choose_greedily(problem, only, stays)
    closed = np.flatnonzero(rules.existing & (share < 1)).tolist()
    value = float(sum(gains))
    return Solution(tuple(chosen), tuple(gains), value, value, proven=False, closed=tuple(closed))


def _rules(problem: Concave, choice: int | ChoiceRules) -> ChoiceRules:
    if isinstance(choice, ChoiceRules):
        return choice
    return ChoiceRules.at_most(choice, problem.candidates)
