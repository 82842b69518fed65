"""Choice rules: which candidates may be chosen together: how many, at what cost, what may move."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import SettingsError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROUNDING = 1e-9
"""By this share of a budget a sum of costs may exceed it: 0.1 + 0.2 fits into 0.3."""


@dataclass(frozen=True, slots=True)
class ChoiceRules:
    """The sum of costs within a budget; existing facilities stay, but for so many that may move.

    Attributes:
        cost: (candidates,) float64, positive but for existing ones; 1 each where sites are counted.
        budget: the most that all chosen ones may cost.
        existing: (candidates,) bool, those that stand today.
        moves: how many of them may be given up.
    """

    cost: NDArray[np.float64]
    budget: float
    existing: NDArray[np.bool_]
    moves: int = 0

    @classmethod
    def at_most(cls, count: int, candidates: int) -> ChoiceRules:
        """Choose so many, or fewer.

        Raises:
            SettingsError: there are no candidates, or fewer than one is to be chosen.
        """
        _check_candidates(candidates)
        if count < 1:
            raise SettingsError(f"{count} sites to choose: choose 1 or more")
        return cls(np.ones(candidates), float(count), np.zeros(candidates, bool))

    @classmethod
    def within_budget(cls, cost: NDArray[np.float64], budget: float) -> ChoiceRules:
        """Choose what costs no more than the budget together.

        Raises:
            SettingsError: there are no candidates, some costs nothing, or the budget buys none.
        """
        _check_candidates(len(cost))
        if not (np.isfinite(cost).all() and (cost > 0).all()):
            raise SettingsError("every candidate needs a cost above 0")
        if not cost.min() <= budget < np.inf:
            least = f"{cost.min():g}"
            raise SettingsError(f"a budget of {budget:g} buys no site: the cheapest costs {least}")
        return cls(cost, budget, np.zeros(len(cost), bool))

    def with_moves(self, existing: int, moves: int) -> ChoiceRules:
        """Add existing facilities behind the candidates, so many of which may move.

        Where sites are counted, one that is given up makes room for another; of a budget every
        new one is paid, moved or not.
        """
        counted = bool((self.cost == 1.0).all())
        cost = np.append(self.cost, np.full(existing, 1.0 if counted else 0.0))
        budget = self.budget + (existing if counted else 0)
        stands = np.append(self.existing, np.ones(existing, bool))
        return ChoiceRules(cost, budget, stands, moves)

    def subset(self, kept: NDArray[np.int64]) -> ChoiceRules:
        """Give the rules for these candidates alone."""
        return replace(self, cost=self.cost[kept], existing=self.existing[kept])

    @property
    def stays(self) -> NDArray[np.float64]:
        """The choice that changes nothing: what exists, (candidates,) shares."""
        return self.existing.astype(np.float64)

    @property
    def must_stay(self) -> int:
        """How many existing facilities have to stay."""
        return max(0, int(self.existing.sum()) - self.moves)

    def room_for(self, share: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Tell which candidates may be added to a choice: not in it, and affordable."""
        left = self.budget * (1 + _ROUNDING) - float(self.cost @ share)
        return (share < 0.5) & (self.cost <= left)

    def allows(self, share: NDArray[np.float64]) -> bool:
        """Tell whether a choice keeps the rules."""
        affordable = float(self.cost @ share) <= self.budget * (1 + _ROUNDING)
        return affordable and int(share[self.existing].sum()) >= self.must_stay


def _check_candidates(candidates: int) -> None:
    if not candidates:
        raise SettingsError("there is no candidate to choose from: name a file with some")
