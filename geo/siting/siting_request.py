"""A siting request: what to propose, for whom, and within which rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.coverage.supply import NO_CHANGE
from geo.errors import SettingsError
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from pathlib import Path

    from geo.coverage.supply import SupplyChange
    from geo.facility import Pace

PATIENCE_S = 300.0
"""Seconds after which the best choice so far is given, with its bound."""


class Objective(StrEnum):
    """What the proposed places optimise."""

    COVERING = "covering"  # most demand surely within the circle
    BACKUP = "backup"  # most demand within the circle of one site, and of a second
    MEDIAN = "median"  # fewest minutes to the nearest, over all demand
    WORST_CASE = "worst-case"  # most demand covered wherever uncertain facilities may be


@dataclass(frozen=True, slots=True)
class SitingRequest:
    """What to propose: sites of a category, at a pace, within so many minutes.

    Attributes:
        count: how many new sites, beyond those that take the place of one that moves.
        candidates: "junctions", "buildings", or a GeoJSON file.
        budget: what the new sites may cost together, in place of a count; None for a count.
        cost: of a candidate that tells none; in the unit of the budget.
        moves: how many existing facilities may move.
        capacity: how much demand a candidate that tells none serves; None without a limit.
        seconds: after which the best so far is given, with its bound.
    """

    category: str
    count: int
    pace: Pace
    minutes: float = CIRCLE_MIN
    objective: Objective = Objective.COVERING
    candidates: Path | str = "junctions"
    change: SupplyChange = NO_CHANGE
    homes: Path | None = None
    budget: float | None = None
    cost: float | None = None
    moves: int = 0
    capacity: float | None = None
    seconds: float = PATIENCE_S

    @property
    def has_curve(self) -> bool:
        """Tell whether 1, 2, … sites are compared: where they are counted, and nothing else is."""
        plain = self.budget is None and self.capacity is None and not self.moves
        return plain and self.objective in {Objective.COVERING, Objective.BACKUP}

    def check(self) -> None:
        """Refuse what cannot be asked together.

        Raises:
            SettingsError: it says what to ask instead.
        """
        if self.budget is not None and self.count:
            raise SettingsError("a count of sites and a budget: give one of them")
        if self.budget is None and not self.count and not self.moves:
            raise SettingsError("how many sites: give a count, a budget or moves")
        if self.capacity is not None and self.objective is not Objective.COVERING:
            raise SettingsError("capacities go with the objective covering alone")
        movable = self.objective in {Objective.COVERING, Objective.BACKUP}
        if self.moves and (not movable or self.capacity is not None):
            raise SettingsError("moves go with covering or backup, without capacities")
