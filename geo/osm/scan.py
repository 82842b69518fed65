"""Scans an extract for the ways and nodes that matter to people on foot."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import osmium
from osmium.filter import IdFilter, KeyFilter, TagFilter
from osmium.osm import NODE, RELATION, WAY, Node, Relation, Way

from geo.osm import access_tags
from geo.osm.open_file import objects, open_extract
from geo.osm.segments import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from osmium.index import LocationTable

_EVERY = 4096  # ways between two reports of progress


def _ids() -> array[int]:
    return array("q")


@dataclass(slots=True)
class Scan:
    """What was found; a node is its OpenStreetMap id.

    Attributes:
        locations: where the nodes are; filled by the reading.
        refs: the nodes of all walkable ways, one way after another.
        sizes: how many nodes each walkable way has, 2 or more.
        steps: for each walkable way, 1 if it is stairs.
        sealed: for each walkable way, 1 if it is a bridge or a tunnel.
        signals: nodes with a traffic signal for people on foot.
        stops: nodes that let nobody through.
        barriers: the nodes of each way that is a barrier, by the way's id.
    """

    locations: LocationTable
    refs: array[int] = field(default_factory=_ids)
    sizes: array[int] = field(default_factory=_ids)
    steps: bytearray = field(default_factory=bytearray)
    grade_separated: bytearray = field(default_factory=bytearray)
    signals: array[int] = field(default_factory=_ids)
    stops: array[int] = field(default_factory=_ids)
    barriers: dict[int, list[int]] = field(default_factory=dict)

    def positions(self, nodes: NDArray[np.int64]) -> NDArray[np.int32]:
        """Look nodes up: (n, 2) longitude and latitude in 1e-7 degrees, or `NOWHERE`."""
        found = array("i")
        for node in nodes.tolist():
            found.extend(self._position(node))
        return np.frombuffer(found, np.int32).reshape(-1, 2)

    def _position(self, node: int) -> tuple[int, int]:
        try:
            place = self.locations.get(node)
        except KeyError:
            return NOWHERE, NOWHERE
        return place.x, place.y

    def add_node(self, node: Node) -> None:
        """Add a node that has a signal or stops people."""
        if access_tags.is_signal(node.tags):
            self.signals.append(node.id)
        if access_tags.stops(node.tags):
            self.stops.append(node.id)

    def add_way(self, way: Way, tags: access_tags.Tags) -> bool:
        """Add a way that is walkable or a barrier; say whether it is either."""
        nodes = way.nodes
        refs = [nodes[place].ref for place in range(len(nodes))]  # faster than iterating
        if len(refs) < 2:
            return False
        if access_tags.may_walk(tags):
            self.refs.extend(refs)
            self.sizes.append(len(refs))
            self.steps.append(access_tags.is_stairs(tags))
            self.grade_separated.append(access_tags.is_grade_separated(tags))
            return True
        if access_tags.is_barrier(tags, closed=refs[0] == refs[-1]):
            self.barriers[way.id] = refs
            return True
        return False


def scan_extract(path: Path, tell: Callable[[float], None]) -> Scan:
    """Read an extract; `tell` hears the share of the ways that are done.

    In XML nodes may also lie behind the ways; everywhere they need positive ids, as all published
    ones have.

    Raises:
        ExtractError: the file is missing, no extract, ends early or is damaged.
    """
    source = open_extract(path)
    inherited, ways = _first_pass(path, source)
    found = Scan(_location_table(path))
    done = 0
    for thing in objects(path, _reader(source, found.locations)):
        if isinstance(thing, Node):
            found.add_node(thing)
        elif isinstance(thing, Way):
            if found.add_way(thing, thing.tags):
                inherited.pop(thing.id, None)
            done += 1
            if done % _EVERY == 0:
                tell(done / ways)
    if inherited:
        _add_rings(path, source, found, inherited)
    return found


def _first_pass(path: Path, source: osmium.io.File) -> tuple[dict[int, dict[str, str]], int]:
    """Count the ways to come, and give the tags that ways inherit from multipolygons.

    A river or a square is often a relation that has the tags, with rings of ways that have none.
    """
    inherited: dict[int, dict[str, str]] = {}
    ways = 0
    finder = osmium.FileProcessor(source, WAY | RELATION)
    for thing in objects(path, finder.with_filter(TagFilter(*access_tags.WAY_TAGS))):
        if isinstance(thing, Relation):
            _inherit(thing, inherited)
        else:
            ways += 1
    return inherited, ways


def _inherit(area: Relation, inherited: dict[int, dict[str, str]]) -> None:
    """Let the rings of a multipolygon inherit its tags; of two, the walkable one wins."""
    tags = {tag.k: tag.v for tag in area.tags}
    if tags.get("type") != "multipolygon":
        return
    walked = access_tags.may_walk(tags)
    for member in area.members:
        if member.type == "w" and (walked or member.ref not in inherited):
            inherited[member.ref] = tags


def _add_rings(
    path: Path, source: osmium.io.File, found: Scan, inherited: dict[int, dict[str, str]]
) -> None:
    """Add the rings that are nothing by themselves as what their multipolygons are."""
    rings = osmium.FileProcessor(source, WAY).with_filter(IdFilter(inherited))
    for ring in objects(path, rings):
        if isinstance(ring, Way):
            found.add_way(ring, inherited[ring.id])


def _location_table(path: Path) -> LocationTable:
    """Make a table of locations: the small and quick one needs ordered ids, as PBF promises."""
    ordered = path.name.lower().endswith("pbf")
    return osmium.index.create_map("flex_mem" if ordered else "sparse_mem_map")


def _reader(source: osmium.io.File, locations: LocationTable) -> osmium.FileProcessor:
    """Read nodes and ways, keep all locations, and pass on what has tags that matter."""
    nodes, ways = KeyFilter(*access_tags.NODE_KEYS), TagFilter(*access_tags.WAY_TAGS)
    nodes.enable_for(NODE)
    ways.enable_for(WAY)
    reader = osmium.FileProcessor(source, NODE | WAY)
    reader.with_locations(locations)  # type: ignore[arg-type] # its hint leaves tables out
    return reader.with_filter(nodes).with_filter(ways)
