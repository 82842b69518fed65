"""Reads homes, and places with given tags, from an OpenStreetMap extract.

Homes stand in for people where nobody has counted them. Both are as complete as the map, no more.
Which tags make a facility of which category is in `geo/osm_dataset/categories.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import osmium
from osmium.filter import EntityFilter, TagFilter
from osmium.osm import AREA, NODE, Area, Node

from geo.crs import LocalMetres, middle_of
from geo.osm.open_file import objects, open_extract

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Kinds = Mapping[str, Sequence[tuple[str, str]]]

RESIDENTIAL = frozenset(
    {"residential", "apartments", "house", "detached", "semidetached_house", "terrace"}
    | {"bungalow", "dormitory", "farm", "houseboat", "static_caravan"}
)
"""Values of `building` that people live in, after the wiki's "Key:building", Accommodation."""

TALLEST = 163
"""More storeys than any building has (Burj Khalifa): a larger number is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Residential buildings.

    Attributes:
        lonlat: (homes, 2) float64, the centroid in degrees, WGS-84.
        weight: (homes,) float64, floor area times storeys, square metres.
    """

    lonlat: NDArray[np.float64]
    weight: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TaggedPlaces:
    """Places with one of the tags that were asked for.

    Attributes:
        lonlat: (places, 2) float64, the point or the centroid of the area, degrees, WGS-84.
        kind: which of the kinds that were asked for each place is.
        name: the name of each place, empty where the map has none.
    """

    lonlat: NDArray[np.float64]
    kind: tuple[str, ...]
    name: tuple[str, ...]


def read_homes(path: str | os.PathLike[str]) -> Homes:
    """Read the residential buildings of an extract, in a fixed order.

    A home is an area whose `building` is in `RESIDENTIAL`, or that says `building:use=residential`.
    `building=yes` says nothing about who is inside and is left out, so a town where mappers wrote
    no more has few homes: look at their number before relying on them. Buildings drawn as a point
    are left out, too: they have no floor. Storeys are `building:levels`, 1 where that is missing
    or absurd.

    Raises:
        ExtractError: the file is missing, no extract, ends early or is damaged.
    """
    tags = {("building", kind) for kind in RESIDENTIAL} | {("building:use", "residential")}
    found = _tagged(Path(path), AREA, tags)
    lonlat, area_m2 = _measured(found)
    return Homes(lonlat, area_m2 * [storeys(one.tags) or 1.0 for one in found])


def storeys(tags: Mapping[str, str]) -> float | None:
    """Read `building:levels`; None if it is missing, no number or absurd."""
    try:
        told = float(tags.get("building:levels", ""))
    except ValueError:
        return None
    return told if 0 < told <= TALLEST else None


def read_tagged(path: str | os.PathLike[str], kinds: Kinds) -> TaggedPlaces:
    """Read the places of some kinds: points first, then areas, in a fixed order.

    Args:
        path: the extract.
        kinds: for each kind the tags, (key, value), of its places. What has tags of two kinds is
            given twice, and so is what is mapped both as a point and as an area.

    Raises:
        ExtractError: the file is missing, no extract, ends early or is damaged.
    """
    found = _tagged(Path(path), NODE | AREA, {tag for tags in kinds.values() for tag in tags})
    lonlat, _ = _measured(found)
    rows = [
        (row, kind)
        for row, one in enumerate(found)
        for kind, tags in kinds.items()
        if any(one.tags.get(key) == value for key, value in tags)
    ]
    return TaggedPlaces(
        lonlat[[row for row, _ in rows]].reshape(-1, 2),
        tuple(kind for _, kind in rows),
        tuple(found[row].tags.get("name", "") for row, _ in rows),
    )


class _Object(NamedTuple):
    """A tagged object: its rank among all, points first; its shape as hexadecimal WKB, degrees."""

    rank: tuple[int, int]
    shape: str
    tags: dict[str, str]


def _tagged(
    path: Path, kinds: osmium.osm.osm_entity_bits, tags: Iterable[tuple[str, str]]
) -> list[_Object]:
    """Find the points or areas with one of the tags."""
    wanted, wkb = TagFilter(*sorted(tags)), osmium.geom.WKBFactory()
    reader = osmium.FileProcessor(open_extract(path)).with_areas(wanted)
    found = []
    for one in objects(path, reader.with_filter(EntityFilter(kinds)).with_filter(wanted)):
        about = {tag.k: tag.v for tag in one.tags}
        if isinstance(one, Area):
            found.append(_Object((1, one.id), wkb.create_multipolygon(one), about))
        elif isinstance(one, Node) and one.location.valid():
            found.append(_Object((0, one.id), wkb.create_point(one), about))
    return sorted(found, key=lambda one: one.rank)


def _measured(found: Sequence[_Object]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the centroids, (n, 2) degrees, and the areas, (n,) square metres."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    if not found:
        return np.empty((0, 2)), np.empty(0)
    shapes = shapely.from_wkb([one.shape for one in found])
    metres = LocalMetres(middle_of(shapely.get_coordinates(shapes)))
    flat = shapely.transform(shapes, metres.to_metres)
    centroids = shapely.get_coordinates(shapely.centroid(flat))
    return metres.to_lonlat(centroids), shapely.area(flat)
