"""The documented rules of walking once more, from raw OpenStreetMap data to a NetworkX graph.

Nothing of `geo.osm` or `geo.network` is used: the rules are read from the page and written anew.
Squares are left to their own tests: `cropped` leaves out what makes an area of a way.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import osmium
from osmium.filter import KeyFilter
from osmium.osm import NODE, WAY, Node, Way

from geo.crs import LocalMetres
from geo.facility import Pace

if TYPE_CHECKING:
    from pathlib import Path

    from geo.facility import LonLat

    Tags = dict[str, str]
    Graph = nx.Graph[Any]

SPEED = {Pace.STANDARD: 1.0, Pace.ELDER: 0.8, Pace.SLOW: 0.6}
WAIT_S = 20.0
TOGETHER_M = 40.0

ROADS = ("primary", "secondary", "tertiary")
ALWAYS = {"footway", "path", "pedestrian", "steps", "platform", "elevator", "corridor"}
ALWAYS |= {"cycleway", "bridleway", "living_street", "residential", "service", "unclassified"}
ALWAYS |= {"road", "track", *ROADS, *(f"{road}_link" for road in ROADS)}
IF_ASKED = {"trunk", "trunk_link", "busway"}
YES = {"yes", "designated", "permissive", "official", "destination", "customers"}
NO = {"no", "private", "use_sidepath", "permit", "military", "employees", "emergency"}
WALLS = {"wall", "fence", "hedge", "city_wall", "retaining_wall"}
PASSED_ROUND = {"bollard", "block", "chain", "rope", "lift_gate", "swing_gate", "kerb"}
PASSED_ROUND |= {"cycle_barrier", "motorcycle_barrier", "bus_trap", "height_restrictor"}
PASSED_ROUND |= {"cattle_grid"}


def cropped(source: Path, out: Path, box: tuple[float, float, float, float]) -> Path:
    """Copy what lies in a box of degrees (west, south, east, north), but for areas."""
    west, south, east, north = box
    inside, ways = set[int](), []
    for node in osmium.FileProcessor(str(source), NODE):
        if isinstance(node, Node) and west <= node.lon <= east and south <= node.lat <= north:
            inside.add(node.id)
    for way in osmium.FileProcessor(str(source), WAY).with_filter(KeyFilter("highway", "railway")):
        if not isinstance(way, Way):
            continue
        refs = [node.ref for node in way.nodes if node.ref in inside]
        if len(refs) > 1:
            tags = {tag.k: tag.v for tag in way.tags if tag.k != "area"}
            if refs[0] == refs[-1] and "platform" in tags.values():
                continue
            ways.append((way.id, refs, tags))
    used = {ref for _, refs, _ in ways for ref in refs}
    with osmium.SimpleWriter(str(out)) as writer:
        for node in osmium.FileProcessor(str(source), NODE):
            if isinstance(node, Node) and node.id in used:
                writer.add_node(node)
        for number, refs, tags in ways:
            writer.add_way(osmium.osm.mutable.Way(id=number, version=1, nodes=refs, tags=tags))
    return out


class RawTown:
    """What the rules make of an extract: positions, and the ways of people on foot."""

    def __init__(self, path: Path, centre: LonLat) -> None:
        """Read the extract; metres are around the centre."""
        self.marks: dict[int, Tags] = {}
        self.ways: list[tuple[list[int], Tags]] = []
        lonlat: dict[int, tuple[float, float]] = {}
        for thing in osmium.FileProcessor(str(path), NODE | WAY):
            tags = {tag.k: tag.v for tag in thing.tags}
            if isinstance(thing, Node):
                lonlat[thing.id] = thing.lon, thing.lat
                self.marks[thing.id] = tags
            elif isinstance(thing, Way) and walked(tags):
                refs = [node.ref for node in thing.nodes]
                self.ways.append((refs, tags))
        metres = LocalMetres(centre).to_metres(list(lonlat.values()))
        self.xy = dict(zip(lonlat, metres.tolist(), strict=True))
        self.lit = {n for n, tags in self.marks.items() if signal(tags)}
        self._light_crossings()

    def _light_crossings(self) -> None:
        """Move the lights of crossings that are ways to between their ends."""
        driven = {n for refs, tags in self.ways for n in refs if carriageway(tags)}
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
        return signal(tags) or (drawn and sum(n in self.lit for n in refs) > 1)

    def graph(self, pace: Pace) -> Graph:
        """Give the seconds between nodes; where nobody passes, each way ends by itself."""
        graph: Graph = nx.Graph()
        everybody = self._streets(Pace.STANDARD)
        group = groups(everybody, self.lit)
        streets = self._streets(pace)
        for one, other in streets.edges:
            waits = sum(
                a in group and group[a] != group.get(b) for a, b in ((one, other), (other, one))
            )
            seconds = streets[one][other]["metres"] / SPEED[pace] + waits * WAIT_S / 2
            graph.add_edge(one, other, seconds=seconds)
        return graph

    def _streets(self, pace: Pace) -> Graph:
        graph: Graph = nx.Graph()
        for number, (refs, tags) in enumerate(self.ways):
            if pace is Pace.SLOW and stops_wheels(tags):
                continue
            for place, (one, other) in enumerate(pairwise(refs)):
                metres = float(np.hypot(*np.subtract(self.xy[other], self.xy[one])))
                ends = [
                    (ref, number, place) if self._ends_at(ref, pace) else ref
                    for ref in (one, other)
                ]
                graph.add_edge(*ends, metres=metres)
        return graph

    def _ends_at(self, ref: int, pace: Pace) -> bool:
        tags = self.marks[ref]
        return shut(tags) or (pace is Pace.SLOW and threshold(tags))


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


def walked(tags: Tags) -> bool:
    """Say whether a way is walked along."""
    kind = tags.get("highway")
    if kind is None and (
        "platform" in (tags.get("railway"), tags.get("public_transport"))
        or tags.get("man_made") == "pier"
    ):
        kind = "platform"
    if kind not in ALWAYS | IF_ASKED or tags.get("route") == "ferry":
        return False
    if tags.get("foot") in YES:
        return True
    if tags.get("foot") in NO or tags.get("access") in NO or tags.get("motorroad") == "yes":
        return False
    sides = any(tags.get(f"sidewalk:{side}") == "yes" for side in ("both", "left", "right"))
    return kind in ALWAYS or sides or tags.get("sidewalk") in {"yes", "both", "left", "right"}


def stops_wheels(tags: Tags) -> bool:
    """Say whether wheels cannot go along a way."""
    if tags.get("highway") == "steps":
        return tags.get("ramp:wheelchair") != "yes"
    if "wheelchair" in tags and tags["wheelchair"] in {"yes", "no"}:
        return tags["wheelchair"] == "no"
    incline = tags.get("incline", "").strip()
    try:
        if ":" in incline:
            rise, run = incline.split(":")
            return abs(float(rise) / float(run)) > 1 / 12
        number = abs(float(incline.rstrip("%°").replace(",", ".")))
    except (ValueError, ZeroDivisionError):
        return False
    return (np.tan(np.radians(number)) if incline.endswith("°") else number / 100) > 1 / 12


def carriageway(tags: Tags) -> bool:
    """Say whether cars drive on a way."""
    on_foot = {"footway", "path", "pedestrian", "steps", "platform", "elevator", "corridor"}
    return tags.get("highway", "footway") not in on_foot | {"cycleway", "bridleway"}


def signal(tags: Tags) -> bool:
    """Say whether people wait at a node."""
    return (
        "traffic_signals" in (tags.get("highway"), tags.get("crossing"))
        or tags.get("crossing:signals") == "yes"
    )


def shut(tags: Tags) -> bool:
    """Say whether nobody passes a node."""
    barrier = tags.get("barrier")
    if tags.get("foot") in YES or not (barrier or tags.get("highway") == "elevator"):
        return False
    if barrier in WALLS or tags.get("foot") in NO or tags.get("access") in NO:
        return True
    return tags.get("locked") == "yes" and barrier not in PASSED_ROUND


def threshold(tags: Tags) -> bool:
    """Say whether no wheels pass a node."""
    if tags.get("wheelchair") == "yes":
        return False
    if tags.get("wheelchair") == "no":
        passed = tags.get("highway") in {"crossing", "elevator"}
        passed |= tags.get("railway") == "subway_entrance"
        return passed or bool(tags.keys() & {"barrier", "crossing", "door", "entrance", "kerb"})
    narrow = {"stile", "turnstile", "full-height_turnstile", "kissing_gate"}
    return tags.get("kerb") == "raised" or tags.get("barrier") in narrow
