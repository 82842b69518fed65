"""The kernels of the OD matrix: search from the sites, then label the sites of each point."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.compute.bucket_queue import reset
from geo.compute.kernels import kernel, lean_kernel
from geo.network.snapping import window
from geo.routing.access_legs import (
    label_between,
    label_of_leg,
    label_over,
    passable,
    straight_label,
)
from geo.routing.bulk_access import grow
from geo.routing.dijkstra import bounded_dijkstra
from geo.routing.site_areas import holds
from geo.walking_model import UNREACHABLE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.compute.bucket_queue import SearchBuffers
    from geo.network.snapping import NetworkArrays
    from geo.routing.access_legs import CostProfile
    from geo.routing.bulk_access import AccessLegs
    from geo.routing.dijkstra import Arcs
    from geo.routing.site_areas import SiteAreas


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
    level_m, factor = points.to_node.level_m, points.to_node.factor
    for row in range(points.node_start[point], points.node_start[point + 1]):
        if points.to_node.stairs[row] and not profile.takes_stairs:
            continue
        node = access[row]
        label = label_of_leg(profile, leg[row], level_m[row])
        label += label_over(profile, along[row], factor[row])
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
        leg = label_of_leg(profile, points.to_edge.leg[row], points.to_edge.level_m[row])
        for entry in range(by_edge.start[edge], by_edge.start[edge + 1]):
            spots = points.to_edge.along[row], by_edge.along[entry]
            between = label_between(arrays, profile, edge, *spots)
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


@lean_kernel
def label_around(
    points: AccessLegs, point: int, areas: SiteAreas, sites: SparseLabels, count: int
) -> int:
    """Label the sites that a point lies in; give how many are touched by now."""
    for area in range(len(areas.site)):
        if holds(areas, area, points.x[point], points.y[point]):
            count = lower_label(sites, count, areas.site[area], 0)
    return count


@kernel
def fill_matrix(
    arrays: NetworkArrays,
    profile: CostProfile,
    points: AccessLegs,
    by_node: SitesByNode,
    by_edge: SitesByEdge,
    by_cell: SitesByCell,
    areas: SiteAreas,
    cutoff: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Find every walk from each point to each site within the site's cutoff of ticks.

    Gives the fields of an `ODMatrix`.
    """
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
        count = label_around(points, point, areas, sites, count)
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
    return start, site[:filled], label[:filled]
