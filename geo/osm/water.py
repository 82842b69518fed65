"""Water that is drawn as an area: its banks, and the streets that lie in it.

Nobody reaches a street from the water, even where the street runs along the bank and shares its
nodes. So a bank that a street touches stands `INSET_M` inside the water, and what a street has in
the water is entered at its ends alone: people stand on a pier as on a bridge, but not on a ford or
on a path that is drawn in the water by mistake.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.osm.cuts import Cuts
from geo.osm.segments import NOWHERE, PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.crs import LocalMetres
    from geo.osm.scan import Outline, Scan
    from geo.osm.segments import Segments

INSET_M = 0.1
"""How far a bank stands in the water where a street touches it: more than rounding, less than
matters."""
DIP_M = INSET_M / 2
"""What dips deeper is in the water; what does not stays farther than rounding from the bank."""


class Assembled(NamedTuple):
    """What the rings of one outline come to, in metres.

    `area` is the polygon, holes and all, None where the extract does not hold it whole; `lines` are
    what it is drawn of, (points, 2) each.
    """

    area: BaseGeometry | None
    lines: list[NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Water:
    """Areas of water around some streets, in metres.

    Attributes:
        metres: around the streets.
        areas: (areas,) prepared polygons.
        lines: the lines, (points, 2), of what is not whole in the extract.
    """

    metres: LocalMetres
    areas: NDArray[np.object_]
    lines: list[NDArray[np.float64]]

    @classmethod
    def of(cls, found: Scan, metres: LocalMetres) -> Water:
        """Assemble the areas of water of an extract."""
        import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

        assembled = list(assemble(found, found.water, metres))
        areas = np.array([one.area for one in assembled if one.area is not None], np.object_)
        shapely.prepare(areas)
        return cls(
            metres, areas, [line for one in assembled if one.area is None for line in one.lines]
        )

    def divide(self, segments: Segments) -> tuple[Segments, list[NDArray[np.float64]]]:
        """Split segments at the banks; those in the water become `in_water`, or a bridge if a pier.

        Returns:
            The segments, and the lines, (points, 2) metres, that divide water from land.
        """
        import shapely  # noqa: PLC0415 - likewise

        at = self.metres.to_metres(segments.at / PER_DEGREE)
        ground = np.flatnonzero(~segments.grade_separated)
        lines = np.asarray(shapely.linestrings(at[segments.ends[ground]]))
        area, row = shapely.STRtree(lines).query(self.areas, "dwithin", INSET_M)
        banks = self.areas.copy()
        touched = np.unique(area)
        inset = shapely.buffer(self.areas[touched], -INSET_M, join_style="mitre")
        banks[touched] = np.where(shapely.is_empty(inset), self.areas[touched], inset)
        shapely.prepare(banks)
        enters = shapely.dwithin(banks[area], lines[row], INSET_M - DIP_M)
        area, row = area[enters], row[enters]
        parts: dict[int, list[BaseGeometry]] = defaultdict(list)
        in_water = np.asarray(shapely.intersection(lines[row], self.areas[area]))
        for edge, wet in zip(ground[row].tolist(), in_water, strict=True):
            parts[edge] += shapely.get_parts(wet).tolist()
        cuts = Cuts(segments, self.metres, at)
        for edge, wet_parts in sorted(parts.items()):
            cuts.cut(edge, [part for part in wet_parts if part.length > DIP_M])
        rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(banks)]
        whole, wet = cuts.done()
        piers = whole.grade_separated | (wet & whole.decks)
        in_water = whole.in_water | (wet & ~whole.decks)
        return replace(whole, grade_separated=piers, in_water=in_water), rings + self.lines


def assemble(found: Scan, outlines: list[Outline], metres: LocalMetres) -> Iterator[Assembled]:
    """Make polygons of outlines, one after another."""
    placed = iter(place_lines(found, [refs for one in outlines for refs in one.lines], metres))
    for outline in outlines:
        parts = [next(placed) for _ in outline.lines]
        lines = [line for of in parts for line in of]
        whole = all(len(of) == 1 for of in parts)
        yield Assembled(_area(lines) if whole else None, lines)


def place_lines(
    found: Scan, lines: list[list[int]], metres: LocalMetres
) -> list[list[NDArray[np.float64]]]:
    """Give lines in metres; a gap in the extract splits one, and none stands still."""
    at = found.positions(np.array([node for refs in lines for node in refs], np.int64))
    xy = metres.to_metres(at / PER_DEGREE)
    held = at[:, 0] != NOWHERE
    placed, first = [], 0
    for refs in lines:
        last = first + len(refs)
        moves = np.append(True, (at[first + 1 : last] != at[first : last - 1]).any(axis=1))
        kept, gaps = xy[first:last][moves], held[first:last][moves]
        runs = np.split(np.arange(len(kept)), np.flatnonzero(gaps[1:] != gaps[:-1]) + 1)
        placed.append([kept[run] for run in runs if gaps[run[0]] and len(run) > 1])
        first = last
    return placed


def _area(lines: list[NDArray[np.float64]]) -> BaseGeometry | None:
    """Make the polygon, holes and all, that lines bound; None where they bound nothing."""
    import shapely  # noqa: PLC0415 - heavy, and an answer never needs it

    if len(lines) == 1 and len(lines[0]) > 3 and (lines[0][0] == lines[0][-1]).all():
        polygon = shapely.Polygon(lines[0])
        if polygon.is_valid:
            return polygon
    drawn = shapely.MultiLineString([shapely.LineString(line) for line in lines])
    area = shapely.build_area(shapely.node(drawn))
    return area if area.area else None
