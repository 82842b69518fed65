"""Walking times with their uncertainty, and what is within so many minutes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Within(StrEnum):
    """Whether a walk fits: surely, perhaps, or not."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk: `minutes` is the estimate, `low` to `high` its range, `metres` its length."""

    minutes: float
    low: float
    high: float
    metres: float

    def within(self, minutes: float) -> Within:
        """Say whether the walk fits into so many minutes: its slow end, or only its fast end."""
        if self.high <= minutes:
            return Within.YES
        return Within.MAYBE if self.low <= minutes else Within.NO
