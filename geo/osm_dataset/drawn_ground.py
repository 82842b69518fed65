"""Things of the map → the base map: water, green, railways, streets by class with their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.base_map import BaseMap, Ground
from geo.osm_dataset.written import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from geo.osm_dataset.mapped import Mapped

_AREAS: Mapping[Ground, Mapping[str, frozenset[str]]] = {
    Ground.WATER: {
        "natural": frozenset({"water", "bay"}),
        "waterway": frozenset({"riverbank", "dock"}),
        "landuse": frozenset({"reservoir", "basin"}),
    },
    Ground.PARK: {
        "leisure": frozenset({"park", "garden", "common", "playground", "nature_reserve"}),
        "landuse": frozenset({"recreation_ground", "village_green"}),
    },
    Ground.GREEN: {
        "landuse": frozenset({"forest", "grass", "meadow", "cemetery", "allotments", "orchard"}),
        "natural": frozenset({"wood", "scrub", "heath", "grassland"}),
        "leisure": frozenset({"golf_course"}),
    },
}
_LINES: Mapping[Ground, Mapping[str, frozenset[str]]] = {
    Ground.COAST: {"natural": frozenset({"coastline"})},
    Ground.RIVER: {"waterway": frozenset({"river", "canal", "stream"})},
    Ground.RAILWAY: {
        "railway": frozenset({"rail", "light_rail", "tram", "narrow_gauge", "monorail", "subway"})
    },
    Ground.MAJOR: {
        "highway": frozenset(
            {"motorway", "trunk", "primary", "motorway_link", "trunk_link", "primary_link"}
        )
    },
    Ground.MEDIUM: {
        "highway": frozenset({"secondary", "tertiary", "secondary_link", "tertiary_link"})
    },
    Ground.MINOR: {
        "highway": frozenset({"residential", "unclassified", "living_street", "pedestrian", "road"})
    },
    Ground.PATH: {
        "highway": frozenset(
            {"footway", "path", "steps", "cycleway", "service", "track", "bridleway"}
        )
    },
}
_UNDERGROUND = frozenset({Ground.RAILWAY, Ground.RIVER})


def base_map_of(objects: Iterable[Mapped]) -> BaseMap:
    """Put together what is drawn under a map, in the order of the objects."""
    return BaseMap.of(_drawn(objects))


def _drawn(objects: Iterable[Mapped]) -> Iterator[tuple[Ground, str, list[NDArray[np.float64]]]]:
    for one in objects:
        kind = _kind_of(one.tags, _AREAS if one.is_area else _LINES)
        if kind is None or not (one.is_area or one.is_line):
            continue
        if kind in _UNDERGROUND and one.tags.get("tunnel", "no") != "no":
            continue
        yield kind, printable(one.tags.get("name", "")), _parts(one)


def _kind_of(
    tags: Mapping[str, str], kinds: Mapping[Ground, Mapping[str, frozenset[str]]]
) -> Ground | None:
    return next(
        (
            kind
            for kind, keys in kinds.items()
            if any(tags.get(key) in values for key, values in keys.items())
        ),
        None,
    )


def _parts(one: Mapped) -> list[NDArray[np.float64]]:
    """Give a line, or the rings of an area, those around islands among them."""
    if not one.is_area:
        return [np.asarray(one.shape.coords)]
    rings = [ring for part in one.shape.geoms for ring in (part.exterior, *part.interiors)]
    return [np.asarray(ring.coords) for ring in rings]
