"""Squares are walked across: straight links between the places where they are entered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from geo.osm import access_hours, access_tags
from geo.osm.segments import NOWHERE, PER_DEGREE
from geo.osm.water import assemble

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.crs import LocalMetres
    from geo.osm.park_hours import Rows
    from geo.osm.scan import Outline, Scan
    from geo.osm.segments import Segments

MOST_PLACES = 200
"""A square with more places to link than this is walked along its outline alone."""

DETOUR = 1.01
"""Two shorter links that are longer by so much, at most, stand for a link: few are needed then."""


def walked_across(
    segments: Segments, found: Scan, node: NDArray[np.int64], rows_of: Rows
) -> Segments:
    """Add the links of every square: its visibility graph.

    Places are the nodes of its outline at which another way begins, ends or passes, and the corners
    that stand in the way of seeing from one to another, those of ponds in it too. Two that see each
    other are linked, unless a way leads there already or other links do (`DETOUR`).

    Args:
        segments: the ways, split; their nodes are those of `node`.
        found: the extract.
        node: (nodes,) the OpenStreetMap ids, ascending.
        rows_of: the rows of the timetable.
    """
    ways = np.bincount(segments.ends.ravel(), minlength=len(node))
    squares, rows = _entered_twice(found, node, ways)
    if not squares:
        return segments
    held = segments.only((segments.at[segments.ends] != NOWHERE).all(axis=(1, 2)))
    metres = held.metres()
    xy = metres.to_metres(segments.at / PER_DEGREE)
    ends, marks = [np.empty((0, 2), np.int64)], [np.empty((0, 4), np.int16)]
    added, count = [np.empty((0, 2))], len(xy)
    areas, ponds = assemble(found, squares, metres), _ponds(found, metres)
    for assembled, square, of_square in zip(areas, squares, rows, strict=True):
        if assembled.area is None:
            continue
        area, corners = _around_ponds(assembled.area, ponds)
        place = np.append(of_square, count + np.arange(len(corners)))
        added.append(corners)
        count += len(corners)
        entered = np.append(ways[of_square] > 2, np.zeros(len(corners), np.bool_))
        links = place[_links(area, np.concatenate((xy[of_square], corners)), entered)]
        ends.append(links)
        marks.append(np.tile(_marks(square.tags, rows_of), (len(links), 1)))
    lonlat = metres.to_lonlat(np.concatenate(added))
    places = np.rint(lonlat * PER_DEGREE).astype(np.int32)
    segments = segments.grown(places, np.empty((0, 2), np.int64), np.empty(0, np.int64))
    links = np.sort(np.concatenate(ends), axis=1)
    known = np.sort(_pair(np.sort(segments.ends, axis=1), len(segments.at)))
    wanted = _pair(links, len(segments.at))
    fresh = known[np.minimum(np.searchsorted(known, wanted), len(known) - 1)] != wanted
    hours, *flags = np.concatenate(marks)[fresh].T
    steps, grade_separated, decks = (flag.astype(np.bool_) for flag in flags)
    return replace(
        segments,
        ends=np.concatenate((segments.ends, links[fresh])),
        steps=np.concatenate((segments.steps, steps)),
        stairs=np.concatenate((segments.stairs, np.zeros(len(steps), np.bool_))),
        grade_separated=np.concatenate((segments.grade_separated, grade_separated)),
        in_water=np.concatenate((segments.in_water, np.zeros(len(steps), np.bool_))),
        decks=np.concatenate((segments.decks, decks)),
        hours=np.concatenate((segments.hours, hours)),
        links=np.concatenate((segments.links, np.zeros(len(steps), np.bool_))),
    )


def _ponds(found: Scan, metres: LocalMetres) -> NDArray[np.object_]:
    """Give the areas of water."""
    areas = [one.area for one in assemble(found, found.water, metres) if one.area is not None]
    return np.array(areas, np.object_)


def _around_ponds(
    area: BaseGeometry, ponds: NDArray[np.object_]
) -> tuple[BaseGeometry, NDArray[np.float64]]:
    """Take the ponds that lie in an area out of it; with it come their corners, (corners, 2)."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    shapely.prepare(area)
    inside = shapely.union_all(ponds[shapely.contains(area, ponds)])
    if inside.is_empty:
        return area, np.empty((0, 2))
    corners = np.unique(shapely.get_coordinates(inside), axis=0)
    return area.difference(inside), corners


