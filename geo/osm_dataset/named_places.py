"""Stations, parks, hospitals, schools, districts and neighbourhoods → places of the gazetteer."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from geo.osm_dataset.written import SOURCE, feature, is_past, names_of, other_names

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from geo.crs import LocalMetres
    from geo.osm_dataset.mapped import Mapped
    from geo.osm_dataset.written import Feature

_STOP_M = 300.0
"""Stops of one name within so many metres are one stop."""

_CENTRE_M = 1000.0
_FEWEST_AREAS = 3
_SMALL = frozenset({"neighbourhood", "quarter", "village", "hamlet"})
_LARGE = frozenset({"suburb", "borough", "district"})
_POINTS = _SMALL | _LARGE | {"town", "city", "municipality"}
_KINDS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "metro": {
        "railway": frozenset({"station", "halt"}),
        "public_transport": frozenset({"station"}),
    },
    "hospital": {"amenity": frozenset({"hospital"})},
    "school": {"amenity": frozenset({"school"})},
    "bus": {"highway": frozenset({"bus_stop"}), "railway": frozenset({"tram_stop"})},
    "landmark": {
        "leisure": frozenset({"park", "garden", "stadium", "nature_reserve"}),
        "place": frozenset({"square"}),
        "tourism": frozenset({"attraction", "museum", "zoo"}),
        "shop": frozenset({"mall", "department_store"}),
        "amenity": frozenset(
            {"marketplace", "university", "theatre", "place_of_worship", "library", "townhall"}
        ),
    },
}


class MappedSpot(NamedTuple):
    """A point in degrees, and how many metres from it the thing may be."""

    point: Any
    error_m: int


def spot_of(one: Mapped, metres: LocalMetres) -> MappedSpot:
    """Give the point of a thing: of an area one inside it, within the radius of its size."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    if not (one.is_area or one.is_line):
        return MappedSpot(one.shape, 10)
    flat = shapely.transform(one.shape, metres.to_metres)
    inside = flat.representative_point()
    radius = float(np.hypot(*(shapely.get_coordinates(flat) - inside.coords[0]).T).max())
    return MappedSpot(shapely.transform(inside, metres.to_lonlat), max(10, round(radius / 2)))


def named_places(
    objects: Iterable[Mapped], metres: LocalMetres, facilities: Container[str] = ()
) -> Iterator[Feature]:
    """Give what people find their way by; stops of one name that are close are one.

    A landmark that is one of the `facilities`, which are ids of the map, is known as that alone.
    """
    groups: dict[tuple[str, str], list[tuple[Mapped, MappedSpot]]] = defaultdict(list)
    for one in objects:
        kind = _kind_of(one.tags) if len(one.tags.get("name", "").strip()) > 1 else ""
        is_listed = kind == "landmark" and one.id in facilities
        if kind and not (one.is_line or is_listed):
            groups[kind, one.tags["name"]].append((one, spot_of(one, metres)))
    for (kind, _), found in sorted(groups.items()):
        for together in _clusters(found, metres):
            yield _place(kind, together, metres)


def central_first(
    places: Iterable[Feature], around: Iterable[Feature], metres: LocalMetres
) -> list[Feature]:
    """Put places of a kind in order: first those with the most around them, within `_CENTRE_M`.

    The first ones serve as examples of where somebody may be.
    """
    from scipy.spatial import cKDTree  # noqa: PLC0415 - heavy, and an answer never needs it

    kept = list(places)
    if not kept:
        return kept
    tree = cKDTree(metres.to_metres(_spots(around)))
    near = tree.query_ball_point(metres.to_metres(_spots(kept)), _CENTRE_M, return_length=True)
    ranks = {one["properties"]["id"]: int(count) for one, count in zip(kept, near, strict=True)}
    return sorted(
        kept,
        key=lambda one: (
            one["properties"]["kind"],
            -ranks[one["properties"]["id"]],
            one["properties"]["name"],
        ),
    )


def _spots(features: Iterable[Feature]) -> list[list[float]]:
    shapes = (one["geometry"] for one in features)
    return [shape["coordinates"] for shape in shapes if shape["type"] == "Point"]


