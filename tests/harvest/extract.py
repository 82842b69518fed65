"""The streets of an OpenStreetMap extract by name: what `geo.osm` leaves out is kept here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import osmium
from osmium.osm import Node, Way

from geo.osm import access_tags

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LonLat = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line of a street.

    `lights` are the vertices where people wait at a signal, `unknown` those where they may;
    `estimated` are the vertices that nobody mapped, with how many metres each may be off.
    """

    name: str
    name_en: str
    path: tuple[LonLat, ...]
    source: str = "osm"
    error_m: float = 10.0
    bridge: bool = False
    steps: bool = False
    lights: frozenset[LonLat] = frozenset()
    unknown: frozenset[LonLat] = frozenset()
    estimated: dict[LonLat, float] = field(default_factory=dict)


def read_drawn(extract: Path, box: Box) -> list[Drawn]:
    """Read the streets that people may walk on, cut at the last vertex inside a box."""
    reader = osmium.FileProcessor(str(extract)).with_locations()
    lights: set[int] = set()
    found: list[tuple[Drawn, list[int]]] = []
    for thing in reader:
        if isinstance(thing, Node) and access_tags.is_signal(thing.tags):
            lights.add(thing.id)
        elif isinstance(thing, Way) and access_tags.may_walk(thing.tags):
            found.append((_drawn(thing), [node.ref for node in thing.nodes]))
    return [
        part
        for way, refs in found
        for part in _inside(_lit(way, refs, lights), box)
        if len(part.path) > 1
    ]


def _drawn(way: Way) -> Drawn:
    tags = way.tags
    return Drawn(
        tags.get("name") or "",
        tags.get("name:en") or "",
        tuple((round(node.lon, 6), round(node.lat, 6)) for node in way.nodes),
        bridge=access_tags.is_grade_separated(tags),
        steps=access_tags.stops_wheels_along(tags),
    )


def _lit(way: Drawn, refs: list[int], lights: set[int]) -> Drawn:
    lit = {at for at, ref in zip(way.path, refs, strict=True) if ref in lights}
    return replace(way, lights=frozenset(lit))


def _inside(way: Drawn, box: Box) -> Iterator[Drawn]:
    """Cut a line where it leaves the box."""
    run: list[LonLat] = []
    for at in way.path:
        if box[0] <= at[0] <= box[2] and box[1] <= at[1] <= box[3]:
            run.append(at)
        elif run:
            yield replace(way, path=tuple(run))
            run = []
    yield replace(way, path=tuple(run))


def pieces(ways: list[Drawn]) -> Iterator[tuple[LonLat, LonLat]]:
    """Give the straight pieces of all lines."""
    for way in ways:
        yield from pairwise(way.path)
