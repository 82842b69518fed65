"""Ranges of walking times: how a position error widens an estimate, and whether a walk fits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.walking_model import CIRCUITY, metres_of, minutes_of


class Within(StrEnum):
    """Whether a walk fits: even at its slow end, only at its fast end, or not."""

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
    def of(
        cls,
        label: int,
        error_m: float,
        straight_m: float,
        speed_m_s: float,
        fastest_m_s: float | None = None,
    ) -> Walk:
        """Turn a label into a walk between two uncertain positions.

        Args:
            label: time and length over the network, between the positions as they are known.
            error_m: the sum of both position errors, metres.
            straight_m: the straight distance between the positions as they are known, metres.
            speed_m_s: the speed of the pace on level ground, metres a second.
            fastest_m_s: its speed where the ground falls; the same if that is not counted.
        """
        minutes = minutes_of(label)
        spread = spread_minutes(error_m, speed_m_s)
        # However close the true positions are, no walk is shorter than the straight line.
        straight = (straight_m - error_m) / (fastest_m_s or speed_m_s) / 60
        low = min(minutes, max(0.0, minutes - spread, straight))
        return cls(minutes, low, minutes + spread, metres_of(label))

    def within(self, minutes: float) -> Within:
        """Say whether the walk fits into so many minutes: its slow end, or only its fast end."""
        if self.high <= minutes:
            return Within.YES
        return Within.MAYBE if self.low <= minutes else Within.NO


def spread_minutes(error_m: float, speed_m_s: float) -> float:
    """Give the minutes that a position error of `error_m` metres may add, circuity included."""
    return error_m * CIRCUITY / speed_m_s / 60
