"""The table of nearest sites: for every node and category the k nearest, computed once and kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.bucket_queue import make_buffers
from geo.compute.kernels import compile_for
from geo.routing import dijkstra
from geo.walking_model import ticks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.routing.sites import Entries, Sites
    from geo.routing.weighted_network import WeightedNetwork


@dataclass(frozen=True, slots=True)
class NearestTable:
    """For every category and node the k nearest sites within `cutoff` ticks, nearest first.

    Attributes:
        cutoff: ticks.
        site: (categories, nodes, k) int32, -1 where there is none.
        label: (categories, nodes, k) int64 labels, see `geo.walking_model.UNREACHABLE`.
    """

    cutoff: int
    site: NDArray[np.int32]
    label: NDArray[np.int64]

    @classmethod
    def of(
        cls, walker: WeightedNetwork, sites: Sites, entries: Entries, k: int, minutes: float
    ) -> NearestTable:
        """Search backwards from every site; categories in parallel."""
        shape = (len(sites.categories), walker.network.nodes, k)
        site, label = np.empty(shape, np.int32), np.empty(shape, np.int64)
        cutoff, workers = ticks(minutes), _assign_workers(sites, entries)
        compile_for(walker.network.nodes)
        dijkstra.fill_tables(
            walker.backwards.arcs,
            (entries.site_start, entries.node, entries.label),
            workers,
            sites.category,
            cutoff,
            site,
            label,
            make_buffers(len(workers[0]) - 1, walker.network.nodes),
        )
        return cls(cutoff, site, label)

    def serves(self, k: int, cutoff: int) -> bool:
        """Tell whether k sites within so many ticks can be read from the table."""
        return k <= self.site.shape[2] and cutoff <= self.cutoff


NO_TABLE = NearestTable(-1, np.empty((0, 0, 0), np.int32), np.empty((0, 0, 0), np.int64))
"""Serves nothing: everything is searched."""


def _assign_workers(sites: Sites, entries: Entries) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Assign the categories to as many workers as there are cores: their sites in CSR.

    Each worker takes its sites in the order of their nodes, so that one search finds in the cache
    what the last one used.
    """
    count = min(os.cpu_count() or 1, len(sites.categories))
    worker = sites.category % count
    first = np.append(entries.node, 0)[entries.site_start[:-1]]
    members = np.lexsort((first, worker)).astype(np.int32)
    starts = np.searchsorted(worker[members], np.arange(count + 1)).astype(np.int32)
    return starts, members
