"""The lines of an extract that nobody crosses off a street."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geo.osm.fences import entered_rings, open_walls
from geo.osm.segments import PER_DEGREE
from geo.osm.water import INSET_M, place_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geo.crs import LocalMetres
    from geo.osm.scan import Scan
    from geo.osm.segments import Segments


def barrier_lines(
    found: Scan, streets: Segments, banks: list[NDArray[np.float64]], metres: LocalMetres
) -> Iterator[NDArray[np.float64]]:
    """Give all of them, (points, 2) degrees each, those that are ways in order of their ids.

    `streets` are those that are kept, `banks` are those of areas of water, (points, 2) metres each.
    """
    lines = {number: [refs] for number, refs in found.barriers.items()} | open_walls(found.walls)
    placed = place_lines(found, [run for _, runs in sorted(lines.items()) for run in runs], metres)
    whole = [line for parts in placed for line in parts]
    whole += [*_coasts(found, metres), *banks, *entered_rings(found, streets, metres)]
    if whole:
        starts = np.cumsum([len(line) for line in whole])[:-1]
        lonlat = np.rint(metres.to_lonlat(np.concatenate(whole)) * PER_DEGREE) / PER_DEGREE
        yield from np.split(lonlat, starts)


def _coasts(found: Scan, metres: LocalMetres) -> Iterator[NDArray[np.float64]]:
    """Give the coastlines, moved a little into the sea where a street touches them."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    numbered = sorted(found.coastlines.items())
    placed = place_lines(found, [refs for _, refs in numbered], metres)
    for (_, refs), lines in zip(numbered, placed, strict=True):
        if not found.is_walked(refs):
            yield from lines
            continue
        for line in lines:
            moved = shapely.offset_curve(shapely.linestrings(line), -INSET_M)
            yield from (shapely.get_coordinates(part) for part in shapely.get_parts(moved))
