"""Buildings of the map → where people live, as shares of floor or as people."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from geo.osm.tagged_places import RESIDENTIAL, storeys
from geo.osm_dataset.written import SOURCE, feature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from geo.crs import LocalMetres
    from geo.osm_dataset.mapped import Mapped
    from geo.osm_dataset.written import Feature

CELL_M = 50.0
"""Homes within a square of this side are one point, in the middle of their floor."""

SMALLEST_M2 = 30.0
"""A building that does not say what it is for and is smaller is a shed or a garage."""

_USES = frozenset(
    {"amenity", "shop", "office", "tourism", "leisure", "man_made", "craft", "industrial", "power"}
    | {"religion", "public_transport", "railway", "aeroway", "healthcare", "historic", "military"}
)


@dataclass(frozen=True, slots=True)
class MappedHomes:
    """Where people live.

    Attributes:
        features: a point for each square of `CELL_M` that has homes.
        buildings: how many homes.
        unspecified: how many of them are `building=yes`.
        people: whether the features tell people; otherwise only square metres of floor.
    """

    features: list[Feature]
    buildings: int
    unspecified: int
    people: bool


def homes_of(
    objects: Iterable[Mapped], metres: LocalMetres, population: int | None = None
) -> MappedHomes:
    """Weigh homes by their floor area: ground area times storeys, square metres.

    A home is a building of a residential kind (`geo.osm.tagged_places.RESIDENTIAL`). Where less
    than half of the ground that may be homes is so marked, as mappers wrote no more than
    `building=yes`, such buildings of `SMALLEST_M2` and more without another use are homes, too.
    Storeys are `building:levels`, or else the median of those that tell it, of the same kind.
    With the `population` of the town each gets its share of the people; a share of the floor is
    no count: only the sum is one.
    """
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    candidates = [one for one in objects if one.is_area and _may_be_home(one.tags)]
    if not candidates:
        return MappedHomes([], 0, 0, people=False)
    flat = shapely.transform([one.shape for one in candidates], metres.to_metres)
    ground = shapely.area(flat)
    marked = np.array([_is_marked(one.tags) for one in candidates])
    few = ground[marked].sum() < ground.sum() / 2
    kept = np.flatnonzero(marked | (few & (ground >= SMALLEST_M2)))
    weight = ground[kept] * _storeys([candidates[row].tags for row in kept])
    spots = shapely.get_coordinates(shapely.centroid(flat[kept]))
    features = _by_cell(spots, weight, metres, population)
    return MappedHomes(
        features, len(kept), int((~marked[kept]).sum()), people=population is not None
    )


def _is_marked(tags: Mapping[str, str]) -> bool:
    return tags.get("building") in RESIDENTIAL or tags.get("building:use") == "residential"


def _may_be_home(tags: Mapping[str, str]) -> bool:
    return _is_marked(tags) or (tags.get("building") == "yes" and _USES.isdisjoint(tags))


def _storeys(homes: Sequence[Mapping[str, str]]) -> NDArray[np.float64]:
    """Give the storeys of each home: as told, or the median of its kind of building."""
    told = [storeys(tags) for tags in homes]
    kinds = [tags.get("building", "") for tags in homes]
    by_kind: dict[str, list[float]] = defaultdict(list)
    for kind, one in zip(kinds, told, strict=True):
        if one:
            by_kind[kind].append(one)
    usual = {kind: median(values) for kind, values in by_kind.items()}
    return np.array([one or usual.get(kind, 1.0) for kind, one in zip(kinds, told, strict=True)])


def _by_cell(
    spots: NDArray[np.float64],
    weight: NDArray[np.float64],
    metres: LocalMetres,
    population: int | None,
) -> list[Feature]:
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    _, cell = np.unique(np.floor(spots / CELL_M), axis=0, return_inverse=True)
    cell = cell.ravel()
    floor = np.bincount(cell, weight)
    middle = np.column_stack(
        [np.bincount(cell, weight * spots[:, axis]) / floor for axis in (0, 1)]
    )
    share = 1.0 if population is None else population / floor.sum()
    unit = "floor_m2" if population is None else "people"
    return [
        feature(point, **{unit: round(float(value) * share, 2)}, estimated=True, source=SOURCE)
        for point, value in zip(
            list(map(shapely.Point, metres.to_lonlat(middle))), floor, strict=True
        )
    ]
