"""Location problems: maximal covering, backup coverage and p-median as one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.siting.benders_cuts import Rows, cut_rows
from geo.walking_model import TICKS_PER_S

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from geo.routing.od_matrix import ODMatrix
    from geo.siting.benders_cuts import BendersCuts

PARTS = 40
"""Parts that the value is bounded in: with one alone a bound takes hundreds of cuts."""

TWICE = 2
"""Sites within reach that backup coverage counts."""


class Benefits(NamedTuple):
    """What each candidate saves each point, for each unit of its weight: a sparse matrix."""

    point: NDArray[np.int64]
    candidate: NDArray[np.int64]
    benefit: NDArray[np.float64]


@dataclass(frozen=True)
class LocationProblem:
    """Choose sites among candidates so that the points save most.

    A point saves the greatest benefit among the chosen candidates, times its weight. With a benefit
    of 1 for each point newly covered this is the maximal covering location problem (Church and
    ReVelle 1974), with minutes saved it is the p-median problem (Hakimi 1964). Where a point counts
    its two best sites it is backup coverage (Hogan and ReVelle 1986). Existing facilities are
    fixed: points save only what they lack.

    Attributes:
        candidates: how many there are.
        weight: (points,) float64.
        benefits: only those with a positive benefit.
        layers: (points,) int64, how many of its best sites a point counts; 1 where it is None.
    """

    candidates: int
    weight: NDArray[np.float64]
    benefits: Benefits
    layers: NDArray[np.int64] | None = None

    @classmethod
    def covering(
        cls,
        walks: ODMatrix,
        candidates: int,
        weight: NDArray[np.float64],
        covered: NDArray[np.bool_],
    ) -> LocationProblem:
        """Cover most weight; `walks` are those to the candidates that fit into the circle."""
        point = _points(walks)
        lacking = ~covered[point]
        benefits = Benefits(
            point[lacking], walks.site[lacking].astype(np.int64), np.ones(lacking.sum())
        )
        return cls(candidates, weight, benefits)

    @classmethod
    def backup(
        cls,
        walks: ODMatrix,
        candidates: int,
        weight: NDArray[np.float64],
        within: NDArray[np.int64],
    ) -> LocationProblem:
        """Cover most weight once and twice; `within` counts what points reach today.

        Both count alike: the first site within somebody's reach and the second within another's.
        """
        lacks = np.maximum(TWICE - within, 0)
        point = _points(walks)
        lacking = lacks[point] > 0
        benefits = Benefits(
            point[lacking], walks.site[lacking].astype(np.int64), np.ones(lacking.sum())
        )
        return cls(candidates, weight, benefits, np.maximum(lacks, 1))

    @classmethod
    def median(
        cls,
        walks: ODMatrix,
        candidates: int,
        weight: NDArray[np.float64],
        minutes: NDArray[np.float64],
    ) -> LocationProblem:
        """Save most minutes; a point walks `minutes` today, which must be finite."""
        point = _points(walks)
        saved = minutes[point] - (walks.label >> 32) / (60 * TICKS_PER_S)
        better = saved > 0
        benefits = Benefits(point[better], walks.site[better].astype(np.int64), saved[better])
        return cls(candidates, weight, benefits)

    @property
    def parts(self) -> int:
        """How many parts `cuts` bounds the value in."""
        return PARTS

    def value(self, chosen: Iterable[int]) -> float:
        """Give what a choice of candidates saves."""
        share = np.zeros(self.candidates)
        share[list(chosen)] = 1.0
        return self.cuts(share).value(share)

    def cuts(self, share: NDArray[np.float64]) -> BendersCuts:
        """Bound what any choice saves, by part; see `benders_cuts.BendersCuts`."""
        return cut_rows(self.rows, share, PARTS)

    @cached_property
    def rows(self) -> Rows:
        """The points that save anything, each with its benefits in falling order."""
        point, candidate, benefit = self.benefits
        if not _falling(point, benefit):
            order = np.lexsort((candidate, -benefit, point))
            point, candidate, benefit = point[order], candidate[order], benefit[order]
        counts = np.bincount(point, minlength=len(self.weight))
        helped = np.flatnonzero(counts)
        start = np.append(0, np.cumsum(counts[helped]))
        layers = np.ones(len(helped), np.int64) if self.layers is None else self.layers[helped]
        # Neighbouring candidates have neighbouring numbers, so a part is a stretch of the town.
        first = candidate[start[:-1]]
        part = first * PARTS // max(1, self.candidates)
        return Rows(start, candidate.astype(np.int32), benefit, self.weight[helped], layers, part)


def _points(walks: ODMatrix) -> NDArray[np.int64]:
    """Give the point that each walk begins at."""
    return np.repeat(np.arange(len(walks.start) - 1), np.diff(walks.start))


def _falling(point: NDArray[np.int64], benefit: NDArray[np.float64]) -> bool:
    """Tell whether points ascend and the benefits of each fall, as those of a covering do."""
    return bool(((np.diff(point) > 0) | ((np.diff(point) == 0) & (np.diff(benefit) <= 0))).all())
