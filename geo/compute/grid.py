"""A uniform grid of square cells as a spatial index of line segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.compute import csr

if TYPE_CHECKING:
    from numpy.typing import NDArray


def frame(xy: NDArray[np.float32], cell_m: float, margin_m: float) -> NDArray[np.float64]:
    """Lay a grid over the points and a margin around them.

    Returns:
        (4,) float64: columns, rows, and the low corner in metres.
    """
    low = np.floor((xy.min(axis=0) - margin_m) / cell_m) * cell_m
    columns, rows = np.floor((xy.max(axis=0) + margin_m - low) / cell_m).astype(np.int64) + 1
    return np.array([columns, rows, low[0], low[1]], np.float64)


def index_segments(
    cells: NDArray[np.float64], cell_m: float, segments: NDArray[np.float32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Index segments, (n, 4) x0, y0, x1, y1, by every cell that their bounding box touches.

    Returns:
        CSR by cell: (cells + 1,) int32 starts, and int32 segment numbers. Segments wholly outside
        the grid are in no cell.
    """
    columns, rows = int(cells[0]), int(cells[1])
    first = np.floor((np.minimum(segments[:, :2], segments[:, 2:]) - cells[2:]) / cell_m)
    last = np.floor((np.maximum(segments[:, :2], segments[:, 2:]) - cells[2:]) / cell_m)
    first = np.maximum(first, 0).astype(np.int64)
    last = np.minimum(last, [columns - 1, rows - 1]).astype(np.int64)
    wide, high = np.maximum(last - first + 1, 0).T
    count = wide * high
    segment = np.repeat(np.arange(len(segments)), count)
    step = np.arange(len(segment)) - np.repeat(np.cumsum(count) - count, count)
    across = np.maximum(wide, 1)[segment]
    cell = (first[segment, 1] + step // across) * columns + first[segment, 0] + step % across
    start, order = csr.group(cell, columns * rows)
    return start, segment[order].astype(np.int32)


def in_box(
    cells: NDArray[np.float64],
    cell_m: float,
    items: tuple[NDArray[np.int32], NDArray[np.int32]],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
) -> NDArray[np.int32]:
    """Give the numbers of all segments, indexed by `index_segments`, in cells that a box touches.

    Each once and in order; the box's corners are in metres.
    """
    columns, rows = int(cells[0]), int(cells[1])
    west, south = np.maximum(np.floor((low - cells[2:]) / cell_m), 0).astype(np.int64)
    east, north = np.minimum(np.floor((high - cells[2:]) / cell_m), [columns - 1, rows - 1])
    start, item = items
    found = [
        item[start[row * columns + west] : start[row * columns + int(east) + 1]]
        for row in range(south, int(north) + 1)
        if west <= east
    ]
    return np.unique(np.concatenate(found)) if found else item[:0]
