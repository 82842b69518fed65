"""NetworkX and rustworkx doing the same work, each in the quickest way that it offers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.cases import LIMIT_S, NEAREST
from bench.engines.runs import joined, run_of

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    from bench.cases import Case
    from bench.engines.runs import Runs, Seconds


class NetworkX:
    """`single_source_dijkstra_path_length` with a cutoff."""

    name = "NetworkX"

    def __init__(self, case: Case) -> None:
        """Build the graph."""
        import networkx as nx

        self.graph: nx.Graph[int] = nx.Graph()
        edges = zip(*case.network.ends.T.tolist(), case.seconds.tolist(), strict=True)
        self.graph.add_weighted_edges_from(edges, weight="seconds")
        self.at = _categories_at(case)
        self.case = case

    def nearest(self, origin: int) -> Seconds:
        """Run once; nodes come in the order in which they are reached."""
        found: list[list[float]] = [[] for _ in range(self.case.categories)]
        for node, seconds in self._run(origin).items():
            for row in self.at.get(node, ()):
                found[row].append(seconds)
        return _padded(found)

    def runs(self, sites: NDArray[np.int64]) -> Runs:
        """Run from every site."""
        nodes = self.case.nodes
        return joined([run_of(site, self._run(int(nodes[site]))) for site in sites.tolist()])

    def _run(self, origin: int) -> dict[int, float]:
        import networkx as nx

        lengths: dict[int, float] = nx.single_source_dijkstra_path_length(
            self.graph, origin, cutoff=LIMIT_S, weight="seconds"
        )
        return lengths


class Rustworkx:
    """`dijkstra_search` with a visitor that ends it: the other calls know no limit."""

    name = "rustworkx"

    def __init__(self, case: Case) -> None:
        """Build the graph."""
        import rustworkx as rx

        self.graph = rx.PyGraph(multigraph=False)
        self.graph.add_nodes_from(range(case.network.nodes))
        edges = zip(*case.network.ends.T.tolist(), case.seconds.tolist(), strict=True)
        self.graph.add_edges_from(list(edges))
        self.at = _categories_at(case)
        self.case = case

    def nearest(self, origin: int) -> Seconds:
        """Stop once the nearest of every category are known."""
        found: list[list[float]] = [[] for _ in range(self.case.categories)]
        self._search(origin, _Visitor({}, self.at, found))
        return _padded(found)

    def runs(self, sites: NDArray[np.int64]) -> Runs:
        """Run from every site."""
        parts = []
        for site in sites.tolist():
            visitor = _Visitor({}, {}, [])
            self._search(int(self.case.nodes[site]), visitor)
            parts.append(run_of(site, visitor.reached))
        return joined(parts)

    def _search(self, origin: int, visitor: Any) -> None:  # noqa: ANN401 - any that has the methods
        import rustworkx as rx

        rx.dijkstra_search(self.graph, [origin], float, visitor)


class _Visitor:
    """Notes what is reached, and ends the search past the limit or once all is found."""

    def __init__(
        self,
        reached: dict[int, float],
        at: dict[int, list[int]],
        found: list[list[float]],
    ) -> None:
        from rustworkx.visit import StopSearch

        self.stop = StopSearch
        self.reached, self.at, self.found = reached, at, found

    def discover_vertex(self, node: int, seconds: float) -> None:
        if seconds > LIMIT_S:
            raise self.stop
        self.reached[node] = seconds
        if node in self.at:
            for row in self.at[node]:
                self.found[row].append(seconds)
            if all(len(times) >= NEAREST for times in self.found):
                raise self.stop

    def examine_edge(self, edge: object) -> None:
        """Needed by the search."""

    edge_relaxed = edge_not_relaxed = finish_vertex = examine_edge


def _categories_at(case: Case) -> dict[int, list[int]]:
    at = defaultdict(list)
    for node, row in zip(case.nodes.tolist(), case.category.tolist(), strict=True):
        at[node].append(row)
    return dict(at)


def _padded(found: list[list[float]]) -> Seconds:
    return np.array([(times + [np.inf] * NEAREST)[:NEAREST] for times in found])
