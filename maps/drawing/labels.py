"""Names of streets, stations and landmarks to write on a map, and where to write them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from geo.facility import LonLat, Shape

if TYPE_CHECKING:
    from geo.dataset.dataset import Dataset
    from geo.dataset.place import Place
    from geo.facility import Geometry
    from maps.drawing.bounds import Bounds
    from maps.drawing.texts import Texts

_ROUGH_M = 120  # about as wide as a name: what is known worse would be written at a wrong place
KINDS = ("metro", "hospital", "landmark", "street")  # what people find their way by; first wins


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a place; `turn` is in degrees clockwise, along the street."""

    name: str
    kind: str
    at: LonLat
    turn: float


def find_labels(dataset: Dataset, view: Bounds, texts: Texts) -> list[Label]:
    """Choose what to write in a box, the most important first."""
    places = [place for kind in KINDS for place in dataset.places.of_kind(kind)]
    return [label for place in places if (label := _label(place, view, texts))]


def _label(place: Place, view: Bounds, texts: Texts) -> Label | None:
    name = texts.of(place.name)
    if place.geometry and place.geometry.shape is Shape.LINE:
        return _along(place.geometry, name, place.kind, view)
    point = place.point
    if point is None or (place.position_error_m or 0) > _ROUGH_M:
        return None
    if not shapely.box(*view).contains(shapely.Point(point)):
        return None
    return Label(name, place.kind, point, 0.0)


def _along(street: Geometry, name: str, kind: str, view: Bounds) -> Label | None:
    """Write a street's name in the middle of its longest part within the box."""
    seen = shapely.LineString(street.vertices).intersection(shapely.box(*view))
    parts = [part for part in shapely.get_parts(seen) if part.length > 0]
    if not parts:
        return None
    line = max(parts, key=lambda part: part.length)
    before, middle, after = (line.interpolate(share, normalized=True) for share in (0.4, 0.5, 0.6))
    shrink = math.cos(math.radians(middle.y))
    turn = math.degrees(math.atan2(before.y - after.y, (after.x - before.x) * shrink))
    upright = (turn + 90) % 180 - 90
    return Label(name, kind, LonLat(middle.x, middle.y), round(upright, 1))
