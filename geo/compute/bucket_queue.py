"""A bucket priority queue of nodes for Dijkstra's algorithm, kept in buffers that are used again.

Each bucket is a doubly linked list of nodes whose times are about the same. A node is in one bucket
at most, so the memory is known beforehand and nothing is compared. Within a bucket the order is
free: a node whose label decreases is pushed and settled again, so that the final labels are the
same as in any other order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.walking_model import UNREACHABLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUCKETS = 256
"""The most buckets that there are: 1 kB of heads, which stay in the first-level cache."""

NONE, NOT_QUEUED = -1, -2
"""In place of a node: the end of a list; the node is in no bucket."""

PREVIOUS, NEXT = 0, 1
"""Columns of `SearchBuffers.link`."""


class SearchBuffers(NamedTuple):
    """The scratch buffers of one search, reset and used again by the next.

    Between searches `label` (nodes,) is all `UNREACHABLE` and `head` (`BUCKETS`,) all `NONE`.
    `link` (nodes, 2) holds the previous and the next node in a bucket, `touched` (nodes,) the
    nodes that have a label.
    """

    label: NDArray[np.int64]
    link: NDArray[np.int32]
    head: NDArray[np.int32]
    touched: NDArray[np.int32]


class BucketRange(NamedTuple):
    """How far a search goes, in ticks, and the width of a bucket: `2 ** shift` ticks."""

    cutoff: int
    shift: int


def make_buffers(*shape: int) -> SearchBuffers:
    """Make the buffers for searches of a network with so many nodes.

    With two numbers, (workers, nodes), each array has one row a worker.
    """
    return SearchBuffers(
        np.full(shape, UNREACHABLE, np.int64),
        np.empty((*shape, 2), np.int32),
        np.full((*shape[:-1], BUCKETS), NONE, np.int32),
        np.empty(shape, np.int32),
    )


@lean_kernel
def bucket_range(cutoff: int) -> BucketRange:
    """Choose the narrowest buckets of which the last one reaches the cutoff."""
    shift = 0
    while cutoff >> shift >= BUCKETS:
        shift += 1
    return BucketRange(cutoff, shift)


@lean_kernel
def push(buffers: SearchBuffers, node: int, label: int, buckets: BucketRange, touched: int) -> int:
    """Push a node, or decrease its label if it has a larger one; past the cutoff only label it.

    Gives the number of touched nodes, of which there were `touched`.
    """
    old = buffers.label[node]
    if label >= old:
        return touched
    if old == UNREACHABLE:
        buffers.touched[touched] = node
        touched += 1
    elif buffers.link[node, PREVIOUS] != NOT_QUEUED:
        remove(buffers, node, old >> 32 >> buckets.shift)
    buffers.label[node] = label
    if label >> 32 <= buckets.cutoff:
        insert(buffers, node, label >> 32 >> buckets.shift)
    else:
        buffers.link[node, PREVIOUS] = NOT_QUEUED
    return touched


@lean_kernel
def pop(buffers: SearchBuffers, bucket: int) -> int:
    """Take the first node out of a bucket that is not empty."""
    node: int = buffers.head[bucket]
    remove(buffers, node, bucket)
    return node


@lean_kernel
def insert(buffers: SearchBuffers, node: int, bucket: int) -> None:
    """Put a node at the head of a bucket."""
    following = buffers.head[bucket]
    buffers.head[bucket] = node
    buffers.link[node, PREVIOUS] = NONE
    buffers.link[node, NEXT] = following
    if following != NONE:
        buffers.link[following, PREVIOUS] = node


@lean_kernel
def remove(buffers: SearchBuffers, node: int, bucket: int) -> None:
    """Take a node out of its bucket."""
    previous, following = buffers.link[node, PREVIOUS], buffers.link[node, NEXT]
    if previous == NONE:
        buffers.head[bucket] = following
    else:
        buffers.link[previous, NEXT] = following
    if following != NONE:
        buffers.link[following, PREVIOUS] = previous
    buffers.link[node, PREVIOUS] = NOT_QUEUED


@lean_kernel
def reset(buffers: SearchBuffers, touched: int) -> None:
    """Make the buffers ready for the next search."""
    buffers.head[:] = NONE
    for row in range(touched):
        buffers.label[buffers.touched[row]] = UNREACHABLE
