"""Named streets of the map → places of the gazetteer, and where they meet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.osm_dataset.written import SOURCE, feature, names_of, other_names, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.crs import LocalMetres
    from geo.osm_dataset.mapped import Mapped
    from geo.osm_dataset.written import Feature

APART_M = 250.0
"""Streets of one name that are further apart are two streets."""

_NO_STREETS = frozenset({"bus_stop", "platform", "construction", "proposed", "raceway", "corridor"})


@dataclass(frozen=True, slots=True)
class Street:
    """A street: its ways of one name, close together.

    Attributes:
        ways: its ways, in order of their numbers.
        line: its longest line, degrees, WGS-84.
        length_m: the length of `line`, metres.
    """

    ways: tuple[Mapped, ...]
    line: Any
    length_m: float

    @property
    def name(self) -> str:
        """Its name on the map."""
        return printable(self.ways[0].tags["name"])

    def place(self) -> Feature:
        """Give it as a place; somebody on it may be anywhere along it."""
        tags = self.ways[0].tags
        names = names_of(tags)
        return feature(
            self.line,
            id=f"street-{self.ways[0].id}",
            **names,
            aliases=other_names(tags, names.values()),
            kind="street",
            position_error_m=round(self.length_m / 2 + 5),
            position_basis=f"OpenStreetMap, {len(self.ways)} way(s)",
            source=SOURCE,
        )


class _FlatWay(NamedTuple):
    """A way of the map, and its line in metres."""

    mapped: Mapped
    flat: Any


def streets_of(objects: Iterable[Mapped], metres: LocalMetres) -> list[Street]:
    """Put the named ways together to streets."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    named = [
        one for one in objects if one.is_line and one.tags.get("highway", "") and _is_street(one)
    ]
    flat = shapely.transform(np.array([one.shape for one in named], object), metres.to_metres)
    by_name: dict[str, list[_FlatWay]] = defaultdict(list)
    for one, shape in zip(named, flat, strict=True):
        by_name[printable(one.tags["name"])].append(_FlatWay(one, shape))
    return [_street(ways, metres) for name in sorted(by_name) for ways in _together(by_name[name])]


def junctions_of(streets: Sequence[Street]) -> Iterator[Feature]:
    """Give the places where two streets of different names share a node."""
    at: dict[tuple[float, float], list[int]] = defaultdict(list)
    for row, street in enumerate(streets):
        nodes = {node for way in street.ways for node in way.shape.coords}
        for node in nodes:
            at[node].append(row)
    met: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for node, rows in at.items():
        for one in rows:
            for other in rows:
                if streets[one].name < streets[other].name:
                    met[one, other].append(node)
    for (one, other), shared in sorted(met.items()):
        yield _junction(streets[one], streets[other], sorted(shared))


def _junction(one: Street, other: Street, nodes: list[tuple[float, float]]) -> Feature:
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    return feature(
        shapely.Point(nodes[len(nodes) // 2]),
        id=f"junction-{one.ways[0].id}-{other.ways[0].id}",
        name=f"{one.name} / {other.name}",
        aliases=[f"{one.name}{other.name}", f"{other.name}{one.name}"],
        kind="junction",
        position_error_m=15,
        position_basis="OpenStreetMap",
        source=SOURCE,
    )


def _is_street(one: Mapped) -> bool:
    return len(one.tags.get("name", "").strip()) > 1 and one.tags["highway"] not in _NO_STREETS


def _together(ways: list[_FlatWay]) -> Iterator[list[_FlatWay]]:
    """Part the ways of one name where they are far from each other."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it
    from scipy.sparse import coo_array  # noqa: PLC0415 - likewise
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - likewise

    if len(ways) == 1:
        yield ways
        return
    flat = [way.flat for way in ways]
    near = shapely.STRtree(flat).query(flat, "dwithin", APART_M)
    links = coo_array((np.ones(near.shape[1], np.bool_), tuple(near)), (len(ways),) * 2)
    count, part = connected_components(links, directed=False)
    for number in range(count):
        yield [way for way, own in zip(ways, part, strict=True) if own == number]


def _street(ways: list[_FlatWay], metres: LocalMetres) -> Street:
    """Join ways where they meet; the longest line is the street's."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    mapped = tuple(way.mapped for way in ways)
    if len(ways) == 1:
        return Street(mapped, mapped[0].shape, float(ways[0].flat.length))
    merged = shapely.line_merge(shapely.MultiLineString([way.shape for way in mapped]))
    lines = shapely.get_parts(merged)
    lengths = shapely.length(shapely.transform(lines, metres.to_metres))
    longest = int(np.argmax(lengths))
    return Street(mapped, lines[longest], float(lengths[longest]))
