"""Where edges lie, in the order in which the cells of the grid name them; lines as segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.network.snapping import CELL_M

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.crs import LocalMetres


def edge_lines(
    xy: NDArray[np.float32],
    ends: NDArray[np.int32],
    cells: NDArray[np.float64],
    edge_start: NDArray[np.int32],
    edge_item: NDArray[np.int32],
) -> NDArray[np.float32]:
    """Give a line for each edge of each cell: (6, items) x0, y0, x1, y1, and the cell's x, y.

    Args:
        xy: (nodes, 2) local metres.
        ends: (edges, 2) the nodes of each edge.
        cells: the grid, as in `NetworkArrays`.
        edge_start: (cells + 1,) where the edges of each cell begin.
        edge_item: (items,) the edges, cell by cell.
    """
    line = np.empty((6, len(edge_item)), np.float32)
    x, y = np.ascontiguousarray(xy.T)
    for end, (line_x, line_y) in enumerate((line[:2], line[2:4])):
        node = np.ascontiguousarray(ends[:, end])[edge_item]
        x.take(node, out=line_x)
        y.take(node, out=line_y)
    items = np.diff(edge_start)
    row, column = np.divmod(np.arange(len(items)), int(cells[0]))
    for place, first, out in zip((column, row), cells[2:], line[4:], strict=True):
        out[:] = np.repeat((place * CELL_M + first).astype(np.float32), items)
    return line


def line_segments(
    lines: tuple[NDArray[np.float64], ...], metres: LocalMetres
) -> NDArray[np.float32]:
    """Cut lines in degrees into segments: (segments, 4) float32 metres."""
    whole = metres.to_metres(np.concatenate([*lines, np.empty((0, 2))]))
    ends = np.cumsum([len(line) for line in lines], dtype=np.int64) - 1
    goes_on = np.delete(np.arange(len(whole)), ends)
    return np.hstack([whole[goes_on], whole[goes_on + 1]]).astype(np.float32)
