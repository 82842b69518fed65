"""The OD matrix: every walk from many points to many sites that fits a cutoff."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.compute import csr
from geo.compute.bucket_queue import make_buffers, reset
from geo.compute.kernels import compile_kernels, kernel, lean_kernel
from geo.network.snapping import CELL_M, window
from geo.routing.access_legs import label_of, passable, straight_label
from geo.routing.bulk_access import access_legs, grow
from geo.routing.bulk_snapping import tile_of
from geo.routing.dijkstra import bounded_dijkstra
from geo.walking_model import CIRCUITY, UNREACHABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    from geo.compute.bucket_queue import SearchBuffers
    from geo.network.snapping import NetworkArrays
    from geo.network.walk_network import WalkNetwork
    from geo.routing.access_legs import CostProfile
    from geo.routing.bulk_access import AccessLegs
    from geo.routing.dijkstra import Arcs
    from geo.routing.sites import Entries, Sites
    from geo.routing.weighted_network import WeightedNetwork

_PART = 16_384
"""Points in a part, which one thread works on at a time."""


class SitesByNode(NamedTuple):
    """The sites within their cutoff of each node, and their labels there, in CSR by node."""

    start: NDArray[np.int64]
    site: NDArray[np.int32]
    label: NDArray[np.int64]


class SitesByEdge(NamedTuple):
    """Where sites are entered from the middle of an edge, in CSR by edge."""

    start: NDArray[np.int64]
    along: NDArray[np.float64]
    label: NDArray[np.int64]
    site: NDArray[np.int32]


class SitesByCell(NamedTuple):
    """The points of the sites in CSR by cell of the network's grid."""

    start: NDArray[np.int64]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    clearance: NDArray[np.float64]
    site: NDArray[np.int32]


class EntriesBySite(NamedTuple):
    """The nodes that sites are entered from and the labels from them, in CSR by site."""

    start: NDArray[np.int32]
    node: NDArray[np.int32]
    label: NDArray[np.int64]


class ODMatrix(NamedTuple):
    """Labels from points (origins) to sites (destinations), in CSR by point, sites ascending."""

    start: NDArray[np.int64]
    site: NDArray[np.int32]
    label: NDArray[np.int64]


class SparseLabels(NamedTuple):
    """Labels, all `UNREACHABLE` between points; `touched` lists those that are not."""

    label: NDArray[np.int64]
    touched: NDArray[np.int32]


