"""Reads all tagged objects of an extract that a dataset is made of, in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import osmium
from osmium.filter import KeyFilter
from osmium.osm import Area, Node, Way

from geo.osm.access_tags import is_coastline
from geo.osm.open_file import header_values, objects, open_extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

KEYS = (
    *("amenity", "leisure", "building", "building:use", "place", "boundary", "railway"),
    *("public_transport", "highway", "natural", "waterway", "landuse", "addr:housenumber"),
    *("tourism", "healthcare", "office", "shop"),
)
"""What an object has at least one of, besides the keys of the table of facilities."""

_LINES = frozenset({"highway", "railway", "waterway"})
_LETTERS = {"n": 0, "w": 1, "r": 2}
_EVERY = 2048  # objects between two reports of progress
_EXPECTED_BYTES = 45.0  # of a compressed extract for each tagged object, about


@dataclass(frozen=True, slots=True)
class Mapped:
    """A tagged object of the map.

    Attributes:
        id: "n", "w" or "r" for a node, a way or a relation, and its number.
        tags: as they are written.
        shape: a point, a line, or a multipolygon, degrees, WGS-84 (`shapely.Geometry`).
    """

    id: str
    tags: Mapping[str, str]
    shape: Any

    @property
    def rank(self) -> tuple[int, int]:
        """Nodes first, then ways, then relations, each by number: the same in every file."""
        return _LETTERS[self.id[0]], int(self.id[1:])

    @property
    def is_area(self) -> bool:
        """Whether it covers ground."""
        return bool(self.shape.geom_type == "MultiPolygon")

    @property
    def is_line(self) -> bool:
        """Whether it is a line."""
        return bool(self.shape.geom_type == "LineString")


@dataclass(frozen=True, slots=True)
class MapContent:
    """All tagged objects, in a fixed order, and the day of the map."""

    objects: tuple[Mapped, ...]
    day: date


def read_content(
    path: Path, more_keys: Iterable[str], tell: Callable[[float], None] = lambda _: None
) -> MapContent:
    """Read the objects that have one of `KEYS` or `more_keys`.

    The day is that of the newest change in the file: the header's, or that of the newest object
    read, or else the day on which the file was written.

    Raises:
        ExtractError: the file is missing, no extract, ends early or is damaged.
    """
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    expected = max(1.0, path.stat().st_size / _EXPECTED_BYTES) if path.exists() else 1.0
    found, newest = [], datetime.min.replace(tzinfo=UTC)
    for number, (one, stamp) in enumerate(_read(path, more_keys)):
        found.append(one)
        newest = max(newest, stamp)
        if number % _EVERY == 0:
            tell(min(0.95, number / expected))
    shapes = shapely.from_wkb([one.shape for one in found])
    located = [Mapped(one.id, one.tags, s) for one, s in zip(found, shapes, strict=True)]
    return MapContent(
        tuple(sorted(located, key=lambda one: (one.rank, one.is_area))),
        _header_day(path)
        or _day_of(newest)
        or datetime.fromtimestamp(path.stat().st_mtime, UTC).date(),
    )


def _read(path: Path, more_keys: Iterable[str]) -> Iterator[tuple[Mapped, datetime]]:
    wanted, wkb = KeyFilter(*dict.fromkeys((*KEYS, *more_keys))), osmium.geom.WKBFactory()
    reader = osmium.FileProcessor(open_extract(path)).with_areas(wanted).with_filter(wanted)
    for one in objects(path, reader):
        tags = {tag.k: tag.v for tag in one.tags}
        try:
            if isinstance(one, Node):
                mapped = Mapped(f"n{one.id}", tags, wkb.create_point(one))
            elif isinstance(one, Area):
                letter = "w" if one.from_way() else "r"
                mapped = Mapped(f"{letter}{one.orig_id()}", tags, wkb.create_multipolygon(one))
            elif isinstance(one, Way) and (_LINES & tags.keys() or is_coastline(tags)):
                mapped = Mapped(f"w{one.id}", tags, _line(one, wkb))
            else:
                continue
        except (
            RuntimeError,
            ValueError,
            osmium.InvalidLocationError,
        ):  # no valid position, or no ring: it cannot be placed
            continue
        yield mapped, one.timestamp


def _line(way: Way, wkb: osmium.geom.WKBFactory) -> str:
    """Give a way as WKB; at the edge of an extract, as far as its nodes are there."""
    import shapely  # noqa: PLC0415 - see above

    try:
        return str(wkb.create_linestring(way))
    except osmium.InvalidLocationError:
        known = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
        if len(set(known)) < 2:
            raise
        return str(shapely.to_wkb(shapely.LineString(known), hex=True))


def _header_day(path: Path) -> date | None:
    for written in header_values(path, "osmosis_replication_timestamp", "timestamp"):
        try:
            return datetime.fromisoformat(written).date()
        except ValueError:
            continue
    return None


def _day_of(newest: datetime) -> date | None:
    return newest.date() if newest.year > 2000 else None
