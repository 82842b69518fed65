"""The outlines of committees: the dataset's own, else where the homes of each are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from geo.facility import Shape

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.coverage.audit import Audit
    from maps.audit.map.demand_cells import DemandCells

_AROUND_M = 150.0
"""How far around a home its committee reaches, where no other home is nearer: half a block."""

_ROUGH_M = 8.0


class CommitteeOutline(NamedTuple):
    """The outline of a committee, degrees, WGS-84; `is_given` when the dataset draws it."""

    area: int
    shape: BaseGeometry
    is_given: bool


def committee_outlines(audit: Audit, cells: DemandCells) -> list[CommitteeOutline]:
    """Outline the committees that have homes, or an outline of their own.

    Where the dataset has none, it is what lies nearest to the committee's homes, as they were
    assigned to it: no official border, and to be told so.
    """
    near = _near_homes(audit, cells)
    found = []
    for number, place in enumerate(audit.committees.places):
        if place.geometry is not None and place.geometry.shape is Shape.AREA:
            area = shapely.Polygon(place.geometry.vertices)
            found.append(CommitteeOutline(number, area, is_given=True))
        elif number in near:
            found.append(CommitteeOutline(number, near[number], is_given=False))
    return found


def _near_homes(audit: Audit, cells: DemandCells) -> dict[int, BaseGeometry]:
    """Join what is nearest to each home (its Voronoi cell), as far as `_AROUND_M`, by committee."""
    homes = cells.heaviest(audit.demand.weight)
    xy, first = np.unique(
        audit.metres.to_metres(audit.demand.lonlat[homes]).round(1), axis=0, return_index=True
    )
    numbers = audit.committees.number[homes[first]]
    if len(xy) < 2:
        return {}
    nearest = _voronoi(xy)
    return {
        number: shapely.transform(_joined(nearest[numbers == number]), audit.metres.to_lonlat)
        for number in np.unique(numbers[numbers >= 0]).tolist()
    }


def _voronoi(xy: NDArray[np.float64]) -> NDArray[np.object_]:
    """Give for each point, metres, the ground that is nearest to it and within `_AROUND_M`."""
    around = shapely.buffer(shapely.points(xy), _AROUND_M, quad_segs=4)
    frame = shapely.box(*(xy.min(axis=0) - _AROUND_M), *(xy.max(axis=0) + _AROUND_M))
    nearest = shapely.voronoi_polygons(shapely.MultiPoint(xy), extend_to=frame, ordered=True)
    return np.asarray(shapely.intersection(shapely.get_parts(nearest), around))


def _joined(areas: NDArray[np.object_]) -> BaseGeometry:
    return shapely.simplify(shapely.union_all(areas), _ROUGH_M)
