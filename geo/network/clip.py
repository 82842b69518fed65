"""Clips a network to a box; positions and grid cells stay exactly as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.compute import csr, grid
from geo.network.snapping import CELL_M
from geo.network.walk_network import WalkNetwork
from geo.walking_model import MAX_SNAP_M

if TYPE_CHECKING:
    from numpy.typing import NDArray


def clip(
    network: WalkNetwork, low: NDArray[np.float64], high: NDArray[np.float64]
) -> WalkNetwork | None:
    """Clip a network to the edges that touch a box, in metres; None where there is none.

    Positions keep their very bits and cells their borders, so that whatever is computed well inside
    the box comes out the same.
    """
    cells, closing = network.cells, touching(network.closing, low, high)
    near = grid.in_box(cells, CELL_M, (network.edge_start, network.edge_item), low, high)
    kept = near[touching(network.xy[network.ends[near]].reshape(-1, 4), low, high)]
    if not len(kept):
        return None
    nodes, flat = np.unique(network.ends[kept], return_inverse=True)
    ends: NDArray[np.int32] = flat.reshape(-1, 2).astype(np.int32)
    xy = np.ascontiguousarray(network.xy[nodes])
    near = grid.in_box(cells, CELL_M, (network.barrier_start, network.barrier_item), low, high)
    barriers = network.barriers[near[touching(network.barriers[near], low, high)]]
    cells = grid.frame(xy, CELL_M, MAX_SNAP_M)
    edge_start, edge_item = grid.index_segments(
        cells, CELL_M, np.hstack([xy[ends[:, 0]], xy[ends[:, 1]]])
    )
    barrier_start, barrier_item = grid.index_segments(cells, CELL_M, barriers)
    indptr, neighbour, edge = csr.adjacency(ends, len(nodes))
    return WalkNetwork(
        centre=network.centre,
        xy=xy,
        half_waits=network.half_waits[nodes],
        ends=ends,
        length=network.length[kept],
        flags=network.flags[kept],
        indptr=indptr,
        neighbour=neighbour,
        edge=edge,
        cells=cells,
        edge_start=edge_start,
        edge_item=edge_item,
        barriers=barriers,
        barrier_start=barrier_start,
        barrier_item=barrier_item,
        hours=network.hours[kept],
        timetable=network.timetable,
        fences=network.fences[touching(network.fences, low, high)],
        gates=network.gates,
        gate_hours=network.gate_hours,
        shut_gates=network.shut_gates,
        shut_ways=network.shut_ways[touching(network.shut_ways, low, high)],
        closing=network.closing[closing],
        closing_hours=network.closing_hours[closing],
        slope_factor=network.slope_factor[kept]
        if len(network.slope_factor)
        else network.slope_factor,
        ground=_ground_in(network, cells),
    )


def _ground_in(network: WalkNetwork, cells: NDArray[np.float64]) -> NDArray[np.float32]:
    """Give the heights at the corners of some of the grid's cells."""
    if not network.ground.size:
        return network.ground
    west, south = np.rint((cells[2:] - network.cells[2:]) / CELL_M).astype(int).tolist()
    columns, rows = cells[:2].astype(int).tolist()
    part = network.ground[south : south + rows + 1, west : west + columns + 1]
    return np.ascontiguousarray(part)


def touching(
    lines: NDArray[Any], low: NDArray[np.float64], high: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Give the rows of (n, 4) lines whose bounding box touches the box from `low` to `high`."""
    first, last = lines[:, :2], lines[:, 2:]
    inside = (np.minimum(first, last) <= high) & (np.maximum(first, last) >= low)
    return np.flatnonzero(inside.all(axis=1))