@kernel
def search_from_sites(
    arcs: Arcs,
    entries: EntriesBySite,
    cutoff: NDArray[np.int64],
    part: NDArray[np.int64],
    buffers: SearchBuffers,
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
    """Search from some sites: give (node, site, label) of what is within their `cutoff`."""
    capacity = 1024
    nodes, sites = np.empty(capacity, np.int32), np.empty(capacity, np.int32)
    labels = np.empty(capacity, np.int64)
    filled = 0
    for site in part:
        begin, end = entries.start[site], entries.start[site + 1]
        count = bounded_dijkstra(
            arcs, entries.node[begin:end], entries.label[begin:end], cutoff[site], buffers
        )
        if filled + count > len(nodes):
            nodes, sites, labels = grow(nodes, count), grow(sites, count), grow(labels, count)
        for row in range(count):
            node = buffers.touched[row]
            if buffers.label[node] >> 32 <= cutoff[site]:
                nodes[filled], sites[filled] = node, site
                labels[filled] = buffers.label[node]
                filled += 1
        reset(buffers, count)
    return nodes[:filled], sites[:filled], labels[:filled]


@lean_kernel
def lower_label(sparse: SparseLabels, touched: int, item: int, label: int) -> int:
    """Lower the label of a node or site if that is less; give how many are touched."""
    if label < sparse.label[item]:
        if sparse.label[item] == UNREACHABLE:
            sparse.touched[touched] = item
            touched += 1
        sparse.label[item] = label
    return touched


@lean_kernel
def label_access_nodes(
    profile: CostProfile, points: AccessLegs, point: int, nodes: SparseLabels
) -> int:
    """Label the nodes that a point's access legs lead to; give how many are touched."""
    touched, best, listed = 0, nodes.label, nodes.touched
    access, leg, along = points.to_node.node, points.to_node.leg, points.to_node.along
    for row in range(points.node_start[point], points.node_start[point + 1]):
        if points.to_node.stairs[row] and not profile.takes_stairs:
            continue
        node = access[row]
        label = label_of(profile, leg[row] * CIRCUITY) + label_of(profile, along[row])
        label += profile.half_wait[node]
        if label < best[node]:
            if best[node] == UNREACHABLE:
                listed[touched] = node
                touched += 1
            best[node] = label
    return touched


@lean_kernel
def label_same_edge(
    arrays: NetworkArrays,
    profile: CostProfile,
    points: AccessLegs,
    point: int,
    by_edge: SitesByEdge,
    sites: SparseLabels,
) -> int:
    """Label the sites entered from the edges that a point snaps to; give how many are touched."""
    count = 0
    for row in range(points.edge_start[point], points.edge_start[point + 1]):
        edge = points.to_edge.edge[row]
        if by_edge.start[edge] == by_edge.start[edge + 1] or not passable(arrays, profile, edge):
            continue
        leg = label_of(profile, points.to_edge.leg[row] * CIRCUITY)
        for entry in range(by_edge.start[edge], by_edge.start[edge + 1]):
            between = label_of(profile, abs(points.to_edge.along[row] - by_edge.along[entry]))
            label = leg + between + by_edge.label[entry]
            count = lower_label(sites, count, by_edge.site[entry], label)
    return count


@lean_kernel
def label_straight(
    arrays: NetworkArrays,
    profile: CostProfile,
    points: AccessLegs,
    point: int,
    by_cell: SitesByCell,
    sites: SparseLabels,
    count: int,
) -> int:
    """Label the sites that no edge separates from a point; give how many are touched by now."""
    x, y, clear_m = points.x[point], points.y[point], points.clearance[point]
    west, east, south, north = window(arrays.cells, x, y)
    for row in range(south, north + 1):
        first = row * int(arrays.cells[0])
        for spot in range(by_cell.start[first + west], by_cell.start[first + east + 1]):
            gap = abs(by_cell.x[spot] - x) + abs(by_cell.y[spot] - y)
            clear = clear_m + by_cell.clearance[spot]
            if gap > 2.0 * clear:
                continue
            label = straight_label(arrays, profile, x, y, by_cell.x[spot], by_cell.y[spot], clear)
            if label < UNREACHABLE:
                count = lower_label(sites, count, by_cell.site[spot], label)
    return count


@kernel
def fill_matrix(
    arrays: NetworkArrays,
    profile: CostProfile,
    points: AccessLegs,
    by_node: SitesByNode,
    by_edge: SitesByEdge,
    by_cell: SitesByCell,
    cutoff: NDArray[np.int64],
) -> ODMatrix:
    """Find every walk from each point to each site within the site's cutoff of ticks."""
    count = len(by_node.start) - 1
    nodes = SparseLabels(np.full(count, UNREACHABLE, np.int64), np.empty(count + 1, np.int32))
    count = len(cutoff)
    sites = SparseLabels(np.full(count, UNREACHABLE, np.int64), np.empty(count, np.int32))
    start, filled = np.zeros(len(points.x) + 1, np.int64), 0
    site, label = np.empty(1024, np.int32), np.empty(1024, np.int64)
    best, found = sites.label, sites.touched
    for point in range(len(points.x)):
        if not points.joined[point]:
            start[point + 1] = filled
            continue
        touched = label_access_nodes(profile, points, point, nodes)
        count = label_same_edge(arrays, profile, points, point, by_edge, sites)
        count = label_straight(arrays, profile, points, point, by_cell, sites, count)
        for place in range(touched):
            node = nodes.touched[place]
            access = nodes.label[node]
            nodes.label[node] = UNREACHABLE
            for row in range(by_node.start[node], by_node.start[node + 1]):
                one, total = by_node.site[row], access + by_node.label[row]
                if total < best[one]:
                    if best[one] == UNREACHABLE:
                        found[count] = one
                        count += 1
                    best[one] = total
        if filled + count > len(site):
            site, label = grow(site, count), grow(label, count)
        for one in np.sort(found[:count]):
            if best[one] >> 32 <= cutoff[one]:
                site[filled], label[filled] = one, best[one]
                filled += 1
            best[one] = UNREACHABLE
        start[point + 1] = filled
    return ODMatrix(start, site[:filled], label[:filled])


@dataclass(frozen=True)
class ODSearch:
    """Sites on a network at one pace, searched from once and ready for the OD matrix of any points.

    Attributes:
        walker: the network and the pace.
        sites: the sites.
        cutoff: (sites,) int64 ticks: longer walks to a site are not looked for.
    """

    walker: WeightedNetwork
    sites: Sites
    cutoff: NDArray[np.int64]
    _by_node: SitesByNode
    _by_edge: SitesByEdge
    _by_cell: SitesByCell

    @classmethod
    def of(
        cls, walker: WeightedNetwork, sites: Sites, entries: Entries, cutoff: NDArray[np.int64]
    ) -> ODSearch:
        """Search from every site, since costs are the same both ways; on all cores."""
        compile_kernels()
        network, on_edges = walker.network, entries.on_edges
        by_site = EntriesBySite(entries.site_start, entries.node, entries.label)
        by_node = _sites_by_node(walker, by_site, cutoff)
        start, _ = csr.group(on_edges.edge, len(network.ends))
        along = on_edges.along, on_edges.label, on_edges.site
        by_edge = SitesByEdge(start.astype(np.int64), *along)
        by_cell = _sites_by_cell(network, sites, entries.clearance)
        return cls(walker, sites, cutoff, by_node, by_edge, by_cell)

    def matrix(self, points: AccessLegs) -> ODMatrix:
        """Find every walk from some points to the sites within the cutoff."""
        arrays, profile = self.walker.network.arrays, self.walker.profile
        sites = self._by_node, self._by_edge, self._by_cell
        return fill_matrix(arrays, profile, points, *sites, self.cutoff)


def od_matrix(
    od_search: ODSearch, lonlat: ArrayLike, tell: Callable[[float], None] | None = None
) -> ODMatrix:
    """Compute the OD matrix of points, (n, 2) degrees, WGS-84, on all cores.

    `tell` hears the share done.
    """
    parts: dict[int, tuple[NDArray[np.int64], ODMatrix]] = {}

    def work(rows: NDArray[np.int64], points: AccessLegs) -> None:
        parts[int(rows[0])] = rows, od_search.matrix(points)

    in_parts(od_search.walker.network, lonlat, work, tell)
    counts = np.zeros(len(np.asarray(lonlat)) + 1, np.int64)
    for rows, matrix in parts.values():
        counts[rows + 1] = np.diff(matrix.start)
    start = np.cumsum(counts)
    site, label = np.empty(start[-1], np.int32), np.empty(start[-1], np.int64)
    for rows, matrix in parts.values():
        shift = np.repeat(start[rows] - matrix.start[:-1], np.diff(matrix.start))
        place = np.arange(len(matrix.site)) + shift
        site[place], label[place] = matrix.site, matrix.label
    return ODMatrix(start, site, label)


def in_parts(
    network: WalkNetwork,
    lonlat: ArrayLike,
    work: Callable[[NDArray[np.int64], AccessLegs], None],
    tell: Callable[[float], None] | None = None,
) -> None:
    """Find the access legs of points, (n, 2) degrees, WGS-84, part by part and on all cores.

    `work` takes the rows of a part and their access legs, on any thread; `tell` hears the share
    done.
    """
    xy = network.metres.to_metres(lonlat)
    if not len(xy):
        return
    compile_kernels()
    order = np.argsort(tile_of(network, xy), kind="stable")
    parts = [order[first : first + _PART] for first in range(0, len(order), _PART)]

    def snap_and_work(rows: NDArray[np.int64]) -> None:
        work(rows, access_legs(network, xy[rows]))

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, _ in enumerate(pool.map(snap_and_work, parts), start=1):
            if tell is not None:
                tell(done / len(parts))


def _sites_by_node(
    walker: WeightedNetwork, entries: EntriesBySite, cutoff: NDArray[np.int64]
) -> SitesByNode:
    """Search from the sites, some on each core, neighbours after each other: they share a cache."""
    nodes, arcs = walker.network.nodes, walker.arcs
    order = np.argsort(np.append(entries.node, 0)[entries.start[:-1]], kind="stable")

    def search_part(part: NDArray[np.int64]) -> tuple[NDArray[Any], ...]:
        buffers = make_buffers(nodes)  # each thread has its own
        return search_from_sites(arcs, entries, cutoff, part, buffers)

    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        found = list(pool.map(search_part, np.array_split(order, cores)))
    node, site, label = (np.concatenate(column) for column in zip(*found, strict=True))
    return SitesByNode(*csr.group_labels(node, nodes, site, label))


def _sites_by_cell(
    network: WalkNetwork, sites: Sites, clearance: NDArray[np.float64]
) -> SitesByCell:
    """Group the points of the sites by cell of the network's grid."""
    columns, rows, west, south = network.arrays.cells
    # A point off the grid goes to the border: whoever walks straight there comes from beside it.
    column = np.clip(np.floor((sites.xy[:, 0] - west) / CELL_M), 0, columns - 1)
    row = np.clip(np.floor((sites.xy[:, 1] - south) / CELL_M), 0, rows - 1)
    cell = (row * columns + column).astype(np.int64)
    start, order = csr.group(cell, int(columns * rows))
    x, y = sites.xy[order, 0].copy(), sites.xy[order, 1].copy()
    owner = sites.owner[order]
    return SitesByCell(start.astype(np.int64), x, y, clearance[order], owner)
