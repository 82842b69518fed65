"""The documented rules of walking once more, from raw OpenStreetMap data to a NetworkX graph.

Nothing of `geo.osm`, `geo.hours` or `geo.network` is used: the rules are read from the page and
written anew. Squares, and areas that are relations, are left to their own tests: `cropped` leaves
out what makes an area of a way.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import osmium
import shapely
from osmium.osm import NODE, WAY, Node, Way

from geo.crs import LocalMetres
from geo.facility import Pace
from tests.support.raw import raw_areas as areas
from tests.support.raw import raw_rules as rules
from tests.support.raw.raw_hours import opens
from tests.support.raw.raw_walls import standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.facility import LonLat

    Tags = dict[str, str]
    Graph = nx.Graph[Any]

SPEED = {Pace.STANDARD: 1.0, Pace.ELDER: 0.8, Pace.SLOW: 0.6}
WAIT_S = 20.0
TOGETHER_M = 40.0
ISLAND_M = 1000.0
PARK, WET = "#park", "#wet"


class RawTown:
    """What the rules make of an extract: positions, and the ways of people on foot."""

    def __init__(self, path: Path, centre: LonLat) -> None:
        """Read the extract; metres are around the centre."""
        self.marks: dict[int, Tags] = {}
        self.ways: list[tuple[list[int], Tags]] = []
        self.walls: list[list[int]] = []
        self.lines: list[list[int]] = []
        self.fences: list[list[int]] = []
        self.parks: list[tuple[list[int], Tags]] = []
        self.ponds: list[list[int]] = []
        lonlat: dict[int, tuple[float, float]] = {}
        for thing in osmium.FileProcessor(str(path), NODE | WAY):
            tags = {tag.k: tag.v for tag in thing.tags}
            if isinstance(thing, Node):
                lonlat[thing.id] = thing.lon, thing.lat
                self.marks[thing.id] = tags
            elif isinstance(thing, Way):
                self._add([node.ref for node in thing.nodes], tags)
        metres = LocalMetres(centre).to_metres(list(lonlat.values()))
        self.xy = dict(zip(lonlat, metres.tolist(), strict=True))
        self.lit = {n for n, tags in self.marks.items() if rules.signal(tags)}
        self._light_crossings()
        self._divide()

    def _divide(self) -> None:
        """Split ways at parks with hours, with which paths are shut, and then at water's edge."""
        splitter = areas.Splitter(self.xy)
        for number, (refs, _) in enumerate(self.parks):
            park = areas.park(self._polygon(refs))
            self.ways = [
                (piece, tags | {PARK: str(number)} if inside else tags)
                for way, tags in self.ways
                for piece, inside in (splitter.split(way, park) if _is_in(tags) else [(way, False)])
            ]
        self.gates_of_parks = self._gates_of_parks()
        on_land = self.on_land(self._everybody)
        streets: list[BaseGeometry] = [
            shapely.LineString([self.xy[where(node)] for node in edge[:2]])
            for edge in on_land.edges(data=True)
            if not edge[2]["deck"]
        ]
        self.water = [areas.pond(self._polygon(refs), streets) for refs in self.ponds]
        for pond in self.water:
            self.ways = [
                (piece, tags | {WET: "yes"} if inside else tags)
                for way, tags in self.ways
                for piece, inside in (
                    [(way, False)] if rules.off_the_ground(tags) else splitter.split(way, pond)
                )
            ]
        del self._everybody, self.islands

    def _polygon(self, refs: list[int]) -> BaseGeometry:
        return shapely.Polygon([self.xy[ref] for ref in refs])

    def _gates_of_parks(self) -> dict[int, int]:
        """Give the nodes in fences at which what is shut with a park meets one street outside."""
        outside = Counter(
            ref
            for refs, tags in self.ways
            if PARK not in tags and not is_timed(tags, goes)
            for pair in pairwise(refs)
            for ref in pair
        )
        fences = [shapely.LineString([self.xy[ref] for ref in refs]) for refs in self.fences]
        return {
            ref: int(tags[PARK])
            for refs, tags in self.ways
            if PARK in tags
            for ref in refs
            if outside[ref] == 1 and not is_timed(self.marks.get(ref, {}), passes)
            if any(fence.dwithin(shapely.Point(self.xy[ref]), 0.1) for fence in fences)
        }

    def _light_crossings(self) -> None:
        """Move the lights of crossings that are ways to between their ends."""
        driven = {n for refs, tags in self.ways for n in refs if rules.carriageway(tags)}
        lit = [number for number, (refs, tags) in enumerate(self.ways) if self._waits(refs, tags)]
        ends = [n for number in lit for n in (self.ways[number][0][0], self.ways[number][0][-1])]
        self.lit -= set(ends) - driven
        self.lit |= {n for n in ends if n in driven and ends.count(n) > 1}
        for number in lit:
            refs, tags = self.ways[number]
            if len(refs) == 2:
                middle = -1 - number
                self.xy[middle] = np.mean([self.xy[n] for n in refs], axis=0).tolist()
                self.marks[middle] = {}
                refs = [refs[0], middle, refs[1]]
                self.ways[number] = refs, tags
            self.lit.update(refs[1:-1])

    def _waits(self, refs: list[int], tags: Tags) -> bool:
        drawn = "crossing" in (tags.get("footway"), tags.get("cycleway"), tags.get("path"))
        return rules.signal(tags) or (drawn and sum(n in self.lit for n in refs) > 1)

    def _add(self, refs: list[int], tags: Tags) -> None:
        if goes(tags, None):
            self.ways.append((refs, tags))
        if tags.get("barrier") in rules.FENCES | {"hedge"}:
            self.fences.append(refs)
        if refs[0] == refs[-1] and areas.is_park(tags) and is_timed(tags, is_in_the_park):
            self.parks.append((refs, tags))
        if refs[0] == refs[-1] and areas.is_water(tags):
            self.ponds.append(refs)
        if rules.stops_legs(tags):
            (self.walls if tags.get("barrier") in rules.FENCES else self.lines).append(refs)

    def streets(self, pace: Pace, moment: datetime | None = None) -> Graph:
        """Give the metres between nodes; where nobody passes, each way ends by itself."""
        graph: Graph = nx.Graph()
        shut = self._shut(pace, moment)
        parks = self._shut_parks(moment)
        for number, (refs, tags) in enumerate(self.ways):
            if (pace is Pace.SLOW and rules.stops_wheels(tags)) or not goes(tags, moment):
                continue
            if PARK in tags and int(tags[PARK]) in parks:
                continue
            for place, (one, other) in enumerate(pairwise(refs)):
                if one == other:
                    continue
                metres = float(np.hypot(*np.subtract(self.xy[other], self.xy[one])))
                ends = [(ref, number, place) if ref in shut else ref for ref in (one, other)]
                known = graph.get_edge_data(*ends) or {"deck": True}
                over = rules.off_the_ground(tags) or (WET in tags and rules.is_pier(tags))
                deck, wet = known["deck"] and over, WET in tags and not over
                graph.add_edge(*ends, metres=metres, deck=deck, wet=wet)
        return graph

    def graph(self, pace: Pace, moment: datetime | None = None) -> Graph:
        """Give the seconds between nodes; `waits` are those at either end, by node."""
        group, graph = self._groups, self.streets(pace, moment)
        for one, other, about in graph.edges(data=True):
            about["waits"] = {
                a: WAIT_S / 2 if a in group and group[a] != group.get(b) else 0.0
                for a, b in ((one, other), (other, one))
            }
            about["seconds"] = about["metres"] / SPEED[pace] + sum(about["waits"].values())
        return graph

    @cached_property
    def _groups(self) -> dict[Any, int]:
        return groups(self._everybody, self.lit)

    @cached_property
    def steps_for_wheels(self) -> list[int]:
        """The nodes that wheels do not pass."""
        return [n for n, tags in self.marks.items() if tags and rules.threshold(tags)]

    @cached_property
    def _everybody(self) -> Graph:
        return self.streets(Pace.STANDARD)

    @cached_property
    def islands(self) -> set[int]:
        """The nodes of what hangs together for too little to count, whoever may pass when."""
        parts = [
            (self._everybody.subgraph(part).size("metres"), part)
            for part in nx.connected_components(self._everybody)
        ]
        most = max(metres for metres, _ in parts)
        small = [part for metres, part in parts if metres < min(most, ISLAND_M)]
        return {node for part in small for node in part}

    def on_land(self, graph: Graph) -> Graph:
        """Leave out the islands of a graph of `streets`."""
        kept = graph.copy()
        named = {node: node if node in self._everybody else where(node) for node in graph}
        kept.remove_nodes_from([node for node, name in named.items() if name in self.islands])
        return kept

    @cached_property
    def barriers(self) -> list[BaseGeometry]:
        """Give the pieces of lines that nobody crosses off a street, metres."""
        kept = self.on_land(self._everybody)
        streets: list[BaseGeometry] = [
            shapely.LineString([self.xy[one], self.xy[other]])
            for one, other, about in kept.edges(data=True)
            if not about["deck"] and isinstance(one, int) and isinstance(other, int)
        ]
        walked = {where(node) for node in kept}
        fenced = {ref for refs in self.walls for ref in refs}
        gates = [self.xy[ref] for ref in fenced & walked if is_open_gate(self.marks[ref])]
        pieces = standing(self.walls, self.xy, streets, gates)
        for refs in self.lines:
            pieces += [
                shapely.LineString([self.xy[one], self.xy[other]]) for one, other in pairwise(refs)
            ]
        return pieces + [pond.core.boundary for pond in self.water]

    def barriers_at(self, moment: datetime | None) -> list[BaseGeometry]:
        """Give them with the outlines of the parks that are shut at a moment."""
        shut = [self.parks[number][0] for number in self._shut_parks(moment)]
        return self.barriers + [areas.park(self._polygon(refs)).core.boundary for refs in shut]

    def _shut_parks(self, moment: datetime | None) -> set[int]:
        return {n for n, (_, tags) in enumerate(self.parks) if not is_in_the_park(tags, moment)}

    def _shut(self, pace: Pace, moment: datetime | None) -> set[int]:
        parks = self._shut_parks(moment)
        return {ref for ref, park in self.gates_of_parks.items() if park in parks} | {
            ref
            for ref, tags in self.marks.items()
            if tags and (not passes(tags, moment) or (pace is Pace.SLOW and rules.threshold(tags)))
        }


