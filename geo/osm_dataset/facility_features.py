"""Things of the map → facilities; what cannot be read is left blank and listed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from geo.hours.opening import validate_hours
from geo.osm_dataset.address_places import address_of, street_of
from geo.osm_dataset.named_places import largest_outline, spot_of
from geo.osm_dataset.written import SOURCE, feature, is_past, names_of, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geo.crs import LocalMetres
    from geo.facility import BilingualText, Category
    from geo.osm_dataset.mapped import Mapped
    from geo.osm_dataset.named_places import MappedSpot
    from geo.osm_dataset.street_places import Street
    from geo.osm_dataset.tag_table import TagTable
    from geo.osm_dataset.written import Feature

_FARTHEST_STREET_M = 150.0
"""A thing without a name is called after the nearest street, if one is so near."""

_SMALL_M = 15
_DRAWN_M = 10
"""An area of a larger error than the first is entered along its outline, which is drawn to the
second."""

_NOT_FOR_ALL = frozenset({"private", "no", "members", "employees", "residents"})
_WHEELCHAIR = {"yes": "yes", "designated": "yes", "no": "no"}
_LIMITED = ("轮椅只能进一部分", "Only partly accessible by wheelchair")
_FEE = ("收费", "There is a fee")


@dataclass(slots=True)
class MappedFacilities:
    """What came out of the map.

    Attributes:
        features: the facilities, by category and in order of their ids.
        bad_hours: id, and the hours that cannot be read.
        bad_capacity: id, and the capacity that is no number.
        private: how many things are left out as they are not for everybody.
        unnamed: how many have no name of their own.
        numbers: how many without a name of their own are called the same.
    """

    features: list[Feature] = field(default_factory=list)
    bad_hours: list[tuple[str, str]] = field(default_factory=list)
    bad_capacity: list[tuple[str, str]] = field(default_factory=list)
    private: int = 0
    unnamed: int = 0
    numbers: Counter[str] = field(default_factory=Counter)

    def lacking(self, name: str) -> int:
        """Count the facilities that lack a field."""
        return sum(one["properties"][name] in {"", "unknown", None} for one in self.features)


@dataclass(frozen=True, slots=True)
class FacilityReader:
    """Reads facilities of one town.

    `streets` are near which a thing without a name is; `day` is that of the map, ISO.
    """

    table: TagTable
    metres: LocalMetres
    streets: Sequence[Street]
    country: str
    day: str

    def read(self, objects: Iterable[Mapped]) -> MappedFacilities:
        """Read the facilities among some things of the map."""
        found = MappedFacilities()
        by_category: dict[str, list[Mapped]] = {key: [] for key in self.table.categories}
        for one in objects:
            key = "" if one.is_line or is_past(one.tags) else self.table.category_of(one.tags)
            if key and one.tags.get("access") in _NOT_FOR_ALL:
                found.private += 1
            elif key:
                by_category[key].append(one)
        kept = [(key, one) for key, things in by_category.items() for one in _once(things)]
        spots = [spot_of(one, self.metres) for _, one in kept]
        near = self._nearest_streets(spots)
        for (key, one), spot, street in zip(kept, spots, near, strict=True):
            category = self.table.categories[key]
            found.features.append(self._facility(one, spot, street, category, found))
        return found

    def _facility(
        self,
        one: Mapped,
        spot: MappedSpot,
        street: str,
        category: Category,
        found: MappedFacilities,
    ) -> Feature:
        tags, key = one.tags, f"osm-{one.id}"
        names = names_of(tags)
        if not names["name"]:
            found.unnamed += 1
            called = self.table.called(category.key, tags)
            names = _called_after(called, street_of(tags) or street)
            found.numbers[names["name"]] += 1
            names = _numbered(names, found.numbers[names["name"]])
        notes = [text for text, applies in _notes(tags) if applies]
        outline = largest_outline(one, self.metres) if _is_ground(one, spot) else None
        return feature(
            outline or spot.point,
            id=key,
            **names,
            category=category.key,
            status="open",
            address=address_of(tags, self.country),
            phone=printable(tags.get("phone", tags.get("contact:phone", ""))),
            opening_hours=_hours(tags, key, found.bad_hours),
            accessible=_WHEELCHAIR.get(tags.get("wheelchair", ""), "unknown"),
            capacity=_capacity(tags, key, found.bad_capacity),
            position_error_m=_DRAWN_M if outline else spot.error_m,
            position_basis=f"OpenStreetMap, {one.id}",
            source=SOURCE,
            source_date=self.day,
            verified_on=None,
            note="；".join(zh for zh, _ in notes),
            note_en="; ".join(en for _, en in notes),
        )

    def _nearest_streets(self, spots: Sequence[MappedSpot]) -> list[str]:
        """Give the name of the nearest street of each point, empty where none is near."""
        import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

        ways = [(way.shape, street.name) for street in self.streets for way in street.ways]
        names = [""] * len(spots)
        if not (ways and spots):
            return names
        shapes, points = (
            shapely.transform(np.array(found, object), self.metres.to_metres)
            for found in ([shape for shape, _ in ways], [spot.point for spot in spots])
        )
        rows, way = (
            shapely.STRtree(shapes)
            .query_nearest(points, max_distance=_FARTHEST_STREET_M, all_matches=False)
            .tolist()
        )
        for row, number in zip(rows, way, strict=True):
            names[row] = ways[number][1]
        return names


def _is_ground(one: Mapped, spot: MappedSpot) -> bool:
    """Say whether a thing is an area that people walk into anywhere: no building, and not small."""
    return one.is_area and "building" not in one.tags and spot.error_m > _SMALL_M


def _once(things: Sequence[Mapped]) -> Iterator[Mapped]:
    """Leave out the points inside an area of the same category, where the names agree."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    areas = [one for one in things if one.is_area]
    tree = shapely.STRtree([one.shape for one in areas])
    for one in things:
        around = () if one.is_area else tree.query(one.shape, "intersects")
        if not any(_may_be_one(one.tags, areas[row].tags) for row in around):
            yield one


def _may_be_one(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    names = one.get("name", ""), other.get("name", "")
    return not all(names) or names[0] == names[1]


def _called_after(called: BilingualText, street: str) -> dict[str, str]:
    zh, en = called
    if not street:
        return {"name": zh, "name_en": en}
    return {"name": f"{zh}（{street}）", "name_en": f"{en} ({street})"}


def _numbered(names: dict[str, str], number: int) -> dict[str, str]:
    """Tell things of one name apart, from the second on."""
    return {key: f"{name} {number}" for key, name in names.items()} if number > 1 else names


def _notes(tags: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], bool]]:
    yield _LIMITED, tags.get("wheelchair") == "limited"
    yield _FEE, tags.get("fee") == "yes"


def _hours(tags: Mapping[str, str], key: str, bad: list[tuple[str, str]]) -> str:
    hours = printable(tags.get("opening_hours", ""))
    if hours and validate_hours(hours):
        bad.append((key, hours))
        return ""
    return hours


def _capacity(tags: Mapping[str, str], key: str, bad: list[tuple[str, str]]) -> int | None:
    written: Any = printable(tags.get("capacity", tags.get("beds", "")))
    if written and not (written.isascii() and written.isdigit() and len(written) < 7):
        bad.append((key, written))
        return None
    return int(written) if written else None
