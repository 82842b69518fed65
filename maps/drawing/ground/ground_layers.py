"""The ground of a map: water, green, railways and streets of a dataset, as layers in a box."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from geo.base_map import AREAS, FILE, GROUNDS, BaseMap, Ground
from geo.crs import METRES_PER_DEGREE
from geo.network.snapping import STEPS
from geo.town import NETWORK, open_network
from maps.drawing.ground.sea import sea

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.dataset.dataset import Dataset
    from maps.drawing.bounds import Bounds

    Shapes = NDArray[np.object_]

_LEAST_PX = 3.0  # an area whose box is smaller is a dot
_WIDEST_M = {"path": 6.0, "green": 60.0, "minor": 30.0, "railway": 60.0}
"""Metres a pixel from which on a layer would only be noise."""

_IMPORTANCE = (
    *("bank", "water", "coast", "river", "major", "railway", "medium", "street", "stairs"),
    *("park", "minor", "green", "path"),
)
UNDER = frozenset({"water", "green", "park", "river", "coast", "bank"})
"""The layers that lie under what a map shows; the others, streets and railways, lie above it."""


class GroundLayer(NamedTuple):
    """What looks the same: lines or areas, degrees, WGS-84.

    `name` is the class of its style: a `Ground` of a base map, or, of a dataset that draws its own
    streets, "street", "stairs" and "bank".
    """

    name: str
    shape: BaseGeometry


def ground_layers(
    dataset: Dataset, box: Bounds, pixel_m: float, most_points: int
) -> list[GroundLayer]:
    """Give what is drawn in a box, in the order of drawing.

    Lines are simplified to `pixel_m`, the metres of the smallest thing that can be seen, and the
    least important ones are left out where all would have more than `most_points` vertices.
    """
    if len(dataset.streets.ends) or dataset.streets.barriers:
        return _fitting(_drawn_by_hand(dataset, box), pixel_m, most_points)
    base_map, network = dataset.folder / FILE, dataset.folder / NETWORK
    if base_map.exists():
        stamp = base_map.stat().st_mtime_ns
        return _of_base_map(base_map, stamp, box, pixel_m, most_points)
    if network.exists():
        return _fitting(_of_network(dataset, box), pixel_m, most_points)
    return []


def _drawn_by_hand(dataset: Dataset, box: Bounds) -> Iterator[tuple[str, Shapes]]:
    streets = dataset.streets
    yield "bank", _touching(np.array([shapely.LineString(one) for one in streets.barriers]), box)
    edges = np.asarray(shapely.linestrings(streets.lonlat[streets.ends]))
    yield "street", _touching(edges[~streets.steps], box)
    yield "stairs", _touching(edges[streets.steps], box)


def _of_network(dataset: Dataset, box: Bounds) -> Iterator[tuple[str, Shapes]]:
    """Give the streets of a network that has no base map beside it."""
    network = open_network(dataset)
    low, high = network.metres.to_metres([(box.west, box.south), (box.east, box.north)])
    ends = network.xy[network.ends]
    seen = ((ends.max(axis=1) >= low) & (ends.min(axis=1) <= high)).all(axis=1)
    lonlat = network.metres.to_lonlat(ends[seen].reshape(-1, 2)).reshape(-1, 2, 2)
    stairs = network.flags[seen] & STEPS > 0
    edges = np.asarray(shapely.linestrings(lonlat))
    yield "minor", edges[~stairs]
    yield "stairs", edges[stairs]


@lru_cache(maxsize=64)
def _of_base_map(
    path: Path, _stamp: int, box: Bounds, pixel_m: float, most_points: int
) -> list[GroundLayer]:
    return _fitting(_of_grounds(BaseMap.open(path), box, pixel_m), pixel_m, most_points)


def _of_grounds(base: BaseMap, box: Bounds, pixel_m: float) -> Iterator[tuple[str, Shapes]]:
    rows = base.within(*box)
    for number, ground in enumerate(GROUNDS):
        chosen = rows[base.kind[rows] == number]
        if not len(chosen) or pixel_m > _WIDEST_M.get(ground.value, np.inf):
            continue
        if ground in AREAS:
            large = (base.box[chosen, 2:] - base.box[chosen, :2]).max(axis=1)
            seen = chosen[large * METRES_PER_DEGREE >= _LEAST_PX * pixel_m]
            yield ground.value, _areas(base, seen, box)
        elif ground is Ground.COAST:
            coast = _lines(base, chosen)
            yield Ground.WATER.value, sea(coast, _common(box, base))
            yield ground.value, shapely.clip_by_rect(coast, *box)
        else:
            yield ground.value, shapely.clip_by_rect(_lines(base, chosen), *box)


def _common(box: Bounds, base: BaseMap) -> tuple[float, float, float, float]:
    """Give the part of a box that the base map reaches."""
    low, high = base.box[:, :2].min(axis=0), base.box[:, 2:].max(axis=0)
    return (*np.maximum(low, box[:2]).tolist(), *np.minimum(high, box[2:]).tolist())


def _lines(base: BaseMap, rows: NDArray[np.int64]) -> Shapes:
    return np.array([shapely.LineString(part) for row in rows for part in base.parts(row)])


def _areas(base: BaseMap, rows: NDArray[np.int64], box: Bounds) -> Shapes:
    """Fill rings by the even-odd rule, so that an island stays dry."""
    rings = [[shapely.LineString(ring) for ring in base.parts(row)] for row in rows]
    areas = [shapely.build_area(shapely.MultiLineString(one)) for one in rings]
    return np.asarray(shapely.clip_by_rect(np.array(areas), *box))


def _touching(lines: Shapes, box: Bounds) -> Shapes:
    """Keep whole lines, so that the same street looks the same in every box."""
    return lines[shapely.intersects(lines, shapely.box(*box))] if len(lines) else lines


def _fitting(
    found: Iterator[tuple[str, Shapes]], pixel_m: float, most_points: int
) -> list[GroundLayer]:
    """Simplify the layers, and keep the most important that have so many points together."""
    layers = [(name, _simple(shapes, pixel_m)) for name, shapes in found]
    kept: dict[int, BaseGeometry] = {}
    left = most_points
    for place in sorted(range(len(layers)), key=lambda one: _IMPORTANCE.index(layers[one][0])):
        parts = layers[place][1]
        counts = np.cumsum(shapely.get_num_coordinates(parts))
        parts = parts[counts <= left]
        if len(parts):
            left -= int(counts[len(parts) - 1])
            kept[place] = shapely.GeometryCollection(parts.tolist())
    return [GroundLayer(layers[place][0], kept[place]) for place in sorted(kept)]


def _simple(shapes: Shapes, pixel_m: float) -> Shapes:
    """Join lines end to end, leave out what cannot be seen, and put the longest first."""
    parts = shapely.get_parts(shapes)
    if len(parts) and parts[0].geom_type != "Polygon":
        lines = parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING]
        parts = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines.tolist())))
    parts = shapely.get_parts(shapely.simplify(parts, pixel_m / METRES_PER_DEGREE))
    parts = parts[~shapely.is_empty(parts)]
    return np.asarray(parts[np.argsort(-shapely.length(parts), kind="stable")])
