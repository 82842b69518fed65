"""The compiled search: one bounded walk, the nearest sites of it, and tables for every node.

All loops work on labels (see `geo.walking.FAR`): a time and a length in one integer, so that
"quickest, then shortest" is one comparison, sums are exact, and a table equals a repeated search
to the last tick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.heap import drop_first, push
from geo.kernel import kernel, parallel_kernel
from geo.walking import FAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

prange = range
"""Numba's own `prange` stands here once the kernels are compiled."""


class Ways(NamedTuple):
    """The network at one pace: `step` is the label of each half piece, -1 where there is no way."""

    indptr: NDArray[np.int32]
    neighbour: NDArray[np.int32]
    step: NDArray[np.int64]


class Space(NamedTuple):
    """What one search writes on, used again by the next: `label` is all `FAR` in between."""

    label: NDArray[np.int64]
    heap: NDArray[np.int64]
    touched: NDArray[np.int32]


class Doors(NamedTuple):
    """Where sites are entered: for each node, the sites beside it and the label from it.

    `start` is (nodes + 1,) int32; `site` and `label` have one row a door.
    """

    start: NDArray[np.int32]
    site: NDArray[np.int32]
    label: NDArray[np.int64]


class Best(NamedTuple):
    """The nearest sites by category: (categories, k) sites, -1 where none, and their labels."""

    site: NDArray[np.int32]
    label: NDArray[np.int64]


@kernel
def reached(space: Space, node: int, label: int, size: int, count: int) -> tuple[int, int]:
    """Offer a label to a node; give the sizes of the heap and of the touched nodes."""
    if label < space.label[node]:
        if space.label[node] == FAR:
            space.touched[count] = node
            count += 1
        space.label[node] = label
        size = push(space.heap, size, ((label >> 32) << 32) | node)
    return size, count


@kernel
def start(nodes: NDArray[np.int32], labels: NDArray[np.int64], space: Space) -> tuple[int, int]:
    """Offer the first labels; give the sizes of the heap and of the touched nodes."""
    size, count = 0, 0
    for seed in range(len(nodes)):
        size, count = reached(space, nodes[seed], labels[seed], size, count)
    return size, count


@kernel
def go_on(
    ways: Ways, node: int, label: int, space: Space, size: int, count: int
) -> tuple[int, int]:
    """Walk from a settled node to its neighbours; give the sizes as `start` does."""
    for way in range(ways.indptr[node], ways.indptr[node + 1]):
        if ways.step[way] >= 0:
            other = ways.neighbour[way]
            size, count = reached(space, other, label + ways.step[way], size, count)
    return size, count


@kernel
def flood(
    ways: Ways, nodes: NDArray[np.int32], labels: NDArray[np.int64], budget: int, space: Space
) -> int:
    """Walk from some nodes with a head start each, for at most `budget` ticks.

    Leaves the labels in `space` (those past the budget are upper bounds) and gives the number of
    touched nodes; call `wipe` with it.
    """
    size, count = start(nodes, labels, space)
    while size > 0:
        key = space.heap[0]
        size = drop_first(space.heap, size)
        node, now = key & 0xFFFFFFFF, key >> 32
        if now > budget:
            break
        label = space.label[node]
        if label >> 32 < now:
            continue
        size, count = go_on(ways, node, label, space, size, count)
    return count


@kernel
def wipe(space: Space, count: int) -> None:
    """Make the space ready for the next search."""
    for row in range(count):
        space.label[space.touched[row]] = FAR


@kernel
def keep(sites: NDArray[np.int32], labels: NDArray[np.int64], site: int, label: int) -> bool:
    """Put a site into a row of the nearest ones, ties by number; tell whether the row changed."""
    last = len(sites) - 1
    if (label, site) >= (labels[last], sites[last]):
        return False
    place = last
    for row in range(last + 1):
        if sites[row] == site:
            if labels[row] <= label:
                return False
            place = row
            break
    while place > 0 and (label, site) < (labels[place - 1], sites[place - 1]):
        labels[place], sites[place] = labels[place - 1], sites[place - 1]
        place -= 1
    labels[place], sites[place] = label, site
    return True