def where(node: Any) -> int:  # noqa: ANN401 - a node, or an end of a way at it
    """Give the number of a node of a graph."""
    return int(node[0] if isinstance(node, tuple) else node)


def goes(tags: Tags, moment: datetime | None) -> bool:
    """Say whether people walk along a way at a moment, or without one at some time."""
    return opens(tags, moment, rules.walked, rules.has_no_business)


def passes(tags: Tags, moment: datetime | None) -> bool:
    """Say whether people pass a node at a moment, or without one at some time."""
    return opens(tags, moment, lambda known: not rules.shut(known), rules.passed_through)


def is_open_gate(tags: Tags) -> bool:
    """Say whether a node of a fence is a gate that is open to all at any time."""
    stops = rules.shut(tags) or is_timed(tags, passes) or rules.threshold(tags)
    return rules.gate(tags) and not stops


def is_in_the_park(tags: Tags, moment: datetime | None) -> bool:
    """Say whether people may be in a park at a moment, or without one at some time."""
    return opens(tags, moment, rules.welcome, areas.is_park)


def is_timed(tags: Tags, may: Callable[[Tags, datetime | None], bool]) -> bool:
    """Say whether a node is passed, or the like, at some hours of a week alone."""
    hours = (datetime(2026, 6, 8) + timedelta(minutes=30 * n) for n in range(7 * 48))  # noqa: DTZ001
    timed = "opening_hours" in tags or any(key.endswith(":conditional") for key in tags)
    return timed and len({may(tags, hour) for hour in hours}) > 1


