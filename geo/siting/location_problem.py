"""Location problems: maximal covering and p-median as one, and their reduction."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.walking_model import TICKS_PER_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.routing.od_matrix import ODMatrix


class Benefits(NamedTuple):
    """What each candidate saves each point, for each unit of its weight: a sparse matrix."""

    point: NDArray[np.int64]
    candidate: NDArray[np.int64]
    benefit: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LocationProblem:
    """Choose sites among candidates so that the points save most.

    A point saves the greatest benefit among the chosen candidates, times its weight. With a benefit
    of 1 for each point newly covered this is the maximal covering location problem (Church and
    ReVelle 1974), with minutes saved it is the p-median problem (Hakimi 1964). Existing facilities
    are fixed: points save only what they lack.

    Attributes:
        candidates: how many there are.
        weight: (points,) float64.
        benefits: only those with a positive benefit.
    """

    candidates: int
    weight: NDArray[np.float64]
    benefits: Benefits

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

    def value(self, chosen: Sequence[int]) -> float:
        """Give what a choice of candidates saves."""
        best = np.zeros(len(self.weight))
        taken = np.isin(self.benefits.candidate, list(chosen))
        np.maximum.at(best, self.benefits.point[taken], self.benefits.benefit[taken])
        return float(best @ self.weight)

    def reduced(self) -> tuple[LocationProblem, NDArray[np.int64]]:
        """Merge points with equal benefits; leave out dominated candidates.

        Returns:
            The smaller problem, and the number that each of its candidates has in this one.
        """
        from scipy import sparse  # noqa: PLC0415 - 0.2 s, and only siting needs it

        shape = len(self.weight), self.candidates
        table = sparse.csr_array((self.benefits.benefit, self.benefits[:2]), shape=shape)
        table, weight = _merge_equal_points(table, self.weight)
        kept = _undominated(table)
        rows = table[:, kept].tocoo()
        benefits = Benefits(rows.row.astype(np.int64), rows.col.astype(np.int64), rows.data)
        return LocationProblem(len(kept), weight, benefits), kept


def _points(walks: ODMatrix) -> NDArray[np.int64]:
    """Give the point that each walk begins at."""
    return np.repeat(np.arange(len(walks.start) - 1), np.diff(walks.start))


def _merge_equal_points(table: Any, weight: NDArray[np.float64]) -> tuple[Any, NDArray[np.float64]]:  # noqa: ANN401 - SciPy has no types
    """Merge rows of equal content, adding their weights; drop the empty ones."""
    table.sort_indices()
    first: dict[bytes, int] = {}
    total: list[float] = []
    rows: list[int] = []
    for row, (start, end) in enumerate(itertools.pairwise(table.indptr.tolist())):
        if start == end:
            continue
        content = table.indices[start:end].tobytes() + table.data[start:end].tobytes()
        place = first.setdefault(content, len(rows))
        if place == len(rows):
            rows.append(row)
            total.append(0.0)
        total[place] += float(weight[row])
    return table[rows], np.array(total)


def _undominated(table: Any) -> NDArray[np.int64]:  # noqa: ANN401 - likewise
    """Give the columns that no other one contains; where benefits differ, all that are used."""
    used = np.diff(table.tocsc().indptr)
    if not (table.data == 1.0).all():
        return np.flatnonzero(used)
    shared = (table.T @ table).toarray()
    inside = shared == used[:, None]  # column `row` lies inside column `column`
    smaller = used[:, None] < used[None, :]
    later = (used[:, None] == used[None, :]) & np.tri(len(used), k=-1, dtype=bool)
    return np.flatnonzero((used > 0) & ~(inside & (smaller | later)).any(axis=1))
