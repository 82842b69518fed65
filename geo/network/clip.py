"""A part of a network: all that anybody in a box may walk on, at its very place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.compute import grid
from geo.network.snapping import CELL_M
from geo.network.walk_network import WalkNetwork
from geo.walking_model import MAX_SNAP_M

if TYPE_CHECKING:
    from numpy.typing import NDArray


def clip(
    network: WalkNetwork, low: NDArray[np.float64], high: NDArray[np.float64]
) -> WalkNetwork | None:
    """Cut out all pieces that touch a box, in metres; None where there is none.

    Positions keep the very bits they have, and cells the same edges, so that whatever is reckoned
    well inside the box comes out the same.
    """
    cells = network.cells
    near = grid.in_box(cells, CELL_M, (network.piece_start, network.piece_item), low, high)
    kept = near[touching(network.xy[network.ends[near]].reshape(-1, 4), low, high)]
    if not len(kept):
        return None
    nodes, flat = np.unique(network.ends[kept], return_inverse=True)
    ends: NDArray[np.int32] = flat.reshape(-1, 2).astype(np.int32)
    xy = np.ascontiguousarray(network.xy[nodes])
    near = grid.in_box(cells, CELL_M, (network.barrier_start, network.barrier_item), low, high)
    barriers = network.barriers[near[touching(network.barriers[near], low, high)]]
    cells = grid.frame(xy, CELL_M, MAX_SNAP_M)
    piece_start, piece_item = grid.sort_into(
        cells, CELL_M, np.hstack([xy[ends[:, 0]], xy[ends[:, 1]]])
    )
    barrier_start, barrier_item = grid.sort_into(cells, CELL_M, barriers)
    indptr, neighbour, piece = _around(ends, len(nodes))
    return WalkNetwork(
        centre=network.centre,
        xy=xy,
        signals=network.signals[nodes],
        ends=ends,
        length=network.length[kept],
        flags=network.flags[kept],
        indptr=indptr,
        neighbour=neighbour,
        piece=piece,
        cells=cells,
        piece_start=piece_start,
        piece_item=piece_item,
        barriers=barriers,
        barrier_start=barrier_start,
        barrier_item=barrier_item,
    )


def touching(
    lines: NDArray[Any], low: NDArray[np.float64], high: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Give the rows of (n, 4) lines, from corner to corner, whose box touches another."""
    first, last = lines[:, :2], lines[:, 2:]
    inside = (np.minimum(first, last) <= high) & (np.maximum(first, last) >= low)
    return np.flatnonzero(inside.all(axis=1))


def _around(ends: NDArray[np.int32], nodes: int) -> tuple[NDArray[np.int32], ...]:
    """Sort pieces into a row a node: row starts, neighbours, pieces."""
    tail, head = ends.T.ravel(), ends[:, ::-1].T.ravel()
    order = np.argsort(tail, kind="stable")
    start = np.searchsorted(tail[order], np.arange(nodes + 1)).astype(np.int32)
    piece = np.tile(np.arange(len(ends), dtype=np.int32), 2)
    return start, np.ascontiguousarray(head[order]), piece[order]
