"""Maps drawn by hand, read: their nodes are called by the numbers in the file."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx

from geo.osm.streets import read_streets

MAPS = Path(__file__).parent / "extracts"


class Drawn:
    """A hand-made map, read: its nodes are called by the numbers in the file."""

    def __init__(self, name: str) -> None:
        """Read the streets, and the numbers and places of the nodes; the lowest number counts."""
        path = MAPS / name
        self.extract = read_streets(path)
        self.number: dict[tuple[float, ...], int] = {}
        for node in ET.parse(path).iter("node"):  # noqa: S314 - our own file
            place, number = (
                (float(node.attrib["lon"]), float(node.attrib["lat"])),
                node.attrib["id"],
            )
            self.number[place] = min(int(number), self.number.get(place, int(number)))

    @property
    def nodes(self) -> list[int]:
        """The number of each node of the streets; a copy has the number of its original."""
        return [self.number[tuple(place)] for place in self.extract.streets.lonlat.tolist()]

    def edges(self, flag: str | None = None) -> set[tuple[int, int]]:
        """The edges, or those with a flag, lower number first."""
        streets, nodes = self.extract.streets, self.nodes
        chosen = streets.ends if flag is None else streets.ends[getattr(streets, flag)]
        return {(min(nodes[a], nodes[b]), max(nodes[a], nodes[b])) for a, b in chosen.tolist()}

    def graph(self, *, stairs: bool = True) -> nx.Graph[tuple[int, int]]:
        """The streets as a graph of (row, number), with or without stairs."""
        streets, nodes = self.extract.streets, self.nodes
        ends = streets.ends if stairs else streets.ends[~streets.steps]
        return nx.Graph([((a, nodes[a]), (b, nodes[b])) for a, b in ends.tolist()])

    def steps_between(self, start: int, end: int, *, stairs: bool = True) -> int | None:
        """How many edges the shortest walk has, None if there is no walk."""
        graph = self.graph(stairs=stairs)
        walks = [nx.single_source_shortest_path_length(graph, n) for n in graph if n[1] == start]
        found = [count for walk in walks for node, count in walk.items() if node[1] == end]
        return min(found, default=None)

    def barriers(self) -> list[list[int]]:
        """The lines that nobody crosses."""
        return [
            [self.number[tuple(place)] for place in line.tolist()]
            for line in self.extract.streets.barriers
        ]
