"""Paths in a park that is shut at times are shut with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from geo.osm.cuts import Cuts
from geo.osm.segments import ALWAYS, NOWHERE, PER_DEGREE
from geo.osm.water import assemble, place_lines

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.crs import LocalMetres
    from geo.osm.scan import Scan
    from geo.osm.segments import Segments
    from geo.raw_streets import AccessHours

Rows: TypeAlias = "dict[AccessHours | None, int]"
"""The rows of a timetable, in order: `ALWAYS` first, for no hours."""

EDGE_M = 1.0
"""What is no further inside a park than this lies along it and is not shut; nor is a piece that is
no longer."""

ON_FENCE_M = 0.1
"""What ends so near to a fence ends at it."""


def rows_of(found: Scan) -> Rows:
    """Number all hours of an extract, the same in whatever order its file has them."""
    parks = (hours for _, hours in found.parks)
    every = {*filter(None, found.hours), *found.node_hours.values(), *parks}
    return {None: ALWAYS} | {hours: row for row, hours in enumerate(sorted(every))}


def shut_with_parks(
    segments: Segments, in_parks: NDArray[np.bool_], found: Scan, rows: Rows
) -> Segments:
    """Split what is open at any time at the outlines of parks; inside it gets a park's hours.

    Args:
        segments: the ways, split.
        in_parks: (segments,) which of them are shut with a park.
        found: the extract.
        rows: the rows of the timetable.
    """
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    held = (segments.at[segments.ends] != NOWHERE).all(axis=(1, 2))
    if not held.any():
        return segments
    metres = segments.only(held).metres()
    at = metres.to_metres(segments.at / PER_DEGREE)
    which = np.flatnonzero(in_parks & held & (segments.hours == ALWAYS))
    lines = np.asarray(shapely.linestrings(at[segments.ends[which]]))
    tree = shapely.STRtree(lines)
    hours = segments.hours.copy()
    inside: dict[int, list[BaseGeometry]] = {}
    areas = assemble(found, [outline for outline, _ in found.parks], metres)
    for assembled, (_, of_park) in zip(areas, found.parks, strict=True):
        if assembled.area is None:
            continue
        park = assembled.area.buffer(-EDGE_M)
        for line in tree.query(park, "intersects").tolist():
            parts = shapely.get_parts(lines[line].intersection(assembled.area))
            long = parts[shapely.length(shapely.intersection(parts, park)) > EDGE_M].tolist()
            if long:
                inside[which[line]], hours[which[line]] = long, rows[of_park]
    cuts = Cuts(replace(segments, hours=hours), metres, at)
    for edge, parts_inside in sorted(inside.items()):
        cuts.cut(edge, parts_inside)
    whole, shut = cuts.done()
    pieces = np.arange(len(shut)) >= len(segments.ends) - len(inside)
    whole = replace(whole, hours=np.where(pieces & ~shut, ALWAYS, whole.hours).astype(np.int16))
    return _with_gates(whole, shut, found, metres)


def closing_lines(
    found: Scan, rows: Rows, metres: LocalMetres
) -> tuple[tuple[NDArray[np.float64], ...], NDArray[np.int16]]:
    """Give the lines, (points, 2) degrees, that nobody crosses while a park is shut.

    They run `EDGE_M` inside its outline, so that what lies along it stays outside. With them come
    the rows of the timetable by which they are crossed.
    """
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    areas = assemble(found, [outline for outline, _ in found.parks], metres)
    lines = [
        (
            rows[of_park],
            np.rint(metres.to_lonlat(shapely.get_coordinates(ring)) * PER_DEGREE).tolist(),
        )
        for assembled, (_, of_park) in zip(areas, found.parks, strict=True)
        if assembled.area is not None
        for ring in shapely.get_rings(assembled.area.buffer(-EDGE_M, join_style="mitre"))
    ]
    lines.sort()
    hours = np.array([row for row, _ in lines], np.int16)
    return tuple(np.array(line) / PER_DEGREE for _, line in lines), hours


def _with_gates(
    segments: Segments, shut: NDArray[np.bool_], found: Scan, metres: LocalMetres
) -> Segments:
    """Shut the gates in the fence of a park with it: where what is shut meets one street outside.

    Else that street would end at the fence, and people would go on from there across the park.
    """
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    hours = np.full(len(segments.at), ALWAYS, np.int16)
    for side in range(2):
        np.maximum.at(hours, segments.ends[shut, side], segments.hours[shut])
    open_ends = segments.ends[segments.hours == ALWAYS]
    outside = np.bincount(open_ends.ravel(), minlength=len(hours))
    node = np.flatnonzero((hours != ALWAYS) & (outside == 1) & (segments.node_hours == ALWAYS))
    placed = place_lines(found, list(found.fences.values()), metres)
    fences = [shapely.LineString(line) for parts in placed for line in parts]
    if not (fences and len(node)):
        return segments
    ends: Any = shapely.points(metres.to_metres(segments.at[node] / PER_DEGREE))
    gates = node[np.unique(shapely.STRtree(ends).query(fences, "dwithin", ON_FENCE_M)[1])]
    node_hours = segments.node_hours.copy()
    node_hours[gates] = hours[gates]
    return replace(segments, node_hours=node_hours)
