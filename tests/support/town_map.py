"""A small extract written in metres: nodes, ways and areas by name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import geo
from tests.support.networks import at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    Spot = tuple[float, float]
    Tags = Mapping[str, str]


def write_map(
    path: Path,
    nodes: Mapping[str, Spot],
    ways: Sequence[tuple[str, Tags]],
    marks: Mapping[str, Tags] | None = None,
) -> Path:
    """Write an extract.

    Args:
        path: where to.
        nodes: metres east and north of the small maps' centre, by name.
        ways: the names of each one's nodes, and its tags; a way of tags alone is a relation of all
            ways before it that have no tags.
        marks: tags of nodes.
    """
    number = {name: row for row, name in enumerate(nodes, start=1)}
    lines = ["<?xml version='1.0'?>", "<osm version='0.6'>"]
    for name, spot in nodes.items():
        lon, lat = at(*spot)
        tags = _tags((marks or {}).get(name, {}))
        lines.append(
            f"<node id='{number[name]}' version='1' lat='{lat:.7f}' lon='{lon:.7f}'>{tags}</node>"
        )
    relations, rings = [], list[int]()
    for row, (names, about) in enumerate(ways, start=1):
        refs = "".join(f"<nd ref='{number[name]}'/>" for name in names.split())
        if not names:
            members = "".join(f"<member type='way' ref='{ring}' role='outer'/>" for ring in rings)
            relations.append(f"<relation id='{row}' version='1'>{members}{_tags(about)}</relation>")
            continue
        if not about:
            rings.append(row)
        lines.append(f"<way id='{row}' version='1'>{refs}{_tags(about)}</way>")
    path.write_text("\n".join([*lines, *relations, "</osm>"]), encoding="utf-8")
    return path


def _tags(about: Tags) -> str:
    return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in about.items())


def minutes(
    network: geo.WalkNetwork,
    start: Spot,
    end: Spot,
    pace: geo.Pace = geo.Pace.STANDARD,
    longest: float = 120,
) -> float:
    """Walk from one spot to another, in metres of the small maps; infinite past `longest`."""
    walker = geo.Walker(network, pace)
    return float(walker.minutes_to(walker.reach(at(*start), longest), [at(*end)])[0])
