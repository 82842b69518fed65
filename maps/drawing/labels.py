"""Names of streets, stations and landmarks to write on a map, and where to write them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.facility import LonLat, Shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geo.dataset.dataset import Dataset
    from geo.dataset.place import Place
    from maps.drawing.bounds import Bounds
    from maps.drawing.texts import Texts

_ROUGH_M = 120  # about as wide as a name: what is known worse would be written at a wrong place
_MOST_STREETS = 120
KINDS = ("metro", "hospital", "landmark", "street")  # what people find their way by; first wins


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a place; `turn` is in degrees clockwise, along the street."""

    name: str
    kind: str
    at: LonLat
    turn: float


def find_labels(dataset: Dataset, view: Bounds, texts: Texts) -> list[Label]:
    """Choose what to write in a box, the most important first; of many, the longest streets."""
    labels: list[Label] = []
    for kind in KINDS:
        places = dataset.places.of_kind(kind)
        lines = [place for place in places if _is_line(place)]
        labels += [label for one in places if not _is_line(one) if (label := _at(one, view, texts))]
        labels += _along_streets(lines, view, texts)
    return labels


def _is_line(place: Place) -> bool:
    return place.geometry is not None and place.geometry.shape is Shape.LINE


def _along_streets(places: Sequence[Place], view: Bounds, texts: Texts) -> list[Label]:
    """Write the names of lines, at most `_MOST_STREETS`, in the middle of what is seen of each."""
    shapes = [place.geometry.vertices for place in places if place.geometry]
    if not shapes:
        return []
    seen = shapely.clip_by_rect([shapely.LineString(one) for one in shapes], *view)
    lengths = shapely.length(seen)
    longest = np.argsort(-lengths, kind="stable")[:_MOST_STREETS]
    return [
        _along(seen[row], texts.of(places[row].name), places[row].kind)
        for row in np.sort(longest).tolist()
        if lengths[row] > 0
    ]


def _at(place: Place, view: Bounds, texts: Texts) -> Label | None:
    point = place.point
    if point is None or (place.position_error_m or 0) > _ROUGH_M:
        return None
    if not shapely.box(*view).contains(shapely.Point(point)):
        return None
    return Label(texts.of(place.name), place.kind, point, 0.0)


def _along(seen: BaseGeometry, name: str, kind: str) -> Label:
    """Write a street's name in the middle of its longest part."""
    line = max(shapely.get_parts(seen), key=lambda part: part.length)
    before, middle, after = (line.interpolate(share, normalized=True) for share in (0.4, 0.5, 0.6))
    shrink = math.cos(math.radians(middle.y))
    turn = math.degrees(math.atan2(before.y - after.y, (after.x - before.x) * shrink))
    upright = (turn + 90) % 180 - 90
    return Label(name, kind, LonLat(middle.x, middle.y), round(upright, 1))
