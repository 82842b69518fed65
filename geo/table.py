"""The nearest sites of every node, worked out once and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geo import search
from geo.walking import ticks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.sites import Entries, Sites
    from geo.walker import Walker


@dataclass(frozen=True, slots=True)
class Table:
    """For every category and node the k nearest sites within `budget` ticks, nearest first.

    Attributes:
        budget: ticks.
        site: (categories, nodes, k) int32, -1 where there is none.
        label: (categories, nodes, k) int64 labels, see `geo.walking.FAR`.
    """

    budget: int
    site: NDArray[np.int32]
    label: NDArray[np.int64]

    @classmethod
    def of(cls, walker: Walker, sites: Sites, entries: Entries, k: int, minutes: float) -> Table:
        """Walk from every site, since a walk back takes as long; categories side by side."""
        shape = (len(sites.categories), walker.network.nodes, k)
        site, label = np.empty(shape, np.int32), np.empty(shape, np.int64)
        members = np.argsort(sites.category, kind="stable").astype(np.int32)
        starts = np.searchsorted(sites.category[members], np.arange(shape[0] + 1))
        budget = ticks(minutes)
        search.fill_tables(
            walker.ways,
            entries.site_start,
            entries.node,
            entries.label,
            starts.astype(np.int32),
            members,
            budget,
            site,
            label,
        )
        return cls(budget, site, label)

    def serves(self, k: int, budget: int) -> bool:
        """Tell whether a question for k sites within so many ticks can be read off."""
        return k <= self.site.shape[2] and budget <= self.budget
