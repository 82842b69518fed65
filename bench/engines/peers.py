"""SciPy, pandana and pandarm doing the same work, each in the quickest way that it offers."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np

from bench.cases import KEPT, LIMIT_S, NEAREST
from bench.engines.runs import Runs, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from bench.cases import Case
    from bench.engines.runs import Seconds

TILE_M = 3000.0
_TENTHS = 10
"""Pandana cuts weights to thousandths: in tenths of a second that is Yike's own 0.1 ms."""


class SciPy:
    """`csgraph.dijkstra` with a limit, on a matrix that holds both directions.

    `directed=True` is meant: the matrix is symmetric, and the other setting is ten times as slow.
    """

    name = "SciPy"

    def __init__(self, case: Case) -> None:
        """Build the matrix."""
        from scipy.sparse import csr_array

        net = case.network
        shape = (net.nodes, net.nodes)
        self.graph = csr_array((case.seconds[net.edge], net.neighbour, net.indptr), shape=shape)
        self.members = [case.nodes[case.category == row] for row in range(case.categories)]
        self.case = case

    def nearest(self, origin: int) -> Seconds:
        """Run once, and pick the nearest sites of each category."""
        from scipy.sparse.csgraph import dijkstra

        seconds = dijkstra(self.graph, indices=origin, limit=LIMIT_S)
        found = np.full((len(self.members), NEAREST), np.inf)
        for row, members in enumerate(self.members):
            near = seconds[members]
            near = np.sort(near[near <= LIMIT_S])[:NEAREST]
            found[row, : len(near)] = near
        return found

    def runs(self, sites: NDArray[np.int64]) -> Runs:
        """Run from every site over the whole town, a few at a time."""
        from scipy.sparse.csgraph import dijkstra

        chunk = max(1, 2_000_000 // self.case.network.nodes)
        parts = []
        for first in range(0, len(sites), chunk):
            some = sites[first : first + chunk]
            seconds = dijkstra(self.graph, indices=self.case.nodes[some], limit=LIMIT_S)
            row, node = np.nonzero(seconds <= LIMIT_S)
            parts.append(Runs(some[row], node, seconds[row, node]))
        return joined(parts)


class TiledSciPy(SciPy):
    """The same on parts of the map, since a run over the whole town writes the whole town."""

    name = "SciPy on tiles"

    def runs(self, sites: NDArray[np.int64]) -> Runs:
        """Cut squares with as much around them as can be walked, and run from the sites inside."""
        from scipy.sparse.csgraph import dijkstra

        xy = self.case.network.xy.astype(np.float64)
        by_x = np.argsort(xy[:, 0])
        x = xy[by_x, 0]
        margin = LIMIT_S * self.case.walker.speed_m_s
        tile = np.floor(xy[self.case.nodes[sites]] / TILE_M)
        corners, which = np.unique(tile, axis=0, return_inverse=True)
        parts = []
        for number, corner in enumerate(corners):
            west, south = corner * TILE_M - margin
            east, north = (corner + 1) * TILE_M + margin
            strip = by_x[np.searchsorted(x, west) : np.searchsorted(x, east)]
            rows = np.sort(strip[(xy[strip, 1] >= south) & (xy[strip, 1] <= north)])
            some = sites[which.ravel() == number]
            here = np.searchsorted(rows, self.case.nodes[some])
            seconds = dijkstra(self.graph[rows][:, rows], indices=here, limit=LIMIT_S)
            row, node = np.nonzero(seconds <= LIMIT_S)
            parts.append(Runs(some[row], rows[node], seconds[row, node]))
        return joined(parts)


class Pandana:
    """`nearest_pois`: tables of distances for all nodes at once, and nothing for one origin.

    Its successor pandarm is asked in the same words.
    """

    def __init__(self, case: Case, name: str = "pandana") -> None:
        """Contract the network and enter the sites; neither counts as work on the table."""
        import pandas as pd

        self.name = name

        net = case.network
        # Sites are entered by position: no two nodes of a junction may share theirs.
        apart = 1e-6 * np.arange(net.nodes)
        x, y = (pd.Series(column.astype(np.float64) + apart) for column in net.xy.T)
        u, v = (pd.Series(column) for column in net.ends.T)
        with _quiet():
            weight = pd.DataFrame({"tenths": case.seconds * _TENTHS})
            self.network = import_module(name).Network(x, y, u, v, weight)
        for row in range(case.categories):
            at = case.nodes[case.category == row]
            self.network.set_pois(str(row), LIMIT_S * _TENTHS, KEPT, x[at], y[at])
        self.case = case

    def table(self) -> Seconds:
        """Give (categories, nodes, KEPT) seconds, the limit itself where there is none."""
        rows = range(self.case.categories)
        asked = (self.network.nearest_pois(LIMIT_S * _TENTHS, str(row), KEPT) for row in rows)
        return np.stack([answer.to_numpy() for answer in asked]) / _TENTHS


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what compiled code prints off the screen."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
