"""Benders cuts: linear bounds on what a choice of candidates saves, tight where they are made.

A choice is a share between 0 and 1 of each candidate, (candidates,) float64. What it saves is
concave in the shares, so a tangent bounds it everywhere (Benders 1962; for covering Cordeau, Furini
and Ljubić 2019).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from geo.compute.kernels import lean_kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


class BendersCuts(NamedTuple):
    """Bounds: what part `part` saves is at most `constant + slope @ share`, for any shares.

    Several bounds may be of one part. They are tight where they were made: there the least bound of
    each part adds up to the value, if all shares are whole.

    Attributes:
        part: (cuts,) int64.
        constant: (cuts,) float64.
        slope: (cuts, candidates) float64, none negative.
    """

    part: NDArray[np.int64]
    constant: NDArray[np.float64]
    slope: NDArray[np.float64]

    def bounds(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give each bound at a choice."""
        return np.asarray(self.constant + self.slope @ share)

    def value(self, share: NDArray[np.float64]) -> float:
        """Give the sum over the parts of the least bound of each."""
        return float(self._least(self.bounds(share)).sum())

    def most_added(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Bound what each candidate adds to a choice in which it is not."""
        with_each = self.bounds(share)[:, None] + self.slope
        return np.asarray(self._least(with_each).sum(axis=0) - self.value(share))

    def _least(self, bounds: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the least bound of each part; every part has one."""
        least = np.full((int(self.part.max()) + 1, *bounds.shape[1:]), np.inf)
        np.minimum.at(least, self.part, bounds)
        return least


class Concave(Protocol):
    """What a choice of candidates saves, known by its cuts."""

    @property
    def candidates(self) -> int:
        """How many candidates there are."""

    @property
    def parts(self) -> int:
        """How many parts the value is bounded in."""

    def cuts(self, share: NDArray[np.float64]) -> BendersCuts:
        """Bound what any choice saves, tight at this one."""


class Rows(NamedTuple):
    """Points in CSR: the candidates of each and their benefits, in falling order.

    Attributes:
        start: (points + 1,) int64.
        candidate, benefit: int32 and float64, by point.
        weight: (points,) float64.
        layers: (points,) int64, how many of its best chosen candidates a point counts.
        part: (points,) int64, the part of the value that the point belongs to.
    """

    start: NDArray[np.int64]
    candidate: NDArray[np.int32]
    benefit: NDArray[np.float64]
    weight: NDArray[np.float64]
    layers: NDArray[np.int64]
    part: NDArray[np.int64]


def cut_rows(rows: Rows, share: NDArray[np.float64], parts: int) -> BendersCuts:
    """Bound what the points of each part save, tight at these shares."""
    constant, slope = np.zeros(parts), np.zeros((parts, len(share)))
    add_cuts(rows, share, constant, slope)
    return BendersCuts(np.arange(parts), constant, slope)


@lean_kernel
def add_cuts(
    rows: Rows,
    share: NDArray[np.float64],
    constant: NDArray[np.float64],
    slope: NDArray[np.float64],
) -> None:
    """Add the cut of every point to that of its part.

    A point counts its best candidates until their shares make up its layers. The benefit there is
    the price of a layer; a candidate is worth what it saves beyond that price.
    """
    start, candidate, benefit = rows.start, rows.candidate, rows.benefit
    for row in range(len(rows.weight)):
        part, room, price = rows.part[row], float(rows.layers[row]), 0.0
        for place in range(start[row], start[row + 1]):
            room -= share[candidate[place]]
            if room <= 0.0:
                price = benefit[place]
                break
        constant[part] += rows.weight[row] * price * rows.layers[row]
        for place in range(start[row], start[row + 1]):
            if benefit[place] <= price:
                break
            slope[part, candidate[place]] += rows.weight[row] * (benefit[place] - price)
