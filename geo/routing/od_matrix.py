"""The OD matrix: every walk from many points to many sites that fits a cutoff."""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.compute import csr
from geo.compute.bucket_queue import make_buffers
from geo.compute.kernels import compile_kernels
from geo.network.snapping import CELL_M
from geo.routing import bulk_access, od_kernels
from geo.routing.od_kernels import EntriesBySite, SitesByCell, SitesByEdge, SitesByNode

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import ArrayLike, NDArray

    from geo.network.walk_network import WalkNetwork
    from geo.routing.bulk_access import AccessLegs
    from geo.routing.sites import Entries, Sites
    from geo.routing.weighted_network import WeightedNetwork

_PART, _LEAST_PART = 16_384, 512
"""Points in a part, which one thread works on at a time: as many, and no fewer for being few."""


class ODMatrix(NamedTuple):
    """Labels from points (origins) to sites (destinations), in CSR by point, sites ascending."""

    start: NDArray[np.int64]
    site: NDArray[np.int32]
    label: NDArray[np.int64]


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
        """Search backwards from every site, on all cores."""
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
        sites = self._by_node, self._by_edge, self._by_cell, self.sites.areas
        return ODMatrix(*od_kernels.fill_matrix(arrays, profile, points, *sites, self.cutoff))


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
    order, cores = bulk_access.order_by_square(xy), os.cpu_count() or 1
    size = min(max(math.ceil(len(order) / cores), _LEAST_PART), _PART)
    parts = [order[first : first + size] for first in range(0, len(order), size)]

    def snap_and_work(rows: NDArray[np.int64]) -> None:
        work(rows, bulk_access.access_legs(network, xy[rows]))

    with ThreadPoolExecutor(cores) as pool:
        for done, _ in enumerate(pool.map(snap_and_work, parts), start=1):
            if tell is not None:
                tell(done / len(parts))


def _sites_by_node(
    walker: WeightedNetwork, entries: EntriesBySite, cutoff: NDArray[np.int64]
) -> SitesByNode:
    """Search from the sites, some on each core, neighbours after each other: they share a cache."""
    nodes, arcs = walker.network.nodes, walker.backwards.arcs
    order = np.argsort(np.append(entries.node, 0)[entries.start[:-1]], kind="stable")

    def search_part(part: NDArray[np.int64]) -> tuple[NDArray[Any], ...]:
        buffers = make_buffers(nodes)  # each thread has its own
        return od_kernels.search_from_sites(arcs, entries, cutoff, part, buffers)

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
