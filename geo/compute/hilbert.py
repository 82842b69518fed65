"""Hilbert order: points numbered so that those close in space are close in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BITS = 16


def hilbert_order(xy: NDArray[np.float32]) -> NDArray[np.int64]:
    """Give the rows of `xy` ((points, 2), any unit) along Hilbert's curve over their box."""
    low = xy.min(axis=0)
    side = max(float((xy.max(axis=0) - low).max()), 1e-9)
    x, y = ((xy - low) / side * ((1 << _BITS) - 1)).astype(np.uint32).T
    place = np.zeros(len(xy), np.uint64)
    for bit in range(_BITS - 1, -1, -1):
        right, up = (x >> bit) & 1, (y >> bit) & 1
        place = (place << 2) | ((3 * right) ^ up)
        _turn(x, y, right, up)
    return np.argsort(place, kind="stable")


def _turn(
    x: NDArray[np.uint32], y: NDArray[np.uint32], right: NDArray[np.uint32], up: NDArray[np.uint32]
) -> None:
    """Turn the quadrant a point lies in, so that the curve enters and leaves it at its corners."""
    mirrored = (up == 0) & (right == 1)
    full = np.uint32((1 << _BITS) - 1)
    x[mirrored], y[mirrored] = full - x[mirrored], full - y[mirrored]
    swapped = up == 0
    x[swapped], y[swapped] = y[swapped], x[swapped].copy()
