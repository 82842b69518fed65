"""Nodes waiting to be walked from, in buckets of about the same time.

Each node waits in one bucket at most, as a link of a chain, so the room is known beforehand and
nothing is compared. Within a bucket the order is free: a node that turns out to be nearer waits
again and is walked from again, so the labels end up the same as in any other order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.kernels import lean_kernel
from geo.walking_model import UNREACHABLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUCKETS = 256
"""So many buckets are there at most: 1 kB, which stay in the processor's nearest memory."""

NONE, OUT = -1, -2
"""In place of a node: there is none; the node is not waiting."""

BEFORE, AFTER = 0, 1


class Space(NamedTuple):
    """What one search writes on, used again by the next.

    In between, `label` (nodes,) is all `UNREACHABLE` and `first` (`BUCKETS`,) all `NONE`. `link`
    (nodes, 2) holds the nodes before and after a waiting one, `touched` (nodes,) the nodes that
    have a label.
    """

    label: NDArray[np.int64]
    link: NDArray[np.int32]
    first: NDArray[np.int32]
    touched: NDArray[np.int32]


class Span(NamedTuple):
    """How far a search goes: ticks, and the width of a bucket as a power of two of ticks."""

    budget: int
    shift: int


def make_space(*shape: int) -> Space:
    """Make the space for searches of a network with so many nodes.

    With two numbers, (hands, nodes), each array has one row a hand.
    """
    return Space(
        np.full(shape, UNREACHABLE, np.int64),
        np.empty((*shape, 2), np.int32),
        np.full((*shape[:-1], BUCKETS), NONE, np.int32),
        np.empty(shape, np.int32),
    )


@lean_kernel
def span_of(budget: int) -> Span:
    """Make the buckets just so wide that the last one reaches the budget."""
    shift = 0
    while budget >> shift >= BUCKETS:
        shift += 1
    return Span(budget, shift)


@lean_kernel
def offer(space: Space, node: int, label: int, span: Span, count: int) -> int:
    """Offer a label to a node, which waits if that is better and within the budget.

    Gives the number of touched nodes, of which there were `count`.
    """
    old = space.label[node]
    if label >= old:
        return count
    if old == UNREACHABLE:
        space.touched[count] = node
        count += 1
    elif space.link[node, BEFORE] != OUT:
        leave(space, node, old >> 32 >> span.shift)
    space.label[node] = label
    if label >> 32 <= span.budget:
        wait(space, node, label >> 32 >> span.shift)
    else:
        space.link[node, BEFORE] = OUT
    return count


@lean_kernel
def wait(space: Space, node: int, bucket: int) -> None:
    """Put a node first into a bucket."""
    after = space.first[bucket]
    space.first[bucket] = node
    space.link[node, BEFORE] = NONE
    space.link[node, AFTER] = after
    if after != NONE:
        space.link[after, BEFORE] = node


@lean_kernel
def leave(space: Space, node: int, bucket: int) -> None:
    """Take a waiting node out of its bucket."""
    before, after = space.link[node, BEFORE], space.link[node, AFTER]
    if before == NONE:
        space.first[bucket] = after
    else:
        space.link[before, AFTER] = after
    if after != NONE:
        space.link[after, BEFORE] = before
    space.link[node, BEFORE] = OUT


@lean_kernel
def wipe(space: Space, count: int) -> None:
    """Make the space ready for the next search."""
    space.first[:] = NONE
    for row in range(count):
        space.label[space.touched[row]] = UNREACHABLE
