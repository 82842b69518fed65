"""Branch and cut: the best choice with a proof, or the best so far with a bound.

The master programme bounds what any choice saves; cuts tighten it where its own choice saves less
than it seems. Where no cut is left and a share is not whole, it branches on that candidate.
"""

from __future__ import annotations

import heapq
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.siting.local_search import exchange
from geo.siting.master_programme import MasterProgramme

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.siting.benders_cuts import Concave
    from geo.siting.choice_rules import ChoiceRules
    from geo.siting.master_programme import Relaxed

GAP = 1e-6
"""A bound this close to a value, as a share of it, is rounding: the value is proven best."""

_WHOLE = 1e-6
"""A share this close to 0 or 1 is whole."""

_LITTLE, _IDLE = 0.01, 3
"""Below the root: after so many rounds that close less than this share of the gap it branches."""


class Proof(NamedTuple):
    """The best choice found, what it saves, and a bound on what any choice saves.

    `share` is (candidates,) float64, 0 or 1.
    """

    share: NDArray[np.float64]
    value: float
    bound: float

    @property
    def proven(self) -> bool:
        """Tell whether the value reaches the bound, but for rounding."""
        return self.bound <= self.value * (1 + GAP)


class _Node(NamedTuple):
    """Choices between limits, (candidates,) each; none of them saves more than the bound."""

    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


@dataclass
class BranchAndCut:
    """One search: the problem, the best choice so far, and the time when it ends."""

    problem: Concave
    rules: ChoiceRules
    best: NDArray[np.float64]
    deadline: float

    def __post_init__(self) -> None:
        """Bound all parts at the first choice."""
        cuts = self.problem.cuts(self.best)
        self.value = cuts.value(self.best)
        self.master = MasterProgramme(self.rules, cuts, self.value, self.problem.parts)
        every = np.ones_like(self.best)
        self._everything = self.problem.cuts(every).value(every)
        self.reached = np.inf  # the bound of the node in hand, when time is up
        self.first: Relaxed | None = None  # of the root: it fixes more the better the best gets

    def run(self) -> Proof:
        """Search until the best choice is proven, or time is up."""
        number, left_open = itertools.count(), 0.0
        root = _Node(np.zeros(len(self.best)), np.ones(len(self.best)))
        waiting = [(-self._everything, next(number), root)]
        while waiting and -waiting[0][0] > self._enough:
            node = waiting[0][2]
            relaxed = self._relax(node)
            if relaxed is None and not self.master.infeasible:
                left_open = max(left_open, min(-heapq.heappop(waiting)[0], self.reached))
                break
            known = -heapq.heappop(waiting)[0]
            if relaxed is None or relaxed.bound <= self._enough:
                continue
            bound = min(known, relaxed.bound)
            self.first = self.first or relaxed
            tighter = self._tightened(self._tightened(node, self.first), relaxed)
            self.master.forget()
            children = _branches(tighter, relaxed.share)
            if not children:
                left_open = max(left_open, bound)  # rounding: the bound stays, and is told
            for child in children:
                heapq.heappush(waiting, (-bound, next(number), child))
        bounds = [-bound for bound, _, _ in waiting]
        return Proof(self.best, self.value, max([self.value, left_open, *bounds]))

    @property
    def _enough(self) -> float:
        """A bound up to which nothing better is left to be found."""
        return self.value * (1 + GAP)

    def _relax(self, node: _Node) -> Relaxed | None:
        """Add cuts until the best shares between a node's limits violate none, or it is idle to."""
        self.master.limit(*node)
        self.reached, idle = np.inf, 0
        while True:
            relaxed = self.master.solve(self.deadline)
            if relaxed is None or relaxed.bound <= self._enough:
                return relaxed
            little = _LITTLE * (relaxed.bound - self.value)
            idle = idle + 1 if self.reached - relaxed.bound < little else 0
            self.reached = relaxed.bound
            choice = _rounded(relaxed.share, self.rules)
            self._try(choice)
            cuts = self.problem.cuts(relaxed.share)
            added = self.master.add(cuts, relaxed)
            # Half way to the best choice cuts go deeper (Ben-Ameur and Neto 2007).
            deeper = self.problem.cuts((relaxed.share + self.best) / 2)
            added += self.master.add(deeper, relaxed)
            tired = idle >= _IDLE and self.first is not None and not _is_whole(relaxed.share)
            if not added or tired:
                self._try(exchange(self.problem, self.rules, choice))
                return relaxed

    def _try(self, share: NDArray[np.float64]) -> None:
        """Keep a choice if it is better than the best so far."""
        value = self.problem.cuts(share).value(share)
        if value > self.value and self.rules.allows(share):
            self.best, self.value = share, value

    def _tightened(self, node: _Node, relaxed: Relaxed) -> _Node:
        """Fix the candidates whose other choice would push the bound below the best."""
        lower, upper = node.lower.copy(), node.upper.copy()
        share, reduced = relaxed.share, relaxed.reduced
        upper[(share < _WHOLE) & (relaxed.bound + reduced < self.value)] = 0.0
        lower[(share > 1 - _WHOLE) & (relaxed.bound - reduced < self.value)] = 1.0
        return _Node(lower, upper)


def _branches(node: _Node, share: NDArray[np.float64]) -> list[_Node]:
    """Split a node's choices by the candidate whose share is the least whole; none if all are."""
    if _is_whole(share):
        return []
    split = int(np.abs(share - 0.5).argmin())
    lower, upper = node.lower.copy(), node.upper.copy()
    lower[split], upper[split] = 1.0, 0.0
    return [_Node(lower, node.upper), _Node(node.lower, upper)]


def _is_whole(share: NDArray[np.float64]) -> bool:
    return bool((np.minimum(share, 1 - share) < _WHOLE).all())


def _rounded(share: NDArray[np.float64], rules: ChoiceRules) -> NDArray[np.float64]:
    """Choose by falling share what the rules allow; of what exists first what has to stay."""
    falling = np.argsort(-share, kind="stable")
    staying = falling[rules.existing[falling]][: rules.must_stay]
    choice = np.zeros(len(share))
    choice[staying] = 1.0
    for candidate in falling[share[falling] > _WHOLE].tolist():
        if rules.room_for(choice)[candidate]:
            choice[candidate] = 1.0
    return choice
