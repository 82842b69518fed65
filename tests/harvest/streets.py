"""The streets of the town as one network, and the outline that it is cut to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.harvest import east, extract, files, lights, planar

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harvest.extract import Box, Drawn, LonLat

HEART = (121.5143, 31.2117)
"""塘桥站: what nobody can walk to from here is left out, the other bank of the river above all."""

MARGIN = (0.0064, 0.0055)
"""Degrees of longitude and latitude, about 600 m, that streets go on beyond the outline."""


def outline(shared: Path) -> list[list[float]]:
    """Read the outline of the town, the OpenStreetMap one."""
    for feature in files.features(shared / "facts-2026" / "boundary.geojson"):
        if feature.properties["variant"] == "osm_simplified" and feature.geometry:
            ring: list[list[float]] = feature.geometry["coordinates"][0]
            return ring
    raise LookupError("boundary.geojson has no osm_simplified")


def network(shared: Path) -> list[Drawn]:
    """Draw all streets around the town."""
    box = _box(outline(shared))
    ways = extract.read_drawn(shared / "data" / "osm" / "shanghai-centre.osm.gz", box)
    ways = east.with_east(planar.meeting(ways), shared, box)
    return _chained(lights.thinned(planar.joined(ways, HEART)))


def features(ways: list[Drawn], english: dict[str, str]) -> list[files.Feature]:
    """Write the streets, those of one name beside each other."""
    ordered = sorted(ways, key=lambda way: (not way.name, way.name, way.path))
    return [_feature(way, english) for way in ordered]


def _box(ring: list[list[float]]) -> Box:
    lons, lats = zip(*ring, strict=True)
    return (
        min(lons) - MARGIN[0],
        min(lats) - MARGIN[1],
        max(lons) + MARGIN[0],
        max(lats) + MARGIN[1],
    )


def _feature(way: Drawn, english: dict[str, str]) -> files.Feature:
    def signal(at: LonLat) -> bool | None:
        return None if at in way.unknown else at in way.lights

    fields: files.Properties = {
        "name": way.name or "无名路",
        "name_en": english.get(way.name) or way.name_en or "unnamed street",
        "source": way.source,
        "signalised": [signal(at) for at in way.path],
        "error_m": [round(way.estimated.get(at, way.error_m)) for at in way.path],
        "estimated": [at in way.estimated for at in way.path],
    }
    fields |= {key: True for key in ("bridge", "steps") if getattr(way, key)}
    return files.Feature(fields, files.line([list(at) for at in way.path]))


def _chained(ways: list[Drawn]) -> list[Drawn]:
    """Put the ways of one street that follow on each other into one line."""
    groups: dict[tuple[object, ...], list[Drawn]] = defaultdict(list)
    for way in ways:
        groups[way.name, way.source, way.error_m, way.bridge, way.steps].append(way)
    return [line for group in groups.values() for line in _grown(group)]


def _grown(group: list[Drawn]) -> list[Drawn]:
    lines = list(group)
    ends: dict[LonLat, int] = defaultdict(int)
    for way in group:
        for at in (way.path[0], way.path[-1]):
            ends[at] += 1
    for at in [at for at, count in ends.items() if count == 2]:
        pair = [line for line in lines if at in {line.path[0], line.path[-1]}]
        if len(pair) == 2:
            first, second = pair
            lines = [line for line in lines if line not in pair] + [_one(first, second, at)]
    return lines


def _one(first: Drawn, second: Drawn, at: LonLat) -> Drawn:
    head = first.path if first.path[-1] == at else first.path[::-1]
    tail = second.path if second.path[0] == at else second.path[::-1]
    return replace(
        first,
        path=(*head, *tail[1:]),
        lights=first.lights | second.lights,
        unknown=first.unknown | second.unknown,
        estimated=first.estimated | second.estimated,
    )
