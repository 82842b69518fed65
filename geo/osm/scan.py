"""One look through an extract: the ways that matter to a walker, and what stands on them."""

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
class Survey:
    """What was found; a node is its OpenStreetMap id.

    Attributes:
        places: where the nodes are; filled by the reading.
        refs: the nodes of all walked ways, one way after another.
        sizes: how many nodes each walked way has, 2 or more.
        steps: for each walked way, 1 if it is stairs.
        sealed: for each walked way, 1 if it is a bridge or a tunnel.
        signals: nodes with a light to wait for.
        stops: nodes where nobody passes.
        barriers: the nodes of each way that nobody crosses, by the way's id.
    """

    places: LocationTable
    refs: array[int] = field(default_factory=_ids)
    sizes: array[int] = field(default_factory=_ids)
    steps: bytearray = field(default_factory=bytearray)
    sealed: bytearray = field(default_factory=bytearray)
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
            place = self.places.get(node)
        except KeyError:
            return NOWHERE, NOWHERE
        return place.x, place.y

    def take_node(self, node: Node) -> None:
        """Remember a light, or a thing in the way."""
        if access_tags.is_signal(node.tags):
            self.signals.append(node.id)
        if access_tags.stops(node.tags):
            self.stops.append(node.id)

    def take_way(self, way: Way, tags: access_tags.Tags) -> bool:
        """Remember a way that is walked or that nobody crosses; say whether it is either."""
        nodes = way.nodes
        refs = [nodes[place].ref for place in range(len(nodes))]  # faster than iterating
        if len(refs) < 2:
            return False
        if access_tags.may_walk(tags):
            self.refs.extend(refs)
            self.sizes.append(len(refs))
            self.steps.append(access_tags.is_stairs(tags))
            self.sealed.append(access_tags.is_sealed(tags))
            return True
        if access_tags.is_uncrossed(tags, closed=refs[0] == refs[-1]):
            self.barriers[way.id] = refs
            return True
        return False


def survey(path: Path, tell: Callable[[float], None]) -> Survey:
    """Read an extract; `tell` hears the share of the ways that are done.

    In XML nodes may also lie behind the ways; everywhere they need positive ids, as all published
    ones have.

    Raises:
        ExtractError: the file is missing, no extract, ends early or is damaged.
    """
    source = open_extract(path)
    borrowed, ways = _look_ahead(path, source)
    found = Survey(_places(path))
    done = 0
    for thing in objects(path, _reader(source, found.places)):
        if isinstance(thing, Node):
            found.take_node(thing)
        elif isinstance(thing, Way):
            if found.take_way(thing, thing.tags):
                borrowed.pop(thing.id, None)
            done += 1
            if done % _EVERY == 0:
                tell(done / ways)
    if borrowed:
        _take_rings(path, source, found, borrowed)
    return found


def _look_ahead(path: Path, source: osmium.io.File) -> tuple[dict[int, dict[str, str]], int]:
    """Count the ways to come, and give the tags that the rings of mapped areas borrow.

    A river or a square is often a relation with the tags and rings of ways without any.
    """
    borrowed: dict[int, dict[str, str]] = {}
    ways = 0
    finder = osmium.FileProcessor(source, WAY | RELATION)
    for thing in objects(path, finder.with_filter(TagFilter(*access_tags.WAY_TAGS))):
        if isinstance(thing, Relation):
            _lend(thing, borrowed)
        else:
            ways += 1
    return borrowed, ways


def _lend(area: Relation, borrowed: dict[int, dict[str, str]]) -> None:
    """Lend the tags of an area to its rings; of two areas at a ring the one that is walked wins."""
    tags = {tag.k: tag.v for tag in area.tags}
    if tags.get("type") != "multipolygon":
        return
    walked = access_tags.may_walk(tags)
    for member in area.members:
        if member.type == "w" and (walked or member.ref not in borrowed):
            borrowed[member.ref] = tags


def _take_rings(
    path: Path, source: osmium.io.File, found: Survey, borrowed: dict[int, dict[str, str]]
) -> None:
    """Take the rings that are nothing by themselves as what their areas are."""
    rings = osmium.FileProcessor(source, WAY).with_filter(IdFilter(borrowed))
    for ring in objects(path, rings):
        if isinstance(ring, Way):
            found.take_way(ring, borrowed[ring.id])


def _places(path: Path) -> LocationTable:
    """Make room for positions: small and quick, but in need of order, which only PBF promises."""
    ordered = path.name.lower().endswith("pbf")
    return osmium.index.create_map("flex_mem" if ordered else "sparse_mem_map")


def _reader(source: osmium.io.File, places: LocationTable) -> osmium.FileProcessor:
    """Read nodes and ways, remember all positions, and hand on what has tags that matter."""
    nodes, ways = KeyFilter(*access_tags.NODE_KEYS), TagFilter(*access_tags.WAY_TAGS)
    nodes.enable_for(NODE)
    ways.enable_for(WAY)
    reader = osmium.FileProcessor(source, NODE | WAY)
    reader.with_locations(places)  # type: ignore[arg-type] # its hint leaves tables out
    return reader.with_filter(nodes).with_filter(ways)
