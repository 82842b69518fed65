"""A heap of integers in a plain array, smallest first, four children a node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.kernel import kernel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@kernel
def push(heap: NDArray[np.int64], size: int, key: int) -> int:
    """Add a key and give the new size; the array must have room."""
    hole = size
    while hole > 0:
        parent = (hole - 1) >> 2
        if heap[parent] <= key:
            break
        heap[hole] = heap[parent]
        hole = parent
    heap[hole] = key
    return size + 1


@kernel
def drop_first(heap: NDArray[np.int64], size: int) -> int:
    """Take the smallest key, `heap[0]`, away and give the new size."""
    size -= 1
    key = heap[size]
    hole = 0
    while True:
        child = 4 * hole + 1
        if child >= size:
            break
        smallest = child
        for other in range(child + 1, min(child + 4, size)):
            if heap[other] < heap[smallest]:
                smallest = other
        if heap[smallest] >= key:
            break
        heap[hole] = heap[smallest]
        hole = smallest
    heap[hole] = key
    return size
