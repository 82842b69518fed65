"""cityseer: what can be reached from one node, with each site as a piece of land use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bench.cases import LIMIT_S, NEAREST

if TYPE_CHECKING:
    from bench.cases import Case
    from bench.engines.runs import Seconds

_WALK_M_S = 1.0
"""At this speed its metres are seconds, and the weights of the edges are what they are here."""
_STUB_M, _ON_THE_STUB_M = 2e-3, 1e-4
"""Sites are put at the end of a street of their own: offsets along others know no impedance."""
_CANDIDATES = 64
_LEAST_S = 1e-4
"""What an edge without any length takes: cityseer has none for nothing."""


class Cityseer:
    """`DataMap.aggregate_to_src_idx`: all sites within the limit; it keeps no table of several.

    Network, index and assignment of the sites are made before, and do not count.
    """

    name = "cityseer"

    def __init__(self, case: Case) -> None:
        """Enter the streets as straight lines whose impedance makes up their seconds."""
        from cityseer import rustalgos

        # Sites are entered by position: no two nodes of a junction may share theirs.
        xy = case.network.xy + 1e-3 * np.random.default_rng(7).random(case.network.xy.shape)
        self._network = rustalgos.graph.NetworkStructure()
        for node, (x, y) in enumerate(xy.tolist()):
            self._network.add_street_node(node, x, y, True, 1.0)  # noqa: FBT003 - as it is asked
        ends = case.network.ends
        lines = xy[ends]
        length = np.hypot(*(lines[:, 1] - lines[:, 0]).T)
        impedance = np.maximum(case.seconds, _LEAST_S) * _WALK_M_S / length
        for number, (pair, line, factor) in enumerate(
            zip(ends.tolist(), lines.tolist(), impedance.tolist(), strict=True)
        ):
            self._add(number, pair, line, factor)
            self._add(number, pair[::-1], line[::-1], factor)
        self._sites = rustalgos.data.DataMap()
        for site, node in enumerate(case.nodes.tolist()):
            (x, y), number = xy[node].tolist(), len(xy) + site
            self._network.add_street_node(number, x + _STUB_M, y, True, 1.0)  # noqa: FBT003
            stub = [[x, y], [x + _STUB_M, y]]
            self._add(len(ends) + site, [node, number], stub, 1.0)
            self._add(len(ends) + site, [number, node], stub[::-1], 1.0)
            self._sites.insert(site, f"POINT({x + _STUB_M} {y})")
        self._network.build_edge_rtree()
        self._sites.assign_data_to_network(self._network, _ON_THE_STUB_M, _CANDIDATES)
        self._category = case.category.tolist()
        self._rows = case.categories

    def nearest(self, origin: int) -> Seconds:
        """Ask for all sites within the limit, and pick the nearest of each category."""
        reached = self._sites.aggregate_to_src_idx(origin, self._network, int(LIMIT_S), _WALK_M_S)
        times: list[list[float]] = [[] for _ in range(self._rows)]
        for key, metres in reached.items():
            times[self._category[int(key.rpartition(":")[2])]].append(metres / _WALK_M_S)
        best = [sorted(row)[:NEAREST] for row in times]
        return np.array([row + [np.inf] * (NEAREST - len(row)) for row in best])

    def _add(self, number: int, ends: list[int], line: list[list[float]], factor: float) -> None:
        """Add a street in one direction."""
        (west, south), (east, north) = line
        one, other = ends
        wkt = f"LINESTRING({west} {south},{east} {north})"
        self._network.add_street_edge(one, other, number, one, other, wkt, factor)
