"""The way from a point to a facility as a line on the ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.facility import LonLat
from geo.routing.directions import shortest_path

if TYPE_CHECKING:
    from geo.facility import Facility
    from geo.town import Town


def way_line(town: Town, point: LonLat, facility: Facility, walk_m: float) -> tuple[LonLat, ...]:
    """Give a walk of so many metres as vertices, degrees, WGS-84; none where nothing is located.

    It is straight where it passes no junction of streets.
    """
    if facility.geometry is None:
        return ()
    site = town.sites.keys.index(facility.id)
    start = town.walker.start(point)
    path, length_m = shortest_path(town.walker, start, town.sites, town.entries, site)
    if length_m > walk_m + 1:
        return (point, facility.geometry.middle)
    lonlat = town.walker.network.metres.to_lonlat(np.asarray(path))
    return tuple(LonLat(*pair) for pair in lonlat.tolist())
