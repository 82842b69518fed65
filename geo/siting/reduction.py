"""Makes a location problem smaller: equal points are merged, dominated candidates left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.siting.location_problem import Benefits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.siting.benders_cuts import Rows
    from geo.siting.choice_rules import ChoiceRules
    from geo.siting.location_problem import LocationProblem


def merge_points(problem: LocationProblem) -> LocationProblem:
    """Merge points of equal benefits, adding their weights; leave out those that save nothing."""
    rows = problem.rows
    if not len(rows.weight):
        return replace(problem, weight=rows.weight, layers=None)
    key = _keys(rows, problem.candidates)
    leader = np.empty(len(key), np.int64)
    find_leaders(rows, np.argsort(key, kind="stable"), key, leader)
    kept = np.flatnonzero(leader == np.arange(len(key)))
    count = np.diff(rows.start)[kept]
    point = np.repeat(np.arange(len(kept)), count)
    place = np.arange(len(point)) + np.repeat(
        rows.start[kept] - np.append(0, np.cumsum(count)[:-1]), count
    )
    benefits = Benefits(point, rows.candidate[place].astype(np.int64), rows.benefit[place])
    weight = np.bincount(leader, rows.weight, len(key)).astype(np.float64)[kept]
    return replace(problem, weight=weight, benefits=benefits, layers=rows.layers[kept])


def undominated(problem: LocationProblem, rules: ChoiceRules) -> NDArray[np.int64]:
    """Give the candidates that are worth choosing: no other does as much at no more cost.

    Only those that help nobody are left out where benefits differ or points count two sites: there
    a lesser candidate may be worth having beside a better one.
    """
    from scipy import sparse  # noqa: PLC0415 - 0.2 s, and only siting needs it

    point, candidate, benefit = problem.benefits
    used = np.bincount(candidate, minlength=problem.candidates)
    alike = not len(benefit) or bool((benefit == benefit[0]).all())
    if not alike or (problem.rows.layers > 1).any():
        return np.flatnonzero((used > 0) | rules.existing)
    shape = len(problem.weight), problem.candidates
    # Single precision counts to 16 million exactly, and takes half the memory.
    table = sparse.csr_array((np.ones(len(point), np.float32), (point, candidate)), shape=shape)
    shared = (table.T @ table).toarray()
    inside = shared == used[:, None]  # candidate `row` covers no more than `column` does
    cheaper = rules.cost[None, :] <= rules.cost[:, None]
    same = (used[:, None] == used[None, :]) & (rules.cost[None, :] == rules.cost[:, None])
    first = ~same | np.tri(len(used), k=-1, dtype=bool)  # of two alike the first is kept
    dominated = (inside & cheaper & first & ~rules.existing[None, :]).any(axis=1)
    return np.flatnonzero(((used > 0) & ~dominated) | rules.existing)


def keep_candidates(problem: LocationProblem, kept: NDArray[np.int64]) -> LocationProblem:
    """Leave out all other candidates; those that stay are numbered anew, in their order."""
    number = np.full(problem.candidates, -1)
    number[kept] = np.arange(len(kept))
    point, candidate, benefit = problem.benefits
    stays = number[candidate] >= 0
    benefits = Benefits(point[stays], number[candidate[stays]], benefit[stays])
    return replace(problem, candidates=len(kept), benefits=benefits)


def reduced(
    problem: LocationProblem, rules: ChoiceRules
) -> tuple[LocationProblem, NDArray[np.int64]]:
    """Merge equal points and leave out dominated candidates: the best choice stays as good.

    Returns:
        The smaller problem, and the number that each of its candidates has in this one.
    """
    merged = merge_points(problem)
    kept = undominated(merged, rules)
    if len(kept) == problem.candidates:
        return merged, kept
    return merge_points(keep_candidates(merged, kept)), kept


def _keys(rows: Rows, candidates: int) -> NDArray[np.uint64]:
    """Give every point a number by its benefits and layers: equal ones have equal numbers."""
    rng = np.random.default_rng(0)
    random = rng.integers(2**64, size=candidates, dtype=np.uint64)
    single = random[rows.candidate] * (rows.benefit.view(np.uint64) | np.uint64(1))
    total = np.append(np.uint64(0), np.cumsum(single, dtype=np.uint64))  # wraps around
    return total[rows.start[1:]] - total[rows.start[:-1]] + rows.layers.astype(np.uint64)


@lean_kernel
def find_leaders(
    rows: Rows,
    order: NDArray[np.int64],
    key: NDArray[np.uint64],
    leader: NDArray[np.int64],
) -> None:
    """Give every point the first in `order` of those like it, which have its key.

    Points are compared in full: a key that two unlike ones share leaves some unmerged, no more.
    """
    start, candidate, benefit = rows.start, rows.candidate, rows.benefit
    head = order[0]
    for turn in range(len(order)):
        row = order[turn]
        length, other = start[row + 1] - start[row], start[head + 1] - start[head]
        same = key[row] == key[head] and length == other and rows.layers[row] == rows.layers[head]
        place = 0
        while same and place < length:
            mine, theirs = start[row] + place, start[head] + place
            same = candidate[mine] == candidate[theirs] and benefit[mine] == benefit[theirs]
            place += 1
        if not same:
            head = row
        leader[row] = head
