"""The compiled search: one bounded walk, the nearest sites of it, and tables for every node.

All loops work on labels (`geo.walking_model.UNREACHABLE`): time and length in one integer, so that
"quickest, then shortest" is one comparison, sums are exact, and a table equals a repeated search
to the last tick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.compute.bucket_queue import NONE, Space, leave, offer, span_of, wipe
from geo.compute.kernels import lean_kernel, parallel_kernel
from geo.walking_model import UNREACHABLE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.compute.bucket_queue import Span

prange = range
"""Numba's own `prange` stands here once the kernels are compiled."""


class Ways(NamedTuple):
    """The network at one pace: `step` is the label of each half piece, -1 where there is no way."""

    indptr: NDArray[np.int32]
    neighbour: NDArray[np.int32]
    step: NDArray[np.int64]


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


@lean_kernel
def start(nodes: NDArray[np.int32], labels: NDArray[np.int64], span: Span, space: Space) -> int:
    """Offer the first labels; give the number of touched nodes."""
    count = 0
    for seed in range(len(nodes)):
        count = offer(space, nodes[seed], labels[seed], span, count)
    return count


@lean_kernel
def go_on(ways: Ways, node: int, span: Span, space: Space, count: int) -> int:
    """Walk from a node to its neighbours; give the number of touched nodes."""
    label = space.label[node]
    for way in range(ways.indptr[node], ways.indptr[node + 1]):
        step = ways.step[way]
        if step >= 0:
            count = offer(space, ways.neighbour[way], label + step, span, count)
    return count


@lean_kernel
def flood(
    ways: Ways, nodes: NDArray[np.int32], labels: NDArray[np.int64], budget: int, space: Space
) -> int:
    """Walk from some nodes with a head start each, for at most `budget` ticks.

    Leaves the labels in `space` (those past the budget are upper bounds) and gives the number of
    touched nodes; call `wipe` with it.
    """
    span = span_of(budget)
    count = start(nodes, labels, span, space)
    for bucket in range((budget >> span.shift) + 1):
        while space.first[bucket] != NONE:
            node = space.first[bucket]
            leave(space, node, bucket)
            count = go_on(ways, node, span, space, count)
    return count


@lean_kernel
def lower_bound(ascending: NDArray[np.int32], value: int) -> int:
    """Give the first row that is not below a value."""
    low, high = 0, len(ascending)
    while low < high:
        middle = (low + high) // 2
        if ascending[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


@lean_kernel
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


@lean_kernel
def furthest_kept(best: Best) -> int:
    """Give the label of the last site of the category that fares worst: nothing past it matters."""
    last = best.label.shape[1] - 1
    label = -1
    for row in range(len(best.label)):
        label = max(label, best.label[row, last])
    return label


@lean_kernel
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
    `best` may be filled in part; empty places have site -1 and label `UNREACHABLE`.
    """
    span = span_of(budget)
    count = start(nodes, labels, span, space)
    limit = furthest_kept(best)
    for bucket in range((budget >> span.shift) + 1):
        if bucket << span.shift > limit >> 32:
            break
        while space.first[bucket] != NONE:
            node = space.first[bucket]
            leave(space, node, bucket)
            for door in range(doors.start[node], doors.start[node + 1]):
                site = doors.site[door]
                row = category[site]
                total = space.label[node] + doors.label[door]
                if row < 0 or total >> 32 > budget:
                    continue
                if keep(best.site[row], best.label[row], site, total):
                    limit = furthest_kept(best)
            count = go_on(ways, node, span, space, count)
    wipe(space, count)


@lean_kernel
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
    span = span_of(budget)
    count = start(nodes, labels, span, space)
    for bucket in range((budget >> span.shift) + 1):
        while space.first[bucket] != NONE:
            node = space.first[bucket]
            leave(space, node, bucket)
            if keep(table_site[node], table_label[node], site, space.label[node]):
                count = go_on(ways, node, span, space, count)
    wipe(space, count)


@lean_kernel
def spread_sites(
    ways: Ways,
    doors: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]],
    members: NDArray[np.int32],
    category: NDArray[np.int32],
    budget: int,
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
    space: Space,
) -> None:
    """Enter some sites, one after another, into the tables of their categories."""
    site_start, node, label = doors
    for site in members:
        first, last, row = site_start[site], site_start[site + 1], category[site]
        spread_site(
            ways,
            node[first:last],
            label[first:last],
            budget,
            site,
            table_site[row],
            table_label[row],
            space,
        )


@parallel_kernel
def fill_tables(
    ways: Ways,
    doors: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]],
    hands: tuple[NDArray[np.int32], NDArray[np.int32]],
    category: NDArray[np.int32],
    budget: int,
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
    spaces: Space,
) -> None:
    """Fill the tables, (categories, nodes, k), with several hands side by side.

    `doors` are where each site is entered, as in `Entries`; `hands` are the sites that
    each hand takes, in compressed rows. No two hands take sites of one category, and each has its
    row of `spaces`.
    """
    for row in prange(len(table_site)):
        table_site[row] = -1
        table_label[row] = UNREACHABLE
    starts, members = hands
    for hand in prange(len(starts) - 1):
        mine = members[starts[hand] : starts[hand + 1]]
        space = Space(
            spaces.label[hand], spaces.link[hand], spaces.first[hand], spaces.touched[hand]
        )
        spread_sites(ways, doors, mine, category, budget, table_site, table_label, space)