@kernel
def search_nearest(
    ways: Ways,
    nodes: NDArray[np.int32],
    labels: NDArray[np.int64],
    budget: int,
    doors: Doors,
    category: NDArray[np.int32],
    best: Best,
    space: Space,
) -> None:
    """Add the nearest sites of each category to `best`, and stop as soon as they are known.

    `category` is (sites,) the row of `best` of each site, -1 for one that is not wanted. Rows of
    `best` may hold finds of another kind already; empty places have site -1 and label `FAR`.
    """
    size, count = start(nodes, labels, space)
    last = best.label.shape[1] - 1
    limit = best.label[:, last].max()
    while size > 0:
        key = space.heap[0]
        size = drop_first(space.heap, size)
        node, now = key & 0xFFFFFFFF, key >> 32
        if now > budget or now > limit >> 32:
            break
        label = space.label[node]
        if label >> 32 < now:
            continue
        for door in range(doors.start[node], doors.start[node + 1]):
            site = doors.site[door]
            row = category[site]
            total = label + doors.label[door]
            fits = row >= 0 and total >> 32 <= budget
            if fits and keep(best.site[row], best.label[row], site, total):
                limit = best.label[:, last].max()
        size, count = go_on(ways, node, label, space, size, count)
    wipe(space, count)


@kernel
def spread_site(
    ways: Ways,
    nodes: NDArray[np.int32],
    labels: NDArray[np.int64],
    budget: int,
    site: int,
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
    space: Space,
) -> None:
    """Enter one site into the table of its category, turning back where k others are nearer."""
    size, count = start(nodes, labels, space)
    while size > 0:
        key = space.heap[0]
        size = drop_first(space.heap, size)
        node, now = key & 0xFFFFFFFF, key >> 32
        if now > budget:
            break
        label = space.label[node]
        if label >> 32 < now or not keep(table_site[node], table_label[node], site, label):
            continue
        size, count = go_on(ways, node, label, space, size, count)
    wipe(space, count)


@kernel
def fill_category(
    ways: Ways,
    site_start: NDArray[np.int32],
    nodes: NDArray[np.int32],
    labels: NDArray[np.int64],
    members: NDArray[np.int32],
    budget: int,
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
) -> None:
    """Fill the table of one category, site after site."""
    table_site[:] = -1
    table_label[:] = FAR
    space = Space(
        np.full(len(ways.indptr) - 1, FAR, np.int64),
        np.empty(2 * len(ways.neighbour) + len(nodes) + 1, np.int64),
        np.empty(len(ways.indptr) - 1, np.int32),
    )
    for site in members:
        doors = slice(site_start[site], site_start[site + 1])
        spread_site(ways, nodes[doors], labels[doors], budget, site, table_site, table_label, space)


@parallel_kernel
def fill_tables(
    ways: Ways,
    site_start: NDArray[np.int32],
    nodes: NDArray[np.int32],
    labels: NDArray[np.int64],
    member_start: NDArray[np.int32],
    members: NDArray[np.int32],
    budget: int,
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
) -> None:
    """Fill the tables, (categories, nodes, k), of all categories side by side."""
    for row in prange(len(member_start) - 1):
        fill_category(
            ways,
            site_start,
            nodes,
            labels,
            members[member_start[row] : member_start[row + 1]],
            budget,
            table_site[row],
            table_label[row],
        )


@kernel
def read_table(
    nodes: NDArray[np.int32],
    labels: NDArray[np.int64],
    budget: int,
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
    best: Best,
) -> None:
    """Add to `best` what the tables hold at the nodes around an origin."""
    last = best.label.shape[1] - 1
    for row in range(len(best.label)):
        for seed in range(len(nodes)):
            if labels[seed] >= best.label[row, last]:
                continue
            node = nodes[seed]
            for place in range(last + 1):
                total = labels[seed] + table_label[row, node, place]
                if total >> 32 > budget:
                    break
                keep(best.site[row], best.label[row], table_site[row, node, place], total)
