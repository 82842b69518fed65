"""RoutingKit's customizable contraction hierarchies: one origin to all sites at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bench.cases import LIMIT_S, NEAREST

if TYPE_CHECKING:
    from bench.cases import Case
    from bench.engines.runs import Seconds

_PER_S = 10_000
"""Weights are whole numbers: 0.1 ms, as Yike has it."""


class RoutingKit:
    """`CCHOneToMany`, with the sites for targets; it has no limit and no table.

    Order, contraction, customisation and targets are made before, and do not count.
    """

    name = "RoutingKit CCH"

    def __init__(self, case: Case) -> None:
        """Contract the network, which takes some ten seconds for 300,000 nodes."""
        from routingkit_cch import CCH, CCHMetric, CCHOneToMany, compute_order_inertial

        net = case.network
        u, v = net.ends.T
        tail, head = np.concatenate((u, v)).tolist(), np.concatenate((v, u)).tolist()
        east, north = net.xy.T.astype(np.float64).tolist()
        order = compute_order_inertial(net.nodes, tail, head, north, east)
        weights = np.rint(np.tile(case.seconds, 2) * _PER_S).astype(np.int64).tolist()
        self._metric = CCHMetric(CCH(order, tail, head, False), weights)  # noqa: FBT003 - no keyword
        self._search = CCHOneToMany(self._metric, case.nodes.tolist())
        self._of = [np.flatnonzero(case.category == row) for row in range(case.categories)]

    def nearest(self, origin: int) -> Seconds:
        """Ask for all sites, and pick the nearest of each category."""
        seconds = np.array(self._search.distances_from(origin), np.float64) / _PER_S
        found = np.full((len(self._of), NEAREST), np.inf)
        for row, members in enumerate(self._of):
            near = seconds[members]
            near = np.sort(near[near <= LIMIT_S])[:NEAREST]
            found[row, : len(near)] = near
        return found
