"""The nearest sites of every node, worked out once and kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo.compute.bucket_queue import make_space
from geo.routing import dijkstra
from geo.walking_model import ticks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.routing.sites import Entries, Sites
    from geo.routing.walker import Walker


@dataclass(frozen=True, slots=True)
class Table:
    """For every category and node the k nearest sites within `budget` ticks, nearest first.

    Attributes:
        budget: ticks.
        site: (categories, nodes, k) int32, -1 where there is none.
        label: (categories, nodes, k) int64 labels, see `geo.walking_model.UNREACHABLE`.
    """

    budget: int
    site: NDArray[np.int32]
    label: NDArray[np.int64]

    @classmethod
    def of(cls, walker: Walker, sites: Sites, entries: Entries, k: int, minutes: float) -> Table:
        """Walk from every site, since a walk back takes as long; categories side by side."""
        shape = (len(sites.categories), walker.network.nodes, k)
        site, label = np.empty(shape, np.int32), np.empty(shape, np.int64)
        budget, hands = ticks(minutes), _hands(sites, entries)
        dijkstra.fill_tables(
            walker.ways,
            (entries.site_start, entries.node, entries.label),
            hands,
            sites.category,
            budget,
            site,
            label,
            make_space(len(hands[0]) - 1, walker.network.nodes),
        )
        return cls(budget, site, label)

    def serves(self, k: int, budget: int) -> bool:
        """Tell whether a question for k sites within so many ticks can be read off."""
        return k <= self.site.shape[2] and budget <= self.budget


def _hands(sites: Sites, entries: Entries) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Deal the categories out to as many hands as there are cores: rows of sites.

    Each hand takes its sites along the curve of the nodes, so that one walk finds in memory what
    the last one used.
    """
    count = min(os.cpu_count() or 1, len(sites.categories))
    hand = sites.category % count
    first = entries.node[np.minimum(entries.site_start[:-1], len(entries.node) - 1)]
    members = np.lexsort((first, hand)).astype(np.int32)
    starts = np.searchsorted(hand[members], np.arange(count + 1)).astype(np.int32)
    return starts, members
