"""Walking times with their uncertainty: the one place where doubt becomes a range of minutes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.walking_model import DETOUR, metres_of, minutes_of


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

    @classmethod
    def of(cls, label: int, error_m: float, straight_m: float, speed_m_s: float) -> Walk:
        """Turn a label into a walk whose ends are uncertain.

        Args:
            label: time and length over the streets, between the points as they are known.
            error_m: how far both true points may lie from those, added up.
            straight_m: between the points as they are known, as the crow flies.
            speed_m_s: of the pace.
        """
        minutes = minutes_of(label)
        spread = spread_minutes(error_m, speed_m_s)
        # However close the true points are, nobody walks faster than straight.
        straight = (straight_m - error_m) / speed_m_s / 60
        low = min(minutes, max(0.0, minutes - spread, straight))
        return cls(minutes, low, minutes + spread, metres_of(label))

    def within(self, minutes: float) -> Within:
        """Say whether the walk fits into so many minutes: its slow end, or only its fast end."""
        if self.high <= minutes:
            return Within.YES
        return Within.MAYBE if self.low <= minutes else Within.NO


def spread_minutes(error_m: float, speed_m_s: float) -> float:
    """Give the minutes that a position wrong by `error_m` may add: walked with the usual detour."""
    return error_m * DETOUR / speed_m_s / 60