def _marks(tags: access_tags.Tags, rows_of: Rows) -> NDArray[np.int16]:
    """Give a square's hours; whether it is closed to wheels, is grade-separated, is a deck."""
    return np.array(
        (
            rows_of[access_hours.way_access(tags).hours],
            access_tags.stops_wheels_along(tags),
            access_tags.is_grade_separated(tags),
            access_tags.is_deck(tags),
        ),
        np.int16,
    )


def _pair(ends: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Number the pairs of nodes, of which there are `count`."""
    return np.asarray(ends[:, 0] * count + ends[:, 1])


def _entered_twice(
    found: Scan, node: NDArray[np.int64], ways: NDArray[np.int64]
) -> tuple[list[Outline], list[NDArray[np.int64]]]:
    """Give the squares that other ways enter at two places or more, and the rows of their nodes."""
    squares, rows = [], []
    for square in found.squares:
        own = np.array(sorted({ref for refs in square.lines for ref in refs}), np.int64)
        of_square = np.searchsorted(node, own)
        if np.count_nonzero(ways[of_square] > 2) > 1:
            squares.append(square)
            rows.append(of_square)
    return squares, rows


def _links(
    area: BaseGeometry, at: NDArray[np.float64], entered: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Give the links, (links, 2) rows of `at`, across one area in metres."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    bends = _bends(area, at)
    place = np.flatnonzero(entered | ~np.isnan(bends).any(axis=(1, 2)))
    if len(place) > MOST_PLACES:
        return np.empty((0, 2), np.int64)
    first, second = (place[row] for row in np.triu_indices(len(place), 1))
    way = at[second] - at[first]
    useful = (entered[first] | _grazes(bends[first], way)) & (
        entered[second] | _grazes(bends[second], way)
    )
    pairs = np.column_stack((first[useful], second[useful]))
    floor = shapely.buffer(area, 0.01, quad_segs=1)
    shapely.prepare(floor)
    seen = pairs[shapely.covers(floor, shapely.linestrings(at[pairs]))]
    return seen[~_led_over_another(at, seen)]


def _led_over_another(at: NDArray[np.float64], pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say which links are as good as two shorter ones, but for `DETOUR`."""
    place, ends = np.unique(pairs, return_inverse=True)
    one, other = ends.reshape(-1, 2).T
    metres = np.full((len(place), len(place)), np.inf)
    length = np.hypot(*(at[pairs[:, 1]] - at[pairs[:, 0]]).T)
    metres[one, other] = metres[other, one] = length
    first, second = metres[one], metres[other]
    shorter = np.maximum(first, second) < length[:, None]
    return np.asarray((shorter & (first + second <= length[:, None] * DETOUR)).any(axis=1))


def _grazes(bends: NDArray[np.float64], way: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say whether a link grazes the corner at its end: only then is it part of a shortest walk.

    `bends` are the (links, 2, 2) metres from the corner to its neighbours, `way` the (links, 2)
    metres of the link.
    """
    sides = way[:, None, 0] * bends[:, :, 1] - way[:, None, 1] * bends[:, :, 0]
    return np.asarray(sides[:, 0] * sides[:, 1] >= 0)


def _bends(area: BaseGeometry, at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give, of places that are corners which the area bends around, what is beside them.

    Returns:
        (places, 2, 2) metres to both neighbours on the ring; not a number for all other places.
    """
    import shapely  # noqa: PLC0415 - likewise

    bends = np.full((len(at), 2, 2), np.nan)
    tree = shapely.STRtree(np.asarray(shapely.points(at)))
    for ring in shapely.get_rings(shapely.orient_polygons(area)):
        corner = shapely.get_coordinates(ring)[:-1]
        back, ahead = np.roll(corner, 1, axis=0) - corner, np.roll(corner, -1, axis=0) - corner
        turn = ahead[:, 0] * back[:, 1] - ahead[:, 1] * back[:, 0]
        bent = np.flatnonzero(turn < 0)
        which, place = tree.query(shapely.points(corner[bent]), "dwithin", 0.001)
        bends[place] = np.stack((back, ahead), axis=1)[bent[which]]
    return bends
