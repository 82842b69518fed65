"""Compressed sparse rows (CSR): items grouped by row, and where each row starts among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from geo.compute.kernels import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


def group(row: NDArray[Any], rows: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Group items by row, keeping their order within each.

    Args:
        row: (items,) the row of each item, from 0 to `rows` - 1.
        rows: how many rows there are.

    Returns:
        (rows + 1,) where each row starts, and (items,) the items in order of their rows.
    """
    start = np.zeros(rows + 1, np.int32)
    np.cumsum(np.bincount(row, minlength=rows), out=start[1:])
    return start, np.argsort(row, kind="stable")


def adjacency(
    ends: NDArray[np.int32], nodes: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """Turn edges, (edges, 2) nodes, into arcs in both directions, grouped by node.

    Returns:
        (nodes + 1,) row starts, (2 x edges,) neighbours and (2 x edges,) edges.
    """
    start, order = group(ends.T.ravel(), nodes)
    neighbour = ends[:, ::-1].T.ravel()[order]
    edge = np.tile(np.arange(len(ends), dtype=np.int32), 2)[order]
    return start, neighbour.astype(np.int32), edge


@kernel
def group_labels(
    row: NDArray[np.int32], rows: int, item: NDArray[np.int32], label: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Group (item, label) by row as `group` does; a counting sort, for many millions of them."""
    start = np.zeros(rows + 1, np.int64)
    for place in range(len(row)):
        start[row[place] + 1] += 1
    for one in range(rows):
        start[one + 1] += start[one]
    free = start[:rows].copy()
    items, labels = np.empty(len(row), np.int32), np.empty(len(row), np.int64)
    for place in range(len(row)):
        target = free[row[place]]
        items[target], labels[target] = item[place], label[place]
        free[row[place]] += 1
    return start, items, labels
