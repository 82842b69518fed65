"""Quick good choices: greedy, then better by exchanges; no proof, but a start for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.siting.benders_cuts import Concave
    from geo.siting.choice_rules import ChoiceRules

_BETTER = 1e-9
"""A gain below this share of the value is rounding."""


def choose_greedily(
    problem: Concave, rules: ChoiceRules, share: NDArray[np.float64] | None = None
) -> tuple[list[int], list[float]]:
    """Add to a choice, that of what exists by default, whatever adds most, while rules allow.

    Where costs differ it is what adds most for its cost; ties by number.

    Returns:
        What was added, in this order, and what each added.
    """
    share = rules.stays if share is None else share.copy()
    chosen: list[int] = []
    gains: list[float] = []
    while (best := _most_gained(problem, rules, share)) is not None:
        share[best[0]] = 1.0
        chosen.append(best[0])
        gains.append(best[1])
    return chosen, gains


def exchange(
    problem: Concave, rules: ChoiceRules, share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Exchange one chosen candidate for one other while that gains anything."""
    value = problem.cuts(share).value(share)
    while True:
        trials = [
            trial
            for out in np.flatnonzero(share).tolist()
            if (trial := _best_exchange(problem, rules, share, out)) is not None
        ]
        best_value, best = max(trials, key=lambda trial: trial[0], default=(value, share))
        if best_value <= value * (1 + _BETTER):
            return share
        value, share = best_value, best


def _most_gained(
    problem: Concave, rules: ChoiceRules, share: NDArray[np.float64]
) -> tuple[int, float] | None:
    """Find the candidate that gains most for its cost, and what it gains; None if none does.

    The slope of the cut at a choice bounds what a candidate gains, so candidates are tried in
    falling order of it until none can be better.
    """
    cuts = problem.cuts(share)
    value = cuts.value(share)
    cost = np.maximum(rules.cost, np.finfo(float).tiny)
    hope = np.where(rules.room_for(share), cuts.most_added(share) / cost, 0.0)
    best, most = None, 0.0
    for candidate in np.argsort(-hope, kind="stable").tolist():
        if hope[candidate] <= most * (1 + _BETTER):
            break
        gain = _value_with(problem, share, candidate) - value
        if gain > value * _BETTER and gain / cost[candidate] > most * (1 + _BETTER):
            best, most = (candidate, gain), gain / cost[candidate]
    return best


def _value_with(problem: Concave, share: NDArray[np.float64], candidate: int) -> float:
    more = share.copy()
    more[candidate] = 1.0
    return problem.cuts(more).value(more)


def _best_exchange(
    problem: Concave, rules: ChoiceRules, share: NDArray[np.float64], out: int
) -> tuple[float, NDArray[np.float64]] | None:
    """Find the best to take in place of one that is chosen; None where the rules forbid it."""
    less = share.copy()
    less[out] = 0.0
    if not rules.allows(less):
        return None
    hope = np.where(rules.room_for(less), problem.cuts(less).most_added(less), -1.0)
    hope[out] = -1.0
    best = int(hope.argmax())
    if hope[best] < 0.0:
        return None
    less[best] = 1.0
    return problem.cuts(less).value(less), less
