"""Bounded Dijkstra: from some seeds, to the nearest sites, and the tables of every node.

All loops work on labels (`geo.walking_model.UNREACHABLE`): time and length in one integer, so that
"quickest, then shortest" is one comparison, sums are exact, and a table equals a repeated search
to the last tick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.compute.bucket_queue import NONE, SearchBuffers, bucket_range, pop, push, reset
from geo.compute.kernels import lean_kernel, parallel_kernel
from geo.walking_model import UNREACHABLE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from geo.compute.bucket_queue import BucketRange

prange = range
"""Numba's own `prange` stands here once the kernels are compiled."""


class Arcs(NamedTuple):
    """The network at one pace as directed arcs in CSR: (nodes + 1,) row starts, then by arc.

    `cost` is the label of walking an arc, -1 where this pace cannot.
    """

    indptr: NDArray[np.int32]
    neighbour: NDArray[np.int32]
    cost: NDArray[np.int64]


class NodeEntries(NamedTuple):
    """Where sites are entered from nodes, in CSR by node: the sites and the labels to them.

    `start` is (nodes + 1,) int32; `site` and `label` have one row an entry.
    """

    start: NDArray[np.int32]
    site: NDArray[np.int32]
    label: NDArray[np.int64]


class NearestSites(NamedTuple):
    """The nearest sites by category: (categories, k) sites, -1 where none, and their labels."""

    site: NDArray[np.int32]
    label: NDArray[np.int64]


@lean_kernel
def push_seeds(
    nodes: NDArray[np.int32],
    labels: NDArray[np.int64],
    buckets: BucketRange,
    buffers: SearchBuffers,
) -> int:
    """Push the seeds, nodes with their first labels; give the number of touched nodes."""
    touched = 0
    for seed in range(len(nodes)):
        touched = push(buffers, nodes[seed], labels[seed], buckets, touched)
    return touched


@lean_kernel
def relax_arcs(
    arcs: Arcs, node: int, buckets: BucketRange, buffers: SearchBuffers, touched: int
) -> int:
    """Relax the arcs out of a node; give the number of touched nodes."""
    label = buffers.label[node]
    for arc in range(arcs.indptr[node], arcs.indptr[node + 1]):
        cost = arcs.cost[arc]
        if cost >= 0:
            touched = push(buffers, arcs.neighbour[arc], label + cost, buckets, touched)
    return touched


@lean_kernel
def bounded_dijkstra(
    arcs: Arcs,
    nodes: NDArray[np.int32],
    labels: NDArray[np.int64],
    cutoff: int,
    buffers: SearchBuffers,
) -> int:
    """Search from some seeds as far as `cutoff` ticks.

    Leaves the labels in `buffers` (those past the cutoff are upper bounds) and gives the number of
    touched nodes; call `reset` with it.
    """
    buckets = bucket_range(cutoff)
    touched = push_seeds(nodes, labels, buckets, buffers)
    for bucket in range((cutoff >> buckets.shift) + 1):
        while buffers.head[bucket] != NONE:
            node = pop(buffers, bucket)
            touched = relax_arcs(arcs, node, buckets, buffers, touched)
    return touched


@lean_kernel
def lower_bound(ascending: NDArray[np.int32], value: int) -> int:
    """Give the first row that is not below a value, by binary search."""
    low, high = 0, len(ascending)
    while low < high:
        middle = (low + high) // 2
        if ascending[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


@lean_kernel
def insert_nearest(
    sites: NDArray[np.int32], labels: NDArray[np.int64], site: int, label: int
) -> bool:
    """Insert a site into a row of the k nearest, ties by number; tell whether the row changed."""
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
def worst_label(best: NearestSites) -> int:
    """Give the largest label among the k-th sites of all categories: nothing past it matters."""
    last = best.label.shape[1] - 1
    label = -1
    for row in range(len(best.label)):
        label = max(label, best.label[row, last])
    return label


@lean_kernel
def search_nearest(
    arcs: Arcs,
    nodes: NDArray[np.int32],
    labels: NDArray[np.int64],
    cutoff: int,
    entries: NodeEntries,
    category: NDArray[np.int32],
    best: NearestSites,
    buffers: SearchBuffers,
) -> None:
    """Add the nearest sites of each category to `best`, and stop as soon as they are known.

    `category` is (sites,) the row of `best` of each site, -1 for one that is not wanted. Rows of
    `best` may be filled in part; empty places have site -1 and label `UNREACHABLE`.
    """
    buckets = bucket_range(cutoff)
    touched = push_seeds(nodes, labels, buckets, buffers)
    limit = worst_label(best)
    for bucket in range((cutoff >> buckets.shift) + 1):
        if bucket << buckets.shift > limit >> 32:
            break
        while buffers.head[bucket] != NONE:
            node = pop(buffers, bucket)
            for entry in range(entries.start[node], entries.start[node + 1]):
                site = entries.site[entry]
                row = category[site]
                total = buffers.label[node] + entries.label[entry]
                if row < 0 or total >> 32 > cutoff:
                    continue
                if insert_nearest(best.site[row], best.label[row], site, total):
                    limit = worst_label(best)
            touched = relax_arcs(arcs, node, buckets, buffers, touched)
    reset(buffers, touched)


@lean_kernel
def tabulate_site(
    arcs: Arcs,
    nodes: NDArray[np.int32],
    labels: NDArray[np.int64],
    cutoff: int,
    site: int,
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
    buffers: SearchBuffers,
) -> None:
    """Enter one site into the table of its category; prune where k others are nearer."""
    buckets = bucket_range(cutoff)
    touched = push_seeds(nodes, labels, buckets, buffers)
    for bucket in range((cutoff >> buckets.shift) + 1):
        while buffers.head[bucket] != NONE:
            node = pop(buffers, bucket)
            if insert_nearest(table_site[node], table_label[node], site, buffers.label[node]):
                touched = relax_arcs(arcs, node, buckets, buffers, touched)
    reset(buffers, touched)


@lean_kernel
def tabulate_sites(
    arcs: Arcs,
    entries: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]],
    members: NDArray[np.int32],
    category: NDArray[np.int32],
    cutoff: int,
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
    buffers: SearchBuffers,
) -> None:
    """Enter some sites, one after another, into the tables of their categories."""
    site_start, node, label = entries
    for site in members:
        first, last, row = site_start[site], site_start[site + 1], category[site]
        tabulate_site(
            arcs,
            node[first:last],
            label[first:last],
            cutoff,
            site,
            table_site[row],
            table_label[row],
            buffers,
        )


@parallel_kernel
def fill_tables(
    arcs: Arcs,
    entries: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]],
    workers: tuple[NDArray[np.int32], NDArray[np.int32]],
    category: NDArray[np.int32],
    cutoff: int,
    table_site: NDArray[np.int32],
    table_label: NDArray[np.int64],
    buffers: SearchBuffers,
) -> None:
    """Fill the tables, (categories, nodes, k), with several workers side by side.

    `entries` are the nodes that each site is entered from, as in `Entries`; `workers` are the
    sites of each worker, in CSR. No two workers have sites of one category, and each has its row
    of `buffers`.
    """
    for row in prange(len(table_site)):
        table_site[row] = -1
        table_label[row] = UNREACHABLE
    starts, members = workers
    for worker in prange(len(starts) - 1):
        own = members[starts[worker] : starts[worker + 1]]
        scratch = SearchBuffers(
            buffers.label[worker],
            buffers.link[worker],
            buffers.head[worker],
            buffers.touched[worker],
        )
        tabulate_sites(arcs, entries, own, category, cutoff, table_site, table_label, scratch)
