"""Scans an extract for the ways, nodes and areas that matter to people on foot."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import osmium
from osmium.filter import IdFilter, KeyFilter, TagFilter
from osmium.osm import NODE, RELATION, WAY, Node, Relation, Way

from geo.errors import ExtractError
from geo.osm import access_hours, access_tags
from geo.osm.open_file import objects, open_extract
from geo.osm.segments import NOWHERE, PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from osmium.index import LocationTable

    from geo.osm.open_file import Source
    from geo.raw_streets import AccessHours

_EVERY = 4096  # ways between two reports of progress
_MOST = np.array([180, 90]) * PER_DEGREE


def _ids() -> array[int]:
    return array("q")


class Outline(NamedTuple):
    """The lines, each the ids of its nodes, that together are the rings of an area."""

    tags: dict[str, str]
    lines: list[list[int]]


@dataclass(slots=True)
class Scan:
    """What was found; a node is its OpenStreetMap id.

    Attributes:
        path: the extract.
        locations: where the nodes are; filled by the reading.
        refs: the nodes of all walkable ways, one way after another.
        sizes: how many nodes each walkable way has, 2 or more.
        steps: for each walkable way, 1 if it is stairs or otherwise closed to wheels.
        stairs: for each walkable way, 1 if it is stairs, with a ramp or without.
        grade_separated: for each walkable way, 1 if it is a bridge or a tunnel.
        decks: for each walkable way, 1 if it is a pier or a platform.
        hours: for each walkable way, when it is open, None if at any time.
        in_parks: for each walkable way, 1 if it is shut where a park is that it lies in.
        crossings: for each walkable way, 1 if it is a crossing.
        signalised: for each walkable way, 1 if its tags say that people wait on it.
        carriageways: for each walkable way, 1 if cars drive on it.
        signals: nodes with a traffic signal for people on foot.
        stops: nodes that let nobody through.
        thresholds: nodes that let no wheels through.
        node_hours: when nodes let people through that do not at any time.
        gates: nodes that may be gates in a wall or a fence.
        barriers: the nodes of each way that is a barrier, by the way's id.
        walls: likewise of walls and fences.
        fences: likewise of all that may enclose an area, walls among them.
        coastlines: likewise of coastlines, the sea on their right.
        water: the outlines of water that is drawn as an area, in order of their ids.
        squares: likewise of what people walk across.
        parks: likewise of what is shut at times, and when it is open.
    """

    path: Path
    locations: LocationTable
    refs: array[int] = field(default_factory=_ids)
    sizes: array[int] = field(default_factory=_ids)
    steps: bytearray = field(default_factory=bytearray)
    stairs: bytearray = field(default_factory=bytearray)
    grade_separated: bytearray = field(default_factory=bytearray)
    decks: bytearray = field(default_factory=bytearray)
    hours: list[AccessHours | None] = field(default_factory=list)
    in_parks: bytearray = field(default_factory=bytearray)
    crossings: bytearray = field(default_factory=bytearray)
    signalised: bytearray = field(default_factory=bytearray)
    carriageways: bytearray = field(default_factory=bytearray)
    signals: array[int] = field(default_factory=_ids)
    stops: array[int] = field(default_factory=_ids)
    thresholds: array[int] = field(default_factory=_ids)
    node_hours: dict[int, AccessHours] = field(default_factory=dict)
    gates: set[int] = field(default_factory=set)
    barriers: dict[int, list[int]] = field(default_factory=dict)
    walls: dict[int, list[int]] = field(default_factory=dict)
    fences: dict[int, list[int]] = field(default_factory=dict)
    coastlines: dict[int, list[int]] = field(default_factory=dict)
    water: list[Outline] = field(default_factory=list)
    squares: list[Outline] = field(default_factory=list)
    parks: list[tuple[Outline, AccessHours]] = field(default_factory=list)
    _walked: set[int] = field(default_factory=set)

    def positions(self, nodes: NDArray[np.int64]) -> NDArray[np.int32]:
        """Look nodes up: (n, 2) longitude and latitude in 1e-7 degrees, or `NOWHERE`.

        Raises:
            ExtractError: one of them is not on earth.
        """
        flat = array("i")
        for node in nodes.tolist():
            flat.extend(self._position(node))
        found = np.frombuffer(flat, np.int32).reshape(-1, 2)
        if ((np.abs(found) > _MOST) & (found != NOWHERE)).any():
            raise ExtractError(
                f"{self.path.name} is damaged (a node of a street is not on earth): download it "
                "again"
            )
        return found

    def _position(self, node: int) -> tuple[int, int]:
        try:
            place = self.locations.get(node)
        except (KeyError, TypeError):  # the index knows no number below zero
            return NOWHERE, NOWHERE
        return place.x, place.y

    def is_walked(self, refs: list[int]) -> bool:
        """Say whether one of some nodes is of a walkable way; once all of these are known."""
        if not self._walked:
            self._walked.update(self.refs)
        return not self._walked.isdisjoint(refs)

    def add_node(self, node: Node) -> None:
        """Add a node that has a signal, is a gate, or stops people or wheels."""
        if access_tags.is_signal(node.tags):
            self.signals.append(node.id)
        access = access_hours.node_access(node.tags)
        if not access.open:
            self.stops.append(node.id)
            return
        if access.hours:
            self.node_hours[node.id] = access.hours
        if access_tags.is_gate(node.tags):
            self.gates.add(node.id)
        if access_tags.stops_wheels(node.tags):
            self.thresholds.append(node.id)

    def add_way(self, way: Way) -> bool:
        """Add a way; say whether it is walkable or a barrier by its own tags."""
        refs, tags = _refs(way), way.tags
        if len(refs) < 2:
            return False
        walkable, closed = self.add_walkable(refs, tags), refs[0] == refs[-1]
        if walkable and closed and access_tags.is_area(tags):
            self.squares.append(Outline(_copied(tags), [refs]))
        if closed and access_tags.is_park(tags):
            self.add_park(Outline(_copied(tags), [refs]))
        if access_tags.is_fence(tags):
            self.fences[way.id] = refs
        if not access_tags.is_barrier(tags):
            return walkable
        if closed and access_tags.is_water(tags):
            self.water.append(Outline(_copied(tags), [refs]))
        elif access_tags.is_coastline(tags):
            self.coastlines[way.id] = refs
        elif access_tags.is_wall(tags):
            self.walls[way.id] = refs
        else:
            self.barriers[way.id] = refs
        return True

    def add_walkable(self, refs: list[int], tags: access_tags.Tags) -> bool:
        """Add a way if people may walk along it, at some time at least; say whether they may."""
        access = access_hours.way_access(tags)
        if not access.open:
            return False
        self.refs.extend(refs)
        self.sizes.append(len(refs))
        self.steps.append(access_tags.stops_wheels_along(tags))
        self.stairs.append(access_tags.is_stairs(tags))
        self.grade_separated.append(access_tags.is_grade_separated(tags))
        self.decks.append(access_tags.is_deck(tags))
        self.hours.append(access.hours)
        self.in_parks.append(access_tags.is_in_parks(tags))
        self.crossings.append(access_tags.is_crossing(tags))
        self.signalised.append(access_tags.is_signal(tags))
        self.carriageways.append(access_tags.is_carriageway(tags))
        return True

    def add_park(self, outline: Outline) -> None:
        """Add a park if it is shut at times."""
        hours = access_hours.park_access(outline.tags).hours
        if hours:
            self.parks.append((outline, hours))


def scan_extract(path: Path, tell: Callable[[float], None]) -> Scan:
    """Read an extract; `tell` hears the share of the ways that are done.

    Raises:
        ExtractError: the file is missing, no extract, ends early or is damaged.
    """
    source = open_extract(path)
    areas, ways = _first_pass(path, source)
    found = Scan(path, osmium.index.create_map("flex_mem"))
    done, known = 0, set[int]()
    for thing in objects(path, _reader(source, found.locations)):
        if isinstance(thing, Node):
            found.add_node(thing)
        elif isinstance(thing, Way):
            if found.add_way(thing):
                known.add(thing.id)
            done += 1
            if done % _EVERY == 0:
                tell(done / ways)
    if areas:
        _add_areas(path, source, found, areas, known)
    return found


class _Multipolygon(NamedTuple):
    """A relation that is an area: its tags, and the ids of its members that are ways."""

    tags: dict[str, str]
    members: list[int]


def _refs(way: Way) -> list[int]:
    nodes = way.nodes
    return [nodes[place].ref for place in range(len(nodes))]  # faster than iterating


def _copied(tags: osmium.osm.TagList) -> dict[str, str]:
    return {tag.k: tag.v for tag in tags}


def _first_pass(path: Path, source: Source) -> tuple[list[_Multipolygon], int]:
    """Count the ways to come, and give the multipolygons that are walked or are barriers.

    A river or a square is often a relation that has the tags, with rings of ways that have none.
    """
    areas: list[_Multipolygon] = []
    ways = 0
    finder = osmium.FileProcessor(source, WAY | RELATION)
    for thing in objects(path, finder.with_filter(TagFilter(*access_tags.WAY_TAGS))):
        if not isinstance(thing, Relation):
            ways += 1
        elif thing.tags.get("type") == "multipolygon":
            members = [member.ref for member in thing.members if member.type == "w"]
            areas.append(_Multipolygon(_copied(thing.tags), members))
    return areas, ways


def _add_areas(
    path: Path,
    source: Source,
    found: Scan,
    areas: list[_Multipolygon],
    known: set[int],
) -> None:
    """Add multipolygons, and their rings, where these are nothing by themselves, as what they are.

    Of two areas that share such a ring the walkable one has it.
    """
    wanted = {ref for area in areas for ref in area.members}
    ways = osmium.FileProcessor(source, WAY).with_filter(IdFilter(wanted))
    lines = {way.id: _refs(way) for way in objects(path, ways) if isinstance(way, Way)}
    for area in sorted(areas, key=lambda area: not access_hours.way_access(area.tags).open):
        rings = {ref: lines[ref] for ref in area.members if len(lines.get(ref, ())) > 1}
        if access_tags.is_fence(area.tags):
            found.fences.update(rings)
        if access_tags.is_park(area.tags):
            found.add_park(Outline(area.tags, list(rings.values())))
        if access_hours.way_access(area.tags).open:
            for ref in rings.keys() - known:
                found.add_walkable(rings[ref], area.tags)
            known |= rings.keys()
            found.squares.append(Outline(area.tags, list(rings.values())))
        elif access_tags.is_barrier(area.tags) and not access_tags.is_wall(area.tags):
            if access_tags.is_water(area.tags):
                found.water.append(Outline(area.tags, list(rings.values())))
            else:
                found.barriers.update((ref, rings[ref]) for ref in rings.keys() - known)


def _reader(source: Source, locations: LocationTable) -> osmium.FileProcessor:
    """Read nodes and ways, keep all locations, and pass on what has tags that matter."""
    nodes, ways = KeyFilter(*access_tags.NODE_KEYS), TagFilter(*access_tags.WAY_TAGS)
    nodes.enable_for(NODE)
    ways.enable_for(WAY)
    reader = osmium.FileProcessor(source, NODE | WAY)
    reader.with_locations(locations)  # type: ignore[arg-type] # its hint leaves tables out
    return reader.with_filter(nodes).with_filter(ways)