def _is_in(tags: Tags) -> bool:
    """Say whether a way is shut with the park that it is in."""
    return tags.get("highway") in areas.SHUT_WITH_PARKS and not is_timed(tags, goes)


def groups(streets: Graph, signals: set[int]) -> dict[Any, int]:
    """Give the group of every node that has one; a signal that stands alone is its own group."""
    lit = [node for node in signals if node in streets]
    near = {
        node: nx.single_source_dijkstra_path_length(streets, node, TOGETHER_M, "metres")
        for node in lit
    }
    together: nx.Graph[Any] = nx.Graph()
    together.add_nodes_from(lit)
    together.add_edges_from((a, b) for a in lit for b in near[a] if b in near)
    group: dict[Any, int] = {}
    for number, members in enumerate(nx.connected_components(together)):
        group |= dict.fromkeys(members, number)
        reached = {node for member in members for node in near[member]} - members
        between = {
            node
            for node in reached
            if any(
                near[a].get(node, np.inf) + near[b].get(node, np.inf) <= TOGETHER_M
                for a, b in combinations(members, 2)
            )
        }
        for part in nx.connected_components(streets.subgraph(between)):
            exits = sum(
                other not in part and other not in members
                for node in part
                for other in streets[node]
            )
            if exits < 2:
                group |= dict.fromkeys(part, number)
    return group
