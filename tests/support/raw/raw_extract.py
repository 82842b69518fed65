"""A part of an extract for the independent reference, with hours at its gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import osmium
from osmium.filter import IdFilter, KeyFilter
from osmium.osm import NODE, WAY, Node, Way

from tests.support.raw.raw_rules import gate

if TYPE_CHECKING:
    from pathlib import Path

GROUND = {"area", "leisure", "landuse", "natural", "amenity", "tourism"}
LINES = KeyFilter("highway", "railway", "barrier", "waterway")

HOURS = (
    {"opening_hours": "06:00-22:00"},
    {"foot:conditional": "no @ (22:00-06:00)"},
    {"access:conditional": "no @ (Mo-Fr 09:00-17:00); yes @ (We 11:00-13:00)"},
    {"opening_hours": "Mo-Sa 05:00-24:00", "foot:conditional": "yes @ (Su)"},
)


def cropped(source: Path, out: Path, box: tuple[float, float, float, float]) -> Path:
    """Copy what lies in a box of degrees (west, south, east, north), but for areas and their water.

    Gates and entrances get hours by their numbers, as mappers write them: see `HOURS`.
    """
    west, south, east, north = box
    ways = []
    for way in osmium.FileProcessor(str(source), NODE | WAY).with_locations().with_filter(LINES):
        if not isinstance(way, Way):
            continue
        at = [(node.ref, node.location) for node in way.nodes]
        refs = [
            ref
            for ref, spot in at
            if spot.valid() and west <= spot.lon <= east and south <= spot.lat <= north
        ]
        if len(refs) > 1:
            tags = {tag.k: tag.v for tag in way.tags if tag.k not in GROUND}
            if refs[0] == refs[-1] and ("waterway" in tags or "platform" in tags.values()):
                continue
            ways.append((way.id, refs, tags))
    used = {ref for _, refs, _ in ways for ref in refs}
    with osmium.SimpleWriter(str(out)) as writer:
        for node in osmium.FileProcessor(str(source), NODE).with_filter(IdFilter(used)):
            if isinstance(node, Node):
                tags = {tag.k: tag.v for tag in node.tags}
                writer.add_node(node.replace(tags=with_hours(node.id, tags)))
        for number, refs, tags in ways:
            writer.add_way(osmium.osm.mutable.Way(id=number, version=1, nodes=refs, tags=tags))
    return out


def with_hours(number: int, tags: dict[str, str]) -> dict[str, str]:
    """Give two of three gates hours that one cannot tell from what mappers write."""
    kind, timed = divmod(number, 3)
    return tags | HOURS[kind % len(HOURS)] if gate(tags) and timed else tags
