"""Ways as rows of node ids become straight pieces between numbered nodes, tidy and connected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geo.crs import LocalMetres
from geo.facility import LonLat
from geo.raw_streets import Streets

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOWHERE = 2**31 - 1
"""The coordinate of a node that the extract does not hold."""

PER_DEGREE = 10_000_000
"""OpenStreetMap counts positions in whole units of 1e-7 degrees."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Straight pieces of street between nodes.

    Attributes:
        at: (nodes, 2) int32, longitude and latitude in 1e-7 degrees, WGS-84.
        ends: (pieces, 2) int64, rows of `at`.
        steps: (pieces,) bool, stairs.
        sealed: (pieces,) bool, bridges and tunnels.
        signals: (nodes,) bool, people wait here.
        stops: (nodes,) bool, nobody passes here.
    """

    at: NDArray[np.int32]
    ends: NDArray[np.int64]
    steps: NDArray[np.bool_]
    sealed: NDArray[np.bool_]
    signals: NDArray[np.bool_]
    stops: NDArray[np.bool_]

    def only(self, kept: NDArray[np.bool_]) -> Pieces:
        """Keep some pieces, (pieces,) bool, and the nodes that they use."""
        ends = self.ends[kept]
        used = np.zeros(len(self.at), np.bool_)
        used[ends] = True
        rank = np.cumsum(used) - 1
        return Pieces(
            self.at[used],
            rank[ends],
            self.steps[kept],
            self.sealed[kept],
            self.signals[used],
            self.stops[used],
        )

    def lengths_m(self) -> NDArray[np.float64]:
        """Measure the pieces, of which there is one at least: (pieces,) metres."""
        lonlat = self.at / PER_DEGREE
        middle = (lonlat.min(axis=0) + lonlat.max(axis=0)) / 2
        metres = LocalMetres(LonLat(*middle.tolist())).to_metres(lonlat)
        legs = metres[self.ends[:, 1]] - metres[self.ends[:, 0]]
        return np.hypot(legs[:, 0], legs[:, 1])

    def islands(self) -> NDArray[np.int32]:
        """Number the parts that hang together: (pieces,) the part of each piece."""
        label = _joined(len(self.at), self.ends)
        return label[self.ends[:, 0]]

    def streets(self, barriers: tuple[NDArray[np.float64], ...]) -> Streets:
        """Write the pieces as streets, in degrees."""
        return Streets(
            lonlat=self.at / PER_DEGREE,
            ends=self.ends.astype(np.int32),
            steps=self.steps,
            sealed=self.sealed,
            signals=self.signals,
            barriers=barriers,
        )


def between(
    sizes: NDArray[np.int64], node: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pair each node of each way with the next one.

    Args:
        sizes: (ways,) how many nodes each way has, never 0.
        node: the nodes of all ways, one way after another.

    Returns:
        (pieces, 2) the two nodes of each piece, and (pieces,) the way it belongs to.
    """
    goes_on = np.ones(len(node), np.bool_)
    goes_on[np.cumsum(sizes) - 1] = False
    first = np.flatnonzero(goes_on)
    way = np.repeat(np.arange(len(sizes)), sizes)
    return np.column_stack((node[first], node[first + 1])), way[first]


def tidy(raw: Pieces) -> Pieces:
    """Make pieces ready to be walked; nodes stay in their order, pieces come in order of theirs.

    Pieces to a node that the extract does not hold go; nodes that a piece without length joins
    become one; of pieces between the same two nodes one stays; and at a node where nobody passes
    each piece gets an end of its own, so that a walk comes up to it from every side and ends.
    """
    held = (raw.at != NOWHERE).all(axis=1)
    return _cut(_single(_merged(raw.only(held[raw.ends].all(axis=1)))))


def _joined(count: int, ends: NDArray[np.int64]) -> NDArray[np.int32]:
    """Number the parts of a graph of `count` nodes: (nodes,) the part of each node."""
    from scipy.sparse import coo_array  # noqa: PLC0415 - heavy, and an answer never needs it
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - likewise

    links = coo_array((np.ones(len(ends), np.int8), ends.T), shape=(count, count))
    labels: NDArray[np.int32] = connected_components(links, directed=False)[1]
    return labels


def _merged(pieces: Pieces) -> Pieces:
    """Let the first of the nodes that pieces without length join stand for all of them."""
    flat = (pieces.at[pieces.ends[:, 0]] == pieces.at[pieces.ends[:, 1]]).all(axis=1)
    if not flat.any():
        return pieces
    label = _joined(len(pieces.at), pieces.ends[flat])
    first = np.full(label.max() + 1, len(label))
    np.minimum.at(first, label, np.arange(len(label)))
    chief = first[label]
    signals, stops = pieces.signals.copy(), pieces.stops.copy()
    np.logical_or.at(signals, chief, pieces.signals)
    np.logical_or.at(stops, chief, pieces.stops)
    moved = replace(pieces, ends=chief[pieces.ends], signals=signals, stops=stops)
    return moved.only(~flat)


def _single(pieces: Pieces) -> Pieces:
    """Keep one piece between two nodes, without stairs and open if any of its doubles is."""
    count = len(pieces.at)
    low, high = np.sort(pieces.ends, axis=1).T
    key, same = np.unique(low * count + high, return_inverse=True)
    steps, sealed = np.ones((2, len(key)), np.bool_)
    np.logical_and.at(steps, same, pieces.steps)
    np.logical_and.at(sealed, same, pieces.sealed)
    ends = np.column_stack(np.divmod(key, max(count, 1)))
    one = replace(pieces, ends=ends, steps=steps, sealed=sealed)
    return one.only(ends[:, 0] != ends[:, 1])


def _cut(pieces: Pieces) -> Pieces:
    """Give each piece at a closed node its own copy of that node."""
    ends = pieces.ends.copy()
    shut = pieces.stops[ends]
    copied = ends[shut]
    ends[shut] = len(pieces.at) + np.arange(len(copied))
    whole = Pieces(
        np.concatenate((pieces.at, pieces.at[copied])),
        ends,
        pieces.steps,
        pieces.sealed,
        np.concatenate((pieces.signals, pieces.signals[copied])),
        np.concatenate((pieces.stops, pieces.stops[copied])),
    )
    return whole.only(np.ones(len(ends), np.bool_))
