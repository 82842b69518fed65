"""Coastlines → the sea: OpenStreetMap draws the shore, with the water on its right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ASIDE = 1e-6  # of a degree: a step of 10 cm off the shore
_NEAR = 0.005  # of the length of the frame: 2 % of a side


def sea(coast: NDArray[np.object_], box: tuple[float, float, float, float]) -> NDArray[np.object_]:
    """Give the areas of a box, degrees, that lie on the right of the coastlines and never left.

    A shore that ends just short of the box, as where an extract was cut, is led on to it. An area
    whose shore has a wider gap, so that it would be land and sea at once, is left out.
    """
    frame = shapely.box(*box)
    shores = shapely.get_parts(shapely.clip_by_rect(coast, *box))
    shores = shores[shapely.length(shores) > 0]
    if not len(shores):
        return shores
    ends = _led_to(frame.exterior, shores)
    borders = shapely.union_all([frame.exterior, *shores.tolist(), *ends])
    areas = shapely.get_parts(shapely.polygonize(shapely.get_parts(borders)))
    right, left = _beside(shores, -_ASIDE), _beside(shores, _ASIDE)
    tree = shapely.STRtree(areas)
    wet, dry = (np.unique(tree.query(spots, "within")[1]) for spots in (right, left))
    return np.asarray(areas[np.setdiff1d(wet, dry)])


def _led_to(frame: shapely.LinearRing, shores: NDArray[np.object_]) -> list[shapely.LineString]:
    """Give the lines from loose ends of shores to a frame that is near."""
    near = frame.length * _NEAR
    joined = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(shores.tolist())))
    ends = [shapely.Point(one.coords[at]) for one in joined if not one.is_ring for at in (0, -1)]
    ways = [shapely.shortest_line(end, frame) for end in ends]
    return [way for way in ways if 0 < way.length < near]


def _beside(shores: NDArray[np.object_], aside: float) -> NDArray[np.object_]:
    """Give points beside the middle of every piece of shore; a positive step is to the left."""
    spots = []
    for shore in shores:
        path = shapely.get_coordinates(shore)
        along = np.diff(path, axis=0)
        length = np.maximum(np.hypot(*along.T), _ASIDE)[:, None]
        spots.append((path[1:] + path[:-1]) / 2 + aside * along[:, ::-1] * (-1, 1) / length)
    return np.asarray(shapely.points(np.vstack(spots)))