def areas_of(
    objects: Iterable[Mapped],
    metres: LocalMetres,
    within: str = "",
    town: Container[str] = (),
) -> list[Feature]:
    """Give the neighbourhoods ("committee") and what is larger ("district").

    Neighbourhoods are the smallest administrative areas where there are three and more, else the
    points that are named as such, else suburbs, else towns. `within` is the id of the town's own
    area, `town` its names: neither is a part of itself.
    """
    things = [one for one in objects if len(one.tags.get("name", "").strip()) > 1]
    regions = [one for one in things if one.is_area and _level(one) and one.id != within]
    levels = Counter(map(_level, regions))
    finest = max((level for level, n in levels.items() if n >= _FEWEST_AREAS), default=0)
    outlined = [one for one in regions if _level(one) == finest and finest]
    points = [one for one in things if one.tags.get("place") in _POINTS and not _level(one)]
    sizes = (_SMALL, _SMALL | _LARGE, _POINTS)
    by_size = ([one for one in points if one.tags["place"] in size] for size in sizes)
    basic = outlined or next((few for few in by_size if len(few) >= _FEWEST_AREAS), points)
    named = {one.tags["name"] for one in basic}
    larger = [
        one
        for one in (*points, *regions)
        if one.tags["name"] not in named and one.tags["name"] not in town
    ]
    return [
        *(_area("committee", one, metres) for one in _one_a_name(basic)),
        *(_area("district", one, metres) for one in _one_a_name(larger)),
    ]


def _one_a_name(things: Sequence[Mapped]) -> list[Mapped]:
    return list({one.tags["name"]: one for one in reversed(things)}.values())[::-1]


def _level(one: Mapped) -> int:
    level = one.tags.get("admin_level", "")
    return int(level) if one.tags.get("boundary") == "administrative" and level.isdigit() else 0


def _area(kind: str, one: Mapped, metres: LocalMetres) -> Feature:
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    if not one.is_area:
        return _place(kind, [(one, MappedSpot(one.shape, 500))], metres)
    shape = largest_outline(one, metres, within_m=5)
    area = shapely.transform(shape, metres.to_metres).area
    return _written(kind, one, shape, round((area / np.pi) ** 0.5))


def largest_outline(one: Mapped, metres: LocalMetres, within_m: float = 1) -> Any:  # noqa: ANN401
    """Give the outer ring of the largest part of an area, drawn to within so many metres."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    largest = max(one.shape.geoms, key=lambda part: part.area)
    flat = shapely.transform(shapely.Polygon(largest.exterior), metres.to_metres)
    return shapely.transform(flat.simplify(within_m), metres.to_lonlat)


def _kind_of(tags: Mapping[str, str]) -> str:
    if "disused" in tags or tags.get("subway") == "entrance" or is_past(tags):
        return ""
    if tags.get("railway") == "platform":
        return ""
    return next(
        (
            kind
            for kind, keys in _KINDS.items()
            if any(tags.get(key) in values for key, values in keys.items())
        ),
        "",
    )


def _clusters(
    found: list[tuple[Mapped, MappedSpot]], metres: LocalMetres
) -> Iterator[list[tuple[Mapped, MappedSpot]]]:
    """Put together what is within `_STOP_M` of the first of a group."""
    left = found
    while left:
        centre = metres.to_metres([left[0][1].point.coords[0]])[0]
        gaps = np.hypot(*(metres.to_metres([s.point.coords[0] for _, s in left]) - centre).T)
        yield [one for one, gap in zip(left, gaps, strict=True) if gap <= _STOP_M]
        left = [one for one, gap in zip(left, gaps, strict=True) if gap > _STOP_M]


def _place(kind: str, together: list[tuple[Mapped, MappedSpot]], metres: LocalMetres) -> Feature:
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    flat = metres.to_metres([spot.point.coords[0] for _, spot in together])
    middle = flat.mean(axis=0)
    spread = float(np.hypot(*(flat - middle).T).max())
    error = round(spread + max(spot.error_m for _, spot in together))
    return _written(kind, together[0][0], shapely.Point(metres.to_lonlat([middle])[0]), error)


def _written(kind: str, one: Mapped, shape: Any, error_m: int) -> Feature:  # noqa: ANN401 - shapely
    names = names_of(one.tags)
    return feature(
        shape,
        id=f"{kind}-{one.id}",
        **names,
        aliases=other_names(one.tags, names.values()),
        kind=kind,
        position_error_m=error_m,
        position_basis=f"OpenStreetMap, {one.id}",
        source=SOURCE,
    )
