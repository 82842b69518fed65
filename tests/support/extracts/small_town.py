"""A town of a few streets as an OpenStreetMap file, with the slips that real maps have."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

WEST, SOUTH, STEP = 24.90, 60.20, 0.002
"""Degrees; a block is about 110 by 220 m."""

NAMES = ("Käpyläntie", "Pohjolankatu", "Metsolantie")

_THINGS = {
    101: {"amenity": "library", "name": "Käpylän kirjasto", "opening_hours": "Mo-Fr 08:00-20:00"}
    | {"phone": "+358 9 1234", "wheelchair": "yes", "capacity": "40"},
    102: {"amenity": "pharmacy", "name": "Apteekki", "opening_hours": "when open", "capacity": "x"}
    | {"wheelchair": "limited", "addr:street": "Pohjolankatu", "addr:housenumber": "7"},
    103: {"amenity": "toilets", "fee": "yes"},
    104: {"leisure": "pitch", "access": "private"},
    105: {"railway": "station", "name": "Käpylä"},
    106: {"amenity": "bench"},
    107: {"highway": "bus_stop", "name": "Pohjola"},
    108: {"place": "suburb", "name": "Käpylä"},
}


def write_small_town(path: Path, country: str = "FI") -> Path:
    """Write a grid of three streets crossed by three, facilities, homes and an outline."""
    nodes = {row * 3 + column + 1: (row, column) for row in range(3) for column in range(3)}
    lines = ['<osm version="0.6">']
    for node, (row, column) in nodes.items():
        lines.append(_node(node, row, column))
    for node, tags in _THINGS.items():
        lines.append(_node(node, 0.2 + (node % 10) * 0.2, 0.31, tags))
    corners = {201: (-1, -1), 202: (-1, 3), 203: (3, 3), 204: (3, -1)}
    lines += [_node(node, *at) for node, at in corners.items()]
    house = {211: (0.3, 1.2), 212: (0.3, 1.3), 213: (0.4, 1.3), 214: (0.4, 1.2)}
    lines += [_node(node, *at) for node, at in house.items()]
    for row, name in enumerate(NAMES):
        across = [row * 3 + column + 1 for column in range(3)]
        lines.append(_way(301 + row, across, {"highway": "residential", "name": name}))
    for row in range(3):
        along = [column * 3 + row + 1 for column in range(3)]
        lines.append(_way(311 + row, along, {"highway": "footway"}))
    home = {"building": "apartments", "building:levels": "4", "addr:country": country}
    lines.append(_way(401, [211, 212, 213, 214, 211], home))
    lines.append(_way(402, [201, 202, 203, 204, 201], {}))
    lines.append(
        '<relation id="501" version="1"><member type="way" ref="402" role="outer"/>'
        + _tags(
            {"type": "boundary", "boundary": "administrative", "admin_level": "9"}
            | {"name": "Käpylä", "name:en": "Kapyla", "population": "900"}
        )
        + "</relation></osm>"
    )
    path.write_text("\n".join(lines), "utf-8")
    return path


def _node(node: int, row: float, column: float, tags: dict[str, str] | None = None) -> str:
    lat, lon = SOUTH + row * STEP / 2, WEST + column * STEP
    return (
        f'<node id="{node}" version="1" timestamp="2024-05-01T00:00:00Z" lat="{lat:.6f}"'
        f' lon="{lon:.6f}">{_tags(tags or {})}</node>'
    )


def _way(way: int, refs: list[int], tags: dict[str, str]) -> str:
    inside = "".join(f'<nd ref="{ref}"/>' for ref in refs)
    return f'<way id="{way}" version="1">{inside}{_tags(tags)}</way>'


def _tags(tags: dict[str, str]) -> str:
    return "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
